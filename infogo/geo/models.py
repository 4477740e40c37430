"""The territory: provinces, districts and subdistricts with the codes of the Interior Ministry."""

from __future__ import annotations

from django.db import models


class Province(models.Model):
    """A province (จังหวัด); ``code`` is the two-digit code of กรมการปกครอง."""

    code = models.CharField(max_length=2, primary_key=True)
    name_th = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    region = models.SlugField(max_length=20)
    region_th = models.CharField(max_length=40)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_th

    @property
    def is_bangkok(self) -> bool:
        """Bangkok says แขวง and เขต where the other provinces say ตำบล and อำเภอ."""
        return self.code == "10"


class District(models.Model):
    """A district (อำเภอ or เขต) with its four-digit code."""

    code = models.CharField(max_length=4, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts")
    name_th = models.CharField(max_length=60)
    full_name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[("amphoe", "อำเภอ"), ("khet", "เขต")])
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.full_name_th


class Subdistrict(models.Model):
    """A subdistrict (ตำบล or แขวง) with its six-digit code and postcodes."""

    code = models.CharField(max_length=6, primary_key=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="subdistricts")
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=[("tambon", "ตำบล"), ("khwaeng", "แขวง")])
    postcode = models.CharField(max_length=5)
    other_postcodes: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_th


class CoordinateQuality(models.TextChoices):
    """How far a position may be trusted; only ``OFFICE`` may be shown as exact."""

    OFFICE = "office", "ตำแหน่งสำนักงาน"
    SUBDISTRICT_POINT = "subdistrict_point", "จุดในตำบล"
    MUNICIPALITY_CENTROID = "municipality_area_centroid", "กลางเขตเทศบาล"
    DISTRICT_OFFICE_PROXY = "district_office_proxy", "ที่ว่าการอำเภอเดียวกัน"
    DISTRICT_CENTROID = "district_centroid", "กลางอำเภอ"
    NONE = "none", "ไม่ทราบ"
