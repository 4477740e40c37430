"""The first page: what waits for an officer; and her rights in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import DUTIES, Role
from infogo.accounts.words import grant_words
from infogo.core.dates import short_date
from infogo.office.pages.todo import Todo, todo_list


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


@dataclass(frozen=True)
class HomePage:
    """The page's content; ``administrators`` are whom to ask when there is nothing she may do."""

    officer: Officer
    agency: str
    has_grants: bool
    administrators: Sequence[str]
    todo: Todo | None


def home_page(rights: Rights) -> HomePage:
    """Return the page of the officer herself: what waits for her."""
    officer, has_grants = rights.officer, bool(rights.grants)
    return HomePage(
        officer=officer,
        agency=officer.agency.name_th if officer.agency else "",
        has_grants=has_grants,
        administrators=() if has_grants else administrators_of(rights),
        todo=todo_list(rights) if has_grants else None,
    )


def own_grants(rights: Rights) -> Sequence[GrantLine]:
    """Return what she may do now, in words."""
    held = Grant.objects.active(rights.on).filter(officer=rights.officer).order_by("pk")
    return [grant_line(grant, rights) for grant in held.select_related("agency").with_counts()]


def administrators_of(rights: Rights) -> Sequence[str]:
    """Return who may give rights at her agency, nearest first, at most five."""
    if rights.officer.agency_id is None:
        return ()
    paths = rights.officer.agency.paths_up.values_list("ancestor_id", "depth")  # type: ignore[union-attr]
    depths = dict(paths)
    found = (
        Grant.objects.active(rights.on)
        .filter(role=Role.AGENCY_ADMIN, agency_id__in=depths, officer__is_active=True)
        .exclude(officer=rights.officer)
        .select_related("officer")
    )
    near = [grant for grant in found if grant.whole_subtree or depths[grant.agency_id or 0] == 0]
    near.sort(key=lambda grant: (depths[grant.agency_id or 0], grant.officer.sort_key))
    return [f"{grant.officer.name_th} ({grant.officer.email})" for grant in near[:5]]


def grant_line(grant: Grant, rights: Rights, *, can_end: bool = False) -> GrantLine:
    """Put a grant, read ``with_counts``, into words."""
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
