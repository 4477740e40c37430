"""Searches that found nothing, kept so that nobody can be recognised by them; edited synonyms.

The words of a search are stored only once it failed in several different hours; until then there
is nothing but a keyed hash with the hour. ``infogo.search.curation.failed`` writes, and
docs/decisions/0011-failed-queries.md says why.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from infogo.core.models import Record


class Shortfall(models.TextChoices):
    """How a search failed."""

    NOTHING = "nothing", "ไม่พบอะไรเลย"
    RELAXED = "relaxed", "ตรงเพียงบางคำ"


class FailedQueryHour(models.Model):
    """A search failed at least once in this hour. How often, and its words, are not known here.

    ``digest`` is an HMAC-SHA256 of the normalised words under this installation's secret key.
    """

    digest = models.CharField(max_length=64)
    hour = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "hour"], name="failed_query_once_an_hour")
        ]
        indexes = [models.Index(fields=["hour"])]

    def __str__(self) -> str:
        return f"{self.digest[:8]} {self.hour:%Y-%m-%d %H}"


class FailedQuery(models.Model):
    """Words that many asked for and did not find; ``hours`` is in how many different hours."""

    digest = models.CharField(max_length=64, unique=True)
    text = models.CharField(max_length=100)
    shortfall = models.CharField(max_length=10, choices=Shortfall.choices)
    hours = models.PositiveIntegerField()
    last_on = models.DateField()

    class Meta:
        ordering = ["-hours", "text"]
        indexes = [models.Index(fields=["last_on"])]

    def __str__(self) -> str:
        return self.text


class SynonymGroup(Record):
    """Phrases with the words that may stand for them, added or edited by the centre.

    ``origin`` is the phrase column of the row of the program's file that it replaces, empty for
    an addition. An ended group counts for no search.
    """

    origin = models.CharField(max_length=200, blank=True)
    phrases: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    means: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    weight = models.FloatField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="synonym_origin_once"
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.phrases)
