"""Adoption of standard manuals by local governments and Bangkok districts.

Some 340,000 rows without content of their own: each follows its standard manual until the agency
overrides something. The database writes them from a join, one statement per procedure and kind.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q, Value

from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.bulk import insert_from
from infogo.core.importing import Job
from infogo.core.upsert import Tally
from infogo.manuals.importers.services import listed, service_rows
from infogo.manuals.models import Manual, ManualStatus

# The data also names district offices, provincial halls and police stations: they are service
# points of their department, which owns the standard manual, so there is nothing to adopt.
ADOPTERS = {
    # Pattaya has the powers and duties of a city municipality (Act B.E. 2542).
    "municipality": Q(kind__startswith="municipality_") | Q(kind="special_local", key="pattaya"),
    "sao": Q(kind="sao"),
    "pao": Q(kind="pao"),
    "bma_district": Q(kind="bma_district"),
}


def load_adoptions(job: Job) -> Tally:
    """Let every agency of the kinds in ``standard_for`` adopt the procedure's standard manual.

    An agency that already has a manual of the procedure keeps it, whatever it says.
    """
    standards = {
        manual.procedure.code: manual
        for manual in Manual.objects.filter(
            standard=None, status=ManualStatus.PUBLISHED
        ).select_related("procedure")
    }
    tally = Tally()
    for row in service_rows(job):
        standard = standards.get(str(row.data.get("code")))
        for kind in listed(row, "standard_for") if standard else ():
            if standard and kind in ADOPTERS:
                tally.created += _adopt(standard, ADOPTERS[kind])
        if standard and row.data.get("standard_for"):
            job.say(f"การรับคู่มือไปใช้ {tally.created:,} แห่ง")
    tally.unchanged = Manual.objects.exclude(standard=None).count() - tally.created
    return tally


@transaction.atomic
def _adopt(standard: Manual, adopters: Q) -> int:
    present = Manual.objects.filter(procedure_id=standard.procedure_id).values("agency_id")
    agencies = (
        Agency.objects.filter(adopters, status=AgencyStatus.ACTIVE)
        .exclude(pk=standard.agency_id)
        .exclude(pk__in=present)
    )
    return insert_from(
        Manual,
        agencies,
        {
            "procedure": Value(standard.procedure_id),
            "agency": F("pk"),
            "standard": Value(standard.pk),
            "province": F("province_id"),
            "status": Value(ManualStatus.PUBLISHED.value),
        },
    )
