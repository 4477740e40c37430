"""Who may do what at each address of the workspace; one file for each part of it."""

from __future__ import annotations

from tests.office.rules import (
    account,
    agencies,
    articles,
    bulk,
    central_agencies,
    central_care,
    central_coverage,
    central_home,
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
    **central_agencies.RULES,
    **central_care.RULES,
    **central_coverage.RULES,
    **central_home.RULES,
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
