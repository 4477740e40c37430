"""Who may do what at each address of the workspace; one file for each part of it."""

from __future__ import annotations

from tests.office.rules import (
    account,
    agencies,
    articles,
    bulk,
    central_coverage,
    central_home,
    central_reference,
    central_simplify,
    channels,
    decisions,
    delays,
    files,
    links,
    manuals,
    pins,
    points,
    ratings,
    receipts,
    sections,
    team,
    volumes,
    words,
)
from tests.office.rules.rule import Rule

EXPECTED: dict[str, Rule] = {
    **account.RULES,
    **agencies.RULES,
    **articles.RULES,
    **bulk.RULES,
    **central_coverage.RULES,
    **central_home.RULES,
    **central_reference.RULES,
    **central_simplify.RULES,
    **channels.RULES,
    **decisions.RULES,
    **delays.RULES,
    **files.RULES,
    **links.RULES,
    **manuals.RULES,
    **pins.RULES,
    **points.RULES,
    **receipts.RULES,
    **ratings.RULES,
    **sections.RULES,
    **team.RULES,
    **volumes.RULES,
    **words.RULES,
}
