"""Short texts that the centre shows above pages, from a moment on and until another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from infogo.core.models import Record
from infogo.geo.models import Province

LONGEST_TEXT = 200
"""Letters; three of these weigh less than half a kilobyte on a page as it is sent."""


class Level(models.TextChoices):
    """How grave it is; urgent ones come first."""

    INFO = "info", "แจ้งให้ทราบ"
    URGENT = "urgent", "ด่วน"


class Place(models.TextChoices):
    """Above which pages it stands."""

    PUBLIC = "public", "ทุกหน้าสำหรับประชาชน"
    PROVINCE = "province", "หน้าของจังหวัดหนึ่ง"
    AGENCY = "agency", "หน้าของหน่วยงานหนึ่งและหน่วยงานใต้สังกัด"
    PROCEDURE = "procedure", "หน้าของบริการหนึ่ง"
    OFFICERS = "officers", "หน้างานของเจ้าหน้าที่"


class Announcement(Record):
    """One announcement (ประกาศ); ``text_en`` may be empty, then English pages show the Thai one.

    ``target_id`` is the agency or the procedure that ``place`` speaks of; both live above this
    app, so the number is not a foreign key. It shows while ``starts_at <= now < ends_at``, unless
    it was withdrawn.
    """

    text_th = models.CharField(max_length=LONGEST_TEXT)
    text_en = models.CharField(max_length=LONGEST_TEXT, blank=True)
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.INFO)
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.PUBLIC)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    target_id = models.BigIntegerField(null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="announcement_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["ends_at"])]

    def __str__(self) -> str:
        return self.text_th
