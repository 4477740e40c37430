"""Questions for an agency by what it does, apart from its name."""

from __future__ import annotations

import pytest

from infogo.thai.agency_questions import AgencyQuestion, read_agency_question
from infogo.thai.normalise import normalise


def read(typed: str) -> AgencyQuestion | None:
    return read_agency_question(normalise(typed))


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("ธนาคารที่ปล่อยกู้บ้านของรัฐ", "ธนาคาร", "ปล่อยกู้บ้าน"),
        ("กรมที่ทำฝนหลวง", "กรม", "ทำฝนหลวง"),
        ("หน่วยงานไหนดูแลเรื่องหมอกควัน", "หน่วยงาน", "หมอกควัน"),
        ("หน่วยงาไหนดูแลหมอกควัน", "หน่วยงา", "หมอกควัน"),
        ("หน่วยงานเกี่ยวกับผู้สูงอายุ", "หน่วยงาน", "ผู้สูงอายุ"),
        ("กรมได๋เบิ่งแยงเรื่องงัวควาย", "กรม", "งัวควาย"),
        ("กระทรวงไหนดูแลการท่องเที่ยว", "กระทรวง", "การท่องเที่ยว"),
        ("เรือโดยสาร กรมไหนดูแล", "กรม", "เรือโดยสาร"),
        ("แผ่นดินไหว หน่วยงานไหนเป็นคนแจ้งเตือน", "หน่วยงาน", "แผ่นดินไหว แจ้งเตือน"),
        ("ขุดบ่อบาดาลอยู่ในความดูแลของกรมไหน", "กรม", "ขุดบ่อบาดาล"),
        ("ใครรับผิดชอบทางหลวง", "", "ทางหลวง"),
        ("ใครกำกับดูแลบริษัทประกันในประเทศไทย", "", "บริษัทประกัน"),
        ("which agency handles trademarks", "agency", "trademarks"),
        ("Which ministry is in charge of tourism", "ministry", "tourism"),
        ("who is responsible for patents in Thailand", "", "patents"),
        ("the Thai government department that issues work permits", "department", "work permits"),
    ],
)
def test_the_asking_words_are_taken_out(typed: str, kind: str, words: str) -> None:
    assert read(typed) == AgencyQuestion(kind, words, asks_superior=False, is_sure=True)


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("กรมการปกครองสังกัดกระทรวงไหน", "กระทรวง", "กรมการปกครอง"),
        ("ขสมก ขึ้นกับกระทรวงอะไร", "กระทรวง", "ขสมก"),
        ("กรมที่ดินอยู่กระทรวงไหน", "กระทรวง", "กรมที่ดิน"),
        ("สรรพากรสังกัดอะไร", "", "สรรพากร"),
        ("which ministry is the revenue department under", "ministry", "revenue department"),
        ("the revenue department is under which ministry", "ministry", "revenue department"),
    ],
)
def test_who_asks_whose_an_agency_is_names_it(typed: str, kind: str, name: str) -> None:
    assert read(typed) == AgencyQuestion(kind, name, asks_superior=True, is_sure=True)


@pytest.mark.parametrize(
    "typed",
    [
        "ใครมีหน้าที่แจ้งตาย",
        "ใครเป็นคนออกหวยรัฐบาล",
        "ใครดูแลพ่อป่วยติดเตียงได้เงินช่วย",
        "ใครรับผิดชอบค่ารักษา",
        "ถนนพัง ใครรับผิดชอบ",
        "ธนาคารไหนรับจำนองบ้าน",
        "โดนโกงต้องร้องเรียนหน่วยงานไหน",
    ],
)
def test_what_may_as_well_be_asked_of_a_service_is_not_sure(typed: str) -> None:
    found = read(typed)
    assert found is not None
    assert not found.is_sure


@pytest.mark.parametrize(
    "typed",
    [
        "กรมที่ดิน",
        "กรมที่ดิล",
        "กรมที่ดินเชียงใหม่เปิดกี่โมง",
        "สำนักงานที่ดินหาดใหญ่",
        "กรมควบคุมโรค",
        "กรมคุมประพฤติ",
        "ธนาคารเพื่อการเกษตร",
        "องค์การบริหารส่วนตำบลบางปู",
        "department of employment",
        "ministry of foreign affairs",
        "tour agency licence",
        "คนตายที่บ้านต้องแจ้งใครก่อน",
        "ใครช่วยได้",
        "ใครต้องเซ็นยินยอมให้ลูกไปต่างประเทศ",
        "ที่รกร้างข้างบ้านของใคร",
        "ทำบัตรประชาชนที่เขตไหนก็ได้ใช่ไหม",
        "who pays for the hospital",
        "which office do i go to for 90 day report",
        "หน่วยงานไหน",
        "",
    ],
)
def test_names_and_other_questions_ask_for_no_agency(typed: str) -> None:
    assert read(typed) is None
