from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError
from django.db.models import F, Value

from infogo.agencies.models import AgencyFormerName
from infogo.core.bulk import insert_from
from infogo.core.models import PublicHoliday
from infogo.manuals.models import Manual
from tests.factories import AgencyFactory, standard_manual

pytestmark = pytest.mark.django_db


def test_every_row_of_the_query_becomes_one_row() -> None:
    agencies = [AgencyFactory() for _ in range(3)]

    count = insert_from(
        AgencyFormerName,
        type(agencies[0]).objects.exclude(pk=agencies[0].pk),
        {"agency": F("pk"), "name_th": F("name_th")},
    )

    assert count == 2
    assert set(AgencyFormerName.objects.values_list("agency_id", "name_th")) == {
        (agency.pk, agency.name_th) for agency in agencies[1:]
    }


def test_columns_not_named_get_their_defaults() -> None:
    standard = standard_manual()
    agency = AgencyFactory()

    insert_from(
        Manual,
        type(agency).objects.filter(pk=agency.pk),
        {
            "procedure": Value(standard.procedure_id),
            "agency": F("pk"),
            "standard": Value(standard.pk),
        },
    )

    manual = Manual.objects.get(agency=agency)
    assert manual.overridden_sections == []
    assert (manual.status, manual.current, manual.province) == ("draft", None, None)


def test_constraints_hold() -> None:
    PublicHoliday.objects.create(on=date(2026, 1, 1), name_th="ก", source="s")
    with pytest.raises(IntegrityError):
        insert_from(
            PublicHoliday,
            PublicHoliday.objects.all(),
            {"on": F("on"), "name_th": F("name_th"), "source": F("source")},
        )
