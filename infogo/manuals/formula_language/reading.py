"""From the text of a formula to its tree: bounded in length and depth, and never surprised."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from infogo.core.dates import arabic_digits
from infogo.manuals.formula_language.errors import FormulaError
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
    is_truth,
)
from infogo.manuals.formula_language.words import (
    AND,
    FUNCTIONS,
    NOT,
    OF,
    OR,
    TESTS,
    same_name,
    thai_name,
)

LONGEST = 2000
MOST_TOKENS = 500
DEEPEST = 20
_SIGNS = {"×": "*", "÷": "/", "−": "-", "–": "-", "；": ";"}
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>[0-9๐-๙]+(?:\.[0-9๐-๙]+)?)"
    r"|(?P<name>[A-Za-z_\u0E01-\u0E3A\u0E40-\u0E4E][A-Za-z_0-9๐-๙\u0E01-\u0E3A\u0E40-\u0E4E]*"
    r"(?:\.[A-Za-z_\u0E01-\u0E3A\u0E40-\u0E4E][A-Za-z_0-9๐-๙\u0E01-\u0E3A\u0E40-\u0E4E]*)?)"
    r"|(?P<sign><=|>=|==|!=|<>|[-+*/×÷−–%(),;<>=≤≥≠])"
)
_THOUSANDS = re.compile(r"[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+(?![0-9๐-๙])")
_NUMBER = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,10})?")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def read(text: str, inputs: Mapping[str, Sequence[str]]) -> Node:
    """Return the tree of a formula over ``inputs``: their codes, each with those of its answers.

    Raises:
        FormulaError: it is no formula; says where and what to do.
    """
    if not text.strip():
        raise FormulaError("ยังไม่มีสูตร เขียนวิธีคิด เช่น ราคา * 2%")
    if len(text) > LONGEST:
        raise FormulaError(f"สูตรยาวเกิน {LONGEST:,} ตัวอักษร แยกเป็นหลายรายการ")
    known = {same_name(code): (code, options) for code, options in inputs.items()}
    reader = _Reader(_tokens(text), known, len(text.rstrip()))
    node = reader.whole()
    if is_truth(node):
        raise FormulaError("สูตรนี้ให้คำตอบว่าจริงหรือไม่จริง ต้องให้ตัวเลข ใช้ ถ้า(เงื่อนไข, แล้ว, ไม่งั้น)", 0)
    return node


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise FormulaError(f"ไม่รู้จักเครื่องหมาย “{text[at]}” ลบออกหรือเขียนเป็นคำ", at)
        kind = match.lastgroup or ""
        if kind == "number" and (long := _THOUSANDS.match(text, at)):
            raise FormulaError(f"เขียน {long[0]} โดยไม่ใส่จุลภาค ถ้าเป็นคนละตัวให้เว้นวรรคหลังจุลภาค", at)
        if kind != "space":
            found.append(_Token(kind, _SIGNS.get(match[0], match[0]), at))
        if len(found) > MOST_TOKENS:
            raise FormulaError("สูตรซับซ้อนเกินไป แยกเป็นหลายรายการ", at)
        at = match.end()
    return found


class _Reader:
    """Reads tokens by recursive descent; ``depth`` counts brackets and signs around the place."""

    def __init__(
        self,
        tokens: Sequence[_Token],
        known: Mapping[str, tuple[str, Sequence[str]]],
        end: int,
    ) -> None:
        self.tokens, self.known, self.end = tokens, known, end
        self.place = self.depth = 0

    def whole(self) -> Node:
        node = self._either()
        if self.place < len(self.tokens):
            self._unexpected()
        return node

    # What stands at the place.

    def _is(self, *texts: str) -> bool:
        if self.place >= len(self.tokens):
            return False
        token = self.tokens[self.place]
        text = same_name(token.text) if token.kind == "name" else token.text
        return text in texts

    def _take(self) -> _Token:
        if self.place >= len(self.tokens):
            raise FormulaError("สูตรยังไม่จบ ใส่ตัวเลขหรือชื่อข้อมูลต่อ", self.end)
        self.place += 1
        return self.tokens[self.place - 1]

    def _want(self, sign: str) -> None:
        if not self._is(sign):
            if self.place >= len(self.tokens):
                raise FormulaError(f"ยังขาด “{sign}” ใส่ให้ครบ", self.end)
            self._unexpected()
        self.place += 1

    def _unexpected(self) -> NoReturn:
        token = self.tokens[self.place]
        if token.kind in {"name", "number"}:
            raise FormulaError(f"ไม่มีเครื่องหมายก่อน “{token.text}” ใส่ + − × ÷ หรือจุลภาค", token.at)
        raise FormulaError(f"“{token.text}” อยู่ผิดที่ ลบออกหรือย้าย", token.at)

    # Conditions, from the weakest word to the strongest.

    def _either(self) -> Node:
        return self._joined(OR, self._both, Any)

    def _both(self) -> Node:
        return self._joined(AND, self._negated, All)

    def _joined(
        self,
        words: Sequence[str],
        below: Callable[[], Node],
        kind: Callable[[int, tuple[Node, ...]], Node],
    ) -> Node:
        parts = [below()]
        while self._is(*words):
            self._take()
            parts.append(below())
        if len(parts) == 1:
            return parts[0]
        for part in parts:
            if not is_truth(part):
                raise FormulaError(
                    f"“{words[0]}” ใช้ต่อเงื่อนไขเท่านั้น เช่น อายุ > 7 {words[0]} ขนาด < 600", part.at
                )
        return kind(parts[0].at, tuple(parts))

    def _negated(self) -> Node:
        if not self._is(*NOT):
            return self._compared()
        token = self._take()
        self._deeper(token.at)
        part = self._negated()
        self.depth -= 1
        if not is_truth(part):
            raise FormulaError("หลัง “ไม่ใช่” ต้องเป็นเงื่อนไข เช่น ไม่ใช่ (ปี > 5)", part.at)
        return Not(token.at, part)

    def _compared(self) -> Node:
        left = self._sum()
        if not self._is(*TESTS):
            return left
        test = TESTS[self._take().text]
        right = self._sum()
        if self._is(*TESTS):
            at = self.tokens[self.place].at
            raise FormulaError("เปรียบเทียบครั้งละสองค่า ใช้ “และ” ต่อ เช่น 1 < ปี และ ปี < 5", at)
        for side in (left, right):
            self._number(side)
        return Comparison(left.at, test, left, right)

    # Numbers.

    def _number(self, node: Node) -> Node:
        if is_truth(node):
            raise FormulaError("ตรงนี้ต้องเป็นตัวเลข ไม่ใช่เงื่อนไข ใช้ ถ้า(เงื่อนไข, แล้ว, ไม่งั้น)", node.at)
        return node

    def _sum(self) -> Node:
        first = self._product()
        terms = [(Op.ADD, first)]
        while self._is("+", "-"):
            op = Op(self._take().text)
            terms.append((op, self._number(self._product())))
        if len(terms) == 1:
            return first
        self._number(first)
        return Sum(first.at, tuple(terms))

    def _product(self) -> Node:
        first = self._signed()
        factors = [(Op.MULTIPLY, first)]
        while self._is("*", "/", *OF):
            token = self._take()
            op = Op.DIVIDE if token.text == "/" else Op.MULTIPLY
            factors.append((op, self._number(self._signed())))
        if len(factors) == 1:
            return first
        self._number(first)
        return Product(first.at, tuple(factors))

    def _signed(self) -> Node:
        if not self._is("+", "-"):
            return self._hundredth()
        token = self._take()
        self._deeper(token.at)
        node = self._number(self._signed())
        self.depth -= 1
        if token.text == "+":
            return node
        return Sum(token.at, ((Op.SUBTRACT, node),))

    def _hundredth(self) -> Node:
        node = self._atom()
        if self._is("%"):
            self._take()
            node = Percent(node.at, self._number(node))
        return node

    def _atom(self) -> Node:
        token = self._take()
        if token.kind == "number":
            return Number(token.at, _value(token))
        if token.kind == "name":
            return self._named(token)
        if token.text != "(":
            self.place -= 1
            self._unexpected()
        self._deeper(token.at)
        node = self._either()
        self._want(")")
        self.depth -= 1
        return node

    def _named(self, token: _Token) -> Node:
        name = same_name(token.text)
        if self._is("(") and name in FUNCTIONS:
            return self._call(FUNCTIONS[name], token)
        if name in FUNCTIONS:
            raise FormulaError(f"หลัง {token.text} ต้องมีวงเล็บ เช่น {token.text}(ราคา, 100)", token.at)
        whole, _dot, option = name.partition(".")
        if whole not in self.known:
            asked = " ".join(code for code, _options in self.known.values()) or "ยังไม่มี"
            raise FormulaError(
                f"ไม่รู้จัก “{token.text}” ข้อมูลที่ถามมี: {asked} เว้นวรรคระหว่างคำด้วย", token.at
            )
        code, options = self.known[whole]
        if not option:
            return Input(token.at, code)
        found = next((each for each in options if same_name(each) == option), None)
        if found is None:
            listed = " ".join(options) or "ไม่มี"
            raise FormulaError(f"“{code}” ไม่มีคำตอบ “{option}” คำตอบที่มี: {listed}", token.at)
        return Choice(token.at, code, found)

    def _call(self, function: Function, token: _Token) -> Node:
        self._want("(")
        self._deeper(token.at)
        arguments = [] if self._is(")") else [self._either()]
        while self._is(",", ";"):
            self._take()
            arguments.append(self._either())
        self._want(")")
        self.depth -= 1
        _require_shape(function, arguments, token.at)
        return Call(token.at, function, tuple(arguments))

    def _deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f"วงเล็บซ้อนเกิน {DEEPEST} ชั้น เขียนให้สั้นลง", at)


def _value(token: _Token) -> Fraction:
    text = arabic_digits(token.text)
    if not _NUMBER.fullmatch(text):
        raise FormulaError("ตัวเลขนี้ยาวเกินไป ใส่ไม่เกิน 13 หลัก ทศนิยมไม่เกิน 10 ตำแหน่ง", token.at)
    return Fraction(text)


_SHAPES: Mapping[Function, tuple[Callable[[int], bool], str]] = {
    Function.IF: (lambda n: n >= 3 and n % 2 == 1, "เงื่อนไข, แล้ว, ไม่งั้น"),
    Function.LEAST: (lambda n: n >= 2, "ค่าหนึ่ง, อีกค่า"),
    Function.MOST: (lambda n: n >= 2, "ค่าหนึ่ง, อีกค่า"),
    Function.AT_MOST: (lambda n: n == 2, "ค่า, เพดาน"),
    Function.AT_LEAST: (lambda n: n == 2, "ค่า, ขั้นต่ำ"),
    Function.ROUND_UP: (lambda n: n in {1, 2}, "ค่า, ทีละ"),
    Function.ROUND_DOWN: (lambda n: n in {1, 2}, "ค่า, ทีละ"),
    Function.ROUND: (lambda n: n in {1, 2}, "ค่า, ทีละ"),
    Function.TIERS: (lambda n: n >= 4 and n % 2 == 0, "ค่า, ถึง1, อัตรา1, อัตราของส่วนที่เกิน"),
    Function.BRACKET: (lambda n: n >= 4 and n % 2 == 0, "ค่า, ถึง1, ผล1, ผลเมื่อเกิน"),
}


def _require_shape(function: Function, arguments: Sequence[Node], at: int) -> None:
    """Refuse a call with too few or too many values, or with the wrong sort of one."""
    fits, shape = _SHAPES[function]
    name = thai_name(function)
    if not fits(len(arguments)):
        raise FormulaError(f"ใส่ค่าใน {name} ไม่ครบหรือเกิน เขียนเป็น {name}({shape})", at)
    for place, argument in enumerate(arguments):
        is_condition = function is Function.IF and place % 2 == 0 and place < len(arguments) - 1
        if is_condition != is_truth(argument):
            wanted = "เงื่อนไข เช่น ปี > 5" if is_condition else "ตัวเลข"
            raise FormulaError(f"ค่าที่ {place + 1} ของ {name} ต้องเป็น{wanted}", argument.at)
