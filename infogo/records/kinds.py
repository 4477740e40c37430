"""Every kind of public record, by its name in addresses and files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from infogo.records.agencies import AGENCIES
from infogo.records.articles import ARTICLES
from infogo.records.base import Kind
from infogo.records.documents import DOCUMENTS
from infogo.records.headings import LIFE_EVENTS, TARGET_GROUPS, TOPICS
from infogo.records.holidays import HOLIDAYS
from infogo.records.manuals import MANUALS
from infogo.records.pins import PINS
from infogo.records.points import POINTS
from infogo.records.procedures import PROCEDURES

KINDS: Mapping[str, Kind[Any, Any]] = {
    kind.name: kind
    for kind in (
        AGENCIES,
        POINTS,
        PROCEDURES,
        MANUALS,
        PINS,
        DOCUMENTS,
        TOPICS,
        TARGET_GROUPS,
        LIFE_EVENTS,
        ARTICLES,
        HOLIDAYS,
    )
}
