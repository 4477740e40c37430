"""Rollups of the country's data, a month a row: derived, rebuildable whole, never edited.

One row stands for one month and one agency (or a whole branch of the tree), place or procedure.
Every number may be added to the same number of other rows of the same table.
"""

from __future__ import annotations

from django.db import models

import infogo.oversight.events.cells
import infogo.oversight.events.reviews  # noqa: F401  (Django finds models through this module)
from infogo.agencies.models import Agency
from infogo.geo.models import District, Province
from infogo.manuals.models import Procedure
from infogo.oversight.quality.models import EActCell as EActCell  # Django finds models here only
from infogo.oversight.quality.models import IndexCell as IndexCell
from infogo.oversight.quality.models import IndexRuleSet as IndexRuleSet


def _number() -> models.PositiveIntegerField[int, int]:
    return models.PositiveIntegerField(default=0)


class ManualNumbers(models.Model):
    """What can be told of manuals in use; of those that follow a standard, what it says counts.

    ``manuals`` = standard + followed + own sections. ``manuals_with_text`` are those somebody
    wrote, the only ones that can be ``manuals_unchecked``.
    """

    manuals = _number()
    manuals_standard = _number()
    manuals_followed = _number()
    manuals_own_sections = _number()
    manuals_with_text = _number()
    manuals_unchecked = _number()
    manuals_without_point = _number()
    manuals_ask_copies = _number()
    manuals_online = _number()
    manuals_incomplete = _number()
    manuals_sample = _number()
    manuals_broken_link = _number()

    class Meta:
        abstract = True


class PlaceNumbers(models.Model):
    """What can be told of agencies, of points that can be visited and of the pins at them.

    ``points`` = exact + near + unplaced. An agency counts once, in its home province.
    """

    agencies = _number()
    agencies_incomplete = _number()
    agencies_without_manual = _number()
    agencies_without_point = _number()
    agencies_broken_link = _number()
    points = _number()
    points_exact = _number()
    points_near = _number()
    points_unplaced = _number()
    points_complete = _number()
    points_no_phone = _number()
    points_no_address = _number()
    points_hours_unconfirmed = _number()
    points_unchecked = _number()
    points_suspended = _number()
    points_posted = models.PositiveIntegerField(default=0, db_default=0)
    points_without_manual = _number()
    points_broken_link = _number()
    pins = _number()
    pins_unconfirmed = _number()

    class Meta:
        abstract = True


class AgencyCell(ManualNumbers, PlaceNumbers):
    """The state of one agency in one district at the last count of a month."""

    month = models.DateField()
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    province = models.ForeignKey(Province, models.CASCADE, null=True, related_name="+")
    district = models.ForeignKey(District, models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["month", "agency"], name="agency_cell_by_agency"),
            models.Index(fields=["month", "province"], name="agency_cell_by_province"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} agency {self.agency_id} in {self.district_id}"


class BranchCell(ManualNumbers, PlaceNumbers):
    """The state of a whole branch of the tree in one province; without ``branch`` the country.

    The sum of ``AgencyCell`` over the agency that heads the branch and all below it.
    """

    month = models.DateField()
    branch = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+")
    province = models.ForeignKey(Province, models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["branch", "month"], name="branch_cell_by_branch")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} branch {self.branch_id} in {self.province_id}"


class ServiceCell(ManualNumbers):
    """The state of one procedure in a branch and a province; without ``branch`` in the country.

    ``pins`` are those of the branch's manuals, in the province of the point.
    """

    month = models.DateField()
    branch = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+")
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="+")
    province = models.ForeignKey(Province, models.CASCADE, null=True, related_name="+")
    pins = _number()

    class Meta:
        indexes = [models.Index(fields=["branch", "month"], name="service_cell_by_branch")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} procedure {self.procedure_id} in branch {self.branch_id}"


class Count(models.Model):
    """When a subject was last counted for a month; ``seconds`` is how long that took."""

    subject = models.SlugField(max_length=20)
    month = models.DateField()
    counted_at = models.DateTimeField()
    seconds = models.FloatField(default=0.0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "month"], name="oversight_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.month:%Y-%m}"
