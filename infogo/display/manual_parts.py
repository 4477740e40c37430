"""The parts of a manual as citizens read them: rows for the components, no markup.

What a manual says is written in Thai only, so on English pages every row carries ``lang``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from markupsafe import Markup

from infogo.core.durations import Duration, totals_text
from infogo.core.language import current_language
from infogo.display.document_links import with_forms
from infogo.display.filters import DOT
from infogo.display.whereabouts import Number
from infogo.files.links import file_id_of, stored_files
from infogo.files.models import StoredFile
from infogo.files.words import file_words
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    DocumentGroup,
    FeeKind,
    Form,
    LegalBasis,
    ManualContent,
    RequiredDocument,
    Step,
)
from infogo.manuals.going import way_label
from infogo.manuals.nationality import NATIONAL_CARD
from infogo.manuals.part import ListingState
from infogo.manuals.selectors import documents_in_order, english_names_in
from infogo.manuals.wording import fee_formula, limit_note, limit_text
from infogo.points.opening import hours_line


@dataclass(frozen=True)
class DocumentRow:
    """One document to bring, as ``document_list`` reads it."""

    key: int
    group: str
    name: str
    name_en: str
    originals: int
    copies: int
    unit: str
    issuer: str
    condition: str
    note: str
    unlawful: bool
    lang: str | None
    ask: str = ""
    form_href: str = ""
    form_label: str = ""
    sample_href: str = ""


@dataclass(frozen=True)
class FeeRow:
    """One fee, as ``fee_table`` reads it; ``amount`` is in satang."""

    label: str
    amount: int | None
    unit: str
    formula: str
    note: str
    lang: str | None


@dataclass(frozen=True)
class StepRow:
    """One step, as ``step_list`` reads it; ``total`` adds up to and including this step."""

    title: str
    description: str
    who: str
    duration: str
    total: str
    lang: str | None


@dataclass(frozen=True)
class ChannelRow:
    """One way of filing."""

    label: str
    text: str
    href: str
    site: str
    hours: str
    lang: str | None


@dataclass(frozen=True)
class ComplaintRow:
    """One place to ask or complain."""

    name: str
    detail: str
    phones: Sequence[Number]
    href: str
    lang: str | None


@dataclass(frozen=True)
class ManualParts:
    """The sections of a manual. An empty list has a state that says why: none, or unknown.

    ``lang`` is the language of all these words where it is not the page's.
    """

    lang: str | None
    criteria_state: ListingState
    criteria: Sequence[str]
    documents_state: ListingState
    documents: Sequence[DocumentRow]
    fees_state: ListingState
    fees: Sequence[FeeRow]
    fee_note: str
    steps_state: ListingState
    steps: Sequence[StepRow]
    limit: str
    limit_note: str
    channels_state: ListingState
    channels: Sequence[ChannelRow]
    complaints_state: ListingState
    complaints: Sequence[ComplaintRow]
    laws_state: ListingState
    laws: Sequence[str]
    forms_state: ListingState
    forms: Sequence[str]
    remark: str


def manual_parts(
    content: ManualContent, documents: Sequence[DocumentRow] | None = None
) -> ManualParts:
    """Return the sections of a content in the order in which citizens ask for them.

    ``documents`` are their rows where somebody made them already.
    """
    rows = document_rows(content) if documents is None else documents
    forms = content.forms.items
    ours = stored_files(form.url for form in forms)
    return ManualParts(
        lang=content_language(),
        criteria_state=content.criteria.state,
        criteria=content.criteria.items,
        documents_state=content.documents.state,
        documents=with_forms(rows, forms, ours),
        fees_state=content.fees.state,
        fees=fee_rows(content),
        fee_note=content.fee_note if content.fees.items else "",
        steps_state=content.steps.state,
        steps=step_rows(content.steps.items),
        limit=limit_text(content),
        limit_note=limit_note(content).replace(" · ", DOT),
        channels_state=content.channels.state,
        channels=channel_rows(content.filing_channels),
        complaints_state=content.complaints.state,
        complaints=complaint_rows(content),
        laws_state=content.legal_bases.state,
        laws=law_lines(content.legal_bases.items),
        forms_state=content.forms.state,
        forms=[_form_line(form, ours) for form in forms],
        remark=content.remark,
    )


def content_language() -> str | None:
    """Return the language of a manual's words when it is not the page's."""
    return "th" if current_language() == "en" else None


def said(text: str) -> str:
    """Mark what a manual says in Thai as Thai on English pages; an empty text stays empty."""
    if content_language() and text:
        return Markup('<span lang="th">{}</span>').format(text)
    return text


def document_rows(content: ManualContent) -> list[DocumentRow]:
    """Return the documents, identity papers of the state first as the official form has them."""
    english = english_names_in(content) if content_language() else {}
    ordered = documents_in_order(content)
    return [_document_row(index, item, english) for index, item in enumerate(ordered, start=1)]


def _document_row(index: int, item: RequiredDocument, english: Mapping[str, str]) -> DocumentRow:
    return DocumentRow(
        key=index,
        group=_("เอกสารยืนยันตัวตนที่ราชการออกให้")
        if item.group is DocumentGroup.IDENTITY
        else _("เอกสารอื่น"),
        name=item.name,
        name_en=english.get(item.canonical or item.name, ""),
        originals=item.originals,
        copies=item.copies,
        unit="" if item.unit == "ฉบับ" else item.unit,
        issuer=english.get(item.issuer, "") or said(item.issuer),
        condition=item.condition,
        note=item.note,
        unlawful=item.asks_unlawful_copy,
        lang=content_language(),
        ask=without_thai_card(item.canonical or item.name),
    )


def without_thai_card(name: str, *, is_foreigner: bool = False) -> str:
    """Say what to do without a Thai identity card, to foreigners and to all who read English."""
    if name != NATIONAL_CARD or not (is_foreigner or content_language()):
        return ""
    return _("ถ้าไม่มีบัตรประชาชนไทย ถามหน่วยงานว่าใช้อะไรแทน")


def fee_rows(content: ManualContent) -> list[FeeRow]:
    """Return the fees; a percentage, range or formula is written out, never computed."""
    return [
        FeeRow(
            label=fee.item,
            amount=fee.lowest_satang if fee.kind in {FeeKind.FIXED, FeeKind.FREE} else None,
            unit=_per(fee.per),
            formula=fee_formula(fee),
            note=fee.condition,
            lang=content_language(),
        )
        for fee in content.fees.items
    ]


def _per(thing: str) -> str:
    """Say for what a fee is taken; the usual things have English words."""
    usual = {
        "ฉบับ": _("ต่อฉบับ"),
        "ครั้ง": _("ต่อครั้ง"),
        "คำขอ": _("ต่อคำขอ"),
        "แปลง": _("ต่อแปลง"),
        "ปี": _("ต่อปี"),
        "ราย": _("ต่อราย"),
        "คน": _("ต่อคน"),
        "เล่ม": _("ต่อเล่ม"),
        "เดือน": _("ต่อเดือน"),
        "รายการ": _("ต่อรายการ"),
        "คัน": _("ต่อคัน"),
        "แผ่น": _("ต่อแผ่น"),
    }
    return usual.get(thing) or (_("ต่อ%(thing)s") % {"thing": thing} if thing else "")


def step_rows(steps: Sequence[Step]) -> list[StepRow]:
    """Return the steps with running totals, each unit added up for itself."""
    lang = current_language()
    rows: list[StepRow] = []
    spent: list[Duration] = []
    for index, step in enumerate(steps):
        if step.duration:
            spent.append(step.duration)
        rows.append(
            StepRow(
                title=step.title,
                description=step.description,
                who=step.responsible,
                duration=step.duration.text(lang) if step.duration else "",
                total=_running_total(spent, index + 1) if index else "",
                lang=content_language(),
            )
        )
    return rows


def _running_total(spent: Sequence[Duration], steps: int) -> str:
    if not spent:
        return ""
    text = totals_text(spent, current_language())
    return text if len(spent) == steps else _("อย่างน้อย %(total)s") % {"total": text}


def channel_rows(channels: Sequence[Channel]) -> list[ChannelRow]:
    """Return ways of filing, or of receiving the result, in the manual's order."""
    return [
        ChannelRow(
            label=channel_label(channel),
            text=channel.description,
            href=channel.url,
            site=site_name(channel.url),
            hours=channel_hours(channel),
            lang=content_language(),
        )
        for channel in channels
    ]


