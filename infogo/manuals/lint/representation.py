"""A rule about doing it for somebody else: the manual says whether that works, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from infogo.manuals.content import RequiredDocument
from infogo.manuals.lint.findings import Hit, Subject
from infogo.manuals.representation import Proxy
from infogo.manuals.rule_sets import RuleParameters

_AUTHORITY = re.compile(r"มอบ(?:อำนาจ|หมาย|ฉันทะ)|ทำแทน|ยื่นแทน|รับแทน")


def proxy_unsaid(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Whoever comes for another knows beforehand whether she may, and with which papers."""
    told = subject.content.representation
    papers = [item.name for item in subject.content.documents.items if _is_authority(item)]
    if papers and (told is None or told.answer is Proxy.UNKNOWN):
        yield Hit(
            section="documents",
            path="representation",
            reason=_("ขอ “%(paper)s” แต่ยังไม่บอกว่าให้คนอื่นทำแทนได้ไหม") % {"paper": papers[0]},
            todo=_("ตอบว่าให้คนอื่นทำแทนได้ไหม และใครต้องมาเอง"),
        )
    elif told is not None and told.answer is Proxy.NO and (papers or told.documents):
        paper = papers[0] if papers else told.documents[0].name
        yield Hit(
            section="documents",
            path="representation.answer",
            reason=_("บอกว่าทำแทนไม่ได้ แต่มี “%(paper)s”") % {"paper": paper},
            todo=_("แก้คำตอบ หรือตัดเอกสารนี้ออก"),
        )
    elif told is not None and told.answer is Proxy.YES and not told.documents:
        yield Hit(
            section="documents",
            path="representation.documents",
            reason=_("ให้คนอื่นทำแทนได้ แต่ยังไม่บอกว่าต้องใช้เอกสารอะไรเพิ่ม"),
            todo=_("ใส่เอกสารแสดงอำนาจ เช่น หนังสือมอบอำนาจ หรือเขียนในคำแนะนำว่าไม่ต้องใช้"),
        )


def _is_authority(item: RequiredDocument) -> bool:
    return bool(_AUTHORITY.search(f"{item.name} {item.condition}"))
