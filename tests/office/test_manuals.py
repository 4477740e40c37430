"""The list of manuals, one manual, and comparing its editions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.editing.models import Draft, DraftState
from infogo.insights.tallies import a_year_ago
from infogo.manuals import services
from infogo.manuals.content import LocalOverrides
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.selectors import unchecked_manuals
from infogo.office.pages import manual_list
from infogo.office.pages.manual import manual_points
from infogo.points.models import PointStatus
from tests.accounts.watching import nothing_changes
from tests.factories import (
    ACTOR,
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    TagFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.office.people import open_draft, signed_in

pytestmark = pytest.mark.django_db
LIST = "/office/manuals/"


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def editor(agency: Agency) -> Officer:
    return GrantFactory(role=Role.MANUAL_EDITOR, agency=agency, officer__agency=agency).officer


@pytest.fixture
def client(editor: Officer) -> Client:
    return signed_in(editor)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def names(client: Client, **query: str) -> list[str]:
    """Return the names in the list, in its order."""
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return re.findall(r'<h2><a href="/office/manuals/\d+">(.*?)</a>', answer.content.decode())


def queries(client: Client, path: str) -> int:
    client.get(path)  # the first request of a session also moves its end on
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def written(standard: Manual, agency: Agency) -> Manual:
    """Adopt a manual and publish a remark of the agency's own."""
    manual = adoption(standard, agency)
    services.publish_overrides(
        manual=manual, overrides=LocalOverrides(remark="เปิดถึงเที่ยง"), actor=ACTOR
    )
    return manual


