"""คุณบอก เราปรับ: what officers told citizens they changed, and what they may tell next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import short_date
from infogo.display.filters import DOT
from infogo.manuals.models import Manual
from infogo.manuals.selectors import editions, holder_of_editions, in_use
from infogo.office.pages.rating_room import Tab, room_tabs
from infogo.office.pages.ratings import hers_to_filter
from infogo.ratings.models import Improvement

MOST = 100
MOST_MANUALS = 30
MOST_EDITIONS = 12
NOT_IN_MANUAL = 0
"""Instead of an edition: what changed is the service, not the text."""


@dataclass(frozen=True)
class ImprovementLine:
    """One improvement; ``diff_href`` shows word by word what its edition changed."""

    id: int
    theme: str
    change: str
    manual: str
    agency: str
    on: date
    edition: str
    diff_href: str
    is_withdrawn: bool
    is_simulated: bool


@dataclass(frozen=True)
class ManualChoice:
    """A manual of hers that an improvement may be about."""

    id: int
    title: str
    agency: str


@dataclass(frozen=True)
class ImprovementsPage:
    """The list, newest first; ``has_simulated`` whether some of it is."""

    room: Sequence[Tab]
    lines: Sequence[ImprovementLine]
    has_simulated: bool


@dataclass(frozen=True)
class ChoosingPage:
    """Which manual it is about; without a search those that people rated."""

    query: str
    manuals: Sequence[ManualChoice]


@dataclass(frozen=True)
class EditionLink:
    """Where the words that an edition changed can be read."""

    words: str
    href: str


@dataclass(frozen=True)
class WritingPage:
    """The manual and its editions."""

    title: str
    agency: str
    editions: Sequence[tuple[int, str]]
    diffs: Sequence[EditionLink]
    is_follower: bool
    ratings_href: str


def improvements_to_handle(rights: Rights) -> QuerySet[Improvement]:
    """Return the improvements that she may withdraw, those withdrawn too."""
    act = Act.HANDLE_FEEDBACK
    return Improvement.objects.filter(
        Q(manual__in=rights.manuals(act).order_by().values("pk"))
        | Q(manual=None, agency__in=rights.agencies(act).order_by().values("pk"))
    )


def improvements_page(rights: Rights) -> ImprovementsPage:
    """Return what citizens were told."""
    found = improvements_to_handle(rights).select_related("manual__procedure", "agency")
    lines = [_line(one) for one in found[:MOST]]
    is_some = any(line.is_simulated for line in lines)
    return ImprovementsPage(room_tabs(rights, "improvements"), lines, is_some)


def choosing_page(rights: Rights, query: str) -> ChoosingPage:
    """Offer manuals to write about."""
    _points, rated = hers_to_filter(rights)
    found = in_use(rights.manuals(Act.HANDLE_FEEDBACK) if query else rated)
    if query:
        found = found.filter(procedure__name_th__icontains=query)
    rows = found.order_by("procedure__name_th", "pk").values_list(
        "pk", "procedure__name_th", "agency__name_th"
    )
    return ChoosingPage(query, [ManualChoice(*row) for row in rows[:MOST_MANUALS]])


def writing_page(manual: Manual) -> WritingPage:
    """Return the editions of a manual that an improvement can name, newest first.

    An agency that follows the standard manual has no editions of its own to name.
    """
    is_follower = holder_of_editions(manual).pk != manual.pk
    rows = [] if is_follower else editions(manual)[:MOST_EDITIONS]
    offered = [(row.number, _edition_words(row.number, row.published_at, row.note)) for row in rows]
    diffs = [
        EditionLink(f"ฉบับที่ {row.number}", _diff_href(manual.pk, row.number))
        for row in rows
        if row.number > 1
    ]
    return WritingPage(
        title=manual.procedure.name_th,
        agency=manual.agency.name_th,
        editions=[*offered, (NOT_IN_MANUAL, "ไม่ได้แก้คู่มือ ปรับที่การให้บริการ")],
        diffs=diffs,
        is_follower=is_follower,
        ratings_href=f"{reverse('office:ratings')}?manual={manual.pk}",
    )


def _edition_words(number: int, published_at: date | None, note: str) -> str:
    when = f" เผยแพร่ {short_date(published_at)}" if published_at else ""
    return f"ฉบับที่ {number}{when}{f'{DOT}{note}' if note else ''}"


def _line(one: Improvement) -> ImprovementLine:
    number = one.revision_number
    return ImprovementLine(
        id=one.pk,
        theme=one.theme,
        change=one.change,
        manual=one.manual.procedure.name_th if one.manual else "",
        agency=one.agency.name_th,
        on=one.published_on,
        edition=f"ฉบับที่ {number}" if number else "",
        diff_href=_diff_href(one.manual_id, number)
        if one.manual_id and number and number > 1
        else "",
        is_withdrawn=one.is_withdrawn,
        is_simulated=one.is_simulated,
    )


def _diff_href(manual_id: int, number: int) -> str:
    pair = urlencode({"from": number - 1, "to": number})
    return f"{reverse('office:manual_compare', args=[manual_id])}?{pair}"
