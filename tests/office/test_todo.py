"""The first page as a list of what waits: what, how much, for whom, and at what cost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import ROLES_OF_MANUALS, ROLES_OF_POINTS, Role
from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.core.dates import bangkok_now
from infogo.display.filters import DOT
from infogo.editing.may import person_of
from infogo.editing.models import Draft, DraftState
from infogo.insights.models import AgencyTally, ProcedureOpenings
from infogo.insights.services import refresh_tallies
from infogo.links.models import LinkCheck, LinkStatus, LinkUse, Problem
from infogo.manuals.models import Manual, ManualRevision
from infogo.office.pages import todo_parts
from infogo.office.pages.todo import todo_list
from infogo.pins.models import Pin
from infogo.points.models import HoursStatus, ServicePoint
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from infogo.search.models import FailedQuery, Shortfall
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.office.people import administrator, signed_in, with_second_factor
from tests.office.test_pages import queries, text_of
from tests.search.corpus import use_index

pytestmark = pytest.mark.django_db
HOME = "/office/"
NOTHING = {"manuals": 0, "points": 0, "pins": 0}


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path) -> Iterator[None]:
    with use_index(tmp_path / "index"):
        yield


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def admin(agency: Agency) -> Officer:
    return administrator(agency)


@pytest.fixture
def client(admin: Officer) -> Client:
    return signed_in(admin)


def draft(manual: Manual, state: DraftState, author: str = "officer 999") -> Draft:
    return Draft.objects.create(manual=manual, state=state, author_name="ใคร", authors=[author])


def well(agency: Agency, **procedure: object) -> Manual:
    """Make a manual with which there is nothing to do."""
    manual = standard_manual(owner=agency, **procedure)
    point = ServicePointFactory(agency=agency, hours_status=HoursStatus.CONFIRMED)
    PinFactory(manual=manual, point=point, confirmed_on=bangkok_now().date())
    manual.procedure.point_count = 1
    manual.procedure.save()
    return manual


def lines(officer: Officer) -> dict[str, str]:
    """Return the count of each line, by its title."""
    return {item.title: item.count for item in todo_list(Rights.of(officer)).items}


def open_to(officer: Officer, role: Role) -> None:
    GrantFactory(officer=officer, role=role)


class TestLines:
    def test_nothing_waits_where_all_is_well(
        self, client: Client, admin: Officer, agency: Agency
    ) -> None:
        well(agency)
        assert lines(admin) == {}
        page = client.get(HOME)
        assert "ไม่มีงานค้าง" in text_of(page)
        doors = page.content.decode().partition("ไม่มีงานค้าง")[2]
        for room in ("office:manuals", "office:pins", "office:team"):
            assert f'href="{reverse(room)}"' in doors

    def test_drafts_tell_who_must_act(self, admin: Officer, agency: Agency) -> None:
        draft(well(agency), DraftState.RETURNED)
        draft(well(agency), DraftState.SUBMITTED)
        draft(well(agency), DraftState.SUBMITTED, author=person_of(admin).id)
        draft(well(AgencyFactory()), DraftState.SUBMITTED)
        assert lines(admin) == {
            "แก้ร่างที่ส่งกลับมา": "1 เรื่อง",
            "อนุมัติหรือส่งกลับร่างที่รอคุณ": "1 เรื่อง",
        }

    def test_manuals_points_and_pins_that_lack_something(
        self, admin: Officer, agency: Agency
    ) -> None:
        old = well(agency)
        ManualRevision.objects.filter(manual=old).update(
            published_at=timezone.now() - timedelta(days=400)
        )
        adoption(standard_manual(), agency)  # has no point, and no text of its own to check
        ServicePointFactory(agency=agency, lat=None, hours_status=HoursStatus.CONFIRMED)
        Pin.objects.filter(manual=old).update(confirmed_on=None)
        assert lines(admin) == {
            "ตรวจคู่มือที่ไม่ได้ตรวจเกิน 12 เดือน": "1 เรื่อง",
            "ปักหมุดคู่มือที่ยังไม่มีจุดให้บริการ": "1 เรื่อง",
            "ปักหมุดจุดที่ยังไม่มีคู่มือ": "1 จุด",
            "ยืนยันเวลาทำการหรือใส่พิกัดของจุด": "1 จุด",
            "ยืนยันหมุดที่ไม่มีใครยืนยันใน 12 เดือน": "1 หมุด",
        }

    def test_what_she_has_no_right_to_is_absent(self, agency: Agency) -> None:
        draft(standard_manual(owner=agency), DraftState.SUBMITTED)
        ServicePointFactory(agency=agency)
        editor, keeper, viewer = (OfficerFactory(agency=agency) for _ in range(3))
        open_to(editor, Role.MANUAL_EDITOR)
        open_to(keeper, Role.POINT_EDITOR)
        open_to(viewer, Role.VIEWER)
        assert list(lines(editor)) == ["ปักหมุดคู่มือที่ยังไม่มีจุดให้บริการ"]
        assert list(lines(keeper)) == [
            "ปักหมุดจุดที่ยังไม่มีคู่มือ",
            "ยืนยันเวลาทำการหรือใส่พิกัดของจุด",
        ]
        assert lines(viewer) == {}

    def test_failed_searches_that_are_like_her_manuals(
        self, client: Client, admin: Officer, agency: Agency
    ) -> None:
        well(agency, name_th="บัตรประชาชนหาย")
        for text in ("บัตรประชาชนหาย ยังไง", "สอบเข้ามหาวิทยาลัย"):
            FailedQuery.objects.create(
                digest=text,
                text=text,
                shortfall=Shortfall.NOTHING,
                hours=9,
                last_on=bangkok_now().date(),
            )
        with only_writer():
            rebuild()
        page = text_of(client.get(HOME))
        assert lines(admin) == {"เพิ่มป้ายคำที่ประชาชนค้นไม่พบ": "1 คำ"}
        assert "มีคนค้นแล้วไม่พบใน 9 ชั่วโมงที่ต่างกันของเดือนนี้" in page
        assert "“บัตรประชาชนหาย ยังไง”" in page


class TestOrder:
    def test_what_more_citizens_read_comes_first_and_only_real_numbers_are_told(
        self, client: Client, agency: Agency
    ) -> None:
        seldom, often = well(agency, popularity=9), well(agency, name_th="เรื่องที่อ่านมาก")
        draft(seldom, DraftState.RETURNED)
        draft(often, DraftState.SUBMITTED)
        guessed = text_of(client.get(HOME))
        assert "ยังไม่มีตัวเลขผู้อ่านจริง" in guessed
        assert "กระทบผู้อ่าน" not in guessed
        assert guessed.index("แก้ร่างที่ส่งกลับมา") < guessed.index("อนุมัติหรือส่งกลับ")

        ProcedureOpenings.objects.create(
            procedure=often.procedure, day=bangkok_now().date(), opened_from="search", count=1234
        )
        ProcedureOpenings.objects.create(
            procedure=seldom.procedure,
            day=bangkok_now().date() - timedelta(days=31),
            opened_from="search",
            count=9999,
        )
        counted = text_of(client.get(HOME))
        assert "กระทบผู้อ่านราว 1,234 ครั้งต่อเดือน" in counted
        assert "9,999" not in counted
        assert counted.index("อนุมัติหรือส่งกลับ") < counted.index("แก้ร่างที่ส่งกลับมา")
        assert "เรื่องที่อ่านมาก" in counted
        assert "เรื่องที่อ่านมาก · เทศบาลตัวอย่าง" not in counted, "whose it is stands above"

    def test_the_three_used_most_are_named(self, admin: Officer, agency: Agency) -> None:
        for use in (5, 1, 9, 3, 7):
            draft(well(agency, name_th=f"เรื่องที่ {use}", popularity=use), DraftState.RETURNED)
        [item] = todo_list(Rights.of(admin)).items
        assert [one.label.partition(DOT)[0] for one in item.named] == [
            "เรื่องที่ 9",
            "เรื่องที่ 7",
            "เรื่องที่ 5",
        ]
        assert item.count == "5 เรื่อง"


class TestWide:
    """An officer of a large part of the country: the worker's counts, the same lines."""

    @pytest.fixture
    def wide(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(todo_parts, "MOST_LIVE", NOTHING)

    def test_lines_and_numbers_are_those_of_a_fresh_count(
        self, admin: Officer, agency: Agency, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        adoption(standard_manual(), agency)
        ManualRevision.objects.filter(manual=well(agency)).update(
            published_at=timezone.now() - timedelta(days=400)
        )
        ServicePointFactory(agency=agency)
        Pin.objects.update(confirmed_on=None)
        draft(well(agency), DraftState.RETURNED)
        draft(well(AgencyFactory()), DraftState.RETURNED)
        live, numbers = lines(admin), todo_list(Rights.of(admin)).numbers
        monkeypatch.setattr(todo_parts, "MOST_LIVE", NOTHING)
        assert lines(admin) == live  # nobody has counted yet

        refresh_tallies(now=timezone.now())
        assert lines(admin) == live
        assert list(todo_list(Rights.of(admin)).numbers) == list(numbers)

    def test_where_most_is_missing_is_named_and_when_it_was_counted(
        self, client: Client, admin: Officer, agency: Agency, wide: None
    ) -> None:
        below = AgencyFactory(name_th="เทศบาลลูก", parent=agency)
        GrantFactory(officer=admin, role=Role.MANUAL_EDITOR, whole_subtree=True)
        adoption(standard_manual(), agency)
        adoption(standard_manual(), below)
        adoption(standard_manual(), below)
        refresh_tallies(now=timezone.now())
        page = text_of(client.get(HOME))
        assert "เทศบาลลูก (2) เทศบาลตัวอย่าง (1)" in page
        assert "นับเมื่อ" in page

    def test_a_count_follows_what_is_there(self, agency: Agency) -> None:
        manual = adoption(standard_manual(), agency)
        refresh_tallies(now=timezone.now())
        assert AgencyTally.objects.get(agency=agency).manuals_without_point == 1
        later = timezone.now() + timedelta(minutes=15)
        assert refresh_tallies(now=later) == 0
        assert AgencyTally.objects.get(agency=agency).counted_at == later
        manual.delete()
        refresh_tallies(now=later)
        assert not AgencyTally.objects.filter(agency=agency).exists()


def broken(url: str, **record: object) -> LinkUse:
    [(name, owner)] = record.items()
    link, _made = LinkCheck.objects.get_or_create(
        url=url,
        defaults={
            "host": url.split("/")[2],
            "next_at": timezone.now(),
            "status": LinkStatus.BROKEN,
            "problem": Problem.NOT_FOUND,
            "http_code": 404,
            "first_failed_at": timezone.now() - timedelta(days=4),
            "checked_at": timezone.now(),
        },
    )
    key = f"{name}:{owner.pk}:website"  # type: ignore[attr-defined]
    return LinkUse.objects.create(link=link, key=key, part="website", **record)


class TestLinks:
    def test_she_sees_where_broken_ones_stand_in_her_records(
        self, client: Client, admin: Officer, agency: Agency
    ) -> None:
        point = ServicePointFactory(agency=agency, name_th="ที่ทำการของเรา")
        manual = well(agency, name_th="เรื่องของเรา")
        broken("https://gone.example/a", point=point)
        use = broken("https://gone.example/b", manual=manual)
        LinkUse.objects.filter(pk=use.pk).update(key=f"manual:{manual.pk}:forms", part="forms")
        broken("https://elsewhere.example/", point=ServicePointFactory())
        page = text_of(client.get(reverse("office:links")))

        assert "2 ลิงก์ในข้อมูลที่คุณดูแล" in page
        assert "จุดให้บริการ ที่ทำการของเรา เว็บไซต์" in page
        assert "คู่มือ “เรื่องของเรา”" in page
        assert "ข้อ 18" in page
        assert "ไม่มีหน้านี้แล้ว" in page
        assert "หาหน้าใหม่ในเว็บไซต์เดิม" in page
        assert "elsewhere" not in page
        assert lines(admin)["แก้ลิงก์เสีย"] == "2 ลิงก์"

    def test_an_agencys_writers_see_those_of_its_articles(
        self, client: Client, admin: Officer, agency: Agency
    ) -> None:
        hers: Article = ArticleFactory(agency=agency, title_th="คู่มือของเรา")
        broken("https://gone.example/art", article=hers)
        broken("https://gone.example/centre", article=ArticleFactory())
        broken("https://gone.example/other", article=ArticleFactory(agency=AgencyFactory()))
        answer = client.get(reverse("office:links"))

        page = text_of(answer)
        assert "1 ลิงก์ในข้อมูลที่คุณดูแล" in page
        assert "บทความ “คู่มือของเรา”" in page
        assert reverse("office:article", args=[hers.pk]) in answer.content.decode()
        assert lines(admin)["แก้ลิงก์เสีย"] == "1 ลิงก์"

    def test_a_hostile_address_does_no_harm(self, client: Client, agency: Agency) -> None:
        broken("https://x.example/'><script>alert(1)</script>", agency=agency)
        assert "<script>alert" not in client.get(reverse("office:links")).content.decode()

    def test_none_is_said_and_that_nobody_looks(self, client: Client) -> None:
        page = text_of(client.get(reverse("office:links")))
        assert "ไม่พบลิงก์เสีย" in page
        assert "ปิดการตรวจลิงก์อยู่" in page


def test_rights_stand_on_the_account_page(client: Client, agency: Agency) -> None:
    page = text_of(client.get(reverse("office:account")))
    assert "ผู้ดูแลหน่วยงาน" in page
    assert "งานทุกอย่างของเทศบาลตัวอย่าง" in page
    assert "ต้องการสิทธิเพิ่ม" in page
    assert reverse("office:account") in client.get(HOME).content.decode()


@pytest.mark.parametrize("address", [HOME, "/office/links/"])
@pytest.mark.parametrize("is_wide", [False, True])
def test_long_lists_cost_no_more_queries(
    client: Client,
    agency: Agency,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    is_wide: bool,
) -> None:
    if is_wide:
        monkeypatch.setattr(todo_parts, "MOST_LIVE", NOTHING)

    def more() -> None:
        for number in range(4):
            manual = standard_manual(owner=agency)
            draft(manual, DraftState.RETURNED)
            draft(standard_manual(owner=agency), DraftState.SUBMITTED)
            point: ServicePoint = ServicePointFactory(agency=agency)
            PinFactory(manual=manual, point=ServicePointFactory(agency=agency))
            broken(f"https://{manual.pk}.example/{number}", point=point)
            broken(f"https://{manual.pk}.example/{number}", manual=manual)
        refresh_tallies(now=timezone.now())

    more()
    before = queries(client, address)
    more()
    assert queries(client, address) == before <= 36


ROOMS = [
    *((role, "") for role in sorted(ROLES_OF_POINTS | ROLES_OF_MANUALS)),
    *((role, "points") for role in sorted(ROLES_OF_POINTS)),
    *((role, "manuals") for role in sorted(ROLES_OF_MANUALS)),
]


@pytest.mark.parametrize(("role", "only"), ROOMS)
def test_no_link_of_the_first_page_leads_to_a_closed_room(
    agency: Agency, role: Role, only: str
) -> None:
    manual, point = standard_manual(owner=agency), ServicePointFactory(agency=agency)
    PinFactory(manual=manual, point=point)
    narrowed = {"only_points": only == "points", "only_manuals": only == "manuals"}
    grant = GrantFactory(
        officer=OfficerFactory(agency=agency), agency=agency, role=role, **narrowed
    )
    grant.points.set([point] if only == "points" else [])
    grant.manuals.set([manual] if only == "manuals" else [])
    with_second_factor(grant.officer)  # who approves signs in with one
    client = signed_in(grant.officer)
    page = client.get(HOME).content.decode()
    links = set(re.findall(r'href="(/office/[^"#]*)"', page))
    assert reverse("office:account") in links
    assert [link for link in links if client.get(html.unescape(link)).status_code == 403] == []
