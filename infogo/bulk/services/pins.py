"""Single pins as spreadsheets write them, by way of the services of pins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from infogo.accounts.perms import Rights
from infogo.bulk.errors import RowRefusedError
from infogo.pins.errors import PinError
from infogo.pins.models import FACTS, Pin
from infogo.pins.planning import Pair
from infogo.pins.services.changes import change_pins
from infogo.pins.services.facts import set_facts


@transaction.atomic
def add_pin(*, rights: Rights, manual_id: int, point_id: int, facts: Mapping[str, Any]) -> int:
    """Pin a manual at a point and say what differs there; return the pin's id.

    Raises:
        RowRefusedError: she may not, or something stands in the way; the message says what.
    """
    try:
        change = change_pins(rights=rights, add=[Pair(manual_id, point_id)])
    except PinError as refusal:
        raise RowRefusedError("คุณไม่มีสิทธิปักคู่มือนี้ที่จุดนี้ ขอให้ผู้ดูแลจุดนั้นทำ") from refusal
    if not change.added:
        obstacle = change.skipped[0][1] if change.skipped else "จุดนี้ปักคู่มือนี้ไว้แล้ว"
        raise RowRefusedError(f"ปักไม่ได้ {obstacle}")
    pin = Pin.objects.get(manual=manual_id, point=point_id)
    if any(name in facts for name in FACTS):
        change_pin(rights=rights, pin_id=pin.pk, facts=facts)
    return pin.pk


@transaction.atomic
def change_pin(*, rights: Rights, pin_id: int, facts: Mapping[str, Any]) -> None:
    """Say what differs at a counter, or said before: who confirmed it comes back with it.

    Raises:
        RowRefusedError: it cannot be so; the message says why.
    """
    said = {name: facts[name] for name in FACTS if name in facts}
    try:
        set_facts(rights=rights, pin_ids=[pin_id], facts=said)
    except PinError as refusal:
        raise RowRefusedError(str(refusal)) from refusal
    if "confirmed_by" in facts:
        on = facts["confirmed_on"]
        Pin.objects.filter(pk=pin_id).update(
            confirmed_on=date.fromisoformat(on) if on else None,
            confirmed_by=facts["confirmed_by"],
        )


@transaction.atomic
def remove_pin(*, rights: Rights, manual_id: int, point_id: int) -> None:
    """Take a pin away.

    Raises:
        RowRefusedError: it is not hers to take away.
    """
    try:
        change_pins(rights=rights, remove=[Pair(manual_id, point_id)])
    except PinError as refusal:
        raise RowRefusedError(str(refusal)) from refusal
