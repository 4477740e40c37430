"""Making and keeping subscriptions; what they send is in ``delivering``."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, Role
from infogo.agencies.models import Agency, AgencyPath
from infogo.changes.models import (
    LONGEST_NAME,
    LONGEST_URL,
    DeadLetter,
    Subscription,
    SubscriptionState,
)
from infogo.changes.selectors import FEED_KINDS, edges, matching
from infogo.changes.signing import BOX, locked_away, new_secret
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.locked import Resealed, UnreadableError
from infogo.core.outgoing import PORTS, OutgoingError, port_of, split
from infogo.core.refusal import RefusalError

TARGET = "subscription"
MOST_SUBSCRIPTIONS = 20
"""Of one agency: each is written to separately."""
MOST_AGENCIES = 50
TAKEN = "มีปลายทางนี้อยู่แล้ว เปิดจากรายการปลายทาง ถ้าไม่ได้เก็บกุญแจไว้ ออกกุญแจใหม่ได้ที่นั่น"
BOTH_SECRETS_FOR = timedelta(days=7)
PRESSED_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to be told, and where; empty kinds or agencies mean all."""

    name: str
    url: str
    kinds: tuple[str, ...] = ()
    agencies: tuple[int, ...] = ()


def manageable(rights: Rights) -> QuerySet[Subscription]:
    """Return the subscriptions that she keeps: of agencies she administers, or all.

    Those of an agency that was merged are kept by its successor.
    """
    if rights.everywhere(Act.ADMINISTER):
        return Subscription.objects.all()
    hers = rights.agencies(Act.ADMINISTER).values("pk")
    return Subscription.objects.filter(Q(agency__in=hers) | Q(agency__merged_into__in=hers))


def keepers(row: Subscription) -> list[Officer]:
    """Return whom to tell of a subscription: who made it, or else who keeps it by now.

    Where an agency has nobody, the administrators of the centre are told.
    """
    if row.owner.is_active and manageable(Rights.of(row.owner)).filter(pk=row.pk).exists():
        return [row.owner]
    held = Grant.objects.active(bangkok_now().date())
    agency = row.agency.merged_into or row.agency if row.agency else None
    above = AgencyPath.objects.filter(descendant=agency).values("ancestor_id")
    near = Q(agency=agency) | Q(agency__in=above, whole_subtree=True)
    of_agency = held.filter(near, role=Role.AGENCY_ADMIN)
    for grants in (of_agency, held.filter(role=Role.CENTRAL_ADMIN)):
        ids = grants.order_by().values("officer_id")
        if found := list(Officer.objects.filter(pk__in=ids, is_active=True).order_by("pk")):
            return found
    return [row.owner] if row.owner.is_active else []


@transaction.atomic
def subscribe(*, rights: Rights, agency_id: int | None, wanted: Wanted) -> tuple[Subscription, str]:
    """Begin to send changes to an address once it confirms; returns its secret, told this once.

    It gets what changes from now on. ``agency_id`` is for whom, ``None`` for the centre.

    Raises:
        RefusalError: not hers to do, or an address, kind or agency that cannot be; too many; or
            it is told the same already: a button is often pressed twice.
    """
    agency = _agency(rights, agency_id)
    _check(wanted)
    held = Subscription.objects.filter(agency=agency)
    told = {"kinds": sorted(wanted.kinds), "agencies": sorted(wanted.agencies)}
    if held.filter(url=wanted.url, **told).exists():
        raise RefusalError(TAKEN, "url")
    if held.count() >= MOST_SUBSCRIPTIONS:
        raise RefusalError(f"มีปลายทางครบ {MOST_SUBSCRIPTIONS} แห่งแล้ว ลบที่ไม่ใช้ก่อน")
    secret = new_secret()
    made = Subscription.objects.create(
        owner=rights.officer,
        agency=agency,
        name=" ".join(wanted.name.split()),
        url=wanted.url,
        **told,
        challenge=secrets.token_urlsafe(32),
        secret=locked_away(secret),
        position=edges().newest,
    )
    _record(rights, "subscribe", made, url=made.url, kinds=made.kinds, agencies=made.agencies)
    return made, secret


