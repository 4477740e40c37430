"""Computing the fees and the time of a manual for one reader: questions, sums, arithmetic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.core.durations import Duration, unit_name
from infogo.core.language import current_language
from infogo.core.money import baht_text, range_text, to_satang
from infogo.display.fee_sums import fee_sum_text
from infogo.display.manual_parts import content_language, said
from infogo.manuals.answers import (
    MOST_QUESTIONS,
    Answered,
    mark_of,
    read_answered,
    write_answers,
)
from infogo.manuals.computing import asked_in, bounds, compute, unit_words
from infogo.manuals.content import ManualContent
from infogo.manuals.formula_language.errors import FormulaError
from infogo.manuals.formula_language.working import Given
from infogo.manuals.formulas import Formula, FormulaInput
from infogo.planning.totals import fee_total

_THAI_RUN = re.compile("[\u0e01-\u0e5b]+(?:[ .][\u0e01-\u0e5b]+)*")


@dataclass(frozen=True)
class AnswerChoice:
    """One answer of a choice; ``value`` is what the form sends."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Question:
    """One thing that the reader is asked; ``wrong`` says what is the matter with the answer."""

    field: str
    label: str
    unit: str
    help: str
    value: str
    wrong: str
    choices: Sequence[AnswerChoice]


@dataclass(frozen=True)
class Worked:
    """One amount: in words, or on what it depends; with the arithmetic and the law."""

    label: str
    amount: str
    waits: str
    lines: Sequence[str]
    law: str


@dataclass(frozen=True)
class Calculator:
    """The form, and what was worked out; ``worked`` is empty before anything was answered.

    ``mark`` tells the questions apart from others, for ``written_answers``. ``sum`` is all that
    the manual asks for together, empty where it is told elsewhere.
    """

    mark: str
    questions: Sequence[Question]
    worked: Sequence[Worked]
    sum: str
    sum_notes: Sequence[str]
    is_stale: bool
    lang: str | None

    @property
    def wrong(self) -> Sequence[Question]:
        """The questions whose answers cannot be used."""
        return [each for each in self.questions if each.wrong]


def questions_of(content: ManualContent) -> tuple[FormulaInput, ...]:
    """Return what the formulas of a manual ask together."""
    return asked_in(content.formulas)[:MOST_QUESTIONS]


def calculator_of(content: ManualContent, text: str, *, total: bool = True) -> Calculator:
    """Return the calculator of a manual for the answers that an address carries.

    ``total`` adds up all fees of the manual.
    """
    asked = questions_of(content)
    answered = read_answered(asked, text)
    adds = total and answered.says_something and any(fee.computed for fee in content.fees.items)
    found, notes = _sum_of(content, answered.given) if adds else ("", [])
    return Calculator(
        mark=mark_of(asked),
        questions=[_question(place, each, answered) for place, each in enumerate(asked, start=1)],
        worked=_worked(content, answered.given) if answered.says_something else (),
        sum=found,
        sum_notes=notes,
        is_stale=answered.is_stale,
        lang=content_language(),
    )


def _sum_of(content: ManualContent, given: Mapping[str, Given]) -> tuple[str, list[str]]:
    """Return what all fees come to, and what that leaves out or counts without asking."""
    found = fee_total({0: content.fees}, answers={0: given})
    left_out = [fee.item for _errand, fee in found.open_fees]
    unasked = [
        fee.item
        for fee in content.fees.items
        if fee.computed is None and fee.amount_satang and not fee.condition
    ]
    notes = []
    if unasked:
        notes.append(_("รวม %(fees)s อย่างละ 1 หน่วยแล้ว") % {"fees": ", ".join(unasked)})
    if left_out:
        notes.append(_("ยังไม่รวม %(fees)s") % {"fees": ", ".join(left_out)})
    return fee_sum_text(found), [_marked(note) for note in notes]


def written_answers(form: Mapping[str, str]) -> str:
    """Return what a form of a calculator says, as the text that an address carries."""
    count = form.get("n", "")
    most = int(count) if count.isascii() and count.isdecimal() and len(count) < 3 else 0
    typed = [form.get(field_of(place), "") for place in range(1, min(most, MOST_QUESTIONS) + 1)]
    return write_answers(form.get("mark", ""), typed)


def field_of(place: int) -> str:
    """Return the name of the form's field for a question, counted from 1."""
    return f"v{place}"


def _question(place: int, asked: FormulaInput, answered: Answered) -> Question:
    typed = answered.typed[place - 1]
    return Question(
        field=field_of(place),
        label=asked.label,
        unit=unit_words(asked.unit),
        help=asked.help,
        value=_with_commas(typed),
        wrong=answered.wrong.get(asked.code, ""),
        choices=[
            AnswerChoice(str(number), option.label, typed == str(number))
            for number, option in enumerate(asked.options, start=1)
        ],
    )


def _with_commas(typed: str) -> str:
    return f"{int(typed):,}" if typed.isascii() and typed.isdecimal() else typed


def _worked(content: ManualContent, given: Mapping[str, Given]) -> list[Worked]:
    found = [
        _one(fee.item, fee.computed, given, None)
        for fee in content.fees.items
        if fee.computed is not None
    ]
    if content.total_formula is not None and content.total is not None:
        found.append(_one(_("ระยะเวลา"), content.total_formula, given, content.total))
    return found


def _one(
    label: str, formula: Formula, given: Mapping[str, Given], total: Duration | None
) -> Worked:
    """Work out one formula: of money, or of a time in the unit of ``total``."""
    lang = current_language()
    unit = unit_name(total.unit, lang, plural=True) if total else _("บาท")
    try:
        limits = bounds(formula, given)
        if limits.missing:
            waits = _("ขึ้นกับ%(things)s") % {
                "things": _(" และ").join(each.label for each in limits.missing)
            }
            between = ""
            if limits.high is not None and total is None:
                ends = to_satang(limits.low or 0), to_satang(limits.high)
                between = _("ระหว่าง %(range)s") % {"range": range_text(*ends, lang)}
            return Worked(label, between, _marked(waits), (), "")
        result = compute(formula, given, unit)
    except FormulaError:
        return Worked(label, "", _("ระบบคิดให้ไม่ได้ ถามหน่วยงาน"), (), "")
    if total is None:
        amount = baht_text(to_satang(result.amount), lang)
    else:
        amount = Duration.of(result.amount, total.unit).text(lang)
    lines = [_marked(line) for line in result.lines]
    return Worked(label, amount, "", lines, said(formula.law))


def _marked(text: str) -> str:
    """Mark the Thai words of a line on English pages: the manual speaks Thai only."""
    if content_language() is None:
        return text
    pieces: list[str] = []
    at = 0
    for run in _THAI_RUN.finditer(text):
        pieces += [escape(text[at : run.start()]), said(run[0])]
        at = run.end()
    return Markup("").join([*pieces, escape(text[at:])])
