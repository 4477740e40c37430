"""The parts of a direct answer that a manual alone tells: documents, fee, time, online, results.

The facts and their wording are those of the manual's page; what a manual does not say is said to
be unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.durations import totals_text
from infogo.core.language import current_language, in_language
from infogo.core.money import baht_text
from infogo.manuals.content import Fee, FeeKind, ManualContent, RequiredDocument
from infogo.manuals.going import trip_note
from infogo.manuals.models import ManualFacts
from infogo.manuals.projection import fact_columns
from infogo.manuals.selectors import (
    MergedManual,
    documents_in_order,
    english_document_names,
)
from infogo.manuals.wording import fee_formula, fee_text, limit_note, limit_text
from infogo.points.opening import Clock, OpenNow
from infogo.search.results import Result, SearchPage

KNOWN, NONE, UNKNOWN = "known", "none", "unknown"
MOST_LINES = 6


@dataclass(frozen=True)
class AnswerLine:
    """One line of an answer; ``path`` is an address on this site without language.

    Each ``…lang`` is set where that text is not in the page's language.
    """

    text: str
    lang: str | None = None
    detail: str = ""
    detail_lang: str | None = None
    condition: str = ""
    condition_lang: str | None = None
    path: str = ""
    status: OpenNow | None = None


@dataclass(frozen=True)
class AnswerPart:
    """The answer to one thing asked.

    ``state`` is known, none or unknown; ``value`` says it in a few words in any case. ``more``
    says how many lines were left out; ``path`` leads to all of them and ``link`` names that place.
    """

    intent: str
    label: str
    state: str
    value: str
    path: str
    link: str
    lines: tuple[AnswerLine, ...] = ()
    more: str = ""
    note: str = ""
    note_lang: str | None = None
    status: OpenNow | None = None

    @property
    def text(self) -> str:
        """The answer in one paragraph without markup."""
        said = [_line_text(line) for line in self.lines]
        if self.more:
            said.append(self.more)
        status = f"{self.status.text} {self.status.detail}".strip() if self.status else ""
        parts = (self.value, status, "; ".join(said), self.note)
        return f"{self.label}: " + " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Answer:
    """What is answered about one service, office or kind of office.

    ``caution`` tells how far the facts were checked, and is empty once they are verified;
    ``agency`` names whose manual it is when that is a local one.
    """

    title: str
    lang: str | None
    path: str
    parts: tuple[AnswerPart, ...]
    agency: str = ""
    agency_lang: str | None = None
    caution: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class About:
    """The service that is asked about, and where."""

    found: SearchPage
    result: Result
    merged: MergedManual
    content: ManualContent
    clock: Clock

    @property
    def path(self) -> str:
        """Address of the manual."""
        return self.result.path


# ---------------------------------------------------------------- documents


def tell_documents(about: About) -> AnswerPart:
    """Tell what to bring: first what everybody brings, then what some cases need."""
    documents = about.content.documents
    label, path = _("เอกสารที่ต้องเตรียม"), f"{about.path}#documents"
    link = _("ดูรายการเอกสารในคู่มือ")
    if documents.is_unknown:
        value = _("คู่มือยังไม่ได้บอกว่าใช้เอกสารอะไร ถามหน่วยงานก่อนไป")
        return AnswerPart("documents", label, UNKNOWN, value, path, link)
    if documents.is_none:
        return AnswerPart("documents", label, NONE, _("ไม่ต้องใช้เอกสาร"), path, link)
    ordered = sorted(documents_in_order(about.content), key=lambda item: bool(item.condition))
    english = english_document_names(about.content) if current_language() == "en" else {}
    return AnswerPart(
        "documents",
        label,
        KNOWN,
        _documents_counted(ordered),
        path,
        link,
        lines=tuple(_document_line(item, english) for item in ordered[:MOST_LINES]),
        more=_more(len(ordered) - MOST_LINES),
    )


def _documents_counted(items: list[RequiredDocument]) -> str:
    always = sum(not item.condition for item in items)
    sometimes = len(items) - always
    if not always:
        return _("ใช้เฉพาะบางกรณี")
    value = ngettext("%(count)s อย่าง", "%(count)s อย่าง", always) % {"count": always}
    return f"{value} {_('บางกรณีอีก %(count)s') % {'count': sometimes}}" if sometimes else value


def _document_line(item: RequiredDocument, english: dict[str, str]) -> AnswerLine:
    text, lang = in_language(item.name, english.get(item.canonical or item.name, ""))
    condition, condition_lang = in_language(item.condition, "")
    return AnswerLine(
        text=text,
        lang=lang,
        detail=_copies_text(item),
        condition=condition,
        condition_lang=condition_lang if condition else None,
    )


def _copies_text(item: RequiredDocument) -> str:
    """Say how many originals and copies: "ตัวจริง 1 ฉบับ · ไม่ต้องใช้สำเนา"."""
    parts = []
    own_unit = "" if item.unit == "ฉบับ" else item.unit
    if item.originals and own_unit:
        parts.append(f"{item.originals} {own_unit}")
    elif item.originals:
        count = {"count": item.originals}
        parts.append(ngettext("ตัวจริง %(count)s ฉบับ", "ตัวจริง %(count)s ฉบับ", item.originals) % count)
    if item.copies:
        count = {"count": item.copies}
        parts.append(ngettext("สำเนา %(count)s ฉบับ", "สำเนา %(count)s ฉบับ", item.copies) % count)
    elif not own_unit:
        parts.append(_("ไม่ต้องใช้สำเนา"))
    if item.asks_unlawful_copy:
        parts.append(_("ขอสำเนาที่กฎหมายไม่ให้ขอ"))
    return " · ".join(parts)


# ---------------------------------------------------------------- fee, time, online


def tell_fee(about: About) -> AnswerPart:
    """Tell what it costs; a range, percentage or formula is written out, never computed."""
    content = about.content
    facts = ManualFacts(**fact_columns(content))
    label, path, link = _("ค่าธรรมเนียม"), f"{about.path}#fees", _("ดูค่าธรรมเนียมในคู่มือ")
    if facts.is_fee_unknown:
        value = _("คู่มือยังไม่ได้บอกค่าธรรมเนียม ถามหน่วยงานก่อนไป")
        return AnswerPart("fee", label, UNKNOWN, value, path, link)
    fees = content.fees.items
    note, note_lang = in_language(content.fee_note, "") if fees else ("", None)
    return AnswerPart(
        "fee",
        label,
        NONE if facts.is_free else KNOWN,
        fee_text(facts),
        path,
        link,
        lines=tuple(_fee_line(fee) for fee in fees[:MOST_LINES]),
        more=_more(len(fees) - MOST_LINES),
        note=note,
        note_lang=note_lang if note else None,
    )


def _fee_line(fee: Fee) -> AnswerLine:
    lang = current_language()
    amount = ""
    if fee.kind is FeeKind.FREE or (fee.kind is FeeKind.FIXED and fee.amount_satang == 0):
        amount = _("ไม่เสียค่าธรรมเนียม")
    elif fee.kind is FeeKind.FIXED and fee.amount_satang is not None:
        per = _("ต่อ%(thing)s") % {"thing": fee.per} if fee.per else ""
        amount = f"{baht_text(fee.amount_satang, lang)} {per}".strip()
    formula = fee_formula(fee)
    text, text_lang = in_language(fee.item, "")
    condition, condition_lang = in_language(fee.condition, "")
    return AnswerLine(
        text=text,
        lang=text_lang,
        detail=" · ".join(part for part in (amount, formula) if part),
        # Units and formulas are the manual's own words.
        detail_lang=in_language("", "")[1] if formula or fee.per else None,
        condition=condition,
        condition_lang=condition_lang if condition else None,
    )


def tell_time(about: About) -> AnswerPart:
    """Tell the promised time in its own unit; steps in several units are not added up."""
    content = about.content
    label, path, link = _("ระยะเวลา"), f"{about.path}#steps", _("ดูขั้นตอนและเวลาในคู่มือ")
    if content.total is not None:
        value, note = limit_text(content), limit_note(content)
        if content.pause_rules:
            note = f"{note} · {_('มีช่วงที่ไม่นับเวลา')}"
        return AnswerPart("time", label, KNOWN, value, path, link, note=note)
    if content.steps.is_none:
        return AnswerPart("time", label, NONE, _("ไม่มีขั้นตอนที่ต้องรอ"), path, link)
    spent = totals_text(
        (step.duration for step in content.steps.items if step.duration), current_language()
    )
    value = _("คู่มือยังไม่ได้บอกเวลารวมทั้งหมด")
    note = _("ขั้นตอนที่บอกเวลาไว้รวมกัน %(total)s") % {"total": spent} if spent else ""
    return AnswerPart("time", label, UNKNOWN, value, path, link, note=note)


def tell_online(about: About) -> AnswerPart:
    """Tell whether the request itself can be filed from home; booking a queue is less."""
    content = about.content
    label, path, link = _("ทำทางออนไลน์"), f"{about.path}#places", _("ดูช่องทางในคู่มือ")
    if content.channels.is_unknown:
        value = _("คู่มือยังไม่ได้บอกช่องทาง ถามหน่วยงานก่อนไป")
        return AnswerPart("online", label, UNKNOWN, value, path, link)
    if content.online_channels:
        value, note = online_text(content), trip_note(content)
        lines = []
        for channel in content.online_channels[:MOST_LINES]:
            text, lang = in_language(channel.description, "")
            lines.append(AnswerLine(text=text, lang=lang))
        return AnswerPart("online", label, KNOWN, value, path, link, lines=tuple(lines), note=note)
    note = _("จองคิวออนไลน์ได้") if content.booking_channels else ""
    return AnswerPart("online", label, NONE, _("ทำไม่ได้"), path, link, note=note)


def tell_outputs(about: About) -> AnswerPart:
    """Tell which papers one gets in the end, and in which ways they come."""
    content = about.content
    label, path, link = _("สิ่งที่ได้รับ"), f"{about.path}#received", _("ดูสิ่งที่ได้รับในคู่มือ")
    if not content.outputs:
        value = _("คู่มือยังไม่ได้บอกว่าได้เอกสารอะไร ถามหน่วยงานก่อนไป")
        return AnswerPart("output", label, UNKNOWN, value, about.path, _("ดูคู่มือ"))
    english = english_document_names(content) if current_language() == "en" else {}
    names = [in_language(name, english.get(name, "")) for name in content.outputs]
    count = len(names)
    ways = " · ".join(channel.description for channel in content.receiving_channels)
    note, note_lang = in_language(ways, "") if ways else ("", None)
    return AnswerPart(
        "output",
        label,
        KNOWN,
        ngettext("%(count)s อย่าง", "%(count)s อย่าง", count) % {"count": count},
        path,
        link,
        lines=tuple(AnswerLine(text=text, lang=lang) for text, lang in names[:MOST_LINES]),
        more=_more(count - MOST_LINES),
        note=note,
        note_lang=note_lang,
    )


def online_text(content: ManualContent) -> str:
    """Say that one can file from home, everywhere or not, for a manual that names such a way."""
    everywhere = any(not channel.provinces for channel in content.online_channels)
    return _("ทำออนไลน์ได้") if everywhere else _("ทำออนไลน์ได้บางพื้นที่")


def _more(left_out: int) -> str:
    """Say how many lines were left out, if any."""
    if left_out <= 0:
        return ""
    text = ngettext("และอีก %(count)s รายการ", "และอีก %(count)s รายการ", left_out)
    return text % {"count": left_out}


def _line_text(line: AnswerLine) -> str:
    status = f"{line.status.text} {line.status.detail}".strip() if line.status else ""
    more = ", ".join(part for part in (line.detail, status, line.condition) if part)
    return f"{line.text} ({more})" if more else line.text
