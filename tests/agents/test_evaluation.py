"""The published questions: a fair set, true to its sources, and floors under the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from mcp import Client

from infogo.agents.server import make_server
from infogo.core.dates import bangkok_now
from infogo.manuals.models import Manual
from infogo.manuals.selectors import merged_manual
from infogo.records.manuals import manual_record
from tests.agents.judging import (
    GAPS,
    RIGHT,
    RIGHTLY,
    SPLITS,
    WRONG,
    Judged,
    ask_all,
    read_questions,
    resolve,
)
from tests.search.corpus import use_index

FLOOR_GOOD = 0.86
"""Right, or rightly unknown."""
CEILING_WRONG = 0.12
LEAST_GAPS = 25


def test_set_is_what_its_readme_says() -> None:
    rows = read_questions()
    assert len(rows) == len({row["id"] for row in rows}) == 150
    assert Counter(row["split"] for row in rows) == {"tune": 100, "held": 50}
    assert sum(row["expect"]["status"] != "known" for row in rows) >= LEAST_GAPS
    assert {row["expect"]["status"] for row in rows} == {"known", "partly_known", *GAPS}
    assert min(Counter(row["language"] for row in rows).values()) >= 50


@pytest.mark.country
def test_answers_are_true_to_the_manuals_and_keep_their_floors(country: Path) -> None:
    """One pass over everything, because the country is opened once."""
    rows = read_questions()
    assert _untrue(rows) == []
    with use_index(country / "index"):
        judged = async_to_sync(_asked)(rows)
    for split in SPLITS:
        some = [one for one in judged if one.row["split"] == split]
        counts = Counter(one.verdict for one in some)
        said = [(one.row["id"], one.why) for one in some if one.verdict == WRONG]
        assert (counts[RIGHT] + counts[RIGHTLY]) / len(some) >= FLOOR_GOOD, (split, said)
        assert counts[WRONG] / len(some) <= CEILING_WRONG, (split, said)


async def _asked(rows: list[dict[str, Any]]) -> list[Judged]:
    async with Client(make_server()) as client:

        async def call(tool: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
            result = await client.call_tool(tool, dict(arguments))
            return {"error": "refused"} if result.is_error else dict(result.structured_content)

        return await ask_all(call, rows, bangkok_now().date())


def _untrue(rows: list[dict[str, Any]]) -> list[str]:
    """Return the facts of the set that the manuals do not hold, read without any tool."""
    codes = {row["find"][0] for row in rows if "facts" in row["expect"] and "find" in row}
    manuals = Manual.objects.filter(procedure__code__in=codes, standard=None)
    related = manuals.select_related("procedure", "agency", "current", "standard")
    records = {
        manual.procedure.code: manual_record(merged_manual(manual)).model_dump(mode="json")
        for manual in related
    }
    return [
        f"{row['id']}: {path}"
        for row in rows
        if "find" in row
        for path, wanted in row["expect"].get("facts", {}).items()
        if str(resolve(records[row["find"][0]], path)) != str(wanted)
    ]
