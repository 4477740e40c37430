"""Stored files and what names them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from infogo.files.kinds import IMAGES, FileKind


class StoredFile(models.Model):
    """One file as somebody attached it; equal contents share one place on disk.

    ``owner_key`` is the key of the agency it belongs to, empty for the centre; ``uploader`` is
    the stable id of whoever brought it ("officer 12"). It is public from the moment at which
    something published names it, and stays so, because old editions can still be read; until it
    is withdrawn, which ends it everywhere.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=4, choices=FileKind.choices)
    byte_count = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    owner_key = models.CharField(max_length=60, blank=True, db_index=True)
    uploader = models.CharField(max_length=100, db_index=True)
    uploader_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [
            models.Index(fields=["published_at", "uploaded_at"]),
            models.Index(fields=["-uploaded_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"

    @property
    def public_path(self) -> str:
        """Return its address, to be written into manuals and articles; Thai as it is read."""
        return f"/files/{self.pk}/{self.name}"

    @property
    def is_image(self) -> bool:
        """Whether it can stand in a text as a picture."""
        return self.kind in IMAGES

    @property
    def is_public(self) -> bool:
        """Whether citizens can have it."""
        return self.published_at is not None and self.withdrawn_at is None


class Holder(models.TextChoices):
    """What can name a file; drafts count until they end, everything else for good."""

    MANUAL = "manual", "คู่มือ"
    MANUAL_DRAFT = "manual_draft", "ร่างคู่มือ"
    ARTICLE = "article", "บทความ"
    ARTICLE_DRAFT = "article_draft", "ร่างบทความ"
    AGENCY = "agency", "ตราหน่วยงาน"
    DECLARATION = "declaration", "ประกาศช่องทางอิเล็กทรอนิกส์"
    INSPECTION = "inspection", "คำชี้แจงเรื่องตรวจสอบ"


DRAFTS = frozenset({Holder.MANUAL_DRAFT, Holder.ARTICLE_DRAFT})


class FileUse(models.Model):
    """That something names a file. ``holder_id`` is the manual, article or agency.

    ``part`` is the section of a draft, or the number of the edition.
    """

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="uses")
    holder = models.CharField(max_length=14, choices=Holder.choices)
    holder_id = models.BigIntegerField()
    part = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "holder", "holder_id", "part"], name="file_use_once"
            )
        ]
        indexes = [models.Index(fields=["holder", "holder_id"])]

    def __str__(self) -> str:
        return f"{self.holder} {self.holder_id} {self.part}: {self.file_id}"
