"""Approving: the list of what waits, and the page on which one draft is decided."""

from __future__ import annotations

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
from infogo.editing.models import Draft, DraftState, SectionComment
from infogo.editing.services import workflow
from infogo.manuals import services as manuals
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual
from tests.accounts.watching import nothing_changes
from tests.editing.office import good_content
from tests.factories import ACTOR, AgencyFactory, adoption, standard_manual
from tests.manuals.lint.law import enact
from tests.office.deciding import (
    acting,
    at_work,
    officer_with,
    submit_again,
    submitted,
    text_of,
    waiting_since,
)

pytestmark = pytest.mark.django_db
APPROVALS = "/office/approvals/"
SLOW = {"value_min": 40, "value_max": 40, "unit": "minute"}


@pytest.fixture(autouse=True)
def law(db: None) -> None:
    enact()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="กรมตัวอย่างการอนุมัติ")


@pytest.fixture
def author(agency: Agency) -> Officer:
    return officer_with(Role.MANUAL_EDITOR, agency, name_th="อารี ผู้เขียน")


@pytest.fixture
def approver(agency: Agency) -> Officer:
    return officer_with(Role.MANUAL_APPROVER, agency, name_th="จันทร์ ผู้อนุมัติ")


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return standard_manual(
        content=good_content(remark="หมายเหตุเดิม"), owner=agency, name_th="ขอใบอนุญาตตัวอย่าง"
    )


@pytest.fixture
def draft(manual: Manual, author: Officer) -> Draft:
    return submitted(manual, author)


def decide(client: Client, draft: Draft, act: str, **said: Any) -> Any:
    data = {"seen": draft.version, "act": act, **{f"comment-{k}": v for k, v in said.items()}}
    return client.post(f"/office/drafts/{draft.pk}/decide", data)


def looked_at(client: Client, draft: Draft, **query: str) -> Any:
    return client.get(f"/office/drafts/{draft.pk}/decide", query)


def state_of(draft: Draft) -> str:
    return Draft.objects.get(pk=draft.pk).state


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def manual_of(agency: Agency, **given: Any) -> Manual:
    return standard_manual(content=good_content(remark="เดิม"), owner=agency, **given)


def with_longer_total(manual: Manual) -> dict[str, Any]:
    """Return sections in which a manual takes 40 minutes instead of 15."""
    assert manual.current is not None
    content = ManualContent.model_validate(manual.current.content).model_dump(mode="json")
    steps = {name: content[name] for name in ("steps", "total", "total_basis")}
    steps["steps"]["items"][0]["duration"] = SLOW
    return {"steps": {**steps, "total": SLOW}}


class TestApprovals:
    def test_the_longest_waiting_stands_first_with_what_changed(
        self, agency: Agency, author: Officer, approver: Officer
    ) -> None:
        _late, early = (
            submitted(manual_of(agency, name_th=name), author, given={"note": f"หมายเหตุ{name}"})
            for name in ("เรื่องใหม่", "เรื่องเก่า")
        )
        waiting_since(early, days=3)
        page = text_of(at_work(approver).get(APPROVALS))
        assert page.index("เรื่องเก่า") < page.index("เรื่องใหม่")
        for said in ("รอ 3 วัน", "รอไม่ถึง 1 ชั่วโมง", "อารี ผู้เขียน", agency.name_th):
            assert said in page
        assert "แก้ 1 ข้อ: หมายเหตุ" in page
        assert "“หมายเหตุเรื่องใหม่”" in page

    def test_other_agencies_drafts_are_not_there(self, draft: Draft) -> None:
        elsewhere = officer_with(Role.MANUAL_APPROVER, AgencyFactory())
        assert "ขอใบอนุญาตตัวอย่าง" not in text_of(at_work(elsewhere).get(APPROVALS))
        assert looked_at(at_work(elsewhere), draft).status_code == 404

    def test_ones_own_draft_is_shown_as_needing_somebody_else(
        self, agency: Agency, manual: Manual
    ) -> None:
        both = officer_with(Role.AGENCY_ADMIN, agency)
        own = submitted(manual, both)
        assert "คุณเขียนเอง ต้องให้คนอื่นอนุมัติ" in text_of(at_work(both).get(APPROVALS))
        page = looked_at(at_work(both), own)
        assert "อนุมัติเองไม่ได้" in text_of(page)
        assert b'name="act"' not in page.content
        with nothing_changes():
            assert decide(at_work(both), own, "approve").status_code == 422
        assert state_of(own) == DraftState.SUBMITTED

    def test_scheduled_and_centrally_reviewed_drafts_have_their_own_lists(
        self, agency: Agency, author: Officer, approver: Officer, manual: Manual
    ) -> None:
        later = {"publish_at": timezone.now() + timedelta(days=2)}
        timed = submitted(manual, author, given=later)
        reviewed_manual = manual_of(agency, name_th="เรื่องที่ส่วนกลางตรวจ")
        reviewed = submitted(reviewed_manual, author, **with_longer_total(reviewed_manual))
        for each in (timed, reviewed):
            workflow.approve_draft(draft_id=each.pk, seen=each.version, **acting(approver))
        client = at_work(approver)
        scheduled = text_of(client.get(APPROVALS, {"state": "approved"}))
        assert "ขอใบอนุญาตตัวอย่าง" in scheduled
        assert "เอากลับมาแก้ได้จนถึงเวลาเผยแพร่" in scheduled
        assert "เรื่องที่ส่วนกลางตรวจ" in text_of(client.get(APPROVALS, {"state": "in_review"}))
        assert "ไม่มีร่างรอคุณอนุมัติ" in text_of(client.get(APPROVALS, {"state": "nonsense"}))

    def test_a_long_list_costs_no_more_queries(
        self, agency: Agency, author: Officer, approver: Officer
    ) -> None:
        counts = []
        for _ in range(2):
            for _ in range(3):
                submitted(manual_of(agency), author)
                submitted(adoption(manual_of(AgencyFactory()), agency), author)
            counts.append(queries(at_work(approver), APPROVALS))
        assert counts[0] == counts[1]


