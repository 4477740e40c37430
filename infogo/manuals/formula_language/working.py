"""Computing a formula with every input known, writing down each line of the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from infogo.manuals.formula_language.errors import FormulaError, MissingError
from infogo.manuals.formula_language.exact import (
    as_decimal,
    bracket_of,
    is_bounded,
    portions,
    rounded,
    tiers_of,
)
from infogo.manuals.formula_language.tree import (
    All,
    Any,
    Call,
    Choice,
    Comparison,
    Function,
    Input,
    Node,
    Not,
    Number,
    Op,
    Percent,
    Product,
    Sum,
    Test,
)
from infogo.manuals.formula_language.words import thai_name

_BAHT = ("บาท", "baht")
MOST_PLACES = 4
"""Digits behind the point that a line of the arithmetic shows."""


@dataclass(frozen=True)
class Given:
    """An input as the reader answered it; ``answer`` names the option that was chosen."""

    value: Fraction
    label: str
    unit: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Amount:
    """A number on the way, with how it is written; a percentage keeps its sign."""

    value: Fraction
    unit: str = ""
    percent: Fraction | None = None

    @property
    def words(self) -> str:
        """Return "2%", "1,500,000 บาท" or "30"."""
        if self.percent is not None:
            return f"{number_words(self.percent)}%"
        number = number_words(self.value)
        if self.unit in _BAHT and number[-2:-1] == ".":
            number = f"{number}0"
        return f"{number} {self.unit}".strip()


@dataclass(frozen=True)
class Line:
    """One line of the arithmetic: what was done, and what it came to, if to a number."""

    done: str
    result: Amount | None = None

    def text(self, unit: str = "") -> str:
        """Return the line; ``unit`` is what its result is counted in where nothing else says."""
        if self.result is None:
            return self.done
        found = self.result
        words = Amount(found.value, found.unit or unit).words if found.percent is None else ""
        return f"{self.done} = {words or found.words}"


def number_words(value: Fraction) -> str:
    """Return "1,500.25"; what has no end is cut to four digits and marked with ≈."""
    shown = as_decimal(value, MOST_PLACES)
    text = f"{shown:,.{MOST_PLACES}f}".rstrip("0").rstrip(".")
    return text if Fraction(shown) == value else f"≈{text}"


def work(
    node: Node,
    given: Mapping[str, Given],
    choices: Mapping[str, Fraction],
    labels: Mapping[str, str],
) -> tuple[Amount, tuple[Line, ...]]:
    """Compute a formula; an input that no branch taken asks for may be missing.

    Raises:
        MissingError: an input that is needed is not given; ``labels`` say what inputs are called.
        FormulaError: it divides by zero, runs out of bounds, or its steps do not rise.
    """
    worker = _Worker(given, choices, labels)
    found = worker.amount(node)
    return found, tuple(worker.lines)


class _Worker:
    def __init__(
        self,
        given: Mapping[str, Given],
        choices: Mapping[str, Fraction],
        labels: Mapping[str, str],
    ) -> None:
        self.given, self.choices, self.labels = given, choices, labels
        self.lines: list[Line] = []

    def amount(self, node: Node) -> Amount:
        if isinstance(node, Number):
            return Amount(node.value)
        if isinstance(node, Input):
            found = self.given.get(node.code)
            if found is None:
                raise MissingError(node.code, self.labels.get(node.code, ""))
            return Amount(found.value, found.unit)
        if isinstance(node, Choice):
            return Amount(self.choices[f"{node.code}.{node.option}"])
        if isinstance(node, Percent):
            of = self.amount(node.of)
            return _bounded(Amount(of.value / 100, percent=of.value), node)
        if isinstance(node, Sum):
            return self._sum(node)
        if isinstance(node, Product):
            return self._product(node)
        if isinstance(node, Call):
            return self._call(node)
        raise TypeError(f"no number: {node!r}")

    def _write(self, done: str, result: Amount, node: Node) -> Amount:
        _bounded(result, node)
        self.lines.append(Line(done, result))
        return result

    def _sum(self, node: Sum) -> Amount:
        terms = [(op, self.amount(term)) for op, term in node.terms]
        total = sum((t.value if op is Op.ADD else -t.value for op, t in terms), Fraction(0))
        units = {term.unit for _op, term in terms if term.value}
        percents = [term.percent for _op, term in terms]
        unit = units.pop() if len(units) == 1 else ""
        if len(terms) == 1:
            return _bounded(Amount(total, unit), node)
        percent = None if None in percents else total * 100
        signs = {Op.ADD: "+", Op.SUBTRACT: "−"}
        words = " ".join(f"{signs[op]} {term.words}" for op, term in terms)
        return self._write(words.removeprefix("+ "), Amount(total, unit, percent), node)

    def _product(self, node: Product) -> Amount:
        factors = [(op, self.amount(factor)) for op, factor in node.factors]
        total, units = Fraction(1), []
        for (op, factor), (_op, part) in zip(factors, node.factors, strict=True):
            if op is Op.DIVIDE and not factor.value:
                raise FormulaError("หารด้วยศูนย์ไม่ได้ ใส่ ถ้า(…) กันไว้", part.at)
            total = total * factor.value if op is Op.MULTIPLY else total / factor.value
            _bounded(Amount(total), part)
            units.append("" if factor.percent is not None else factor.unit or "*")
        kept = [unit for unit in units if unit]
        unit = kept[0] if len(kept) == 1 and kept[0] != "*" else ""
        return self._write(_factors(factors), Amount(total, unit), node)

    def _call(self, node: Call) -> Amount:
        if node.function is Function.IF:
            return self._branch(node)
        if node.function is Function.BRACKET:
            return self._bracket(node)
        found = [self.amount(argument) for argument in node.arguments]
        if node.function is Function.TIERS:
            return self._tiers(found, node)
        if node.function in {Function.ROUND, Function.ROUND_UP, Function.ROUND_DOWN}:
            return self._rounded(found, node)
        return self._extreme(found, node)

    def _branch(self, node: Call) -> Amount:
        *pairs, last = node.arguments
        for place in range(0, len(pairs), 2):
            holds, why = self.truth(pairs[place])
            if holds:
                self.lines.append(Line(_("เพราะ%(reason)s") % {"reason": why}))
                return self.amount(pairs[place + 1])
        self.lines.append(Line(_("เพราะ%(reason)s") % {"reason": why}))
        return self.amount(last)

    def _extreme(self, found: Sequence[Amount], node: Call) -> Amount:
        is_least = node.function in {Function.LEAST, Function.AT_MOST}
        chosen = (min if is_least else max)(found, key=lambda amount: amount.value)
        units = {amount.unit for amount in found if amount.unit}
        unit = units.pop() if len(units) == 1 else ""
        words = {"one": found[0].words, "other": found[-1].words}
        if node.function is Function.AT_MOST:
            done = _("%(one)s แต่ไม่เกิน %(other)s") % words
        elif node.function is Function.AT_LEAST:
            done = _("%(one)s แต่ไม่น้อยกว่า %(other)s") % words
        else:
            names = [
                _("%(label)s %(amount)s") % {"label": self._label(argument), "amount": amount.words}
                if self._label(argument)
                else amount.words
                for argument, amount in zip(node.arguments, found, strict=True)
            ]
            least, most = _("ค่าน้อยที่สุดของ %(names)s"), _("ค่ามากที่สุดของ %(names)s")
            done = (least if is_least else most) % {"names": ", ".join(names)}
        return self._write(done, Amount(chosen.value, unit, chosen.percent), node)

    def _rounded(self, found: Sequence[Amount], node: Call) -> Amount:
        step = found[1].value if len(found) > 1 else Fraction(1)
        if step <= 0:
            raise FormulaError(f"{thai_name(node.function)} ต้องปัดทีละจำนวนที่มากกว่า 0", node.at)
        value = rounded(node.function, found[0].value, step)
        if value == found[0].value:
            return found[0]
        words = {"amount": found[0].words, "step": number_words(step)}
        done = {
            Function.ROUND_UP: _("ปัด %(amount)s ขึ้นให้ลงตัวทีละ %(step)s"),
            Function.ROUND_DOWN: _("ปัด %(amount)s ลงให้ลงตัวทีละ %(step)s"),
            Function.ROUND: _("ปัด %(amount)s ให้ลงตัวทีละ %(step)s"),
        }[node.function]
        return self._write(done % words, Amount(value, found[0].unit), node)

    def _tiers(self, found: Sequence[Amount], node: Call) -> Amount:
        value, rest = found[0], found[1:]
        limits = rest[:-1:2]
        _require_rising(limits, node)
        rates = [*rest[1:-1:2], rest[-1]]
        cut = portions(value.value, [amount.value for amount in rest])
        unit = value.unit if all(rate.percent is not None for rate in rates) else ""
        for portion, place in cut:
            part = Amount(portion, value.unit)
            product = _factors([(Op.MULTIPLY, part), (Op.MULTIPLY, rates[place])])
            found_here = Amount(portion * rates[place].value, unit)
            self._write(f"{_tier(place, limits)}: {product}", found_here, node)
        total = tiers_of(value.value, [amount.value for amount in rest])
        if len(cut) == 1:
            return _bounded(Amount(total, unit), node)
        return self._write(_("รวมทุกขั้น"), Amount(total, unit), node)

    def _bracket(self, node: Call) -> Amount:
        value = self.amount(node.arguments[0])
        limits = [self.amount(limit) for limit in node.arguments[1:-1:2]]
        _require_rising(limits, node)
        place = bracket_of(value.value, [limit.value for limit in limits])
        words = {
            "label": self._label(node.arguments[0]) or _("จำนวน"),
            "amount": value.words,
            "range": _range(place, limits),
        }
        self.lines.append(Line(_("%(label)s %(amount)s อยู่ในช่วง%(range)s") % words))
        return self.amount([*node.arguments[2:-1:2], node.arguments[-1]][place])

    def _label(self, node: Node) -> str:
        return self.labels.get(node.code, "") if isinstance(node, Input) else ""

    # Conditions: whether they hold, and what is true of the numbers in words.

    def truth(self, node: Node) -> tuple[bool, str]:
        if isinstance(node, Comparison):
            return self._compared(node)
        if isinstance(node, Not):
            holds, why = self.truth(node.part)
            return not holds, why
        if not isinstance(node, All | Any):
            raise TypeError(f"no condition: {node!r}")
        wanted = isinstance(node, Any)
        reasons, missing = [], None
        for part in node.parts:
            try:
                holds, why = self.truth(part)
            except MissingError as error:
                missing = missing or error
                continue
            if holds is wanted:
                return wanted, why
            reasons.append(why)
        if missing is not None:
            raise missing
        return not wanted, _(" และ").join(dict.fromkeys(reasons))

    def _compared(self, node: Comparison) -> tuple[bool, str]:
        left, right = self.amount(node.left), self.amount(node.right)
        one, other = left.value, right.value
        holds = {
            Test.LESS: one < other,
            Test.AT_MOST: one <= other,
            Test.MORE: one > other,
            Test.AT_LEAST: one >= other,
            Test.EQUAL: one == other,
            Test.OTHER: one != other,
        }[node.test]
        chosen = self.given.get(node.left.code) if isinstance(node.left, Input) else None
        if chosen and chosen.answer:
            return holds, _("ตอบว่า “%(answer)s”") % {"answer": chosen.answer}
        test = node.test if holds else _OPPOSITE[node.test]
        label = self._label(node.left)
        left_words = f"{label} {left.words}".strip()
        right_words = f"{self._label(node.right)} {right.words}".strip()
        return holds, f"{left_words} {_test_words(test)} {right_words}"


_OPPOSITE = {
    Test.LESS: Test.AT_LEAST,
    Test.AT_MOST: Test.MORE,
    Test.MORE: Test.AT_MOST,
    Test.AT_LEAST: Test.LESS,
    Test.EQUAL: Test.OTHER,
    Test.OTHER: Test.EQUAL,
}


def _test_words(test: Test) -> str:
    return {
        Test.LESS: pgettext("comparison", "น้อยกว่า"),
        Test.AT_MOST: pgettext("comparison", "ไม่เกิน"),
        Test.MORE: pgettext("comparison", "มากกว่า"),
        Test.AT_LEAST: pgettext("comparison", "ไม่น้อยกว่า"),
        Test.EQUAL: pgettext("comparison", "เท่ากับ"),
        Test.OTHER: pgettext("comparison", "ไม่เท่ากับ"),
    }[test]


def _factors(factors: Sequence[tuple[Op, Amount]]) -> str:
    """Write a product: a share is "2% of" something, all else is multiplied."""
    if len(factors) == 2 and factors[1][0] is Op.MULTIPLY:
        for (_op, share), (_of, whole) in (factors, factors[::-1]):
            if share.percent is not None and whole.percent is None:
                return _("%(share)s ของ %(whole)s") % {"share": share.words, "whole": whole.words}
    signs = {Op.MULTIPLY: "×", Op.DIVIDE: "÷"}
    return " ".join(f"{signs[op]} {factor.words}" for op, factor in factors).removeprefix("× ")


def _tier(place: int, limits: Sequence[Amount]) -> str:
    """Name a tier: up to, between, beyond."""
    low = limits[place - 1].words if place else ""
    high = limits[place].words if place < len(limits) else ""
    if not low:
        return _("ส่วนไม่เกิน %(high)s") % {"high": high}
    if not high:
        return _("ส่วนที่เกิน %(low)s") % {"low": low}
    return _("ส่วนที่เกิน %(low)s ถึง %(high)s") % {"low": low, "high": high}


def _range(place: int, limits: Sequence[Amount]) -> str:
    """Name a bracket: up to, between, beyond."""
    low = limits[place - 1].words if place else ""
    high = limits[place].words if place < len(limits) else ""
    if not low:
        return _("ไม่เกิน %(high)s") % {"high": high}
    if not high:
        return _("เกิน %(low)s") % {"low": low}
    return _("เกิน %(low)s ถึง %(high)s") % {"low": low, "high": high}


def _require_rising(limits: Sequence[Amount], node: Call) -> None:
    values = [limit.value for limit in limits]
    if any(after <= before for before, after in pairwise(values)):
        raise FormulaError(f"ขั้นของ {thai_name(node.function)} ต้องเรียงจากน้อยไปมาก", node.at)


def _bounded(amount: Amount, node: Node) -> Amount:
    if not is_bounded(amount.value):
        raise FormulaError("ตัวเลขใหญ่หรือละเอียดเกินกว่าจะคิดได้ ตรวจหน่วยและเครื่องหมาย", node.at)
    return amount
