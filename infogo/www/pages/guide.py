"""A manual or a plan as something to hand on: a letter, a message, large steps to be read aloud.

One list of blocks in the order in which they matter. Everything in it is ours: no word of a
reader goes into what is sent to somebody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from infogo.core.dates import long_date
from infogo.core.language import current_language
from infogo.core.money import baht_text
from infogo.display.key_facts import NONE, UNKNOWN, KeyFact
from infogo.display.manual_parts import ChannelRow, DocumentRow, FeeRow, ManualParts, StepRow
from infogo.display.nationality import ForThais
from infogo.display.proxy import ProxyWords
from infogo.display.received import Received
from infogo.display.renewal import RenewalWords
from infogo.display.whereabouts import (
    Number,
    number_text,
    numbers_of,
    place_of,
    point_name,
)
from infogo.manuals.models import Manual
from infogo.manuals.part import ListingState
from infogo.pins.models import Pin
from infogo.pins.selectors import pins_of, with_points
from infogo.pins.wording import pin_facts
from infogo.points.opening import hours_line, hours_of, is_assumed
from infogo.www.pages.manual import ManualPage
from infogo.www.pages.manual_area import first_pins
from infogo.www.pages.plan import PlanPage
from infogo.www.pages.plan_documents import DocumentLine
from infogo.www.pages.plan_sums import Sums
from infogo.www.pages.plan_trip import StopRow

POINTS_TOLD = 2
AnyDocument = DocumentRow | DocumentLine


@dataclass(frozen=True)
class Item:
    """One thing with what else is to be known of it, the most important first."""

    text: str
    details: tuple[str, ...] = ()
    lang: str | None = None


@dataclass(frozen=True)
class Block:
    """One part of a guide; an empty one says why in ``missing``.

    ``key``: errands, renewal, proxy, documents, sometimes, fees, time, steps, where, received.
    ``is_ordered`` when its items follow one another.
    """

    key: str
    title: str
    items: Sequence[Item]
    missing: str = ""
    is_ordered: bool = False


@dataclass(frozen=True)
class Guide:
    """What is handed on; ``fee`` and ``time`` are one line each, ``link`` leads to all of it."""

    title: str
    lang: str | None
    agency: str
    agency_lang: str | None
    fee: str
    time: str
    blocks: Sequence[Block]
    caution: str
    edition: str
    day: date
    link: str

    def block(self, key: str) -> Block | None:
        """Return a block, if the guide has it."""
        return next((block for block in self.blocks if block.key == key), None)


def pins_told(manual: Manual, province: str, district: str) -> list[Pin]:
    """Return the few counters that a guide names: an agency's own, or those of a province."""
    if not manual.is_standard:
        return list(with_points(pins_of(manual))[:POINTS_TOLD])
    return first_pins(manual, province, district)[:POINTS_TOLD] if province else []


def guide_of_manual(page: ManualPage, pins: Sequence[Pin], query: Mapping[str, str]) -> Guide:
    """Return a manual to hand on; ``query`` is what its address holds besides."""
    words, head, parts = page.words, page.words.head, page.words.parts
    facts = {fact.icon: fact for fact in words.facts}
    blocks = [
        *([_renewal(words.renewal)] if words.renewal else []),
        *([_proxy(words.proxy)] if words.is_for_other else []),
        *_documents(parts.documents, _no_documents(parts)),
        _fees(parts),
        _time(parts, words.pauses),
        _steps(parts),
        _where(pins, parts),
        *([_received(words.received)] if words.received else []),
    ]
    return Guide(
        title=head.title,
        lang=head.lang,
        agency=head.agency,
        agency_lang=head.agency_lang,
        fee=_fact(facts["money"]),
        time=_fact(facts["clock"]),
        blocks=blocks,
        caution=words.sourcing.words,
        edition=_("ฉบับที่ %(number)s") % {"number": words.edition.number},
        day=page.printed_on,
        link=f"{head.page_url}?{urlencode(query)}" if query else head.page_url,
    )