class TestList:
    def test_it_is_sorted_as_dictionaries_do_and_shows_only_hers(
        self, client: Client, agency: Agency
    ) -> None:
        for name in ("แจ้งเกิด", "กู้เงิน", "เปิดตลาด"):
            adoption(standard_manual(name_th=name), agency)
        adoption(standard_manual(name_th="ของหน่วยงานอื่น"))
        # เ and แ are read after the consonant that follows them.
        assert names(client) == ["กู้เงิน", "แจ้งเกิด", "เปิดตลาด"]

    def test_states_are_told_in_words(
        self, client: Client, agency: Agency, editor: Officer
    ) -> None:
        manual = written(standard_manual(name_th="แจ้งเกิด"), agency)
        page = text_of(client.get(LIST))
        assert "เผยแพร่แล้ว" in page
        assert "ฉบับที่ 1" in page
        assert "กำหนดเอง 1 ข้อ" in page
        assert "มีร่าง" not in page.split("ค้นหาคู่มือ")[1]
        open_draft(manual, editor)
        assert "มีร่าง" in text_of(client.get(LIST)).split("ค้นหาคู่มือ")[1]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"q": "เกิด"}, {"own"}),
            ({"q": "แจ้ง ลูก"}, {"own"}),
            ({"q": "ทารก"}, {"own"}),
            ({"q": "ทะเบียนราษฎร"}, {"own"}),
            ({"q": "ไม่มีคำนี้"}, set()),
            ({"state": "published"}, {"own", "followed", "drafted", "returned", "waiting"}),
            ({"state": "draft"}, {"drafted", "returned", "waiting"}),
            ({"state": "returned"}, {"returned"}),
            ({"state": "waiting"}, {"waiting"}),
            ({"state": "new"}, {"new"}),
            ({"state": "ended"}, {"ended", "ended everywhere"}),
            ({"kind": "own"}, {"own"}),
            ({"kind": "standard"}, {"new"}),
            (
                {"kind": "followed", "state": "published"},
                {"followed", "drafted", "returned", "waiting"},
            ),
            ({"no_point": "on", "kind": "own"}, set()),
            ({"no_point": "on", "state": "returned"}, {"returned"}),
            ({"no_point": "on", "kind": "standard"}, {"new"}),
            (
                {"no_point": "on"},
                {"new", "followed", "drafted", "returned", "waiting"},
            ),
            ({"unchecked": "on"}, {"own"}),
            ({"state": "nonsense", "q": "\x00", "page": "²", "kind": "x" * 5000}, "all"),
        ],
    )
    def test_each_filter_keeps_what_it_says(
        self,
        client: Client,
        agency: Agency,
        editor: Officer,
        monkeypatch: pytest.MonkeyPatch,
        query: dict[str, str],
        expected: Any,
    ) -> None:
        made = many_sorts(agency, editor)
        wanted = set(made) if expected == "all" else expected
        for looked_up in (manual_list.MOST_LOOKED_UP, 0):
            monkeypatch.setattr(manual_list, "MOST_LOOKED_UP", looked_up)
            shown = set(names(client, **query))
            assert shown == {made[sort].procedure.name_th for sort in wanted}

    def test_what_was_not_checked_is_what_is_counted(self, client: Client, agency: Agency) -> None:
        old, again = (written(standard_manual(), agency) for _each in range(2))
        services.publish_overrides(manual=again, overrides=LocalOverrides(), actor=ACTOR)
        year_ago = a_year_ago(timezone.now())
        editions = ManualRevision.objects.filter(manual__in=(old, again))
        for days, expected in ((-1, [old]), (0, [])):
            editions.update(published_at=year_ago + timedelta(days=days))
            assert list(unchecked_manuals(agency.manuals.all(), year_ago)) == expected
            assert names(client, unchecked="on") == [each.procedure.name_th for each in expected]

    def test_points_that_are_gone_do_not_count(self, client: Client, agency: Agency) -> None:
        manual = adoption(standard_manual(), agency)
        PinFactory(manual=manual)
        PinFactory(manual=manual, point__status=PointStatus.CLOSED)
        assert manual_points(manual) == 1

    def test_an_agency_can_be_searched_where_she_has_several(self) -> None:
        ministry = AgencyFactory(name_th="กระทรวงตัวอย่าง")
        standard = standard_manual(name_th="แจ้งเกิด")
        for name in ("เทศบาลหนึ่ง", "เทศบาลสอง"):
            adoption(standard, AgencyFactory(name_th=name, parent=ministry))
        client = signed_in(GrantFactory(agency=ministry, whole_subtree=True).officer)
        page = text_of(client.get(LIST, {"office": "สอง"}))
        assert "เทศบาลสอง" in page
        assert "เทศบาลหนึ่ง" not in page

    def test_one_agency_needs_no_such_search(self, client: Client) -> None:
        assert 'name="office"' not in client.get(LIST).content.decode()

    def test_more_than_can_be_looked_at_is_said(
        self, client: Client, agency: Agency, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(4):
            adoption(standard_manual(), agency)
        monkeypatch.setattr(manual_list, "MOST", 3)
        assert "มากกว่า 3 เรื่อง" in text_of(client.get(LIST))
        assert len(names(client)) == 3

    def test_pages_hold_thirty(self, client: Client, agency: Agency) -> None:
        for _ in range(31):
            adoption(standard_manual(), agency)
        first, second, beyond = (names(client, page=number) for number in ("1", "2", "99"))
        assert (len(first), len(second)) == (30, 1)
        assert beyond == second
        assert not set(first) & set(second)

    def test_a_long_list_costs_no_more_queries(
        self, client: Client, agency: Agency, editor: Officer
    ) -> None:
        counts = []
        for _ in range(2):
            for _ in range(5):
                open_draft(written(standard_manual(), agency), editor)
            counts.append(queries(client, LIST))
        assert counts[0] == counts[1] <= 10

    def test_an_empty_list_says_the_next_step(self, client: Client) -> None:
        assert "เริ่มคู่มือใหม่" in text_of(client.get(LIST))
        viewer = GrantFactory(role=Role.VIEWER).officer
        page = text_of(signed_in(viewer).get(LIST))
        assert "ยังไม่มีคู่มือในสิทธิของคุณ" in page
        assert "เริ่มคู่มือใหม่" not in page

    def test_the_menu_leads_to_it(self, client: Client) -> None:
        assert f'href="{LIST}"' in client.get("/office/").content.decode()
        stranger = signed_in(OfficerFactory())
        assert f'href="{LIST}"' not in stranger.get("/office/").content.decode()


def many_sorts(agency: Agency, editor: Officer) -> dict[str, Manual]:
    """Make a manual of each sort that a filter tells apart."""
    made = {
        sort: adoption(standard_manual(name_th=f"เรื่อง {sort}"), agency)
        for sort in ("followed", "drafted", "returned", "waiting", "ended", "ended everywhere")
    }
    standard = standard_manual(name_th="แจ้งเกิดลูก", official_name_th="ทะเบียนราษฎร")
    standard.procedure.tags.add(TagFactory(text="ทารก"))
    made["own"] = written(standard, agency)
    made["own"].revisions.update(published_at=timezone.now() - timedelta(days=400))
    PinFactory(manual=made["own"])
    made["new"] = services.create_procedure(
        owner=agency,
        new=services.NewProcedure("เรื่องใหม่", "การใหม่", standard.procedure.topic, "x", "y"),
        actor=ACTOR,
    )
    for sort, state in (
        ("drafted", DraftState.DRAFT),
        ("returned", DraftState.RETURNED),
        ("waiting", DraftState.SUBMITTED),
    ):
        draft = open_draft(made[sort], editor)
        Draft.objects.filter(pk=draft.pk).update(state=state)
    services.withdraw_adoption(manual=made["ended"], reason="เลิก", actor=ACTOR)
    services.withdraw_procedure(
        procedure=made["ended everywhere"].procedure, reason="เลิก", actor=ACTOR
    )
    return made


class TestManual:
    def test_it_tells_what_citizens_see_and_what_is_hers(
        self, client: Client, agency: Agency
    ) -> None:
        manual = written(standard_manual(name_th="แจ้งเกิด"), agency)
        answer = client.get(reverse("office:manual", args=[manual.pk]))
        page = text_of(answer)
        assert "หมายเหตุ" in page
        assert "ยังไม่มีจุดให้บริการ" in page
        assert "เผยแพร่ฉบับที่ 1" in page
        public = reverse("www:local_manual", args=[manual.procedure_id, agency.pk])
        assert f'href="{public}"' in answer.content.decode()
        assert client.get(f"{public}/v/1").status_code == 200

    def test_the_draft_tells_who_holds_it(
        self, client: Client, agency: Agency, editor: Officer
    ) -> None:
        manual = adoption(standard_manual(), agency)
        path = reverse("office:manual", args=[manual.pk])
        assert "ไม่มีร่างที่ค้างอยู่" in text_of(client.get(path))
        answer = client.post(reverse("office:manual_edit", args=[manual.pk]))
        draft = Draft.objects.get(manual=manual)
        assert answer.headers["Location"] == reverse("office:draft", args=[draft.pk])
        page = text_of(client.get(path))
        assert f"แก้ล่าสุดโดย {editor.name_th}" in page
        assert client.post(reverse("office:manual_edit", args=[manual.pk])).status_code == 302
        assert Draft.objects.count() == 1

    def test_a_manual_that_ended_cannot_be_edited(self, client: Client, agency: Agency) -> None:
        manual = adoption(standard_manual(), agency)
        services.withdraw_adoption(manual=manual, reason="เลิก", actor=ACTOR)
        page = text_of(client.get(reverse("office:manual", args=[manual.pk])))
        assert "ยกเลิก" in page
        assert "แก้เฉพาะข้อ" not in page
        with nothing_changes():
            said = client.post(reverse("office:manual_edit", args=[manual.pk]), follow=True)
        assert "ยกเลิกแล้ว" in text_of(said)
        assert not Draft.objects.exists()

    def test_a_viewer_reads_and_is_refused(self, agency: Agency) -> None:
        manual = adoption(standard_manual(), agency)
        client = signed_in(GrantFactory(role=Role.VIEWER, agency=agency).officer)
        page = text_of(client.get(reverse("office:manual", args=[manual.pk])))
        assert "แก้เฉพาะข้อ" not in page
        with nothing_changes():
            refused = client.post(reverse("office:manual_edit", args=[manual.pk]))
        assert refused.status_code == 403
        assert not Draft.objects.exists()

    def test_a_manual_never_published_says_so(
        self, client: Client, agency: Agency, editor: Officer
    ) -> None:
        manual = many_sorts(agency, editor)["new"]
        page = text_of(client.get(reverse("office:manual", args=[manual.pk])))
        assert "ตอนนี้ประชาชนไม่เห็นคู่มือนี้" in page
        assert "ยังไม่เผยแพร่" in page
        assert client.get(reverse("office:manual_compare", args=[manual.pk])).status_code == 404

    def test_many_editions_cost_no_more_queries(self, client: Client, agency: Agency) -> None:
        manual = adoption(standard_manual(), agency)
        counts = []
        for _ in range(2):
            for _ in range(4):
                services.publish_overrides(
                    manual=manual, overrides=LocalOverrides(remark="ก"), actor=ACTOR
                )
            counts.append(queries(client, reverse("office:manual", args=[manual.pk])))
        assert counts[0] == counts[1] <= 22


class TestCompare:
    def test_added_and_removed_words_are_marked_and_said(
        self, client: Client, agency: Agency
    ) -> None:
        manual = written(standard_manual(), agency)
        services.publish_overrides(
            manual=manual, overrides=LocalOverrides(remark="เปิดถึงเย็น"), actor=ACTOR
        )
        path = reverse("office:manual_compare", args=[manual.pk])
        answer = client.get(path, {"from": "1", "to": "2"})
        page = answer.content.decode()
        assert re.search(r"<del>.*?ตัดออก.*?เที่ยง.*?</del>", page)
        assert re.search(r"<ins>.*?เพิ่ม.*?เย็น.*?</ins>", page)
        assert "ค่าธรรมเนียมบัตร" not in page  # nothing changed there
        back = text_of(client.get(path, {"from": "2", "to": "1"}))
        assert "ฉบับที่ 2" in back
        for numbers in ({"from": "7", "to": "x"}, {}, {"from": "9" * 40, "to": "1"}):
            assert client.get(path, numbers).content == answer.content

    def test_one_edition_alone_differs_from_nothing(self, client: Client, agency: Agency) -> None:
        manual = adoption(standard_manual(content=manual_content()), agency)
        page = text_of(client.get(reverse("office:manual_compare", args=[manual.pk])))
        assert "ไม่ต่างกัน" in page
