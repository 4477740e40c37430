"""The two directions of pinning: one manual to many points, one point to many manuals.

Pages and services work on a *side*: the record in hand, and what may stand on the other side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.manuals.models import Manual
from infogo.pins.models import Pin, PinSelection, SelectedPin
from infogo.pins.perms import changeable_pins, pinnable_manual_ids, where_point
from infogo.pins.planning import Pair
from infogo.points.models import ServicePoint


@dataclass(frozen=True)
class Side:
    """One record, ``manual`` or ``point``, seen with an officer's rights."""

    rights: Rights
    manual: Manual | None = None
    point: ServicePoint | None = None

    @property
    def about(self) -> tuple[str, int]:
        """How the audit trail names the record."""
        return ("manual", self.manual.pk) if self.manual else ("point", self._point.pk)

    @property
    def other(self) -> str:
        """The column of a pin that holds the other side."""
        return "point_id" if self.manual else "manual_id"

    @property
    def pins(self) -> QuerySet[Pin]:
        """The pins of the record that she may change."""
        own = {"manual": self.manual} if self.manual else {"point": self.point}
        return changeable_pins(self.rights).filter(**own)

    @property
    def pinned(self) -> QuerySet[Any, int]:
        """Ids on the other side of these pins, as a subquery."""
        return self.pins.order_by().values_list(self.other, flat=True)

    def candidates(self) -> QuerySet[Any]:
        """Return the records on the other side that she may pin, or whose pin she may remove."""
        if self.manual:
            allowed = where_point(self.rights, self.manual)
            return ServicePoint.objects.filter(allowed | Q(pk__in=self.pinned))
        own, *others = pinnable_manual_ids(self.rights, self._point)
        return Manual.objects.filter(pk__in=own.union(*others, self.pinned))

    def pair(self, other_id: int) -> Pair:
        """Return the pair of the record and one on the other side."""
        if self.manual:
            return Pair(self.manual.pk, other_id)
        return Pair(other_id, self._point.pk)

    def pairs(self, other_ids: Iterable[int]) -> list[Pair]:
        """Return the pairs of the record and some on the other side."""
        return [self.pair(other_id) for other_id in other_ids]

    def selection(self) -> PinSelection | None:
        """Return what she has picked so far."""
        return PinSelection.objects.filter(**self.owner()).first()

    def picked(self, *, is_added: bool) -> QuerySet[SelectedPin]:
        """Return what she has picked to be added, or to be removed."""
        own = {f"selection__{name}": value for name, value in self.owner().items()}
        return SelectedPin.objects.filter(is_added=is_added, **own)

    def owner(self) -> dict[str, Any]:
        """Return the columns by which her selection is found."""
        return {"officer": self.rights.officer, "manual": self.manual, "point": self.point}

    @property
    def _point(self) -> ServicePoint:
        if self.point is None:
            raise ValueError("a side has a manual or a point")
        return self.point
