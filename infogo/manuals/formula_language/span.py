"""What a formula can come to while some of its inputs are unknown: from where to where.

The span always holds every result that the known inputs allow; it may be wider.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from infogo.manuals.formula_language.exact import bracket_of, rounded, tiers_of
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

ZERO = Fraction(0)


@dataclass(frozen=True)
class Span:
    """Numbers from ``low`` to ``high``, both included; ``None`` is without end."""

    low: Fraction | None = None
    high: Fraction | None = None

    @classmethod
    def of(cls, value: Fraction) -> Span:
        """Return the span of one number."""
        return cls(value, value)

    @property
    def exact(self) -> Fraction | None:
        """Return the one number that it holds, if it holds but one."""
        return self.low if self.low is not None and self.low == self.high else None

    def __neg__(self) -> Span:
        """Return the span of the negatives."""
        low = None if self.high is None else -self.high
        return Span(low, None if self.low is None else -self.low)

    def __add__(self, other: Span) -> Span:
        """Return the span of the sums."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Span(low, high)

    def __mul__(self, other: Span) -> Span:
        """Return the span of the products."""
        if ZERO in (self.exact, other.exact):
            return Span.of(ZERO)
        ends = (self.low, self.high), (other.low, other.high)
        if None not in ends[0] and None not in ends[1]:
            found = [a * b for a in ends[0] for b in ends[1] if a is not None and b is not None]
            return Span(min(found), max(found))
        if self.is_negative:
            return -(-self * other)
        if other.is_negative:
            return -(self * -other)
        if self.low is None or other.low is None or self.low < 0 or other.low < 0:
            return Span()
        return Span(self.low * other.low, None)

    def __truediv__(self, other: Span) -> Span:
        """Return the span of the quotients; without end where the divisor may be zero."""
        if other.high is not None and other.high < 0:
            return -self / -other
        if other.low is None or other.low <= 0:
            return Span()
        least = ZERO if other.high is None else 1 / other.high
        return self * Span(least, 1 / other.low)

    @property
    def is_negative(self) -> bool:
        """Whether it holds nothing above zero."""
        return self.high is not None and self.high <= 0

    def or_else(self, other: Span) -> Span:
        """Return the span that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Span(low, high)

    def through(self, rising: Callable[[Fraction], Fraction]) -> Span:
        """Return the span of a function that never falls."""
        low = None if self.low is None else rising(self.low)
        return Span(low, None if self.high is None else rising(self.high))


def span_of(node: Node, inputs: Mapping[str, Span], choices: Mapping[str, Fraction]) -> Span:
    """Return between which numbers a formula lies.

    ``choices`` hold the value of each answer as ``code.option``.
    """
    return _Spans(inputs, choices).number(node)


class _Spans:
    def __init__(self, inputs: Mapping[str, Span], choices: Mapping[str, Fraction]) -> None:
        self.inputs, self.choices = inputs, choices

    def number(self, node: Node) -> Span:
        if isinstance(node, Number):
            return Span.of(node.value)
        if isinstance(node, Percent):
            return self.number(node.of) * Span.of(Fraction(1, 100))
        if isinstance(node, Input):
            return self.inputs.get(node.code, Span())
        if isinstance(node, Choice):
            return Span.of(self.choices[f"{node.code}.{node.option}"])
        if isinstance(node, Sum):
            return self._sum(node)
        if isinstance(node, Product):
            return self._product(node)
        if isinstance(node, Call):
            return self._call(node)
        raise TypeError(f"no number: {node!r}")

    def _sum(self, node: Sum) -> Span:
        total = Span.of(ZERO)
        for op, term in node.terms:
            found = self.number(term)
            total += found if op is Op.ADD else -found
        return total

    def _product(self, node: Product) -> Span:
        total = Span.of(Fraction(1))
        for op, factor in node.factors:
            found = self.number(factor)
            total = total * found if op is Op.MULTIPLY else total / found
        return total

    def _call(self, node: Call) -> Span:
        if node.function is Function.IF:
            return self._branches(node.arguments)
        spans = [self.number(argument) for argument in node.arguments]
        if node.function in {Function.LEAST, Function.AT_MOST}:
            return _least(spans)
        if node.function in {Function.MOST, Function.AT_LEAST}:
            return -_least([-span for span in spans])
        rest = [span.exact for span in spans[1:]]
        known = [each for each in rest if each is not None]
        if node.function is Function.BRACKET:
            return _bracket(spans)
        if len(known) < len(rest):
            return Span()
        if node.function is Function.TIERS:
            if min(known[1::2] + known[-1:]) < 0 or known[:-1:2] != sorted(known[:-1:2]):
                return Span()
            return spans[0].through(lambda value: tiers_of(value, known))
        step = known[0] if known else Fraction(1)
        if step <= 0:
            return Span()
        return spans[0].through(lambda value: rounded(node.function, value, step))

    def _branches(self, arguments: Sequence[Node]) -> Span:
        found: Span | None = None
        for place in range(0, len(arguments) - 1, 2):
            holds = self.truth(arguments[place])
            if holds is False:
                continue
            branch = self.number(arguments[place + 1])
            found = branch if found is None else found.or_else(branch)
            if holds:
                return found
        last = self.number(arguments[-1])
        return last if found is None else found.or_else(last)

    def truth(self, node: Node) -> bool | None:
        """Return whether a condition holds; ``None`` when that is not known."""
        if isinstance(node, Comparison):
            return _compared(node.test, self.number(node.left), self.number(node.right))
        if isinstance(node, Not):
            part = self.truth(node.part)
            return None if part is None else not part
        if not isinstance(node, All | Any):
            raise TypeError(f"no condition: {node!r}")
        parts = [self.truth(part) for part in node.parts]
        decisive = isinstance(node, Any)
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive


def _least(spans: Sequence[Span]) -> Span:
    lows = [span.low for span in spans]
    highs = [span.high for span in spans if span.high is not None]
    known = [low for low in lows if low is not None]
    low = min(known) if len(known) == len(lows) else None
    return Span(low, min(highs) if highs else None)


def _bracket(spans: Sequence[Span]) -> Span:
    exact = [span.exact for span in spans]
    limits = [each for each in exact[1:-1:2] if each is not None]
    if len(limits) < len(exact[1:-1:2]) or limits != sorted(limits):
        return Span()
    results = [*spans[2:-1:2], spans[-1]]
    first = 0 if spans[0].low is None else bracket_of(spans[0].low, limits)
    last = len(limits) if spans[0].high is None else bracket_of(spans[0].high, limits)
    found = results[first]
    for result in results[first + 1 : last + 1]:
        found = found.or_else(result)
    return found


def _compared(test: Test, left: Span, right: Span) -> bool | None:
    below = _below(left, right)
    above = _below(right, left)
    if test in {Test.LESS, Test.AT_LEAST}:
        holds = below
        return holds if test is Test.LESS else _opposite(holds)
    if test in {Test.MORE, Test.AT_MOST}:
        holds = above
        return holds if test is Test.MORE else _opposite(holds)
    same: bool | None = None
    if below or above:
        same = False
    elif left.exact is not None and left.exact == right.exact:
        same = True
    return same if test is Test.EQUAL else _opposite(same)


def _below(left: Span, right: Span) -> bool | None:
    """Return whether all of ``left`` lies below ``right``; ``False`` when none of it does."""
    if left.high is not None and right.low is not None and left.high < right.low:
        return True
    if left.low is not None and right.high is not None and left.low >= right.high:
        return False
    return None


def _opposite(holds: bool | None) -> bool | None:
    return None if holds is None else not holds
