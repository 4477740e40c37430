"""Sending changes to addresses: each its own line in order, none waiting for another.

Whoever sends for a subscription holds its lease, which lasts longer than any exchange can. The
position moves only after the address said that it has the message, and only for who holds the
lease: killed at any moment, the next one sends the same message under the same id again. What
cannot be sent for days stops the line where it stands; nothing overtakes it by itself.
"""

from __future__ import annotations

import logging
import random
import secrets
import threading
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from infogo.accounts.letters import queue_letter
from infogo.changes import messages
from infogo.changes.messages import Message
from infogo.changes.models import (
    Change,
    DeadLetter,
    Numbering,
    Subscription,
    SubscriptionState,
)
from infogo.changes.selectors import matching
from infogo.changes.services import keepers
from infogo.changes.signing import headers, taken_out
from infogo.changes.slots import Slots
from infogo.core import audit
from infogo.core.locked import UnreadableError
from infogo.core.outgoing import Answered, Asked, Guard, Limits, OutgoingError, Trouble, exchange

log = logging.getLogger(__name__)

LIMITS = Limits(silence=10, whole=20)
LEASE = timedelta(seconds=180)
"""More than finding, reaching and asking an address can take."""
MOST_ANSWER_BYTES = 4096
MESSAGES_A_TURN, SECONDS_A_TURN = 50, 5.0
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=3)
GONE = 410
AGENT = "infogo-webhooks/1.0"
ACTOR = "ระบบส่งการเปลี่ยนแปลง"
TARGET = "subscription"
TROUBLES = {
    Trouble.MALFORMED: "ที่อยู่ปลายทางเขียนไม่ถูก",
    Trouble.INSIDE: "ที่อยู่ปลายทางไม่ใช่ https หรืออยู่ภายในเครือข่าย",
    Trouble.UNKNOWN_HOST: "ไม่พบชื่อเครื่องปลายทาง",
    Trouble.NO_ANSWER: "ปลายทางไม่ตอบภายในเวลา",
    Trouble.CERTIFICATE: "ใบรับรองของปลายทางมีปัญหา",
}


class FailureError(Exception):
    """An address did not take a message; ``is_final`` when it wants none any more."""

    def __init__(self, words: str, *, is_final: bool = False) -> None:
        super().__init__(words)
        self.is_final = is_final


def due(now: datetime) -> QuerySet[Subscription]:
    """Return the subscriptions for which something is to be sent and nobody sends, oldest first."""
    newest = Numbering.objects.aggregate(newest=Max("newest"))["newest"] or 0
    waiting = Q(state=SubscriptionState.ACTIVE, position__lt=newest, next_at__lte=now)
    waiting |= Q(state=SubscriptionState.VERIFYING, next_at__lte=now)
    waiting |= Q(errand_at__lte=now)
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Subscription.objects.filter(waiting, free).order_by("next_at", "pk")


def deliver_due(stop: threading.Event | None = None) -> int:
    """Send until nothing is due; returns how many turns that were.

    A turn is some messages of one subscription, in a thread of its own.
    """
    slots, turns = Slots(), 0
    while stop is None or not stop.is_set():
        slots.settle()
        # One by one: whether the next may begin depends on the ones before.
        while not slots.is_full() and (row := slots.open_to(due(timezone.now())).first()):
            slots.begin(row, _turn_alone)
            turns += 1
        if not slots.running:
            return turns
        time.sleep(0.05)
    return turns


def _turn_alone(subscription_id: int) -> int:
    try:
        return turn(subscription_id)
    except DatabaseError as problem:
        log.warning("subscription %s: the database failed: %s", subscription_id, problem)
        return 0
    finally:
        connections.close_all()


def turn(subscription_id: int) -> int:
    """Send what is due for one subscription for a while; returns how many messages it took.

    Does nothing while another process sends for it.
    """
    lease, now = secrets.token_hex(16), timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    mine = Subscription.objects.filter(pk=subscription_id)
    if not mine.filter(free).update(lease=lease, leased_until=now + LEASE):
        return 0
    held = mine.filter(lease=lease)
    try:
        _errand(held)
        return _line(held)
    finally:
        # A line that went well waits its turn behind the others'.
        held.filter(failures=0).update(next_at=timezone.now())
        held.update(lease="", leased_until=None)


