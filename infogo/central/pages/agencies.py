"""Every agency of the country, and one of them as the centre looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from infogo.accounts.models import Grant
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, Role
from infogo.agencies.facts import SCHEMES
from infogo.agencies.models import Agency, AgencyPath, AgencyStatus
from infogo.agencies.selectors import ancestors_of, children_of
from infogo.care.finding import without_admin
from infogo.care.rules import RULES
from infogo.central.pages.care_parts import (
    Portion,
    number_in,
    portion,
    words_in,
)
from infogo.core.dates import bangkok_now, short_date
from infogo.core.written import phones_text
from infogo.display.filters import DOT
from infogo.insights.tallies import Totals, totals_of
from infogo.mergers.finding import agencies_named
from infogo.mergers.models import MergedAgency, Merger
from infogo.mergers.services.tree import KINDS
from infogo.taxonomy.selectors import terms_in_force
from infogo.workspace.agency_picker import Picker, pick_agency, where_words
from infogo.workspace.grants import GrantLine, grant_line

PAGE_SIZE = 30
MOST_CHILDREN = 30
LONGEST_NAME = 100
"""Of an agency, as the list of manuals is narrowed by it."""
NO_ADMIN = "no-admin"
SHOWS = {
    "": "ที่ดำเนินงานอยู่",
    NO_ADMIN: "ที่ยังไม่มีผู้ดูแล",
    AgencyStatus.MERGED.value: "ที่รวมกับหน่วยงานอื่นแล้ว",
    AgencyStatus.CLOSED.value: "ที่เลิกแล้ว",
}


@dataclass(frozen=True)
class AgencyLine:
    """One agency of the list."""

    id: int
    name: str
    where: str
    state: str


@dataclass(frozen=True)
class AgencyList:
    """The list's content; ``shows`` are (value, label, current) of what can be listed."""

    query: str
    show: str
    shows: Sequence[tuple[str, str, bool]]
    is_guess: bool
    part: Portion


@dataclass(frozen=True)
class AgencyPage:
    """One agency; numbers with ``_below`` count everything in and below it."""

    agency: Agency
    state: str
    into: Agency | None
    can_administer: bool
    above: Sequence[Agency]
    children: Sequence[Agency]
    children_total: int
    facts: Sequence[tuple[str, str]]
    admins: Sequence[GrantLine]
    admins_above: Sequence[tuple[str, str]]
    grants: int
    grants_below: int
    numbers: Sequence[tuple[str, int | None, int | None, str]]
    counted_on: date | None
    mergers: Sequence[Merger]


@dataclass(frozen=True)
class GrantsPage:
    """Rights over an agency and everything below it."""

    agency: Agency
    query: str
    role: str
    roles: Sequence[tuple[str, str, bool]]
    part: Portion


def agency_list(data: QueryDict) -> AgencyList:
    """List the agencies that fit what was asked for."""
    query, show = words_in(data), data.get("show", "")
    show = show if show in SHOWS else ""
    found, is_guess = agencies_named(query, _shown(show))
    if not is_guess:
        found = found.order_by("sort_key", "pk")
    path = reverse("central:agencies")
    part = portion(
        found.select_related("parent", "province"), data.get("page", ""), PAGE_SIZE, path,
        [("q", query), ("show", show)],
    )  # fmt: skip
    lines = [
        AgencyLine(agency.pk, agency.name_th, where_words(agency), _state(agency))
        for agency in part.rows
    ]
    return AgencyList(
        query=query,
        show=show,
        shows=[(value, label, value == show) for value, label in SHOWS.items()],
        is_guess=is_guess,
        part=Portion(lines, part.total, part.number, part.pages, part.base),
    )


def agency_page(rights: Rights, agency: Agency) -> AgencyPage:
    """Show one agency as the centre looks after it."""
    held = _running(rights).filter(agency=agency, role=Role.AGENCY_ADMIN)
    children = children_of(agency)
    own = totals_of(Agency.objects.filter(pk=agency.pk))
    below = totals_of(_below(agency))
    mergers = Merger.objects.filter(
        Q(into=agency)
        | Q(pk__in=MergedAgency.objects.filter(agency=agency).order_by().values("merger_id"))
    )
    return AgencyPage(
        agency=agency,
        state=_state(agency),
        into=agency.merged_into,
        can_administer=rights.everywhere(Act.ADMINISTER),
        above=ancestors_of(agency),
        children=list(children.order_by("sort_key", "pk")[:MOST_CHILDREN]),
        children_total=Agency.objects.filter(parent=agency, status=AgencyStatus.ACTIVE).count(),
        facts=_facts(agency),
        admins=[
            grant_line(grant, rights, can_end=True, officer=grant.officer.name_th) for grant in held
        ],
        admins_above=_admins_above(agency),
        grants=_running(rights).filter(agency=agency).order_by().count(),
        grants_below=_running(rights).filter(agency__in=_below(agency)).order_by().count(),
        numbers=_numbers(agency, own, below),
        counted_on=timezone.localdate(below.counted_at) if below.counted_at else None,
        mergers=list(mergers.select_related("into")),
    )