def channel_label(channel: Channel) -> str:
    """Name a way of filing in everyday words, and what it is for when that is not filing."""
    if channel.purpose is ChannelPurpose.RECEIVE:
        return _receiving_label(channel.kind)
    way = way_label(channel.kind)
    purpose = {
        ChannelPurpose.FILE: "",
        ChannelPurpose.BOOK: _("จองคิวเท่านั้น"),
        ChannelPurpose.PAY: _("ชำระเงินเท่านั้น"),
        ChannelPurpose.LEARN: _("อบรมเท่านั้น"),
        ChannelPurpose.INQUIRE: _("สอบถามเท่านั้น"),
    }[channel.purpose]
    return _("%(way)s (%(purpose)s)") % {"way": way, "purpose": purpose} if purpose else way


def _receiving_label(kind: ChannelKind) -> str:
    """Name the way in which the result comes."""
    return {
        ChannelKind.IN_PERSON: _("รับด้วยตนเอง"),
        ChannelKind.WEBSITE: _("รับทางเว็บไซต์"),
        ChannelKind.MOBILE_APP: _("รับทางแอป"),
        ChannelKind.POST: _("รับทางไปรษณีย์"),
        ChannelKind.PHONE: _("แจ้งผลทางโทรศัพท์"),
        ChannelKind.EMAIL: _("รับทางอีเมล"),
        ChannelKind.KIOSK: _("รับที่ตู้บริการ"),
        ChannelKind.MOBILE_UNIT: _("รับที่หน่วยบริการเคลื่อนที่"),
        ChannelKind.ONE_STOP: _("รับที่ศูนย์บริการร่วม"),
        ChannelKind.PAYMENT_COUNTER: _("รับที่จุดรับชำระเงิน"),
    }[kind]


