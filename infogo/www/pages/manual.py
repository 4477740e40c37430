"""A manual in the order in which citizens ask: what, how much, how long, bring what, go where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from infogo.core.language import in_language
from infogo.core.memory import Memory
from infogo.manuals.content import (
    Channel,
    ManualContent,
    section_of,
)
from infogo.manuals.models import Manual, ManualRevision, RevisionStatus
from infogo.manuals.selectors import MergedManual, content_here
from infogo.manuals.wording import caution_on
from infogo.pins.selectors import pins_of, with_points
from infogo.points.opening import Clock
from infogo.www.filters import current_language
from infogo.www.pages.jsonld import government_service
from infogo.www.pages.key_facts import KeyFact, key_facts
from infogo.www.pages.manual_area import POINTS_SHOWN, Area, area_of
from infogo.www.pages.manual_head import ManualHead, adopter_count, manual_head, manual_keys
from infogo.www.pages.manual_parts import ManualParts, manual_parts, site_name
from infogo.www.pages.point_rows import PointRow, notes_on, pin_row
from infogo.www.pages.qr import qr_svg
from infogo.www.pages.related import RelatedRow, related_rows

# Sections as citizens meet them; an agency's own one is marked where it stands.
READING_ORDER = ("criteria", "documents", "fees", "steps", "channels", "complaints")
# What readers open next is counted all the time and has no token: it shows this much later.
SECONDS_REMEMBERED = 600.0
_words = Memory(most=250)


@dataclass(frozen=True)
class OnlineButton:
    """The way to do it from home; ``site`` names where the link leads."""

    href: str
    site: str


@dataclass(frozen=True)
class LocalSection:
    """A section that the local agency wrote itself; ``anchor`` is where it stands."""

    code: str
    title: str
    anchor: str


@dataclass(frozen=True)
class Edition:
    """Which edition is shown. ``is_old`` when a newer one has replaced it."""

    number: int
    published_at: datetime | None
    superseded_at: datetime | None
    is_old: bool


@dataclass(frozen=True)
class Sourcing:
    """How far the facts were checked and where they come from; no ``words`` once verified."""

    words: str
    tag: str
    note: str
    source: str
    checked_on: date | None


@dataclass(frozen=True, eq=False)
class ManualWords:
    """What a manual says, wherever the reader is and whatever the time, in one language.

    ``follows_standard`` when the agency wrote nothing of its own. Compared by identity, so that
    templates can keep what they made from it (``once`` in ``config.jinja``).
    """

    head: ManualHead
    summary: str
    summary_lang: str | None
    sourcing: Sourcing
    is_bad_example: bool
    facts: Sequence[KeyFact]
    online: OnlineButton | None
    adopters: int
    local_sections: Sequence[LocalSection]
    follows_standard: bool
    parts: ManualParts
    related: Sequence[RelatedRow]
    edition: Edition
    qr: str
    structured: dict[str, Any]

    def is_own(self, code: str) -> bool:
        """Whether the local agency wrote this section itself."""
        return any(section.code == code for section in self.local_sections)


@dataclass(frozen=True)
class ManualPage:
    """Everything the manual's page shows.

    ``area`` belongs to the standard manual, ``own_points`` to an agency's.
    """

    words: ManualWords
    area: Area | None
    own_points: Sequence[PointRow]
    own_notes: str
    printed_on: date


def manual_page(
    manual: Manual,
    find_edition: Callable[[], MergedManual],
    *,
    number: int | None = None,
    clock: Clock,
    province: str = "",
    district: str = "",
) -> ManualPage:
    """Return the page of a manual, with counters in the chosen province and district.

    ``find_edition`` returns the edition to be shown, which is edition ``number`` or, without
    one, what is in force; it is not called when that edition's words are remembered.
    """
    own_pins = [] if manual.is_standard else list(with_points(pins_of(manual))[:POINTS_SHOWN])
    place_count = manual.procedure.point_count if manual.is_standard else len(own_pins)
    return ManualPage(
        words=_words.recall(
            (manual.pk, number, place_count, current_language()),
            manual_keys(manual.procedure_id),
            lambda: manual_words(find_edition(), place_count),
            seconds=SECONDS_REMEMBERED,
        ),
        area=area_of(manual, province=province, district=district, clock=clock)
        if manual.is_standard
        else None,
        own_points=[pin_row(pin, clock) for pin in own_pins],
        own_notes=notes_on([pin.point for pin in own_pins], own_pins).text,
        printed_on=clock.now.date(),
    )


def manual_words(merged: MergedManual, place_count: int) -> ManualWords:
    """Return what an edition of a manual that is served at ``place_count`` points says."""
    content, head = content_here(merged), manual_head(merged)
    procedure = merged.manual.procedure
    summary, summary_lang = in_language(procedure.summary_th, procedure.summary_en)
    return ManualWords(
        head=head,
        summary=summary,
        summary_lang=summary_lang,
        sourcing=_sourcing(content),
        is_bad_example=content.is_bad_example or content.asks_unlawful_copies,
        facts=key_facts(content, place_count),
        online=_online_button(content),
        adopters=adopter_count(merged.manual),
        local_sections=_local_sections(merged),
        follows_standard=head.is_local and not merged.local_sections,
        parts=manual_parts(content),
        related=related_rows(procedure),
        edition=_edition(merged.edition),
        qr=qr_svg(head.page_url),
        structured=government_service(merged, head),
    )


def _sourcing(content: ManualContent) -> Sourcing:
    """Say how far the facts were checked, in the words of their provenance."""
    provenance = content.provenance
    caution = caution_on(provenance.status)
    return Sourcing(
        caution.words, caution.tag, provenance.note, provenance.source, provenance.checked_on
    )


def _online_button(content: ManualContent) -> OnlineButton | None:
    found: Channel | None = next(
        (c for c in content.online_channels if c.url and not c.provinces), None
    )
    return OnlineButton(found.url, site_name(found.url)) if found else None


def _local_sections(merged: MergedManual) -> list[LocalSection]:
    """Return the sections of the agency's own, those that citizens read first."""
    codes = sorted(
        merged.local_sections,
        key=lambda code: READING_ORDER.index(code) if code in READING_ORDER else len(READING_ORDER),
    )
    anchors = {"channels": "places"}
    return [
        LocalSection(
            code=code,
            title=str(section_of(code).title),
            anchor=f"#{anchors.get(code, code)}" if code in READING_ORDER else "",
        )
        for code in codes
    ]


def _edition(revision: ManualRevision) -> Edition:
    return Edition(
        number=revision.number,
        published_at=revision.published_at,
        superseded_at=revision.superseded_at,
        is_old=revision.status == RevisionStatus.SUPERSEDED,
    )
