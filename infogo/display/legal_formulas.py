"""Formulas on the official form: the formula itself, its law, and its examples as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from infogo.core.durations import Duration
from infogo.core.language import current_language
from infogo.core.money import baht_text, to_satang
from infogo.display.manual_parts import said
from infogo.manuals.computing import read_answers, unit_words
from infogo.manuals.content import ManualContent
from infogo.manuals.formula_language.words import same_name
from infogo.manuals.formula_language.working import number_words
from infogo.manuals.formulas import Formula, FormulaExample


@dataclass(frozen=True)
class FormulaTable:
    """One formula: a caption that tells it, and rows of what is given and what it comes to."""

    caption: str
    rows: Sequence[Sequence[str]]


def fee_formulas(content: ManualContent) -> list[FormulaTable]:
    """Return the formulas of the fees in their order."""
    return [
        _table(fee.item, fee.computed, None)
        for fee in content.fees.items
        if fee.computed is not None
    ]


def time_formulas(content: ManualContent) -> list[FormulaTable]:
    """Return the formula of the total time, if there is one."""
    if content.total_formula is None or content.total is None:
        return []
    return [_table(_("ระยะเวลารวม"), content.total_formula, content.total)]


def _table(title: str, formula: Formula, total: Duration | None) -> FormulaTable:
    caption = _("วิธีคิด%(title)s: %(formula)s") % {"title": title, "formula": formula.expression}
    if formula.law:
        caption = _("%(formula)s ตาม %(law)s") % {"formula": caption, "law": formula.law}
    rows = [_row(formula, example, total) for example in formula.examples]
    return FormulaTable(said(caption), rows)


def _row(formula: Formula, example: FormulaExample, total: Duration | None) -> Sequence[str]:
    lang = current_language()
    if total is None:
        result = baht_text(to_satang(round(example.result, 2)), lang)
    else:
        result = Duration.of(round(example.result, 2), total.unit).text(lang)
    return said(_given(formula, example)), result, said(example.note)


def _given(formula: Formula, example: FormulaExample) -> str:
    """Write what an example gives as people say it; what cannot be read stands as it is."""
    given, _wrong = read_answers(formula.inputs, example.answers)
    codes = {same_name(code): text for code, text in example.answers.items()}
    words = []
    for asked in formula.inputs:
        found = given.get(asked.code)
        raw = codes.get(same_name(asked.code), "")
        if found and found.answer:
            words.append(f"{asked.label}: {found.answer}")
        elif raw:
            number = number_words(found.value) if found else raw
            words.append(f"{asked.label} {number} {unit_words(asked.unit)}".strip())
    return " · ".join(words)
