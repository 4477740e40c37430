"""The E-Act's kinds of channel, groups of agencies and days, from ``e_act_rules.json``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from pydantic import ValidationError

from infogo.channels.models import EActRuleSet
from infogo.channels.rules import EActParameters
from infogo.core.importing import Job, Row, RowError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows

FILE = "e_act_rules.json"
RULE_SETS = Table(
    "e_act_rule_set",
    EActRuleSet,
    key=("code",),
    fields=("name_th", "effective_from", "effective_to", "parameters"),
)


def load_e_act_rules(job: Job, agency_kinds: Collection[str]) -> Tally:
    """Load the rule sets; ``agency_kinds`` are the codes that groups may name."""
    entries: list[Any] = job.json_file(FILE)
    rows = (Row(job, FILE, number, entry) for number, entry in enumerate(entries, 1))
    tally = load_rows(RULE_SETS, convert(rows, lambda row: _rule_set(row, agency_kinds)), job)
    job.say(f"เกณฑ์ตามกฎหมายการปฏิบัติราชการทางอิเล็กทรอนิกส์ {tally.rows:,} ชุด")
    return tally


def _rule_set(row: Row, agency_kinds: Collection[str]) -> Values:
    """Return the columns of a rule set; what is misspelt would silently not count, so it fails."""
    entry = row.data
    try:
        rules = EActParameters.model_validate(entry["parameters"])
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in ("parameters", *first["loc"]))
        advice = "แก้ตามแบบใน infogo/channels/rules.py"
        raise RowError(column, first.get("input", ""), first["msg"], advice) from error
    if unknown := set(rules.group_of) - set(agency_kinds):
        raise RowError(
            "groups", ", ".join(sorted(unknown)), "ไม่มีประเภทหน่วยงานนี้", "ตรวจรหัสใน vocabularies.csv"
        )
    if unknown := {kind.level for kind in rules.kinds} - set(rules.level_of):
        raise RowError("kinds", ", ".join(sorted(unknown)), "ไม่มีระดับนี้", "เพิ่มระดับใน levels")
    until = entry["effective_to"]
    return {
        "code": entry["code"],
        "name_th": entry["name_th"],
        "effective_from": date.fromisoformat(entry["effective_from"]),
        "effective_to": date.fromisoformat(until) if until else None,
        "parameters": entry["parameters"],
    }
