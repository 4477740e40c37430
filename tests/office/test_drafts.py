"""A draft: its list of tasks, looking at it, submitting, taking it back, giving it up."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftSection, DraftState, EditLock
from infogo.editing.services.drafts import save_section
from infogo.editing.services.workflow import approve_draft, return_draft
from infogo.manuals.content import SECTIONS
from infogo.manuals.models import Manual
from infogo.manuals.services import NewProcedure, create_procedure
from tests.accounts.watching import nothing_changes
from tests.editing.office import BROKEN, FEE, good_content
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    adoption,
    standard_manual,
)
from tests.manuals.lint.law import enact
from tests.office.people import open_draft, signed_in, with_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law(db: None) -> None:
    enact()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def editor(agency: Agency) -> Officer:
    return GrantFactory(role=Role.MANUAL_EDITOR, agency=agency, officer__agency=agency).officer


@pytest.fixture
def approver(agency: Agency) -> Officer:
    officer = OfficerFactory(agency=agency)
    GrantFactory(role=Role.MANUAL_APPROVER, officer=officer)
    return with_second_factor(officer)


@pytest.fixture
def client(editor: Officer) -> Client:
    return signed_in(editor)


@pytest.fixture
def manual(agency: Agency) -> Manual:
    standard = standard_manual(content=good_content(), name_th="ขอเปิดตลาด")
    return adoption(standard, agency)


@pytest.fixture
def draft(manual: Manual, editor: Officer) -> Draft:
    return open_draft(manual, editor)


def write(draft: Draft, officer: Officer, section: str, values: dict[str, Any]) -> None:
    """Save a section on top of whatever version there is, and let others write again."""
    saved = DraftSection.objects.filter(draft=draft, section=section).first()
    save_section(
        draft_id=draft.pk,
        section=section,
        values=values,
        seen=saved.version if saved else 0,
        actor=person_of(officer),
        may=OfficerMay(Rights.of(officer)),
    )


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def page(client: Client, draft: Draft, name: str = "draft") -> str:
    answer = client.get(reverse(f"office:{name}", args=[draft.pk]))
    assert answer.status_code == 200
    return text_of(answer)


def post(client: Client, draft: Draft, name: str, **data: Any) -> Any:
    return client.post(reverse(f"office:{name}", args=[draft.pk]), data)


def state(draft: Draft) -> str:
    return Draft.objects.get(pk=draft.pk).state


class TestTasks:
    def test_an_adopter_sees_her_sections_and_the_rest_folded(
        self, client: Client, draft: Draft
    ) -> None:
        shown = page(client, draft)
        own, rest = shown.split("ข้ออื่นใช้ตามคู่มือมาตรฐานกลางเสมอ")
        for section in SECTIONS:
            title = f"{section.number}. {section.title}"
            assert (title in own) == section.is_local, title
            assert (title in rest) != section.is_local, title
        assert "ยังไม่ได้แก้ข้อใด" in shown

    def test_what_is_next_stands_below_the_list_until_something_is_written(
        self, client: Client, draft: Draft, editor: Officer, approver: Officer
    ) -> None:
        before = page(client, draft)
        assert before.index("19. หมายเหตุ") < before.index("ส่งให้ผู้อนุมัติ")
        write(draft, editor, "remark", {"remark": "เปิดถึงเที่ยง"})
        after = page(client, draft)
        assert after.index("ทิ้งร่าง") < after.index("19. หมายเหตุ")
        assert after.count("ทิ้งร่าง") == 1

    def test_of_a_published_manual_only_what_changed_is_marked(
        self, client: Client, agency: Agency, editor: Officer
    ) -> None:
        draft = open_draft(standard_manual(content=good_content(), owner=agency), editor)
        shown = page(client, draft)
        assert "ยังไม่แก้" not in shown
        assert shown.index("ข้อที่แก้บ่อย ค่าธรรมเนียม เอกสาร") < shown.index("16. ค่าธรรมเนียม")

    def test_each_status_in_words(
        self, client: Client, draft: Draft, editor: Officer, approver: Officer
    ) -> None:
        write(draft, editor, "remark", {"remark": "เปิดถึงเที่ยง"})
        write(draft, editor, "fees", BROKEN)
        shown = page(client, draft)
        assert re.search(r"16\. ค่าธรรมเนียม ต้องแก้ · ?1 จุดที่กฎเตือน|16\. ค่าธรรมเนียม ต้องแก้", shown)
        assert re.search(rf"19\. หมายเหตุ แก้แล้ว บันทึกโดย {editor.name_th}", shown)
        assert re.search(r"17\. ช่องทางการร้องเรียน ตามคู่มือมาตรฐานกลาง", shown)
        assert "ต้องแก้อีก 1 ข้อก่อนส่ง" in shown
        write(draft, editor, "fees", FEE)
        assert "แก้แล้ว 2 จาก 10 ข้อ · ส่งให้ผู้อนุมัติได้แล้ว" in page(client, draft)
        post(client, draft, "draft_submit", seen=1)
        return_draft(
            draft_id=draft.pk,
            seen=2,
            comments={"fees": "ขอแหล่งที่มา"},
            actor=person_of(approver),
            may=OfficerMay(Rights.of(approver)),
        )
        shown = page(client, draft)
        assert "16. ค่าธรรมเนียม มีความเห็น" in shown
        assert "ความเห็น: ขอแหล่งที่มา" in shown
        assert "ส่งกลับแก้ไข" in shown

    def test_who_holds_it_is_told_to_others(
        self, client: Client, draft: Draft, agency: Agency
    ) -> None:
        other = GrantFactory(agency=agency, officer__name_th="บุญมี ผู้ถือ").officer
        write(draft, other, "remark", {"remark": "ก"})
        assert "บุญมี ผู้ถือ กำลังแก้ร่างนี้อยู่" in page(client, draft)
        assert "กำลังแก้ร่างนี้อยู่" not in page(signed_in(other), draft)

    def test_a_draft_that_ended_leads_to_its_manual(self, client: Client, draft: Draft) -> None:
        post(client, draft, "draft_discard", seen=1)
        answer = client.get(reverse("office:draft", args=[draft.pk]))
        assert answer.headers["Location"] == reverse("office:manual", args=[draft.manual_id])

    def test_saving_more_costs_no_more_queries(
        self, client: Client, draft: Draft, editor: Officer
    ) -> None:
        path = reverse("office:draft", args=[draft.pk])
        counts = []
        for section, values in (("remark", {"remark": "ก"}), ("fees", FEE)):
            write(draft, editor, section, values)
            client.get(path)
            with CaptureQueriesContext(connection) as caught:
                client.get(path)
            counts.append(len(caught))
        assert counts[0] == counts[1] <= 20


class TestLooking:
    def test_the_preview_shows_what_citizens_will_get(
        self, client: Client, draft: Draft, editor: Officer, approver: Officer
    ) -> None:
        write(draft, editor, "fees", FEE)
        preview = client.get(reverse("office:draft_preview", args=[draft.pk])).content.decode()
        assert "ตัวอย่าง ยังไม่เผยแพร่" in text_of_html(preview)
        post(client, draft, "draft_submit", seen=1)
        approve_draft(
            draft_id=draft.pk,
            seen=2,
            actor=person_of(approver),
            may=OfficerMay(Rights.of(approver)),
        )
        manual = draft.manual
        public = client.get(
            reverse("www:local_manual", args=[manual.procedure_id, manual.agency_id])
        ).content.decode()
        for anchor in ("criteria", "documents", "fees", "steps", "complaints", "law"):
            assert section_of(preview, anchor) == section_of(public, anchor), anchor
        assert "ค่าธรรมเนียมของเทศบาล" in section_of(public, "fees")

    @pytest.mark.parametrize("name", ["draft", "draft_preview", "draft_legal", "draft_diff"])
    def test_a_first_edition_can_be_looked_at_unfinished(
        self, client: Client, agency: Agency, editor: Officer, name: str
    ) -> None:
        topic = standard_manual().procedure.topic
        new = NewProcedure("ขอเลี้ยงช้าง", "การอนุญาตเลี้ยงช้าง", topic, "permit", "trade")
        manual = create_procedure(owner=agency, new=new, actor="test")
        draft = open_draft(manual, editor)
        assert "ขอเลี้ยงช้าง" in page(client, draft, name)
        write(draft, editor, "fees", BROKEN)
        assert page(client, draft, name)

    def test_the_official_form_has_nineteen_items(
        self, client: Client, draft: Draft, editor: Officer
    ) -> None:
        write(draft, editor, "remark", {"remark": "เปิดถึงเที่ยง"})
        answer = client.get(reverse("office:draft_legal", args=[draft.pk]))
        headings = re.findall(r"<h2 id=\"\w+\">(\d+)\. ", answer.content.decode())
        assert headings == [str(number) for number in range(1, 20)]
        assert "เปิดถึงเที่ยง" in text_of(answer)

    def test_the_difference_is_marked_and_said(
        self, client: Client, draft: Draft, editor: Officer
    ) -> None:
        assert "ยังไม่ต่างจาก" in page(client, draft, "draft_diff")
        write(draft, editor, "fees", FEE)
        shown = client.get(reverse("office:draft_diff", args=[draft.pk])).content.decode()
        assert re.search(r"<ins>.{1,40}เพิ่ม: </span>ของเทศบาล<", shown)
        assert re.search(r"<del>.{1,40}ตัดออก: </span>บัตร<", shown)

    @pytest.mark.parametrize("name", ["draft", "draft_preview", "draft_legal", "draft_diff"])
    def test_a_viewer_reads_but_is_offered_nothing(
        self, agency: Agency, draft: Draft, name: str
    ) -> None:
        viewer = signed_in(GrantFactory(role=Role.VIEWER, agency=agency).officer)
        assert "ส่งให้ผู้อนุมัติ" not in page(viewer, draft, name)


def text_of_html(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", html))


def section_of(html: str, anchor: str) -> str:
    """Return one section of a manual's page, as it is in the page."""
    found = re.search(
        rf'<section class="c-section" aria-labelledby="{anchor}">.*?</section>', html, re.S
    )
    assert found, anchor
    return found[0]


