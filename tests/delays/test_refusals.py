"""Refusing and returning: reasons are asked for, and the letter says how to appeal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from infogo.core.dates import long_date
from infogo.core.models import AuditEntry
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.errors import DelayError
from infogo.delays.models import ClockPause, DelayCase, Outcome, PauseKind, Receipt, Refusal
from infogo.delays.receipts import Filed, issue_receipt, reopen_receipt
from infogo.delays.refusal_letters import refusal_data, refusal_pdf
from infogo.delays.services.cases import Decision, close_case, reopen_case
from infogo.delays.services.refusals import (
    Ground,
    OwnAppeal,
    explain_case,
    refuse_case,
    refuse_receipt,
)
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, day, moment
from tests.factories import ACTOR
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
    record_due_on=day(2),
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


def receipt_of(made: Made, ago: int = 10) -> Receipt:
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
        assert (kept.record, kept.record_due_on) == ("บันทึกเลขที่ 12/2569", day(2))

    @pytest.mark.parametrize(
        ("outcome", "ground", "fields"),
        [
            (Outcome.REJECTED, Ground(reason=" "), ["reason", "facts", "law"]),
            (Outcome.RETURNED, Ground(reason=""), ["reason", "missing", "record", "record_due_on"]),
            (Outcome.RETURNED, replace(RETURNED, record_due_on=day(0)), ["decided_on"]),
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
        ClockPause.objects.create(
            case=case, kind=PauseKind.DEFECT, basis="12/2569", begins_on=day(10), ends_on=day(5),
            complete_by=day(0), noted_by=ACTOR,
        )  # fmt: skip
        with nothing_changes(), pytest.raises(DelayError, match="คืนคำขอได้ตั้งแต่") as wrong:
            refused(case, Outcome.RETURNED, RETURNED)
        assert long_date(day(-1)) in str(wrong.value)

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

    def test_who_opens_it_again_takes_the_reasons_back(self, made: Made) -> None:
        case = made.case(20)
        refused(case, Outcome.REJECTED, REFUSED)
        reopen_case(case_id=case.pk, reason="ลงผิดเรื่อง", actor=ACTOR)
        assert not Refusal.objects.exists()
        refused(case, Outcome.REJECTED, REFUSED)

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
        reopen_receipt(receipt_id=receipt.pk, reason="ลงผิดใบ", actor=ACTOR)
        assert not Refusal.objects.exists()

    def test_reasons_are_of_one_thing(self, made: Made) -> None:
        columns = {"outcome": "rejected", "decided_on": day(0), "reason": "x", "noted_by": ACTOR}
        for of in ({}, {"case": made.case(20), "receipt": receipt_of(made)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Refusal.objects.create(**columns, **of)


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
