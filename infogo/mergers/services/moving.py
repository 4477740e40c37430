"""Moving what a merged agency has to its successor, some records at a time.

Each mover takes up what is still there, so that a portion may be lost at any moment: the next one
goes on where it was. What is closed stays where it happened; what is open goes along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Proposal
from infogo.accounts.roles import ROLES_OF_MANUALS, ROLES_OF_POINTS
from infogo.accounts.succession import succeed_grant
from infogo.agencies.models import Agency, AgencyStatus
from infogo.agencies.tree import place_under
from infogo.announcements.models import Announcement, Place
from infogo.articles.models import Article
from infogo.channels.models import AgencyEChannel, ChannelStatus
from infogo.core.dates import bangkok_now
from infogo.delays.models import DelayCase, Receipt
from infogo.editing.models import Draft
from infogo.editing.people import SYSTEM, Person
from infogo.files.models import StoredFile
from infogo.inspection.models import InspectionCase
from infogo.inspection.states import OPEN_STATES as OPEN_CASES
from infogo.manuals.models import Manual, ManualStatus, Procedure
from infogo.mergers.models import GrantFate, HandoverProposal, MovedRecords
from infogo.mergers.planning import (
    administrators,
    can_be_narrowed,
    clashing,
    fate_of,
    running_grants,
)
from infogo.mergers.services.clashes import hold_rivals, settle_clash
from infogo.mergers.services.passing_on import (
    count_rows,
    is_within,
    join_rows,
    like_grant,
    named_there,
)
from infogo.mergers.services.waiting import waiting_proposals
from infogo.points.models import ServicePoint
from infogo.ratings.models import Improvement, ReplyTemplate
from infogo.volumes.models import OPEN_STATES as OPEN_REPORTS
from infogo.volumes.models import MonthlyReport, ReportState


@dataclass(frozen=True)
class Move:
    """One agency on its way into another; ``why`` is read by officers and in the trail."""

    merger_id: int
    source: Agency
    into: Agency
    officer: Officer | None
    kept: frozenset[int]
    fates: dict[str, str]
    why: str

    @property
    def person(self) -> Person:
        """Who acts, in the words of drafts."""
        if self.officer is None:
            return SYSTEM
        return Person(id=f"officer {self.officer.pk}", name=self.officer.name_th)


Mover = Callable[[Move, int], list[int]]
"""Moves at most so many records and returns which; fewer than asked for: nothing is left."""


def _ids(rows: QuerySet[Any], most: int) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:most])


def hold(rows: QuerySet[Any]) -> None:
    """Hold records before the audit trail is held: everybody else takes them in this order."""
    tuple(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def hold_everything(sources: Sequence[Agency], into: Agency) -> None:
    """Hold what a merger will touch before the trail: procedures first, as who publishes does."""
    hold(Procedure.objects.filter(owner__in=sources))
    for source in sources:
        _hold_what_is_of(source, into)


def _hold_what_is_of(source: Agency, into: Agency) -> None:
    manuals = Manual.objects.filter(agency=source)
    hold_rivals(list(manuals.values_list("pk", flat=True)), into)
    for rows in (
        Draft.objects.filter(manual__in=manuals.order_by().values("pk")),
        ServicePoint.objects.filter(agency=source),
        waiting_proposals().filter(Q(source=source) | Q(into=source)),
        Article.objects.filter(agency=source),
        DelayCase.objects.filter(agency=source, decided_on=None),
        InspectionCase.objects.filter(agency=source, state__in=OPEN_CASES),
        MonthlyReport.objects.filter(agency__in=[source, into], state__in=OPEN_REPORTS),
        AgencyEChannel.objects.filter(agency=source),
        Receipt.objects.filter(agency=source, finished_on=None, voided_at=None),
        Improvement.objects.filter(agency=source),
        ReplyTemplate.objects.filter(agency=source),
        StoredFile.objects.filter(owner_key=source.key),
        Announcement.objects.filter(place=Place.AGENCY, target_id=source.pk),
        Officer.objects.filter(agency=source),
        Grant.objects.filter(agency=source, ended_at=None),
    ):
        hold(rows)


def move_children(move: Move, most: int) -> list[int]:
    """Put the agencies right below under the successor, with all that is below them."""
    children = Agency.objects.filter(parent=move.source, status=AgencyStatus.ACTIVE)
    # One at a time counts for many: each takes everything below it along.
    ids = _ids(children, max(1, most // 50))
    for child in Agency.objects.filter(pk__in=ids).order_by("pk"):
        place_under(child, move.into)
    return ids


def move_officers(move: Move, most: int) -> list[int]:
    """Let the officers work at the successor, those who left as well: their history is found."""
    ids = _ids(Officer.objects.filter(agency=move.source), most)
    Officer.objects.filter(pk__in=ids).update(agency=move.into)
    return ids


def move_procedures(move: Move, most: int) -> list[int]:
    """Let the successor own the services whose standard manual the agency wrote."""
    ids = _ids(Procedure.objects.filter(owner=move.source), most)
    now = timezone.now()
    Procedure.objects.filter(pk__in=ids).update(owner=move.into, edited_at=now, updated_at=now)
    return ids


def settle_clashes(move: Move, most: int) -> list[int]:
    """Let one manual of each procedure that both have stay in use."""
    ids = _ids(clashing(move.source, move.into), max(1, most // 10))
    hold_rivals(ids, move.into)
    for pk in ids:
        settle_clash(manual_id=pk, into=move.into, kept=move.kept, actor=move.person, why=move.why)
    return ids


def move_manuals(move: Move, most: int) -> list[int]:
    """Move the manuals of procedures that the successor has none of, with editions and drafts."""
    there = Manual.objects.filter(agency=move.into).order_by().values("procedure_id")
    ids = _ids(Manual.objects.filter(agency=move.source).exclude(procedure__in=there), most)
    Manual.objects.filter(pk__in=ids).update(agency=move.into, province=move.into.province_id)
    return ids


def move_points(move: Move, most: int) -> list[int]:
    """Move the service points with their pins; edited, so that no reload moves them back."""
    ids = _ids(ServicePoint.objects.filter(agency=move.source), most)
    now = timezone.now()
    ServicePoint.objects.filter(pk__in=ids).update(agency=move.into, edited_at=now, updated_at=now)
    return ids


def move_handovers(move: Move, most: int) -> list[int]:
    """Let the successor give, or be asked to take, the points that somebody proposed to hand over.

    A point that would come to where it is now is not proposed any more.
    """
    mine = Q(source=move.source) | Q(into=move.source)
    ids = _ids(waiting_proposals().filter(mine), most)
    held = HandoverProposal.objects.filter(pk__in=ids)
    hold(held)
    held.filter(source=move.source).update(source=move.into)
    held.filter(into=move.source).update(into=move.into)
    return ids


def move_articles(move: Move, most: int) -> list[int]:
    """Let the successor answer for the articles."""
    ids = _ids(Article.objects.filter(agency=move.source), most)
    now = timezone.now()
    Article.objects.filter(pk__in=ids).update(agency=move.into, edited_at=now, updated_at=now)
    return ids


def move_channels(move: Move, most: int) -> list[int]:
    """Move the open electronic channels; one that the successor has as well is closed."""
    held = AgencyEChannel.objects.filter(agency=move.source, status=ChannelStatus.OPEN)
    ids = _ids(held, most)
    today, now = bangkok_now().date(), timezone.now()
    for channel in AgencyEChannel.objects.filter(pk__in=ids):
        twin = AgencyEChannel.objects.filter(
            agency=move.into, kind=channel.kind, address=channel.address
        )
        if twin.exists():
            channel.status, channel.closed_on = ChannelStatus.CLOSED, today
        else:
            channel.agency = move.into
        channel.edited_at = now
        channel.save()
    return ids


def move_delays(move: Move, most: int) -> list[int]:
    """Let the successor answer for the cases that nobody decided yet."""
    ids = _ids(DelayCase.objects.filter(agency=move.source, decided_on=None), most)
    DelayCase.objects.filter(pk__in=ids).update(agency=move.into)
    return ids


def move_cases(move: Move, most: int) -> list[int]:
    """Let the successor answer in the open cases of section 7 about manuals."""
    ids = _ids(InspectionCase.objects.filter(agency=move.source, state__in=OPEN_CASES), most)
    InspectionCase.objects.filter(pk__in=ids).update(agency=move.into)
    return ids


def move_announcements(move: Move, most: int) -> list[int]:
    """Show above the successor's pages what was announced above the agency's."""
    held = Announcement.objects.filter(place=Place.AGENCY, target_id=move.source.pk)
    ids = _ids(held, most)
    now = timezone.now()
    Announcement.objects.filter(pk__in=ids).update(
        target_id=move.into.pk, edited_at=now, updated_at=now
    )
    return ids


def move_receipts(move: Move, most: int) -> list[int]:
    """Let the successor answer for the receipts whose matter is not finished."""
    held = Receipt.objects.filter(agency=move.source, finished_on=None, voided_at=None)
    ids = _ids(held, most)
    Receipt.objects.filter(pk__in=ids).update(agency=move.into)
    return ids


def move_reports(move: Move, most: int) -> list[int]:
    """Move the numbers of months that were not reported yet into the successor's reports.

    Where the successor has reported the month already, the agency's report is locked as it is.
    """
    held = MonthlyReport.objects.filter(agency=move.source, state__in=OPEN_REPORTS)
    ids = _ids(held, max(1, most // 50))
    for report in MonthlyReport.objects.filter(pk__in=ids).order_by("month"):
        own = MonthlyReport.objects.filter(agency=move.into, month=report.month).first()
        if own is None:
            report.agency = move.into
            report.save(update_fields=["agency"])
            own = report
        elif own.is_open:
            # A retired manual's row counts for the manual that is in use instead.
            in_use = Manual.objects.filter(
                agency=move.into, procedure=OuterRef("manual__procedure")
            )
            join_rows(report.rows.all(), own, in_use.values("pk"))
        if report is not own:
            _close_report(report, move)
        if own.is_open:
            count_rows(own)
    return ids


def _close_report(report: MonthlyReport, move: Move) -> None:
    """Remove a report of which nothing is left; lock one that was sent or has rows of its own."""
    if report.first_submitted_at is None and not report.rows.exists():
        report.delete()
        return
    report.state = ReportState.LOCKED
    report.locked_at, report.locked_by = timezone.now(), move.person.audit_name
    report.save(update_fields=["state", "locked_at", "locked_by"])


def move_improvements(move: Move, most: int) -> list[int]:
    """Show under the successor what was improved."""
    ids = _ids(Improvement.objects.filter(agency=move.source), most)
    Improvement.objects.filter(pk__in=ids).update(agency=move.into)
    return ids


def move_templates(move: Move, most: int) -> list[int]:
    """Move ready texts whose title the successor has not used."""
    used = ReplyTemplate.objects.filter(agency=move.into).order_by().values("title")
    ids = _ids(ReplyTemplate.objects.filter(agency=move.source).exclude(title__in=used), most)
    ReplyTemplate.objects.filter(pk__in=ids).update(agency=move.into)
    return ids


def move_files(move: Move, most: int) -> list[int]:
    """Let the successor's officers use the files and pictures; their addresses stay."""
    ids = _ids(StoredFile.objects.filter(owner_key=move.source.key), most)
    StoredFile.objects.filter(pk__in=ids).update(owner_key=move.into.key)
    return ids


