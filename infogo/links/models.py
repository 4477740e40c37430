"""Addresses that citizens may follow from our pages, who names them, and how they answered.

Derived: the addresses are read out of the records again and again, and what is known of an
address that nobody names any more is dropped.
"""

from __future__ import annotations

from django.db import models

from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint

LONGEST_URL = 500


class LinkStatus(models.TextChoices):
    """What may be said of an address; only ``BROKEN`` is worth an officer's time."""

    NEW = "new", "ยังไม่ตรวจ"
    OPENS = "opens", "เปิดได้"
    FAILING = "failing", "เปิดไม่ได้ รอตรวจซ้ำวันอื่น"
    BROKEN = "broken", "เปิดไม่ได้หลายวัน"
    UNTOLD = "untold", "ตรวจไม่ได้"


class Problem(models.TextChoices):
    """Why an address did not open, or why it is not ours to try."""

    UNKNOWN_HOST = "unknown_host", "ไม่มีเว็บไซต์ชื่อนี้แล้ว"
    NO_ANSWER = "no_answer", "เว็บไซต์ไม่ตอบ"
    NOT_FOUND = "not_found", "ไม่มีหน้านี้แล้ว"
    SERVER = "server", "เว็บไซต์ขัดข้อง"
    CERTIFICATE = "certificate", "ใบรับรองความปลอดภัยของเว็บไซต์มีปัญหา"
    REDIRECTS = "redirects", "เว็บไซต์ส่งต่อวนไปมา"
    MALFORMED = "malformed", "ที่อยู่เว็บเขียนไม่ถูก"
    INSIDE = "inside", "เป็นที่อยู่ภายในเครือข่าย ประชาชนเปิดไม่ได้"
    UNWELCOME = "unwelcome", "เว็บไซต์ไม่ให้โปรแกรมตรวจ"


class LinkCheck(models.Model):
    """One address and how it answered.

    It is broken once it failed on several different days in a row (``failed_days``);
    ``moved_to`` is where it leads for good. ``note`` names a fault of the certificate.
    """

    url = models.CharField(max_length=LONGEST_URL, unique=True)
    host = models.CharField(max_length=255)
    status = models.CharField(
        max_length=10, choices=LinkStatus.choices, default=LinkStatus.NEW, db_index=True
    )
    problem = models.CharField(max_length=20, choices=Problem.choices, blank=True)
    http_code = models.PositiveSmallIntegerField(null=True, blank=True)
    moved_to = models.CharField(max_length=LONGEST_URL, blank=True)
    note = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(db_index=True)
    first_failed_at = models.DateTimeField(null=True, blank=True)
    last_failed_on = models.DateField(null=True, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["url"]

    def __str__(self) -> str:
        return f"{self.url} ({self.status})"


class LinkUse(models.Model):
    """A record that names an address; exactly one of the five is set. ``part`` says where in it."""

    link = models.ForeignKey(LinkCheck, models.CASCADE, related_name="uses")
    key = models.CharField(max_length=80)
    part = models.CharField(max_length=40)
    manual = models.ForeignKey(Manual, models.CASCADE, null=True, related_name="+")
    point = models.ForeignKey(ServicePoint, models.CASCADE, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+")
    pin = models.ForeignKey(Pin, models.CASCADE, null=True, related_name="+")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "key"], name="link_use_once")]

    def __str__(self) -> str:
        return f"{self.key} → {self.link_id}"