def _line(held: QuerySet[Subscription]) -> int:
    sent, until = 0, time.monotonic() + SECONDS_A_TURN
    while sent < MESSAGES_A_TURN and time.monotonic() < until:
        row = _renewed(held)
        if row is None or row.next_at > timezone.now():
            break
        if row.state == SubscriptionState.VERIFYING:
            if not _verify(row, held):
                break
            continue
        newest = Numbering.objects.get().newest
        change = _next_change(row, newest)
        if change is None:
            _moved(row, held, newest)
            break
        message = messages.of_change(change)
        try:
            send(row, message)
        except FailureError as failure:
            _failed(row, held, message, failure)
            break
        _moved(row, held, change.number, last_success_at=timezone.now())
        if not sent:  # the one that stood in the way, if any did
            row.dead_letters.filter(message=message.id).delete()
        sent += 1
    return sent


def _renewed(held: QuerySet[Subscription]) -> Subscription | None:
    """Return the subscription as it is now, with the lease renewed; nothing when it is to rest."""
    sending = held.filter(state__in=[SubscriptionState.ACTIVE, SubscriptionState.VERIFYING])
    if not sending.update(leased_until=timezone.now() + LEASE):
        return None
    return held.first()


def _next_change(row: Subscription, newest: int) -> Change | None:
    wanted = matching(row.kinds, row.agencies)
    later = wanted.filter(number__gt=row.position, number__lte=newest)
    return later.order_by("number").first()


def _moved(row: Subscription, held: QuerySet[Subscription], number: int, **more: Any) -> None:
    # ``position`` again: who resumed it meanwhile from elsewhere is not overruled.
    now = timezone.now()
    held.filter(position=row.position).update(
        position=number, failures=0, first_failed_at=None, problem="", last_tried_at=now, **more
    )


def send(row: Subscription, message: Message) -> Answered:
    """Send a message once.

    Raises:
        FailureError: the address did not take it.
    """
    try:
        using = [taken_out(row.secret)]
        if row.old_secret and row.old_until and row.old_until > timezone.now():
            using.append(taken_out(row.old_secret))
    except UnreadableError as problem:
        raise FailureError("อ่านกุญแจไม่ได้เพราะกุญแจของระบบเปลี่ยน สร้างกุญแจใหม่") from problem
    signed = headers(message.id, int(time.time()), message.body, using)
    plain = {"Content-Type": "application/json", "User-Agent": AGENT}
    asked = Asked(row.url, "POST", {**plain, **signed}, message.body, MOST_ANSWER_BYTES)
    guard = Guard(allow_loopback=settings.INFOGO["WEBHOOK_LOOPBACK"], encrypted=True)
    try:
        answer = exchange(asked, guard, LIMITS)
    except OutgoingError as error:
        words = f"{TROUBLES[error.trouble]} {error.note}".strip()
        raise FailureError(words) from error
    if not 200 <= answer.code < 300:
        raise FailureError(f"ปลายทางตอบ {answer.code}", is_final=answer.code == GONE)
    return answer