def move_grants(move: Move, most: int) -> list[int]:
    """End each right over the agency, give what was decided instead, and tell its holder.

    Last, because "only what was the agency's own" can be named only when it has arrived.
    """
    ids = _ids(running_grants(move.source), max(1, most // 10))
    hold(Grant.objects.filter(pk__in=ids))
    children = moved_ids(move, "children")
    has_admin = administrators(move.into).exists()
    for grant in running_grants(move.source).filter(pk__in=ids):
        fate = fate_of(grant, move.fates, has_admin=has_admin, has_children=bool(children))
        succeed_grant(
            actor=move.officer, grant=grant, instead=_instead(move, grant, fate, children),
            why=move.why,
        )  # fmt: skip
    return ids


def moved_ids(move: Move, kind: str) -> list[int]:
    """Return what was moved of a kind so far."""
    rows = MovedRecords.objects.filter(merger=move.merger_id, agency=move.source.pk, kind=kind)
    return sorted({pk for ids in rows.values_list("ids", flat=True) for pk in ids})


def _instead(move: Move, grant: Grant, fate: GrantFate, children: Sequence[int]) -> list[Proposal]:
    """Return the rights that take the place of one; none that she has at the successor already."""
    if fate == GrantFate.END:
        return []
    has = Grant.objects.not_over(bangkok_now().date()).filter(
        officer=grant.officer_id, agency=move.into, role=grant.role, only_points=False,
        only_manuals=False,
    )  # fmt: skip
    held = list(has)
    wanted = _passed_on(move, grant, fate, children)
    return [right for right in wanted if not any(is_within(right, each) for each in held)]


def _passed_on(
    move: Move, grant: Grant, fate: GrantFate, children: Sequence[int]
) -> Iterator[Proposal]:
    into = move.into.pk
    if fate == GrantFate.MOVE and not grant.is_narrowed:
        yield like_grant(grant, into, whole_subtree=grant.whole_subtree)
        return
    if can_be_narrowed(grant.role):
        points, manuals = _own_points(move, grant), _own_manuals(move, grant)
        if points or manuals:
            # What is named may be of agencies below, which came along.
            below = grant.is_narrowed and grant.whole_subtree
            yield like_grant(grant, into, whole_subtree=below, points=points, manuals=manuals)
    if grant.whole_subtree and not grant.is_narrowed:
        for child in children:
            yield like_grant(grant, child, whole_subtree=True)


def _own_points(move: Move, grant: Grant) -> frozenset[int]:
    if grant.role not in ROLES_OF_POINTS:
        return frozenset()
    if grant.is_narrowed:
        named = grant.points.filter(named_there(grant, move.into))
        return frozenset(named.values_list("pk", flat=True))
    return frozenset(moved_ids(move, "points"))


def _own_manuals(move: Move, grant: Grant) -> frozenset[int]:
    if grant.role not in ROLES_OF_MANUALS:
        return frozenset()
    if grant.is_narrowed:
        named = grant.manuals.filter(named_there(grant, move.into))
        return frozenset(named.values_list("pk", flat=True))
    in_use = Manual.objects.filter(agency=move.into).exclude(status=ManualStatus.WITHDRAWN)
    came = Q(pk__in=moved_ids(move, "manuals")) | Q(
        procedure__in=Manual.objects.filter(pk__in=moved_ids(move, "clashes"))
        .order_by()
        .values("procedure_id")
    )
    return frozenset(in_use.filter(came).values_list("pk", flat=True))


MOVERS: Sequence[tuple[str, Mover]] = (
    ("children", move_children),
    ("officers", move_officers),
    ("procedures", move_procedures),
    ("clashes", settle_clashes),
    ("manuals", move_manuals),
    ("points", move_points),
    ("handovers", move_handovers),
    ("articles", move_articles),
    ("channels", move_channels),
    ("delays", move_delays),
    ("cases", move_cases),
    ("receipts", move_receipts),
    ("reports", move_reports),
    ("improvements", move_improvements),
    ("templates", move_templates),
    ("files", move_files),
    ("announcements", move_announcements),
    ("grants", move_grants),
)
"""In this order: rights last, what they may be narrowed to before."""
