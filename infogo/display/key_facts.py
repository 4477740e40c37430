"""The answer before scrolling: fee, time, documents, where and online."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.display.filters import DOT, number
from infogo.display.manual_parts import site_name
from infogo.manuals.content import ManualContent, TotalBasis
from infogo.manuals.going import (
    is_at_counter,
    may_go,
    must_go,
    needs_no_trip,
    place_labels,
    trip_note,
)
from infogo.manuals.models import ManualFacts
from infogo.manuals.projection import fact_columns
from infogo.manuals.wording import fee_text, limit_text
from infogo.points.wording import place_count_text

KNOWN, NONE, UNKNOWN = "known", "none", "unknown"


@dataclass(frozen=True)
class KeyFact:
    """One fact, as ``key_facts`` reads it; none, unknown and a value look different."""

    label: str
    value: str
    icon: str
    state: str = KNOWN
    note: str = ""
    href: str = ""


def key_facts(content: ManualContent, place_count: int) -> list[KeyFact]:
    """Return the five facts of a manual that is served at ``place_count`` points."""
    return [
        _fee(content),
        _time(content),
        _documents(content),
        _where(content, place_count),
        _online(content),
    ]


def _fee(content: ManualContent) -> KeyFact:
    facts = ManualFacts(**fact_columns(content))
    state = UNKNOWN if facts.is_fee_unknown else NONE if facts.is_free else KNOWN
    is_open = state == KNOWN and facts.fee_low_satang is None
    value = _("คิดตามกรณี") if is_open else fee_text(facts)
    return KeyFact(_("ค่าธรรมเนียม"), value, "money", state, "", "#fees")


def _time(content: ManualContent) -> KeyFact:
    if content.total is None:
        return KeyFact(_("ระยะเวลา"), "", "clock", UNKNOWN, href="#steps")
    notes = [
        _("กฎหมายกำหนด") if content.total_basis is TotalBasis.LAW else "",
        _("มีช่วงที่ไม่นับเวลา") if content.pause_rules else "",
    ]
    note = DOT.join(filter(None, notes))
    return KeyFact(_("ระยะเวลา"), limit_text(content), "clock", KNOWN, note, "#steps")


def _documents(content: ManualContent) -> KeyFact:
    label, documents = _("เอกสาร"), content.documents
    if documents.is_unknown:
        return KeyFact(label, "", "document", UNKNOWN, href="#documents")
    if documents.is_none:
        return KeyFact(label, _("ไม่ต้องใช้เอกสาร"), "document", NONE, href="#documents")
    always = sum(not item.condition for item in documents.items)
    sometimes = len(documents.items) - always
    if not always:
        value = _("เฉพาะบางกรณี")
    else:
        value = ngettext("%(count)s อย่าง", "%(count)s อย่าง", always) % {"count": number(always)}
    note = ""
    if sometimes:
        note = _("บางกรณีอีก %(count)s") % {"count": number(sometimes)}
    return KeyFact(label, value, "document", KNOWN, note, "#documents")


def _where(content: ManualContent, place_count: int) -> KeyFact:
    label = _("สถานที่")
    if place_count:
        return KeyFact(label, place_count_text(place_count), "pin", href="#places")
    if is_at_counter(content):
        return KeyFact(label, _("ที่หน่วยงาน"), "pin", note=_("ยังไม่มีจุดในระบบ"), href="#places")
    places = must_go(content) or (() if content.online_channels else may_go(content))
    if places:
        return KeyFact(label, DOT.join(place_labels(places)), "pin", href="#places")
    if needs_no_trip(content):
        return KeyFact(label, _("ไม่ต้องเดินทาง"), "pin", NONE, href="#places")
    return KeyFact(label, "", "pin", UNKNOWN, href="#places")


def _online(content: ManualContent) -> KeyFact:
    label, icon, href = _("ออนไลน์"), "online", "#places"
    if content.channels.is_unknown:
        return KeyFact(label, "", icon, UNKNOWN, href=href)
    everywhere = [channel for channel in content.online_channels if not channel.provinces]
    if everywhere:
        site = next((site_name(channel.url) for channel in everywhere if channel.url), "")
        note = DOT.join(filter(None, (site, trip_note(content))))
        return KeyFact(label, _("ทำได้"), icon, note=note, href=href)
    if content.online_channels:
        return KeyFact(label, _("ทำได้บางพื้นที่"), icon, note=trip_note(content), href=href)
    note = _("จองคิวออนไลน์ได้") if content.booking_channels else ""
    return KeyFact(label, _("ทำไม่ได้"), icon, NONE, note, href)
