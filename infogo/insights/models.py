"""Anonymous usage counters: how often pages are opened, from where and what comes next.

No cookie, address or identity is stored: only sums per day.
"""

from __future__ import annotations

from django.db import models

from infogo.agencies.models import Agency
from infogo.manuals.models import Procedure


class OpenedFrom(models.TextChoices):
    """The page of this site that led to the opening, or none of them."""

    ELSEWHERE = "elsewhere", "ที่อื่น"
    SEARCH = "search", "ผลค้นหา"
    SITE = "site", "หน้าอื่นในเว็บไซต์"


class ProcedureOpenings(models.Model):
    """How often the manual of a procedure was opened on one day."""

    day = models.DateField()
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="openings")
    opened_from = models.CharField(max_length=10, choices=OpenedFrom.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "day", "opened_from"], name="openings_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.procedure_id} {self.count}"


class AgencyTally(models.Model):
    """What one agency has and what is missing there, counted by the worker now and then.

    For whoever looks after thousands of agencies; small parts are counted when they are asked
    for. Of the manuals only those count that citizens can read, of the points those that can be
    visited; a pin counts for the agency of its point.
    """

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="tally")
    manuals = models.PositiveIntegerField(default=0)
    manuals_checked = models.PositiveIntegerField(default=0)
    manuals_unchecked = models.PositiveIntegerField(default=0)
    manuals_without_point = models.PositiveIntegerField(default=0)
    points = models.PositiveIntegerField(default=0)
    points_without_manual = models.PositiveIntegerField(default=0)
    points_uncertain = models.PositiveIntegerField(default=0)
    pins = models.PositiveIntegerField(default=0)
    pins_unconfirmed = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"tally of agency {self.agency_id}"


class NextOpenings(models.Model):
    """How often one procedure was opened straight after another on one day."""

    day = models.DateField()
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="next_openings")
    next_procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="+")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "next_procedure", "day"], name="next_openings_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.procedure_id}→{self.next_procedure_id} {self.count}"
