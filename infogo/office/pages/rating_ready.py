"""Ready texts of an agency for answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.office.pages.rating_room import Tab, room_tabs
from infogo.office.pages.team import AgencyOption, agency_options
from infogo.ratings.models import ReplyTemplate
from infogo.ratings.ready_texts import STARTERS


@dataclass(frozen=True)
class ReadyLine:
    """One text."""

    id: int
    title: str
    text: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True)
class ReadyPage:
    """The texts of one agency; ``agencies`` are those to choose from, when there are several."""

    room: Sequence[Tab]
    agency_id: int
    agency: str
    lines: Sequence[ReadyLine]
    agencies: Sequence[AgencyOption]
    total: int
    query: str
    starters: int


def ready_page(rights: Rights, agency: Agency, query: str) -> ReadyPage:
    """Return the texts of an agency of hers."""
    hers = rights.agencies(Act.HANDLE_FEEDBACK)
    found = hers.filter(name_th__icontains=query) if query else hers
    total = found.count()
    texts = ReplyTemplate.objects.filter(agency=agency)
    return ReadyPage(
        room=room_tabs(rights, "ready_texts"),
        agency_id=agency.pk,
        agency=agency.name_th,
        lines=[_line(text) for text in texts],
        agencies=agency_options(found, agency.pk) if total > 1 or query else (),
        total=total,
        query=query,
        starters=len(STARTERS),
    )


def agency_of(rights: Rights, number: str) -> Agency | None:
    """Return the agency that she asks for, or else her own, or the first of hers."""
    hers = rights.agencies(Act.HANDLE_FEEDBACK)
    is_id = number.isascii() and number.isdecimal() and len(number) < 16
    if is_id:
        return hers.filter(pk=int(number)).first()
    own = hers.filter(pk=rights.officer.agency_id or 0).first()
    return own or hers.order_by("sort_key", "pk").first()


def _line(text: ReplyTemplate) -> ReadyLine:
    return ReadyLine(
        id=text.pk,
        title=text.title,
        text=text.text,
        changed_by=name_in(text.changed_by),
        changed_at=timezone.localtime(text.changed_at),
    )
