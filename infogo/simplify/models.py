"""Findings (สิ่งที่พบ) of the radar of simplification, their history, and how far it looked."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual, Procedure

LONGEST_NOTE = 1000
LONGEST_KEY = 120


class Kind(models.TextChoices):
    """What a finding is about."""

    OUTLIER = "outlier", "มากกว่าที่อื่นผิดปกติ"
    STATE_PAPER = "state_paper", "ขอเอกสารที่รัฐมีอยู่แล้ว"
    COPIES = "copies", "ยังขอสำเนา"
    OVER_STANDARD = "over_standard", "ขั้นตอนเกินเวลามาตรฐาน"
    UNUSED = "unused", "ไม่มีผู้ใช้"
    DUPLICATE = "duplicate", "อาจเป็นเรื่องเดียวกัน"
    PATH = "path", "ต้องมีเอกสารก่อนหลายทอด"
    CIRCLE = "circle", "เอกสารวนรอกันเอง"


class State(models.TextChoices):
    """How far the centre is with a finding; only the radar itself says that one is gone."""

    NEW = "new", "ใหม่"
    SEEN = "seen", "ดูแล้ว"
    TAKEN = "taken", "รับทำ"
    DONE = "done", "ทำแล้ว"
    NO_PROBLEM = "no_problem", "ไม่เป็นปัญหา"
    GONE = "gone", "หายไปแล้ว"


OPEN_STATES = (State.NEW, State.SEEN, State.TAKEN)
CLOSED_STATES = (State.DONE, State.NO_PROBLEM, State.GONE)


class Basis(models.TextChoices):
    """Where the number of affected citizens comes from."""

    REPORTED = "reported", "รายงานธุรกรรม"
    OPENINGS = "openings", "จำนวนครั้งที่เปิดคู่มือ"
    UNKNOWN = "unknown", "ไม่มีข้อมูล"


class Verdict(models.TextChoices):
    """What a person said of two services with like names."""

    SAME = "same", "เรื่องเดียวกัน"
    DIFFERENT = "different", "คนละเรื่อง"
    LATER = "later", "ไว้ตัดสินทีหลัง"


class Finding(models.Model):
    """One thing that could be simpler, found by a detector and worked on by a central officer.

    ``key`` names the same thing on every sweep. ``agency`` is who could change it, ``ministry`` the
    one above it, and ``other`` the second service of a pair. ``facts`` are those of ``facts.py``.
    ``citizens`` are people a year by ``basis``, reckoned from ``counted_total`` requests in
    ``counted_span`` months (days, of openings). ``minutes_saved`` and ``satang_saved`` are a
    year's saving; empty means unknown, never zero. ``rank`` is what lists are ordered by: the
    saving, below zero where it is unknown. ``gone_at`` tells since when the radar no longer sees
    it, whatever people said of it. ``version`` counts changes by people.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    detector = models.CharField(max_length=20)
    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="findings")
    manual = models.ForeignKey(
        Manual, models.CASCADE, null=True, blank=True, related_name="findings"
    )
    other = models.ForeignKey(Procedure, models.CASCADE, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="findings")
    ministry = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    facts: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    estimate: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    citizens = models.PositiveBigIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.UNKNOWN)
    counted_total = models.PositiveBigIntegerField(default=0)
    counted_span = models.PositiveSmallIntegerField(default=0)
    is_simulated = models.BooleanField(default=False)
    minutes_saved = models.PositiveBigIntegerField(null=True, blank=True)
    satang_saved = models.PositiveBigIntegerField(null=True, blank=True)
    rank: models.GeneratedField = models.GeneratedField(
        expression=Coalesce(F("satang_saved"), Value(-1)),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    state_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=LONGEST_NOTE, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    owner = models.ForeignKey(
        Officer, models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    first_seen_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-rank", "pk"]
        indexes = [
            models.Index(fields=["detector", "procedure"]),
            models.Index(fields=["detector", "manual"]),
            # Both hold all that a list of 50,000 needs: its order, and its sums by kind.
            models.Index(fields=["-rank", "id", "state", "kind"], name="finding_in_order"),
            models.Index(
                fields=["state", "kind", "satang_saved", "minutes_saved"], name="finding_sums"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_open(self) -> bool:
        """Whether there is still something to decide or to do."""
        return self.state in OPEN_STATES


class StepKind(models.TextChoices):
    """What a line of a finding's history tells."""

    FOUND = "found", "พบ"
    BACK = "back", "กลับมาพบอีก"
    GONE = "gone", "ไม่พบแล้ว"
    STATE = "state", "เปลี่ยนสถานะ"
    OWNER = "owner", "มอบหมาย"
    NOTE = "note", "บันทึก"


class FindingStep(models.Model):
    """One line of a finding's history; never changed.

    ``opened`` and ``closed`` are 1 where the step opened or closed the finding. ``satang`` and
    ``minutes`` are what a year's saving it added to what was achieved; negative when taken back.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="steps")
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    state_before = models.CharField(max_length=12, choices=State.choices, blank=True)
    state_after = models.CharField(max_length=12, choices=State.choices, blank=True)
    text = models.CharField(max_length=LONGEST_NOTE, blank=True)
    opened = models.SmallIntegerField(default=0)
    closed = models.SmallIntegerField(default=0)
    minutes = models.BigIntegerField(default=0)
    satang = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["at", "opened", "closed", "minutes", "satang"], name="finding_step_sums"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.kind}"


class Sweep(models.Model):
    """How far one detector is: it looks at everything once a day, a few records at a time.

    ``after`` is the id up to which the running sweep has come. ``seen`` counts what the running
    sweep found, ``found`` what the last whole one did; ``note`` says why it cannot judge.
    """

    detector = models.CharField(max_length=20, unique=True)
    after = models.BigIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.detector} {self.after}"
