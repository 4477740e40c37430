"""Cards that agencies put into their own sites: one manual or one service point in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.dates import long_date
from infogo.core.language import current_language, in_language
from infogo.display.case_view import narrow
from infogo.display.filters import DOT, number, thai_date
from infogo.display.key_facts import KNOWN, UNKNOWN, KeyFact, key_facts
from infogo.display.manual_head import manual_head
from infogo.display.structured import absolute
from infogo.display.whereabouts import number_text, numbers_of, place_of, point_name
from infogo.manuals.models import Manual
from infogo.manuals.selectors import content_here, merged_manual
from infogo.manuals.wording import caution_on
from infogo.pins.selectors import pins_of, services_at
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.opening import Clock, OpenNow, hours_line, hours_of, is_assumed, open_now
from infogo.www.pages.errors import GonePage


@dataclass(frozen=True)
class Card:
    """What a card shows. ``href`` and ``go`` are the way to the whole page, absolute.

    ``as_of`` says of which day the facts are, ``mark`` warns while they are not verified, and
    ``said`` is what happened to a record that is not in use.
    """

    title: str
    href: str
    go: str
    lang: str | None = None
    by: str = ""
    by_lang: str | None = None
    facts: Sequence[KeyFact] = ()
    opening: OpenNow | None = None
    as_of: str = ""
    mark: str = ""
    said: str = ""
    told: str = ""


def manual_card(manual: Manual) -> Card:
    """Return the card of a manual.

    Raises:
        NotPublishedError: there is no published edition.
    """
    merged = merged_manual(manual)
    head = manual_head(merged)
    content = narrow(content_here(merged), "", is_for_other=False).content
    places = manual.procedure.point_count if manual.is_standard else pins_of(manual).count()
    edition = _("ฉบับที่ %(number)s") % {"number": number(merged.edition.number)}
    if published := merged.edition.published_at:
        edition = f"{edition} {_('เผยแพร่')} {thai_date(published)}"
    provenance = content.provenance
    return Card(
        title=head.title,
        lang=head.lang,
        href=head.page_url,
        go=_("อ่านคู่มือฉบับเต็ม"),
        by=head.agency,
        by_lang=head.agency_lang,
        facts=[replace(fact, href="") for fact in key_facts(content, places)],
        as_of=f"{_as_of(provenance.checked_on)} · {edition}",
        mark=caution_on(provenance.status).words,
    )


def point_card(point: ServicePoint, clock: Clock) -> Card:
    """Return the card of a service point whose agency, areas and successor are selected."""
    name, lang = point_name(point)
    agency, agency_lang = in_language(point.agency.name_th, point.agency.name_en)
    has_moved = point.status == PointStatus.MOVED
    return Card(
        title=name,
        lang=lang,
        href=absolute(reverse("www:place", args=[point.pk])),
        go=_("ดูวิธีไปและเรื่องที่ทำได้ทั้งหมด"),
        by=agency,
        by_lang=agency_lang,
        facts=[] if has_moved else _point_facts(point),
        opening=None if has_moved else open_now(point, clock),
        as_of=_as_of(point.checked_on),
        mark=_("เวลาราชการทั่วไป หน่วยงานยังไม่ยืนยัน ควรถามก่อนไป")
        if is_assumed(point) and not has_moved
        else "",
        said=_moved_to(point) if has_moved else "",
    )


def gone_card(page: GonePage, href: str) -> Card:
    """Return the card of a record that ended for good; the whole page tells what to use instead."""
    return Card(
        title=page.title,
        lang=page.lang,
        href=absolute(href),
        go=_("ดูว่าใช้อะไรแทน"),
        said=page.reason,
        told=page.told[0],
    )


def missing_card() -> Card:
    """Return the card where nothing is."""
    return Card(
        title=_("ไม่พบข้อมูลนี้"),
        href=absolute(reverse("www:home")),
        go=_("ค้นหาเรื่องที่ต้องการ"),
        said=_("ลิงก์ของการ์ดอาจคัดลอกมาไม่ครบ แจ้งผู้ดูแลเว็บไซต์นี้ให้สร้างการ์ดใหม่"),
    )


def _as_of(day: date | None) -> str:
    if day is None:
        return _("ยังไม่เคยตรวจกับหน่วยงาน")
    return _("ข้อมูล ณ วันที่ %(day)s") % {"day": long_date(day, current_language())}


def _moved_to(point: ServicePoint) -> str:
    if point.moved_to is None:
        return _("ย้ายที่ทำการแล้ว ถามหน่วยงานก่อนไป")
    return _("ย้ายไปที่%(name)sแล้ว") % {"name": point_name(point.moved_to)[0]}


def _point_facts(point: ServicePoint) -> list[KeyFact]:
    hours = hours_of(point)
    phones = DOT.join(map(number_text, numbers_of(point)))
    served = services_at(point).values("procedure").distinct().count()
    said = ngettext("%(count)s เรื่อง", "%(count)s เรื่อง", served)
    count = said % {"count": number(served)}
    rows = [
        (_("ที่อยู่"), place_of(point).address),
        (_("เวลาทำการ"), hours_line(hours) or hours.text),
        (_("โทรศัพท์"), phones),
        (_("เรื่องที่ทำได้"), count if served else ""),
    ]
    return [KeyFact(label, value, "", KNOWN if value else UNKNOWN) for label, value in rows]
