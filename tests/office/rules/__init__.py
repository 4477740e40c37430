"""Who may do what at each address of the workspace; one file for each part of it."""

from __future__ import annotations

from tests.office.rules import account, links, team, words
from tests.office.rules.rule import Rule

EXPECTED: dict[str, Rule] = {**account.RULES, **links.RULES, **team.RULES, **words.RULES}
