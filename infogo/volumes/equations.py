"""Equations of a report form, kept as text: read once, then judged with a row's numbers.

``brought_forward + received = completed + returned? + carried_forward``: whole numbers, names,
``+``, ``-``, ``*`` and brackets on both sides of ``=``, ``<=`` or ``>=``. A name with ``?`` may be
empty and then adds nothing; with any other name empty the equation says nothing at all, because an
empty cell is not a zero. Nothing else can be written, so nothing else can be run.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 400
DEEPEST = 20
END = "ท้ายข้อความ"
_TOKEN = re.compile(r"\s*(?:(\d{1,9})|([a-z][a-z0-9_]{0,39}\??)|(<=|>=|[=+*()-]))", re.ASCII)
_SIGNS: Mapping[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
}


class EquationError(ValueError):
    """A text that is no equation."""


class _EmptyError(Exception):
    """A name without a value."""


Numbers = Mapping[str, int | None]
Term = Callable[[Numbers], int]


@dataclass(frozen=True)
class Judgement:
    """What both sides come to, and whether they are as the equation says."""

    left: int
    right: int
    holds: bool


@dataclass(frozen=True)
class Equation:
    """One equation; ``names`` are the fields it speaks of."""

    text: str
    sign: str
    left: Term
    right: Term
    names: frozenset[str]

    def judge(self, numbers: Numbers) -> Judgement | None:
        """Return what it says of these numbers; ``None`` when one that it needs is empty."""
        try:
            left, right = self.left(numbers), self.right(numbers)
        except _EmptyError:
            return None
        return Judgement(left, right, _SIGNS[self.sign](left, right))


@lru_cache(maxsize=200)
def equation(text: str) -> Equation:
    """Read an equation.

    Raises:
        EquationError: it is too long, or not written as such.
    """
    reader = _Reader(text)
    left = reader.sum()
    sign = reader.take(*_SIGNS)
    right = reader.sum()
    reader.end()
    return Equation(text, sign, left, right, frozenset(reader.names))


@lru_cache(maxsize=200)
def formula(text: str) -> Callable[[Numbers], int | None]:
    """Read one side alone, such as ``completed_in_time + completed_late``.

    Raises:
        EquationError: it is too long, or not written as such.
    """
    reader = _Reader(text)
    term = reader.sum()
    reader.end()

    def worked_out(numbers: Numbers) -> int | None:
        try:
            return term(numbers)
        except _EmptyError:
            return None

    return worked_out


class _Reader:
    """Reads from left to right; sums hold products, products hold numbers, names and brackets."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise EquationError(f"สมการหรือสูตรยาวเกิน {LONGEST} ตัวอักษร")
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0
        self.names: set[str] = set()

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        token = self.peek()
        if token not in wanted:
            raise EquationError(f"ในสมการต้องเป็น {' หรือ '.join(wanted)} แต่พบ {token or END}")
        self.at += 1
        return token

    def end(self) -> None:
        if self.peek():
            raise EquationError(f"ท้ายสมการมี {self.peek()} ที่ไม่ควรมี")

    def sum(self) -> Term:
        term = self.product()
        while self.peek() in ("+", "-"):
            act = operator.add if self.take("+", "-") == "+" else operator.sub
            term = _joined(act, term, self.product())
        return term

    def product(self) -> Term:
        term = self.single()
        while self.peek() == "*":
            self.take("*")
            term = _joined(operator.mul, term, self.single())
        return term

    def single(self) -> Term:
        token = self.peek()
        if token == "(":  # noqa: S105
            self.depth += 1
            if self.depth > DEEPEST:
                raise EquationError("สมการมีวงเล็บซ้อนกันมากเกินไป")
            self.take("(")
            inside = self.sum()
            self.take(")")
            self.depth -= 1
            return inside
        if not token or not (token[0].isdigit() or token[0].isalpha()):
            raise EquationError(f"ในสมการต้องเป็นตัวเลขหรือชื่อช่อง แต่พบ {token or END}")
        self.at += 1
        if token.isdecimal():
            return _number(int(token))
        self.names.add(token.removesuffix("?"))
        return _name(token.removesuffix("?"), may_be_empty=token.endswith("?"))


def _tokens(text: str) -> Iterator[str]:
    at = 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise EquationError(f"อ่านสมการไม่ได้ตั้งแต่ {text[at : at + 20]}")
        at = found.end()
        yield found[1] or found[2] or found[3]


def _joined(act: Callable[[int, int], int], left: Term, right: Term) -> Term:
    return lambda numbers: act(left(numbers), right(numbers))


def _number(value: int) -> Term:
    return lambda _numbers: value


def _name(name: str, *, may_be_empty: bool) -> Term:
    def value(numbers: Numbers) -> int:
        found = numbers.get(name)
        if found is not None:
            return found
        if may_be_empty:
            return 0
        raise _EmptyError(name)

    return value
