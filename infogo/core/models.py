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
    """Who did what to which record; append-only, each line hashed onto the one before.

    ``officer_id`` repeats the number of an officer who acted ("officer 12 อารี"), so that her lines
    are found under every name she had; it is no part of the hash.
    """

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)
    officer_id = models.BigIntegerField(null=True, blank=True)
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=60)
    target_id = models.BigIntegerField(default=0)
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["target", "target_id", "-number"], name="audit_of_record"),
            models.Index(fields=["target", "-number"], name="audit_of_kind"),
            models.Index(fields=["verb", "-number"], name="audit_of_verb"),
            models.Index(fields=["officer_id", "-number"], name="audit_of_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.actor} {self.verb} {self.target} {self.target_id}"


class ChainCheck(models.Model):
    """One verification of the audit trail from its first line to ``until``, some lines at a time.

    ``checked`` is the last line that was found true and ``last_hash`` what it carries. A fault
    ends the check: ``fault_number`` is the first line that does not verify.
    """

    requested_by = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    until = models.BigIntegerField()
    checked = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    fault_number = models.BigIntegerField(null=True, blank=True)
    fault_reason = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.checked}/{self.until}"

    @property
    def is_good(self) -> bool:
        """Whether it came to its end and found every line true."""
        return self.finished_at is not None and self.fault_number is None


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


class LimitCount(models.Model):
    """What one caller asked in one minute, where no Redis counts it. ``key`` is a daily digest."""

    key = models.CharField(max_length=32)
    window = models.BigIntegerField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="limit_count_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.window}: {self.count}"
