"""Rights in words, as both signed-in faces list them."""

from __future__ import annotations

from dataclasses import dataclass

from infogo.accounts.models import Grant
from infogo.accounts.perms import Rights
from infogo.accounts.roles import DUTIES, Role
from infogo.accounts.words import grant_words
from infogo.core.dates import short_date


@dataclass(frozen=True)
class GrantLine:
    """One right in words."""

    id: int
    role: str
    words: str
    duty: str
    term: str
    state: str
    state_kind: str
    note: str = ""
    can_end: bool = False
    officer: str = ""


def grant_line(
    grant: Grant, rights: Rights, *, can_end: bool = False, officer: str = ""
) -> GrantLine:
    """Put a grant, read ``with_counts``, into words; ``officer`` names its holder in lists of
    several.
    """
    state, kind = _state(grant, rights)
    return GrantLine(
        id=grant.pk,
        role=str(Role(grant.role).label),
        words=words_of(grant),
        duty=DUTIES[grant.role],
        term=_term(grant),
        state=state,
        state_kind=kind,
        note=f"เหตุผล: {grant.end_reason}" if grant.end_reason else "",
        can_end=can_end and not grant.is_ended,
        officer=officer,
    )


def words_of(grant: Grant) -> str:
    """Say what a grant, read ``with_counts``, allows."""
    points: int | None = getattr(grant, "point_count", None)
    manuals: int | None = getattr(grant, "manual_count", None)
    return grant_words(grant, points or 0, manuals or 0)


def _term(grant: Grant) -> str:
    begins = f"ตั้งแต่ {short_date(grant.valid_from)}"
    if grant.valid_until is None:
        return f"{begins} ไม่มีกำหนดสิ้นสุด"
    return f"{begins} ถึง {short_date(grant.valid_until)}"


def _state(grant: Grant, rights: Rights) -> tuple[str, str]:
    if grant.is_ended:
        return "ยุติแล้ว", "neutral"
    if grant.valid_until is not None and grant.valid_until < rights.on:
        return "หมดอายุ", "neutral"
    if grant.valid_from > rights.on:
        return "ยังไม่เริ่ม", "info"
    return "ใช้ได้", "success"