def channel_hours(channel: Channel) -> str:
    """Write a channel's hours in one line; the words that were found where none can be read."""
    return hours_line(channel.hours).replace(" · ", DOT) if channel.hours else channel.hours_text


def site_name(url: str) -> str:
    """Return the host that a link leads to, as a reader knows it: without ``www.``."""
    return urlsplit(url).netloc.removeprefix("www.")


def complaint_rows(content: ManualContent) -> list[ComplaintRow]:
    """Return where to ask and complain."""
    return [
        ComplaintRow(
            name=item.name,
            detail=item.detail,
            phones=[Number(phone.number, phone.extension) for phone in item.phones],
            href=item.url,
            lang=content_language(),
        )
        for item in content.complaints.items
    ]


def law_lines(bases: Sequence[LegalBasis]) -> list[str]:
    """Return one line a law with all sections that are named of it."""
    sections: dict[str, list[str]] = {}
    for basis in bases:
        named = sections.setdefault(basis.law, [])
        if basis.section:
            named.append(basis.section)
    return [
        _("%(law)s มาตรา %(sections)s") % {"law": law, "sections": ", ".join(named)}
        if named
        else law
        for law, named in sections.items()
    ]


def form_lines(forms: Sequence[Form]) -> list[str]:
    """Return forms and examples with their links; one query where a file of ours is among them."""
    ours = stored_files(form.url for form in forms)
    return [_form_line(form, ours) for form in forms]


def _form_line(form: Form, ours: Mapping[int, StoredFile]) -> str:
    """Return a form with its link; one of ours says what it is and how large."""
    if not form.url:
        return said(form.name)
    if file := ours.get(file_id_of(form.url) or 0):
        link = Markup('<a href="{}">{}</a> <span class="u-nowrap">({})</span>')
        return link.format(file.public_path, said(form.name), file_words(file))
    link = Markup('<a href="{}" rel="noopener external">{}</a>')
    return link.format(form.url, said(form.name))
