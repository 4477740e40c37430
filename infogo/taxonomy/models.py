"""How people look for services: topics, target groups, life events and everyday words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class InUse(models.Manager[Any]):
    """The headings that have not ended: all that pages, forms and searches know."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return those that have not ended."""
        return super().get_queryset().filter(ended_at=None)


class Heading(models.Model):
    """A named heading under which services are listed; ``slug`` is part of its address.

    It is never deleted: an ended one leads to the heading that took its services, if one did.
    ``edited_at`` as in ``core.models.Record``.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    description_th = models.CharField(max_length=400, blank=True)
    description_en = models.CharField(max_length=400, blank=True)
    order = models.PositiveSmallIntegerField()
    edited_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[models.Manager[Any]] = InUse()
    everything: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_th


class Topic(Heading):
    """A subject of services (หมวดหมู่), such as land and home."""


class TargetGroup(Heading):
    """Whom a service is for (กลุ่มเป้าหมาย), such as older people."""


class LifeEvent(Heading):
    """Something that happens in a life and needs several services (เหตุการณ์ชีวิต).

    Once somebody edited its stages or what belongs to them, the loader leaves all of them alone.
    """

    stages_edited_at = models.DateTimeField(null=True, blank=True)


class LifeEventStage(models.Model):
    """One stage of a life event, with the deadline that law or practice sets for it."""

    event = models.ForeignKey(LifeEvent, models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    deadline_th = models.CharField(max_length=300, blank=True)
    deadline_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["event", "order"]
        constraints = [models.UniqueConstraint(fields=["event", "order"], name="stage_order_once")]

    def __str__(self) -> str:
        return f"{self.event_id}.{self.order} {self.title_th}"


class Tag(models.Model):
    """An everyday word or phrase (ป้ายคำ); ``key`` is its normalised form."""

    text = models.CharField(max_length=120)
    key = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text


class VocabularyTerm(models.Model):
    """One value of an enumeration that the law or OPDC owns; data, because they change it.

    A term is in force on a day when ``effective_from <= day`` and it has not ended by then.
    """

    vocabulary = models.SlugField(max_length=40)
    code = models.CharField(max_length=60)
    label_th = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["vocabulary", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code", "effective_from"], name="vocabulary_term_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vocabulary}:{self.code}"
