"""What a manual says about being a Thai national: who is none should know it before she goes.

No field of a manual says it. Two papers are given to Thai nationals only, by law; everything else
stands in the criteria, in the agency's own words, which are quoted and never read for more. Only
a clear statement about the applicant herself counts: not one about her child, her parents or whom
she married, nor one in a single case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from infogo.manuals.content import ManualContent
from infogo.manuals.known_answers import NATIONALITY

NATIONAL_CARD, PASSPORT = "บัตรประจำตัวประชาชน", "หนังสือเดินทาง"
_GIVEN_TO_THAIS = (NATIONAL_CARD, PASSPORT)
"""By section 5 of the law on identity cards, and by the rules on issuing passports."""
_WHO = r"(?:ผู้|บุคคล|บุคคลธรรมดา|คน|ชาย|หญิง)(?:ซึ่ง|ที่)?"
_APPLICANT = r"ผู้สมัคร|ผู้กู้|ผู้มีสิทธิ|ผู้ลงทะเบียน|ผู้(?:ขอ|ยื่น)[ก-๙]{0,30}?(?=ต้อง|เป็น)"
_EVIDENCE = r"มี(?:หลักฐาน|พยาน)[ก-๙]{0,30}?ว่า"
_STATES = re.compile(
    rf"(?:^|(?<=[\s(:•-]))(?:และ)?(?:{_EVIDENCE})?(?:{_APPLICANT})?(?:จะ)?(?:ต้อง)?(?:เป็น)?"
    rf"(?:{_WHO})?(?:มี|ถือ)?สัญชาติไทย(?:โดยการเกิด)?(?=[\s.,:)]|และ|หรือ|อายุ|แต่|$)"
)
"""That the applicant is a Thai national, at the start of a clause.

"ผู้ขอมีสัญชาติไทย" is not read: it means who has the nationality as well as who asks for it.
"""
_ONLY = re.compile(rf"เฉพาะ{_WHO}(?:มี|ถือ)?สัญชาติไทย(?=เท่านั้น|[\s.,:)]|$)")
_OF_OTHERS = re.compile(
    "บิดา|มารดา|พ่อ|แม่|บุตร|ลูก|เด็ก|ทารก|สามี|ภริยา|ภรรยา|สมรส|ญาติ|ทายาท|ผู้ปกครอง|ผู้ตาย|ผู้เสียชีวิต|เสียชีวิต"
    "|ผู้ค้ำ|ผู้รับรอง|พยาน|เจ้าบ้าน|เจ้าของ|นายจ้าง|กรรมการ|ผู้จัดการ|ผู้แทน|หุ้น|นิติบุคคล|บริษัท|เรือ|อากาศยาน"
    "|กรณี|หาก|ถ้า|เว้นแต่|ยกเว้น|(?:มิใช่|ไม่ใช่)[ก-๙]{0,20}\\s*$"
    "|(?:ไม่|มิได้|ขอ|สละ|เสีย|กับ|ของ|จาก|ให้แก่)[ก-๙]{0,3}\\s*$"
)
"""What stands before the statement where it tells of somebody else, of a case, or the opposite."""
_ASKS_A_PAPER = re.compile(r"\s*(?:ต้อง|ให้)?(?:ใช้|แสดง|แนบ|ยื่น|นำ)")
_OPEN_TO_FOREIGNERS = re.compile("ต่างด้าว|ต่างชาติ|สัญชาติอื่น|ทุกสัญชาติ|ไร้สัญชาติ|หรือไม่")
_SENTENCES = re.compile(r"[\n;]|(?<!\d)\d{1,2}[.)]\s")


@dataclass(frozen=True)
class ThaiOnly:
    """Why a service may be for Thai nationals: the paper that it gives, or a criterion as written.

    One of the two is empty.
    """

    paper: str
    criterion: str


def thai_only(content: ManualContent) -> ThaiOnly | None:
    """Return why a service may be for Thai nationals alone; ``None`` where nothing says so.

    A manual that asks of what nationality one is tells by its cases what holds for foreigners.
    """
    if any(question.code == NATIONALITY for question in content.questions):
        return None
    for paper in _GIVEN_TO_THAIS:
        if paper in content.outputs:
            return ThaiOnly(paper, "")
    for criterion in content.criteria.items:
        if _asks_for_it(criterion):
            return ThaiOnly("", criterion)
    return None


def _asks_for_it(criterion: str) -> bool:
    """Whether a criterion says clearly, of the applicant herself, that she is a Thai national."""
    if _OPEN_TO_FOREIGNERS.search(criterion):
        return False
    return any(_states_it(sentence.strip()) for sentence in _SENTENCES.split(criterion))


def _states_it(sentence: str) -> bool:
    if _ONLY.search(sentence):
        return True
    return any(
        not _OF_OTHERS.search(sentence[: found.start()])
        and not _ASKS_A_PAPER.match(sentence, found.end())
        for found in _STATES.finditer(sentence)
    )
