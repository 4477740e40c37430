"""Rules about papers: no copies of what the state issued, nothing the agency has itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from infogo.manuals.content import DocumentGroup, ManualContent, RequiredDocument
from infogo.manuals.lint.findings import Hit, Subject
from infogo.manuals.lint.texts import texts_of
from infogo.manuals.rule_sets import RuleParameters, Severity
from infogo.thai.normalise import normalise

AUTHORITY = "representation.documents"
"""Where the papers of somebody who acts for another stand."""
# As ``normalise`` leaves them: lower case, Arabic digits; dots go only where a word begins.
_IDENTITY_CARD = r"บัตร ?(?:ประจำตัว ?)?(?:ประชาชน|ประชาขน|ป\.?ช\.?ช|ป\.?ช\.?ป)|บ\.?ป\.?ช(?![ก-ฮ])"
_HOUSE_BOOK = r"ทะเบียน ?บ้าน|ท\.?ร\.? ?1[34](?!\d)"
_OTHER_PAPERS = r"หนังสือเดินทาง|พาสปอร์ต|passport|สูติบัตร|ใบเกิด|ใบขับขี่|ใบอนุญาตขับ(?:รถ|ขี่)"
_IDENTITY = re.compile(f"{_IDENTITY_CARD}|{_HOUSE_BOOK}")
_COPY = r"(?:ภาพถ่าย|ถ่าย(?:เอกสาร|สำเนา)|สำเนา|photo ?copy|copy|copies)"
_BETWEEN = r"(?:คู่ฉบับ|ของ| |เอกสาร|\(|ที่รับรองแล้ว)*"
_MAY_ASK = re.compile("เนา|ถ่าย|cop", re.I)
_COPY_OF_PAPER = re.compile(f"{_COPY}{_BETWEEN}(?:{_IDENTITY_CARD}|{_HOUSE_BOOK}|{_OTHER_PAPERS})")
# The book that a household keeps is itself called a copy: สำเนาทะเบียนบ้านฉบับเจ้าบ้าน.
_HOUSEHOLD_BOOK = re.compile(
    r"(?:คู่มือ)?สำเนา ?ทะเบียนบ้าน ?(?:\(?(?:ทร ?14)?\)? ?)?(?:ฉบับเจ้าบ้าน|เล่มจริง|ตัวจริง)"
)
_COPY_WORD = re.compile(_COPY)
# Documents are judged line by line; a fee for a copy is paid to the agency, not brought to it.
_NO_DEMANDS = ("documents.", f"{AUTHORITY}.", "fees.", "fee_note")
_NOT_DEMANDED = re.compile(
    r"(?:ไม่(?:ต้อง|จำเป็นต้อง|เรียก|ขอ|รับ|ใช้)|ยกเลิก(?:การ)?|งด|เลิก|แทน|หรือ|เจ้าหน้าที่|หน่วยงาน(?:จะ)?)"
    rf"[^,;]{{0,24}}?{_COPY}"
    rf"|{_COPY}[^,;]{{0,30}}?(?:ไม่ต้อง|ไม่เรียก|เจ้าหน้าที่(?:จะ|เป็นผู้|เป็น)?(?:ถ่าย|ทำ|จัด))"
)


def copy_of_state_document(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 5: no copy of a paper that the state issued.

    Identity papers block: an officer checks the card with the central register (E-Act s. 9). For
    other state papers, such as the title deed of a building file, the agency makes the copy
    itself and free of charge (s. 12), so that they are a warning. Demands hidden in running text
    are a warning too, because no machine is sure of what a sentence means.
    """
    for path, document in _asked_for(subject.content):
        at_most = _weight(document)
        if at_most is None:
            continue
        told = {"name": document.name, "count": document.copies}
        yield Hit(
            section="documents",
            path=f"{path}.{'copies' if document.copies else 'name'}",
            reason=(
                _("ขอสำเนา “%(name)s” %(count)s ฉบับ ทั้งที่รัฐเป็นผู้ออกเอกสารนี้")
                if document.copies
                else _("“%(name)s” ขอสำเนาของเอกสารที่รัฐเป็นผู้ออก")
            )
            % told,
            todo=_("ขอดูฉบับจริงแล้วคืน และตั้งสำเนาเป็น 0 ถ้าหน่วยงานต้องเก็บสำเนา ให้เจ้าหน้าที่ทำเองโดยไม่คิดเงิน"),
            at_most=at_most,
        )
    yield from _demands_in_text(subject)


