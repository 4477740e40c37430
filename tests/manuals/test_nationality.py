"""What manuals say about being a Thai national."""

from __future__ import annotations

import pytest

from infogo.manuals.cases import CaseOption, CaseQuestion
from infogo.manuals.content import ManualContent
from infogo.manuals.nationality import NATIONAL_CARD, PASSPORT, ThaiOnly, thai_only
from infogo.manuals.part import ListingState


def said(*criteria: str, **content: object) -> ManualContent:
    listed = {"state": ListingState.LISTED if criteria else ListingState.NONE, "items": criteria}
    return ManualContent.model_validate({"criteria": listed, **content})


@pytest.mark.parametrize("paper", [NATIONAL_CARD, PASSPORT])
def test_some_papers_are_given_to_thais_only(paper: str) -> None:
    assert thai_only(said(outputs=(paper,))) == ThaiOnly(paper, "")


@pytest.mark.parametrize(
    "criterion",
    [
        "มีสัญชาติไทย อายุตั้งแต่ 7 ปีบริบูรณ์",
        "เป็นผู้มีสัญชาติไทย",
        "ผู้ขอต้องมีสัญชาติไทย",
        "ผู้ขออนุญาตต้องเป็นผู้มีสัญชาติไทยโดยการเกิด",
        "สัญชาติไทย อายุ 60 ปีขึ้นไป",
        "อายุไม่เกิน 70 ปี และมีสัญชาติไทย",
        "ชายสัญชาติไทย ภูมิลำเนาทหารตามบิดา มารดา หรือผู้ปกครอง",
        "มีสัญชาติไทย หรือเป็นนิติบุคคลที่คนไทยถือหุ้นตามเกณฑ์",
        "มีหลักฐานหรือพยานยืนยันว่ามีสัญชาติไทย",
        "1. อายุ 20 ปีบริบูรณ์\n2. มีสัญชาติไทย",
        "ไม่มีสัญชาติไทยทำที่อื่น ที่นี่เฉพาะผู้มีสัญชาติไทย",
    ],
)
def test_a_criterion_is_quoted_as_written(criterion: str) -> None:
    assert thai_only(said("อายุ 15 ปีขึ้นไป", criterion)) == ThaiOnly("", criterion)


@pytest.mark.parametrize(
    "criterion",
    [
        "ผู้ที่ไม่มีสัญชาติไทย",
        "ไม่มีสัญชาติไทย",
        "ไม่มี สัญชาติไทย",
        "เป็นผู้ซึ่งมิได้มีสัญชาติไทย",
        "มิใช่ผู้มีสัญชาติไทย",
        "มิใช่ผู้มี สัญชาติไทย",
        "ไม่ใช่คนสัญชาติไทย",
        "หญิงต่างด้าวที่ขอถือสัญชาติไทยตามสามี",
        "ขอมีสัญชาติไทย",
        "ผู้ขอมีสัญชาติไทย",
        "ผู้ยื่นคำขอมีสัญชาติไทย",
        "การได้สัญชาติไทย",
        "เคยมีสัญชาติไทย",
        "สมรสกับผู้มีสัญชาติไทย",
        "สมรสกับ ผู้มีสัญชาติไทย",
        "บิดาหรือมารดามีสัญชาติไทย",
        "บิดาหรือมารดา มีสัญชาติไทย",
        "มีหลักฐานยืนยันว่าบิดามีสัญชาติไทย",
        "เด็กมีสัญชาติไทย อายุไม่เกิน 6 ปี และอยู่กับผู้ปกครอง",
        "ผู้ตายอายุ 60 ปีขึ้นไป สัญชาติไทย และมีบัตรสวัสดิการแห่งรัฐ",
        "กรณีผู้ขอต้องมีสัญชาติไทย",
        "หากมีสัญชาติไทย ไม่ต้องใช้หนังสือเดินทาง",
        "ผู้มีสัญชาติไทย ใช้บัตรประจำตัวประชาชน",
        "เฉพาะผู้มีสัญชาติไทยต้องแสดงบัตรประจำตัวประชาชน",
        "มีสัญชาติไทย หรือเป็นคนต่างด้าวที่มีถิ่นที่อยู่ในไทย",
        "มีสัญชาติไทยหรือไม่ก็ได้",
        "นิติบุคคลที่มีผู้ถือหุ้นสัญชาติไทยเกินกึ่งหนึ่ง",
        "เป็นคนไทย",
    ],
)
def test_what_is_for_others_or_says_nothing_is_for_everybody(criterion: str) -> None:
    assert thai_only(said(criterion, outputs=("บัตรประจำตัวคนซึ่งไม่มีสัญชาติไทย",))) is None


def test_a_manual_that_asks_for_the_nationality_tells_by_its_cases() -> None:
    options = (CaseOption(code="thai", label="ไทย"), CaseOption(code="foreign", label="ต่างชาติ"))
    question = CaseQuestion(code="nationality", text="คนไทยหรือชาวต่างชาติ", options=options)
    assert thai_only(said("มีสัญชาติไทย", questions=(question,))) is None
