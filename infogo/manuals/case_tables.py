"""Is a set of case tables whole? Every answer meets one case of each table, and every name exists.

The answers to the questions of a table are counted through as bits of one number, so that all
combinations are compared at once: a row is the set of combinations with which it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import prod
from operator import and_, or_

from django.utils.translation import gettext as _

from infogo.manuals.cases import CaseQuestion, CaseRow, CaseTable

MOST_COMBINATIONS = 20_000
MOST_QUESTIONS = 12
MOST_TABLES = 12


@dataclass(frozen=True)
class Fault:
    """What is wrong with the cases, where, and what to do; ``is_grave`` when it may not be public.

    ``path`` leads to the place in the content, such as ``cases.0.rows.2``.
    """

    path: str
    reason: str
    todo: str
    is_grave: bool = True


@dataclass(frozen=True)
class Grid:
    """All combinations of answers to some questions; combination ``n`` is bit ``n`` of a set."""

    questions: tuple[CaseQuestion, ...]

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return prod(len(question.options) for question in self.questions)

    @property
    def everything(self) -> int:
        """The set of all combinations."""
        return (1 << self.size) - 1

    def where(self, question: str, options: Collection[str]) -> int:
        """Return the combinations in which a question has one of these answers."""
        stride = 1
        for each in self.questions:
            period = stride * len(each.options)
            if each.code == question:
                block = sum(
                    ((1 << stride) - 1) << (place * stride)
                    for place, option in enumerate(each.options)
                    if option.code in options
                )
                return block * (self.everything // ((1 << period) - 1))
            stride = period
        return 0

    def of_row(self, row: CaseRow) -> int:
        """Return the combinations with which a case holds."""
        conditions = (self.where(each.question, each.options) for each in row.when)
        return reduce(and_, conditions, self.everything)

    def shortest(self, found: int) -> dict[str, str]:
        """Return answers that lead into a set, as few as tell it: question code to option code."""
        at = (found & -found).bit_length() - 1
        answers = {}
        for question in self.questions:
            at, place = divmod(at, len(question.options))
            answers[question.code] = question.options[place].code
        for code in list(answers):
            rest = {key: option for key, option in answers.items() if key != code}
            if rest and self._all(rest) & ~found == 0:
                answers = rest
        return answers

    def _all(self, answers: Mapping[str, str]) -> int:
        return reduce(and_, (self.where(key, (option,)) for key, option in answers.items()))


def asked_by(questions: Sequence[CaseQuestion], *tables: CaseTable) -> tuple[CaseQuestion, ...]:
    """Return the questions on whose answers the tables depend, in the order of the manual."""
    named = {each.question for table in tables for row in table.rows for each in row.when}
    return tuple(question for question in questions if question.code in named)


def in_words(questions: Sequence[CaseQuestion], answers: Mapping[str, str]) -> str:
    """Return answers as people say them: ``“ทำบัตรเพราะอะไร” ตอบ “บัตรหาย” และ …``."""
    told = []
    for question in questions:
        option = next((o for o in question.options if o.code == answers.get(question.code)), None)
        if option:
            words = {"question": question.text, "answer": option.label}
            told.append(_("“%(question)s” ตอบ “%(answer)s”") % words)
    return _(" และ ").join(told)


def faults_of(
    questions: Sequence[CaseQuestion],
    tables: Sequence[CaseTable],
    named: Mapping[str, Sequence[str]],
) -> tuple[Fault, ...]:
    """Return everything that is wrong.

    ``named`` are the codes of cases that items of the manual name, by the path of the field.
    """
    if too_many := tuple(_too_many(questions, tables)):
        return too_many
    faults = [*_doubled(questions, tables), *_dangling(questions, tables)]
    # Whether a table is whole can only be told of names that mean one thing.
    if not faults:
        for at, table in enumerate(tables):
            faults += _incomplete(f"cases.{at}", table, asked_by(questions, table))
        faults += _meaningless(questions, tables, named)
    return (*faults, *_totals_twice(tables), *unknown_cases(tables, named))


def unknown_cases(
    tables: Sequence[CaseTable], named: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """Tell items that name cases which do not exist; such a name hides nothing from readers."""
    known = {row.code for table in tables for row in table.rows}
    for path, codes in named.items():
        gone = [code for code in codes if code not in known]
        if gone:
            yield Fault(
                path,
                _("เลือกกรณีที่ไม่มีแล้ว: %(codes)s") % {"codes": ", ".join(gone)},
                _("เอาเครื่องหมายถูกหน้ากรณีเดิมออก แล้วเลือกกรณีที่ใช้อยู่"),
            )


def _too_many(questions: Sequence[CaseQuestion], tables: Sequence[CaseTable]) -> Iterator[Fault]:
    if len(questions) > MOST_QUESTIONS:
        yield Fault(
            "questions",
            _("มีคำถาม %(count)s ข้อ") % {"count": len(questions)},
            _("ถามไม่เกิน %(most)s ข้อ") % {"most": MOST_QUESTIONS},
        )
    if len(tables) > MOST_TABLES:
        yield Fault(
            "cases",
            _("มี %(count)s ตาราง") % {"count": len(tables)},
            _("ใช้ไม่เกิน %(most)s ตาราง") % {"most": MOST_TABLES},
        )
    for at, table in enumerate(tables):
        size = Grid(asked_by(questions, table)).size
        if size > MOST_COMBINATIONS:
            yield Fault(
                f"cases.{at}",
                _("ตาราง “%(table)s” มีคำตอบประกอบกันได้ %(count)s แบบ มากเกินกว่าจะตรวจได้")
                % {"table": table.title, "count": f"{size:,}"},
                _("แยกเป็นสองตาราง ตารางละเรื่อง"),
            )


def _doubled(questions: Sequence[CaseQuestion], tables: Sequence[CaseTable]) -> Iterator[Fault]:
    yield from _twice([("questions", [question.code for question in questions])])
    yield from _twice(
        (f"questions.{at}", [option.code for option in question.options])
        for at, question in enumerate(questions)
    )
    yield from _twice([("cases", [table.code for table in tables])])
    yield from _twice([("cases", [row.code for table in tables for row in table.rows])])


def _twice(named: Iterable[tuple[str, list[str]]]) -> Iterator[Fault]:
    for path, codes in named:
        for code, count in Counter(codes).items():
            if count > 1:
                yield Fault(
                    path,
                    _("รหัส “%(code)s” ใช้ %(count)s ที่") % {"code": code, "count": count},
                    _("ตั้งรหัสให้ไม่ซ้ำกัน"),
                )


def _dangling(questions: Sequence[CaseQuestion], tables: Sequence[CaseTable]) -> Iterator[Fault]:
    """Tell conditions on questions or answers that do not exist, and what makes no sense."""
    known = {question.code: {o.code for o in question.options} for question in questions}
    for at, table in enumerate(tables):
        for place, row in enumerate(table.rows):
            path = f"cases.{at}.rows.{place}"
            for each in row.when:
                gone = [code for code in each.options if code not in known.get(each.question, ())]
                if each.question not in known:
                    yield Fault(
                        f"{path}.when",
                        _("กรณี “%(case)s” ใช้คำถามที่ไม่มีแล้ว") % {"case": row.name},
                        _("เอาเครื่องหมายถูกหน้าคำถามเดิมออก"),
                    )
                elif gone:
                    yield Fault(
                        f"{path}.when",
                        _("กรณี “%(case)s” ใช้คำตอบที่ไม่มีแล้ว") % {"case": row.name},
                        _("เอาเครื่องหมายถูกหน้าคำตอบเดิมออก"),
                    )
            if len({each.question for each in row.when}) < len(row.when):
                yield Fault(
                    f"{path}.when",
                    _("กรณี “%(case)s” มีเงื่อนไขของคำถามเดียวกันสองครั้ง") % {"case": row.name},
                    _("รวมเป็นเงื่อนไขเดียว"),
                )
            if row.instead and not row.refusal:
                yield Fault(
                    f"{path}.refusal",
                    _("กรณี “%(case)s” ให้ไปใช้บริการอื่น แต่ยังไม่บอกเหตุผล") % {"case": row.name},
                    _("บอกว่าทำไมกรณีนี้ใช้คู่มือนี้ไม่ได้"),
                )


def _incomplete(
    path: str, table: CaseTable, questions: tuple[CaseQuestion, ...]
) -> Iterator[Fault]:
    """Tell answers that meet no case or two, and cases that no answer meets."""
    grid = Grid(questions)
    sets = [grid.of_row(row) for row in table.rows]
    for place, (row, held) in enumerate(zip(table.rows, sets, strict=True)):
        if not held:
            yield Fault(
                f"{path}.rows.{place}.when",
                _("ไม่มีคำตอบใดตรงกับกรณี “%(case)s”") % {"case": row.name},
                _("แก้เงื่อนไขของกรณีนี้ หรือลบออก"),
            )
    missing = grid.everything & ~reduce(or_, sets, 0)
    if missing:
        yield Fault(
            path,
            _("ตาราง “%(table)s” ยังไม่มีกรณีสำหรับคนที่: %(answers)s%(more)s")
            % {
                "table": table.title,
                "answers": in_words(questions, grid.shortest(missing)),
                "more": _more(missing, grid.shortest(missing), grid),
            },
            _("เพิ่มกรณีสำหรับคำตอบนี้ หรือเลือกคำตอบนี้ในกรณีที่มีอยู่"),
        )
    for (one, row), (two, other) in combinations(enumerate(table.rows), 2):
        if both := sets[one] & sets[two]:
            when = in_words(questions, grid.shortest(both)) or _("ตอบอย่างไรก็ตาม")
            yield Fault(
                f"{path}.rows.{two}.when",
                _("กรณี “%(one)s” กับ “%(two)s” ซ้อนกัน สำหรับคนที่: %(answers)s")
                % {"one": row.name, "two": other.name, "answers": when},
                _("เอาคำตอบนี้ออกจากกรณีหนึ่ง"),
            )
    if all(row.refusal for row in table.rows):
        yield Fault(
            path,
            _("ทุกกรณีในตาราง “%(table)s” ใช้คู่มือนี้ไม่ได้") % {"table": table.title},
            _("เหลือไว้อย่างน้อยหนึ่งกรณีที่ใช้คู่มือนี้ได้"),
        )


def _more(missing: int, told: Mapping[str, str], grid: Grid) -> str:
    """Say how many combinations are missing besides those told."""
    conditions = (grid.where(question, (option,)) for question, option in told.items())
    left = (missing & ~reduce(and_, conditions, grid.everything)).bit_count()
    return _(" (ยังขาดอีก %(count)s แบบ)") % {"count": left} if left else ""


def _meaningless(
    questions: Sequence[CaseQuestion],
    tables: Sequence[CaseTable],
    named: Mapping[str, Sequence[str]],
) -> Iterator[Fault]:
    """Tell questions whose answers change nothing, and tables that decide nothing."""
    deciding = {
        each.question
        for table in tables
        for row in table.rows
        for each in row.when
        if any(
            option.code not in each.options
            for question in questions
            if question.code == each.question
            for option in question.options
        )
    }
    for at, question in enumerate(questions):
        if question.code not in deciding:
            yield Fault(
                f"questions.{at}",
                _("ไม่มีกรณีใดใช้คำถาม “%(question)s”") % {"question": question.text},
                _("ลบคำถามนี้ หรือเพิ่มกรณีที่ใช้"),
            )
    used = {code for codes in named.values() for code in codes}
    for at, table in enumerate(tables):
        if not any(row.code in used or row.refusal or row.total or row.note for row in table.rows):
            yield Fault(
                f"cases.{at}",
                _("ตาราง “%(table)s” ยังไม่มีผลกับส่วนใดของคู่มือ") % {"table": table.title},
                _("เลือกกรณีในข้อเอกสาร ค่าธรรมเนียม ขั้นตอน หรือช่องทาง หรือใส่ระยะเวลาของแต่ละกรณี"),
                is_grave=False,
            )


def _totals_twice(tables: Sequence[CaseTable]) -> Iterator[Fault]:
    """Tell a second table that promises times: nobody could say which of them holds."""
    timed = [at for at, table in enumerate(tables) if any(row.total for row in table.rows)]
    for at in timed[1:]:
        yield Fault(
            f"cases.{at}",
            _("มีระยะเวลาของกรณีอยู่ในสองตาราง คือ “%(one)s” กับ “%(two)s”")
            % {"one": tables[timed[0]].title, "two": tables[at].title},
            _("ใส่ระยะเวลาไว้ในตารางเดียว"),
        )
