"""Pages of the index: numbers lead to their parts, parts to rows; what is unknown is said."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from pathlib import Path

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.agencies.models import Agency
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.models import DelayNotice
from infogo.manuals.models import Manual
from infogo.oversight.models import IndexRuleSet
from infogo.oversight.quality.measures import MEASURES
from infogo.oversight.services.coverage import refresh_coverage
from infogo.oversight.services.quality import refresh_index
from infogo.oversight.tree import tree
from infogo.ratings.models import RatingTally
from infogo.volumes.models import MonthlyReport
from tests.factories import AgencyFactory
from tests.office.people import central_officer, signed_in
from tests.oversight.country import NOW, RandomCountry
from tests.oversight.raw_events import scatter

pytestmark = pytest.mark.django_db
RULES = Path(__file__).resolve().parents[2] / "demo" / "data" / "quality_index_rules.json"


@pytest.fixture
def central() -> Client:
    return signed_in(central_officer())


@pytest.fixture(scope="module")
def rules(module_rows: None) -> IndexRuleSet:
    entry = orjson.loads(RULES.read_bytes())[0] | {"effective_from": date(2023, 10, 1)}
    return IndexRuleSet.objects.create(**entry)


@pytest.fixture(scope="module")
def country_once(rules: IndexRuleSet) -> RandomCountry:
    made = RandomCountry.made(3)
    scatter(made.chance, made.agencies, Manual.objects.get(pk=made.standards[0].pk))
    refresh_coverage(now=NOW)
    refresh_index(now=NOW)
    return made


@pytest.fixture
def country(country_once: RandomCountry, db: None) -> RandomCountry:
    """The same country for every test; what one of them changes is undone, in memory too."""
    return deepcopy(country_once)


def text_of(client: Client, name: str, query: str = "", **kwargs: object) -> str:
    answer = client.get(f"{reverse(name, kwargs=kwargs or None)}{query}", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_way_from_the_country_to_the_rows_behind_a_measure(
    central: Client, country: RandomCountry
) -> None:
    ministry = country.agencies[0]
    page = text_of(central, "central:index")
    assert ministry.name_th in page and "ข้อมูลจำลอง" in page
    parts = re.search(rf'href="([^"]*index/parts/\?agency={ministry.pk})"', page)
    assert parts
    shown = central.get(parts[1]).content.decode()
    hrefs = set(re.findall(r'href="([^"]*index/records/[^"]+)"', shown))
    assert hrefs
    for href in hrefs:
        assert f"agency={ministry.pk}" in href
        assert central.get(href.replace("&amp;", "&"), follow=True).status_code == 200


@pytest.mark.parametrize("code", [measure.code for measure in MEASURES])
def test_every_measure_has_its_rows(central: Client, country: RandomCountry, code: str) -> None:
    for query in ("", "?prov=50", f"?agency={country.agencies[0].pk}"):
        assert "<h1" in text_of(central, "central:index_records", query, code=code)
    assert central.get(reverse("central:index_records", args=[code]) + "?format=csv", follow=True)


def test_an_agency_of_which_nothing_is_known_has_no_number(
    central: Client, country: RandomCountry
) -> None:
    silent = AgencyFactory(kind="ministry", name_th="กระทรวงเงียบ")
    page = text_of(central, "central:index")
    row = re.search(rf"<tr><th[^>]*>(?:(?!</tr>).)*{silent.name_th}.*?</tr>", page, re.S)
    assert row and row[0].count("ไม่มีข้อมูล") >= 10 and "0.0 %" in row[0]


def test_all_files_of_all_tables(central: Client, country: RandomCountry) -> None:
    for name in ("central:index", "central:index_parts"):
        for kind, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF-")):
            answer = central.get(f"{reverse(name)}?by=place&format={kind}")
            assert b"".join(answer).startswith(start)  # type: ignore[arg-type]


def test_filters_that_the_index_does_not_know_are_dropped_and_said(
    central: Client, country: RandomCountry
) -> None:
    topic = country.standards[0].procedure.topic_id
    page = text_of(central, "central:index", f"?topic={topic}&prov=50&dist=5001")
    assert "ดัชนีเป็นของหน่วยงาน" in page and "ดัชนีไม่แยกรายอำเภอ" in page


def test_no_measure_of_another_name(central: Client) -> None:
    assert central.get(reverse("central:index_records", args=["beauty"])).status_code == 404


def test_the_pages_cost_no_more_for_more_agencies(central: Client, country: RandomCountry) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            text_of(central, "central:index")
        return len(seen)

    text_of(central, "central:index")
    few = queries()
    for _ in range(Agency.objects.count()):
        AgencyFactory(kind="ministry")
    text_of(central, "central:index")
    assert queries() == few


@pytest.mark.parametrize("lang", ["", "/en"])
def test_everybody_can_read_the_formula(rules: IndexRuleSet, lang: str) -> None:
    page = Client().get(f"{lang}/about/quality-index").content.decode()
    cells = re.findall(r'<td class="u-num">([\d.]+)</td>', page)
    assert sum(map(float, cells)) == 100 and len(cells) == len(MEASURES)
    word = "excellent" if lang else "ดีเยี่ยม"
    assert word in page
    assert "/about/quality-index" in Client().get(f"{lang}/about").content.decode()


def test_a_group_with_simulated_ratings_alone_is_said_where_the_whole_has_real_ones(
    central: Client, country: RandomCountry
) -> None:
    """The sum of all rows holds no simulated rating then, but the table does."""
    for model in (MonthlyReport, DelayNotice):
        model._default_manager.update(is_simulated=False)
    below = tree().below(country.agencies[0].pk)
    RatingTally.objects.filter(object_id__in=below, is_simulated=False).delete()
    refresh_index(now=NOW)
    assert SIMULATED_TH in text_of(central, "central:index")
    RatingTally.objects.filter(is_simulated=True).delete()
    refresh_index(now=NOW)
    assert SIMULATED_TH not in text_of(central, "central:index")
