"""On which days a mobile unit stands where, and what it takes along."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from infogo.geo.models import District, Province, Subdistrict
from infogo.points.models import ServicePoint


class Round(models.Model):
    """One round of a mobile unit: from a first to a last day, at the same hours on each.

    ``procedures`` are the ids of the services that are taken along; none named means all that
    are pinned to the point. A service that is not pinned there any more is not taken either. A
    round that was cancelled stays, with the reason, until its days are past. Areas each lie in the
    one before; coordinates are those of the place itself or empty.
    """

    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="rounds")
    first_on = models.DateField()
    last_on = models.DateField()
    opens = models.TimeField()
    closes = models.TimeField()
    place = models.CharField(max_length=200)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    procedures: models.JSONField[list[int], list[int]] = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["first_on", "opens", "pk"]
        indexes = [
            models.Index(fields=["last_on"], name="round_until"),
            models.Index(fields=["point", "last_on"], name="round_of_point"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="round_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lng=None) | Q(lat__isnull=False, lng__isnull=False),
                name="round_position_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.first_on} {self.place}"

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody will come."""
        return self.cancelled_at is not None

    def is_past_on(self, day: date) -> bool:
        """Whether its last day lies before a day."""
        return self.last_on < day
