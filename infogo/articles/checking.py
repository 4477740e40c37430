"""What an article still needs, and hints to make it plain; only blocking findings stop it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from infogo.articles.rendering import MOST_MARKS, has_too_many_marks, named_pictures, service_codes
from infogo.articles.selectors import services_named
from infogo.articles.texts import ArticleText
from infogo.files.links import file_ids
from infogo.files.models import StoredFile
from infogo.manuals.lint.plain import official_words_in, too_long
from infogo.manuals.models import ProcedureStatus
from infogo.manuals.rule_sets import parameters_on
from infogo.manuals.sayings import LONGEST_SAYING, MOST_SAYINGS
from infogo.thai.segment import raw_words

LONGEST_TITLE = 90
LONGEST_SUMMARY = 220
"""Characters: two lines on a telephone."""
MOST_WORDS = 600
MOST_PLAIN_HINTS = 8
MOST_LONG_SAYINGS = 5
"""Sentences that are too long and named; they are corrected one by one."""

TITLE, SUMMARY, BODY, SERVICES, TOPIC = "title_th", "summary_th", "body_th", "services", "topic"
SAYINGS = "sayings"

_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|^[#>*+-]+ |[*_`|]", re.M)
_EMPTY_LINK = re.compile(r"\[\s*(คลิกที่นี่|ที่นี่|คลิก|อ่านต่อ|click here|here)\s*\]\(", re.I)
_HTML = re.compile(r"<(/?[a-z][a-z0-9]*)\b[^>]*>", re.I)


@dataclass(frozen=True)
class Finding:
    """One thing to look at: in which field, what is the matter, what to do."""

    field: str
    reason: str
    todo: str
    is_blocking: bool = False


def word_count(text: str) -> int:
    """Return how many words readers see, as ICU cuts Thai."""
    return sum(1 for _word in raw_words(plain_text(text)))


def plain_text(markdown: str) -> str:
    """Return a text without the marks of Markdown and without addresses."""
    return _MARKS.sub(lambda found: found[1] or "", markdown)


def check_text(text: ArticleText, owner_key: str, today: date) -> tuple[Finding, ...]:
    """Return what is wrong, the blocking first; four queries at most.

    ``owner_key`` is the key of the agency that answers for the article, empty for the centre.
    """
    found = [
        *_required(text),
        *_pictures(text, owner_key),
        *_services(text),
        *_sayings(text),
        *_lengths(text),
        *_plain(text, today),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.is_blocking))


def blocking(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return those that stop a submission."""
    return tuple(finding for finding in findings if finding.is_blocking)


def _required(text: ArticleText) -> Iterator[Finding]:
    if not text.title_th.strip():
        yield Finding(TITLE, "ยังไม่มีชื่อบทความ", "เขียนชื่อที่คนทั่วไปใช้ค้น", True)
    if not text.summary_th.strip():
        yield Finding(SUMMARY, "ยังไม่มีคำตอบสั้น", "ตอบคำถามของบทความใน 1–2 ประโยค", True)
    if not plain_text(text.body_th).strip():
        yield Finding(BODY, "ยังไม่มีเนื้อหา", "เขียนเนื้อหาเป็นหัวข้อสั้น ๆ", True)
    if has_too_many_marks(text.body_th):
        yield Finding(BODY, f"มีเครื่องหมายอย่าง * _ [ ] | เกิน {MOST_MARKS:,} ตัว", "ลบที่ไม่ใช้ออก", True)
    if not text.topic and not text.life_event:
        yield Finding(TOPIC, "ยังไม่เลือกหมวดหรือเหตุการณ์ชีวิต", "เลือกอย่างน้อยหนึ่งอย่าง ประชาชนจะเจอง่ายขึ้น")


def _pictures(text: ArticleText, owner_key: str) -> Iterator[Finding]:
    for picture in named_pictures(text.body_th):
        if picture.file_id is None:
            yield Finding(BODY, "มีภาพจากเว็บไซต์อื่น", "แนบภาพในหน้านี้แทน ภาพจากที่อื่นไม่แสดง", True)
        elif not picture.alt:
            yield Finding(BODY, "มีภาพที่ไม่มีคำอธิบาย", "เขียนคำอธิบายภาพใน [ ] สำหรับคนที่มองไม่เห็นภาพ", True)
    wanted = file_ids(text.body_th)
    files = StoredFile.objects.filter(pk__in=wanted, withdrawn_at=None).in_bulk() if wanted else {}
    for file_id in wanted:
        file = files.get(file_id)
        if file is None:
            yield Finding(BODY, f"ไม่มีไฟล์หมายเลข {file_id} แล้ว", "แนบไฟล์ใหม่ หรือลบออกจากเนื้อหา", True)
        elif not file.is_public and file.owner_key != owner_key:
            yield Finding(
                BODY, f"ไฟล์ {file.name} เป็นของหน่วยงานอื่น", "แนบไฟล์ของหน่วยงานเจ้าของบทความ", True
            )


