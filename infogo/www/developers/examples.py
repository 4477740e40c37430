"""Addresses that can be tried, and what they answered in the demonstration country."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from infogo.articles.models import Article, ArticleStatus
from infogo.manuals.models import Document, Manual, ManualStatus, ProcedureStatus
from infogo.points.models import PointStatus, ServicePoint

FOLDER = Path(__file__).parent
ANSWERS = FOLDER / "answers.json"
MOST_ITEMS = 2
LONGEST_TEXT = 120
CUT = "…"
MOST_DEEP = 4


@dataclass(frozen=True)
class Example:
    """An address below this site, and the answer that it gave, as text; empty when unknown."""

    address: str
    answer: str


def addresses() -> Mapping[str, str]:
    """Return an address to try by the name of the operation, its ids in braces."""
    return _addresses()


def example_ids() -> dict[str, int]:
    """Return ids that exist here, for the addresses: the first of each kind; four queries."""
    manual = (
        Manual.objects.filter(
            status=ManualStatus.PUBLISHED,
            standard=None,
            current__isnull=False,
            procedure__status=ProcedureStatus.ACTIVE,
        )
        .select_related("procedure")
        .order_by("procedure__code", "pk")
        .first()
    )
    found = {
        "point": ServicePoint.objects.filter(status=PointStatus.OPEN).order_by("pk"),
        "document": Document.objects.order_by("pk"),
        "article": Article.objects.filter(status=ArticleStatus.PUBLISHED).order_by("pk"),
    }
    ids = {name: rows.values_list("pk", flat=True).first() or 0 for name, rows in found.items()}
    return {
        **ids,
        "manual": manual.pk if manual else 0,
        "procedure": manual.procedure_id if manual else 0,
        "agency": manual.procedure.owner_id if manual else 0,
    }


def example(operation: str, ids: Mapping[str, int]) -> Example | None:
    """Return the example of an operation; there is none for what needs a token."""
    address = addresses().get(operation)
    if address is None:
        return None
    answer = _answers().get(operation)
    shown = json.dumps(answer, ensure_ascii=False, indent=1) if answer is not None else ""
    return Example(address.format(**ids), shown)


def abridged(value: Any, depth: int = 0) -> Any:
    """Return an answer short enough to be read; what was cut shows an ellipsis and how much."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + CUT
    if isinstance(value, list):
        most = 1 if depth >= MOST_ITEMS else MOST_ITEMS
        kept = [abridged(each, depth + 1) for each in value[:most]]
        return [*kept, f"{CUT} +{len(value) - most}"] if len(value) > most else kept
    if isinstance(value, dict):
        if depth >= MOST_DEEP and value:
            return CUT
        return {name: abridged(each, depth + 1) for name, each in value.items()}
    return value


@cache
def _addresses() -> Mapping[str, str]:
    return dict(json.loads((FOLDER / "addresses.json").read_text()))


@cache
def _answers() -> Mapping[str, Any]:
    return dict(json.loads(ANSWERS.read_text()))