def own_document(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 6: an agency does not ask for what it issued itself."""
    for index, document in enumerate(subject.content.documents.items):
        if document.issuer and document.issuer in subject.agency_names:
            yield Hit(
                section="documents",
                path=f"documents.{index}.issuer",
                reason=_("“%(name)s” เป็นเอกสารที่%(issuer)sออกเอง")
                % {"name": document.name, "issuer": document.issuer},
                todo=_("ตรวจจากระบบของหน่วยงานแทน แล้วตัดเอกสารนี้ออกหรือเขียนว่า “ถ้ามี”"),
            )


def more_than_one_set(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 7: nobody brings more than one set of a paper; photographs are no papers."""
    for index, document in enumerate(subject.content.documents.items):
        pieces = document.originals + document.copies
        if pieces > 1 and document.unit != "รูป":
            yield Hit(
                section="documents",
                path=f"documents.{index}.{'copies' if document.copies else 'originals'}",
                reason=_("ขอ “%(name)s” รวม %(count)s ชุด")
                % {"name": document.name, "count": pieces},
                todo=_("ขอชุดเดียว แล้วหน่วยงานทำชุดที่เหลือเอง"),
            )


def is_identity_paper(name: str) -> bool:
    """Return whether a document's name means the identity card or the house registration.

    Understands usual spellings: บัตร ปชช., บัตรประจำตัวประชาชน, ท.ร.14, ทร.๑๔.
    """
    return bool(_IDENTITY.search(normalise(name)))


def demanded_copy(text: str) -> str:
    """Return the words in which a text asks for a copy of a personal state paper, else "".

    "ไม่ต้องใช้สำเนา…" and "หรือสำเนา…" ask for none, and neither does the household's own book,
    whose official name contains the word.
    """
    if not _MAY_ASK.search(text):  # most texts: spares them the normalising
        return ""
    plain = _HOUSEHOLD_BOOK.sub("ทะเบียนบ้าน", normalise(text))
    harmless = [found.span() for found in _NOT_DEMANDED.finditer(plain)]
    for found in _COPY_OF_PAPER.finditer(plain):
        if not any(start <= found.start() < end for start, end in harmless):
            return found[0]
    return ""


def _weight(document: RequiredDocument) -> Severity | None:
    """Return how grave the copies of a document are, ``None`` when it asks for none."""
    identity = document.group is DocumentGroup.IDENTITY and document.is_state_issued
    identity = identity or is_identity_paper(document.name)
    asks = document.copies > 0 or bool(demanded_copy(document.name))
    if identity and not asks:
        note = normalise(document.note)
        asks = bool(_COPY_WORD.search(note)) and not _NOT_DEMANDED.search(note)
    if not asks:
        return None
    if identity or demanded_copy(document.name):
        return Severity.BLOCKING
    return Severity.WARNING if document.is_state_issued else None


def _asked_for(content: ManualContent) -> Iterator[tuple[str, RequiredDocument]]:
    """Yield what is to be brought with its place: the list, then what a proxy brings besides."""
    for index, document in enumerate(content.documents.items):
        yield f"documents.{index}", document
    if content.representation is None:
        return
    listed = {item.canonical or item.name for item in content.documents.items}
    for index, paper in enumerate(content.representation.documents):
        if paper.name not in listed:
            yield (
                f"{AUTHORITY}.{index}",
                RequiredDocument(
                    group=DocumentGroup.OTHER,
                    name=paper.name,
                    copies=paper.copies,
                    note=paper.note,
                ),
            )


def _demands_in_text(subject: Subject) -> Iterator[Hit]:
    for text in texts_of(subject.content):
        if text.path.startswith(_NO_DEMANDS):
            continue
        words = demanded_copy(text.text)
        if words:
            yield Hit(
                section=text.section,
                path=text.path,
                reason=_("ข้อความนี้ดูเหมือนขอ “%(words)s”") % {"words": words},
                todo=_("ถ้าขอสำเนาจริง ให้ตัดออก ถ้าไม่ได้ขอ ให้เขียนใหม่ให้ชัด"),
                at_most=Severity.WARNING,
            )