class TestDeciding:
    def test_the_words_that_changed_can_be_seen_and_heard(
        self, approver: Officer, draft: Draft
    ) -> None:
        for query in ({}, {"view": "aside"}):
            page = looked_at(at_work(approver), draft, **query).content.decode()
            assert '<ins><span class="u-vh">[เพิ่ม: </span>ใหม่' in page
            assert '<del><span class="u-vh">[ตัดออก: </span>เดิม' in page

    def test_what_is_said_beside_the_form_is_shown_too(
        self, agency: Agency, author: Officer, approver: Officer
    ) -> None:
        draft = submitted(manual_of(agency), author, outputs={"outputs": ["ใบอนุญาตตัวอย่าง"]})
        client = at_work(approver)
        assert "แก้ 1 ข้อ: สิ่งที่ประชาชนได้รับ" in text_of(client.get(APPROVALS))
        page = looked_at(client, draft).content.decode()
        assert '<ins><span class="u-vh">[เพิ่ม: </span>ใบอนุญาตตัวอย่าง' in page
        decide(client, draft, "return", outputs="ชื่อเต็มคืออะไร")
        assert "ยังไม่แก้ สิ่งที่ประชาชนได้รับ: ชื่อเต็มคืออะไร" in text_of(looked_at(client, draft))

    def test_an_approval_publishes(
        self, manual: Manual, approver: Officer, draft: Draft, client: Client
    ) -> None:
        answer = decide(at_work(approver), draft, "approve")
        assert answer.headers["Location"] == APPROVALS
        assert state_of(draft) == DraftState.PUBLISHED
        public = client.get(reverse("www:manual", args=[manual.procedure_id]))
        assert "หมายเหตุใหม่" in text_of(public)

    def test_the_button_tells_what_will_happen(
        self, agency: Agency, author: Officer, approver: Officer, draft: Draft
    ) -> None:
        client = at_work(approver)
        assert "อนุมัติและเผยแพร่" in text_of(looked_at(client, draft))
        later = {"publish_at": timezone.now() + timedelta(days=1)}
        timed = submitted(manual_of(agency), author, given=later)
        assert "อนุมัติ เผยแพร่ " in text_of(looked_at(client, timed))
        grave = manual_of(agency)
        reviewed = submitted(grave, author, **with_longer_total(grave))
        assert "อนุมัติและส่งให้ส่วนกลางตรวจ" in text_of(looked_at(client, reviewed))

    def test_what_must_change_is_kept_with_the_draft(
        self, author: Officer, approver: Officer, draft: Draft
    ) -> None:
        client = at_work(approver)
        assert decide(client, draft, "return", remark="เขียนให้ชัด").status_code == 302
        assert state_of(draft) == DraftState.RETURNED
        assert SectionComment.objects.get().text == "เขียนให้ชัด"
        again = submit_again(draft, author)
        page = text_of(looked_at(client, again))
        assert "ส่งแก้มาแล้ว หมายเหตุ: เขียนให้ชัด" in page
        assert page.count("ส่งขออนุมัติ อารี") == 2

    def test_a_return_without_a_word_and_an_approval_with_one_are_asked_again(
        self, approver: Officer, draft: Draft
    ) -> None:
        client = at_work(approver)
        with nothing_changes():
            silent = decide(client, draft, "return")
            unsent = decide(client, draft, "approve", forms="ขาดแบบฟอร์ม")
            unsure = decide(client, draft, "whatever")
        assert [each.status_code for each in (silent, unsent, unsure)] == [422] * 3
        assert "บอกว่าต้องแก้อะไร" in text_of(silent)
        assert "ลบออกก่อนอนุมัติ" in text_of(unsent)
        assert '<details class="c-more" open>' in unsent.content.decode()
        assert "ขาดแบบฟอร์ม" in unsent.content.decode()
        assert state_of(draft) == DraftState.SUBMITTED

    def test_a_draft_that_moved_on_keeps_what_was_typed(
        self, author: Officer, approver: Officer, draft: Draft
    ) -> None:
        workflow.withdraw_submission(draft_id=draft.pk, seen=draft.version, **acting(author))
        with nothing_changes():
            answer = decide(at_work(approver), draft, "return", remark="ข้อความยาวที่พิมพ์ไว้")
        assert answer.status_code == 422
        assert "เปิดดูอีกครั้งก่อนทำต่อ" in text_of(answer)
        assert "ความเห็นที่คุณพิมพ์ไว้ ยังไม่ได้ส่ง" in text_of(answer)
        assert "ข้อความยาวที่พิมพ์ไว้" in text_of(answer)

    def test_what_was_published_meanwhile_is_not_overwritten(
        self, manual: Manual, approver: Officer, draft: Draft
    ) -> None:
        manuals.publish_standard(manual=manual, content=good_content(remark="อื่น"), actor=ACTOR)
        with nothing_changes():
            answer = decide(at_work(approver), draft, "approve")
        assert answer.status_code == 422
        assert "มีฉบับใหม่เผยแพร่ไปแล้ว" in text_of(answer)
        assert state_of(draft) == DraftState.SUBMITTED

    def test_rules_that_changed_since_stop_an_approval(
        self, approver: Officer, draft: Draft
    ) -> None:
        draft.sections.filter(section="criteria").update(
            values={"criteria": {"state": "unknown", "items": []}}
        )
        page = looked_at(at_work(approver), draft)
        assert "กฎที่ใช้วันนี้ไม่ยอมให้เผยแพร่ร่างนี้" in text_of(page)
        assert b'value="approve"' not in page.content
        with nothing_changes():
            answer = decide(at_work(approver), draft, "approve")
        assert answer.status_code == 422
        assert "ยังส่งไม่ได้ แก้ 1 จุด" in text_of(answer)

    def test_a_scheduled_draft_can_be_taken_back_before_its_time(
        self, manual: Manual, author: Officer, approver: Officer
    ) -> None:
        later = {"publish_at": timezone.now() + timedelta(days=1)}
        draft = submitted(manual, author, given=later)
        client = at_work(approver)
        decide(client, draft, "approve")
        draft.refresh_from_db()
        assert draft.state == DraftState.APPROVED
        page = looked_at(client, draft)
        assert "เอากลับไปแก้ ยังไม่เผยแพร่" in text_of(page)
        assert b'value="approve"' not in page.content
        decide(client, draft, "return", remark="เลื่อนก่อน")
        draft.refresh_from_db()
        assert (draft.state, draft.publish_at) == (DraftState.RETURNED, None)

    def test_one_can_walk_through_the_queue(
        self, agency: Agency, author: Officer, approver: Officer
    ) -> None:
        first, second, third = (submitted(manual_of(agency), author) for _ in range(3))
        for place, draft in enumerate((first, second, third)):
            waiting_since(draft, days=5 - place)
        page = looked_at(at_work(approver), second).content.decode()
        assert f'rel="prev" href="/office/drafts/{first.pk}/decide"' in page
        assert f'rel="next" href="/office/drafts/{third.pk}/decide"' in page
        assert 'rel="prev"' not in looked_at(at_work(approver), first).content.decode()

    def test_hostile_forms_are_refused(self, approver: Officer, draft: Draft) -> None:
        client = at_work(approver)
        with nothing_changes():
            for seen in ("", "x", "9" * 40, "-1", "\x00"):
                data = {"seen": seen, "act": "approve"}
                assert client.post(f"/office/drafts/{draft.pk}/decide", data).status_code == 422
            for text in ("\x00", "ก" * 4001):
                assert decide(client, draft, "return", remark=text).status_code == 422
        assert state_of(draft) == DraftState.SUBMITTED
