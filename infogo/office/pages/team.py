"""Officers of one's agencies and what each may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import CENTRAL_ROLES, Act
from infogo.accounts.services import RefusedError
from infogo.accounts.tokens import revocable_tokens
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import short_date
from infogo.core.written import asked_words
from infogo.office.pages.account import SignInLine, history_of
from infogo.office.pages.tokens import TokenLine, token_lines
from infogo.workspace.grants import GrantLine, grant_line, words_of

PAGE_SIZE = 30
MOST_WORDS = 3
MOST_AGENCIES = 30


@dataclass(frozen=True)
class OfficerLine:
    """One officer in the list."""

    id: int
    name: str
    agency: str
    state: str
    state_kind: str
    rights: Sequence[str]
    more: int
    last_used: datetime | None


@dataclass(frozen=True)
class TeamPage:
    """The list's content."""

    query: str
    total: int
    officers: Sequence[OfficerLine]
    number: int
    pages: int
    can_invite: bool


@dataclass(frozen=True)
class OfficerPage:
    """One officer's page."""

    officer: Officer
    agency: str
    state: str
    state_kind: str
    is_self: bool
    grants: Sequence[GrantLine]
    past: Sequence[GrantLine]
    can_give: bool
    can_leave: bool
    is_central: bool
    can_invite_again: bool
    sign_ins: Sequence[SignInLine]
    tokens: Sequence[TokenLine]


@dataclass(frozen=True)
class AgencyOption:
    """An agency that can be chosen."""

    id: int
    name: str
    checked: bool = False


@dataclass(frozen=True)
class InvitePage:
    """Where the invited officer may work: ``total`` agencies match, the first are shown."""

    query: str
    agencies: Sequence[AgencyOption]
    total: int


def team_page(rights: Rights, query: str, page: str) -> TeamPage:
    """List the officers whose rights she administers."""
    found = rights.officers()
    words = asked_words(query)
    if words:
        found = found.filter(
            Q(name_th__icontains=words)
            | Q(email__icontains=words)
            | Q(agency__name_th__icontains=words)
        )
    running = rights.given_grants().not_over(rights.on).select_related("agency").with_counts()
    found = (
        found.select_related("agency")
        .annotate(is_gone=Q(left_on__isnull=False))
        .prefetch_related(Prefetch("grants", queryset=running, to_attr="running"))
        .order_by("is_gone", "sort_key", "pk")
    )
    shown: Page[Any] = Paginator(found, PAGE_SIZE).get_page(page)
    return TeamPage(
        query=words,
        total=shown.paginator.count,
        officers=[_officer_line(officer) for officer in shown.object_list],
        number=shown.number,
        pages=shown.paginator.num_pages,
        can_invite=True,
    )


def officer_page(rights: Rights, officer: Officer) -> OfficerPage:
    """Show one officer: only the grants that the reader administers."""
    grants = rights.given_grants().filter(officer=officer).select_related("agency").with_counts()
    running: list[GrantLine] = []
    past: list[GrantLine] = []
    is_self = officer.pk == rights.officer.pk
    endable = set(rights.endable_grants().filter(officer=officer).values_list("pk", flat=True))
    for grant in grants:
        line = grant_line(grant, rights, can_end=not is_self and grant.pk in endable)
        is_over = grant.is_ended or (grant.valid_until or rights.on) < rights.on
        (past if is_over else running).append(line)
    state, kind = _state(officer)
    is_hers = _administers(rights, officer.agency)
    is_central = officer.grants.not_over(rights.on).filter(role__in=CENTRAL_ROLES).exists()
    return OfficerPage(
        officer=officer,
        agency=officer.agency.name_th if officer.agency else "ไม่ระบุหน่วยงาน",
        state=state,
        state_kind=kind,
        is_self=is_self,
        grants=running,
        past=past,
        can_give=not is_self and officer.left_on is None,
        can_leave=not is_self and officer.left_on is None and is_hers and not is_central,
        is_central=is_central and rights.everywhere(Act.ADMINISTER),
        can_invite_again=officer.is_invited and is_hers and _is_there(officer.agency),
        sign_ins=history_of(officer),
        tokens=token_lines(revocable_tokens(rights).filter(officer=officer), rights.on),
    )


def invite_page(rights: Rights, query: str, chosen: object) -> InvitePage:
    """Offer the agencies in which she may employ somebody."""
    found = agencies_to_choose(rights, query)
    wanted = agency_shown_first(rights, chosen)
    options = agency_options(found, wanted)
    return InvitePage(query=asked_words(query), agencies=options, total=found.count())


def agencies_to_choose(rights: Rights, query: str) -> QuerySet[Agency]:
    """Return the living agencies of her scope whose name holds the words."""
    found = rights.agencies(Act.ADMINISTER).filter(status=AgencyStatus.ACTIVE)
    words = asked_words(query)
    return found.filter(name_th__icontains=words) if words else found


def agency_shown_first(rights: Rights, chosen: object) -> int | None:
    """Return the agency that was chosen in a form, or her own while none was."""
    text = str(chosen or "")
    is_one = text.isdecimal() and len(text) <= len(str(LARGEST_ID))
    return int(text) if is_one else rights.officer.agency_id


def agency_options(found: QuerySet[Agency], wanted: int | None) -> list[AgencyOption]:
    """Return the first agencies, the wanted one before all others and chosen."""
    rows = list(found.order_by("sort_key").values_list("pk", "name_th")[:MOST_AGENCIES])
    if wanted is not None and wanted not in dict(rows):
        rows = [*found.filter(pk=wanted).values_list("pk", "name_th"), *rows][:MOST_AGENCIES]
    only = len(rows) == 1
    return [AgencyOption(pk, name, checked=only or pk == wanted) for pk, name in rows]


def employer(rights: Rights, agency_id: int | None) -> Agency:
    """Return the agency chosen for a new officer.

    Raises:
        RefusedError: none was chosen, or it is not hers to choose.
    """
    found = rights.agencies(Act.ADMINISTER).filter(pk=agency_id or 0).first()
    if found is None:
        raise RefusedError("เลือกหน่วยงานที่เจ้าหน้าที่สังกัด")
    return found


def _officer_line(officer: Any) -> OfficerLine:
    state, kind = _state(officer)
    running: list[Grant] = officer.running
    return OfficerLine(
        id=officer.pk,
        name=officer.name_th,
        agency=officer.agency.name_th if officer.agency else "",
        state=state,
        state_kind=kind,
        rights=[words_of(grant) for grant in running[:MOST_WORDS]],
        more=max(0, len(running) - MOST_WORDS),
        last_used=officer.last_login,
    )


def _state(officer: Officer) -> tuple[str, str]:
    if officer.left_on is not None:
        return f"พ้นจากหน่วยงาน {short_date(officer.left_on)}", "neutral"
    if officer.is_invited:
        return "รอตอบรับคำเชิญ", "warning"
    return "ใช้งานอยู่", "success"


def _is_there(agency: Agency | None) -> bool:
    return agency is None or agency.status == AgencyStatus.ACTIVE


def _administers(rights: Rights, agency: Agency | None) -> bool:
    if agency is None:
        return rights.everywhere(Act.ADMINISTER)
    return rights.agencies(Act.ADMINISTER).filter(pk=agency.pk).exists()
