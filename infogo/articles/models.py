"""Plain-language articles (บทความ) that lead to services."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.core.models import Record
from infogo.manuals.models import Procedure
from infogo.taxonomy.models import LifeEvent, Topic


class ArticleStatus(models.TextChoices):
    """Whether citizens can read an article."""

    DRAFT = "draft", "ร่าง"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    WITHDRAWN = "withdrawn", "ยกเลิก"


class Article(Record):
    """An article in Markdown as citizens read it; ``[text](service:CODE)`` links a procedure.

    ``agency`` answers for it; empty means the centre. Before the first edition it is only a name
    for its draft. ``sayings`` (ประโยคที่ประชาชนพูด) are sentences in which people bring its matter up;
    search reads them beside those of its life event, pages do not show them.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    slug = models.SlugField(max_length=80, unique=True)
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    summary_th = models.CharField(max_length=500)
    body_th = models.TextField()
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="articles")
    life_event = models.ForeignKey(
        LifeEvent, models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    procedures: models.ManyToManyField[Procedure, Any] = models.ManyToManyField(
        Procedure, related_name="articles"
    )
    sayings: models.JSONField[list[str], list[str]] = models.JSONField(
        default=list, db_default=[], blank=True
    )
    is_sample = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    status = models.CharField(
        max_length=10, choices=ArticleStatus.choices, default=ArticleStatus.DRAFT
    )
    published_at = models.DateTimeField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-published_at", "id"]
        indexes = [models.Index(fields=["-updated_at", "-id"])]

    def __str__(self) -> str:
        return self.title_th


class ArticleEdition(models.Model):
    """One edition (ฉบับ) of an article as it was published; never changed afterwards.

    ``content`` is an ``ArticleText`` as JSON. The audit line of its publication holds its digest.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    author = models.CharField(max_length=200, blank=True)
    published_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="article_edition_once")
        ]

    def __str__(self) -> str:
        return f"article {self.article_id} edition {self.number}"


class DraftState(models.TextChoices):
    """Where the next edition of an article is."""

    DRAFT = "draft", "กำลังเขียน"
    SUBMITTED = "submitted", "รออนุมัติ"
    APPROVED = "approved", "รอถึงเวลาเผยแพร่"
    RETURNED = "returned", "ส่งกลับแก้ไข"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    DISCARDED = "discarded", "ทิ้งแล้ว"


EDITABLE_STATES = (DraftState.DRAFT, DraftState.RETURNED)
WAITING_STATES = (DraftState.SUBMITTED, DraftState.APPROVED)
OPEN_STATES = (*EDITABLE_STATES, *WAITING_STATES)


class ArticleDraft(models.Model):
    """The working copy (ร่าง) of the next edition, saved as it was typed; an article has one.

    ``version`` rises with every step, ``text_version`` with every save, so that nobody decides
    about, or writes over, another text than the one she saw. ``authors`` are the ids of all who
    changed it; none of them may approve it.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="drafts")
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    text_version = models.PositiveIntegerField(default=0)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    authors: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    author_name = models.CharField(max_length=200)
    saved_by_name = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=400, blank=True)
    returned_note = models.TextField(blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    edition = models.OneToOneField(
        ArticleEdition, models.PROTECT, null=True, blank=True, related_name="draft"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["state", "publish_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state__in=[str(state) for state in OPEN_STATES]),
                name="one_open_draft_per_article",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.APPROVED) | Q(publish_at__isnull=False),
                name="article_draft_waits_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.PUBLISHED, edition__isnull=False)
                | (~Q(state=DraftState.PUBLISHED) & Q(edition=None)),
                name="article_draft_published_has_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk} of article {self.article_id} ({self.state})"

    @property
    def is_editable(self) -> bool:
        """Whether its text can be changed."""
        return self.state in EDITABLE_STATES

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for somebody, or for its time."""
        return self.state in WAITING_STATES
