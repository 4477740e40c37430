"""What differs at a counter, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.hours import Hours
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
