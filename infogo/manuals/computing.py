"""Computing the formulas of a manual from what a reader or an example answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from infogo.core.dates import arabic_digits
from infogo.manuals.formula_language.errors import FormulaError, MissingError
from infogo.manuals.formula_language.exact import HIGHEST, as_decimal
from infogo.manuals.formula_language.reading import read
from infogo.manuals.formula_language.span import Span, span_of
from infogo.manuals.formula_language.tree import Node, inputs_in
from infogo.manuals.formula_language.words import same_name
from infogo.manuals.formula_language.working import Amount, Given, number_words, work
from infogo.manuals.formulas import Formula, FormulaInput

PLACES = 2
"""Results are rounded to satang, and times to hundredths, halves upwards."""
_TYPED = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,4})?")
_Shape = tuple[tuple[str, tuple[str, ...]], ...]
Answers = Mapping[str, str]
"""What was answered, as text, by the code of the input."""


class AnswerError(ValueError):
    """An answer that cannot be used; ``str()`` says kindly what to type instead."""


@dataclass(frozen=True)
class Result:
    """What a formula comes to, with the arithmetic line by line."""

    amount: Decimal
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Bounds:
    """What can be said while inputs are missing; ``None`` is without end."""

    low: Decimal | None
    high: Decimal | None
    missing: tuple[FormulaInput, ...]


def tree_of(formula: Formula) -> Node:
    """Return the tree of a formula.

    Raises:
        FormulaError: it cannot be read.
    """
    shape = tuple(
        (each.code, tuple(option.code for option in each.options)) for each in formula.inputs
    )
    return _tree(formula.expression, shape)


@lru_cache(maxsize=512)
def _tree(expression: str, shape: _Shape) -> Node:
    return read(expression, dict(shape))


def asked_in(formulas: Iterable[Formula]) -> tuple[FormulaInput, ...]:
    """Return what formulas of one manual ask together: inputs of one code are one question."""
    found: dict[str, FormulaInput] = {}
    for formula in formulas:
        for each in formula.inputs:
            found.setdefault(same_name(each.code), each)
    return tuple(found.values())


def unit_words(unit: str) -> str:
    """Return a unit in the language of the page, where it is one that many formulas use."""
    known = {
        "บาท": pgettext("unit", "บาท"),
        "ปี": pgettext("unit", "ปี"),
        "เดือน": pgettext("unit", "เดือน"),
        "วัน": pgettext("unit", "วัน"),
        "คน": pgettext("unit", "คน"),
        "ห้อง": pgettext("unit", "ห้อง"),
        "ซีซี": pgettext("unit", "ซีซี"),
        "ซม.": pgettext("unit", "ซม."),
        "ตร.ม.": pgettext("unit", "ตร.ม."),
    }
    return known.get(unit, unit)


def read_answer(asked: FormulaInput, text: str) -> Given | None:
    """Return what an answer says; ``None`` when it is blank.

    Raises:
        AnswerError: it cannot be used.
    """
    text = text.strip()
    if not text:
        return None
    if asked.options:
        for option in asked.options:
            if same_name(option.code) == same_name(text):
                return Given(Fraction(option.value), asked.label, answer=option.label)
        raise AnswerError(_("เลือก “%(label)s” จากคำตอบที่มี") % {"label": asked.label})
    value = _typed_number(asked, text)
    unit = unit_words(asked.unit)
    words = {"label": asked.label, "unit": unit}
    if asked.lowest is not None and value < asked.lowest:
        least = {**words, "least": number_words(Fraction(asked.lowest))}
        raise AnswerError(_("%(label)s ต้องไม่น้อยกว่า %(least)s %(unit)s") % least)
    if asked.highest is not None and value > asked.highest:
        most = {**words, "most": number_words(Fraction(asked.highest))}
        raise AnswerError(_("%(label)s ต้องไม่เกิน %(most)s %(unit)s") % most)
    return Given(value, asked.label, unit)


def _typed_number(asked: FormulaInput, text: str) -> Fraction:
    plain = arabic_digits(text).replace(",", "").replace(" ", "")
    unit = asked.unit.replace(" ", "")
    if unit and plain.endswith(unit):
        plain = plain.removesuffix(unit)
    if not _TYPED.fullmatch(plain):
        raise AnswerError(_("ใส่%(label)sเป็นตัวเลข เช่น 1,500") % {"label": asked.label})
    return Fraction(plain)


def read_answers(
    inputs: Iterable[FormulaInput], answers: Answers
) -> tuple[dict[str, Given], dict[str, str]]:
    """Return what can be used of the answers, and what is wrong with the others, by code."""
    said = {same_name(code): text for code, text in answers.items()}
    given, wrong = {}, {}
    for asked in inputs:
        try:
            found = read_answer(asked, said.get(same_name(asked.code), ""))
        except AnswerError as error:
            wrong[asked.code] = str(error)
            continue
        if found is not None:
            given[asked.code] = found
    return given, wrong


def compute(formula: Formula, given: Mapping[str, Given], unit: str = "") -> Result:
    """Compute a formula; ``unit`` is what its result is counted in.

    Raises:
        FormulaError: it cannot be read or computed, needs an input that is not given, or comes to
            less than nothing.
    """
    labels = {asked.code: asked.label for asked in formula.inputs}
    try:
        found, lines = work(tree_of(formula), given, _choices(formula), labels)
    except MissingError:
        exact = _span_now(formula, given).exact
        if exact is None:
            raise
        found, lines = Amount(exact), ()  # whatever the answer, it comes to the same
    if found.value < 0:
        raise FormulaError("สูตรให้ผลน้อยกว่า 0 ใช้ ไม่น้อยกว่า(…, 0) หรือแก้สูตร")
    last = len(lines) - 1
    written = tuple(line.text(unit if place == last else "") for place, line in enumerate(lines))
    return Result(as_decimal(found.value, PLACES), written)


def bounds(formula: Formula, given: Mapping[str, Given]) -> Bounds:
    """Return between what a formula lies while inputs are missing.

    Raises:
        FormulaError: it cannot be read.
    """
    found = _span_now(formula, given)
    needed = inputs_in(tree_of(formula))
    missing = [each for each in formula.inputs if each.code in needed and each.code not in given]
    low = Fraction(0) if found.low is None else max(found.low, Fraction(0))
    is_endless = found.high is None or found.high > HIGHEST or low > HIGHEST
    high = None if is_endless else as_decimal(max(found.high or low, low), PLACES)
    if found.exact is not None and found.exact >= 0:
        missing = []
    return Bounds(as_decimal(min(low, HIGHEST), PLACES), high, tuple(missing))


def _span_now(formula: Formula, given: Mapping[str, Given]) -> Span:
    spans = {asked.code: _span(asked, given.get(asked.code)) for asked in formula.inputs}
    return span_of(tree_of(formula), spans, _choices(formula))


def _span(asked: FormulaInput, given: Given | None) -> Span:
    if given is not None:
        return Span.of(given.value)
    if asked.options:
        values = [Fraction(option.value) for option in asked.options]
        return Span(min(values), max(values))
    highest = None if asked.highest is None else Fraction(asked.highest)
    return Span(Fraction(asked.lowest or 0), highest)


def _choices(formula: Formula) -> dict[str, Fraction]:
    return {
        f"{asked.code}.{option.code}": Fraction(option.value)
        for asked in formula.inputs
        for option in asked.options
    }