def _services(text: ArticleText) -> Iterator[Finding]:
    linked = service_codes(text.body_th)
    known = services_named({*linked, *text.services}) if linked or text.services else {}
    for code in dict.fromkeys((*linked, *text.services)):
        service = known.get(code)
        where = BODY if code in linked else SERVICES
        if service is None:
            yield Finding(where, f"ไม่มีบริการรหัส {code}", "ค้นบริการแล้วใช้รหัสที่พบ", True)
        elif service.status == ProcedureStatus.WITHDRAWN:
            yield Finding(where, f"บริการ {service.name_th} ยกเลิกแล้ว", "ลบออก หรือใช้บริการอื่นแทน")
    if not linked and not text.services:
        yield Finding(SERVICES, "ยังไม่พาไปบริการใด", "เลือกบริการที่เกี่ยวข้อง อย่างน้อยหนึ่งเรื่อง")


def _sayings(text: ArticleText) -> Iterator[Finding]:
    if not text.sayings:
        todo = "ใส่ประโยคอย่างที่คนเล่าเรื่องของตัวเอง ประชาชนจะค้นเจอง่ายขึ้น"
        yield Finding(SAYINGS, "ยังไม่มีประโยคที่ประชาชนพูด", todo)
    if len(text.sayings) > MOST_SAYINGS:
        reason = f"มีประโยคที่ประชาชนพูด {len(text.sayings):,} ประโยค"
        todo = f"เอาประโยคที่คล้ายกันออก ให้เหลือไม่เกิน {MOST_SAYINGS} ประโยค"
        yield Finding(SAYINGS, reason, todo, True)
    too_long = [
        Finding(
            SAYINGS,
            f"ประโยคที่ประชาชนพูด บรรทัดที่ {line} ยาว {len(saying):,} ตัวอักษร",
            f"ย่อให้ไม่เกิน {LONGEST_SAYING} ตัวอักษร หรือแยกเป็นสองบรรทัด",
            True,
        )
        for line, saying in enumerate(text.sayings, start=1)
        if len(saying) > LONGEST_SAYING
    ]
    yield from too_long[:MOST_LONG_SAYINGS]


def _lengths(text: ArticleText) -> Iterator[Finding]:
    if len(text.title_th) > LONGEST_TITLE:
        yield Finding(TITLE, f"ชื่อยาว {len(text.title_th)} ตัวอักษร", f"ย่อให้ไม่เกิน {LONGEST_TITLE}")
    if len(text.summary_th) > LONGEST_SUMMARY:
        yield Finding(
            SUMMARY,
            f"คำตอบสั้นยาว {len(text.summary_th)} ตัวอักษร",
            f"ย่อให้ไม่เกิน {LONGEST_SUMMARY} ตัวอักษร เหลือเฉพาะคำตอบ",
        )
    words = word_count(text.body_th)
    if words > MOST_WORDS:
        yield Finding(
            BODY, f"เนื้อหายาว {words:,} คำ", f"ตัดให้ไม่เกิน {MOST_WORDS} คำ หรือแยกเป็นสองบทความ"
        )
    if _EMPTY_LINK.search(text.body_th):
        yield Finding(BODY, "มีลิงก์ที่ไม่บอกปลายทาง", "ใช้ชื่อหน้าที่จะไปเป็นข้อความลิงก์ แทน “คลิกที่นี่”")
    if found := _HTML.search(text.body_th):
        yield Finding(BODY, f"แท็ก {found[0][:30]} จะแสดงเป็นตัวอักษร", "ใช้เครื่องหมายในกล่องวิธีเขียนแทน")


def _plain(text: ArticleText, today: date) -> Iterator[Finding]:
    """Yield hints by the same words and limits as manuals, the first few."""
    limits = parameters_on(today).plain_language
    prose = {TITLE: text.title_th, SUMMARY: text.summary_th, BODY: plain_text(text.body_th)}
    hints: list[Finding] = []
    for field, said in prose.items():
        for line in said.splitlines():
            if limits and (reason := too_long(line, limits)):
                hints.append(Finding(field, reason, "แบ่งเป็นประโยคสั้น ๆ เว้นวรรคระหว่างประโยค"))
        for word in official_words_in(said):
            reason = f"“{word.official}” เป็นคำราชการ"
            hints.append(Finding(field, reason, f"ลองใช้ “{word.everyday}”"))
    yield from hints[:MOST_PLAIN_HINTS]