def guide_of_plan(page: PlanPage, day: date) -> Guide:
    """Return a plan with services in it to hand on."""
    sums = page.sums
    titles = {errand.id: errand.title for errand in page.errands}
    bring = [line for line in page.documents if line.is_open or not line.group]
    unknown = [
        Item(_("ไม่มีข้อมูลเอกสารของ %(errand)s ถามหน่วยงานก่อนไป") % {"errand": title})
        for title in page.no_documents
    ]
    cannot = {errand: why for part in page.rounds for errand, why in part.nowhere}
    errands = [
        Item(
            errand.title,
            (
                *([cannot[errand.id]] if errand.id in cannot else []),
                *_for_thais(errand.for_thais),
                *_proxy_lines(errand.proxy),
            ),
            errand.lang,
        )
        for errand in page.in_order
    ]
    blocks = [
        Block("errands", _("เรื่องที่เลือก"), errands, is_ordered=True),
        *_documents(bring, _("ไม่ต้องใช้เอกสาร"), unknown),
        *(_stops(part.title, part.stops, titles) for part in page.rounds),
        *(_sums(sums) if sums else []),
    ]
    return Guide(
        title=_("รายการเตรียมตัว"),
        lang=None,
        agency="",
        agency_lang=None,
        fee=sums.fee if sums else "",
        time=sums.total_time if sums else "",
        blocks=[block for block in blocks if block.items or block.missing],
        caution=_("ข้อมูลบางส่วนยังไม่ได้ตรวจกับหน่วยงาน ถามหน่วยงานก่อนไป") if page.is_sample else "",
        edition="",
        day=day,
        link=page.page_url,
    )


def plain(text: str) -> str:
    """Return a text without its marks of language and without line breaks."""
    return text.striptags() if isinstance(text, Markup) else " ".join(text.split())


def counts_text(document: AnyDocument) -> str:
    """Say how many of a document are needed, in few words."""
    parts = [_originals(document), _copies(document.copies)]
    return ", ".join(part for part in parts if part)


def _originals(document: AnyDocument) -> str:
    count = document.originals
    if not count:
        return ""
    if document.unit:
        return f"{count} {document.unit}"
    text = ngettext("ตัวจริง %(count)s ฉบับ", "ตัวจริง %(count)s ฉบับ", count)
    return text % {"count": count}


def _copies(count: int) -> str:
    text = ngettext("สำเนา %(count)s ฉบับ", "สำเนา %(count)s ฉบับ", count)
    return text % {"count": count} if count else ""


def _fact(fact: KeyFact) -> str:
    if fact.state == UNKNOWN:
        return ""
    if fact.state == NONE and fact.icon == "money":
        return _("ไม่มี")
    return fact.value


def _renewal(words: RenewalWords) -> Block:
    return Block("renewal", words.title, [Item(plain(line)) for line in words.lines])


def _proxy(words: ProxyWords) -> Block:
    answer, *rest = _proxy_lines(words)
    return Block("proxy", _("ทำแทนคนอื่น"), [Item(answer, tuple(rest))])


def _proxy_lines(words: ProxyWords | None) -> tuple[str, ...]:
    return tuple(plain(line) for line in (*words.lines, *words.documents)) if words else ()


def _for_thais(why: ForThais | None) -> tuple[str, ...]:
    return (f"{why.text} “{why.criterion}”" if why.criterion else why.text,) if why else ()


def _documents(
    rows: Sequence[AnyDocument], missing: str, more: Sequence[Item] = ()
) -> Sequence[Block]:
    always = [*map(_document, (row for row in rows if not _is_sometimes(row))), *more]
    sometimes = [_document(row) for row in rows if _is_sometimes(row)]
    if sometimes and not always:
        missing = _("ใช้เฉพาะบางกรณี")
    found = [Block("documents", _("เอกสารที่ต้องเตรียม"), always, missing)]
    if sometimes:
        found.append(Block("sometimes", _("เอกสารเฉพาะบางกรณี"), sometimes))
    return found


def _is_sometimes(row: AnyDocument) -> bool:
    return bool(row.condition) or (isinstance(row, DocumentLine) and row.is_open)


def _document(row: AnyDocument) -> Item:
    name = f"{row.name_en} ({row.name})" if row.name_en else row.name
    counts = counts_text(row)
    text = f"{name} ({counts})" if counts else name
    # What a plan notes on a document is for whom it is needed, which the whole plan tells.
    note = row.note if isinstance(row, DocumentRow) else ""
    group = row.group or "" if isinstance(row, DocumentLine) else ""
    details = (row.condition, group, note)
    return Item(text, tuple(plain(part) for part in details if part), row.lang)


def _no_documents(parts: ManualParts) -> str:
    if parts.documents_state is ListingState.NONE:
        return _("ไม่ต้องใช้เอกสาร")
    return _("ไม่มีข้อมูลเอกสาร ถามหน่วยงานก่อนไป")


