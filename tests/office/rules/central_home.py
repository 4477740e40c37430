"""The first page of the central workspace."""

from __future__ import annotations

from tests.office.rules.rule import Rule

RULES = {
    "central:home": Rule("central"),
}
