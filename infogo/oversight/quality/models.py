"""Rules of the index with the days they are in force, and the sums it is worked out from."""

from __future__ import annotations

from typing import Any

from django.db import models

from infogo.agencies.models import Agency
from infogo.geo.models import Province


class IndexRuleSet(models.Model):
    """The rules of the index for a time; ``parameters`` are ``rules.IndexParameters``."""

    code = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=200)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    parameters: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering = ["effective_from", "id"]

    def __str__(self) -> str:
        return self.code


class _Cell(models.Model):
    """Sums of one month: of an agency alone, or of a whole branch when ``is_whole``.

    Without ``node`` the branch is the country. ``province`` is the home of the agencies summed.
    """

    month = models.DateField()
    node = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+")
    province = models.ForeignKey(Province, models.CASCADE, null=True, related_name="+")
    is_whole = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.node_id} in {self.province_id}"


class IndexCell(_Cell):
    """What happened in a month: every number may be added over months.

    ``done`` are requests that ended, ``turns`` notices of delay that were due, ``rows`` the lines
    that monthly reports ask for. ``ratings_score`` adds scores of 1 to 5. ``simulated`` counts
    the rows behind it that are simulated; ``made_up_ratings`` are those among ``ratings``, with
    the sum of their scores.
    """

    done = models.PositiveBigIntegerField(default=0)
    done_in_time = models.PositiveBigIntegerField(default=0)
    turns = models.PositiveIntegerField(default=0)
    turns_kept = models.PositiveIntegerField(default=0)
    ratings = models.PositiveIntegerField(default=0)
    ratings_score = models.PositiveIntegerField(default=0)
    reports_due = models.PositiveIntegerField(default=0)
    reports_in_time = models.PositiveIntegerField(default=0)
    rows_asked = models.PositiveIntegerField(default=0)
    rows_told = models.PositiveIntegerField(default=0)
    simulated = models.PositiveIntegerField(default=0)
    made_up_ratings = models.PositiveIntegerField(default=0, db_default=0)
    made_up_ratings_score = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        indexes = [models.Index(fields=["node", "month"], name="index_cell_by_node")]


class EActCell(_Cell):
    """The state of announcements under the E-Act at the last count of a month: never added up.

    ``announcements_asked`` are two for each agency that the Act applies to.
    """

    announcements_asked = models.PositiveIntegerField(default=0)
    announcements_accepted = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["node", "month"], name="e_act_cell_by_node")]