@transaction.atomic
def pause(*, rights: Rights, subscription_id: int) -> Subscription:
    """Send nothing for a while; the place in the feed is kept.

    Raises:
        RefusalError: it rests already, or is not hers.
    """
    row = _held(rights, subscription_id)
    if row.state not in (SubscriptionState.ACTIVE, SubscriptionState.VERIFYING):
        raise RefusalError("ปลายทางนี้ไม่ได้ส่งอยู่แล้ว")
    row.state = SubscriptionState.PAUSED
    row.save()
    _record(rights, "pause_subscription", row)
    return row


@transaction.atomic
def resume(*, rights: Rights, subscription_id: int, skip: bool = False) -> Subscription:
    """Go on where it stopped; ``skip`` leaves the message that stood in the way behind.

    Raises:
        RefusalError: it is sent already, is not hers, or its place in the feed is kept no more.
    """
    row = _held(rights, subscription_id)
    if row.state in (SubscriptionState.ACTIVE, SubscriptionState.VERIFYING):
        raise RefusalError("ปลายทางนี้ส่งอยู่แล้ว")
    between = edges()
    if row.position < between.oldest - 1:
        raise RefusalError("หยุดนานเกินที่ระบบเก็บการเปลี่ยนแปลงไว้ ลบปลายทางนี้ ดึงข้อมูลทั้งชุด แล้วเพิ่มปลายทางใหม่")
    if skip and row.verified_at:
        later = matching(row.kinds, row.agencies).filter(number__gt=row.position)
        first = later.order_by("number").values_list("number", flat=True).first()
        row.position = first or row.position
    verified = row.verified_at is not None
    row.state = SubscriptionState.ACTIVE if verified else SubscriptionState.VERIFYING
    row.failures, row.first_failed_at, row.problem = 0, None, ""
    row.next_at = timezone.now()
    row.save()
    _record(rights, "resume_subscription", row, skipped=skip, position=row.position)
    return row


@transaction.atomic
def renew_secret(*, rights: Rights, subscription_id: int) -> tuple[Subscription, str]:
    """Give it a new secret, told this once; for some days messages are signed with both.

    Pressed again soon, as by loading the page anew, it is the secret before both that goes on
    signing: nobody can have put the one between them into use.

    Raises:
        RefusalError: it is not hers.
    """
    row = _held(rights, subscription_id)
    secret, until = new_secret(), timezone.now() + BOTH_SECRETS_FOR
    if row.old_until is None or row.old_until < until - PRESSED_AGAIN:
        row.old_secret, row.old_until = row.secret, until
    row.secret = locked_away(secret)
    row.save()
    _record(rights, "renew_secret", row)
    return row, secret


@transaction.atomic
def try_out(*, rights: Rights, subscription_id: int) -> Subscription:
    """Have a message sent that tells of nothing; the worker writes down how it went.

    Raises:
        RefusalError: the address has not confirmed, or it is not hers.
    """
    row = _held(rights, subscription_id)
    if row.verified_at is None:
        raise RefusalError("ปลายทางยังไม่ได้ยืนยัน ให้โปรแกรมตอบ challenge ก่อน")
    row.errand_at, row.tested_at, row.test_result = timezone.now(), None, ""
    row.save()
    _record(rights, "try_subscription", row)
    return row


@transaction.atomic
def send_again(*, rights: Rights, subscription_id: int, letter_id: int) -> DeadLetter:
    """Have a message that was left behind sent once more, outside the order.

    Raises:
        RefusalError: it is gone, stands at the head of the line, or is not hers.
    """
    row = _held(rights, subscription_id)
    letter = row.dead_letters.filter(pk=letter_id).first()
    if letter is None:
        raise RefusalError("ข้อความนี้ส่งแล้วหรือถูกลบแล้ว")
    if not is_left_behind(row, letter):
        raise RefusalError("ข้อความนี้ค้างอยู่หัวแถว เปิดส่งต่อเพื่อส่งตามลำดับ")
    letter.resend_at = row.errand_at = timezone.now()
    row.tested_at = row.tested_at or timezone.now()
    letter.save()
    row.save()
    _record(rights, "send_again", row, message=letter.message)
    return letter


