"""What differs at a counter, in words, and when its agency confirmed it last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.dates import short_date
from infogo.core.hours import Hours
from infogo.core.language import current_language
from infogo.pins.models import Pin
from infogo.points.opening import hours_line


def pin_facts(pin: Pin) -> list[str]:
    """Return what is known about one counter; what nobody confirmed is left out here.

    Telephone numbers and the link to its queue are for the page to show as such.
    """
    facts = []
    if pin.hours and (hours := hours_line(Hours.model_validate(pin.hours))):
        facts.append(_("เวลาของเรื่องนี้ %(hours)s") % {"hours": hours})
    facts += [_("ช่อง %(counter)s") % {"counter": pin.counter}] if pin.counter else []
    if pin.accepts_walk_in is not None:
        facts.append(_("ไปได้เลย ไม่ต้องนัด") if pin.accepts_walk_in else _("ต้องนัดก่อน"))
    if pin.residents_only is not None:
        only, anyone = _("เฉพาะผู้มีชื่อในทะเบียนบ้านในพื้นที่"), _("ยื่นได้ทุกคน ไม่จำกัดพื้นที่")
        facts.append(only if pin.residents_only else anyone)
    if pin.accepts_foreigners is not None:
        facts.append(_("รับคนต่างชาติ") if pin.accepts_foreigners else _("ไม่รับคนต่างชาติ"))
    if pin.daily_limit is not None:
        facts.append(
            ngettext("รับวันละไม่เกิน %(count)s ราย", "รับวันละไม่เกิน %(count)s ราย", pin.daily_limit)
            % {"count": f"{pin.daily_limit:,}"}
        )
    return [*facts, pin.note] if pin.note else facts


@dataclass(frozen=True)
class Confirmations:
    """When the rows of a list were confirmed: ``rows`` by pin, ``note`` what is said of all once.

    ``rows`` has no entry for a row of which the note says enough.
    """

    rows: Mapping[int, str]
    note: str


def confirmations(pins: Sequence[Pin], *, at_one_point: bool = False) -> Confirmations:
    """Return when agencies last confirmed that they serve these pins, in as few words as serve.

    What holds for all rows, or is not known of most, is said once; who confirmed it is not told.
    ``at_one_point`` where the rows are services of one point, not points of one service.
    """
    days = {pin.confirmed_on for pin in pins}
    unknown = sum(pin.confirmed_on is None for pin in pins)
    if len(pins) > 1 and len(days) == 1:
        return Confirmations({}, _of_all(pins[0], at_one_point=at_one_point))
    tells_unknown = unknown * 2 <= len(pins) or len(pins) == 1
    rows = {pin.pk: _of_one(pin) for pin in pins if pin.confirmed_on or tells_unknown}
    if tells_unknown:
        return Confirmations(rows, "")
    if at_one_point:
        return Confirmations(rows, _("เรื่องที่ไม่ได้บอกวันยืนยัน คือหน่วยงานยังไม่ยืนยัน โทรถามก่อนไป"))
    return Confirmations(rows, _("จุดที่ไม่ได้บอกวันยืนยัน คือหน่วยงานยังไม่ยืนยัน โทรถามก่อนไป"))


def _of_one(pin: Pin) -> str:
    if pin.confirmed_on is None:
        return _("ยังไม่มีการยืนยัน โทรถามก่อนไป")
    return _("หน่วยงานยืนยันเมื่อ %(day)s") % {"day": _day(pin)}


def _of_all(pin: Pin, *, at_one_point: bool) -> str:
    if pin.confirmed_on is None and at_one_point:
        return _("หน่วยงานยังไม่ยืนยันว่าทำเรื่องเหล่านี้ที่นี่ได้ โทรถามก่อนไป")
    if pin.confirmed_on is None:
        return _("หน่วยงานยังไม่ยืนยันว่าจุดเหล่านี้รับเรื่องนี้ โทรถามก่อนไป")
    if at_one_point:
        return _("หน่วยงานยืนยันทุกเรื่องเมื่อ %(day)s") % {"day": _day(pin)}
    return _("หน่วยงานยืนยันทุกจุดเมื่อ %(day)s") % {"day": _day(pin)}


def _day(pin: Pin) -> str:
    return short_date(pin.confirmed_on, current_language()) if pin.confirmed_on else ""
