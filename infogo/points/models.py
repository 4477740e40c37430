"""Service points: the places that citizens visit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from infogo.agencies.models import Agency
from infogo.core.models import Record
from infogo.geo.models import CoordinateQuality, District, Province, Subdistrict

MOBILE_UNIT = "mobile_unit"
"""The kind of points that stand nowhere for good and go out in rounds (``infogo.rounds``); a term
of the vocabulary of kinds."""


class PointStatus(models.TextChoices):
    """Whether a service point can be visited."""

    OPEN = "open", "เปิดให้บริการ"
    SUSPENDED = "suspended", "ปิดชั่วคราว"
    MOVED = "moved", "ย้ายแล้ว"
    CLOSED = "closed", "ปิดถาวร"


class HoursStatus(models.TextChoices):
    """How the opening hours are known; only ``CONFIRMED`` may be shown without a caution."""

    CONFIRMED = "confirmed", "หน่วยงานยืนยัน"
    ASSUMED = "assumed", "เวลาราชการทั่วไป ยังไม่ยืนยัน"
    UNKNOWN = "unknown", "ไม่ทราบ"


class ServicePoint(Record):
    """A place where the public is served (จุดให้บริการประชาชน).

    ``hours`` holds an ``infogo.core.hours.Hours`` as JSON, or is empty when unknown.
    ``phones`` holds ``infogo.core.phones.Phone`` objects. ``accessibility`` maps a fact
    (those of ``infogo.points.facts.ACCESS``) to true or false; a missing fact is unknown.
    ``entrance`` says in words which way leads in without steps, ``transit`` how one comes by
    public transport; both are empty when nobody has written it. A suspension without days holds
    until it is ended; ``suspended_until`` is the last day of one that ends by itself.
    ``manuals_posted_on`` is when an officer last confirmed that the manuals of what is served
    there hang at the counter (section 7, second paragraph); empty when nobody did.
    """

    key = models.SlugField(max_length=80, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="points")
    kind = models.CharField(max_length=40)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)
    landmark = models.CharField(max_length=300, blank=True)
    subdistrict = models.ForeignKey(Subdistrict, models.PROTECT, null=True, blank=True)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    coordinate_quality = models.CharField(
        max_length=40, choices=CoordinateQuality.choices, default=CoordinateQuality.NONE
    )
    phones: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list
    )
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    hours: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True
    )
    hours_status = models.CharField(
        max_length=10, choices=HoursStatus.choices, default=HoursStatus.UNKNOWN
    )
    opens_on_weekend = models.BooleanField(default=False)
    accessibility: models.JSONField[dict[str, bool], dict[str, bool]] = models.JSONField(
        default=dict, blank=True
    )
    entrance = models.CharField(max_length=300, blank=True, default="", db_default="")
    transit = models.CharField(max_length=300, blank=True, default="", db_default="")
    sort_key = models.CharField(max_length=400)
    status = models.CharField(max_length=10, choices=PointStatus.choices, default=PointStatus.OPEN)
    suspended_from = models.DateField(null=True, blank=True)
    suspended_until = models.DateField(null=True, blank=True)
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    manuals_posted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["sort_key"]
        indexes = [
            models.Index(fields=["lat", "lng"]),
            models.Index(fields=["province", "kind", "sort_key"]),
            models.Index(fields=["agency", "province"]),
            models.Index(fields=["sort_key"]),
            # For PostgreSQL. One on the status itself would lead SQLite away from positions.
            models.Index(
                fields=["id"],
                condition=models.Q(status__in=(PointStatus.MOVED, PointStatus.CLOSED)),
                name="point_gone",
            ),
        ]

    def __str__(self) -> str:
        return self.name_th

    @property
    def has_exact_position(self) -> bool:
        """Whether the coordinates may be shown as the office itself."""
        return self.coordinate_quality == CoordinateQuality.OFFICE

    def is_suspended_on(self, day: date) -> bool:
        """Whether it is closed for a time on a day, both ends included."""
        return is_suspended(self.status, self.suspended_from, self.suspended_until, day)


def is_suspended(status: str, first: date | None, last: date | None, day: date) -> bool:
    """Whether a place of this status is closed for a time on a day, from first to last."""
    if status != PointStatus.SUSPENDED:
        return False
    return (first is None or first <= day) and (last is None or day <= last)


class CertificateLevel(models.TextChoices):
    """Levels of a government easy contact centre (ศูนย์ราชการสะดวก), the lowest first."""

    BASIC = "basic", "พื้นฐาน"
    ADVANCED = "advanced", "ก้าวหน้า"
    EXCELLENT = "excellent", "เป็นเลิศ"


class CertificateState(models.TextChoices):
    """Whether the central agency found a certificate true; citizens see confirmed ones only."""

    TOLD = "told", "รอส่วนกลางยืนยัน"
    CONFIRMED = "confirmed", "ส่วนกลางยืนยันแล้ว"
    REFUSED = "refused", "ส่วนกลางไม่ยืนยัน"


class Certificate(models.Model):
    """That a point is a certified ศูนย์ราชการสะดวก (GECC), as its agency told and the centre found.

    It holds from ``granted_on`` to ``expires_on``, both included, once it is confirmed. ``told_by``
    is the stable id of who told it ("officer 12"): she does not confirm it herself. ``version``
    grows with each step, so that nobody decides about another text than she read.
    """

    point = models.OneToOneField(ServicePoint, models.CASCADE, related_name="certificate")
    level = models.CharField(max_length=10, choices=CertificateLevel.choices)
    number = models.CharField(max_length=60)
    granted_on = models.DateField()
    expires_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=CertificateState.choices, default=CertificateState.TOLD
    )
    reason = models.CharField(max_length=300, blank=True)
    told_by = models.CharField(max_length=100)
    told_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["told_at", "pk"]
        indexes = [
            models.Index(fields=["state", "told_at"], name="certificate_waiting"),
            models.Index(fields=["state", "expires_on"], name="certificate_until"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("granted_on")),
                name="certificate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.level} {self.number}"

    def holds_on(self, day: date) -> bool:
        """Whether citizens may be told of it on a day."""
        is_true = self.state == CertificateState.CONFIRMED
        return is_true and self.granted_on <= day <= self.expires_on
