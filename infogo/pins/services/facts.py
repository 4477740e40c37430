"""Telling what differs at a counter, and that it still serves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from pydantic import ValidationError as ShapeError

from infogo.accounts.perms import Rights
from infogo.core import audit, versions
from infogo.core.hours import Hours
from infogo.core.keys import served
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.phones import Phone
from infogo.core.upsert import batches
from infogo.pins.errors import ChangedMeanwhileError, NotAllowedError, PinError
from infogo.pins.models import FACTS, Pin
from infogo.pins.perms import changeable_pins
from infogo.pins.planning import CHUNK

MOST_A_DAY = 100_000
UNFIT = "ข้อมูลบางช่องเก็บไม่ได้ ตรวจความยาวข้อความ ลิงก์ และเบอร์โทร แล้วลองอีกครั้ง"
LINK_SCHEMES = frozenset({"http", "https"})


def state_of(pin: Pin) -> str:
    """Return a mark of all facts of a pin: another mark, and somebody has changed it."""
    facts = {name: getattr(pin, name) for name in FACTS}
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def set_facts(
    *,
    rights: Rights,
    pin_ids: Iterable[int],
    facts: Mapping[str, Any],
    about: tuple[str, int] = ("pins", 0),
    seen: str | None = None,
) -> int:
    """Set the same facts at these counters, which also confirms them; return how many there were.

    ``facts`` are fields among ``FACTS``; the others stay as they are. ``seen`` is the
    ``state_of`` the only pin when she opened it. Pins that somebody removed meanwhile are passed
    over.

    Raises:
        NotAllowedError: some of the pins are not hers to change.
        ChangedMeanwhileError: somebody else changed the pin after she had opened it.
        PinError: a fact cannot be (a link that is none, a number of persons below one …).
    """
    check_facts(facts)
    pins = _held(rights, pin_ids)
    if seen is not None and any(state_of(pin) != seen for pin in pins):
        raise ChangedMeanwhileError
    for pin in pins:
        for name, value in facts.items():
            setattr(pin, name, value)
    _confirm(rights, pins)
    _write(rights, pins, [*facts], "set_pin_facts", about, facts=dict(facts))
    return len(pins)


@transaction.atomic
def confirm_pins(
    *, rights: Rights, pin_ids: Iterable[int], about: tuple[str, int] = ("pins", 0)
) -> int:
    """Say that these manuals are still served at these points today; return how many there were.

    Raises:
        NotAllowedError: some of the pins are not hers to confirm.
    """
    pins = _held(rights, pin_ids)
    _confirm(rights, pins)
    _write(rights, pins, [], "confirm_pins", about)
    return len(pins)


def check_facts(facts: Mapping[str, Any]) -> None:
    """Check that every fact can be stored and shown.

    Raises:
        PinError: one cannot; the message names it.
    """
    for name in facts:
        if name not in FACTS:
            raise PinError(f"หมุดไม่มีข้อมูลชื่อ {name}")
    if any("\x00" in value for value in facts.values() if isinstance(value, str)):
        raise PinError(UNFIT)
    limit, link = facts.get("daily_limit"), facts.get("queue_url")
    if limit is not None and not 1 <= limit <= MOST_A_DAY:
        raise PinError("ใส่จำนวนรายต่อวันตั้งแต่ 1 ขึ้นไป เช่น 40 หรือว่างไว้ถ้าไม่จำกัด")
    if link and urlsplit(link).scheme not in LINK_SCHEMES:
        raise PinError("ใส่ลิงก์จองคิวที่ขึ้นต้นด้วย https:// เช่น https://queue.example.go.th")
    try:
        # Nothing is known: that can always be stored where a column may be empty.
        said = {name for name, value in facts.items() if value is not None}
        Pin(**facts).clean_fields(exclude={f.name for f in Pin._meta.fields} - said)
        for phone in facts.get("phones") or ():
            Phone.model_validate(phone)
        if facts.get("hours"):
            Hours.model_validate(facts["hours"])
    except (ValidationError, ShapeError) as problem:
        raise PinError(
            "ข้อมูลบางช่องเก็บไม่ได้ ตรวจความยาวข้อความ ลิงก์ และเบอร์โทร แล้วลองอีกครั้ง"
        ) from problem


def _held(rights: Rights, pin_ids: Iterable[int]) -> list[Pin]:
    """Lock and return the pins that are still there.

    Raises:
        NotAllowedError: some of them are not hers.
    """
    held: list[Pin] = []
    for chunk in batches(sorted(set(pin_ids)), CHUNK):
        some = list(Pin.objects.select_for_update().filter(pk__in=chunk).order_by("pk"))
        hers = set(changeable_pins(rights).filter(pk__in=chunk).values_list("pk", flat=True))
        if others := [pin for pin in some if pin.pk not in hers]:
            raise NotAllowedError(len(others))
        held += some
    return held


def _confirm(rights: Rights, pins: Iterable[Pin]) -> None:
    for pin in pins:
        pin.confirmed_on, pin.confirmed_by = rights.on, rights.officer.name_th


def _write(
    rights: Rights,
    pins: list[Pin],
    fields: list[str],
    verb: str,
    about: tuple[str, int],
    **detail: Any,
) -> None:
    if not pins:
        return
    Pin.objects.bulk_update(pins, [*fields, "confirmed_on", "confirmed_by"], batch_size=CHUNK)
    audit.record(
        actor=rights.officer.audit_name,
        verb=verb,
        target=about[0],
        target_id=about[1],
        detail={"count": len(pins), "pins": [pin.pk for pin in pins], **detail},
    )
    procedures = sorted({pin.procedure_id for pin in pins})
    announce(OutboxTopic.POINT, sorted({pin.point_id for pin in pins}), shows=Shows.OWN)
    announce(OutboxTopic.PROCEDURE, procedures, shows=Shows.OWN)
    # When a pin was confirmed, and what is told of it, stands wherever its service is served.
    versions.touch(served(pk) for pk in procedures)
