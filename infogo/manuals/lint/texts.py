"""All running text of a content, with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infogo.manuals.content import COMPARED, ManualContent
from infogo.manuals.part import Listing, Part

# Addresses, codes, formulas and official names are not for the writer to rephrase.
_NOT_PROSE = frozenset(
    {"url", "canonical", "law", "section", "issuer", "responsible", "unit", "hours_text"}
    | {"code", "question", "options", "instead", "cases"}
    | {"expression", "input", "value"}
)


@dataclass(frozen=True)
class PlacedText:
    """A text of a manual and where it stands; ``label`` is the field's own name."""

    section: str
    path: str
    label: str
    text: str


def texts_of(content: ManualContent) -> Iterator[PlacedText]:
    """Yield every text that officers write in their own words, in the order of the form."""
    for section in COMPARED:
        for name in section.fields:
            for path, label, text in _walk(getattr(content, name), name, name):
                yield PlacedText(section.code, path, label, text)


def _walk(value: Any, path: str, label: str) -> Iterator[tuple[str, str, str]]:
    if type(value) is str:  # not the words of an enumeration
        if value and label not in _NOT_PROSE:
            yield path, label, value
    elif isinstance(value, Listing):
        yield from _walk(value.items, path, label)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}.{index}", label)
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), f"{path}.{name}", name)
