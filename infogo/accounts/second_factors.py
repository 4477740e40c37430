"""What second factors are kept under, and what an operator does when a key was lost.

Passkeys are public keys and depend on no secret of ours; codes of an app and recovery codes do.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet

from infogo.accounts.letters import queue_letter
from infogo.accounts.models import Officer
from infogo.accounts.services import RefusedError, note, read_reason
from infogo.core.locked import Box, Resealed, UnreadableError

BOX = Box(b"infogo second factor")
CODES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
LETTER = "มีการล้างรหัสยืนยันชั้นที่สองของบัญชีคุณ"
LETTER_TEXT = (
    f"{LETTER}\n\nเหตุผล: {{reason}}\n\n"
    "เข้าสู่ระบบด้วยรหัสผ่านหรือพาสคีย์ แล้วตั้งรหัสจากแอปใหม่ที่หน้าบัญชีของฉัน\n"
    "รหัสผ่าน พาสคีย์ งานร่าง และสิทธิของคุณยังอยู่ครบ\n\n"
    "ถ้าคุณไม่ได้ขอ ให้แจ้งผู้ดูแลของหน่วยงานทันที\n"
)


def reseal_second_factors() -> Resealed:
    """Keep every code under the first key of the settings; nothing is lost. Safe to run twice.

    ``unreadable`` names officers.
    """
    done = Resealed()
    for pk in _codes().order_by("pk").values_list("pk", flat=True):
        _reseal(pk, done)
    return done


@transaction.atomic
def reset_second_factor(*, email: str, reason: str) -> int:
    """Take away an officer's codes, from the command line; she sets up new ones.

    Her passkeys stay. Returns how many passkeys she still has.

    Raises:
        RefusedError: no reason is given, there is no such officer, or she has no codes.
    """
    why = read_reason(reason)
    officer = (
        Officer.objects.select_for_update(no_key=True).filter(email__iexact=email.strip()).first()
    )
    if officer is None:
        raise RefusedError("ไม่มีเจ้าหน้าที่อีเมลนี้")
    hers = Authenticator.objects.filter(user=officer)
    if not hers.filter(type__in=CODES).delete()[0]:
        raise RefusedError("เจ้าหน้าที่คนนี้ไม่มีรหัสจากแอปหรือรหัสสำรอง")
    note(None, "reset_second_factor", "officer", officer.pk, reason=why)
    body = LETTER_TEXT.format(reason=why)
    queue_letter(to=officer.email, subject=f"ติดต่อราชการ: {LETTER}", body=body)
    passkeys: int = hers.count()
    return passkeys


def unreadable_code(officer: Officer) -> str:
    """Return a code of an officer as it is kept, if no key opens any of hers; "" otherwise."""
    kept = [row.data[_place_of(row)] for row in _codes().filter(user=officer).order_by("pk")]
    return kept[0] if kept and not any(_is_readable(each) for each in kept) else ""


def _is_readable(kept: str) -> bool:
    try:
        BOX.open(kept)
    except UnreadableError:
        return False
    return True


def _place_of(row: Authenticator) -> str:
    """Return the name under which the data of a second factor holds what is locked."""
    return "secret" if row.type == Authenticator.Type.TOTP else "seed"


def _codes() -> QuerySet[Authenticator]:
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=CODES)
    return rows


@transaction.atomic
def _reseal(pk: int, done: Resealed) -> None:
    row = _codes().select_for_update().filter(pk=pk).first()
    if row is None:
        return
    name = _place_of(row)
    try:
        row.data = {**row.data, name: BOX.renewed(row.data[name])}
    except UnreadableError:
        done.unreadable.append(row.user_id)
        return
    row.save(update_fields=["data"])
    done.renewed += 1
