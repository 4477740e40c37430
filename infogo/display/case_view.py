"""Few questions, and what somebody's answers make of a manual, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.durations import Duration
from infogo.core.language import current_language, in_language
from infogo.display.fee_sums import fee_sum_text
from infogo.display.filters import number
from infogo.display.manual_head import manual_address
from infogo.display.manual_parts import DocumentRow, content_language, document_rows
from infogo.manuals.case_tables import MOST_QUESTIONS
from infogo.manuals.case_words import told
from infogo.manuals.cases import CaseQuestion, CaseRow
from infogo.manuals.content import ManualContent
from infogo.manuals.known_answers import answers_for_oneself, known_of, with_known
from infogo.manuals.models import Procedure
from infogo.manuals.narrowing import (
    Narrowing,
    Need,
    answers_text,
    narrowed,
    read_answers,
    settled,
)
from infogo.manuals.selectors import documents_in_order
from infogo.planning.totals import fee_total

CASE_ANSWERS = "a"
"""The parameter that holds all answers of one manual."""
CASE_FIELDS = tuple(f"a{place}" for place in range(1, MOST_QUESTIONS + 1))
"""What the form sends, one a question; the address is then put in order."""


@dataclass(frozen=True)
class OptionRow:
    """One answer to choose; ``effect`` says what it would make of the list."""

    value: str
    label: str
    note: str
    effect: str
    checked: bool


@dataclass(frozen=True)
class QuestionRow:
    """One question; ``field`` is the name under which the form sends the answer.

    ``about`` names what it is asked for, where several services ask.
    """

    field: str
    text: str
    help: str
    options: Sequence[OptionRow]
    is_answered: bool
    about: str = ""


@dataclass(frozen=True)
class RefusedRow:
    """Why the manual does not serve these answers, and the service to use, if one is named."""

    name: str
    text: str
    title: str
    title_lang: str | None
    href: str
    procedure_id: int | None = None


@dataclass(frozen=True)
class CaseView:
    """The questions of a manual and what the answers make of it.

    ``answers`` is the one text of the address, empty before an answer; ``for_oneself`` the same
    without the answer that somebody else goes. ``cases`` are the names of
    the cases that are certain, with what is to be known of them. ``left_out`` are documents that
    are not needed. ``more`` says what may come on top. ``lang`` is that of the manual's words.
    """

    answers: str
    for_oneself: str
    questions: Sequence[QuestionRow]
    cases: Sequence[tuple[str, str]]
    counted: str
    more: str
    fee: str
    time: str
    refused: Sequence[RefusedRow]
    left_out: Sequence[DocumentRow]
    lang: str | None


@dataclass(frozen=True)
class Narrowed:
    """A content under answers: to be shown, its documents as rows, and the view of its cases.

    ``documents`` is ``None`` where nobody answered: then they are those of the content.
    """

    content: ManualContent
    documents: Sequence[DocumentRow] | None
    view: CaseView | None


def given_answers(query: Mapping[str, str]) -> str:
    """Return the answers of an address: those of the form, else those in ``?a=``."""
    sent = [query[field] for field in CASE_FIELDS if field in query]
    return ",".join(filter(None, sent)) if sent else query.get(CASE_ANSWERS, "")


def narrow(content: ManualContent, answers: str = "", *, is_for_other: bool = False) -> Narrowed:
    """Return what a content says to somebody who answered ``answers``, junk being left out.

    ``is_for_other`` answers the question of who goes, unless she answered it herself.
    """
    if not content.questions:
        return Narrowed(told(content), None, None)
    known = known_of(is_for_other=is_for_other)
    read = with_known(content.questions, read_answers(content.questions, answers), known)
    given = settled(content.questions, content.cases, read)
    narrowing, text = Narrowing.of(content, given), answers_text(content.questions, given, known)
    if not given:
        return Narrowed(told(content), None, _view(content, narrowing, (), text))
    needs = [narrowing.need(item.cases) for item in documents_in_order(content)]
    # Every row keeps the key that it has in the whole list, so that ticks stay where they are.
    rows = list(zip(needs, document_rows(told(content, narrowing)), strict=True))
    return Narrowed(
        told(narrowed(content, narrowing), narrowing),
        [row for need, row in rows if need is not Need.NO],
        _view(content, narrowing, [row for need, row in rows if need is Need.NO], text),
    )


def _view(
    content: ManualContent, narrowing: Narrowing, left_out: Sequence[DocumentRow], text: str
) -> CaseView:
    least, most = _document_range(content, narrowing)
    return CaseView(
        answers=text,
        for_oneself=answers_for_oneself(narrowing.questions, text),
        questions=question_rows(content, narrowing),
        cases=[(row.name, row.note) for row in narrowing.chosen if not row.refusal],
        counted=_counted(least, len(content.documents.items)),
        more=_("อาจต้องใช้อีก %(count)s อย่าง") % {"count": number(most - least)}
        if most > least
        else "",
        fee=_fee(content, narrowing),
        time=_time(narrowing.totals(content.total)),
        refused=refused_rows(narrowing.refused),
        left_out=left_out,
        lang=content_language(),
    )


def question_rows(content: ManualContent, narrowing: Narrowing) -> list[QuestionRow]:
    """Return the questions that are answered or still decide something."""
    open_codes = {question.code for question in narrowing.open_questions}
    asked = [q for q in narrowing.questions if q.code in narrowing.answers or q.code in open_codes]
    return [
        QuestionRow(
            field=field,
            text=question.text,
            help=question.help,
            options=_options(content, narrowing, question),
            is_answered=question.code in narrowing.answers,
        )
        for field, question in zip(CASE_FIELDS, asked, strict=False)
    ]


def _options(
    content: ManualContent, narrowing: Narrowing, question: CaseQuestion
) -> list[OptionRow]:
    effects = _effects(content, [narrowing.with_answer(question, o) for o in question.options])
    return [
        OptionRow(
            value=f"{question.code}.{option.code}",
            label=option.label,
            note=option.note,
            effect=effect,
            checked=narrowing.answers.get(question.code) == option.code,
        )
        for option, effect in zip(question.options, effects, strict=True)
    ]


def _effects(content: ManualContent, answered: Sequence[Narrowing]) -> list[str]:
    """Say for each answer what it would make of the manual: the first thing in which they differ.

    Mostly that is the number of documents; of answers that change only the fee or the time it is
    these, and of others nothing can be said in so few words.
    """
    for told_of in (_papers, _fee, lambda c, n: _time(n.totals(c.total))):
        effects = [_("ใช้คู่มือนี้ไม่ได้") if then.refused else told_of(content, then) for then in answered]
        if len(set(effects)) > 1:
            return effects
    return [""] * len(answered)


def _papers(content: ManualContent, then: Narrowing) -> str:
    least, most = _document_range(content, then)
    count = number(least) if least == most else f"{number(least)}–{number(most)}"
    said = ngettext("เอกสาร %(count)s อย่าง", "เอกสาร %(count)s อย่าง", most)
    return said % {"count": count}


def _document_range(content: ManualContent, narrowing: Narrowing) -> tuple[int, int]:
    """Return how many documents are needed at least and at most."""
    needs = [
        Need.PERHAPS if need is Need.YES and item.condition else need
        for item in content.documents.items
        for need in (narrowing.need(item.cases),)
    ]
    return needs.count(Need.YES), len(needs) - needs.count(Need.NO)


def _counted(count: int, every: int) -> str:
    if not every:
        return ""
    if count == every:
        return ngettext("%(count)s อย่าง", "%(count)s อย่าง", every) % {"count": number(every)}
    numbers = {"count": number(count), "all": number(every)}
    return _("%(count)s อย่าง จากทั้งหมด %(all)s") % numbers


def _fee(content: ManualContent, narrowing: Narrowing) -> str:
    """Return the sum of the fees that are certain, and that more may come."""
    shown = told(narrowed(content, narrowing), narrowing)
    total = fee_total({0: shown.fees})
    amount = fee_sum_text(total)
    if total.extra and total.high:
        return _("%(amount)s บางกรณีมีเพิ่ม") % {"amount": amount}
    return amount


def _time(totals: Sequence[Duration]) -> str:
    """Return the promised time, or the times of which one will hold."""
    lang = current_language()
    return _(" หรือ ").join(total.text(lang) for total in totals)


def refused_rows(rows: Sequence[CaseRow]) -> list[RefusedRow]:
    """Return the refusals; one query when a service is named."""
    codes = [row.instead for row in rows if row.instead]
    found = {}
    if codes:
        known = Procedure.objects.select_related("merged_into").filter(code__in=codes)
        found = {procedure.code: procedure.merged_into or procedure for procedure in known}
    return [_refusal(row, found.get(row.instead)) for row in rows]


def _refusal(row: CaseRow, instead: Procedure | None) -> RefusedRow:
    if instead is None:
        return RefusedRow(row.name, row.refusal, "", None, "")
    title, lang = in_language(instead.name_th, instead.name_en)
    return RefusedRow(row.name, row.refusal, title, lang, manual_address(instead.pk), instead.pk)
