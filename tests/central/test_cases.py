"""Cases in the central workspace and at the agency: flagged, asked, answered, proposed, closed."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now, long_date
from infogo.editing.models import Draft, DraftState
from infogo.inspection.models import CasePaper, InspectionCase, StepFile
from infogo.inspection.selectors import OVERDUE, Asked, counts_by_state
from infogo.inspection.states import CaseState, Outcome
from infogo.manuals.models import Manual
from tests.accounts.watching import nothing_changes
from tests.central.reviewing import in_review, manual_of, reviewer
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, standard_manual
from tests.files.samples import pdf, upload
from tests.inspection.making import (
    answered,
    asked,
    closed,
    flagged,
    officer_of,
    overdue,
    slow_content,
)
from tests.manuals.lint.law import enact
from tests.office.deciding import at_work, officer_with, text_of
from tests.office.people import with_second_factor

pytestmark = pytest.mark.django_db
CASES = "/central/cases/"


@pytest.fixture
def manual(db: None) -> Manual:
    enact()
    return slow_manual(name_th="ขออนุญาตตัวอย่าง")


@pytest.fixture
def client() -> Client:
    return at_work(reviewer())


def slow_manual(**given: Any) -> Manual:
    return standard_manual(content=slow_content(), **given)


def head(manual: Manual) -> Officer:
    return with_second_factor(officer_of(manual))


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


class TestList:
    def test_numbers_are_those_of_the_rows_and_lead_to_them(
        self, manual: Manual, client: Client
    ) -> None:
        for step in (
            lambda case: case,
            asked,
            lambda case: overdue(asked(case)),
            lambda case: answered(asked(case)),
            closed,
            lambda case: closed(asked(case)),
        ):
            step(flagged(slow_manual()))
        today = bangkok_now().date()
        rows = list(InspectionCase.objects.all())
        expected = {str(state): sum(row.state == state for row in rows) for state in CaseState}
        expected[OVERDUE] = sum(row.is_overdue(today) for row in rows)
        assert counts_by_state(Asked(), today) == expected
        page = client.get(CASES).content.decode()
        for state, count in expected.items():
            assert f'href="{CASES}?state={state}"' in page
            shown = client.get(CASES, {"state": state}).content.decode()
            assert shown.count(f'<h2><a href="{CASES}') == count, state

    def test_it_can_be_narrowed_and_survives_junk(self, manual: Manual, client: Client) -> None:
        flagged(manual)
        ministry = AgencyFactory(kind="ministry", name_th="กระทรวงอื่น")
        assert "ขออนุญาตตัวอย่าง" in text_of(client.get(CASES, {"q": "ตัวอย่าง"}))
        for query in ({"q": "ไม่มี"}, {"ministry": ministry.pk}, {"outcome": "fixed"}):
            assert "ไม่พบเรื่องที่ตรงกัน" in text_of(client.get(CASES, query))
        for hostile in ("\x00", "²", "9" * 40, "-1"):
            for name in ("q", "state", "outcome", "ministry", "page"):
                assert client.get(CASES, {name: hostile}).status_code == 200

    def test_it_can_be_taken_away(self, manual: Manual, client: Client) -> None:
        case = closed(flagged(manual))
        answer = client.get(f"{CASES}cases.csv")
        (line,) = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
        assert (line["เรื่องที่"], line["ผล"]) == (str(case.pk), Outcome.DROPPED.label)
        assert (line["ระยะเวลาที่สัญญาเมื่อตั้งเรื่อง"], line["ขั้นตอนเกินมาตรฐาน"]) == ("40 วันทำการ", "1")
        assert client.get(f"{CASES}cases.xlsx").getvalue().startswith(b"PK")

    def test_a_long_list_costs_no_more_queries(self, manual: Manual, client: Client) -> None:
        officer = head(manual)
        counts = []
        for _ in range(2):
            for _ in range(3):
                asked(flagged(slow_manual(owner=manual.agency)))
            paths = (CASES, f"{CASES}cases.csv", f"{CASES}new?q=ทำบัตร")
            found = [queries(client, path) for path in paths]
            counts.append([*found, queries(at_work(officer), "/office/inspections/")])
        assert counts[0] == counts[1]


class TestFlagging:
    def test_it_starts_from_any_published_manual(self, manual: Manual, client: Client) -> None:
        found = client.get(f"{CASES}new", {"q": "ตัวอย่าง"}).content.decode()
        assert f"{CASES}new/{manual.pk}" in found
        assert (
            f"{CASES}new/{manual.pk}" in client.get(f"/office/manuals/{manual.pk}").content.decode()
        )
        page = text_of(client.get(f"{CASES}new/{manual.pk}"))
        assert "ไม่เกิน 29 วันทำการ" in page
        answer = client.post(f"{CASES}new/{manual.pk}", {"reason": "นานไป"})
        case = InspectionCase.objects.get()
        assert answer.headers["Location"] == f"{CASES}{case.pk}"
        assert f"{CASES}{case.pk}" in client.get(f"{CASES}new", {"q": "ตัวอย่าง"}).content.decode()

    @pytest.mark.parametrize("reason", ["", "\x00", "ก" * 4001])
    def test_without_a_reason_nothing_is_flagged(
        self, manual: Manual, client: Client, reason: str
    ) -> None:
        with nothing_changes():
            answer = client.post(f"{CASES}new/{manual.pk}", {"reason": reason, "draft": "x"})
        assert answer.status_code == 422

    def test_words_stay_when_the_draft_leaves_the_review(self, client: Client) -> None:
        """Beside the edition that citizens read, which is flagged then, or else the draft."""
        enact()
        first, renewed = manual_of(AgencyFactory()), manual_of(AgencyFactory())
        drafts = [in_review(manual) for manual in (first, renewed)]
        Draft.objects.update(state=DraftState.RETURNED)
        Manual.objects.filter(pk=first.pk).update(current=None)
        answers = [
            client.post(f"{CASES}new/{draft.manual_id}", {"reason": "เขียนไว้นาน", "draft": draft.pk})
            for draft in drafts
        ]
        for answer in answers:
            assert answer.status_code == 422
            assert "เขียนไว้นาน" in text_of(answer)
            assert "ไม่ได้รอส่วนกลางตรวจแล้ว" in text_of(answer)
        assert f'name="draft" value="{drafts[0].pk}"' in answers[0].content.decode()
        assert 'name="draft" value=""' in answers[1].content.decode()
        assert not InspectionCase.objects.exists()

    def test_an_analyst_reads_and_does_not_act(self, manual: Manual) -> None:
        case = flagged(manual)
        client = at_work(officer_with(Role.CENTRAL_ANALYST))
        page = client.get(f"{CASES}{case.pk}")
        assert page.status_code == 200
        assert "ปิดเรื่อง</a>" not in page.content.decode()
        with nothing_changes():
            for path in ("new", f"new/{manual.pk}", f"{case.pk}/close"):
                assert client.get(f"{CASES}{path}").status_code == 403


class TestWay:
    def test_from_a_request_to_a_paper(self, manual: Manual, client: Client) -> None:
        officer = head(manual)
        case = flagged(manual)
        path = f"{CASES}{case.pk}"
        assert client.get(f"{path}/propose").status_code == 404
        form = client.get(f"{path}/ask").content.decode()
        assert "พิจารณาโดยคณะกรรมการ" in form
        assert "เจ้าหน้าที่ของหน่วยงาน 1 คน" in text_of(client.get(f"{path}/ask"))
        sent = {"seen": 1, "text": "ขอเหตุผล", "due_on": "1 ม.ค. 2400"}
        with nothing_changes():
            assert client.post(f"{path}/ask", sent).status_code == 422
        sent["due_on"] = long_date(bangkok_now().date() + timedelta(days=20))
        assert client.post(f"{path}/ask", sent).status_code == 302

        agency = at_work(officer)
        assert "ชี้แจงเวลาในคู่มือต่อส่วนกลาง" in text_of(agency.get("/office/"))
        mine = f"/office/inspections/{case.pk}"
        assert "ขอเหตุผล" in text_of(agency.get(mine))
        answer = {
            "seen": 2,
            "text": "ประชุมเดือนละครั้ง",
            "files": [upload(pdf(), "ก.pdf"), upload(pdf(), "ข.pdf")],
        }
        assert agency.post(mine, answer).status_code == 302
        assert "พิจารณาเรื่องตรวจสอบ" in text_of(client.get("/office/"))
        page = client.get(path).content.decode()
        assert "ประชุมเดือนละครั้ง" in page
        file = StepFile.objects.filter(step__case=case)[0].file_id
        assert client.get(f"{path}/files/{file}").content.startswith(b"%PDF")
        assert agency.get(f"{mine}/files/{file}").content.startswith(b"%PDF")

        wanted = {"seen": 3, "opinion": "นานไป", "proposal": "ให้ลดเวลา"}
        assert client.post(f"{path}/propose", wanted).status_code == 302
        paper = CasePaper.objects.get()
        for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
            made = client.get(f"{path}/papers/{paper.number}.{kind}")
            assert made.content.startswith(start)
        assert client.get(f"{path}/papers/1.exe").status_code == 404
        assert client.get(f"{path}/papers/2.pdf").status_code == 404
        seen_by_agency = text_of(agency.get(mine))
        assert "จัดทำร่างข้อเสนอคณะรัฐมนตรี" in seen_by_agency
        assert "ให้ลดเวลา" not in seen_by_agency

        ending = {"seen": 4, "outcome": "resolved", "text": "มีมติแล้ว"}
        assert client.post(f"{path}/close", ending).status_code == 302
        assert "คณะรัฐมนตรีมีมติแล้ว" in text_of(agency.get(mine))

    def test_a_file_that_is_sent_again_opens_for_both_sides(
        self, manual: Manual, client: Client
    ) -> None:
        """One content under one name is one file, with however many answers it came."""
        agency = at_work(head(manual))
        case = flagged(manual)
        for _round in range(2):
            asked(InspectionCase.objects.get(pk=case.pk))
            answered(InspectionCase.objects.get(pk=case.pk), uploads=[upload(pdf(), "คำสั่ง.pdf")])
        (file,) = set(StepFile.objects.values_list("file", flat=True))
        assert StepFile.objects.count() == 2
        for face, path in ((client, CASES), (agency, "/office/inspections/")):
            answer = face.get(f"{path}{case.pk}/files/{file}")
            assert answer.content.startswith(b"%PDF")

    def test_a_mistake_of_the_agency_keeps_what_was_typed(self, manual: Manual) -> None:
        client = at_work(head(manual))
        case = asked(flagged(manual))
        path = f"/office/inspections/{case.pk}"
        sent = {"seen": case.version, "text": "ข้อความยาว", "says_fixed": "on"}
        with nothing_changes():
            answer = client.post(path, sent)
            program = {**sent, "says_fixed": "", "files": upload(b"MZ\x90\x00", "ก.pdf")}
            refused = client.post(path, program)
            stale = client.post(path, {**sent, "says_fixed": "", "seen": 1})
            hostile = client.post(path, {**sent, "text": "\x00", "seen": "²"})
        assert [each.status_code for each in (answer, refused, stale, hostile)] == [422] * 4
        assert "ยังไม่มีร่างหรือฉบับใหม่" in text_of(answer)
        assert "ข้อความยาว" in answer.content.decode()

    def test_what_is_said_of_a_request_is_true(self, manual: Manual, client: Client) -> None:
        """Nobody is told by letter where the agency has nobody yet."""
        for has_officer, said in (
            (False, "ส่งหนังสือถึงหน่วยงานเอง"),
            (True, "ได้รับแจ้งเตือนและหนังสือทางอีเมล"),
        ):
            if has_officer:
                head(manual)
            case = flagged(manual)
            sent = {
                "seen": case.version,
                "text": "ขอให้ชี้แจง",
                "due_on": long_date(bangkok_now().date() + timedelta(days=20)),
            }
            path = f"{CASES}{case.pk}"
            assert client.post(f"{path}/ask", sent).status_code == 302
            assert said in text_of(client.get(path))
            closed(InspectionCase.objects.get(pk=case.pk))

    def test_words_are_not_lost_to_who_was_faster(self, manual: Manual, client: Client) -> None:
        agency = at_work(head(manual))
        case = asked(flagged(manual))
        sent = {"seen": case.version, "text": "คำที่เขียนไว้นาน", "outcome": Outcome.DROPPED}
        closed(InspectionCase.objects.get(pk=case.pk))
        with nothing_changes():
            answers = [
                client.post(f"{CASES}{case.pk}/close", sent),
                agency.post(f"/office/inspections/{case.pk}", sent),
            ]
        for answer in answers:
            assert answer.status_code == 422
            assert "คำที่เขียนไว้นาน" in text_of(answer)
        assert client.get(f"{CASES}{case.pk}/close").status_code == 404

    def test_what_nobody_was_asked_is_the_centres_own(self, manual: Manual) -> None:
        client = at_work(head(manual))
        case = flagged(manual)
        assert client.get(f"/office/inspections/{case.pk}").status_code == 404
        assert "ไม่มีคำขอชี้แจง" in text_of(client.get("/office/inspections/"))

    def test_an_editor_reads_and_leaves_the_answer_to_the_head(self, manual: Manual) -> None:
        client = at_work(officer_of(manual, Role.MANUAL_EDITOR))
        case = asked(flagged(manual))
        path = f"/office/inspections/{case.pk}"
        assert "ผู้อนุมัติคู่มือของหน่วยงานเป็นผู้ชี้แจง" in text_of(client.get(path))
        with nothing_changes():
            assert client.post(path, {"seen": 2, "text": "ตอบ"}).status_code == 403

    def test_the_centre_does_not_answer_for_an_agency(self, manual: Manual) -> None:
        central = OfficerFactory()
        GrantFactory(officer=central, role=Role.CENTRAL_ADMIN, agency=None)
        client = at_work(with_second_factor(central))
        case = asked(flagged(manual))
        with nothing_changes():
            answer = client.post(
                f"/office/inspections/{case.pk}", {"seen": case.version, "text": "ตอบ"}
            )
        assert answer.status_code == 404

    def test_an_agency_without_officers_is_said(self, manual: Manual, client: Client) -> None:
        case = flagged(manual)
        assert "ยังไม่มีเจ้าหน้าที่คู่มือในระบบ" in text_of(client.get(f"{CASES}{case.pk}/ask"))
