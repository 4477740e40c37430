"""Drafts, where they are on their way, who holds them, and what adopters must decide."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.manuals.models import Manual, ManualRevision, Procedure


class DraftState(models.TextChoices):
    """Where a draft is."""

    DRAFT = "draft", "กำลังแก้"
    SUBMITTED = "submitted", "รอหน่วยงานอนุมัติ"
    IN_REVIEW = "in_review", "รอส่วนกลางตรวจ"
    APPROVED = "approved", "รอถึงเวลาเผยแพร่"
    RETURNED = "returned", "ส่งกลับแก้ไข"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    DISCARDED = "discarded", "ทิ้งแล้ว"


EDITABLE_STATES = (DraftState.DRAFT, DraftState.RETURNED)
WAITING_STATES = (DraftState.SUBMITTED, DraftState.IN_REVIEW, DraftState.APPROVED)
OPEN_STATES = (*EDITABLE_STATES, *WAITING_STATES)


class Draft(models.Model):
    """The working copy (ร่าง) of the next edition of a manual; a manual has one at a time.

    ``base`` is the edition it will follow and ``standard_base`` the standard edition that the
    author of an adopting agency looked at. ``authors`` are the ids of all who changed a text:
    none of them may approve it. ``version`` rises with every transition, so that nobody decides
    about another state than the one she saw.
    """

    manual = models.ForeignKey(Manual, models.PROTECT, related_name="drafts")
    state = models.CharField(max_length=12, choices=DraftState.choices, default=DraftState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    base = models.ForeignKey(
        ManualRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    standard_base = models.ForeignKey(
        ManualRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    authors: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    author_name = models.CharField(max_length=200)
    note = models.CharField(max_length=400, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    edition = models.OneToOneField(
        ManualRevision, models.PROTECT, null=True, blank=True, related_name="draft"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [
            models.Index(fields=["state", "publish_at"]),
            models.Index(fields=["state", "changed_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["manual"],
                condition=Q(state__in=[str(state) for state in OPEN_STATES]),
                name="one_open_draft_per_manual",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.APPROVED) | Q(publish_at__isnull=False),
                name="draft_waits_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.PUBLISHED, edition__isnull=False)
                | (~Q(state=DraftState.PUBLISHED) & Q(edition=None)),
                name="draft_published_has_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk} of manual {self.manual_id} ({self.state})"

    @property
    def is_editable(self) -> bool:
        """Whether texts can be changed."""
        return self.state in EDITABLE_STATES

    @property
    def is_open(self) -> bool:
        """Whether it can still become an edition."""
        return self.state in OPEN_STATES


class DraftSection(models.Model):
    """One part of a draft as it was last saved, valid or not.

    ``values`` maps field names to JSON; ``None`` in an adopting agency's draft means that the
    standard manual is followed there. ``version`` counts saves of this part.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="sections")
    section = models.CharField(max_length=40)
    values: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(
        null=True
    )
    version = models.PositiveIntegerField(default=1)
    saved_by = models.CharField(max_length=100)
    saved_by_name = models.CharField(max_length=200)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "section"], name="draft_section_once")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.section} v{self.version}"


class Transition(models.Model):
    """One step of a draft from one state to the next, with who took it."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="transitions")
    verb = models.CharField(max_length=40)
    from_state = models.CharField(max_length=12, choices=DraftState.choices, blank=True)
    to_state = models.CharField(max_length=12, choices=DraftState.choices)
    actor = models.CharField(max_length=100)
    actor_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.from_state} → {self.to_state}"


class SectionComment(models.Model):
    """What an approver or reviewer wants changed in one section; settled by the next submission."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="comments")
    transition = models.ForeignKey(Transition, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=40)
    text = models.TextField(max_length=4000)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.section}"


class ReviewMeasure(models.Model):
    """How large a change is that came to the central review, and what the rules found in it then.

    Measured when the agency approved it, so that the queue can be narrowed without reading every
    text. ``words`` are words added and taken away; a moved item counts none.
    """

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="review_measure")
    sections = models.PositiveSmallIntegerField()
    words = models.PositiveIntegerField()
    is_first = models.BooleanField()
    warnings = models.PositiveSmallIntegerField()
    advice = models.PositiveSmallIntegerField()
    measured_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["words"]), models.Index(fields=["warnings"])]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.sections} sections, {self.words} words"


class ProposalState(models.TextChoices):
    """What became of a proposed word."""

    WAITING = "waiting", "รอหน่วยงานเจ้าของ"
    ACCEPTED = "accepted", "เพิ่มแล้ว"
    DECLINED = "declined", "ไม่รับ"


class WordProposal(models.Model):
    """Words that the central agency proposes to the owner of a procedure (ข้อเสนอป้ายคำ).

    ``asked`` are the failed searches behind it and ``hours`` in how many hours they failed, as
    they stood then.
    """

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="word_proposals")
    words: models.JSONField[list[str], list[str]] = models.JSONField()
    asked: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    hours = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=400, blank=True)
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    proposed_by = models.CharField(max_length=100)
    proposed_by_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["state", "procedure"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, decided_at=None)
                | ~Q(state=ProposalState.WAITING) & Q(decided_at__isnull=False),
                name="word_proposal_decided_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {', '.join(self.words)} ({self.state})"


class EditLock(models.Model):
    """Who is editing a draft right now; a lock that ran out binds nobody."""

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="lock")
    holder = models.CharField(max_length=100)
    holder_name = models.CharField(max_length=200)
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.draft_id} held by {self.holder}"


class AdopterTask(models.Model):
    """A standard manual changed where an adopting agency has a text of its own.

    Open until an edition is published that was written with ``standard_edition`` in view, or
    until nothing is left to decide.
    """

    manual = models.ForeignKey(Manual, models.CASCADE, related_name="adopter_tasks")
    old_edition = models.ForeignKey(ManualRevision, models.PROTECT, related_name="+")
    standard_edition = models.ForeignKey(ManualRevision, models.PROTECT, related_name="+")
    sections: models.JSONField[list[str], list[str]] = models.JSONField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["manual"], condition=Q(closed_at=None), name="one_open_task_per_manual"
            )
        ]

    def __str__(self) -> str:
        return f"manual {self.manual_id}: {', '.join(self.sections)}"


class Cancellation(models.Model):
    """Why a manual ended and what citizens do instead; kept when it is taken up again."""

    manual = models.ForeignKey(Manual, models.PROTECT, related_name="cancellations")
    reason = models.CharField(max_length=400)
    successor = models.ForeignKey(
        Procedure, models.PROTECT, null=True, blank=True, related_name="+"
    )
    instead = models.CharField(max_length=400, blank=True)
    cancelled_by = models.CharField(max_length=200)
    cancelled_at = models.DateTimeField(default=timezone.now)
    reopened_by = models.CharField(max_length=200, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["manual"],
                condition=Q(reopened_at=None),
                name="one_open_cancellation_per_manual",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=False) | ~Q(instead=""),
                name="cancellation_names_what_instead",
            ),
        ]

    def __str__(self) -> str:
        return f"manual {self.manual_id} cancelled"

    @property
    def told(self) -> str:
        """Return what citizens read about it: why, and what to do instead."""
        return " ".join(part for part in (self.reason, self.instead) if part)
