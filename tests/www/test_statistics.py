"""The public statistics: a finding first, simulated numbers marked, files with the very same."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from infogo.agencies.models import Agency
from infogo.core.simulation import SIMULATED_TH
from infogo.geo.models import Province
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.oversight.services.coverage import refresh_coverage
from infogo.oversight.services.events import rebuild_events
from infogo.www.cache.policy import HANDOVER, WANTED, canonical_query
from tests.oversight.history import Country, country, more_agencies, simulate
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
PARTS = ("agencies", "provinces", "services")
PAGES = ("/statistics", *(f"/statistics/{name}" for name in PARTS))


@pytest.fixture(scope="module")
def made_once(module_rows: None) -> Country:
    found = country()
    simulate(found, 6)
    for rows in (Agency.objects, Procedure.objects):
        for row in rows.all():
            row.name_en = f"Record {row.pk}"
            row.save(update_fields=["name_en"])
    now = timezone.now()
    refresh_coverage(now=now)
    rebuild_events(now=now)
    return found


@pytest.fixture
def made(made_once: Country, db: None, settings: Settings) -> Country:
    """Some months of simulated history, of which little is enough to be told."""
    settings.INFOGO = {**settings.INFOGO, "TIMES_MINIMUM": 1}
    return made_once


def page_of(client: Client, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    return read(answer)


def lines_of(client: Client, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_first_sentence_tells_what_there_is_and_numbers_lead_on(
    client: Client, made: Country
) -> None:
    page = page_of(client, "/statistics")
    assert page.h1 == "สถิติของทั้งประเทศ"
    lead = page.text.index("ที่นี่มีคู่มือ ")
    assert lead < page.text.index("ในหน้านี้")
    hrefs = {href for _text, href in page.links}
    assert {"/agency/", "/places", "/category/", "/about/quality-index", "/data"} <= hrefs
    assert {f"/statistics/{name}" for name in PARTS} <= hrefs
    assert {"/statistics.csv", "/statistics.json"} <= hrefs
    assert "นับเมื่อ" in page.text and "÷" in page.text
    procedure = made.pins[0].procedure_id
    services = {href for _text, href in page_of(client, "/statistics/services").links}
    assert {f"/manual/{procedure}", f"/manual/{procedure}/times"} <= services


@pytest.mark.parametrize("path", PAGES)
def test_simulated_numbers_are_called_so_wherever_they_stand(
    client: Client, made: Country, path: str
) -> None:
    page = page_of(client, path)
    assert SIMULATED_TH in page.text
    for sentence in ("เสร็จในเวลาที่สัญญา ", "เสร็จในเวลาที่สัญญามากที่สุดคือ"):
        if sentence in page.text:
            before = page.text[: page.text.index(sentence)]
            assert "ข้อมูลจำลอง ไม่ใช่ตัวเลขจริง:" in before
    marked = page.text.count("ข้อมูลจำลอง")
    lines = lines_of(client, f"{path}.csv")
    shown = [line for line in lines if line["is_simulated"] == "1"]
    assert shown and all(line["warning"] == SIMULATED_TH for line in shown)
    assert all(not line["warning"] for line in lines if line["is_simulated"] == "0")
    assert marked > len(shown)  # one beside each, and the notice
    data = client.get(f"{path}.json").json()
    assert data["is_simulated"] and data["warning"] == SIMULATED_TH


def test_of_few_requests_nothing_is_shown(
    client: Client, made: Country, settings: Settings
) -> None:
    settings.INFOGO = {**settings.INFOGO, "TIMES_MINIMUM": 10**6}
    assert "ไม่ถึง 1,000,000" in page_of(client, "/statistics/provinces").text
    for line in lines_of(client, "/statistics.csv"):
        if line["section"] in ("promises", "late"):
            assert line["status"] in ("too_few", "unknown")
            assert not (line["value"] or line["part"] or line["whole"] or line["warning"])


@pytest.mark.parametrize("path", PAGES)
def test_files_hold_the_very_numbers_of_the_page(client: Client, made: Country, path: str) -> None:
    text = page_of(client, path).text
    lines = lines_of(client, f"{path}.csv")
    data = client.get(f"{path}.json").json()
    groups = data["sections"] if path == "/statistics" else data["rows"]
    in_json = [figure["value"] for group in groups for figure in group["figures"]]
    in_csv = [float(line["value"]) if line["value"] else None for line in lines]
    assert in_json == in_csv
    assert {line["status"] for line in lines} >= {"known"}
    for line in lines:
        assert line["method"] and line["figure_name"]
        if line["figure"] == "received" and line["value"]:
            assert f"{int(line['value']):,}" in text
        if line["figure"] == "completed_in_time_share" and line["value"]:
            assert f"{float(line['value']):.1f}%".replace("100.0%", "100%") in text


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_wholly_english_in_english(client: Client, made: Country, path: str) -> None:
    Province.objects.update(name_en="Somewhere")
    page = page_of(client, f"/en{path}")
    assert page.lang == "en"
    assert page.thai_without_mark() == []
    assert "Simulated" in page.text
    names = {line["figure_name"] for line in lines_of(client, f"/en{path}.csv")}
    assert not any("ก" <= letter <= "๛" for name in names for letter in name)


@pytest.mark.parametrize("path", [*PAGES, "/statistics.csv", "/statistics/services.json"])
def test_queries_do_not_grow_with_the_country(client: Client, made: Country, path: str) -> None:
    def queries() -> int:
        client.get(path)  # the tree is remembered
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        return len(seen)

    few = queries()
    more_agencies(6)
    now = timezone.now() + timedelta(seconds=1)
    refresh_coverage(now=now)
    rebuild_events(now=now)
    assert queries() == few <= 60


def test_services_are_paged_and_the_file_has_them_all(client: Client, made: Country) -> None:
    beyond = client.get("/statistics/services?page=99")
    assert (beyond.status_code, beyond["Location"]) == (302, "/statistics/services")
    assert page_of(client, beyond["Location"]).h1 == "สถิติรายเรื่อง"
    ids = {line["id"] for line in lines_of(client, "/statistics/services.csv")}
    assert ids == {str(pk) for pk in Procedure.objects.values_list("pk", flat=True)}


def test_a_service_that_ended_leads_nowhere_and_is_not_among_the_most_used(
    client: Client, made: Country
) -> None:
    ended = Procedure.objects.get(pk=made.pins[0].procedure_id)
    ended.name_th, ended.status = "เรื่องที่เลิกแล้ว", ProcedureStatus.WITHDRAWN
    ended.save()
    page = page_of(client, "/statistics/services")
    assert "เรื่องที่เลิกแล้ว เลิกแล้ว" in page.text
    first = page_of(client, "/statistics")
    assert ended.name_th not in first.text
    for each in (page, first):
        assert not [href for _text, href in each.links if href.startswith(f"/manual/{ended.pk}")]


def test_nothing_behind_a_question_mark_makes_another_page_to_keep(client: Client) -> None:
    files = [f"{page}{tail}" for page in PAGES for tail in (".csv", ".json")]
    for path in (*PAGES, *files):
        request = client.get(f"{path}?page=2&junk=1", **{WANTED: "1"}).wsgi_request
        found = canonical_query("page=x&junk=1", request.META[HANDOVER].parameters)
        second = canonical_query("page=2&junk=1", request.META[HANDOVER].parameters)
        assert (found, second) == ("", "page=2" if path == "/statistics/services" else ""), path


def test_it_is_found_from_everywhere(client: Client) -> None:
    assert page_of(client, "/about").href("สถิติของทั้งประเทศ") == "/statistics"
    footer = client.get("/help").content.decode()
    assert 'href="/statistics"' in footer[footer.index("<footer") :]
    assert "/statistics/provinces" in client.get("/sitemap-pages-1.xml").content.decode()
    assert client.get("/statistics/moons").status_code == 404
    assert client.post("/statistics").status_code == 405
