"""Refusing and returning: reasons are asked for, and the letter says how to appeal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from infogo.core.calendar import next_working_day
from infogo.core.dates import long_date
from infogo.core.models import AuditEntry
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.errors import DelayError
from infogo.delays.models import ClockPause, DelayCase, Outcome, PauseKind, Receipt, Refusal
from infogo.delays.receipts import Filed, finish_receipt, issue_receipt, reopen_receipt
from infogo.delays.refusal_letters import refusal_data, refusal_pdf
from infogo.delays.refusals import LEFT_BEHIND, refusal_of, refusals_before
from infogo.delays.refusals_models import MadeBy
from infogo.delays.services.cases import Decision, close_case, remove_case, reopen_case
from infogo.delays.services.refusals import (
    Ground,
    OwnAppeal,
    explain_case,
    refuse_case,
    refuse_receipt,
)
from infogo.office.pages.refusals import refusal_facts
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, day, moment, record, weekday
from tests.factories import ACTOR, PublicHolidayFactory
from tests.manuals.lint.law import LAW_OF_2558, enact
from tests.paper.reading import read_paper

pytestmark = pytest.mark.django_db
REFUSED = Ground(
    reason="ทางเข้าแคบกว่าที่กฎหมายให้สร้าง\nแก้แบบแล้วยื่นใหม่ได้",
    facts="ตรวจแบบแล้ว ทางเข้ากว้าง 2 เมตร",
    law="พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522 มาตรา 25",
)
RETURNED = Ground(
    reason="ไม่ได้รับเอกสารภายในกำหนด",
    missing="- โฉนดที่ดิน\n- แบบแปลน",
    record="บันทึกเลขที่ 12/2569",
    record_on=day(15),
    record_due_on=weekday(3),
)
ADDRESS = "https://example.go.th/manual/1/appeal"


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


@pytest.fixture
def made() -> Made:
    return Made()


def refused(case: DelayCase, outcome: Outcome, ground: Ground, ago: int = 0) -> Refusal:
    return refuse_case(
        case_id=case.pk, decision=Decision(day(ago), outcome), ground=ground, actor=ACTOR
    )


def receipt_of(made: Made, ago: int = 20) -> Receipt:
    filed = Filed(moment(ago))
    return issue_receipt(pin=made.pin, request_key="k" * 32, actor=ACTOR, filed=filed)


class TestReasons:
    def test_a_refused_case_ends_with_its_reasons(self, made: Made) -> None:
        case = made.case(20)
        kept = refused(case, Outcome.REJECTED, replace(REFUSED, missing="ไม่เกี่ยว"))
        case.refresh_from_db()
        assert (case.outcome, case.decided_on) == ("rejected", day(0))
        assert (kept.case_id, kept.reason, kept.missing) == (case.pk, REFUSED.reason, "")
        line = AuditEntry.objects.order_by("number").last()
        assert line and (line.verb, line.target_id) == ("explain_refusal", case.pk)

    def test_a_returned_case_names_what_was_missing_and_its_record(self, made: Made) -> None:
        kept = refused(made.case(20), Outcome.RETURNED, RETURNED)
        assert kept.missing == "โฉนดที่ดิน\nแบบแปลน"
        assert (kept.record, kept.record_due_on) == ("บันทึกเลขที่ 12/2569", weekday(3))

    @pytest.mark.parametrize(
        ("outcome", "ground", "fields"),
        [
            (Outcome.REJECTED, Ground(reason=" "), ["reason", "facts", "law"]),
            (Outcome.RETURNED, Ground(reason=""),
             ["reason", "missing", "record", "record_on", "record_due_on"]),
            (Outcome.RETURNED, replace(RETURNED, record_on=day(21)), ["record_on"]),
            (Outcome.RETURNED, replace(RETURNED, record_due_on=day(21)), ["record_due_on"]),
            (Outcome.RETURNED, replace(RETURNED, record_due_on=date(9998, 1, 1)),
             ["record_due_on"]),
            (Outcome.RETURNED, replace(RETURNED, record_due_on=date.max), ["record_due_on"]),
            (Outcome.RETURNED, replace(RETURNED, record_on=weekday(3)), ["record_due_on"]),
            (Outcome.RETURNED, replace(RETURNED, record_due_on=day(0)), ["decided_on"]),
            (Outcome.RETURNED, replace(RETURNED, made_by=MadeBy.MINISTER), ["made_by"]),
            (Outcome.REJECTED, replace(REFUSED, facts="นายก 1-2345-67890-12-1"), ["facts"]),
            (Outcome.REJECTED, replace(REFUSED, law="ก" * 301), ["law"]),
            (Outcome.REJECTED, replace(REFUSED, appeal=OwnAppeal(0, "", "")),
             ["appeal_days", "appeal_to", "appeal_law"]),
            (Outcome.APPROVED, REFUSED, ["outcome"]),
        ],
    )  # fmt: skip
    def test_all_that_lacks_is_said_at_once(
        self, made: Made, outcome: Outcome, ground: Ground, fields: list[str]
    ) -> None:
        case = made.case(20)
        with nothing_changes(), pytest.raises(DelayError) as wrong:
            refused(case, outcome, ground)
        assert [each.field for each in wrong.value.every()] == fields

    def test_nothing_is_returned_before_its_record_allows(self, made: Made) -> None:
        case = made.case(20)
        last = next_working_day(day(0), {})
        deficient(case, last)
        early = replace(RETURNED, record_due_on=last)
        with nothing_changes(), pytest.raises(DelayError, match="คืนคำขอได้ตั้งแต่") as wrong:
            refused(case, Outcome.RETURNED, early)
        assert [each.field for each in wrong.value.every()] == ["decided_on"]
        assert long_date(last + timedelta(days=1)) in str(wrong.value)

    def test_a_deadline_that_became_a_holiday_moves_to_the_next_working_day(
        self, made: Made
    ) -> None:
        case, last = made.case(40), weekday(8)
        then = next_working_day(last + timedelta(days=1), {})
        deficient(case, last)
        ago = (day(0) - then).days
        back = replace(RETURNED, record_due_on=last)
        PublicHolidayFactory(on=last, name_th="วันหยุดพิเศษ")
        for returning in (
            lambda: refused(case, Outcome.RETURNED, back, ago=ago),
            lambda: close_case(
                case_id=case.pk, decision=Decision(then, Outcome.RETURNED), actor=ACTOR
            ),
        ):
            with nothing_changes(), pytest.raises(DelayError, match="ซึ่งเป็นวันหยุด") as wrong:
                returning()
            assert [each.field for each in wrong.value.every()] == ["decided_on"]
            assert f"ถึง {long_date(then)} (เลื่อนจาก {long_date(last)}" in str(wrong.value)
        kept = refused(case, Outcome.RETURNED, back, ago=ago - 1)
        assert kept.record_due_on == last
        assert kept.record_last_on == then
        due = str(refusal_data(kept, address=ADDRESS)["record_due"])
        assert "(เลื่อนจาก" in due
        (until,) = [said.value for said in refusal_facts(kept) if said.label == "บันทึกความบกพร่อง"]
        assert f"ให้ส่งภายใน {long_date(then)} (เลื่อนจาก {long_date(last)}" in until
        # A letter that is printed again says what the first one said.
        PublicHolidayFactory(on=then)
        again = Refusal.objects.get(pk=kept.pk)
        assert refusal_data(again, address=ADDRESS)["record_due"] == due

    def test_a_receipt_is_not_returned_on_a_deadline_that_was_moved(self, made: Made) -> None:
        receipt, last = receipt_of(made, ago=30), weekday(8)
        PublicHolidayFactory(on=last)
        said = {"receipt_id": receipt.pk, "outcome": Outcome.RETURNED, "actor": ACTOR}
        back = replace(RETURNED, record_due_on=last)
        with nothing_changes(), pytest.raises(DelayError, match="ซึ่งเป็นวันหยุด"):
            refuse_receipt(**said, decided_on=last + timedelta(days=1), ground=back)
        assert refuse_receipt(**said, decided_on=day(0), ground=back).pk

    @pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.APPROVED, Outcome.WITHDRAWN])
    def test_other_ends_wait_for_no_deadline(self, made: Made, outcome: Outcome) -> None:
        case = made.case(20)
        deficient(case, record().complete_by)
        close_case(case_id=case.pk, decision=Decision(day(0), outcome), actor=ACTOR)

    @pytest.mark.parametrize(
        ("other", "fields"),
        [
            ({"record": "บันทึกเลขที่ 13/2569"}, ["record"]),
            ({"record_due_on": day(2)}, ["record_due_on"]),
            ({"missing": "โฉนดที่ดิน\nรูปถ่าย"}, ["missing"]),
            ({"missing": "แบบแปลน หน้า 3"}, []),
            ({"missing": "แบบแปลน (หน้า 3-5)"}, []),
            ({"missing": "โฉนดที่ดินของบิดา"}, ["missing"]),
            ({"missing": "โฉนด"}, ["missing"]),
            ({"missing": "แบบแปลน หน้า 3 และรูปถ่าย"}, ["missing"]),
            ({"record": "เลขที่ ๑๒/๒๕๖๙"}, []),
            ({"record": "12/2569 ลงวันที่ 3 ส.ค. 2569"}, []),
            ({"record": "12"}, []),
            ({"record": "บันทึกความบกพร่อง"}, ["record"]),
        ],
    )
    def test_a_return_is_no_second_deficiency_record(
        self, made: Made, other: dict[str, Any], fields: list[str]
    ) -> None:
        case = made.case(20)
        deficient(case, weekday(8))
        back = replace(RETURNED, **{"record_due_on": weekday(8), **other})
        if not fields:
            assert refused(case, Outcome.RETURNED, back).pk
            return
        with nothing_changes(), pytest.raises(DelayError) as wrong:
            refused(case, Outcome.RETURNED, back)
        assert fields[0] in [each.field for each in wrong.value.every()]

    def test_a_record_that_tells_its_day_too_is_named_by_its_number(self, made: Made) -> None:
        case = made.case(20)
        deficient(case, weekday(8))
        case.pauses.update(basis="12/2569 ลงวันที่ 3 ส.ค. 2569")
        back = replace(RETURNED, record="12/2569", record_due_on=weekday(8))
        with nothing_changes(), pytest.raises(DelayError):
            refused(case, Outcome.RETURNED, replace(back, record="13/2569"))
        assert refused(case, Outcome.RETURNED, back).record == "12/2569"

    def test_days_that_contradict_are_told_beside(self, made: Made) -> None:
        case = made.case(20)
        with nothing_changes(), pytest.raises(DelayError) as wrong:
            refused(case, Outcome.REJECTED, Ground(reason=""), ago=-1)
        assert {each.field for each in wrong.value.every()} >= {"decided_on", "reason"}

    def test_an_end_without_reasons_is_explained_later_and_once(self, made: Made) -> None:
        case, open_one = made.case(20), made.case(20)
        close_case(
            case_id=case.pk, decision=Decision(day(1), Outcome.REJECTED), actor="system โปรแกรม"
        )
        kept = explain_case(case_id=case.pk, ground=REFUSED, actor=ACTOR)
        assert (kept.decided_on, kept.outcome) == (day(1), "rejected")
        for pk in (case.pk, open_one.pk):
            with nothing_changes(), pytest.raises(DelayError):
                explain_case(case_id=pk, ground=REFUSED, actor=ACTOR)

    def test_what_was_refused_stays_on_record_when_it_is_opened_again(self, made: Made) -> None:
        case = made.case(20)
        first = refused(case, Outcome.REJECTED, REFUSED)
        reopen_case(case_id=case.pk, reason="ลงผิดเรื่อง", actor="officer 7 สมใจ")
        case.refresh_from_db()
        assert refusal_of(case) is None
        second = refused(case, Outcome.REJECTED, replace(REFUSED, reason="ทางเข้าชัน"))
        case.refresh_from_db()
        assert refusal_of(case) == second
        (kept,) = refusals_before(case)
        assert (kept.pk, kept.reason, kept.facts) == (first.pk, REFUSED.reason, REFUSED.facts)
        assert kept.withdrawn_at and kept.withdrawn_by == "officer 7 สมใจ"
        assert (kept.noted_by, kept.withdrawn_why) == (ACTOR, "ลงผิดเรื่อง")
        line = AuditEntry.objects.get(verb="reopen_delay_case")
        assert line.detail["refusals"] == [first.pk] and line.detail["outcome"] == "rejected"

    def test_the_trail_keeps_the_whole_order(self, made: Made) -> None:
        own = OwnAppeal(30, "คณะกรรมการ", "พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522 มาตรา 52")
        refused(made.case(20), Outcome.REJECTED, replace(REFUSED, appeal=own))
        refused(made.case(20), Outcome.RETURNED, RETURNED)
        lines = AuditEntry.objects.filter(verb="explain_refusal").order_by("number")
        first, second = (line.detail for line in lines)
        assert first["facts"] == REFUSED.facts and first["law"] == REFUSED.law
        assert (first["decided_on"], first["made_by"]) == (day(0).isoformat(), "officer")
        assert (first["appeal_days"], first["appeal_to"]) == (30, "คณะกรรมการ")
        assert (second["record"], second["missing"]) == (RETURNED.record, "โฉนดที่ดิน\nแบบแปลน")
        assert second["record_due_on"] == weekday(3).isoformat() and "appeal_days" not in second

    def test_a_refusal_that_the_last_release_left_behind_stands_no_more(self, made: Made) -> None:
        case = made.case(20)
        first = refused(case, Outcome.REJECTED, REFUSED)
        # So does code that knows of no refusals.
        DelayCase.objects.update(decided_on=None, outcome="")
        case.refresh_from_db()
        assert refusal_of(case) is None
        close_case(case_id=case.pk, decision=Decision(day(0), Outcome.APPROVED), actor=ACTOR)
        case.refresh_from_db()
        assert refusal_of(case) is None
        DelayCase.objects.update(decided_on=None, outcome="")
        second = refused(case, Outcome.RETURNED, RETURNED)
        case.refresh_from_db()
        assert (refusal_of(case), refusals_before(case)) == (second, [first])

    def test_a_receipt_that_the_last_release_opened_can_be_refused_anew(self, made: Made) -> None:
        receipt = receipt_of(made)
        said = {"receipt_id": receipt.pk, "outcome": Outcome.REJECTED, "actor": ACTOR}
        first = refuse_receipt(**said, decided_on=day(1), ground=REFUSED)
        Receipt.objects.update(finished_on=None, days_taken=None)
        second = refuse_receipt(**said, decided_on=day(0), ground=REFUSED)
        receipt.refresh_from_db()
        assert (refusal_of(receipt), refusals_before(receipt)) == (second, [first])
        assert refusals_before(receipt)[0].withdrawn_why == LEFT_BEHIND

    def test_a_case_with_a_refusal_is_not_removed(self, made: Made) -> None:
        case = made.case(20)
        refused(case, Outcome.REJECTED, REFUSED)
        reopen_case(case_id=case.pk, reason="ลงผิดเรื่อง", actor=ACTOR)
        with nothing_changes(), pytest.raises(DelayError, match="ลบไม่ได้"):
            remove_case(case_id=case.pk, actor=ACTOR)

    def test_a_receipt_is_refused_like_a_case(self, made: Made) -> None:
        receipt = receipt_of(made)
        said = {"receipt_id": receipt.pk, "outcome": Outcome.RETURNED, "actor": ACTOR}
        with nothing_changes(), pytest.raises(DelayError):
            refuse_receipt(**said, decided_on=day(0), ground=Ground(reason="x"))
        kept = refuse_receipt(**said, decided_on=day(0), ground=RETURNED)
        receipt.refresh_from_db()
        assert (receipt.finished_on, kept.receipt_id) == (day(0), receipt.pk)
        with nothing_changes(), pytest.raises(DelayError, match="ปิดไปแล้ว"):
            refuse_receipt(**said, decided_on=day(0), ground=RETURNED)
        with nothing_changes(), pytest.raises(DelayError, match="ผล: คืนคำขอ"):
            finish_receipt(receipt_id=receipt.pk, finished_on=day(0), actor=ACTOR)
        reopen_receipt(receipt_id=receipt.pk, reason="ลงผิดใบ", actor=ACTOR)
        finish_receipt(receipt_id=receipt.pk, finished_on=day(0), actor=ACTOR)
        receipt.refresh_from_db()
        assert (refusal_of(receipt), refusals_before(receipt)) == (None, [kept])

    def test_reasons_are_of_one_thing(self, made: Made) -> None:
        columns = {"outcome": "rejected", "decided_on": day(0), "reason": "x", "noted_by": ACTOR}
        for of in ({}, {"case": made.case(20), "receipt": receipt_of(made)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Refusal.objects.create(**columns, **of)


def deficient(case: DelayCase, complete_by: date) -> None:
    """Give a case a deficiency record whose pause is over."""
    ClockPause.objects.create(
        case=case, kind=PauseKind.DEFECT, basis="12/2569", begins_on=day(15), ends_on=day(14),
        missing="โฉนดที่ดิน\nแบบแปลน", complete_by=complete_by, noted_by=ACTOR,
    )  # fmt: skip


class TestLetter:
    def test_a_refusal_says_facts_law_reasons_and_how_to_appeal(self, made: Made) -> None:
        case = made.case(20)
        data = refusal_data(refused(case, Outcome.REJECTED, REFUSED), address=ADDRESS)
        assert data["reference"] == case.reference
        assert data["reason"] == ["ทางเข้าแคบกว่าที่กฎหมายให้สร้าง", "แก้แบบแล้วยื่นใหม่ได้"]
        assert (data["facts"], data["law"]) == ([REFUSED.facts], REFUSED.law)
        assert "ภายใน ๑๕ วันนับแต่วันที่ได้รับแจ้ง" in str(data["appeal"])
        assert "มาตรา ๔๔" in str(data["appeal"]) and case.point.name_th in str(data["appeal"])

    def test_the_days_are_those_of_the_rules_on_the_day_of_the_decision(self, made: Made) -> None:
        kept = refused(made.case(20), Outcome.REJECTED, REFUSED, ago=5)
        later = {**LAW_OF_2558["parameters"], "appeal_days": 45}
        enact(code="later", effective_from=day(4), parameters=later)
        assert "๑๕ วัน" in str(refusal_data(kept, address=ADDRESS)["appeal"])
        kept.decided_on = day(4)
        assert "๔๕ วัน" in str(refusal_data(kept, address=ADDRESS)["appeal"])

    def test_a_law_with_an_appeal_of_its_own_goes_before(self, made: Made) -> None:
        own = OwnAppeal(30, "คณะกรรมการพิจารณาอุทธรณ์", "พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522 มาตรา 52")
        kept = refused(made.case(20), Outcome.REJECTED, replace(REFUSED, appeal=own))
        words = str(refusal_data(kept, address=ADDRESS)["appeal"])
        assert words.startswith("ยื่นต่อคณะกรรมการพิจารณาอุทธรณ์ ภายใน ๓๐ วัน")
        assert words.endswith(own.law) and "มาตรา ๔๔" not in words

    @pytest.mark.parametrize("made_by", [MadeBy.MINISTER, MadeBy.COMMITTEE])
    def test_orders_of_ministers_and_committees_go_to_court(
        self, made: Made, made_by: MadeBy
    ) -> None:
        order = replace(REFUSED, made_by=made_by)
        kept = refused(made.case(20), Outcome.REJECTED, order)
        words = str(refusal_data(kept, address=ADDRESS)["appeal"])
        assert "ศาลปกครอง" in words and "ภายใน ๙๐ วัน" in words and "มาตรา ๔๙" in words
        assert "มาตรา ๔๔" not in words and "๑๕ วัน" not in words
        # Section 48, on orders of committees, ended when the administrative courts began.
        assert "มาตรา ๔๘" not in words
        text = " ".join(" ".join(read_paper(refusal_pdf(kept, address=ADDRESS)).pages).split())
        assert "ฟ้องคดีต่อศาลปกครองได้" in text and "ท่านอุทธรณ์ได้" not in text
        assert "คำนวณวันสุดท้ายที่อุทธรณ์" not in text
        own = OwnAppeal(30, "คณะกรรมการพิจารณาอุทธรณ์", "พ.ร.บ.ควบคุมอาคาร พ.ศ. 2522 มาตรา 52")
        other = refused(made.case(20), Outcome.REJECTED, replace(order, appeal=own))
        data = refusal_data(other, address=ADDRESS)
        assert not data["is_for_court"] and "ศาล" not in str(data["appeal"])

    def test_a_return_says_what_was_missing_and_that_the_clock_ended(self, made: Made) -> None:
        kept = refused(made.case(20), Outcome.RETURNED, RETURNED)
        text = " ".join(" ".join(read_paper(refusal_pdf(kept, address=ADDRESS)).pages).split())
        for words in ("โฉนดที่ดิน", "แบบแปลน", "บันทึกเลขที่ 12/2569", "สิ้นสุดลง", "๑๕ วัน"):
            assert words in text

    def test_a_receipt_is_called_by_its_code_and_simulated_ones_say_so(self, made: Made) -> None:
        receipt = receipt_of(made)
        kept = refuse_receipt(
            receipt_id=receipt.pk, outcome=Outcome.REJECTED, decided_on=day(0), ground=REFUSED,
            actor=ACTOR,
        )  # fmt: skip
        assert refusal_data(kept, address=ADDRESS)["kind"] == "ใบรับเรื่องรหัส"
        Receipt.objects.update(is_simulated=True)
        fresh = Refusal.objects.get()
        assert refusal_data(fresh, address=ADDRESS)["mark"] == SIMULATED_TH

    @pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.RETURNED])
    def test_whatever_was_written_is_printed_as_text(self, made: Made, outcome: Outcome) -> None:
        odd: Any = '#import "/etc/passwd"\n$ x^2 $ *ตัวหนา* _เอียง_ <label> @ref [] \\ ' + "ก" * 600
        ground = replace(RETURNED, reason=odd, facts=odd, missing=odd, law="#x $y$")
        kept = refused(made.case(20), outcome, ground)
        first = refusal_pdf(kept, address=ADDRESS)
        assert first.startswith(b"%PDF-") and refusal_pdf(kept, address=ADDRESS) == first
