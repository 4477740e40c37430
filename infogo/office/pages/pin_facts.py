"""What is known about pins: a list of them by manual or point, and one alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from infogo.core.dates import short_date
from infogo.core.hours import Hours
from infogo.core.phones import Phone
from infogo.office.hours_form import HoursForm
from infogo.office.pages.hours import HoursPreview, hours_preview
from infogo.office.pages.pin_filters import Filters, by_words
from infogo.office.pages.pins import Heading, detail_of, heading_of, name_of, shown_ids
from infogo.office.pin_forms import PinForm
from infogo.pins.models import Pin
from infogo.pins.selectors import is_unconfirmed, unconfirmed_pins
from infogo.pins.services.facts import state_of
from infogo.pins.sides import Side
from infogo.pins.wording import pin_facts
from infogo.points.opening import hours_line, hours_of

PAGE_SIZE = 50
UNCONFIRMED = "unconfirmed"
ALL = "all"


@dataclass(frozen=True)
class PinRow:
    """One pin in a list."""

    id: int
    name: str
    detail: str
    facts: Sequence[str]
    confirmed: str
    is_unconfirmed: bool
    is_checked: bool = False


@dataclass(frozen=True)
class FactsPage:
    """The pins of one manual or point with what is known about them."""

    heading: Heading
    filters: Filters
    rows: Sequence[PinRow]
    total: int
    number: int
    pages: int
    scope: str

    @property
    def base(self) -> str:
        """The address of the list, ready for a page's number."""
        return f"{self.heading.facts_path}?{self.filters.query}&page="


@dataclass(frozen=True)
class PinPage:
    """One pin."""

    pin: Pin
    manual_name: str
    manual_detail: str
    point_name: str
    point_detail: str
    point_hours: str
    now: Sequence[str]
    """What citizens read at present."""
    confirmed: str
    is_unconfirmed: bool
    seen: str
    siblings: Sequence[tuple[str, str]]
    """Pages of all pins of its manual and its point, where she may open them."""
    preview: HoursPreview | None


def facts_page(side: Side, filters: Filters, sent: QueryDict | None = None) -> FactsPage:
    """List the pins of a side; ``sent`` is a form that comes back with its ticks."""
    found = facts_found(side, filters).select_related("manual__agency", "manual__procedure")
    found = found.select_related("point__agency", "point__province").order_by("pk")
    shown = Paginator(found, PAGE_SIZE).get_page(filters.page)
    _shown, ticked = shown_ids(sent) if sent else ([], [])
    return FactsPage(
        heading=heading_of(side),
        filters=filters,
        rows=[_row(side, pin, ticked) for pin in shown.object_list],
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
        scope=sent.get("scope", "") if sent else "",
    )


def facts_found(side: Side, filters: Filters) -> QuerySet[Pin]:
    """Return the pins of a side that are looked at."""
    columns = ("point__name_th", "point__agency") if side.manual else ("procedure",)
    found = side.pins.filter(by_words(filters.words, *columns))
    return unconfirmed_pins(found, side.rights.on) if filters.state == UNCONFIRMED else found


def chosen_pins(side: Side, filters: Filters, sent: QueryDict) -> list[int]:
    """Return the pins that a form is about: those ticked, or all of the result."""
    found = facts_found(side, filters)
    if sent.get("scope") != ALL:
        found = found.filter(pk__in=shown_ids(sent)[1])
    return list(found.order_by().values_list("pk", flat=True))


def pin_page(pin: Pin, on: date, sides: Mapping[str, bool], hours: HoursForm) -> PinPage:
    """Show one pin; ``sides`` tells which of its records she may open."""
    both = (
        ("office:manual_pins_facts", pin.manual_id, "ดูหมุดทุกจุดของคู่มือนี้"),
        ("office:point_pins_facts", pin.point_id, "ดูหมุดทุกเรื่องของจุดนี้"),
    )
    shows = hours.only_redraws and hours.is_valid() and hours.add_prefix("preview") in hours.data
    return PinPage(
        pin=pin,
        manual_name=name_of(pin.manual),
        manual_detail=detail_of(pin.manual),
        point_name=name_of(pin.point),
        point_detail=detail_of(pin.point),
        point_hours=hours_line(hours_of(pin.point)) if pin.point.hours else "ยังไม่มีข้อมูล",
        now=facts_words(pin),
        confirmed=confirmed_words(pin),
        is_unconfirmed=is_unconfirmed(pin, on),
        seen=state_of(pin),
        siblings=[(reverse(name, args=[pk]), text) for name, pk, text in both if sides[name]],
        preview=hours_preview(hours.hours()) if shows else None,
    )


def forms_of(pin: Pin, data: QueryDict | None) -> tuple[PinForm, HoursForm]:
    """Return the forms of a pin: its facts, and its own hours."""
    stored = pin.hours or pin.point.hours
    hours = Hours.model_validate(stored) if stored else None
    return PinForm(data, initial=PinForm.initial_of(pin)), HoursForm(data, initial=hours)


def pin_row(pin: Pin, name: str, detail: str, on: date, *, is_checked: bool = False) -> PinRow:
    """Return the row of a pin under a name."""
    return PinRow(
        id=pin.pk,
        name=name,
        detail=detail,
        facts=facts_words(pin),
        confirmed=confirmed_words(pin),
        is_unconfirmed=is_unconfirmed(pin, on),
        is_checked=is_checked,
    )


def facts_words(pin: Pin) -> list[str]:
    """Say all that is known about a pin."""
    facts = pin_facts(pin)
    facts += [f"โทร {Phone.model_validate(phone).display}" for phone in pin.phones]
    return [*facts, f"จองคิวที่ {pin.queue_url}"] if pin.queue_url else facts


def confirmed_words(pin: Pin) -> str:
    """Say when a pin was confirmed last, and by whom."""
    if pin.confirmed_on is None:
        return "ยังไม่เคยยืนยัน"
    by = f" โดย {pin.confirmed_by}" if pin.confirmed_by else ""
    return f"ยืนยันล่าสุด {short_date(pin.confirmed_on)}{by}"


def _row(side: Side, pin: Pin, ticked: Sequence[int]) -> PinRow:
    other = pin.point if side.manual else pin.manual
    return pin_row(
        pin, name_of(other), detail_of(other), side.rights.on, is_checked=pin.pk in ticked
    )
