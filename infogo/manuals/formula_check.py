"""What is wrong with a formula, and whether it gives what its examples say.

Whoever edits a formula, loads one or publishes one asks here. What is wrong is told in Thai, to
the officer who wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from infogo.manuals.answers import MOST_QUESTIONS
from infogo.manuals.computing import Result, asked_in, compute, read_answers, tree_of
from infogo.manuals.content import ManualContent
from infogo.manuals.formula_language.errors import FormulaError
from infogo.manuals.formula_language.tree import Node, choices_in, inputs_in
from infogo.manuals.formula_language.words import name_fault, same_name
from infogo.manuals.formulas import Formula, FormulaExample, FormulaInput, FormulaOption

FEWEST_EXAMPLES = 2
BAHT = "บาท"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; ``path`` leads to it from the formula. Light ones only warn."""

    path: str
    reason: str
    todo: str
    is_light: bool = False


@dataclass(frozen=True)
class Placed:
    """A formula of a manual: where it stands, and what its result is counted in.

    ``most`` is what no result may exceed.
    """

    section: str
    path: str
    formula: Formula
    unit: str
    most: Decimal | None = None


def placed_formulas(content: ManualContent) -> Iterator[Placed]:
    """Yield the formulas of a content; one of a time counts in its total's unit."""
    for place, fee in enumerate(content.fees.items):
        if fee.computed is not None:
            yield Placed("fees", f"fees.{place}.computed", fee.computed, BAHT)
    if content.total_formula is not None and content.total is not None:
        unit = content.total.text().rpartition(" ")[2]
        yield Placed("steps", "total_formula", content.total_formula, unit, content.total.value_max)


def faults_in(content: ManualContent) -> Iterator[tuple[str, Fault]]:
    """Yield all faults of the formulas of a content with their section; paths lead from it."""
    placed = list(placed_formulas(content))
    for each in placed:
        for fault in faults_of(each.formula, each.unit, each.most):
            yield each.section, Fault(f"{each.path}.{fault.path}", *_rest(fault))
    yield from _told_apart(placed)
    if (count := len(asked_in(each.formula for each in placed))) > MOST_QUESTIONS:
        reason = f"สูตรของคู่มือนี้ถามรวม {count} ข้อ หน้าเว็บถามได้ไม่เกิน {MOST_QUESTIONS} ข้อ"
        todo = "ถามให้น้อยลง หรือใช้ชื่อย่อเดียวกันเมื่อถามเรื่องเดียวกัน"
        yield placed[-1].section, Fault(f"{placed[-1].path}.inputs", reason, todo)
    if content.total_formula is not None and content.total is None:
        reason = "มีสูตรคิดระยะเวลา แต่ยังไม่มีระยะเวลารวม"
        yield "steps", Fault("total_formula", reason, "ใส่ระยะเวลารวม สูตรใช้หน่วยเดียวกัน")


def faults_of(formula: Formula, unit: str, most: Decimal | None = None) -> Iterator[Fault]:
    """Yield what is wrong with one formula, in the order in which it is edited."""
    yield from _input_faults(formula)
    try:
        tree = tree_of(formula)
    except FormulaError as error:
        yield Fault("expression", str(error), "แก้สูตรตรงนั้น")
        return
    yield from _same_values(formula, tree)
    needed = inputs_in(tree)
    for place, each in enumerate(formula.inputs):
        if each.code not in needed and each.code:
            reason = f"ถาม “{each.label}” แต่สูตรไม่ได้ใช้"
            yield Fault(f"inputs.{place}", reason, "ลบคำถามนี้ หรือใช้ในสูตร", is_light=True)
    if len(formula.examples) < FEWEST_EXAMPLES:
        reason = f"มีตัวอย่าง {len(formula.examples)} ข้อ ต้องมีอย่างน้อย {FEWEST_EXAMPLES} ข้อ"
        yield Fault("examples", reason, "คิดด้วยมือแล้วใส่เป็นตัวอย่าง รวมกรณีที่ได้ค่าต่ำสุดและสูงสุด")
    for place, example in enumerate(formula.examples):
        for fault in _example_faults(formula, example, unit, most):
            yield Fault(f"examples.{place}.{fault.path}", *_rest(fault))


def example_result(formula: Formula, example: FormulaExample, unit: str) -> Result:
    """Compute one example.

    Raises:
        FormulaError: an answer is missing or unusable, or the formula does not compute.
    """
    given, wrong = read_answers(formula.inputs, example.answers)
    for message in wrong.values():
        raise FormulaError(message)
    return compute(formula, given, unit)


def _rest(fault: Fault) -> tuple[str, str, bool]:
    return fault.reason, fault.todo, fault.is_light


