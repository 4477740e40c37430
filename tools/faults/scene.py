"""What the load works on: an agency, its officer who is signed in, points and a published manual.

Needs Django to be set up; ``programs.SCENE`` does it and prints what was made.
"""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from infogo.agencies.models import Agency
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from tests import factories
from tests.factories import (
    AgencyFactory,
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    standard_manual,
)
from tests.office.people import administrator, signed_in
from tools.faults.programs import Scene

POINTS = 8


def make_scene() -> Scene:
    """Make the rows; a home that was used before keeps its own, so names carry the moment."""
    run = f"{timezone.now():%y%m%d%H%M%S}"
    taken = 100 * Agency.objects.count()
    for made in vars(factories).values():
        if isinstance(made, type) and issubclass(made, DjangoModelFactory):
            made.reset_sequence(taken, force=True)
    agency = AgencyFactory(key=f"faults-{run}", name_th=f"เทศบาลทดสอบ {run}")
    manual = standard_manual(code=f"FAULT-{run}")
    # A province that has an outline, for the map of their pages.
    district = DistrictFactory(code="5001", province=ProvinceFactory(code="50"))
    where = SubdistrictFactory(code="500101", district=district)
    points = [
        ServicePointFactory(agency=agency, key=f"faults-{run}-{n}", subdistrict=where)
        for n in range(POINTS)
    ]
    for point in points:
        PinFactory(manual=manual, point=point)
    with transaction.atomic():
        announce(OutboxTopic.POINT, [point.pk for point in points])
    client = signed_in(administrator(agency))
    return Scene(
        cookie=settings.SESSION_COOKIE_NAME,
        session=client.cookies[settings.SESSION_COOKIE_NAME].value,
        csrf_cookie=settings.CSRF_COOKIE_NAME,
        agency=agency.pk,
        points=tuple(point.pk for point in points),
        procedure=manual.procedure_id,
        run=run,
    )


def as_told(scene: Scene) -> dict[str, object]:
    """Return a scene as JSON can carry it."""
    return asdict(scene)
