"""Pins (ปักหมุด): which manual is served at which service point, and what differs there."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from infogo.accounts.models import Officer
from infogo.geo.models import Province
from infogo.manuals.models import Manual, Procedure
from infogo.points.models import ServicePoint

FACTS = (
    "hours",
    "phones",
    "counter",
    "accepts_walk_in",
    "residents_only",
    "accepts_foreigners",
    "queue_url",
    "daily_limit",
    "note",
)
"""Fields of a pin that tell what differs at this counter."""


class Pin(models.Model):
    """A manual served at a point.

    ``procedure`` and ``province`` repeat what manual and point say, so that "where can I do this
    in my province" reads one index. A true/false fact that nobody confirmed stays empty: unknown.
    ``hours`` (an ``Hours`` as JSON) and ``phones`` replace the point's own when not empty.
    """

    manual = models.ForeignKey(Manual, models.CASCADE, related_name="pins")
    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="pins")
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="pins")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True)
    hours: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True
    )
    phones: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list, blank=True
    )
    counter = models.CharField(max_length=100, blank=True)
    accepts_walk_in = models.BooleanField(null=True)
    residents_only = models.BooleanField(null=True)
    accepts_foreigners = models.BooleanField(null=True)
    queue_url = models.URLField(blank=True)
    daily_limit = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["manual", "point"], name="pin_once")]
        indexes = [
            models.Index(fields=["procedure", "province"]),
            models.Index(fields=["procedure", "point"], name="pin_of_procedure_at"),
        ]

    def __str__(self) -> str:
        return f"{self.manual_id} → {self.point_id}"


class Unpinned(models.Model):
    """A person took a service off a point: the loader of source files does not put it back."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="+")
    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure", "point"], name="unpinned_once")]

    def __str__(self) -> str:
        return f"{self.procedure_id} not at {self.point_id}"


class PinSelection(models.Model):
    """What an officer has picked so far for one manual (points) or one point (manuals).

    It waits on the server, so that thousands can be picked over many pages and filters, also
    without JavaScript. Nothing of it is true for citizens before she saves it.
    """

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="pin_selections")
    manual = models.ForeignKey(Manual, models.CASCADE, null=True, blank=True, related_name="+")
    point = models.ForeignKey(ServicePoint, models.CASCADE, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "manual"], name="selection_of_points_once"),
            models.UniqueConstraint(fields=["officer", "point"], name="selection_of_manuals_once"),
            models.CheckConstraint(
                condition=Q(manual=None, point__isnull=False) | Q(manual__isnull=False, point=None),
                name="selection_has_one_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.manual_id or self.point_id}"


class SelectedPin(models.Model):
    """One difference from the pins there are: to be added, or to be removed.

    ``other_id`` is the point of a selection for a manual, the manual of one for a point.
    """

    selection = models.ForeignKey(PinSelection, models.CASCADE, related_name="items")
    other_id = models.BigIntegerField()
    is_added = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection", "other_id"], name="selected_pin_once")
        ]

    def __str__(self) -> str:
        return f"{self.selection_id}: {'+' if self.is_added else '-'}{self.other_id}"
