"""A manual as the official form has it: 19 items in their order, each with an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from infogo.accounts.names import name_in
from infogo.core.hours_text import sentence
from infogo.core.language import current_language, in_language
from infogo.core.money import baht_text
from infogo.display.copying import copy_cost
from infogo.display.filters import DOT, nowrap, number
from infogo.display.legal_formulas import FormulaTable, fee_formulas, time_formulas
from infogo.display.manual_head import ManualHead, manual_head
from infogo.display.manual_parts import form_lines, law_lines, said
from infogo.display.pauses import pause_lines
from infogo.display.proxy import proxy_words
from infogo.display.qr import qr_svg
from infogo.display.received import Received, received
from infogo.display.renewal import renewal_words
from infogo.manuals.case_words import told
from infogo.manuals.content import (
    SECTIONS,
    Channel,
    ChannelPurpose,
    DocumentGroup,
    Fee,
    FeeKind,
    ManualContent,
    RequiredDocument,
    Section,
)
from infogo.manuals.part import Listing
from infogo.manuals.selectors import MergedManual, content_here
from infogo.manuals.wording import fee_formula
from infogo.taxonomy.models import VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force

VOCABULARIES = (
    "service_type",
    "service_category",
    "impact_level",
    "service_area",
    "channel_type",
    "step_type",
    "document_group",
)


@dataclass(frozen=True)
class Column:
    """A column of a table, as ``table`` reads it."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class LegalTable:
    """A table of an item."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Answer:
    """What an item says. ``lines`` and ``tables`` both empty means that it says nothing."""

    lines: Sequence[str] = ()
    tables: Sequence[LegalTable] = ()
    closing: str = ""


@dataclass(frozen=True)
class LegalItem:
    """One item of the form; ``is_own`` when the local agency wrote it itself."""

    number: int
    code: str
    title: str
    answer: Answer
    is_own: bool


@dataclass(frozen=True)
class LegalPage:
    """The statutory page of a manual; for what one gets in the end the form has no item."""

    head: ManualHead
    items: Sequence[LegalItem]
    received: Received
    edition: int
    published_at: datetime | None
    author: str
    printed_on: date
    qr: str


class Reader:
    """Reads the answer of each item out of one manual; methods are named after the sections."""

    def __init__(self, merged: MergedManual, day: date) -> None:
        """Read the vocabularies in force on ``day``."""
        self.content: ManualContent = told(content_here(merged))
        self.procedure = merged.manual.procedure
        self.terms: Mapping[str, Mapping[str, VocabularyTerm]] = terms_in_force(VOCABULARIES, day)

    def label(self, vocabulary: str, code: str) -> str:
        """Return the word for a code; a code that no term in force explains is shown itself."""
        term = self.terms[vocabulary].get(code) if vocabulary in self.terms else None
        return in_language(term.label_th, term.label_en)[0] if term else code

    def name(self) -> Answer:
        """Item 1."""
        return _lines(said(self.procedure.official_name_th))

    def owner(self) -> Answer:
        """Item 2."""
        owner = self.procedure.owner
        name, lang = in_language(owner.name_th, owner.name_en)
        return _lines(name if lang is None else said(name))

    def service_type(self) -> Answer:
        """Item 3."""
        return _lines(self.label("service_type", self.procedure.service_type))

    def category(self) -> Answer:
        """Item 4."""
        return _lines(self.label("service_category", self.procedure.category))

    def legal_bases(self) -> Answer:
        """Item 5."""
        answer = _listed(self.content.legal_bases, law_lines(self.content.legal_bases.items))
        renewal = renewal_words(self.content)
        return replace(answer, closing=renewal.text) if renewal else answer

    def impact_level(self) -> Answer:
        """Item 6."""
        return _lines(self.label("impact_level", self.procedure.impact_level))

    def service_areas(self) -> Answer:
        """Item 7."""
        return _lines(*(self.label("service_area", code) for code in self.content.service_areas))

    def deadline(self) -> Answer:
        """Item 8."""
        deadline = self.content.deadline
        if deadline is None:
            return Answer()
        length = deadline.limit.text(current_language())
        limit = _("ระยะเวลาที่กฎหมายกำหนด: %(length)s") % {"length": length}
        return _lines(said(deadline.law), limit)

    def statistics(self) -> Answer:
        """Item 9."""
        found = self.content.statistics
        if found is None:
            return Answer()
        return _lines(
            _("จำนวนเฉลี่ยต่อเดือน %(count)s") % {"count": _requests(found.average)},
            _("เดือนที่มากที่สุด %(count)s") % {"count": _requests(found.highest)},
            _("เดือนที่น้อยที่สุด %(count)s") % {"count": _requests(found.lowest)},
        )

    def reference_name(self) -> Answer:
        """Item 10."""
        return _lines(said(self.content.reference_name))

    def channels(self) -> Answer:
        """Item 11, each channel with its hours in the official sentence."""
        lines = [self._channel(channel) for channel in self.content.channels.items]
        return _lines(*lines) if lines else _listed(self.content.channels, ())

    def _channel(self, channel: Channel) -> str:
        label = self.label("channel_type", channel.kind.value)
        if channel.purpose is ChannelPurpose.RECEIVE:
            label = _("รับผล: %(way)s") % {"way": label}
        place = " ".join(part for part in (channel.description, channel.url) if part)
        hours = sentence(channel.hours) if channel.hours else channel.hours_text
        if channel.purpose is ChannelPurpose.RECEIVE and not hours:  # what is sent opens nowhere
            return Markup("{}: {}").format(label, said(place))
        return Markup("{}: {} ·\N{NO-BREAK SPACE}{}").format(
            label, said(place), said(hours) if hours else _("ไม่ได้ระบุเวลาเปิดให้บริการ")
        )

    def criteria(self) -> Answer:
        """Item 12."""
        return _listed(self.content.criteria, self.content.criteria.items)

    def steps(self) -> Answer:
        """Item 13."""
        lang = current_language()
        rows = [
            (
                f"{index}. {self.label('step_type', step.kind.value)}",
                said(" ".join(part for part in (step.title, step.description) if part)),
                step.duration.text(lang) if step.duration else _("ไม่ได้ระบุ"),
                said(step.responsible) if step.responsible else _("ไม่ได้ระบุ"),
            )
            for index, step in enumerate(self.content.steps.items, start=1)
        ]
        columns = [
            Column(label)
            for label in (
                _("ขั้นตอน"),
                _("รายละเอียด"),
                _("ระยะเวลา"),
                _("ส่วนงานที่รับผิดชอบ"),
            )
        ]
        total = self.content.total.text(lang) if self.content.total else _("ไม่ได้ระบุ")
        whole = _("ระยะเวลาดำเนินการรวม: %(total)s") % {"total": total}
        closing = escape(DOT).join([whole, *pause_lines(self.content)])
        steps = LegalTable(_("ขั้นตอนและระยะเวลา"), columns, rows)
        tables = [steps, *_formula_tables(time_formulas(self.content))]
        return _tabled(self.content.steps, tables, closing=closing)

    def step_reduction(self) -> Answer:
        """Item 14."""
        reduction = self.content.step_reduction
        if reduction is None:
            return Answer()
        if not reduction.is_reduced:
            return _lines(_("ยังไม่ผ่านการลดขั้นตอนและระยะเวลา"))
        lines = [_("ผ่านการลดขั้นตอนและระยะเวลาแล้ว")]
        if reduction.total:
            length = reduction.total.text(current_language())
            lines.append(_("ระยะเวลารวมหลังลด: %(length)s") % {"length": length})
        return _lines(*lines)

    def documents(self) -> Answer:
        """Item 15, whose two groups are 15.1 and 15.2."""
        columns = [
            Column(_("เอกสาร")),
            Column(_("หน่วยงานที่ออก")),
            Column(_("ฉบับจริง"), numeric=True),
            Column(_("สำเนา"), numeric=True),
            Column(_("หน่วยนับ")),
            Column(_("หมายเหตุ")),
        ]
        tables = []
        for index, group in enumerate(DocumentGroup, start=1):
            of_group = [item for item in self.content.documents.items if item.group is group]
            caption = f"15.{index} {self.label('document_group', group.value)}"
            tables.append(LegalTable(caption, columns, [_document(item) for item in of_group]))
        return _tabled(self.content.documents, tables, closing=self._proxy())

    def _proxy(self) -> str:
        """Return what item 15 says about doing it for somebody else, if the manual says it."""
        if self.content.representation is None:
            return ""
        told = proxy_words(self.content)
        parts = [*told.lines, *told.documents, told.law]
        shown = escape(DOT).join(part for part in parts if part)
        return Markup("{} {}").format(_("การทำแทนผู้อื่น:"), shown)

    def fees(self) -> Answer:
        """Item 16."""
        rows = [_fee(fee) for fee in self.content.fees.items]
        columns = [Column(label) for label in (_("รายการ"), _("ค่าธรรมเนียม"), _("หมายเหตุ"))]
        note = said(self.content.fee_note) if rows else ""
        closing = escape(DOT).join(filter(None, [note, self._copy()]))
        table = LegalTable(_("ค่าธรรมเนียม"), columns, rows)
        tables = [table, *_formula_tables(fee_formulas(self.content))]
        return _tabled(self.content.fees, tables, closing=closing)

    def _copy(self) -> str:
        """Return what a copy of the manual costs, which a manual has to say to take it."""
        cost = copy_cost(self.content)
        return Markup("{} {}").format(_("สำเนาคู่มือ:"), cost) if cost else ""

    def complaints(self) -> Answer:
        """Item 17."""
        lines = []
        for item in self.content.complaints.items:
            phones = [nowrap(phone.shown(current_language())) for phone in item.phones]
            said_parts = [said(part) for part in (item.name, item.detail) if part]
            parts = [*said_parts, Markup(", ").join(phones), item.url]
            lines.append(escape(DOT).join(part for part in parts if part))
        return _lines(*lines) if lines else _listed(self.content.complaints, ())

    def forms(self) -> Answer:
        """Item 18."""
        lines = form_lines(self.content.forms.items)
        return _lines(*lines) if lines else _listed(self.content.forms, ())

    def remark(self) -> Answer:
        """Item 19."""
        return _lines(said(self.content.remark))


def legal_page(merged: MergedManual, day: date) -> LegalPage:
    """Return the official form of a manual with the vocabularies in force on ``day``."""
    head, reader = manual_head(merged), Reader(merged, day)
    return LegalPage(
        head=head,
        items=[_item(section, reader, merged) for section in SECTIONS],
        received=received(reader.content),
        edition=merged.edition.number,
        published_at=merged.edition.published_at,
        author=name_in(merged.edition.author),
        printed_on=day,
        qr=qr_svg(head.page_url),
    )


def _item(section: Section, reader: Reader, merged: MergedManual) -> LegalItem:
    answer: Callable[[], Answer] = getattr(reader, section.code)
    return LegalItem(
        number=section.number,
        code=section.code,
        title=str(section.title),
        answer=answer(),
        is_own=section.code in merged.local_sections,
    )


def _lines(*lines: str) -> Answer:
    return Answer(lines=[line for line in lines if line])


def _listed(listing: Listing[Any], lines: Sequence[str]) -> Answer:
    """Return the lines of a list; one that is known to be empty says so."""
    if listing.is_none:
        return _lines(_("ไม่มี"))
    return _lines(*(said(line) for line in lines))


def _tabled(listing: Listing[Any], tables: Sequence[LegalTable], *, closing: str = "") -> Answer:
    """Return the tables of a list, without those that have no rows."""
    if listing.is_none:
        return Answer(lines=[_("ไม่มี")], closing=closing)
    return Answer(tables=[table for table in tables if table.rows], closing=closing)


def _formula_tables(formulas: Sequence[FormulaTable]) -> list[LegalTable]:
    columns = [Column(_("ตัวอย่าง เมื่อ")), Column(_("ต้องจ่ายหรือใช้เวลา")), Column(_("หมายเหตุ"))]
    return [
        LegalTable(each.caption, columns, [[*row[:2], row[2] or _("ไม่มี")] for row in each.rows])
        for each in formulas
    ]


def _document(item: RequiredDocument) -> Sequence[str]:
    return (
        said(item.name),
        said(item.issuer) if item.issuer else _("ไม่ได้ระบุ"),
        number(item.originals),
        number(item.copies),
        said(item.unit),
        said(" ".join(part for part in (item.condition, item.note) if part)) or _("ไม่มี"),
    )


def _fee(fee: Fee) -> Sequence[str]:
    amount = fee_formula(fee)
    if fee.kind in {FeeKind.FIXED, FeeKind.FREE}:
        amount = baht_text(fee.lowest_satang or 0, current_language())
        if fee.per:
            amount = Markup("{} {}").format(amount, said(_("ต่อ%(thing)s") % {"thing": fee.per}))
    return said(fee.item), amount, said(fee.condition) or _("ไม่มี")


def _requests(count: int) -> str:
    return ngettext("%(count)s คำขอ", "%(count)s คำขอ", count) % {"count": number(count)}
