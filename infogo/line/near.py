"""Answers to a position: the nearest service points, those that are open first."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from infogo.display.filters import DOT, number
from infogo.display.structured import absolute
from infogo.display.whereabouts import numbers_of, place_of, way_to
from infogo.geo.coordinates import EAST, NORTH, SOUTH, WEST
from infogo.geo.distance import distance_text
from infogo.insights.selectors import frequent_services
from infogo.line import words
from infogo.line.buttons import Button, Wish
from infogo.line.manual_parts import manual_in_use
from infogo.line.messages import (
    GOOD,
    SOFT,
    Json,
    asks,
    bubble,
    flex_message,
    line,
    opens,
    shares_place,
    text_message,
    with_quick,
)
from infogo.manuals.models import Procedure
from infogo.pins.models import Pin
from infogo.pins.selectors import nearest_pins
from infogo.pins.wording import pin_facts
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock, OpenNow, open_now
from infogo.points.selectors import nearest, visitable_points

READ, SHOWN, NARROWED = 20, 8, 6
OPEN, UNKNOWN = ("open", "closing"), "unknown"


@dataclass(frozen=True)
class Near:
    """A point, how far it is and whether it is open; ``pin`` tells what differs for one service."""

    point: ServicePoint
    km: float
    status: OpenNow
    pin: Pin | None = None


def answer_place(lat: float, lng: float, clock: Clock) -> list[Json]:
    """Return the points nearest to a shared position.

    LINE's button for sharing a position carries nothing of ours, and nothing is remembered, so
    any service is meant; buttons below narrow it to one and carry the rounded position along.
    """
    if not (SOUTH <= lat <= NORTH and WEST <= lng <= EAST):
        return words.plain(words.OUTSIDE)
    found = [
        Near(one.point, one.km, open_now(one.point, clock))
        for one in nearest(visitable_points(), lat, lng, limit=READ)
    ]
    used_most = frequent_services(limit=NARROWED)
    services = Procedure.objects.in_bulk(used_most)
    at = (round(lat, 3), round(lng, 3))
    choices = [
        asks(one.name_th, Button(Wish.NEAR, one.pk, at=at).data, f"ใกล้ฉัน: {one.name_th}")
        for one in (services[pk] for pk in used_most if pk in services)
    ]
    return with_quick(_shown(found, "จุดให้บริการใกล้คุณ"), [*choices, shares_place()])


def answer_near(button: Button, clock: Clock) -> list[Json]:
    """Return the points of one service near the position that its button carries, or ask for it."""
    manual = manual_in_use(button)
    if manual is None:
        return words.plain(words.OLD_BUTTON)
    title = manual.procedure.name_th
    kwargs = {"procedure_id": button.procedure_id}
    name = "www:manual_places"
    if button.agency_id:
        name, kwargs = "www:local_manual_places", {**kwargs, "agency_id": button.agency_id}
    page = absolute(reverse(name, kwargs=kwargs))
    if button.at is None:
        lead = bubble(title, [line(words.WHERE)], [opens("ดูจุดให้บริการ", page)])
        return with_quick([flex_message(f"จุดให้บริการ: {title}", [lead])], [shares_place()])
    lat, lng = button.at
    found = [
        Near(one.pin.point, one.km, open_now(one.pin.point, clock, one.pin.hours), one.pin)
        for one in nearest_pins(manual, lat, lng, limit=READ)
    ]
    if not found:
        return words.plain(words.NO_POINT)
    return with_quick(_shown(found, f"ใกล้คุณ: {title}"), [shares_place()])


def _shown(found: list[Near], title: str) -> list[Json]:
    if not found:
        return [text_message(words.NO_POINT)]
    open_first = sorted(found, key=lambda one: (one.status.state not in OPEN, one.km))[:SHOWN]
    states = {one.status.state for one in open_first}
    if not states.isdisjoint(OPEN):
        note = words.OPEN_FIRST
    else:
        # Of whom no hours are known nobody knows that she is closed.
        note = words.NOT_KNOWN_OPEN if UNKNOWN in states else words.NONE_OPEN
    bubbles = [_point(one) for one in open_first]
    return [text_message(f"{title}\n{note}"), flex_message(title, bubbles)]


def _point(near: Near) -> Json:
    point, km, status, pin = near.point, near.km, near.status, near.pin
    is_exact = point.has_exact_position
    far = distance_text(km) if is_exact else f"ราว {number(max(1, round(km)))} กม."
    lines = [
        line(f"{status.text} {status.detail}", color=GOOD if status.state in OPEN else SOFT),
        line(f"ห่าง {far}" if is_exact else f"ห่าง{far} (ตำแหน่งโดยประมาณ)"),
        line(place_of(point).address, color=SOFT),
    ]
    if pin is not None and (facts := DOT.join(pin_facts(pin))):
        lines.append(line(facts))
    buttons = [opens("นำทาง", way_to(point))]
    if phones := numbers_of(point, pin.phones if pin else ()):
        label = "โทรเบอร์กลาง" if phones[0].label else "โทร"
        buttons.append(opens(label, f"tel:{phones[0].number}"))
    if pin is not None and pin.queue_url:
        buttons.append(opens("จองคิวออนไลน์", pin.queue_url))
    buttons.append(opens("เปิดหน้าของจุดนี้", absolute(reverse("www:place", args=[point.pk]))))
    return bubble(point.name_th, lines, buttons)
