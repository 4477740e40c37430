"""Proposals to give or end a role of the centre: one officer proposes, another confirms."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.accounts.roles import CENTRAL_ROLES, Role

_CENTRAL = [(role.value, role.label) for role in Role if role in CENTRAL_ROLES]


class ProposalKind(models.TextChoices):
    """What is to become of a central role."""

    GIVE = "give", "ให้หน้าที่ส่วนกลาง"
    END = "end", "ยุติหน้าที่ส่วนกลาง"


class ProposalOutcome(models.TextChoices):
    """How a proposal ended; one that nobody decided in time has none."""

    CONFIRMED = "confirmed", "ยืนยันแล้ว"
    REJECTED = "rejected", "ไม่เห็นชอบ"
    WITHDRAWN = "withdrawn", "ผู้เสนอถอนคืน"


class CentralProposal(models.Model):
    """That an officer shall have a role of the centre, or shall have it no longer.

    ``grant`` is the right that shall end, or the one that was given by it. Nothing happens before
    somebody else than the proposer and the officer herself confirms, until ``expires_at``.
    """

    kind = models.CharField(max_length=4, choices=ProposalKind.choices)
    officer = models.ForeignKey(
        "accounts.Officer", models.PROTECT, related_name="central_proposals"
    )
    role = models.CharField(max_length=20, choices=_CENTRAL)
    valid_until = models.DateField(null=True, blank=True)
    grant = models.ForeignKey("accounts.Grant", models.PROTECT, null=True, blank=True,
                              related_name="central_proposals")  # fmt: skip
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey("accounts.Officer", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=ProposalOutcome.choices, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Officer", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None) | (~Q(outcome="")
                                                            & Q(decided_at__isnull=False)),
                name="central_proposal_decided_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.role} {self.officer_id}"

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be confirmed."""
        return not self.outcome and now < self.expires_at

    def state_words(self, now: datetime) -> str:
        """Say in Thai where it stands."""
        if self.outcome:
            return str(ProposalOutcome(self.outcome).label)
        return "รอคนที่สองยืนยัน" if self.is_open(now) else "หมดอายุ ไม่มีผล"
