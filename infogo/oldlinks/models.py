"""By which ids records were known on the site before this one.

Links to it stand in documents, posters and other sites for years; each leads to today's page.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from infogo.agencies.models import Agency
from infogo.manuals.models import Procedure
from infogo.points.models import ServicePoint

LONGEST_VALUE = 40


class Scheme(models.TextChoices):
    """Which numbers or ids the old site used."""

    PROCEDURE_UUID = "procedure_uuid", "UUID ในลิงก์ /procedure/…/view"
    POINT_UUID = "point_uuid", "UUID ในลิงก์ /service-point/…/procedures"
    PROCEDURE_NUMBER = "procedure_number", "เลขกระบวนงานของรุ่นแรก"


class FormerId(models.Model):
    """An id of the old site and the record that it stands for.

    Either a point, or a procedure; with ``agency`` that agency's own manual of it.
    """

    scheme = models.CharField(max_length=20, choices=Scheme.choices)
    value = models.CharField(max_length=LONGEST_VALUE)
    procedure = models.ForeignKey(Procedure, models.CASCADE, null=True, related_name="former_ids")
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="former_ids")
    point = models.ForeignKey(ServicePoint, models.CASCADE, null=True, related_name="former_ids")

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="former_id_once"),
            models.CheckConstraint(
                condition=Q(procedure=None, agency=None, point__isnull=False)
                | Q(procedure__isnull=False, point=None),
                name="former_id_of_one_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
