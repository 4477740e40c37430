"""Questions for an agency by what it does: ``กรมที่ทำฝนหลวง``, ``ใครรับผิดชอบทางหลวง``.

Whoever asks so wants no service but the agency, and what she says of it is left when the asking
words are taken out. The names กรมที่ดิน and กรมคุมประพฤติ begin like such questions and are none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WHICH = r"(?:ไหน|ใหน|อะไร|อาราย|ใด๋?|ได๋|ไร|อะหยัง|อีหยัง|หยัง)"
_OF_STATE = r"(?:(?:ของ|ภาค)?(?:รัฐ|ราชการ|หลวง)(?:บาล)?|อิสระ)?"
_WHATEVER = rf"(?:(?:หน่?ว?ยงาน?|หน่วยราชการ|ส่วนราชการ|องค์กร|รัฐวิสาหกิจ){_OF_STATE})"
"""What may be any agency; หน่วยงา and หน่ยงาน are slips."""
_NAMED_KIND = r"(?:กรม|กระทรวง|องค์การ|คณะกรรมการ|กองทุน|ธนาคาร|แบงก์|แบงค์|ศาล|สถาบัน|สำนักงาน|สำนัก)"
_KIND = rf"(?P<kind>{_WHATEVER}|{_NAMED_KIND}){_OF_STATE}"
_SURE_KIND = rf"(?P<kind>{_WHATEVER}|กรม|กระทรวง)"
"""Of these nobody asks which one to go to: สำนักงานไหน and ธนาคารไหน may be the nearest one."""
_IS_WHO = r"(?:ที่)?(?:เป็น(?:คน|ผู้)|คือ(?:คน|ผู้)?|จะ|จัก)?(?:ที่)?"
_TENDS = r"(?:ดูแล|ดูเเล|รับผิดชอบ|ควบคุม|คุม|กำกับ(?:ดูแล)?|บริหาร(?:จัดการ)?|เบิ่งแยง|เบิ่งแงง|ผ่อกอย)"
_DUTY = rf"(?:{_TENDS}|มีหน้าที่|ทำหน้าที่|มีอำนาจ|เกี่ยว(?:ข้อง)?(?:กับ)?)"
_MATTER = r"(?:ใน)?(?:เกี่ยวกับ|เรื่อง|ด้าน|งาน(?=\S{4})|พวก)?(?:ของ)?"
_PERSON = r"(?:พ่อ|แม่|ลูก|ปู่|ย่า|ตา|ยาย|หลาน|เด็ก|ผัว|เมีย|คน(?:ป่วย|ไข้|พิการ|แก่|ท้อง|ใน)|ผู้ป่วย)"
"""Whoever tends these is a person as well, and may ask what is due to her."""
_UNDER = (
    r"(?:อยู่(?:ใน|ภายใต้)?(?:การ|ความ)(?:ดูแล|รับผิดชอบ|ควบคุม|กำกับ(?:ดูแล)?)(?:ของ)?"
    r"|เป็น(?:หน้าที่|งาน|ความรับผิดชอบ|อำนาจ)(?:หน้าที่)?ของ)"
)
_WHO_HAS_TO = r"(?:เป็น(?:คน|ผู้)|คือผู้)?(?:มีหน้าที่|มีอำนาจ)|เป็น(?:คน|ผู้)|คือผู้"
_COMPLAIN = r"(?:ต้อง)?(?:ร้อง(?:เรียน)?|ฟ้อง)(?:กับ|ที่|ต่อ)?"
_BELONGS = (
    r"(?:เป็น)?(?:ของ)?(?:สังกัด|อยู่(?:ภาย)?ใต้|ภายใต้|ขึ้น(?:ตรง)?(?:กับ|ต่อ)|อยู่(?:ใน)?(?=กระทรวง))"
    r"(?:สังกัด)?"
)

_OFFICIAL = r"(?:(?:thai|thailand|government|governmental|state|public|national|federal)(?:'s)? )*"
_ENGLISH_KIND = (
    r"(?P<kind>agency|agencies|department|ministry|authority|bank|(?:government )?body|bureau"
    r"|organi[sz]ation|court|commission|fund|state enterprise)"
)
_ENGLISH_TENDS = (
    r"(?:responsible for|(?:in )?charge of|in charge|handl(?:es?|ing)|regulat(?:es?|ing)"
    r"|oversee(?:s|ing)?|manag(?:es?|ing)|look(?:s|ing)? after|runs?|running|controls?"
    r"|supervis(?:es?|ing)|deal(?:s|ing)? with"
    r"|takes? care of|protect(?:s|ing)?|issu(?:es?|ing)|does|do)"
)
_IS = r"(?:is |are |was )?"

_PATTERNS: tuple[tuple[str, bool], ...] = (
    (rf"^{_KIND} ?(?:ที่(?! ?ดิ)|ซึ่ง) ?{_IS_WHO}{_DUTY}?{_MATTER}(?P<after>.{{3,}})$", True),
    (rf"^{_SURE_KIND} ?{_WHICH} ?{_IS_WHO}{_DUTY}?{_MATTER}(?P<after>.{{3,}})$", True),
    (rf"^(?P<kind>{_WHATEVER}) ?(?:{_DUTY}{_MATTER}|ด้าน)(?P<after>.{{3,}})$", True),
    (rf"^(?P<kind>กรม|กระทรวง) ?(?:ดูแล|รับผิดชอบ|เกี่ยวกับ){_MATTER}(?P<after>.{{3,}})$", True),
    (rf"^{_KIND} ?{_WHICH} ?{_IS_WHO}{_DUTY}{_MATTER}(?P<after>.{{3,}})$", True),
    (rf"^{_KIND} ?{_WHICH} ?{_IS_WHO}{_MATTER}(?P<after>.{{3,}})$", False),
    (rf"^ใคร{_IS_WHO}{_TENDS}{_MATTER}(?!{_PERSON}|ค่า)(?P<after>.{{3,}})$", True),
    (rf"^ใคร(?:{_IS_WHO}{_TENDS}|{_WHO_HAS_TO}){_MATTER}(?P<after>.{{3,}})$", False),
    (rf"^(?P<before>.{{3,}}?) ?{_UNDER}(?:{_SURE_KIND} ?{_WHICH}|ใคร)$", True),
    (rf"^(?P<before>.{{3,}}?) ?{_SURE_KIND} ?{_WHICH} ?{_IS_WHO}{_DUTY}(?P<after>.*)$", True),
    (rf"^(?P<before>.{{3,}}?) ?{_COMPLAIN}{_SURE_KIND} ?{_WHICH}$", False),
    (rf"^(?P<before>.{{3,}}?) ?{_SURE_KIND} ?{_WHICH} ?(?:เป็น(?:คน|ผู้))(?P<after>.+)$", True),
    (r"^(?P<before>.{3,}?) ?ใคร(?:เป็นคน)?(?:ดูแล|รับผิดชอบ)$", False),
    (
        rf"^(?:which|what) {_OFFICIAL}{_ENGLISH_KIND} {_IS}(?:{_ENGLISH_TENDS} )?"
        r"(?P<after>.{3,})$",
        True,
    ),
    (rf"^who(?:'s| is|se)? ?{_ENGLISH_TENDS} (?P<after>.{{3,}})$", True),
    (
        rf"^(?:the )?{_OFFICIAL}{_ENGLISH_KIND} (?:(?:that|which|who) {_IS}(?:{_ENGLISH_TENDS} )?"
        rf"|for |{_ENGLISH_TENDS} )(?P<after>.{{3,}})$",
        True,
    ),
)  # fmt: skip
_QUESTIONS = tuple((re.compile(pattern), is_sure) for pattern, is_sure in _PATTERNS)
_PARENTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?P<name>.{{2,}}?) ?{_BELONGS} ?(?P<kind>กระทรวง|กรม|{_WHATEVER})? ?{_WHICH}$",
        r"^(?:which|what) (?P<kind>ministry|department) (?:is|does|do) (?:the )?(?P<name>.{3,}?)"
        r" (?:under|belong to|part of|in|report to)$",
        r"^(?:the )?(?P<name>.{3,}?) (?:is under|belongs to|reports to|is part of) (?:which|what)"
        r" (?P<kind>ministry|department)$",
    )
)
_IN_THAILAND = re.compile(r"\b(?:in|of|for)? ?(?:thailand|thai)\b|ใน(?:ประเทศ|เมือง)ไทย|ในไทย")
_LINKS = re.compile(r"\b(?:the|that|which|of|for|in|to|and|a|an|is|are|with|on)\b")
_OF_THE_STATE = re.compile(r"ของ(?:รัฐบาล|รัฐ|ประเทศไทย)$")
_SPACES = re.compile(r"\s+")


class AgencyQuestion(NamedTuple):
    """What is asked of an agency that is not named."""

    kind: str
    """The word for what sort of agency is meant as it was typed, or an empty text."""
    words: str
    """What it does; or, of an agency's superior, what that agency is called."""
    asks_superior: bool
    """Whether it is asked under which agency the one named stands."""
    is_sure: bool
    """Whether nobody who wants a service would put it so."""


def read_agency_question(normalised: str) -> AgencyQuestion | None:
    """Return what is asked of an agency, or None where a text asks for none by what it does."""
    for pattern in _PARENTS:
        if match := pattern.search(normalised):
            return AgencyQuestion(match["kind"] or "", match["name"], True, True)
    for pattern, is_sure in _QUESTIONS:
        if match := pattern.search(normalised):
            said = match.groupdict("")
            words = _bare(f"{said.get('before', '')} {said.get('after', '')}")
            if words:
                return AgencyQuestion(said.get("kind", ""), words, False, is_sure)
    return None


def _bare(text: str) -> str:
    """Return what an agency does without links between words and what all agencies are."""
    text = _OF_THE_STATE.sub(" ", _IN_THAILAND.sub(" ", text.strip()))
    return _SPACES.sub(" ", _LINKS.sub(" ", text)).strip()
