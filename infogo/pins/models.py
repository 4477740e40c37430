"""Pins (ปักหมุด): which manual is served at which service point, and what differs there."""

from __future__ import annotations

from typing import Any

from django.db import models

from infogo.geo.models import Province
from infogo.manuals.models import Manual, Procedure
from infogo.points.models import ServicePoint


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
        indexes = [models.Index(fields=["procedure", "province"])]

    def __str__(self) -> str:
        return f"{self.manual_id} → {self.point_id}"
