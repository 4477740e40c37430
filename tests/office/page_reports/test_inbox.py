"""Officers see what readers report of the pages they answer for, mend it and answer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.editing.models import Draft
from infogo.office.pages import todo_asked
from infogo.page_reports.models import Kind, PageReport, State, Suspicion
from tests.accounts.watching import nothing_changes
from tests.editing.office import good_content
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
    standard_manual,
)
from tests.office.people import administrator, central_officer, signed_in
from tests.page_reports.telling import handler as rights_of_handler
from tests.page_reports.telling import tell
from tests.www.reading import read

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=60)


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def client(agency: Agency) -> Client:
    """A browser of the agency's administrator, who may answer and mend everything."""
    return signed_in(administrator(agency))


def handler(agency: Agency) -> Client:
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.FEEDBACK_HANDLER)
    return signed_in(officer)


def titles(client: Client, query: str = "") -> list[str]:
    page = read(client.get(f"/office/reports/{query}"))
    return [text for tag, text in page.headings if tag == "h2"]


def test_the_list_shows_hers_with_what_is_due_first(client: Client, agency: Agency) -> None:
    point = ServicePointFactory(agency=agency, name_th="สำนักทะเบียน")
    tell(agency, kind=Kind.PHONE)
    tell(point, kind=Kind.HOURS, now=timezone.now() - LONG_AGO)
    tell(AgencyFactory(name_th="หน่วยงานอื่น"))
    tell()
    html = client.get("/office/reports/").content.decode()
    assert [title.split()[0] for title in titles(client)] == ["สำนักทะเบียน", "เทศบาลตัวอย่าง"]
    assert html.count("เกินกำหนด</") == 2, "one tab, one report"
    assert len(titles(client, "?show=late")) == 1
    assert titles(client, "?show=nonsense&agency=x&page=99") == titles(client)


def test_suspected_ones_and_closed_ones_have_their_lists(client: Client, agency: Agency) -> None:
    tell(agency, suspected=[Suspicion.TRAP])
    done = tell(agency)
    client.post(f"/office/reports/{done.pk}", {"to": "not_error", "text": "ตรวจแล้ว"})
    assert len(titles(client, "?show=doubted")) == 1
    assert len(titles(client, "?show=closed")) == 1
    assert "กรอกช่องที่คนมองไม่เห็น" in client.get("/office/reports/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_list(client: Client, agency: Agency) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/office/reports/")
        return len(queries)

    for _each in range(2):
        tell(ServicePointFactory(agency=agency))
        tell(standard_manual(owner=agency))
    asked()  # what a process learns once
    few = asked()
    for _each in range(2):
        tell(ServicePointFactory(agency=agency))
        tell(standard_manual(owner=agency))
    assert asked() == few


def test_the_first_page_counts_them(client: Client, agency: Agency) -> None:
    tell(agency)
    tell(agency, now=timezone.now() - LONG_AGO)
    page = read(client.get("/office/"))
    assert "ตอบเรื่องที่ประชาชนแจ้งซึ่งเกินกำหนด" in page.html
    assert [href for text, href in page.links if "ตอบเรื่องที่ประชาชนแจ้ง" in text] == [
        "/office/reports/?show=late",
        "/office/reports/?show=in-time",
    ]


def numbers_and_lists(client: Client) -> list[tuple[int, int]]:
    """Return of each line of the first page about reports its number and how many its list has."""
    with_number = re.compile(r"ตอบเรื่องที่ประชาชนแจ้ง\D*(\d+) เรื่อง")
    page = read(client.get("/office/"))
    hrefs = [href for text, href in page.links if "ตอบเรื่องที่ประชาชนแจ้ง" in text]
    numbers = [int(found) for found in with_number.findall(page.text)]
    return list(
        zip(numbers, [len(titles(client, f"?{href.split('?')[1]}")) for href in hrefs], strict=True)
    )


def test_each_number_of_the_first_page_is_that_of_its_list(client: Client, agency: Agency) -> None:
    for _late in range(2):
        tell(agency, now=timezone.now() - LONG_AGO)
    for _in_time in range(3):
        tell(agency)
    tell(now=timezone.now() - LONG_AGO)
    tell()
    assert numbers_and_lists(client) == [(2, 2), (3, 3)]
    centre = signed_in(central_officer())
    assert numbers_and_lists(centre) == [(1, 1), (1, 1)], "what falls to the centre itself"
    assert len(titles(centre, "?show=all-late")) == 3
    assert len(titles(centre, "?show=open")) == 7


