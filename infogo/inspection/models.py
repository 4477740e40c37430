"""Cases about manuals whose steps or time are unreasonably slow (section 7, paragraph 3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.editing.models import Draft
from infogo.files.models import StoredFile
from infogo.inspection.states import OPEN_STATES, CaseState, Outcome, Verb
from infogo.manuals.models import Manual, ManualRevision

LONGEST_TEXT = 4000


class InspectionCase(models.Model):
    """A case (เรื่องตรวจสอบ) about one manual; a manual has one open case at a time.

    ``edition`` is the published edition that citizens read when the case was opened, and ``draft``
    the one that waited for the central review, if it grew from there. ``evidence`` is frozen then:
    see ``infogo.inspection.evidence``. ``version`` rises with every step, so that nobody decides
    about another state than the one she saw.
    """

    manual = models.ForeignKey(Manual, models.PROTECT, related_name="inspections")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="inspections")
    draft = models.ForeignKey(
        Draft, models.PROTECT, null=True, blank=True, related_name="inspections"
    )
    edition = models.ForeignKey(
        ManualRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.FLAGGED)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    version = models.PositiveIntegerField(default=1)
    reason = models.TextField(max_length=LONGEST_TEXT)
    evidence: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    due_on = models.DateField(null=True, blank=True)
    opened_by = models.CharField(max_length=100)
    opened_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["manual"],
                condition=Q(state__in=[str(state) for state in OPEN_STATES]),
                name="one_open_case_per_manual",
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.CLOSED, closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state=CaseState.CLOSED) & Q(closed_at=None, outcome=""),
                name="case_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.ASKED) | Q(due_on__isnull=False),
                name="case_asked_with_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk} of manual {self.manual_id} ({self.state})"

    def is_overdue(self, on: date) -> bool:
        """Whether the agency's day to answer has passed."""
        return self.state == CaseState.ASKED and self.due_on is not None and self.due_on < on


class CaseStep(models.Model):
    """One step of a case, kept for good: who took it and what was said.

    ``draft`` and ``edition`` are where the agency mended its manual, when it says that it did.
    """

    case = models.ForeignKey(InspectionCase, models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    from_state = models.CharField(max_length=10, choices=CaseState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=CaseState.choices)
    actor = models.CharField(max_length=100)
    actor_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    due_on = models.DateField(null=True, blank=True)
    says_fixed = models.BooleanField(default=False)
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.ForeignKey(
        ManualRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.verb} → {self.to_state}"


class StepFile(models.Model):
    """A file that came with a step; the agency and the centre may open it, nobody else."""

    step = models.ForeignKey(CaseStep, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["step", "file"], name="step_file_once")]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.file_id}"


class CasePaper(models.Model):
    """A draft proposal to the cabinet (ร่างข้อเสนอ) with all that it says, frozen.

    The PDF and the DOCX are made from ``data`` whenever somebody asks for them; ``digest`` is its
    SHA-256 and printed on both.
    """

    case = models.ForeignKey(InspectionCase, models.CASCADE, related_name="papers")
    step = models.OneToOneField(CaseStep, models.CASCADE, related_name="paper")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_paper_number_once")
        ]

    def __str__(self) -> str:
        return f"paper {self.number} of case {self.case_id}"
