"""What an officer may see, change and hand on: every check of a right asks here.

``Rights.of(officer)`` reads her grants once; its methods return querysets for lists and for
``get_object_or_404`` alike, so an object out of her reach is simply not there. Filters have the
form ``pk IN (…) OR agency_id IN (…)``: an OR of EXISTS is 10 to 25 times slower.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from infogo.accounts.models import Grant, GrantManual, GrantPoint, GrantQuerySet, Officer
from infogo.accounts.roles import (
    ACTS,
    ACTS_WITH_SECOND_FACTOR,
    CENTRAL_ROLES,
    Act,
    may_hand_on,
    roles_with,
)
from infogo.agencies.models import Agency, AgencyPath
from infogo.core.dates import bangkok_now
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint


@dataclass(frozen=True)
class Proposal:
    """A grant that somebody wants to give; ``points`` and ``manuals`` of ``None`` mean all."""

    role: str
    agency_id: int | None
    whole_subtree: bool = False
    point_ids: frozenset[int] | None = None
    manual_ids: frozenset[int] | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class Rights:
    """The rights of one officer on one day."""

    def __init__(
        self,
        officer: Officer,
        grants: Iterable[Grant],
        on: date,
        acts: Collection[Act] | None = None,
    ) -> None:
        """Hold these grants, perhaps for some acts alone; use ``of`` unless they are at hand."""
        self.officer = officer
        self.on = on
        self.grants = tuple(grants)
        self._acts = None if acts is None else frozenset(acts)

    @classmethod
    def of(cls, officer: Officer, on: date | None = None) -> Rights:
        """Read an officer's rights on a day (default: today in Thai time); one query."""
        day = on or bangkok_now().date()
        if not officer.is_active or officer.left_on is not None:
            return cls(officer, (), day)
        held = Grant.objects.active(day).filter(officer=officer).select_related("agency")
        return cls(officer, held.order_by("pk"), day)

    def limited_to(self, acts: Collection[Act]) -> Rights:
        """Return the same rights for these acts alone, as far as she has them."""
        kept = frozenset(acts) if self._acts is None else self._acts & frozenset(acts)
        return Rights(self.officer, self.grants, self.on, kept)

    def of_agencies(self) -> Rights:
        """Return what she may do by her roles in agencies, without any role for the country."""
        held = [grant for grant in self.grants if grant.role not in CENTRAL_ROLES]
        return Rights(self.officer, held, self.on, self._acts)

    def can(self, act: Act) -> bool:
        """Whether she may do this anywhere."""
        return bool(self._with(act))

    def everywhere(self, act: Act) -> bool:
        """Whether she may do this in the whole country."""
        return any(grant.role in CENTRAL_ROLES for grant in self._with(act))

    def over_whole_agency(self, act: Act) -> bool:
        """Whether she may do this over some agency as a whole, not only its points or manuals."""
        return bool(self._whole(act))

    def over_parts(self, act: Act) -> bool:
        """Whether she may do this with single points or manuals, whatever she may beside."""
        return bool(self._narrowed(act))

    @property
    def needs_second_factor(self) -> bool:
        """Whether what she may do demands a second factor at sign-in."""
        return any(grant.acts & ACTS_WITH_SECOND_FACTOR for grant in self.grants)

    def agencies(self, act: Act) -> QuerySet[Agency]:
        """Return the agencies over which, as a whole, she may do this."""
        if self.everywhere(act):
            return Agency.objects.all()
        return Agency.objects.filter(pk__in=_agency_ids(self._whole(act)))

    def points(self, act: Act) -> QuerySet[ServicePoint]:
        """Return the service points with which she may do this."""
        if self.everywhere(act):
            return ServicePoint.objects.all()
        single = GrantPoint.objects.filter(_inside("point"), grant__in=self._narrowed(act))
        return ServicePoint.objects.filter(
            Q(pk__in=single.values("point_id")) | Q(agency_id__in=_agency_ids(self._whole(act)))
        )

    def manuals(self, act: Act) -> QuerySet[Manual]:
        """Return the manuals with which she may do this."""
        if self.everywhere(act):
            return Manual.objects.all()
        single = GrantManual.objects.filter(_inside("manual"), grant__in=self._narrowed(act))
        return Manual.objects.filter(
            Q(pk__in=single.values("manual_id")) | Q(agency_id__in=_agency_ids(self._whole(act)))
        )

    def given_grants(self) -> GrantQuerySet:
        """Return the grants that she administers, of whomever."""
        if self.everywhere(Act.ADMINISTER):
            return Grant.objects.all()
        return Grant.objects.filter(agency_id__in=_agency_ids(self._whole(Act.ADMINISTER)))

    def endable_grants(self) -> GrantQuerySet:
        """Return the grants that she may end: none that reaches beyond her own agencies.

        Roles of the centre are among nobody's: it takes two to end them (``accounts.central``).
        """
        administered = self._whole(Act.ADMINISTER)
        if self.everywhere(Act.ADMINISTER):
            return Grant.objects.exclude(agency=None)
        below = _agency_ids(grant for grant in administered if grant.whole_subtree)
        return self.given_grants().filter(Q(agency_id__in=below) | Q(whole_subtree=False))

    def officers(self) -> QuerySet[Officer]:
        """Return the officers whom she administers: employed, or granted something, there."""
        if self.everywhere(Act.ADMINISTER):
            return Officer.objects.all()
        there = _agency_ids(self._whole(Act.ADMINISTER))
        return Officer.objects.filter(
            Q(pk__in=self.given_grants().order_by().values("officer_id")) | Q(agency_id__in=there)
        )

    def covers(self, proposal: Proposal) -> bool:
        """Whether one of her grants lies around the proposal, time aside."""
        return any(_lies_around(grant, proposal) for grant in self._with(Act.ADMINISTER))

    def can_give(self, proposal: Proposal) -> bool:
        """Whether she may give this: one grant of hers lies around it, in time as well."""
        return any(
            _lies_around(grant, proposal) and _lasts_as_long(grant, proposal, self.on)
            for grant in self._with(Act.ADMINISTER)
        )

    def _with(self, act: Act) -> list[Grant]:
        if self._acts is not None and act not in self._acts:
            return []
        return [grant for grant in self.grants if act in ACTS[grant.role]]

    def _whole(self, act: Act) -> list[Grant]:
        return [grant for grant in self._with(act) if not grant.is_narrowed]

    def _narrowed(self, act: Act) -> list[int]:
        return [grant.pk for grant in self._with(act) if grant.is_narrowed]


