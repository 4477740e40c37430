"""A table of an export: its rows, its columns and what each means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Column:
    """A column by the path of the record, with its meaning; ``of_person``: it names an officer."""

    path: str
    meaning: str
    of_person: bool = False


@dataclass(frozen=True)
class ExportTable:
    """One table of an export: a file of JSON Lines and one of CSV."""

    name: str
    title: str
    rows: QuerySet[Any]
    columns: Sequence[Column]


def columns(text: str, of_person: Sequence[str] = ()) -> list[Column]:
    """Read "path meaning" lines."""
    found = []
    for line in text.strip().splitlines():
        path, _, meaning = line.strip().partition(" ")
        found.append(Column(path, meaning.strip(), path in of_person))
    return found