class TestSubmitting:
    def test_a_finished_draft_waits_for_approval(
        self, client: Client, draft: Draft, editor: Officer
    ) -> None:
        write(draft, editor, "fees", FEE)
        shown = page(client, draft, "draft_submit")
        assert "ค่าธรรมเนียม" in shown
        answer = post(
            client,
            draft,
            "draft_submit",
            seen=1,
            note="ลดค่าธรรมเนียม",
            day="1 ต.ค. 2599",
            hour="๐๙.๓๐",
        )
        assert answer.headers["Location"] == reverse("office:draft", args=[draft.pk])
        sent = Draft.objects.get(pk=draft.pk)
        assert (sent.state, sent.note) == (DraftState.SUBMITTED, "ลดค่าธรรมเนียม")
        assert sent.publish_at == datetime(2056, 10, 1, 2, 30, tzinfo=UTC)
        shown = page(client, draft)
        assert "รอหน่วยงานอนุมัติ" in shown
        assert "1 ตุลาคม 2599 เวลา 09:30 น." in shown
        assert "จึงส่งไม่ได้" in page(client, draft, "draft_submit")

    def test_a_day_alone_means_the_beginning_of_work(
        self, client: Client, draft: Draft, editor: Officer
    ) -> None:
        write(draft, editor, "fees", FEE)
        post(client, draft, "draft_submit", seen=1, day="1 ต.ค. 2599")
        sent = Draft.objects.get(pk=draft.pk)
        assert sent.publish_at == datetime(2056, 10, 1, 1, 30, tzinfo=UTC)

    def test_what_blocks_is_listed_with_its_section(
        self, client: Client, draft: Draft, editor: Officer
    ) -> None:
        write(draft, editor, "fees", BROKEN)
        path = reverse("office:draft_submit", args=[draft.pk])
        shown = client.get(path).content.decode()
        assert "ต้องแก้ก่อนส่ง 1 จุด" in shown
        assert 'name="note"' not in shown
        with nothing_changes():
            answer = client.post(path, {"seen": 1})
        assert answer.status_code == 422
        assert "ยังส่งไม่ได้" in text_of(answer)
        assert state(draft) == DraftState.DRAFT

    def test_a_finding_in_the_cases_is_listed_like_any_other(
        self, client: Client, draft: Draft, editor: Officer, agency: Agency
    ) -> None:
        own = open_draft(standard_manual(content=good_content(), owner=agency), editor)
        row = {"code": "late", "name": "แจ้งช้า", "refusal": "ไม่รับ", "instead": "NONE-1"}
        values = {"questions": [], "cases": [{"code": "late", "title": "เวลา", "rows": [row]}]}
        write(own, editor, "cases", values)
        shown = page(client, own, "draft_submit")
        assert "คำถามและกรณี" in shown
        assert "ไม่มีบริการรหัส “NONE-1”" in shown

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ({"seen": 1, "note": "ก" * 401}, "400"),
            ({"seen": 1, "note": "ก\x00"}, "."),
            ({"seen": 1, "day": "เร็ว ๆ นี้"}, "."),
            ({"seen": 1, "day": "1 ต.ค. 2599", "hour": "25:00"}, "ใส่เวลา"),
            ({"seen": 1, "hour": "09:00"}, "ใส่วันที่ด้วย"),
            ({"seen": 1, "day": "1 ต.ค. 2560"}, "เวลาเผยแพร่ผ่านไปแล้ว"),
            ({"seen": 9}, "เปิดดูอีกครั้ง"),
            ({"seen": "x"}, "."),
            ({}, "."),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(
        self, client: Client, draft: Draft, editor: Officer, data: dict[str, Any], said: str
    ) -> None:
        write(draft, editor, "fees", FEE)
        with nothing_changes():
            answer = post(client, draft, "draft_submit", **data)
        assert answer.status_code == 422
        problems = answer.content.decode().split('id="wrong"')[1].split("</ul>")[0]
        assert re.search(said, problems)
        if "day" in data:
            assert data["day"] in answer.content.decode()
        assert state(draft) == DraftState.DRAFT

    def test_nothing_changed_is_nothing_to_submit(self, client: Client, draft: Draft) -> None:
        assert "แก้อย่างน้อยหนึ่งข้อก่อนส่ง" in page(client, draft, "draft_submit")
        with nothing_changes():
            assert post(client, draft, "draft_submit", seen=1).status_code == 422


