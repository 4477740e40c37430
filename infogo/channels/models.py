"""Electronic channels of agencies, their announcements, and the reports of section 22."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.core.models import Record
from infogo.files.models import StoredFile

LONGEST_ADDRESS = 200
LONGEST_ORDER = 100
LONGEST_REASON = 400


class EActRuleSet(models.Model):
    """The rules of the E-Act for a time; ``parameters`` are ``rules.EActParameters``."""

    code = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=200)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    parameters: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ["effective_from", "id"]

    def __str__(self) -> str:
        return self.code


class ChannelStatus(models.TextChoices):
    """Whether citizens may still file through a channel."""

    OPEN = "open", "เปิดรับเรื่อง"
    CLOSED = "closed", "เลิกใช้แล้ว"


class AgencyEChannel(Record):
    """An electronic channel that an agency announced for citizens (E-Act section 10).

    ``kind`` and ``level`` are codes of the rule set in force when it was declared.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="e_channels")
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    address = models.CharField(max_length=LONGEST_ADDRESS)
    purpose_th = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    status = models.CharField(
        max_length=10, choices=ChannelStatus.choices, default=ChannelStatus.OPEN
    )
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "address"], name="e_channel_once"),
            models.CheckConstraint(
                condition=Q(status=ChannelStatus.OPEN, closed_on=None)
                | Q(status=ChannelStatus.CLOSED, closed_on__isnull=False),
                name="e_channel_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.kind} {self.address}"


class Section(models.IntegerChoices):
    """What an agency announces: sections of the E-Act."""

    FILING = 10, "ช่องทางอิเล็กทรอนิกส์สำหรับติดต่อหน่วยงาน (มาตรา 10)"
    INTERNAL = 16, "ระบบอิเล็กทรอนิกส์ภายในหน่วยงาน (มาตรา 16)"


class Review(models.TextChoices):
    """Where a declaration stands; an agency itself can only say that it is still at it."""

    NONE = "none", "รอส่วนกลางตรวจ"
    IN_PROGRESS = "in_progress", "อยู่ระหว่างดำเนินการ"
    WRONG_FILE = "wrong_file", "แนบไฟล์ไม่ถูกต้อง"
    ACCEPTED = "accepted", "ตรวจแล้ว ถูกต้อง"


class EActDeclaration(models.Model):
    """What an agency answers about its announcement under one section, as it stands now.

    ``version`` grows with each step, so that nobody decides about another text than she read.
    ``declared_by`` is the stable id of whoever answered ("officer 12").
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="e_act_declarations")
    section = models.PositiveSmallIntegerField(choices=Section.choices)
    review = models.CharField(max_length=12, choices=Review.choices, default=Review.NONE)
    order_number = models.CharField(max_length=LONGEST_ORDER, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    declared_by = models.CharField(max_length=100)
    declared_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["declared_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "section"], name="e_act_declaration_once")
        ]
        indexes = [models.Index(fields=["review", "declared_at"])]

    def __str__(self) -> str:
        return f"{self.agency_id} s.{self.section} {self.review}"


class DeclarationStep(models.Model):
    """One answer or one decision, kept for good: a report of any past day is read from these."""

    declaration = models.ForeignKey(EActDeclaration, models.CASCADE, related_name="steps")
    at = models.DateTimeField(default=timezone.now)
    actor = models.CharField(max_length=200)
    review = models.CharField(max_length=12, choices=Review.choices)
    order_number = models.CharField(max_length=LONGEST_ORDER, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["declaration", "at"])]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.at:%Y-%m-%d} {self.review}"


class EActReport(models.Model):
    """A report of section 22 as it was made, with everything that its figures are made from.

    ``lines`` are all agencies counted, each with its two answers; ``groups`` the lines of the
    table. The figures are always summed from these, so a report can be made again at any time
    and ``digest`` shows that nobody changed it.
    """

    first_day = models.DateField()
    last_day = models.DateField()
    as_of = models.DateTimeField()
    rule_set = models.CharField(max_length=40)
    groups: models.JSONField[list[list[str]], list[list[str]]] = models.JSONField(default=list)
    lines: models.JSONField[list[list[Any]], list[list[Any]]] = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-first_day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["first_day", "last_day"], name="e_act_report_once")
        ]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day}"


class ReminderRound(models.Model):
    """One day of reminding (section 22: every 15 days); ``after_officer`` is how far it came."""

    due_on = models.DateField(unique=True)
    after_officer = models.BigIntegerField(default=0)
    officers = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-due_on"]

    def __str__(self) -> str:
        return str(self.due_on)


class Reminder(models.Model):
    """That an agency was reminded in a round, by a notice to its officers."""

    round = models.ForeignKey(ReminderRound, models.CASCADE, related_name="reminders")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="e_act_reminders")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "agency"], name="e_act_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.agency_id}"
