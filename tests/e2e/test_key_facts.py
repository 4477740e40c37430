"""Fee, time, documents, place and online channel stand above the fold of a telephone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.conftest import PHONE, Look

pytestmark = pytest.mark.browser
LABELS = ("ค่าธรรมเนียม", "ระยะเวลา", "เอกสาร", "สถานที่", "ออนไลน์")
# The longest names push the facts down the most.
LONGEST = (
    "SELECT id FROM manuals_procedure ORDER BY length(name_th || official_name_th) DESC LIMIT 12"
)
BOTTOMS = """() => [...document.querySelectorAll("main dl.c-facts dt")].map((label) => [
  label.textContent.trim(), label.nextElementSibling.textContent.trim(),
  label.parentElement.getBoundingClientRect().bottom])"""


def test_key_facts_are_seen_without_scrolling(look: Look, country_home: Path) -> None:
    with closing(sqlite3.connect(country_home / "db.sqlite3")) as database:
        manuals = [row[0] for row in database.execute(LONGEST)]
    for manual in manuals:
        facts = look(f"/manual/{manual}").evaluate(BOTTOMS)

        for label in LABELS:
            assert any(label in found for found, _value, _bottom in facts), (manual, label)
        assert all(value for _label, value, _bottom in facts), manual
        assert max(bottom for _label, _value, bottom in facts) <= PHONE[1], manual
