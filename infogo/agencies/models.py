"""Agencies: bodies with their own authority, in one tree with a closure table."""

from __future__ import annotations

from django.db import models

from infogo.core.models import Record
from infogo.files.models import StoredFile
from infogo.geo.models import CoordinateQuality, District, Province, Subdistrict


class AgencyStatus(models.TextChoices):
    """Whether an agency still exists under this entry."""

    ACTIVE = "active", "ดำเนินงานอยู่"
    MERGED = "merged", "รวมกับหน่วยงานอื่น"
    CLOSED = "closed", "เลิกแล้ว"


class Agency(Record):
    """A body with its own authority (หน่วยงาน).

    ``kind`` is a code of the vocabulary ``agency_kind``; ``group`` marks a browsing node that is
    no legal body. Field offices of a department are service points, not agencies.
    """

    key = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=40, db_index=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    abbreviation = models.CharField(max_length=60, blank=True)
    description_th = models.TextField(blank=True)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True)
    subdistrict = models.ForeignKey(Subdistrict, models.PROTECT, null=True, blank=True)
    address = models.CharField(max_length=400, blank=True)
    phones: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list
    )
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    coordinate_quality = models.CharField(
        max_length=40, choices=CoordinateQuality.choices, default=CoordinateQuality.NONE
    )
    sort_key = models.CharField(max_length=400, db_index=True)
    status = models.CharField(
        max_length=10, choices=AgencyStatus.choices, default=AgencyStatus.ACTIVE
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    logo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name_th


class AgencyPath(models.Model):
    """Closure of the agency tree: one row per ancestor and descendant, itself at depth 0."""

    ancestor = models.ForeignKey(Agency, models.CASCADE, related_name="paths_down")
    descendant = models.ForeignKey(Agency, models.CASCADE, related_name="paths_up")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "descendant"], name="agency_path_once")
        ]
        indexes = [models.Index(fields=["descendant", "depth"])]

    def __str__(self) -> str:
        return f"{self.ancestor_id}→{self.descendant_id} ({self.depth})"


class AgencyCode(models.Model):
    """A code of an agency in one numbering scheme, such as ``dga8`` or ``dola7``."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "scheme", "code"], name="agency_code_once")
        ]
        indexes = [models.Index(fields=["scheme", "code"])]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class AgencyFormerName(models.Model):
    """A name that people may still use for an agency."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="former_names")
    name_th = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name_th"], name="former_name_once")
        ]

    def __str__(self) -> str:
        return self.name_th


UNVERIFIED_SOURCES = ("general_knowledge", "ความรู้ทั่วไป")


class EmergencyNumber(models.Model):
    """A national telephone number for emergencies and help."""

    number = models.CharField(max_length=20, unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    purpose_th = models.CharField(max_length=400)
    purpose_en = models.CharField(max_length=400)
    is_urgent = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["order", "number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name_th}"

    @property
    def is_unverified(self) -> bool:
        """Whether the number comes from no official list."""
        return self.source.startswith(UNVERIFIED_SOURCES)
