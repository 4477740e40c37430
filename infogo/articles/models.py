"""Plain-language articles (บทความ) that lead to services."""

from __future__ import annotations

from typing import Any

from django.db import models

from infogo.core.models import Record
from infogo.manuals.models import Procedure
from infogo.taxonomy.models import LifeEvent, Topic


class ArticleStatus(models.TextChoices):
    """Whether citizens can read an article."""

    DRAFT = "draft", "ร่าง"
    PUBLISHED = "published", "เผยแพร่แล้ว"
    WITHDRAWN = "withdrawn", "ยกเลิก"


class Article(Record):
    """An article in Markdown; ``[text](service:CODE)`` links a procedure."""

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
    is_sample = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    status = models.CharField(
        max_length=10, choices=ArticleStatus.choices, default=ArticleStatus.DRAFT
    )
    published_at = models.DateTimeField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-published_at", "id"]

    def __str__(self) -> str:
        return self.title_th
