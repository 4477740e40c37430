"""Questions written once answer as the same queries written anew."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency
from infogo.core.prepared import MOST_AT_ONCE, Prepared
from infogo.points.models import ServicePoint
from tests.factories import AgencyFactory, ServicePointFactory

pytestmark = pytest.mark.django_db

POINTS: Prepared[ServicePoint] = Prepared(
    lambda ids: (
        ServicePoint.objects.filter(pk__in=ids)
        .order_by("-pk")
        .values_list("pk", "phones", "updated_at", "opens_on_weekend")
    )
)
WHOLE: Prepared[ServicePoint] = Prepared(
    lambda ids: (
        ServicePoint.objects.filter(pk__in=ids).select_related("agency", "district").order_by("pk")
    )
)
OF_A_KIND: Prepared[Agency] = Prepared(
    lambda ids, kind: Agency.objects.filter(pk__in=ids, kind=kind).order_by("pk").values_list("pk")
)
COUNTED: Prepared[Agency] = Prepared(
    lambda parents, agency: (
        Agency.objects.filter(pk=agency, parent__in=parents)
        .annotate(point_total=Count("points"))
        .order_by("pk")
    )
)
NAMED: Prepared[Agency] = Prepared(
    lambda names: Agency.objects.filter(name_th__in=names).order_by("pk").values_list("pk"),
    by_name=True,
)


@pytest.mark.parametrize("count", [1, 2, 5, 17])
def test_values_are_those_of_the_query_whatever_the_number_of_ids(count: int) -> None:
    made = [ServicePointFactory(phones=[{"number": "021234567"}]) for _each in range(count)]
    ids = [point.pk for point in made]
    plain = ServicePoint.objects.filter(pk__in=ids).order_by("-pk")

    found = POINTS.rows(ids)

    assert found == list(plain.values_list("pk", "phones", "updated_at", "opens_on_weekend"))
    assert POINTS.rows(ids) == found


def test_rows_of_the_model_bring_what_belongs_to_them() -> None:
    made = [ServicePointFactory() for _each in range(3)]
    WHOLE.objects([made[0].pk])
    with CaptureQueriesContext(connection) as captured:
        found = WHOLE.objects([point.pk for point in made])
        told = [(point, point.agency.name_th, point.district, point.hours) for point in found]
    assert len(captured) == 1
    assert told == [(point, point.agency.name_th, point.district, point.hours) for point in made]
    found[0].name_th = "ชื่อใหม่"
    found[0].save()
    assert ServicePoint.objects.get(pk=made[0].pk).name_th == "ชื่อใหม่"


def test_words_and_names_are_filled_in_as_they_are() -> None:
    one = AgencyFactory(kind="ministry", name_th="กรม <word 0> 100%s")
    other = AgencyFactory(kind="department", name_th="กรม 'อื่น'")
    both = [one.pk, other.pk]

    assert OF_A_KIND.rows(both, "ministry") == [(one.pk,)]
    assert OF_A_KIND.rows(both, "department") == [(other.pk,)]
    assert OF_A_KIND.rows(both, "<word 0>") == []
    assert NAMED.rows([one.name_th]) == [(one.pk,)]
    assert NAMED.rows([other.name_th, one.name_th, "ไม่มี"]) == [(one.pk,), (other.pk,)]


def test_a_word_may_be_a_number_and_what_is_worked_out_comes_with_the_row() -> None:
    parent, other = AgencyFactory(), AgencyFactory()
    child = AgencyFactory(parent=parent)
    for _each in range(2):
        ServicePointFactory(agency=child)

    for asked in (child.pk, child.pk):
        (found,) = COUNTED.objects([parent.pk], asked)
        assert found == child and vars(found)["point_total"] == 2
    assert COUNTED.objects([parent.pk], other.pk) == []
    assert COUNTED.objects([other.pk], child.pk) == []


def test_what_one_thread_wrote_is_read_by_another_with_a_connection_of_its_own() -> None:
    asked = [10**9, 10**9 + 1]
    written = POINTS._some(asked, ())[0]
    seen: list[Any] = []

    def ask() -> None:
        try:
            seen.append((connection.connection, POINTS._some(asked, ())[0]))
        finally:
            connection.close()

    other = Thread(target=ask)
    other.start()
    other.join()
    assert seen[0][1] is written
    assert seen[0][0] is not connection.connection


def test_no_ids_ask_nothing_and_very_many_ask_in_portions() -> None:
    one = AgencyFactory(kind="ministry")
    with CaptureQueriesContext(connection) as captured:
        assert OF_A_KIND.rows([], "ministry") == []
        assert not captured.captured_queries
        ids = [one.pk, *range(10**8, 10**8 + MOST_AT_ONCE)]
        assert OF_A_KIND.rows(ids, "ministry") == [(one.pk,)]
    assert len(captured) == 2


def test_a_question_that_leaves_ids_out_is_refused() -> None:
    careless: Prepared[Any] = Prepared(
        lambda ids: Agency.objects.filter(pk=ids[0]).values_list("pk")
    )
    assert careless.rows([AgencyFactory().pk])
    with pytest.raises(ValueError, match="all its ids"):
        careless.rows([1, 2])
