from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import AgencyStatus
from infogo.articles.models import ArticleStatus
from infogo.core.hours import WHOLE_DAY, Hours
from infogo.manuals.models import Manual, ManualStatus
from infogo.pins.models import Pin
from infogo.points.models import PointStatus
from infogo.search.indexing.documents import Doc, build
from infogo.search.indexing.schema import NATIONWIDE
from infogo.search.ranking.names import read_guides
from infogo.search.results import Kind
from infogo.search.words.short_forms import short_forms
from infogo.thai.normalise import normalise
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    LifeEventFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.search.corpus import Country, make_country


@pytest.fixture
def country(db: None) -> Country:
    return make_country()


def doc(kind: Kind, key: int) -> Doc:
    (found,) = build(kind, [key])
    return found


def test_names_tags_and_codes_are_found_whole(country: Country) -> None:
    made = doc(Kind.PROCEDURE, country.procedures["ID-2"].pk)
    assert {"บัตรประชาชนหาย", "บัตรปชชหาย", "lostidcard", "id2"} <= made.exact
    assert "หาย" in made.words
    assert made.sound


def test_provinces_are_those_of_the_adopters(country: Country) -> None:
    assert doc(Kind.PROCEDURE, country.procedures["ID-2"].pk).numbers["province"] == {50, 63}
    assert doc(Kind.PROCEDURE, country.procedures["LAND-1"].pk).numbers["province"] == {NATIONWIDE}


def test_one_agency_that_adopts_it_takes_a_procedure_from_no_other_province(
    country: Country,
) -> None:
    standard = Manual.objects.get(procedure=country.procedures["LAND-1"], standard=None)
    adoption(standard, country.agencies["muni-cm"])
    assert doc(Kind.PROCEDURE, standard.procedure_id).numbers["province"] == {NATIONWIDE}


def test_an_agency_with_an_area_serves_only_it(country: Country) -> None:
    ProvinceFactory(code="10", name_th="กรุงเทพมหานคร", name_en="Bangkok")
    inside = standard_manual(code="W-1", owner=AgencyFactory(key="moi-mwa"))
    outside = standard_manual(code="W-2", owner=AgencyFactory(key="moi-pwa"))
    assert doc(Kind.PROCEDURE, inside.procedure_id).numbers["province"] == {10}
    assert doc(Kind.PROCEDURE, outside.procedure_id).numbers["province"] == {42, 50, 63}


def test_points_that_are_gone_and_manuals_given_up_serve_nothing(country: Country) -> None:
    loei = ProvinceFactory(code="42")
    standard = Manual.objects.get(procedure=country.procedures["ID-2"], standard=None)
    before = doc(Kind.PROCEDURE, standard.procedure_id)
    given_up = adoption(standard)
    Manual.objects.filter(pk=given_up.pk).update(status=ManualStatus.WITHDRAWN)
    there = {"subdistrict": None, "district": None, "province": loei}
    elsewhere = ServicePointFactory(**there, opens_on_weekend=True)
    PinFactory(manual=given_up, point=elsewhere)
    closed = ServicePointFactory(**there, status=PointStatus.CLOSED, opens_on_weekend=True)
    PinFactory(manual=standard, point=closed)
    made = doc(Kind.PROCEDURE, standard.procedure_id)
    assert (made.places, made.flags) == (before.places, before.flags)
    assert made.numbers["province"] == before.numbers["province"]
    assert "weekend" not in made.flags
    PinFactory(manual=standard, point=elsewhere)
    made = doc(Kind.PROCEDURE, standard.procedure_id)
    assert "weekend" in made.flags and made.places == before.places + 1


def test_filters_know_owner_ministry_and_flags(country: Country) -> None:
    made = doc(Kind.PROCEDURE, country.procedures["CAR-1"].pk)
    assert made.numbers["agency"] == {country.agencies["mot-dlt"].pk}
    assert made.numbers["topic"] == {country.topic.pk}
    assert made.flags == frozenset()
    assert doc(Kind.PROCEDURE, country.procedures["ID-2"].pk).places == 2


