"""Agencies in the workspace: those whose data she keeps, and one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.errors import AgencyConflictError
from infogo.agencies.facts import SCHEMES, WRITTEN_FIELDS, written_codes, written_facts
from infogo.agencies.models import Agency, AgencyFormerName, AgencyStatus
from infogo.agencies.services import TOLD_AS, Part, version_of
from infogo.core.written import asked_words, phones_text
from infogo.geo.coordinates import Position
from infogo.geo.models import CoordinateQuality
from infogo.office.pages.changes import (
    ChangeLine,
    ConflictPage,
    conflict_page,
    last_change_of,
    last_changes,
)
from infogo.office.pages.point_words import CHECK_EVERY, NOTHING, Said

PAGE_SIZE = 30
MOST_COUNTED = 1500
PARTS = {
    Part.FACTS: "ชื่อและติดต่อ",
    Part.POSITION: "พิกัด",
    Part.CODES: "รหัสหน่วยงาน",
}


@dataclass(frozen=True)
class AgencyLine:
    """One agency of the list."""

    id: int
    name: str
    lacks: Sequence[str]


@dataclass(frozen=True)
class AgenciesPage:
    """The list's content; ``is_capped`` says that more match than are counted."""

    query: str
    agencies: Sequence[AgencyLine]
    total: int
    is_capped: bool
    number: int
    pages: int
    base: str


@dataclass(frozen=True)
class AgencyView:
    """What stands beside the form of an agency."""

    agency: Agency
    codes: Sequence[Said]
    position: str
    can_edit_codes: bool
    is_check_due: bool
    public_href: str
    points_href: str
    changes: Sequence[ChangeLine]


def agencies_page(rights: Rights, query: str, page: str) -> AgenciesPage:
    """List the living agencies whose data she keeps."""
    words = asked_words(query)
    found = rights.agencies(Act.EDIT_AGENCY).filter(status=AgencyStatus.ACTIVE)
    if words:
        former = AgencyFormerName.objects.filter(agency=OuterRef("pk"), name_th__icontains=words)
        found = found.filter(Q(name_th__icontains=words) | Q(abbreviation=words) | Exists(former))
    ids = list(found.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])
    total = min(len(ids), MOST_COUNTED)
    pages = max(1, -(-total // PAGE_SIZE))
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    number = min(max(1, number), pages)
    rows = found.order_by("sort_key", "pk")[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return AgenciesPage(
        query=words,
        agencies=[AgencyLine(row.pk, row.name_th, _lacks(row, rights)) for row in rows],
        total=total,
        is_capped=len(ids) > MOST_COUNTED,
        number=number,
        pages=pages,
        base=f"{reverse('office:agencies')}?{urlencode([('q', words), ('page', '')])}",
    )


def agency_view(rights: Rights, agency: Agency) -> AgencyView:
    """Return what stands beside the form."""
    return AgencyView(
        agency=agency,
        codes=_codes(written_codes(agency)),
        position=_position(agency),
        can_edit_codes=rights.everywhere(Act.EDIT_AGENCY),
        is_check_due=_is_check_due(agency, rights),
        public_href=reverse("www:agency", args=[agency.pk]),
        points_href=f"{reverse('office:points')}?agency={agency.pk}",
        changes=last_changes("agency", agency.pk),
    )


def agency_conflict(conflict: AgencyConflictError, part: Part, sent: QueryDict) -> ConflictPage:
    """Set what she wanted to save beside what somebody else saved."""
    agency = Agency.objects.get(pk=conflict.agency.pk)
    return conflict_page(
        title=f"{PARTS[part]}ของ{agency.name_th}",
        back=reverse("office:agency_edit", args=[agency.pk]),
        change=last_change_of("agency", agency.pk, TOLD_AS[part]),
        mine=_mine(part, conflict.mine),
        theirs=_theirs(part, agency),
        sent=sent,
        seen=version_of(agency, part),
    )


def typed_position(agency: Agency) -> str:
    """Return the position of the office itself as it is typed; nothing for a guess."""
    if agency.coordinate_quality != CoordinateQuality.OFFICE or agency.lat is None:
        return ""
    return Position(agency.lat, agency.lng or 0).text


def _lacks(agency: Agency, rights: Rights) -> list[str]:
    lacks = [] if agency.phones else ["ยังไม่มีโทรศัพท์"]
    lacks += [] if agency.address else ["ยังไม่มีที่อยู่"]
    return [*lacks, "ไม่ได้ตรวจเกิน 12 เดือน"] if _is_check_due(agency, rights) else lacks


def _is_check_due(agency: Agency, rights: Rights) -> bool:
    return agency.checked_on is None or agency.checked_on < rights.on - CHECK_EVERY


def _position(agency: Agency) -> str:
    if agency.lat is None or agency.lng is None:
        return NOTHING
    label = CoordinateQuality(agency.coordinate_quality).label
    return f"{Position(agency.lat, agency.lng).text} ({label})"


def _mine(part: Part, changes: Mapping[str, Any]) -> list[Said]:
    if part is Part.FACTS:
        texts = {**changes, "phones": phones_text(changes["phones"])}
        texts["former_names"] = ", ".join(changes["former_names"])
        return [Said(label, str(texts[name])) for name, label in WRITTEN_FIELDS.items()]
    if part is Part.CODES:
        return _codes({scheme: "\n".join(codes) for scheme, codes in changes.items()})
    shown = Agency(**{name: changes[name] for name in ("lat", "lng", "coordinate_quality")})
    return [Said("พิกัด", _position(shown))]


def _theirs(part: Part, agency: Agency) -> list[Said]:
    if part is Part.FACTS:
        texts = written_facts(agency)
        texts["former_names"] = ", ".join(texts["former_names"].split("\n"))
        return [Said(label, texts[name]) for name, label in WRITTEN_FIELDS.items()]
    if part is Part.CODES:
        return _codes(written_codes(agency))
    return [Said("พิกัด", _position(agency))]


def _codes(texts: Mapping[str, str]) -> list[Said]:
    return [
        Said(SCHEMES.get(scheme, scheme), ", ".join(text.split("\n")))
        for scheme, text in texts.items()
    ]
