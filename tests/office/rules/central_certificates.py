"""Certificates of points: the state of the country, and deciding about one."""

from __future__ import annotations

from tests.office.rules.rule import FORM, Rule

RULES = {
    "central:certificates": Rule("central"),
    "central:certificate": Rule(
        "central",
        FORM,
        kwargs={"certificate_id": "{certificate}"},
        data={"outcome": "confirm", "seen": "1"},
    ),
}
