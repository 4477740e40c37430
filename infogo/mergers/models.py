"""Mergers of agencies: what was decided, how far it has come, and what moved where.

And points that one agency would hand over to another, until that one has answered.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency
from infogo.points.models import ServicePoint


class MergerState(models.TextChoices):
    """Where a merger is."""

    PLANNED = "planned", "รอถึงวันมีผล"
    RUNNING = "running", "กำลังย้ายข้อมูล"
    DONE = "done", "รวมแล้ว"
    CANCELLED = "cancelled", "ยกเลิกก่อนเริ่ม"


OPEN_STATES = (MergerState.PLANNED, MergerState.RUNNING)


class GrantFate(models.TextChoices):
    """What becomes of a right over an agency that is merged."""

    OWN = "own", "ให้ต่อเฉพาะของเดิม"
    MOVE = "move", "ให้ต่อทั้งหน่วยงานใหม่"
    END = "end", "ยุติ"


class Merger(models.Model):
    """That agencies become part of another one from a day on.

    ``basis`` names the law or order. ``kept_manuals`` are manuals of the merged agencies that
    replace the successor's own; ``grant_fates`` says by number of a grant what becomes of it where
    that is not the usual. ``moved`` counts by kind what was moved so far.
    """

    into = models.ForeignKey(Agency, models.PROTECT, related_name="mergers_into")
    effective_on = models.DateField()
    basis = models.CharField(max_length=300)
    state = models.CharField(
        max_length=10, choices=MergerState.choices, default=MergerState.PLANNED
    )
    kept_manuals: models.JSONField[list[int], list[int]] = models.JSONField(default=list)
    grant_fates: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    moved: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(default=dict)
    planned_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "effective_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MergerState.DONE, finished_at__isnull=False)
                | (~Q(state=MergerState.DONE) & Q(finished_at=None)),
                name="merger_done_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"merger {self.pk} into {self.into_id} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be done."""
        return self.state in OPEN_STATES


class MergedAgency(models.Model):
    """An agency that a merger ends; ``former_parent`` is where it stood."""

    merger = models.ForeignKey(Merger, models.CASCADE, related_name="sources")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="mergers")
    former_parent = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["merger", "agency"], name="merged_agency_once")
        ]

    def __str__(self) -> str:
        return f"{self.merger_id}: {self.agency_id}"


class MovedRecords(models.Model):
    """What one portion of the work moved: the trail by which it could be put back by hand."""

    merger = models.ForeignKey(Merger, models.CASCADE, related_name="portions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    ids: models.JSONField[list[Any], list[Any]] = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["merger", "kind"])]

    def __str__(self) -> str:
        return f"{self.merger_id} {self.kind}: {len(self.ids)}"


class HandoverState(models.TextChoices):
    """What became of the proposal to hand a point over."""

    PROPOSED = "proposed", "รอหน่วยงานที่รับโอนตอบ"
    ACCEPTED = "accepted", "รับโอนแล้ว"
    DECLINED = "declined", "ไม่รับโอน"
    WITHDRAWN = "withdrawn", "ถอนข้อเสนอแล้ว"


class HandoverProposal(models.Model):
    """That an agency would hand a point over to another one, which has to accept it.

    ``source`` is whose it was when it was proposed. ``answer`` is why it was declined or withdrawn.
    """

    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="handover_proposals")
    source = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    into = models.ForeignKey(Agency, models.PROTECT, related_name="handover_proposals")
    reason = models.CharField(max_length=300)
    state = models.CharField(
        max_length=10, choices=HandoverState.choices, default=HandoverState.PROPOSED
    )
    answer = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["into", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["point"],
                condition=Q(state=HandoverState.PROPOSED),
                name="handover_proposed_once",
            ),
            models.CheckConstraint(
                condition=Q(state=HandoverState.PROPOSED, decided_at=None)
                | (~Q(state=HandoverState.PROPOSED) & Q(decided_at__isnull=False)),
                name="handover_decided_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} to {self.into_id} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether the receiving agency has not answered yet."""
        return self.state == HandoverState.PROPOSED
