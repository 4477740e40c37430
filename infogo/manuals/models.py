"""Procedures, the manuals of agencies for them, and the immutable revisions of manuals."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from infogo.agencies.models import Agency
from infogo.core.models import Record
from infogo.geo.models import Province
from infogo.taxonomy.models import LifeEvent, LifeEventStage, Tag, TargetGroup, Topic


class ProcedureStatus(models.TextChoices):
    """Whether a procedure can be used by citizens: not before its first edition."""

    DRAFT = "draft", "ยังไม่เผยแพร่"
    ACTIVE = "active", "ใช้งานอยู่"
    MERGED = "merged", "รวมกับกระบวนงานอื่น"
    WITHDRAWN = "withdrawn", "ยกเลิก"


ENDED_PROCEDURES = (ProcedureStatus.MERGED, ProcedureStatus.WITHDRAWN)
"""Of services that are offered no more, whatever the status of their manuals."""


class Lifecycle(models.TextChoices):
    """What a procedure does to the thing that its lifecycle group is about."""

    NEW = "new", "ขอใหม่"
    RENEW = "renew", "ต่ออายุ"
    REPLACE = "replace", "ขอใบแทน"
    AMEND = "amend", "แก้ไขเปลี่ยนแปลง"
    CANCEL = "cancel", "ยกเลิก"
    OTHER = "other", "อื่น ๆ"


class Procedure(Record):
    """What a citizen wants done (กระบวนงาน), whichever agency does it.

    ``popularity`` is written by the usage counters: a decayed count on top of
    ``starting_popularity``, the editors' guess until real counts exist. ``point_count`` repeats
    how many service points that can be visited have a pin of it, in any agency that has not given
    it up. ``sayings`` (ประโยคที่ประชาชนพูด) are sentences in which people bring it up without knowing
    its name; search reads them, nobody else.
    """

    code = models.CharField(max_length=40, unique=True)
    name_th = models.CharField(max_length=300)
    official_name_th = models.CharField(max_length=400)
    name_en = models.CharField(max_length=300, blank=True)
    summary_th = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="owned_procedures")
    service_type = models.CharField(max_length=60)
    category = models.CharField(max_length=60)
    impact_level = models.CharField(max_length=40, default="general")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="procedures")
    target_groups: models.ManyToManyField[TargetGroup, Any] = models.ManyToManyField(
        TargetGroup, related_name="procedures"
    )
    life_events: models.ManyToManyField[LifeEvent, Any] = models.ManyToManyField(
        LifeEvent, related_name="procedures"
    )
    tags: models.ManyToManyField[Tag, Any] = models.ManyToManyField(Tag, related_name="procedures")
    sayings: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    offered_kinds: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    lifecycle = models.CharField(max_length=10, choices=Lifecycle.choices, default=Lifecycle.OTHER)
    lifecycle_group = models.SlugField(max_length=60, blank=True, db_index=True)
    popularity = models.FloatField(default=0.0)
    starting_popularity = models.FloatField(default=0.0)
    point_count = models.PositiveIntegerField(default=0)
    status = models.CharField(
        max_length=10, choices=ProcedureStatus.choices, default=ProcedureStatus.ACTIVE
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"


class StageProcedure(models.Model):
    """A procedure to be done in one stage of a life event."""

    stage = models.ForeignKey(LifeEventStage, models.CASCADE, related_name="entries")
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="stage_entries")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["stage", "order"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "procedure"], name="stage_procedure_once")
        ]

    def __str__(self) -> str:
        return f"{self.stage_id}: {self.procedure_id}"


class RelationKind(models.TextChoices):
    """Why one procedure points to another."""

    RELATED = "related", "เกี่ยวข้อง"
    REQUIRES = "requires", "ต้องทำก่อน"


class ProcedureRelation(models.Model):
    """An editor's link from one procedure to another."""

    source = models.ForeignKey(Procedure, models.CASCADE, related_name="relations")
    target = models.ForeignKey(Procedure, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=RelationKind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="relation_once")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class Document(models.Model):
    """One canonical document (เอกสารหลักฐาน), whatever a manual calls it."""

    name_th = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    is_state_issued = models.BooleanField(default=False)
    is_in_state_register = models.BooleanField(default=False)
    aliases: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    class Meta:
        ordering = ["name_th"]

    def __str__(self) -> str:
        return self.name_th


class DocumentRole(models.TextChoices):
    """Whether a procedure asks for a document or produces it."""

    REQUIRED = "required", "ต้องใช้"
    OUTPUT = "output", "ได้รับ"


class ProcedureDocument(models.Model):
    """Projection of published standard manuals: the document graph."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="document_uses")
    document = models.ForeignKey(Document, models.CASCADE, related_name="uses")
    role = models.CharField(max_length=10, choices=DocumentRole.choices)
    is_conditional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "document", "role"], name="procedure_document_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.role} {self.document_id}"


class RuleSet(models.Model):
    """The law's parameters in force from a day on; a revision names the set it was checked by."""

    code = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=200)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    parameters: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ["effective_from"]

    def __str__(self) -> str:
        return self.name_th