def test_late_ones_are_never_cut_off_by_the_others(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(todo_asked, "MOST", 2)
    for _in_time in range(3):
        tell(agency)
    for _late in range(2):
        tell(agency, now=timezone.now() - LONG_AGO)
    late, in_time = todo_asked.reported(todo_asked.Scope(rights_of_handler(agency)))
    assert (late.count, late.is_more) == (2, False)
    assert (in_time.count, in_time.is_more) == (2, True)


def test_an_answer_reaches_the_reader(client: Client, agency: Agency) -> None:
    report = tell(agency)
    path = f"/office/reports/{report.pk}"
    assert client.get(path).status_code == 200
    answer = client.post(path, {"to": "mending", "text": "", "seen": "new"})
    assert answer.headers["Location"] == path
    client.post(path, {"to": "mended", "text": "แก้เบอร์แล้ว", "seen": "mending"})
    report.refresh_from_db()
    assert report.state == State.MENDED
    said = Client().get(f"/reported/{report.reference}").content.decode()
    assert "แก้เบอร์แล้ว" in said
    assert "เทศบาลตัวอย่าง" in said
    assert "เป้าหมาย" not in said


@pytest.mark.parametrize(
    "sent",
    [
        {"to": "mended", "text": ""},
        {"to": "", "text": "แก้แล้ว"},
        {"to": "nonsense", "text": "แก้แล้ว"},
        {"to": "new", "text": "แก้แล้ว"},
        {"to": "mended", "text": "ก" * 2001},
        {"to": "give-back", "text": "ไม่ใช่ส่วนกลาง"},
        {"to": "mended", "text": "แก้แล้ว", "seen": "mending"},
    ],
)
def test_what_is_refused_keeps_her_words_and_changes_nothing(
    client: Client, agency: Agency, sent: dict[str, str]
) -> None:
    report = tell(agency)
    with nothing_changes():
        answer = client.post(f"/office/reports/{report.pk}", {"seen": "new", **sent})
    assert answer.status_code == 422
    assert "ผิดพลาด:" in answer.content.decode()
    assert sent["text"] in answer.content.decode()


def test_one_press_leads_to_where_it_is_mended(client: Client, agency: Agency) -> None:
    manual = standard_manual(content=good_content(), owner=agency)
    point, article = ServicePointFactory(agency=agency), ArticleFactory(agency=agency)
    for about, kind, href in (
        (manual, Kind.FEE, f"/office/manuals/{manual.pk}/edit"),
        (point, Kind.HOURS, f"/office/points/{point.pk}/hours"),
        (point, Kind.PHONE, f"/office/points/{point.pk}/edit"),
        (article, Kind.UNCLEAR, f"/office/articles/{article.pk}"),
        (agency, Kind.PHONE, f"/office/agency/{agency.pk}"),
    ):
        report = tell(about, kind=kind)
        assert href in client.get(f"/office/reports/{report.pk}").content.decode(), href
        if about is not manual:
            assert client.get(href).status_code == 200, href
        closed = handler(agency).get(f"/office/reports/{report.pk}").content.decode()
        assert href not in closed, "whoever only answers is led nowhere that is closed to her"
    client.post(f"/office/manuals/{manual.pk}/edit")
    assert Draft.objects.filter(manual=manual).exists()


def test_what_is_not_hers_goes_to_the_centre_and_back(agency: Agency) -> None:
    report, hers, centre = tell(agency), handler(agency), signed_in(central_officer())
    path = f"/office/reports/{report.pk}"
    hers.post(path, {"to": "to-centre", "text": "เป็นงานของกรม", "seen": "new"})
    assert hers.get(path).status_code == 404
    said = Client().get(f"/reported/{report.reference}").content.decode()
    assert "ส่งเรื่องต่อให้ผู้ที่ต้องตอบ" in said
    assert titles(hers) == []
    assert len(titles(centre)) == 1
    centre.post(path, {"to": "give-back", "text": "เป็นงานของเทศบาล", "seen": "new"})
    assert hers.get(path).status_code == 200
    assert titles(centre) == []
    assert len(titles(centre, f"?show=open&agency={agency.pk}")) == 1


def test_she_is_told_by_whose_name_the_reader_sees_her_answer(agency: Agency) -> None:
    report = tell(agency)
    for client, said in (
        (handler(agency), "ผู้แจ้งเห็นชื่อหน่วยงาน"),
        (signed_in(central_officer()), "ผู้แจ้งเห็นว่าผู้ดูแลเว็บไซต์เป็นผู้ตอบ"),
    ):
        for answer in (
            client.get(f"/office/reports/{report.pk}"),
            client.post(f"/office/reports/{report.pk}", {"to": "mended", "text": ""}),
        ):
            assert said in answer.content.decode()
    client.post(f"/office/reports/{report.pk}", {"to": "mended", "text": "แก้ให้แล้ว"})
    said = Client().get(f"/reported/{report.reference}").content.decode()
    assert "ผู้ดูแลเว็บไซต์" in said
    assert "เทศบาลตัวอย่าง</span><span>" not in said


def test_nobody_of_another_agency_sees_or_answers(agency: Agency) -> None:
    report = tell(agency)
    other = handler(AgencyFactory())
    with nothing_changes():
        assert other.get(f"/office/reports/{report.pk}").status_code == 404
        sent = {"to": "mended", "text": "แก้แล้ว", "seen": "new"}
        assert other.post(f"/office/reports/{report.pk}", sent).status_code == 404
    assert PageReport.objects.get().state == State.NEW


def test_what_waits_for_the_centre_is_not_narrowed_to_an_agency(agency: Agency) -> None:
    tell(agency, now=timezone.now() - LONG_AGO)
    tell(AgencyFactory())
    tell(now=timezone.now() - LONG_AGO)
    tell()
    client = signed_in(central_officer())
    narrowed = f"agency={agency.pk}"
    assert len(titles(client, f"?show=open&{narrowed}")) == 1
    html = client.get(f"/office/reports/?show=open&{narrowed}").content.decode()
    for show in ("all-late", "doubted", "closed"):
        assert f"/office/reports/?show={show}&amp;{narrowed}" in html
    for show, waiting in (("", 2), ("late", 1), ("in-time", 1)):
        query = f"?show={show}" if show else ""
        assert f'href="/office/reports/{query}"' in html
        assert len(titles(client, f"?show={show}&{narrowed}")) == waiting
