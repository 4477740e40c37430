"""A manual in the order in which citizens ask: what, how much, how long, bring what, go where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from infogo.core.language import current_language
from infogo.core.memory import Memory
from infogo.core.prepared import Prepared
from infogo.display.calculator import Calculator, calculator_of
from infogo.display.manual_head import manual_head, manual_keys
from infogo.display.manual_words import ManualWords, manual_words
from infogo.linked.schema_org import government_service
from infogo.manuals.models import Manual
from infogo.manuals.selectors import MergedManual
from infogo.pins.models import Pin
from infogo.pins.selectors import visitable, with_points
from infogo.points.opening import Clock
from infogo.www.pages.manual_area import POINTS_SHOWN, Area, area_of
from infogo.www.pages.point_rows import PointRow, pin_rows
from infogo.www.pages.ratings import RatingLine, manual_rating_line
from infogo.www.pages.related import SECONDS_REMEMBERED, related_rows
from infogo.www.pages.rounds import RoundList, rounds_of_manual

_words = Memory(most=250)


@dataclass(frozen=True)
class ManualPage:
    """Everything the manual's page shows.

    ``area`` belongs to the standard manual, ``own_points`` to an agency's; an old edition has
    neither ``rating`` nor ``calculator`` nor ``rounds``.
    """

    words: ManualWords
    area: Area | None
    own_points: Sequence[PointRow]
    own_notes: str
    rounds: RoundList | None
    calculator: Calculator | None
    rating: RatingLine | None
    printed_on: date


def manual_page(
    manual: Manual,
    find_edition: Callable[[], MergedManual],
    *,
    number: int | None = None,
    clock: Clock,
    province: str = "",
    district: str = "",
    is_for_other: bool = False,
    cases: str = "",
    answers: str = "",
) -> ManualPage:
    """Return the page of a manual, with counters in the chosen province and district.

    ``cases`` are the address's answers to the questions of the manual.

    ``find_edition`` returns the edition to be shown, which is edition ``number`` or, without
    one, what is in force; it is not called when that edition's words are remembered.
    ``is_for_other`` tells it to somebody who does it for another person. ``answers`` are what the
    formulas are computed with; see ``manuals/answers.py``.
    """
    own_pins = [] if manual.is_standard else _own_pins.objects([manual.pk])
    place_count = manual.procedure.point_count if manual.is_standard else len(own_pins)
    words = _words.recall(
        (manual.pk, number, place_count, is_for_other, current_language()),
        manual_keys(manual.procedure_id),
        lambda: _public_words(find_edition(), place_count, is_for_other, calculates=number is None),
        seconds=SECONDS_REMEMBERED,  # the related services among them may be as old already
    )
    if cases and words.cases:
        # So many are the ways to answer that only the page itself is kept.
        words = _public_words(
            find_edition(), place_count, is_for_other, cases, calculates=number is None
        )
    own_points, own_notes = pin_rows(own_pins, clock)
    return ManualPage(
        words=words,
        area=area_of(manual, province=province, district=district, clock=clock)
        if manual.is_standard
        else None,
        own_points=own_points,
        own_notes=own_notes.text,
        rounds=rounds_of_manual(manual, province, clock.now.date()) if number is None else None,
        calculator=calculator_of(words.computed, answers) if words.computed else None,
        rating=manual_rating_line(manual) if number is None else None,
        printed_on=clock.now.date(),
    )


_own_pins = Prepared(
    lambda manuals: with_points(visitable(Pin.objects.filter(manual__in=manuals)))[:POINTS_SHOWN]
)


def _public_words(
    merged: MergedManual,
    place_count: int,
    is_for_other: bool,
    cases: str = "",
    *,
    calculates: bool,
) -> ManualWords:
    """Return the words with what only a public page has: related services, structured data."""
    return manual_words(
        merged,
        place_count,
        calculates=calculates,
        is_for_other=is_for_other,
        related=related_rows(merged.manual.procedure),
        structured=government_service(merged, manual_head(merged)),
        cases=cases,
    )
