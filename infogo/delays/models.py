"""Requests that are late or may become so (เรื่องล่าช้า, section 10), without a name in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency
from infogo.core.durations import Duration, DurationUnit
from infogo.delays.receipts_models import Receipt as Receipt  # Django finds models here only
from infogo.delays.refusals_models import Outcome as Outcome
from infogo.delays.refusals_models import Refusal as Refusal
from infogo.manuals.models import Manual, ManualRevision
from infogo.points.models import ServicePoint

UNITS = [(unit.value, unit.value) for unit in DurationUnit]


class PauseKind(models.TextChoices):
    """What lets the clock stand still."""

    DEFECT = "defect", "บันทึกความบกพร่อง (มาตรา 8)"
    MANUAL_RULE = "manual_rule", "เงื่อนไขที่เขียนในคู่มือ"


class NoticeChannel(models.TextChoices):
    """How a notice reached the person who filed."""

    POST = "post", "ไปรษณีย์"
    EMAIL = "email", "อีเมล"
    ONLINE = "online", "ระบบอิเล็กทรอนิกส์"
    IN_PERSON = "in_person", "รับด้วยตนเอง"


class DelayCase(models.Model):
    """One request at one point, by its reference number (เลขที่คำขอ) and never by a name.

    ``received_at`` is when the papers were complete; ``by_channel`` that they came through an
    electronic channel of the agency. ``promised_*`` repeat what the edition in force then
    promised. All below ``outcome`` is computed from what people wrote, and stored for lists:
    ``due_on`` (empty while the clock is held, ``due_at`` only for minutes and hours), the turn of
    notices that is next, and how many turns were missed.
    """

    reference = models.CharField("เลขที่คำขอ", max_length=40)
    manual = models.ForeignKey(Manual, models.PROTECT, related_name="delay_cases")
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="delay_cases")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="delay_cases")
    edition = models.ForeignKey(ManualRevision, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    by_channel = models.BooleanField(default=False)
    promised_value = models.DecimalField(max_digits=9, decimal_places=2)
    promised_unit = models.CharField(max_length=12, choices=UNITS)
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    result_told_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    notice_opens_on = models.DateField(null=True, blank=True)
    notice_due_on = models.DateField(null=True, blank=True)
    missed_count = models.PositiveSmallIntegerField(default=0)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=timezone.now)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["manual", "point", "reference"], name="delay_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, outcome="")
                | (Q(decided_on__isnull=False) & ~Q(outcome="")),
                name="delay_decided_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["decided_on", "due_on"]),
            models.Index(fields=["decided_on", "notice_due_on"]),
            models.Index(fields=["agency", "due_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.reference}"

    @property
    def promised(self) -> Duration:
        """What the manual promised, in its own unit."""
        return Duration.of(self.promised_value, self.promised_unit)

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided_on is None


class ClockPause(models.Model):
    """Days that do not count, ``ends_on`` included; it names what allows that.

    One of kind ``DEFECT`` is the deficiency record of section 8: ``missing`` are the documents
    that it asks for, one a line, ``complete_by`` the last day for bringing them. Both are empty in
    what was written down before these were asked for. ``ended_by_closing`` tells one that ended
    because its case did: it goes on when the case does.
    """

    case = models.ForeignKey(DelayCase, models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=12, choices=PauseKind.choices)
    basis = models.CharField("เลขที่บันทึกหรือข้อความในคู่มือ", max_length=200)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    missing = models.TextField("เอกสารที่ขาด", blank=True, default="", db_default="")
    complete_by = models.DateField("กำหนดส่ง", null=True, blank=True)
    ended_by_closing = models.BooleanField(default=False, db_default=False)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=timezone.now)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends_on=None), name="delay_one_open_pause"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="delay_pause_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.begins_on}–{self.ends_on or ''}"


class ClockExtension(models.Model):
    """More time that a law gives, behind the time there was; it names that law."""

    case = models.ForeignKey(DelayCase, models.CASCADE, related_name="extensions")
    value = models.DecimalField(max_digits=9, decimal_places=2)
    unit = models.CharField(max_length=12, choices=UNITS)
    basis = models.CharField("กฎหมายที่ให้ขยายเวลา", max_length=200)
    granted_on = models.DateField()
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=timezone.now)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["granted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} +{self.value} {self.unit}"

    @property
    def length(self) -> Duration:
        """How much time was added, in its own unit."""
        return Duration.of(self.value, self.unit)


class DelayNotice(models.Model):
    """A turn of notices: sent, or missed when ``sent_on`` is empty.

    ``seq`` and ``due_on`` are those of the turn that it met; 0 and empty for a notice that met
    none, sent before the time ran out or as the second one of a turn. ``reason`` is a code of the
    rule set in force on the day of sending.
    """

    case = models.ForeignKey(DelayCase, models.CASCADE, related_name="notices")
    seq = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=12, choices=NoticeChannel.choices, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    expected_on = models.DateField(null=True, blank=True)
    copied_on = models.DateField(null=True, blank=True)
    noted_by = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField(default=timezone.now)
    is_simulated = models.BooleanField(default=False)

    class Meta:
        ordering = ["case", "due_on", "sent_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "seq"], condition=Q(seq__gt=0), name="delay_turn_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=False) | Q(due_on__isnull=False),
                name="delay_notice_is_sent_or_due",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "case"], condition=Q(sent_on=None), name="delay_turn_missed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} turn {self.seq} {self.sent_on or 'missed'}"

    @property
    def is_missed(self) -> bool:
        """Whether the turn passed without a notice."""
        return self.sent_on is None


class Stage(models.TextChoices):
    """What a case asks of its officers, gravest last."""

    DUE_SOON = "due_soon", "ใกล้ครบกำหนด"
    OVERDUE = "overdue", "เกินกำหนดแล้ว"
    NOTICE_DUE = "notice_due", "ต้องแจ้งเหตุล่าช้าในงวดนี้"
    NOTICE_MISSED = "notice_missed", "เลยงวดแจ้งโดยไม่ได้แจ้ง"


class DelayTask(models.Model):
    """Something that a case asks of its officers; once for each case, stage and day it is about.

    ``for_on`` is the promised day (due soon, overdue) or the last day of the turn. ``told_on`` is
    the day of the digest that told of it.
    """

    case = models.ForeignKey(DelayCase, models.CASCADE, related_name="tasks")
    stage = models.CharField(max_length=14, choices=Stage.choices)
    for_on = models.DateField()
    opened_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "stage", "for_on"], name="delay_task_once")
        ]
        indexes = [
            models.Index(
                fields=["stage", "case"], condition=Q(closed_at=None), name="delay_task_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.stage} {self.for_on}"


class RunPhase(models.TextChoices):
    """How far a daily run has come."""

    CASES = "cases", "ดูเรื่อง"
    DIGESTS = "digests", "ส่งสรุป"
    DONE = "done", "เสร็จแล้ว"


class DutyRun(models.Model):
    """The daily run of one Thai day; ``cursor`` is the last case or officer that is done.

    It moves in the same transaction as what it did, so a killed run goes on where it was.
    """

    day = models.DateField(unique=True)
    phase = models.CharField(max_length=8, choices=RunPhase.choices, default=RunPhase.CASES)
    cursor = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.phase} {self.cursor}"


class Digest(models.Model):
    """That an officer was sent the digest of a day: once."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "day"], name="delay_digest_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.day}"


class Recount(models.Model):
    """That a day became a holiday or ceases to be one, and open requests over it are reckoned anew.

    ``cursor`` is the last case that is done and moves in the transaction of what it did.
    """

    day = models.DateField()
    asked_at = models.DateTimeField()
    cursor = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(finished_at=None), name="delay_recount_open")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.done}"
