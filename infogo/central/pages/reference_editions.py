"""Editions of rule sets and report forms: what they say, and their history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from infogo.central.pages import edition_previews as previews
from infogo.central.pages.editing import Cell, ChangeLine, Grid, Listing, Preview, Words, history
from infogo.central.pages.edition_words import said
from infogo.central.pages.reference import EDITIONS, HUB
from infogo.channels.rules import ADDRESS_NAMES
from infogo.core.dates import long_date
from infogo.core.editions import EditionKind
from infogo.manuals.lint.run import RULES
from infogo.manuals.rule_sets import KEY_NAMES, SEVERITY_NAMES
from infogo.oversight.quality.measures import BY_CODE
from infogo.volumes.definition import KIND_NAMES


@dataclass(frozen=True)
class EditionRoom:
    """One kind of editions as it is edited.

    ``names`` are what members of enumerations and keys of mappings are called, ``keys`` those
    that a mapping must offer.
    """

    slug: str
    title: str
    kind: EditionKind[Any]
    preview: Callable[[Any, date, date], Preview]
    names: Mapping[Any, str]
    keys: Mapping[str, Sequence[str]]

    def address(self, action: str = "", *args: int) -> str:
        """Return the address of the list, or of what is done there."""
        return reverse(f"central:edition{action}", args=[self.slug, *args])

    @property
    def back(self) -> tuple[str, str]:
        """The way back to the list."""
        return self.title, self.address("s")

    def words(self) -> Words:
        """Return how the trail is told."""
        word, name = self.kind.word, self.kind.name
        return Words({f"enact_{name}": f"ออก{word}ใหม่", f"withdraw_{name}": f"ถอน{word}ที่ยังไม่เริ่มใช้"})

    def changes(self, edition_id: int | None = None) -> list[ChangeLine]:
        """Return the history of one edition, or of all."""
        return history(self.kind.name, self.words(), edition_id)

    def newest(self) -> Any:
        """Return the edition that begins last, coming ones included: new ones begin from it."""
        return self.kind.model.objects.order_by("effective_from", "pk").last()


_MADE_BY: Mapping[str, tuple[Any, Mapping[Any, str], Mapping[str, Sequence[str]]]] = {
    "rules": (
        previews.rules_preview,
        {**KEY_NAMES, **SEVERITY_NAMES},
        {"lint": [rule.id for rule in RULES]},
    ),
    "forms": (previews.form_preview, KIND_NAMES, {}),
    "e-act": (previews.e_act_preview, ADDRESS_NAMES, {}),
    "index": (
        previews.index_preview,
        {code: measure.name for code, measure in BY_CODE.items()},
        {"weights": list(BY_CODE)},
    ),
}
ROOMS: Mapping[str, EditionRoom] = {
    slug: EditionRoom(slug, title, kind, *_MADE_BY[slug]) for slug, title, kind in EDITIONS
}
"""In the order in which they are listed."""


def editions_page(room: EditionRoom, today: date) -> Listing:
    """Return all editions of a kind, the newest first; three queries."""
    word = room.kind.word
    rows: list[Any] = list(room.kind.model.objects.order_by("-effective_from", "-pk"))
    in_force = room.kind.in_force(today)
    return Listing(
        title=room.title,
        lead=f"{word}ที่เริ่มใช้แล้วแก้ไม่ได้ ออก{word}ใหม่ที่เริ่มใช้วันหลังแทน และถอนได้ก่อนวันนั้น",
        back=HUB,
        grids=[
            Grid(
                caption=f"ทุก{word} ใหม่สุดก่อน",
                columns=("ชื่อ", "เริ่มใช้", "สถานะ"),
                rows=[
                    (
                        Cell(row.name_th, room.address("", row.pk)),
                        Cell(long_date(row.effective_from)),
                        Cell(_state(row, today, in_force)),
                    )
                    for row in rows
                ],
                empty=f"ยังไม่มี{word}ใด ให้ผู้ดูแลระบบโหลดชุดข้อมูลก่อน",
            )
        ],
        exports=f"{room.kind.name}s",
        actions=[(f"ออก{word}ใหม่", room.address("_new"))] if rows else (),
        changes=room.changes(),
    )


def edition_page(room: EditionRoom, row: Any, today: date) -> Listing:
    """Return all that one edition says, with its way out while it is not in force."""
    withdrawal = [(f"ถอน{room.kind.word}นี้", room.address("_withdraw", row.pk))]
    return Listing(
        title=row.name_th,
        lead=f"เริ่มใช้ {long_date(row.effective_from)}",
        back=room.back,
        grids=[
            Grid(
                caption="ค่าทั้งหมด",
                columns=("รายการ", "ค่า"),
                rows=[
                    (Cell(label), Cell(text)) for label, text in said(room.kind.read(row)).items()
                ],
            )
        ],
        exports=row.code,
        actions=withdrawal if row.effective_from > today else (),
        changes=room.changes(row.pk),
    )


def _state(row: Any, today: date, in_force: Any) -> str:
    if row.effective_from > today:
        return "ยังไม่เริ่มใช้"
    return "ใช้อยู่" if in_force is not None and row.pk == in_force.pk else "มีฉบับใหม่กว่าแล้ว"
