"""Why a request was refused or returned (sections 8 and 9), as its letter says it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Outcome(models.TextChoices):
    """How a request ended."""

    APPROVED = "approved", "อนุญาตหรือทำให้แล้ว"
    REJECTED = "rejected", "ไม่อนุญาต"
    RETURNED = "returned", "คืนคำขอ (มาตรา 9)"
    WITHDRAWN = "withdrawn", "ผู้ยื่นถอนคำขอ"


REFUSALS = (Outcome.REJECTED, Outcome.RETURNED)
"""Ends that must be given reasons in writing, and can be appealed against."""


class MadeBy(models.TextChoices):
    """Who made the order: by this the law says where it is contested."""

    OFFICER = "officer", "เจ้าหน้าที่หรือหัวหน้าหน่วยงาน"
    MINISTER = "minister", "รัฐมนตรี"
    COMMITTEE = "committee", "คณะกรรมการ"


class Refusal(models.Model):
    """The reasons of one refusal: of a watched request or of a receipt, never of both.

    ``facts``, ``law`` and ``reason`` are the three things that a written order says
    (Administrative Procedure Act B.E. 2539, section 37). What was returned names the deficiency
    ``record``, when it was made, until when it gave time, and what was still ``missing``, one
    document a line. ``record_last_on`` is that deadline as it stood when the request was returned,
    moved where it had become a holiday: a letter that is printed again says no other day.
    ``appeal_*`` are empty unless the law of the matter has an appeal of its own. No citizen is
    named. Requests that ended before reasons were asked for have none.

    What is opened again keeps its refusal, ``withdrawn_*``: an order that somebody got stays on
    record. ``refusals.refusal_of`` finds the one that stands. The database itself does not ask for
    the case or the receipt: the last release removes both and knows nothing of refusals. Whoever
    reads refusals comes from what they are of.
    """

    case = models.ForeignKey(
        "delays.DelayCase",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="refusals",
        db_constraint=False,
    )
    receipt = models.ForeignKey(
        "delays.Receipt",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="refusals",
        db_constraint=False,
    )
    outcome = models.CharField(max_length=12, choices=[(end.value, end.label) for end in REFUSALS])
    decided_on = models.DateField()
    facts = models.TextField("ข้อเท็จจริง", blank=True)
    law = models.CharField("กฎหมาย", max_length=300, blank=True)
    reason = models.TextField("เหตุผล")
    missing = models.TextField("เอกสารที่ยังขาด", blank=True)
    record = models.CharField("เลขที่บันทึกความบกพร่อง", max_length=200, blank=True)
    record_on = models.DateField(null=True, blank=True)
    record_due_on = models.DateField(null=True, blank=True)
    record_last_on = models.DateField(null=True, blank=True)
    appeal_days = models.PositiveSmallIntegerField(null=True, blank=True)
    appeal_to = models.CharField(max_length=200, blank=True)
    appeal_law = models.CharField(max_length=300, blank=True)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(
        "ผู้ออกคำสั่ง",
        max_length=12,
        choices=MadeBy.choices,
        default=MadeBy.OFFICER,
        db_default=MadeBy.OFFICER.value,
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True, default="", db_default="")
    withdrawn_why = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(case=None, receipt__isnull=False) | Q(case__isnull=False, receipt=None),
                name="refusal_of_case_or_receipt",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(withdrawn_at=None), name="refusal_once_of_case"
            ),
            models.UniqueConstraint(
                fields=["receipt"], condition=Q(withdrawn_at=None), name="refusal_once_of_receipt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id or self.receipt_id} {self.outcome}"