def _fees(parts: ManualParts) -> Block:
    missing = _("ไม่มีค่าธรรมเนียม")
    if parts.fees_state is ListingState.UNKNOWN:
        missing = _("ไม่มีข้อมูลค่าธรรมเนียม ถามหน่วยงานก่อนไป")
    items = [_fee(row) for row in parts.fees]
    return Block("fees", _("ค่าธรรมเนียม"), items, missing)


def _fee(row: FeeRow) -> Item:
    if row.amount is None:
        amount = row.formula
    elif not row.amount:
        amount = _("ไม่เสียค่าธรรมเนียม")
    else:
        amount = f"{baht_text(row.amount, current_language())} {row.unit}".strip()
    text = f"{row.label}: {amount}" if amount else row.label
    return Item(text, (row.note,) if row.note else (), row.lang)


def _time(parts: ManualParts, pauses: Sequence[str]) -> Block:
    notes = (parts.limit_note, *(plain(line) for line in pauses))
    items = [Item(parts.limit, tuple(note for note in notes if note))]
    return Block("time", _("ใช้เวลา"), items if parts.limit else [], _("คู่มือยังไม่ได้บอกเวลารวมทั้งหมด"))


def _steps(parts: ManualParts) -> Block:
    missing = _("คู่มือยังไม่ได้บอกขั้นตอน ถามหน่วยงานก่อนไป")
    items = [_step(row) for row in parts.steps]
    return Block("steps", _("ขั้นตอน"), items, missing, is_ordered=True)


def _step(row: StepRow) -> Item:
    time = _("ใช้เวลา %(length)s") % {"length": row.duration} if row.duration else ""
    who = _("โดย %(who)s") % {"who": row.who} if row.who else ""
    return Item(row.title, tuple(part for part in (row.description, time, who) if part), row.lang)


def _where(pins: Sequence[Pin], parts: ManualParts) -> Block:
    items = [_pin(pin) for pin in pins] or [_channel(row) for row in parts.channels]
    return Block("where", _("ยื่นที่ไหน"), items, _("คู่มือยังไม่ได้บอกช่องทาง ถามหน่วยงานก่อนไป"))


def _received(result: Received) -> Block:
    items = [Item(name, (), result.lang) for name in result.names]
    return Block("received", _("สิ่งที่ได้รับ"), [*items, *map(_channel, result.ways)])


def _channel(row: ChannelRow) -> Item:
    return Item(f"{row.label}: {plain(row.text)}", tuple(p for p in (row.hours, row.href) if p))


def _pin(pin: Pin) -> Item:
    """Return a counter with its hours of the week: who reads it tomorrow is not told "open now"."""
    point = pin.point
    name, lang = point_name(point)
    hours = hours_line(hours_of(point, pin.hours))
    if hours and is_assumed(point) and not pin.hours:
        hours = _("น่าจะเปิด %(hours)s โทรถามก่อนไป") % {"hours": hours}
    details = (
        hours or _("ไม่มีข้อมูลเวลาทำการ โทรถามก่อนไป"),
        _phones(numbers_of(point, pin.phones)),
        place_of(point).address,
        " · ".join(pin_facts(pin)),
    )
    return Item(name, tuple(part for part in details if part), lang)


def _stop(stop: StopRow, first: str) -> Item:
    point = stop.place
    details = (
        first,
        point.status.text,
        _phones(point.phones),
        point.address,
        plain(point.note),
        *stop.told,
    )
    return Item(point.name, tuple(part for part in details if part), point.lang)


def _phones(found: Sequence[Number]) -> str:
    phones = ", ".join(map(number_text, found))
    return _("โทร %(phones)s") % {"phones": phones} if phones else ""


def _stops(day: str, stops: Sequence[StopRow], titles: Mapping[int, str]) -> Block:
    items = [_stop(stop, ", ".join(titles[errand] for errand in stop.errands)) for stop in stops]
    return Block("where", _("ไป%(day)s") % {"day": day}, items, is_ordered=True)


def _sums(sums: Sums) -> Sequence[Block]:
    times = [Item(f"{line.errand}: {line.limit or _('ไม่มีข้อมูล')}") for line in sums.lines]
    if sums.done_on:
        day = long_date(sums.done_on, current_language())
        times.insert(0, Item(_("ได้รับผลครบภายใน %(day)s") % {"day": day}))
    return [
        Block("fees", _("ค่าธรรมเนียมรวม"), [Item(sums.fee, tuple(sums.fee_notes))]),
        Block("time", _("ใช้เวลา"), times),
    ]
