"""The rules of the index of service quality, from ``quality_index_rules.json``."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError

from infogo.core.importing import Job, Row, RowError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.oversight.quality.models import IndexRuleSet
from infogo.oversight.quality.rules import IndexParameters

FILE = "quality_index_rules.json"
RULE_SETS = Table(
    "quality_index_rule_set",
    IndexRuleSet,
    key=("code",),
    fields=("name_th", "effective_from", "effective_to", "parameters"),
)


def load_index_rules(job: Job) -> Tally:
    """Load the rule sets of the index."""
    entries: list[Any] = job.json_file(FILE)
    rows = (Row(job, FILE, number, entry) for number, entry in enumerate(entries, 1))
    tally = load_rows(RULE_SETS, convert(rows, _rule_set), job)
    job.say(f"เกณฑ์ดัชนีคุณภาพบริการ {tally.rows:,} ชุด")
    return tally


def _rule_set(row: Row) -> Values:
    """Return the columns of a rule set; what is misspelt would silently not count, so it fails."""
    entry = row.data
    try:
        IndexParameters.model_validate(entry["parameters"])
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in ("parameters", *first["loc"]))
        advice = "แก้ตามแบบใน infogo/oversight/quality/rules.py"
        raise RowError(column, first.get("input", ""), first["msg"], advice) from error
    until = entry["effective_to"]
    return {
        "code": entry["code"],
        "name_th": entry["name_th"],
        "effective_from": date.fromisoformat(entry["effective_from"]),
        "effective_to": date.fromisoformat(until) if until else None,
        "parameters": entry["parameters"],
    }
