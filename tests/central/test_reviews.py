"""The central review: the queue, what narrows it, and the page on which one draft is decided."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.accounts.models import Notice
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.calendar import is_working_day
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.models import PublicHoliday
from infogo.editing.models import Draft, DraftState, ReviewMeasure, SectionComment
from infogo.editing.services import workflow
from infogo.inspection.models import InspectionCase
from infogo.manuals.models import Manual
from tests.accounts.watching import nothing_changes
from tests.central.reviewing import in_review, manual_of, reviewer, with_longer_total
from tests.factories import AgencyFactory
from tests.manuals.lint.law import enact
from tests.office.deciding import (
    acting,
    at_work,
    officer_with,
    submitted,
    text_of,
    waiting_since,
)

pytestmark = pytest.mark.django_db
REVIEWS = "/central/reviews/"
TITLE = "ขอใบอนุญาตตัวอย่าง"


@pytest.fixture(autouse=True)
def law(db: None) -> None:
    enact()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="กรมตัวอย่างการอนุมัติ")


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return manual_of(agency, name_th=TITLE)


@pytest.fixture
def draft(manual: Manual) -> Draft:
    return in_review(manual)


@pytest.fixture
def client() -> Client:
    return at_work(reviewer())


def decide(client: Client, draft: Draft, act: str, query: str = "", **said: Any) -> Any:
    data = {"seen": draft.version, "act": act, **{f"comment-{k}": v for k, v in said.items()}}
    return client.post(f"{REVIEWS}{draft.pk}{query}", data)


def state_of(draft: Draft) -> str:
    return Draft.objects.get(pk=draft.pk).state


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


class TestQueue:
    def test_only_reviewers_get_in(self, agency: Agency, draft: Draft) -> None:
        for role, where in ((Role.MANUAL_APPROVER, agency), (Role.AGENCY_ADMIN, agency)):
            assert at_work(officer_with(role, where)).get(REVIEWS).status_code == 403
        assert at_work(officer_with(Role.CENTRAL_ANALYST)).get(REVIEWS).status_code == 403

    def test_it_marks_what_takes_longer_than_five_of_the_like(
        self, manual: Manual, client: Client, draft: Draft
    ) -> None:
        flag = "เวลานานเกินเทียบหน่วยงานอื่น"
        for _ in range(4):
            manual_of(AgencyFactory(), topic=manual.procedure.topic)
        assert flag not in text_of(client.get(REVIEWS))
        manual_of(AgencyFactory(), topic=manual.procedure.topic)
        said = "เวลาที่สัญญา 40 นาที นานกว่าสามในสี่ของเรื่องแบบเดียวกัน ซึ่งมีค่ากลาง 15 นาที (เทียบ 5 คู่มือ)"
        for page in (client.get(REVIEWS), client.get(f"{REVIEWS}{draft.pk}")):
            assert flag in text_of(page)
            assert said in text_of(page)
        assert "ระยะเวลารวม 40 นาที มากกว่าค่ากลาง 15 นาที (เทียบ 5)" in text_of(client.get(REVIEWS))

    def test_age_counts_working_days(self, client: Client, draft: Draft) -> None:
        assert "มาถึงวันนี้" in text_of(client.get(REVIEWS))
        waiting_since(draft, days=14)
        draft.refresh_from_db()
        since, today = draft.changed_at.astimezone(BANGKOK).date(), bangkok_now().date()
        off = dict(PublicHoliday.objects.values_list("on", "name_th"))
        days = 0
        day = since
        while day < today:
            day += timedelta(days=1)
            days += is_working_day(day, off)
        assert days == 10
        assert "รอ 10 วันทำการ" in text_of(client.get(REVIEWS))
        assert TITLE in text_of(client.get(REVIEWS, {"age": 5}))
        assert "ไม่พบร่างที่ตรงกัน" in text_of(client.get(REVIEWS, {"age": 15}))

    def test_age_and_filter_agree_on_the_day(self, client: Client, draft: Draft) -> None:
        for days in range(3, 10):
            waiting_since(draft, days=days)
            shown = text_of(client.get(REVIEWS))
            counted = int(shown.split("รอ ", 1)[1].split(" วันทำการ")[0].split()[-1])
            found = TITLE in text_of(client.get(REVIEWS, {"age": 5}))
            assert found == (counted >= 5), days

    def test_size_is_measured_when_the_agency_approves(self, manual: Manual, draft: Draft) -> None:
        measure = ReviewMeasure.objects.get(draft=draft)
        assert (measure.sections, measure.is_first) == (1, False)
        assert measure.words == 4  # 15 and 40, in the step and in the total

    def test_it_can_be_narrowed(self, agency: Agency, client: Client, draft: Draft) -> None:
        ministry = AgencyFactory(kind="ministry", name_th="กระทรวงอื่น")
        assert TITLE in text_of(client.get(REVIEWS, {"q": "การอนุมัติ"}))
        for query in ({"q": "กรมอื่น"}, {"ministry": ministry.pk}, {"size": "large"}):
            assert "ไม่พบร่างที่ตรงกัน" in text_of(client.get(REVIEWS, query)), query
        assert TITLE in text_of(client.get(REVIEWS, {"size": "small"}))
        warned = ReviewMeasure.objects.get(draft=draft).warnings
        for found, wanted in (("warnings", warned > 0), ("clean", warned == 0)):
            assert (TITLE in text_of(client.get(REVIEWS, {"found": found}))) == wanted
        for hostile in ("\x00", "²", "9" * 40, "-1", "' OR 1=1"):
            for name in ("q", "ministry", "page", "age", "size", "found"):
                assert client.get(REVIEWS, {name: hostile}).status_code == 200

    def test_it_can_be_taken_away_without_formulas(self, agency: Agency, client: Client) -> None:
        in_review(manual_of(agency, name_th="=cmd|' /C calc'!A0"))
        answer = client.get(f"{REVIEWS}reviews.csv")
        (line,) = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
        assert line["คู่มือ"].startswith("'=")
        assert (line["ข้อที่แก้"], line["รอ (วันทำการ)"]) == ("1", "0")
        assert client.get(f"{REVIEWS}reviews.xlsx").getvalue().startswith(b"PK")
        assert client.get(f"{REVIEWS}reviews.exe").status_code == 404

    def test_a_long_list_costs_no_more_queries(self, agency: Agency, client: Client) -> None:
        counts = []
        for _ in range(2):
            for _ in range(3):
                in_review(manual_of(agency))
            counts.append([queries(client, path) for path in (REVIEWS, f"{REVIEWS}reviews.csv")])
        assert counts[0] == counts[1]


class TestDeciding:
    def test_a_pass_publishes_and_a_return_needs_a_reason(
        self, client: Client, draft: Draft
    ) -> None:
        assert "ผ่านการตรวจและเผยแพร่" in text_of(client.get(f"{REVIEWS}{draft.pk}"))
        with nothing_changes():
            assert decide(client, draft, "return").status_code == 422
        assert decide(client, draft, "approve").headers["Location"] == REVIEWS
        assert state_of(draft) == DraftState.PUBLISHED

    def test_a_return_goes_back_to_the_narrowed_queue(self, client: Client, draft: Draft) -> None:
        answer = decide(client, draft, "return", "?size=small", steps="ลดเวลา")
        assert answer.headers["Location"] == f"{REVIEWS}?size=small"
        assert state_of(draft) == DraftState.RETURNED
        assert SectionComment.objects.get().text == "ลดเวลา"

    def test_the_old_text_stands_beside_the_new_one(self, client: Client, draft: Draft) -> None:
        page = client.get(f"{REVIEWS}{draft.pk}").content.decode()
        assert "o-diff__aside" in page
        inline = client.get(f"{REVIEWS}{draft.pk}", {"view": "inline"}).content.decode()
        assert "o-diff__aside" not in inline
        assert "ดูข้อความเดิมคู่กับข้อความใหม่" in inline

    def test_its_numbers_stand_beside_those_in_force(self, client: Client, draft: Draft) -> None:
        page = text_of(client.get(f"{REVIEWS}{draft.pk}"))
        assert "ระยะเวลารวม 40 นาที 15 นาที ไม่มีข้อมูล ไม่มีข้อมูล" in page

    def test_one_can_walk_through_the_narrowed_queue(self, agency: Agency, client: Client) -> None:
        drafts = [in_review(manual_of(agency, name_th=f"เรื่อง {place}")) for place in range(4)]
        for place, each in enumerate(drafts):
            waiting_since(each, days=9 - place)
        ReviewMeasure.objects.filter(draft=drafts[1]).update(words=500)
        page = client.get(f"{REVIEWS}{drafts[2].pk}", {"size": "small"}).content.decode()
        assert f'rel="prev" href="{REVIEWS}{drafts[0].pk}?size=small" accesskey="k"' in page
        assert f'rel="next" href="{REVIEWS}{drafts[3].pk}?size=small" accesskey="j"' in page

    def test_ones_own_draft_is_left_to_others(self, agency: Agency) -> None:
        both = officer_with(Role.CENTRAL_ADMIN, name_th="ผู้ดูแล")
        manual = manual_of(agency)
        own = submitted(manual, both, **with_longer_total(manual))
        approver = officer_with(Role.MANUAL_APPROVER, agency)
        own = workflow.approve_draft(draft_id=own.pk, seen=own.version, **acting(approver))
        client = at_work(both)
        assert "คุณเขียนเอง ต้องให้คนอื่นตรวจ" in text_of(client.get(REVIEWS))
        with nothing_changes():
            assert decide(client, own, "approve").status_code == 422

    def test_a_draft_can_be_flagged_and_the_queue_says_so(
        self, client: Client, draft: Draft
    ) -> None:
        page = client.get(f"{REVIEWS}{draft.pk}").content.decode()
        flag = f"/central/cases/new/{draft.manual_id}?draft={draft.pk}"
        assert flag in page
        assert "40 นาที" in text_of(client.get(flag))
        sent = {"reason": "นานไป", "draft": draft.pk}
        assert client.post(flag, sent).status_code == 302
        case = InspectionCase.objects.get()
        assert case.draft == draft
        assert state_of(draft) == DraftState.IN_REVIEW
        for path in (REVIEWS, f"{REVIEWS}{draft.pk}"):
            assert f"/central/cases/{case.pk}" in client.get(path).content.decode()


class TestOldAddresses:
    def test_the_old_queue_leads_to_the_new_one(self, client: Client) -> None:
        answer = client.get("/office/central/reviews/?q=ก&page=2")
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            "/central/reviews/?q=%E0%B8%81&page=2",
        )

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("declarations/", "e-act/declarations/"),
            ("declarations/7", "e-act/declarations/7"),
            ("e-act/", "e-act/"),
            ("e-act/agencies?q=x", "e-act/agencies?q=x"),
            ("e-act/now.pdf", "e-act/now.pdf"),
            ("e-act/3.xlsx", "e-act/3.xlsx"),
            ("reviews///evil.example", "reviews///evil.example"),
        ],
    )
    def test_so_do_those_of_section_22(self, client: Client, old: str, new: str) -> None:
        assert client.get(f"/office/central/{old}").headers["Location"] == f"/central/{new}"

    def test_other_rooms_never_were_there(self, client: Client) -> None:
        assert client.get("/office/central/elsewhere/").status_code == 404

    def test_a_reviewer_is_led_from_the_agencys_page(self, client: Client, draft: Draft) -> None:
        answer = client.get(f"/office/drafts/{draft.pk}/decide")
        assert answer.headers["Location"] == f"{REVIEWS}{draft.pk}"

    def test_the_agencys_approver_sees_that_it_waits_for_others(
        self, agency: Agency, draft: Draft
    ) -> None:
        client = at_work(officer_with(Role.MANUAL_APPROVER, agency))
        path = f"/office/drafts/{draft.pk}/decide"
        assert "รอผู้ตรวจของส่วนกลาง" in text_of(client.get(path))
        with nothing_changes():
            sent = {"seen": draft.version, "act": "return", "comment-remark": "ผิด"}
            answer = client.post(path, sent)
        assert answer.status_code == 422
        assert "ผิด" in answer.content.decode()


def test_reviewers_are_told_where_to_go(manual: Manual) -> None:
    officer = reviewer()
    draft = in_review(manual)
    notice = Notice.objects.get(officer=officer)
    assert notice.path == f"{REVIEWS}{draft.pk}"
    decide(at_work(officer), draft, "return", steps="ลดเวลา")
    notice.refresh_from_db()
    assert notice.read_at is not None
