"""The generated nation: exact counts, the same every time, in memory that does not grow."""

from __future__ import annotations

import hashlib
import tracemalloc
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import Model

from bench.nation import generate as generating
from bench.nation.generate import generate, thin
from bench.nation.history import RATING_FIELDS, rating_rows
from bench.nation.made_up import MARK, Counters, chosen, read_offices, whole_months
from bench.nation.sizes import Size
from bench.nation.writing import bare, write
from infogo.agencies.models import Agency, AgencyPath
from infogo.delays.models import DelayCase
from infogo.manuals.chain import verify_revisions
from infogo.manuals.models import Manual, Procedure
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating
from infogo.volumes.models import MonthlyReport, VolumeRow
from tests.factories import AgencyFactory, ProvinceFactory, ServicePointFactory, adoption
from tests.factories import standard_manual as standard

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 11, 15)
MADE = (Agency, AgencyPath, ServicePoint, Manual, Pin, Rating, MonthlyReport, VolumeRow, DelayCase)
SMALL = Size(
    scale=0.001,
    base_share=1.0,
    manuals=120,
    procedures=5,
    agencies=45,
    points=70,
    ratings=500,
    counters=30,
    months=3,
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A country of forty local governments, each with its office, and a size that fits it."""
    province = ProvinceFactory()
    first = standard()
    for number in range(40):
        office = AgencyFactory(kind="sao", province=province, lat=15.0, lng=100.0)
        ServicePointFactory(agency=office, province=province, subdistrict=None, district=None)
        if number < 10:
            adoption(first, office)
    monkeypatch.setattr(generating.Size, "of", lambda *_scale, **_there: SMALL)


def test_the_counts_are_exact_and_all_that_is_made_up_says_so(small: None) -> None:
    before = {model: set(model._default_manager.values_list("pk", flat=True)) for model in MADE}
    told: dict[str, int] = {}
    generate(0.001, UNTIL, lambda name, rows, _seconds: told.update({name: rows}))
    assert Manual.objects.count() == 120
    assert (Agency.objects.count(), ServicePoint.objects.count()) == (45, 70)
    assert Rating.objects.count() == 500
    assert VolumeRow.objects.count() == 30 * 3
    assert DelayCase.objects.count() == told["delay cases"] > 0
    new = ServicePoint.objects.exclude(pk__in=before[ServicePoint])
    assert all(MARK in point.name_th for point in new)
    assert all(MARK in a.name_th for a in Agency.objects.exclude(pk__in=before[Agency]))
    assert all(MARK in p.name_th for p in Procedure.objects.filter(code__startswith="SIM-"))
    for model in (Rating, VolumeRow, DelayCase, MonthlyReport):
        assert not model._default_manager.filter(is_simulated=False).exists()


def test_what_is_made_is_what_the_program_would_have_made(small: None) -> None:
    generate(0.001, UNTIL)
    for manual in Manual.objects.filter(standard=None):
        assert verify_revisions(manual) is None
    for pin in Pin.objects.select_related("manual", "point"):
        assert pin.procedure_id == pin.manual.procedure_id
        assert pin.point.agency_id == pin.manual.agency_id, "an office serves its own manuals"
    served = set(Pin.objects.values_list("manual", flat=True))
    assert set(Manual.objects.filter(is_pinned=True).values_list("pk", flat=True)) == served
    for rating in Rating.objects.select_related("manual")[:50]:
        assert rating.procedure_id == rating.manual.procedure_id
        assert Pin.objects.filter(manual=rating.manual_id, point=rating.point_id).exists()
    for report in MonthlyReport.objects.all():
        assert report.rows.count() == report.filled == report.expected
    for row in VolumeRow.objects.all():
        came = row.brought_forward + row.received  # type: ignore[operator]
        done = row.completed_in_time + row.completed_late  # type: ignore[operator]
        assert came - done == row.carried_forward
    for procedure in Procedure.objects.all():
        points = Pin.objects.filter(procedure=procedure).values("point").distinct().count()
        assert procedure.point_count == points
    connection.check_constraints()


def test_the_same_country_gives_the_same_nation(small: None) -> None:
    class UndoneError(Exception):
        pass

    def once() -> list[str]:
        found: list[str] = []
        with pytest.raises(UndoneError), transaction.atomic():
            generate(0.001, UNTIL)
            found = [_digest(model) for model in MADE]
            raise UndoneError
        return found

    first = once()
    assert first == once()
    assert len(set(first)) == len(MADE), "no two tables are both empty"


def test_ratings_take_as_much_memory_for_ten_thousand_as_for_a_thousand() -> None:
    def peak(count: int) -> int:
        counters = Counters(*([1] * 60_000 for _ in range(4)))  # type: ignore[arg-type]
        months = whole_months(UNTIL, 24)
        tracemalloc.start()
        made = sum(1 for _row in rating_rows(counters, months, count))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert made == count
        return used

    assert peak(10_000) < peak(1_000) + 500_000


def test_writing_takes_no_memory_for_rows_that_are_written(small: None) -> None:
    manual = Manual.objects.get(standard=None)
    points = list(ServicePoint.objects.values_list("pk", flat=True))
    counters = Counters([manual.pk], [manual.procedure_id], points[:1], [manual.agency_id])  # type: ignore[arg-type]

    def peak(count: int) -> int:
        Rating.objects.all().delete()
        tracemalloc.start()
        with bare(Rating):
            write(Rating, RATING_FIELDS, rating_rows(counters, whole_months(UNTIL, 4), count))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)
    assert peak(6_000) < peak(2_500) + 300_000


def test_adoptions_are_exactly_as_many_as_asked_for(small: None) -> None:
    offices = read_offices()
    standards = [(n, 100 + n) for n in range(1, 8)]
    for count in (0, 1, 99, 7 * len(offices)):
        pairs = list(chosen(count, standards, offices))
        assert len(set(pairs)) == len(pairs) == count
    with pytest.raises(ValueError, match="wanted"):
        list(chosen(7 * len(offices) + 1, standards, offices))


def test_thinning_takes_adoptions_with_their_pins_and_nothing_else(small: None) -> None:
    kept = Manual.objects.filter(standard=None).count()
    assert thin(1.0) == 0
    assert thin(0.0001) == 10
    assert Manual.objects.count() == kept
    assert Agency.objects.count() > 40


def test_indexes_and_foreign_keys_come_back_as_they_were() -> None:
    before = _parts()
    assert before
    with bare(Rating):
        assert len(_parts()) < len(before)
    assert _parts() == before


def test_a_scale_that_is_none_is_refused() -> None:
    for scale in (0.0, -1.0, 1.5):
        with pytest.raises(ValueError, match="scale"):
            Size.of(scale, agencies_there=1, points_there=1)
    whole = Size.of(1, agencies_there=8_470, points_there=9_969)
    assert (whole.manuals, whole.agencies, whole.points) == (1_000_000, 10_000, 60_000)


def _digest(model: type[Model]) -> str:
    """Return a digest of all rows but for numbers that a database hands out anew each time."""
    hidden = {"id", "report", "edition", "current"}
    names = [f.attname for f in model._meta.concrete_fields if f.name not in hidden]
    rows: Iterator[object] = iter(sorted(map(repr, model._default_manager.values_list(*names))))
    return hashlib.sha256(repr((model, list(rows))).encode()).hexdigest()


def _parts() -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Rating._meta.db_table)
    return sorted(name for name, part in found.items() if part["index"] or part["foreign_key"])