def can_approve(rights: Rights, manual: Manual, author_ids: Collection[int]) -> bool:
    """Whether she may approve a manual that these officers wrote: never one of her own."""
    if rights.officer.pk in author_ids:
        return False
    return rights.manuals(Act.APPROVE_MANUAL).filter(pk=manual.pk).exists()


_OF_ALL = Q(only_points=False, only_manuals=False)
"""Grants over all that their agencies have, not over single points or manuals."""


def grants_over(manual: Manual, act: Act, on: date | None = None) -> list[Grant]:
    """Return by which grants officers may do this with a manual: ``Rights.manuals`` turned round.

    Those of its own agency come first, then those of agencies above, then central ones; officers
    are selected, and who cannot sign in is left out. One query.
    """
    named = GrantManual.objects.filter(manual=manual).values("grant_id")
    return _grants_reaching(manual.agency_id, act, on, _OF_ALL | Q(pk__in=named))


def grants_over_agency(agency_id: int, act: Act, on: date | None = None) -> list[Grant]:
    """Return by which grants officers may do this over a whole agency, as ``grants_over`` does.

    ``Rights.agencies`` turned round; one query.
    """
    return _grants_reaching(agency_id, act, on, _OF_ALL)


def reaching(agency_id: int) -> Q:
    """Return the condition on grants that reach an agency, its own and those of agencies above."""
    above = AgencyPath.objects.filter(descendant=agency_id).values("ancestor_id")
    return Q(agency=agency_id) | Q(whole_subtree=True, agency__in=above)


def _grants_reaching(agency_id: int, act: Act, on: date | None, of_what: Q) -> list[Grant]:
    held = (
        Grant.objects.active(on or bangkok_now().date())
        .filter(Q(agency=None) | (reaching(agency_id) & of_what))
        .filter(role__in=roles_with(act), officer__is_active=True)
        .select_related("officer")
    )
    return sorted(
        held,
        key=lambda grant: (
            grant.agency_id is None,
            grant.agency_id != agency_id,
            grant.officer_id,
        ),
    )


def _agency_ids(grants: Iterable[Grant]) -> QuerySet[AgencyPath, Any]:
    """Return the ids of the agencies over which these grants reach, as a subquery."""
    held = [(grant.agency_id, grant.whole_subtree) for grant in grants]
    tops = [agency_id for agency_id, subtree in held if subtree]
    single = [agency_id for agency_id, subtree in held if not subtree]
    return AgencyPath.objects.filter(
        Q(ancestor_id__in=tops) | Q(ancestor_id__in=single, depth=0)
    ).values("descendant_id")


def _inside(target: str) -> Q:
    """Return the condition that a row's point or manual still belongs where the grant reaches.

    A point that moved to another agency leaves the grant behind.
    """
    return Q(**{f"{target}__agency": F("grant__agency"), "grant__whole_subtree": False}) | Q(
        **{
            f"{target}__agency__paths_up__ancestor": F("grant__agency"),
            "grant__whole_subtree": True,
        }
    )


def _lies_around(held: Grant, proposal: Proposal) -> bool:
    if not may_hand_on(held.role, proposal.role):
        return False
    if not _belongs_together(proposal):
        return False
    if held.agency_id is None:
        return True
    if proposal.agency_id is None:
        return False
    if not held.whole_subtree:
        return proposal.agency_id == held.agency_id and not proposal.whole_subtree
    return AgencyPath.objects.filter(
        ancestor_id=held.agency_id, descendant_id=proposal.agency_id
    ).exists()


def _belongs_together(proposal: Proposal) -> bool:
    """Whether every point and manual named belongs to the agency named."""
    if proposal.point_ids is None and proposal.manual_ids is None:
        return True
    agencies = AgencyPath.objects.filter(ancestor_id=proposal.agency_id)
    if not proposal.whole_subtree:
        agencies = agencies.filter(depth=0)
    there = {"agency_id__in": agencies.values("descendant_id")}
    points, manuals = proposal.point_ids or (), proposal.manual_ids or ()
    return ServicePoint.objects.filter(pk__in=points, **there).count() == len(
        points
    ) and Manual.objects.filter(pk__in=manuals, **there).count() == len(manuals)


def _lasts_as_long(held: Grant, proposal: Proposal, today: date) -> bool:
    """Whether the proposal begins neither in the past nor before, and ends not after, ``held``."""
    begins = proposal.valid_from or today
    if begins < max(today, held.valid_from):
        return False
    if held.valid_until is None:
        return True
    return proposal.valid_until is not None and proposal.valid_until <= held.valid_until
