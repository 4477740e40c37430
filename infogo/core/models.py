"""Records every app shares: edit stamps, the outbox, the audit trail, holidays, load marks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class Record(models.Model):
    """A row that people keep current.

    ``edited_at`` stays empty until somebody changes the row inside the system. The loader of
    source files updates only rows that nobody has edited, so a reload never undoes human work.
    """

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def mark_edited(self) -> None:
        """Note that a person changed this row now; the caller saves it."""
        self.edited_at = timezone.now()


class OutboxTopic(models.TextChoices):
    """What kind of record an outbox event is about."""

    PROCEDURE = "procedure"
    AGENCY = "agency"
    POINT = "point"
    ARTICLE = "article"
    DRAFT = "draft"
    SYNONYM = "synonym"
    ANNOUNCEMENT = "announcement"
    EVERYTHING = "everything"


class OutboxEvent(models.Model):
    """One change that derived stores (search index, page cache, rollups) must follow.

    Written in the same transaction as the change itself by ``infogo.core.outbox.announce``.
    Each consumer keeps its own position, so rows are removed by age, not by whoever reads them.
    """

    topic = models.CharField(max_length=16, choices=OutboxTopic.choices)
    object_id = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.id} {self.topic} {self.object_id}"


class AuditEntry(models.Model):
    """Who did what to which record; append-only, each line hashed onto the one before."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=60)
    target_id = models.BigIntegerField(default=0)
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["target", "target_id"])]

    def __str__(self) -> str:
        return f"{self.number} {self.actor} {self.verb} {self.target} {self.target_id}"


class PublicHoliday(models.Model):
    """A day on which government offices are closed; editable, because the cabinet adds some.

    ``source`` names the resolution or law that says so. ``edited_at`` as in ``Record``.
    """

    on = models.DateField(unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on} {self.name_th}"


class LoadedRow(models.Model):
    """The digest of one source row as it was last loaded, so an unchanged row is skipped."""

    source = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="loaded_row_once")]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


class LoadStep(models.Model):
    """How far a load of the source files has come; a finished step is not run again."""

    name = models.CharField(max_length=60, unique=True)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class ContentVersion(models.Model):
    """A token that changes whenever what ``key`` names has changed; see ``core.versions``."""

    key = models.CharField(max_length=80, primary_key=True)
    token = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.key}={self.token}"