def grants_page(rights: Rights, agency: Agency, data: QueryDict) -> GrantsPage:
    """List the running rights over an agency and all below it, by agency and officer."""
    query, role = words_in(data), data.get("role", "")
    role = role if role in Role.values else ""
    found = _running(rights).filter(agency__in=_below(agency))
    if role:
        found = found.filter(role=role)
    if query:
        found = found.filter(
            Q(officer__name_th__icontains=query)
            | Q(officer__email__icontains=query)
            | Q(agency__name_th__icontains=query)
        )
    path = reverse("central:agency_grants", args=[agency.pk])
    part = portion(
        found.order_by("agency__sort_key", "officer__sort_key", "pk"),
        data.get("page", ""), PAGE_SIZE, path, [("q", query), ("role", role)],
    )  # fmt: skip
    rows = [(grant, grant_line(grant, rights, can_end=True)) for grant in part.rows]
    roles = [("", "ทุกหน้าที่", not role)]
    roles += [(one.value, str(one.label), one.value == role) for one in Role
              if not one.value.startswith("central_")]  # fmt: skip
    return GrantsPage(
        agency=agency,
        query=query,
        role=role,
        roles=roles,
        part=Portion(rows, part.total, part.number, part.pages, part.base),
    )


def parent_picker(data: QueryDict, agency: Agency | None = None) -> Picker:
    """Offer the agencies under which one may stand."""
    chosen = number_in(data, "parent") or (agency.parent_id if agency else 0) or 0
    without: list[int] = []
    if agency is not None:
        below = AgencyPath.objects.filter(ancestor=agency)
        without = list(below.values_list("descendant_id", flat=True))
    return pick_agency(words_in(data), chosen, without)


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of agencies in force, as choices."""
    terms = terms_in_force([KINDS], bangkok_now().date())[KINDS]
    return [(code, term.label_th) for code, term in terms.items()]


def _shown(show: str) -> QuerySet[Agency]:
    if show == NO_ADMIN:
        return without_admin(bangkok_now().date())
    return Agency.objects.filter(status=show or AgencyStatus.ACTIVE)


def _state(agency: Agency) -> str:
    return "" if agency.status == AgencyStatus.ACTIVE else str(AgencyStatus(agency.status).label)


def _below(agency: Agency) -> QuerySet[Agency]:
    below = AgencyPath.objects.filter(ancestor=agency).values("descendant_id")
    return Agency.objects.filter(pk__in=below)


def _running(rights: Rights) -> QuerySet[Grant]:
    return (
        Grant.objects.not_over(rights.on).select_related("officer", "agency").with_counts()
    ).order_by("pk")


def _facts(agency: Agency) -> list[tuple[str, str]]:
    kinds = dict(kind_choices())
    names = [row.name_th for row in agency.former_names.order_by("pk")]
    codes = [
        f"{SCHEMES.get(code.scheme, code.scheme)}: {code.code}"
        for code in agency.codes.order_by("scheme", "code")
    ]
    return [
        ("ประเภท", kinds.get(agency.kind, agency.kind)),
        ("ชื่อภาษาอังกฤษ", agency.name_en),
        ("ชื่อย่อ", agency.abbreviation),
        ("ชื่อเดิม", DOT.join(names)),
        ("จังหวัดที่ตั้ง", agency.province.name_th if agency.province else ""),
        ("ที่อยู่", agency.address),
        ("โทรศัพท์", phones_text(agency.phones).replace("\n", DOT)),
        ("อีเมล", agency.email),
        ("เว็บไซต์", agency.website),
        ("รหัส", DOT.join(codes)),
        ("หน่วยงานยืนยันข้อมูลล่าสุด", short_date(agency.checked_on) if agency.checked_on else ""),
    ]


def _admins_above(agency: Agency) -> list[tuple[str, str]]:
    """Return name and agency of those who administer it from above, nearest first, at most 5."""
    paths = AgencyPath.objects.filter(descendant=agency, depth__gt=0)
    depths = dict(paths.values_list("ancestor_id", "depth"))
    held = Grant.objects.active(bangkok_now().date()).filter(
        role=Role.AGENCY_ADMIN, whole_subtree=True, agency__in=depths, officer__is_active=True
    )
    found = sorted(
        held.select_related("officer", "agency"),
        key=lambda grant: (depths[grant.agency_id or 0], grant.officer.sort_key),
    )
    return [
        (grant.officer.name_th, grant.agency.name_th if grant.agency else "") for grant in found[:5]
    ]


def _numbers(
    agency: Agency, own: Totals, below: Totals
) -> list[tuple[str, int | None, int | None, str]]:
    """Return label, own and whole number, and where the rows behind it are.

    Numbers are ``None`` where nothing was counted yet.
    """
    errors = {rule.tally: rule.id for rule in RULES if rule.tally}
    query = f"?{urlencode({'agency': agency.pk})}"
    points = f"{reverse('office:points')}{query}"
    named = {"office": agency.name_th[:LONGEST_NAME], "state": "published"}
    manuals = f"{reverse('office:manuals')}?{urlencode(named)}"
    names = {
        "manuals": ("คู่มือที่ประชาชนอ่านได้", manuals),
        "manuals_without_point": ("คู่มือที่ไม่มีจุดให้บริการ", ""),
        "manuals_unchecked": ("คู่มือที่ไม่ได้ทบทวนเกิน 1 ปี", ""),
        "points": ("จุดให้บริการ", points),
        "points_without_manual": ("จุดให้บริการที่ไม่มีคู่มือ", ""),
        "points_uncertain": ("จุดที่พิกัดหรือเวลาทำการไม่แน่นอน", ""),
        "pins_unconfirmed": ("หมุดที่ไม่มีใครยืนยันใน 1 ปี", ""),
    }
    return [
        (
            label,
            getattr(own.tally, name) if own.counted_at else None,
            getattr(below.tally, name) if below.counted_at else None,
            href or f"{reverse('central:quality_rule', args=[errors[name]])}{query}",
        )
        for name, (label, href) in names.items()
    ]
