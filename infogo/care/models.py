"""What is wrong in the data, as the worker last found it; and exports of single agencies."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency


class RecordKind(models.TextChoices):
    """In what kind of record something is wrong."""

    AGENCY = "agency", "หน่วยงาน"
    POINT = "point", "จุดให้บริการ"
    MANUAL = "manual", "คู่มือ"


class QualityFinding(models.Model):
    """One record in which one rule found something; made anew by the worker, so no trail."""

    rule = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=RecordKind.choices)
    record_id = models.BigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["rule", "agency"])]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "kind", "record_id"], name="quality_finding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.kind} {self.record_id}"


class QualityCount(models.Model):
    """How many records a rule looked at and in how many it found something, when last counted."""

    rule = models.CharField(max_length=40, unique=True)
    found = models.PositiveIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rule}: {self.found}/{self.looked_at}"


class ExportState(models.TextChoices):
    """Where an export is."""

    WAITING = "waiting", "รอจัดทำ"
    READY = "ready", "พร้อมดาวน์โหลด"
    EXPIRED = "expired", "หมดอายุ ลบแล้ว"
    FAILED = "failed", "จัดทำไม่สำเร็จ"


class AgencyExport(models.Model):
    """Everything about one agency as a file, made by the worker and kept for some days.

    ``with_people`` says that officers and rights are in it: only for who may administer. ``file``
    is a name below the home folder that nobody can guess.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    with_people = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    file = models.CharField(max_length=80, blank=True)
    byte_count = models.BigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "expires_at"])]

    def __str__(self) -> str:
        return f"export of agency {self.agency_id} ({self.state})"
