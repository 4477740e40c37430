"""Keys of agencies' own programs: making, ending, and acting by one.

A token acts for the officer who made it. It can do what she may do at the moment of the request,
and of that only the acts she chose: when her right ends, so does the program's.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_network
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from infogo.accounts.models import AgencyToken, Officer, TokenAnswer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.accounts.services import RefusedError, held_officer
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.networks import is_inside

TOKEN_ACTS: Mapping[Act, str] = {
    Act.EDIT_MANUAL: "เขียนร่างคู่มือ ส่งขออนุมัติ และปักหมุดคู่มือ (อนุมัติไม่ได้)",
    Act.EDIT_POINT: "แก้จุดให้บริการ เวลาทำการ การปิดและย้าย และปักหมุดที่จุด",
    Act.REPORT: "ส่งรายงานธุรกรรมและเรื่องล่าช้า",
    Act.VIEW: "อ่านข้อมูลในระบบงานของหน่วยงาน",
    Act.ADMINISTER: "ดูแลปลายทาง webhook ของหน่วยงาน",
}
"""What a program may be allowed, with the words an officer chooses it by. Approving is not."""
MARK = "igt"
LONGEST_NAME = 100
LONGEST_KEY = 100
MOST_DAYS = 366
MOST_LIVE = 20
MOST_NETWORKS = 20
PRESSED_AGAIN = timedelta(seconds=10)
BETWEEN_NOTES = timedelta(minutes=1)
ANSWERS_KEPT = timedelta(days=7)
_SECRET = re.compile(rf"{MARK}_[0-9a-f]{{8}}_[A-Za-z0-9_-]{{20,80}}", re.ASCII)


class OtherRequestError(ValueError):
    """The same ``Idempotency-Key`` came with another request."""


class OtherNetworkError(ValueError):
    """The secret is good, but not from where it was called."""


@dataclass(frozen=True)
class Caller:
    """A program that was let in: its token and what it may do."""

    token: AgencyToken
    rights: Rights


@transaction.atomic
def make_token(
    *,
    officer: Officer,
    name: str,
    acts: Collection[str],
    expires_on: date,
    networks: Collection[str] = (),
) -> tuple[AgencyToken, str]:
    """Make a token for an officer's own rights; return it with its secret, told this once.

    With ``networks`` it opens only from there. One alike that was made a moment ago and used by
    nobody ends: a button is often pressed twice, and then only the second answer is seen.

    Raises:
        RefusedError: no name, an act that she has not or that no program may have, a last day
            that is past or more than a year away, no network, or too many tokens already.
    """
    called, today = " ".join(name.split())[:LONGEST_NAME], bangkok_now().date()
    if not called:
        raise RefusedError("ตั้งชื่อให้รู้ว่าโปรแกรมใดใช้ เช่น ระบบรับคำขอของกรม")
    officer = held_officer(officer.pk)
    rights = Rights.of(officer, today)
    chosen = [act for act in TOKEN_ACTS if act in acts]
    if not chosen or len(chosen) != len(set(acts)) or not all(map(rights.can, chosen)):
        raise RefusedError("เลือกสิ่งที่โปรแกรมทำได้อย่างน้อยหนึ่งอย่าง จากสิทธิที่คุณมี")
    if not today <= expires_on <= today + timedelta(days=MOST_DAYS):
        raise RefusedError("วันสุดท้ายที่ใช้ได้ต้องเป็นวันนี้ถึงหนึ่งปีข้างหน้า")
    places = read_networks(networks)
    live = AgencyToken.objects.filter(officer=officer, revoked_at=None, expires_on__gte=today)
    for unseen in live.filter(
        name=called,
        expires_on=expires_on,
        last_used_at=None,
        created_at__gt=timezone.now() - PRESSED_AGAIN,
    ):
        if (unseen.acts, unseen.networks) == ([str(act) for act in chosen], places):
            _end(unseen, officer)
    if live.count() >= MOST_LIVE:
        raise RefusedError(f"มีโทเค็นที่ใช้ได้ครบ {MOST_LIVE} รายการแล้ว เพิกถอนที่ไม่ใช้ก่อน")
    prefix = f"{MARK}_{secrets.token_hex(4)}"
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    token = AgencyToken.objects.create(
        officer=officer,
        name=called,
        prefix=prefix,
        digest=_digest(secret),
        acts=[str(act) for act in chosen],
        networks=places,
        expires_on=expires_on,
    )
    audit.record(
        actor=officer.audit_name,
        verb="make_token",
        target="token",
        target_id=token.pk,
        detail={
            "prefix": prefix,
            "acts": token.acts,
            "networks": places,
            "expires_on": expires_on.isoformat(),
        },
    )
    return token, secret


def read_networks(texts: Collection[str]) -> list[str]:
    """Return networks as they are kept; an address stands for itself alone.

    Raises:
        RefusedError: one of them is no network, or there are too many.
    """
    found: dict[str, None] = {}
    for text in texts:
        try:
            found[str(ip_network(text.strip(), strict=False))] = None
        except ValueError as error:
            raise RefusedError(
                f"“{text[:50]}” ไม่ใช่เครือข่าย เขียนเช่น 203.0.113.0/24 หรือ 203.0.113.7"
            ) from error
    if len(found) > MOST_NETWORKS:
        raise RefusedError(f"ใส่เครือข่ายได้ไม่เกิน {MOST_NETWORKS} เครือข่าย")
    return list(found)


def revocable_tokens(rights: Rights) -> QuerySet[AgencyToken]:
    """Return the tokens that she may end: her own, and those of officers she administers."""
    hers = rights.officers().order_by().values("pk")
    return AgencyToken.objects.filter(Q(officer=rights.officer) | Q(officer__in=hers))


@transaction.atomic
def revoke_token(*, rights: Rights, token_id: int) -> AgencyToken:
    """End a token now.

    Raises:
        RefusedError: it is not hers to end, or has ended already.
    """
    tokens = revocable_tokens(rights).select_for_update(of=("self",))
    token = tokens.filter(pk=token_id).first()
    if token is None:
        raise RefusedError("โทเค็นนี้ไม่ใช่ของคุณหรือของเจ้าหน้าที่ที่คุณดูแล")
    if token.revoked_at is not None:
        raise RefusedError("โทเค็นนี้เพิกถอนไปแล้ว")
    _end(token, rights.officer)
    return token


def _end(token: AgencyToken, by: Officer) -> None:
    token.revoked_at, token.revoked_by = timezone.now(), by
    token.save(update_fields=["revoked_at", "revoked_by"])
    audit.record(
        actor=by.audit_name,
        verb="revoke_token",
        target="token",
        target_id=token.pk,
        detail={"prefix": token.prefix, "officer": token.officer_id},
    )


def caller_with(secret: str, address: str = "") -> Caller | None:
    """Return who calls with a secret, if it opens anything now; notes that it was used.

    ``address`` is the internet address from which it came.

    Raises:
        OtherNetworkError: the token opens only from other networks.
    """
    if not _SECRET.fullmatch(secret):
        return None
    prefix = secret[: secret.index("_", len(MARK) + 1)]
    token = AgencyToken.objects.select_related("officer").filter(prefix=prefix).first()
    if token is None or not hmac.compare_digest(token.digest, _digest(secret)):
        return None
    if not token.officer.is_active or not token.is_live(bangkok_now().date()):
        return None
    if token.networks and not is_inside(address, token.networks):
        raise OtherNetworkError(token.prefix)
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at <= now - BETWEEN_NOTES:
        AgencyToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return Caller(token, rights_of(token))


def rights_of(token: AgencyToken) -> Rights:
    """Return what a program may do now: what its officer may, and of that the acts of its token.

    A token that ended opens nothing.
    """
    is_live = token.is_live(bangkok_now().date())
    acts = [act for act in TOKEN_ACTS if act in token.acts] if is_live else []
    return Rights.of(token.officer).limited_to(acts)


def is_answered(*, token: AgencyToken, key: str, request_digest: str) -> bool:
    """Whether ``answer_once`` would only repeat an answer: there is nothing to prepare.

    Raises:
        OtherRequestError: the key was used for another request.
    """
    kept = TokenAnswer.objects.filter(token=token, key=key).first()
    if kept is not None and kept.request_digest != request_digest:
        raise OtherRequestError(key)
    return kept is not None


@transaction.atomic
def answer_once(
    *, token: AgencyToken, key: str, request_digest: str, do: Callable[[], tuple[int, Any]]
) -> tuple[int, Any]:
    """Do what a request asks and keep the answer, or return what it was answered before.

    The answer is kept in the transaction of the act: a request whose answer was lost on the way may
    be sent again. Of two that come together one waits for the other. A refusal keeps nothing.

    Raises:
        OtherRequestError: the key was used for another request.
    """
    kept, is_new = TokenAnswer.objects.get_or_create(
        token=token, key=key, defaults={"request_digest": request_digest}
    )
    if kept.request_digest != request_digest:
        raise OtherRequestError(key)
    if is_new:
        kept.status, kept.body = do()
        kept.save(update_fields=["status", "body"])
    return kept.status, kept.body


def forget_answers() -> int:
    """Remove kept answers that nobody will ask for again; returns how many."""
    removed, _details = TokenAnswer.objects.filter(
        created_at__lt=timezone.now() - ANSWERS_KEPT
    ).delete()
    return removed


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