class ManualStatus(models.TextChoices):
    """Whether citizens can see a manual."""

    DRAFT = "draft", "ร่าง"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    WITHDRAWN = "withdrawn", "ยกเลิก"


class Manual(models.Model):
    """One agency's manual (คู่มือสำหรับประชาชน) of one procedure.

    The owner's manual is the *standard manual* (คู่มือมาตรฐานกลาง). An agency that adopts it has
    a row with ``standard`` set and, as long as it overrides nothing, no revision of its own: it
    follows the standard by itself. ``current`` is the published revision of this manual; for an
    adopter it holds only the sections it overrides (``overridden_sections``). ``is_pinned``
    repeats whether some service point serves it, for lists of those that none does.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="manuals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="manuals")
    standard = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=ManualStatus.choices, default=ManualStatus.DRAFT
    )
    current = models.OneToOneField(
        "ManualRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    overridden_sections: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    is_pinned = models.BooleanField(default=False)
    popularity = models.FloatField(default=0.0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "agency"], name="one_manual_per_agency"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(standard=None), name="one_standard_manual"
            ),
        ]
        indexes = [
            models.Index(fields=["procedure", "province", "-popularity"]),
            models.Index(fields=["agency", "procedure"]),
            models.Index(fields=["status"], name="manual_by_status"),
            models.Index(
                fields=["agency"], condition=Q(is_pinned=False), name="manual_without_pin"
            ),
            # Lists of the country's manuals go by ids: of all without a pin, and of a procedure.
            models.Index(
                fields=["status", "id"], condition=Q(is_pinned=False), name="manual_unpinned"
            ),
            models.Index(fields=["procedure", "id"], name="manual_of_procedure"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} @ {self.agency_id}"

    @property
    def is_standard(self) -> bool:
        """Whether this is the standard manual of its procedure."""
        return self.standard_id is None


class ManualFacts(models.Model):
    """Projection of what a published manual with content of its own says, for filters and lists.

    Adopters that override nothing have no row: readers use the row of their standard manual.
    Fees are the lowest and highest single item in satang, not a sum; ``duration_value`` is the
    longest promised time in ``duration_unit`` and is never converted.
    """

    manual = models.OneToOneField(Manual, models.CASCADE, related_name="facts")
    is_free = models.BooleanField()
    is_fee_unknown = models.BooleanField()
    has_variable_fee = models.BooleanField()
    fee_count = models.PositiveSmallIntegerField()
    fee_low_satang = models.BigIntegerField(null=True)
    fee_high_satang = models.BigIntegerField(null=True)
    duration_value = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    duration_unit = models.CharField(max_length=20, blank=True)
    step_count = models.PositiveSmallIntegerField()
    document_count = models.PositiveSmallIntegerField()
    is_online = models.BooleanField()
    asks_copies = models.BooleanField()
    is_sample = models.BooleanField()

    def __str__(self) -> str:
        return f"facts of manual {self.manual_id}"


class RevisionStatus(models.TextChoices):
    """Where a revision is on its way to citizens."""

    DRAFT = "draft", "ร่าง"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    SUPERSEDED = "superseded", "มีฉบับใหม่แทน"


class ManualRevision(models.Model):
    """One immutable edition (ฉบับ) of a manual.

    ``content`` is a ``ManualContent`` (standard manual) or the overridden sections of one
    (adopting manual), as validated by ``infogo.manuals.content``. ``content_hash`` covers the
    content, the number and the hash of the edition before it, so a changed past is noticed.
    """

    manual = models.ForeignKey(Manual, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    status = models.CharField(
        max_length=12, choices=RevisionStatus.choices, default=RevisionStatus.DRAFT
    )
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="overridden_by"
    )
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True, blank=True)
    author = models.CharField(max_length=200)
    note = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    previous_hash = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["manual", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["manual", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"manual {self.manual_id} edition {self.number}"


class RegisterDay(models.Model):
    """The heads of all hash chains as they were noted once on a day, in one hash.

    ``root`` is the Merkle root over the last edition of each of ``manuals`` manuals. ``day_hash``
    covers it and the day noted before, so whoever keeps one of them holds all the days before.
    """

    day = models.DateField(unique=True)
    noted_at = models.DateTimeField()
    manuals = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    day_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"register of {self.day}"


class RegisterLeaf(models.Model):
    """The last edition of a manual, noted on the first day on which it stood in the register.

    It stands there on all later days until another leaf of the manual takes its place.
    """

    register = models.ForeignKey(RegisterDay, models.CASCADE, related_name="new_leaves")
    manual = models.ForeignKey(Manual, models.PROTECT, related_name="register_leaves")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["manual", "register"]
        constraints = [
            models.UniqueConstraint(fields=["manual", "register"], name="register_leaf_once")
        ]

    def __str__(self) -> str:
        return f"manual {self.manual_id} edition {self.number}"
