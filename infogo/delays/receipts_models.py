"""Receipts (ใบรับเรื่อง) given to citizens at filing: a code and a clock, and nothing about them."""

from __future__ import annotations

from datetime import UTC

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.core.durations import Duration, DurationUnit
from infogo.delays.receipts_code import LENGTH, fits
from infogo.manuals.models import Manual, ManualRevision
from infogo.points.models import ServicePoint


class Receipt(models.Model):
    """That something complete was filed at a point at a moment, and by when it is promised.

    No name, number or address of anybody: whoever holds the code holds the receipt. ``edition``
    is the one in force at the receipt; ``due_at`` the minute, for promises of minutes or hours.
    ``days_taken`` is counted in the promise's own kind of day when it is finished. A receipt
    given by mistake is ``voided_at`` and counts nowhere. ``request_key`` makes a form that is
    sent twice give one receipt.
    """

    code = models.CharField(max_length=LENGTH, unique=True)
    manual = models.ForeignKey(Manual, models.PROTECT, related_name="receipts")
    edition = models.ForeignKey(ManualRevision, models.PROTECT, related_name="+")
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="receipts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="receipts")
    received_at = models.DateTimeField()
    by_channel = models.BooleanField(default=False)
    promised_value = models.DecimalField(max_digits=9, decimal_places=2)
    promised_unit = models.CharField(
        max_length=12, choices=[(unit.value, unit.value) for unit in DurationUnit]
    )
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(default=timezone.now)
    request_key = models.CharField(max_length=32, unique=True)
    finished_on = models.DateField(null=True, blank=True)
    days_taken = models.PositiveSmallIntegerField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on=None, days_taken=None)
                | Q(finished_on__isnull=False, days_taken__isnull=False),
                name="receipt_finished_with_days",
            ),
        ]
        indexes = [
            models.Index(F("manual"), F("finished_on"), name="receipt_times"),
            models.Index(F("point"), F("due_on"), condition=Q(finished_on=None, voided_at=None),
                         name="receipt_open"),
            models.Index(F("point"), F("issued_at"), name="receipt_of_day"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.due_on}"

    @property
    def promised(self) -> Duration:
        """What the manual promised, in its own unit."""
        return Duration.of(self.promised_value, self.promised_unit)

    @property
    def says(self) -> str:
        """What the code is signed over: everything that a citizen may rely on."""
        moments = [self.received_at, *([self.due_at] if self.due_at else [])]
        return "|".join(
            [
                str(self.manual_id),
                str(self.edition_id),
                str(self.point_id),
                str(int(self.by_channel)),
                f"{self.promised_value:.2f}{self.promised_unit}",
                self.due_on.isoformat(),
                *(moment.astimezone(UTC).isoformat() for moment in moments),
            ]
        )

    @property
    def is_genuine(self) -> bool:
        """Whether the code fits what the receipt says now."""
        return fits(self.code, self.says)

    @property
    def is_open(self) -> bool:
        """Whether nobody has finished it yet."""
        return self.finished_on is None and self.voided_at is None
