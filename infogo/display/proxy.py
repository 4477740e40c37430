"""Doing it for somebody else, in words: whether it works, who must come, and with which papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import escape

from infogo.core.language import current_language
from infogo.core.money import baht_text
from infogo.display.filters import DOT
from infogo.display.manual_parts import said
from infogo.manuals.content import ManualContent
from infogo.manuals.representation import AuthorityDocument, Proxy, Representation

_DUTIABLE = "หนังสือมอบอำนาจ"


@dataclass(frozen=True)
class ProxyWords:
    """What somebody reads who does it for another; empty texts say nothing.

    ``answer`` is one sentence, ``must_come`` who has to be there all the same, ``documents`` one
    line a paper with its duty. ``is_known`` when the manual gives an answer.
    """

    answer: str
    is_known: bool
    is_possible: bool
    must_come: str
    documents: Sequence[str]
    note: str
    law: str

    @property
    def lines(self) -> list[str]:
        """All sentences in the order in which they matter."""
        return [line for line in (self.answer, self.must_come, self.note) if line]


def proxy_words(content: ManualContent) -> ProxyWords:
    """Say what a manual tells about doing it for somebody else, and honestly when it does not."""
    told = content.representation or Representation()
    return ProxyWords(
        answer=_answer(told),
        is_known=told.answer is not Proxy.UNKNOWN,
        is_possible=told.is_possible,
        must_come=_must_come(told),
        documents=[_document(document) for document in told.documents],
        note=said(told.note),
        law=said(told.law),
    )


def _answer(told: Representation) -> str:
    if told.answer is Proxy.SOME:
        return escape(_("ทำแทนได้เฉพาะ%(who)s")) % {"who": said(told.who)}
    return {
        Proxy.YES: _("ให้คนอื่นทำแทนได้"),
        Proxy.NO: _("ให้คนอื่นทำแทนไม่ได้ เจ้าตัวต้องทำเอง"),
        Proxy.UNKNOWN: _("คู่มือไม่ได้บอกว่าทำแทนได้หรือไม่ โทรถามหน่วยงานก่อนไป"),
    }[told.answer]


def _must_come(told: Representation) -> str:
    if not told.must_come:
        return ""
    words = {"who": said(told.must_come), "reason": said(told.reason)}
    if told.reason:
        return escape(_("%(who)sต้องมาเอง เพราะ%(reason)s")) % words
    return escape(_("%(who)sต้องมาเอง")) % words


def _document(document: AuthorityDocument) -> str:
    parts = [said(document.name), said(document.condition), _duty(document), said(document.note)]
    return escape(DOT).join(part for part in parts if part)


def _duty(document: AuthorityDocument) -> str:
    satang = document.stamp_duty_satang
    if satang is None:
        if document.name.startswith(_DUTIABLE):
            return _("คู่มือไม่ได้บอกว่าต้องติดอากรแสตมป์เท่าไร ถามก่อนไป")
        return ""
    if satang == 0:
        return _("ไม่ต้องติดอากรแสตมป์")
    return _("ติดอากรแสตมป์ %(amount)s") % {"amount": baht_text(satang, current_language())}