def wait_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures: ever longer, and never all at once."""
    longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - 1, 20))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311  # nosec B311


def _failed(
    row: Subscription, held: QuerySet[Subscription], message: Message, failure: FailureError
) -> None:
    now = timezone.now()
    first = row.first_failed_at or now
    if not failure.is_final and now - first < GIVEN_UP_AFTER:
        _postponed(row, held, failure, now)
        return
    with transaction.atomic():
        locked = held.select_for_update().first()
        if locked is None or locked.position != row.position:
            return  # somebody paused it or took over: nothing of this counts any more
        if not failure.is_final:
            _lay_aside(locked, message, failure, first)
        _stop(locked, failure)


def _postponed(
    row: Subscription, held: QuerySet[Subscription], failure: FailureError, now: datetime
) -> None:
    held.filter(position=row.position).update(
        failures=F("failures") + 1,
        first_failed_at=row.first_failed_at or now,
        problem=str(failure)[:200],
        last_tried_at=now,
        next_at=now + wait_after(row.failures + 1),
    )


def _lay_aside(row: Subscription, message: Message, failure: FailureError, first: datetime) -> None:
    DeadLetter.objects.get_or_create(
        subscription=row,
        message=message.id,
        defaults={
            "body": message.body.decode(),
            "attempts": row.failures + 1,
            "problem": str(failure)[:200],
            "first_failed_at": first,
            "died_at": timezone.now(),
        },
    )


def _stop(row: Subscription, failure: FailureError) -> None:
    """Send no more until somebody says so, and tell who keeps it."""
    row.state = SubscriptionState.STOPPED
    row.problem, row.last_tried_at = str(failure)[:200], timezone.now()
    row.failures, row.first_failed_at = 0, None
    row.save()
    audit.record(
        actor=ACTOR,
        verb="stop_subscription",
        target=TARGET,
        target_id=row.pk,
        detail={"position": row.position, "problem": row.problem},
    )
    page = f"{settings.INFOGO['PUBLIC_URL']}/office/webhooks/{row.pk}/"
    body = (
        f"ระบบหยุดส่งการเปลี่ยนแปลงไปที่ {row.url} เพราะ{row.problem}\n\n"
        "รายการที่ยังไม่ได้ส่งยังอยู่ครบตามลำดับ แก้ปลายทางแล้วเปิดส่งต่อที่\n"
        f"{page}\n"
    )
    for officer in keepers(row):
        subject = f"หยุดส่งการเปลี่ยนแปลงไปที่ {row.name}"
        queue_letter(to=officer.email, subject=subject, body=body)


def _verify(row: Subscription, held: QuerySet[Subscription]) -> bool:
    """Ask an address whether it wants to be written to; whether it does."""
    now = timezone.now()
    try:
        answer = send(row, messages.verification(row))
        if not messages.is_answer_to(row.challenge, answer.body):
            raise FailureError("ปลายทางไม่ได้ตอบ challenge กลับมา")
    except FailureError as failure:
        if now - (row.first_failed_at or now) < GIVEN_UP_AFTER:
            _postponed(row, held, failure, now)
            return False
        with transaction.atomic():
            locked = held.select_for_update().first()
            if locked is not None:
                _stop(locked, failure)
        return False
    verifying = held.filter(state=SubscriptionState.VERIFYING)
    return bool(
        verifying.update(
            state=SubscriptionState.ACTIVE,
            verified_at=now,
            failures=0,
            first_failed_at=None,
            problem="",
            last_tried_at=now,
        )
    )


def _errand(held: QuerySet[Subscription]) -> None:
    """Do what an officer asked for: a trial, and dead letters once more."""
    row = held.first()
    if row is None or row.errand_at is None:
        return
    result = "ปลายทางรับแล้ว"
    if row.tested_at is None:
        try:
            send(row, messages.trial(row, row.errand_at))
        except FailureError as failure:
            result = str(failure)
        held.update(tested_at=timezone.now(), test_result=result[:200])
    for letter in row.dead_letters.exclude(resend_at=None)[:MESSAGES_A_TURN]:
        if _renewed_errand(held):
            _send_again(row, letter)
    held.filter(errand_at=row.errand_at).update(errand_at=None)


def _renewed_errand(held: QuerySet[Subscription]) -> bool:
    return bool(held.update(leased_until=timezone.now() + LEASE))


def _send_again(row: Subscription, letter: DeadLetter) -> None:
    try:
        send(row, Message(letter.message, letter.body.encode()))
    except FailureError as failure:
        DeadLetter.objects.filter(pk=letter.pk).update(
            resend_at=None, attempts=F("attempts") + 1, problem=str(failure)[:200]
        )
    else:
        letter.delete()
