"""Monthly transaction reports (รายงานปริมาณการทำธุรกรรม) of agencies, and the form they follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency
from infogo.core.durations import DurationUnit
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint

COLUMNS = (
    "brought_forward",
    "received",
    "completed_in_time",
    "completed_late",
    "approved",
    "rejected",
    "returned",
    "withdrawn",
    "carried_forward",
    "overdue_open",
    "average_duration",
    "longest_duration",
    "duration_unit",
    "fee_satang",
)
"""Fields of a form that have a column of their own; those of later forms lie in ``extra``."""


class ReportForm(models.Model):
    """The form in force for months from ``effective_from`` on (a first day of a month).

    ``definition`` holds fields, equations, days and thresholds (``volumes.definition``): the form
    is OPDC's to change, so a new form is a new row and no code.
    """

    code = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=200)
    effective_from = models.DateField(unique=True)
    definition: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    class Meta:
        ordering = ["effective_from"]

    def __str__(self) -> str:
        return self.name_th


class ReportState(models.TextChoices):
    """Where a month's report is."""

    DRAFT = "draft", "ยังไม่ส่ง"
    SUBMITTED = "submitted", "ส่งแล้ว"
    LOCKED = "locked", "รับรองแล้ว"
    REOPENED = "reopened", "เปิดให้แก้ใหม่"


OPEN_STATES = (ReportState.DRAFT, ReportState.REOPENED)
"""In which rows can be changed."""


class MonthlyReport(models.Model):
    """One agency's report of one month.

    ``expected`` is how many rows are asked for and ``filled`` how many there are, as last counted:
    lists of thousands of agencies read these. ``due_on`` is the last day for it. ``late`` tells
    that it was first submitted after that day.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="volume_reports")
    month = models.DateField()
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    due_on = models.DateField()
    expected = models.PositiveIntegerField(default=0)
    filled = models.PositiveIntegerField(default=0)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.CharField(max_length=200, blank=True)
    late = models.BooleanField(default=False)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-month", "agency"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "month"], name="volume_report_once")
        ]
        indexes = [models.Index(fields=["month", "state"])]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month:%Y-%m} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether rows can be changed."""
        return self.state in OPEN_STATES

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been submitted by now and was not, ever."""
        return self.first_submitted_at is None and today > self.due_on


class Channel(models.TextChoices):
    """Where requests come in; only counters have a point."""

    COUNTER = "counter", "เคาน์เตอร์"
    ONLINE = "online", "ออนไลน์"


class VolumeRow(models.Model):
    """A service at a point, or online, in one month: what came, ended and remains.

    Every number may be empty, which means that nobody told it; zero is a number. ``is_zero`` is
    the reporter's own word that nobody came. ``month`` repeats the report's. Durations are in
    ``duration_unit`` and are never converted; fees are in satang. ``version`` counts saves.
    """

    report = models.ForeignKey(MonthlyReport, models.CASCADE, related_name="rows")
    month = models.DateField()
    manual = models.ForeignKey(Manual, models.PROTECT, related_name="volume_rows")
    point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="volume_rows"
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    is_zero = models.BooleanField(default=False)
    brought_forward = models.PositiveIntegerField(null=True, blank=True)
    received = models.PositiveIntegerField(null=True, blank=True)
    completed_in_time = models.PositiveIntegerField(null=True, blank=True)
    completed_late = models.PositiveIntegerField(null=True, blank=True)
    approved = models.PositiveIntegerField(null=True, blank=True)
    rejected = models.PositiveIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(null=True, blank=True)
    withdrawn = models.PositiveIntegerField(null=True, blank=True)
    carried_forward = models.PositiveIntegerField(null=True, blank=True)
    overdue_open = models.PositiveIntegerField(null=True, blank=True)
    average_duration = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    longest_duration = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    duration_unit = models.CharField(
        max_length=20, blank=True, choices=[(unit.value, unit.value) for unit in DurationUnit]
    )
    fee_satang = models.PositiveBigIntegerField(null=True, blank=True)
    extra: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True
    )
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.CharField(max_length=200)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "manual", "point", "channel"],
                condition=Q(point__isnull=False),
                name="volume_row_once",
            ),
            models.UniqueConstraint(
                fields=["report", "manual", "channel"],
                condition=Q(point=None),
                name="volume_row_online_once",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.COUNTER, point__isnull=False)
                | (Q(point=None) & ~Q(channel=Channel.COUNTER)),
                name="volume_row_counter_has_point",
            ),
        ]
        indexes = [models.Index(fields=["manual", "month"])]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.manual_id} @ {self.point_id or self.channel}"

    @property
    def values(self) -> dict[str, int | str | Decimal | None]:
        """Return what was told, by the names of fields; empty ones are ``None``."""
        return values_told({name: getattr(self, name) for name in (*COLUMNS, "extra")})


def values_told(columns: Mapping[str, Any]) -> dict[str, int | str | Decimal | None]:
    """Return what some columns of a row tell, by the names of fields; empty ones are ``None``."""
    told: dict[str, int | str | Decimal | None] = {
        name: columns[name] for name in COLUMNS if name in columns
    }
    if "duration_unit" in told:
        told["duration_unit"] = told["duration_unit"] or None
    told.update(columns.get("extra", {}))
    return told


class VolumeExplanation(models.Model):
    """A reporter's words about a finding of one row."""

    row = models.ForeignKey(VolumeRow, models.CASCADE, related_name="explanations")
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=500)
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "kind"], name="volume_explained_once")
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.kind}"


class VolumeReminder(models.Model):
    """An officer was reminded of a month at a stage: ``days`` after the due day, or before it."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="volume_reminders")
    month = models.DateField()
    days = models.SmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    reports = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "month", "days"], name="volume_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.month:%Y-%m} {self.days:+}"
