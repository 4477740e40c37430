"""What readers tell of a page (แจ้งข้อมูลผิด): wrong data, questions; and what officers answered.

Nothing here tells who a reader is, unless she leaves an e-mail address for one answer. It goes
when the answer is written, when she says so, or after ``retention.CONTACTS_KEPT``.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint

LONGEST_TEXT = 1000
"""Characters that a reader may write; what is masked may be a little longer."""
LONGEST_PATH = 200


class Subject(models.TextChoices):
    """What kind of page a report is about; ``PAGE`` is any that no agency answers for."""

    MANUAL = "manual", "คู่มือ"
    POINT = "point", "จุดให้บริการ"
    AGENCY = "agency", "หน่วยงาน"
    ARTICLE = "article", "บทความ"
    PAGE = "page", "หน้าอื่นของเว็บไซต์"


class Kind(models.TextChoices):
    """What is wrong, as the reader says."""

    PHONE = "phone", "เบอร์โทรผิดหรือโทรไม่ติด"
    HOURS = "hours", "เวลาทำการผิด"
    PLACE = "place", "ที่อยู่หรือที่ตั้งผิด"
    FEE = "fee", "ค่าธรรมเนียมผิด"
    DOCUMENTS = "documents", "เอกสารที่ต้องใช้ผิด"
    STEPS = "steps", "ขั้นตอนหรือระยะเวลาผิด"
    COPIES = "copies", "ถูกขอสำเนาเอกสารที่ราชการออกให้"
    UNCLEAR = "unclear", "อ่านแล้วไม่เข้าใจ"
    QUESTION = "question", "มีคำถาม"
    OTHER = "other", "เรื่องอื่น"


class State(models.TextChoices):
    """Where a report stands; the last three end it, each with words for the reader."""

    NEW = "new", "ใหม่"
    MENDING = "mending", "กำลังแก้"
    MENDED = "mended", "แก้แล้ว"
    NOT_ERROR = "not_error", "ข้อมูลไม่ผิด"
    ANSWERED = "answered", "ตอบคำถามแล้ว"


OPEN_STATES = (State.NEW, State.MENDING)
CLOSED_STATES = (State.MENDED, State.NOT_ERROR, State.ANSWERED)


class Suspicion(models.TextChoices):
    """What is unusual about a report; none of them says that it is false."""

    TOO_FAST = "too_fast", "ส่งเร็วกว่าที่คนพิมพ์ทัน"
    TRAP = "trap", "กรอกช่องที่คนมองไม่เห็น"
    SAME_TEXT = "same_text", "ข้อความซ้ำกับเรื่องอื่น"
    ONE_ADDRESS = "one_address", "ส่งหลายครั้งจากเครือข่ายเดียวกัน"


RECORDS = ("manual", "point", "agency", "article")
"""Columns that name a record, each called as its subject is."""


def _only(subject: str) -> Q:
    """Return the condition that a report about this kind of record names one, and no other."""
    others = dict.fromkeys(name for name in RECORDS if name != subject)
    return Q(subject=subject, **{f"{subject}__isnull": False}, **others)


class PageReport(models.Model):
    """One thing that a reader told of a page.

    Of ``manual``, ``point``, ``agency`` and ``article`` one at most is set, the one that
    ``subject`` names; ``path`` is the address of the page she came from, in Thai and without a
    query. ``is_with_centre`` says that no agency answers for it, or that the agency handed it on.
    ``text`` is what she wrote with personal numbers and names masked; what was masked was never
    stored. ``due_on`` is the day by which an answer is promised, ``language`` that of her page,
    ``contact`` the e-mail address to which one answer goes. ``idempotency_key`` stands for the form
    that she was given and what she said by it.
    """

    reference = models.CharField(max_length=12, unique=True)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    manual = models.ForeignKey(Manual, models.PROTECT, null=True, blank=True, related_name="+")
    point = models.ForeignKey(ServicePoint, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=LONGEST_PATH, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.CharField(max_length=2 * LONGEST_TEXT)
    text_digest = models.CharField(max_length=64, blank=True)
    has_masked = models.BooleanField(default=False)
    contact = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=[("th", "ไทย"), ("en", "English")])
    is_with_centre = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    created_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    suspicion: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    idempotency_key = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="page_report_newest_first"),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state__in=["new", "mending"]),
                name="page_report_open_by_due",
            ),
            models.Index(fields=["closed_at"], name="page_report_by_closing"),
            models.Index(fields=["text_digest", "created_at"], name="page_report_by_text"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=_only("manual") | _only("point") | _only("agency") | _only("article")
                | Q(subject="page", **dict.fromkeys(RECORDS)),
                name="page_report_has_its_subject",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "mending"], closed_at=None)
                | Q(state__in=["mended", "not_error", "answered"], closed_at__isnull=False),
                name="page_report_closed_with_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.reference}: {self.kind} of {self.subject} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state in OPEN_STATES


class PageReportStep(models.Model):
    """One thing that an officer did with a report: append-only.

    ``text`` is for the reader, who sees the agency and not the officer; ``agency`` is empty where
    the centre speaks. Equal states mean that it was handed to the centre.
    """

    report = models.ForeignKey(PageReport, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=State.choices)
    to_state = models.CharField(max_length=10, choices=State.choices)
    text = models.CharField(max_length=2000, blank=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"page report {self.report_id}: {self.from_state} → {self.to_state}"