def _input_faults(formula: Formula) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, each in enumerate(formula.inputs):
        path = f"inputs.{place}"
        if fault := name_fault(each.code):
            yield Fault(f"{path}.code", f"ชื่อย่อ “{each.code}” ใช้ไม่ได้", fault)
        if same_name(each.code) in seen:
            yield Fault(f"{path}.code", f"มีชื่อย่อ “{each.code}” แล้ว", "ตั้งชื่อย่อไม่ให้ซ้ำกัน")
        seen.add(same_name(each.code))
        if not each.label:
            yield Fault(f"{path}.label", "ยังไม่มีคำถาม", "ใส่คำที่ประชาชนเข้าใจ เช่น ราคาประเมิน")
        if each.lowest is not None and each.highest is not None and each.lowest > each.highest:
            yield Fault(f"{path}.lowest", "ค่าน้อยที่สุดมากกว่าค่ามากที่สุด", "สลับสองช่องนี้")
        yield from _option_faults(each, path)


def _option_faults(asked: FormulaInput, path: str) -> Iterator[Fault]:
    if len(asked.options) == 1:
        yield Fault(f"{path}.options", "มีคำตอบให้เลือกข้อเดียว", "เพิ่มคำตอบ หรือลบให้เป็นการถามตัวเลข")
    codes = [same_name(option.code) for option in asked.options]
    for place, option in enumerate(asked.options):
        at = f"{path}.options.{place}.code"
        if fault := name_fault(option.code):
            yield Fault(at, f"ชื่อย่อ “{option.code}” ใช้ไม่ได้", fault)
        elif codes.index(codes[place]) < place:
            yield Fault(at, f"มีชื่อย่อ “{option.code}” แล้ว", "ตั้งชื่อย่อไม่ให้ซ้ำกัน")


def _same_values(formula: Formula, tree: Node) -> Iterator[Fault]:
    """Tell answers that a formula asks for by name and cannot tell from another one."""
    named = choices_in(tree)
    for place, asked in enumerate(formula.inputs):
        for at, option in enumerate(asked.options):
            same = [each for each in asked.options if each.value == option.value]
            if (asked.code, option.code) in named and len(same) > 1:
                reason = f"คำตอบ {_joined(same)} มีค่าเท่ากัน สูตรจึงแยกไม่ออก"
                todo = "ใส่ค่าให้ต่างกัน เช่น 1 และ 2"
                path = f"inputs.{place}.options.{at}.value"
                yield Fault(path, reason, todo, is_light=True)
                break


def _joined(options: Iterable[FormulaOption]) -> str:
    return " กับ ".join(f"“{option.label}”" for option in options)


def _example_faults(
    formula: Formula, example: FormulaExample, unit: str, most: Decimal | None
) -> Iterator[Fault]:
    known = {same_name(each.code) for each in formula.inputs}
    for given in example.given:
        if same_name(given.input) not in known:
            reason = f"ไม่มีคำถามชื่อย่อ “{given.input}”"
            yield Fault("given", reason, "ลบค่านี้ หรือแก้ชื่อย่อให้ตรง")
            return
    try:
        result = example_result(formula, example, unit)
    except FormulaError as error:
        yield Fault("given", str(error), "แก้ค่าในตัวอย่าง หรือแก้สูตร")
        return
    steps = " → ".join(result.lines)
    if result.amount != example.result:
        reason = f"ต้องได้ {_words(example.result)} {unit} แต่สูตรคิดได้ {_words(result.amount)} {unit}"
        yield Fault("result", reason, f"วิธีที่สูตรคิด: {steps} แก้สูตรหรือแก้ตัวอย่าง")
    if most is not None and result.amount > most:
        reason = f"สูตรคิดได้ {_words(result.amount)} {unit} เกินระยะเวลารวม {_words(most)} {unit}"
        yield Fault("result", reason, "แก้สูตร หรือแก้ระยะเวลารวมให้ถึงกรณีที่นานที่สุด")


def _told_apart(placed: list[Placed]) -> Iterator[tuple[str, Fault]]:
    """Tell codes that mean one thing in one formula and another thing in the next."""
    asked = {same_name(each.code): each for each in asked_in(p.formula for p in placed)}
    for each in placed:
        for place, own in enumerate(each.formula.inputs):
            first = asked[same_name(own.code)]
            at = f"{each.path}.inputs.{place}"
            if (own.code, own.label, own.unit, own.options) != (
                first.code,
                first.label,
                first.unit,
                first.options,
            ):
                reason = f"ชื่อย่อ “{own.code}” ใช้ถามอีกเรื่องในสูตรอื่นของคู่มือนี้แล้ว"
                todo = "ใช้คำถาม หน่วย และคำตอบให้เหมือนกัน หรือตั้งชื่อย่ออื่น"
                yield each.section, Fault(at, reason, todo)
            elif (own.lowest, own.highest) != (first.lowest, first.highest):
                # It is one question to the reader, so only one pair of limits can hold.
                reason = f"“{own.label}” รับค่าได้ไม่เท่ากันในแต่ละสูตรของคู่มือนี้"
                todo = "ใส่ค่าน้อยที่สุดและค่ามากที่สุดให้เหมือนกัน หรือตั้งชื่อย่ออื่น"
                yield each.section, Fault(at, reason, todo)


def _words(amount: Decimal) -> str:
    text = f"{amount:,.4f}".rstrip("0").rstrip(".")
    return text or "0"