@transaction.atomic
def unsubscribe(*, rights: Rights, subscription_id: int) -> None:
    """End a subscription with all that is kept of it.

    Raises:
        RefusalError: it is not hers.
    """
    row = _held(rights, subscription_id)
    _record(rights, "unsubscribe", row, url=row.url, position=row.position)
    row.delete()


def reseal_subscriptions() -> Resealed:
    """Keep every secret under the first signing key of the settings. Safe to run twice."""
    done = Resealed()
    for pk in Subscription.objects.values_list("pk", flat=True):
        _reseal(pk, done)
    return done


def is_left_behind(row: Subscription, letter: DeadLetter) -> bool:
    """Whether the line went on without this message."""
    return int(letter.message.removeprefix("chg_")) <= row.position


@transaction.atomic
def _reseal(pk: int, done: Resealed) -> None:
    row = Subscription.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return
    try:
        row.secret = BOX.renewed(row.secret)
        row.old_secret = BOX.renewed(row.old_secret) if row.old_secret else ""
    except UnreadableError:
        done.unreadable.append(pk)
        return
    row.save(update_fields=["secret", "old_secret"])
    done.renewed += 1


def _agency(rights: Rights, agency_id: int | None) -> Agency | None:
    if agency_id is None:
        if not rights.everywhere(Act.ADMINISTER):
            raise RefusalError("เลือกหน่วยงานที่คุณดูแล", "agency")
        # Two who add at once wait for one another: an address is told once, and the number allowed
        # is kept. The centre has no row of its own; every administrator holds all their rights.
        administrators = Grant.objects.filter(role=Role.CENTRAL_ADMIN, ended_at=None)
        tuple(administrators.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        return None
    # Of an agency they wait here.
    agency = rights.agencies(Act.ADMINISTER).select_for_update().filter(pk=agency_id).first()
    if agency is None:
        raise RefusalError("เลือกหน่วยงานที่คุณดูแล", "agency")
    return agency


def _check(wanted: Wanted) -> None:
    name = " ".join(wanted.name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RefusalError(f"ตั้งชื่อปลายทาง ไม่เกิน {LONGEST_NAME} ตัวอักษร", "name")
    _check_url(wanted.url)
    if unknown := sorted(set(wanted.kinds) - set(FEED_KINDS)):
        raise RefusalError(f"ไม่มีข้อมูลชนิด {unknown[0][:40]}", "kinds")
    if len(wanted.agencies) > MOST_AGENCIES:
        raise RefusalError(f"กรองได้ไม่เกิน {MOST_AGENCIES} หน่วยงาน", "agencies")
    known = Agency.objects.filter(pk__in=wanted.agencies).count()
    if known != len(set(wanted.agencies)):
        raise RefusalError("มีเลขหน่วยงานที่ไม่รู้จัก ใช้เลขท้ายหน้าหน่วยงาน", "agencies")


def _check_url(url: str) -> None:
    is_open = settings.INFOGO["WEBHOOK_LOOPBACK"]
    refusal = RefusalError("ใส่ที่อยู่ที่ขึ้นต้นด้วย https:// และเปิดจากอินเทอร์เน็ตได้", "url")
    if len(url) > LONGEST_URL or not url.isascii() or any(mark <= " " for mark in url):
        raise refusal
    try:
        parts = split(url)
    except OutgoingError as problem:
        raise refusal from problem
    if parts.username is not None or parts.fragment:
        raise RefusalError("ที่อยู่ต้องไม่มีชื่อผู้ใช้ รหัสผ่าน หรือ #", "url")
    if not is_open and (parts.scheme != "https" or port_of(parts) not in PORTS):
        raise refusal


def _held(rights: Rights, subscription_id: int) -> Subscription:
    rows = manageable(rights).select_for_update(of=("self",))
    row = rows.filter(pk=subscription_id).first()
    if row is None:
        raise RefusalError("ไม่พบปลายทางนี้ในหน่วยงานที่คุณดูแล")
    return row


def _record(rights: Rights, verb: str, row: Subscription, **detail: Any) -> None:
    audit.record(
        actor=rights.officer.audit_name,
        verb=verb,
        target=TARGET,
        target_id=row.pk,
        detail={"name": row.name, **detail},
    )