class TestTakingBack:
    def test_a_waiting_draft_is_hers_again(
        self, client: Client, draft: Draft, editor: Officer
    ) -> None:
        write(draft, editor, "fees", FEE)
        post(client, draft, "draft_submit", seen=1)
        assert "เอากลับมาแก้" in page(client, draft)
        for wrong in ("1", "x", ""):
            with nothing_changes():
                answer = client.post(
                    reverse("office:draft_withdraw", args=[draft.pk]), {"seen": wrong}
                )
            assert answer.status_code == 302
            assert state(draft) == DraftState.SUBMITTED
        post(client, draft, "draft_withdraw", seen=2)
        assert state(draft) == DraftState.DRAFT

    def test_discarding_is_asked_once_more(self, client: Client, draft: Draft) -> None:
        assert "สิ่งที่ประชาชนเห็นไม่เปลี่ยน" in page(client, draft, "draft_discard")
        with nothing_changes():
            assert post(client, draft, "draft_discard", seen=7).status_code == 422
        assert state(draft) == DraftState.DRAFT
        answer = post(client, draft, "draft_discard", seen=1)
        assert answer.headers["Location"] == reverse("office:manual", args=[draft.manual_id])
        assert state(draft) == DraftState.DISCARDED

    def test_what_somebody_else_edits_is_not_discarded(
        self, client: Client, draft: Draft, agency: Agency
    ) -> None:
        other = GrantFactory(agency=agency).officer
        write(draft, other, "remark", {"remark": "ก"})
        with nothing_changes():
            answer = post(client, draft, "draft_discard", seen=1)
        assert "กำลังแก้ร่างนี้อยู่" in text_of(answer)
        EditLock.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert post(client, draft, "draft_discard", seen=1).status_code == 302

    @pytest.mark.parametrize("name", ["draft_submit", "draft_withdraw", "draft_discard"])
    def test_an_approver_who_may_not_write_is_refused(
        self, approver: Officer, draft: Draft, name: str
    ) -> None:
        with nothing_changes():
            assert post(signed_in(approver), draft, name, seen=1).status_code == 403
        assert state(draft) == DraftState.DRAFT
