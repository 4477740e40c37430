"""What a template draws: controls with their names, words and values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

CHOSEN = "1"
"""What a ticked box sends."""


@dataclass(frozen=True)
class Option:
    """One choice."""

    value: str
    label: str
    checked: bool = False


@dataclass(frozen=True)
class Control:
    """One control, or several that belong together.

    ``kind`` names the macro that draws it: ``line``, ``text``, ``hidden``, ``select``, ``radios``,
    ``checks``, ``flag``, ``group``, ``row`` (one value in several controls), ``beside`` (several
    controls on one line), ``hours``, ``rows``, ``list``. ``wrong`` says what is the matter with
    what was typed. ``rest`` are parts seldom needed, to be folded; ``said_in_rest`` names those
    that say something. ``redraws`` when a choice decides which other parts matter.
    """

    kind: str
    name: str
    label: str
    hint: str = ""
    value: str = ""
    wrong: str = ""
    is_optional: bool = False
    most: int | None = None
    mode: str = ""
    options: tuple[Option, ...] = ()
    parts: tuple[Control, ...] = ()
    rest: tuple[Control, ...] = ()
    said_in_rest: tuple[str, ...] = ()
    rest_word: str = "ช่องอื่นที่ใช้เมื่อจำเป็น"
    items: tuple[Item, ...] = ()
    item_word: str = ""
    redraws: bool = False

    @property
    def id(self) -> str:
        """Return the id of its element: names hold dots, which selectors take for classes."""
        return id_of(self.name)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield what a browser sends of it, in the order of the page."""
        if self.kind in {"line", "text", "hidden"}:
            yield self.name, self.value
        elif self.kind == "select":
            yield self.name, next((each.value for each in self.options if each.checked), "")
        elif self.kind in {"radios", "checks", "flag"}:
            yield from ((self.name, each.value) for each in self.options if each.checked)
        for part in (*self.parts, *self.rest):
            yield from part.pairs()
        for item in self.items:
            yield f"{self.name}.at", item.index
            yield from item.control.pairs()

    def within(self) -> Iterator[Control]:
        """Yield it and every control inside it."""
        yield self
        for part in (*self.parts, *self.rest):
            yield from part.within()
        for item in self.items:
            yield from item.control.within()


@dataclass(frozen=True)
class Item:
    """One item of a list; ``number`` counts from 1, ``title`` is what it is called."""

    index: str
    number: int
    title: str
    control: Control
    is_first: bool
    is_last: bool


def id_of(name: str) -> str:
    """Return the id of the element of a name."""
    return f"f-{name.replace('.', '-')}"