def test_a_point_open_on_weekends_marks_its_services(country: Country) -> None:
    point = country.points["hall-5001"]
    point.opens_on_weekend = True
    point.save()
    assert "weekend" in doc(Kind.POINT, point.pk).flags
    assert "weekend" in doc(Kind.PROCEDURE, country.procedures["ID-2"].pk).flags


def test_a_counter_with_hours_of_its_own_is_open_on_weekends_by_them(country: Country) -> None:
    point, procedure = country.points["hall-5001"], country.procedures["ID-2"]
    pins = Pin.objects.filter(point=point, procedure=procedure)
    saturday = Hours.weekdays().model_copy(update={"week": (*((),) * 5, (WHOLE_DAY,), ())})
    pins.update(hours=saturday.model_dump(mode="json"))
    assert "weekend" in doc(Kind.PROCEDURE, procedure.pk).flags
    point.opens_on_weekend = True
    point.save()
    pins.update(hours=Hours.weekdays().model_dump(mode="json"))
    assert "weekend" not in doc(Kind.PROCEDURE, procedure.pk).flags


def test_only_what_citizens_may_see_is_built(country: Country) -> None:
    Manual.objects.filter(procedure=country.procedures["LAND-1"]).update(status=ManualStatus.DRAFT)
    agency = AgencyFactory(status=AgencyStatus.CLOSED)
    point = country.points["dlt-63"]
    point.status = PointStatus.CLOSED
    point.save()
    article = ArticleFactory(status=ArticleStatus.DRAFT)
    for kind, key in (
        (Kind.PROCEDURE, country.procedures["LAND-1"].pk),
        (Kind.AGENCY, agency.pk),
        (Kind.POINT, point.pk),
        (Kind.ARTICLE, article.pk),
    ):
        assert list(build(kind, [key])) == []


def test_a_guide_is_found_by_how_people_tell_its_event(country: Country) -> None:
    article = ArticleFactory(life_event=LifeEventFactory(slug="retire"))
    assert "สิทธิ" in doc(Kind.ARTICLE, article.pk).said
    assert doc(Kind.ARTICLE, ArticleFactory(life_event=None).pk).said == []


def test_a_guide_is_found_by_its_own_sayings_too(country: Country) -> None:
    own = ["ปลดเกษียณแล้วเบื่อบ้าน"]
    event = LifeEventFactory(slug="retire")
    of_both = doc(Kind.ARTICLE, ArticleFactory(life_event=event, sayings=own).pk)
    assert {"สิทธิ", "เบื่อ"} <= set(of_both.said)
    assert "เบื่อ" in doc(Kind.ARTICLE, ArticleFactory(life_event=None, sayings=own).pk).said
    (guide,) = [one for one in read_guides() if one.id == of_both.id]
    assert guide.sayings[-1] == normalise(own[0])
    assert len(guide.sayings) > 1


@pytest.mark.parametrize("kind", list(Kind))
def test_queries_do_not_grow_with_the_records(country: Country, kind: Kind) -> None:
    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            number = len(list(build(kind)))
        return number, len(captured)

    few, before = queries()
    for number in range(5):
        standard_manual(code=f"MORE-{number}", owner=country.agencies["moi-dopa"])
        AgencyFactory()
        ArticleFactory()
    many, after = queries()
    assert (many > few) or kind == Kind.POINT
    assert after == before


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("องค์การบริหารส่วนตำบลบางปู", ["อบตบางปู"]),
        ("เทศบาลตำบลบางปู", ["ทตบางปู", "เทศบาลบางปู"]),
        ("กรมที่ดิน", []),
        ("สำนักงานเขต", []),
    ],
)
def test_short_forms(name: str, forms: list[str]) -> None:
    assert short_forms(name) == forms
