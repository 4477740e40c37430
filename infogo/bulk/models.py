"""Bulk jobs: an uploaded spreadsheet on its way through checking, applying and undoing."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from infogo.accounts.models import AgencyToken, Officer


class JobState(models.TextChoices):
    """Where a job is; the worker moves those in ``WORKING`` on."""

    CHECKING = "checking", "กำลังตรวจ"
    CHECKED = "checked", "ตรวจแล้ว รอให้คุณตัดสินใจ"
    APPLYING = "applying", "กำลังบันทึก"
    DONE = "done", "บันทึกแล้ว"
    CANCELLED = "cancelled", "ยกเลิกแล้ว"
    UNDOING = "undoing", "กำลังย้อนกลับ"
    UNDONE = "undone", "ย้อนกลับแล้ว"


WORKING = (JobState.CHECKING, JobState.APPLYING, JobState.UNDOING)


class Outcome(models.TextChoices):
    """What a row would do."""

    ADD = "add", "เพิ่ม"
    CHANGE = "change", "แก้"
    REMOVE = "remove", "เอาออก"
    SAME = "same", "ไม่เปลี่ยน"
    WRONG = "wrong", "ผิด"
    CONFLICT = "conflict", "ขัดกัน"


EFFECTIVE = (Outcome.ADD, Outcome.CHANGE, Outcome.REMOVE)
REFUSED = (Outcome.WRONG, Outcome.CONFLICT)


class RowState(models.TextChoices):
    """What became of a row."""

    CHECKED = "checked", "ยังไม่บันทึก"
    APPLIED = "applied", "บันทึกแล้ว"
    FAILED = "failed", "บันทึกไม่ได้"
    UNDONE = "undone", "ย้อนกลับแล้ว"
    KEPT = "kept", "ย้อนกลับไม่ได้"


class BulkJob(models.Model):
    """One uploaded file.

    The file itself lies in the home folder under its ``sha256``. ``checked`` is how many of its
    ``total`` rows were looked at; ``applied``, ``failed``, ``undone`` and ``kept`` repeat what the
    rows say, for pages. ``leased_until`` keeps a second worker away while one is at work.
    A job that a program sent has its ``token``, and acts with no more than the token may.
    """

    kind = models.CharField(max_length=40)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="bulk_jobs")
    token = models.ForeignKey(
        AgencyToken, models.PROTECT, null=True, blank=True, related_name="bulk_jobs"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    is_csv = models.BooleanField()
    state = models.CharField(
        max_length=12, choices=JobState.choices, default=JobState.CHECKING, db_index=True
    )
    total = models.PositiveIntegerField()
    checked = models.PositiveIntegerField(default=0)
    outcomes: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(default=dict)
    applied = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["officer", "-id"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.name} ({self.state})"

    def outcome_count(self, *outcomes: str) -> int:
        """Return how many rows have one of these outcomes."""
        return sum(self.outcomes.get(outcome, 0) for outcome in outcomes)

    @property
    def effective(self) -> int:
        """Return how many rows change something when applied."""
        return self.outcome_count(*EFFECTIVE)

    @property
    def refused(self) -> int:
        """Return how many rows cannot be applied."""
        return self.outcome_count(*REFUSED)

    @property
    def is_working(self) -> bool:
        """Whether the worker has something to do."""
        return self.state in WORKING


class BulkRow(models.Model):
    """One row of the file: what it would do (``plan``), and what undoes it once it is applied."""

    job = models.ForeignKey(BulkJob, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    state = models.CharField(max_length=10, choices=RowState.choices, default=RowState.CHECKED)
    record_id = models.BigIntegerField(null=True, blank=True)
    label = models.CharField(max_length=200, blank=True)
    problems: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list
    )
    changes: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list
    )
    plan: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    undo: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="bulk_row_once")]
        indexes = [
            models.Index(fields=["job", "outcome", "number"]),
            models.Index(fields=["job", "state", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} row {self.number} ({self.outcome}, {self.state})"
