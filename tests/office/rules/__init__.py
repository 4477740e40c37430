"""Who may do what at each address of the workspace; one file for each part of it."""

from __future__ import annotations

from tests.office.rules import (
    account,
    agencies,
    articles,
    bulk,
    decisions,
    files,
    links,
    manuals,
    pins,
    points,
    ratings,
    sections,
    team,
    words,
)
from tests.office.rules.rule import Rule

EXPECTED: dict[str, Rule] = {
    **account.RULES,
    **agencies.RULES,
    **articles.RULES,
    **bulk.RULES,
    **decisions.RULES,
    **files.RULES,
    **links.RULES,
    **manuals.RULES,
    **pins.RULES,
    **points.RULES,
    **ratings.RULES,
    **sections.RULES,
    **team.RULES,
    **words.RULES,
}
