"""Gaps and contradictions are found whatever the table, and told in the answers of people."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.core.durations import Duration, DurationUnit
from infogo.manuals.case_tables import (
    MOST_QUESTIONS,
    MOST_TABLES,
    Fault,
    Grid,
    asked_by,
    faults_of,
)
from infogo.manuals.cases import CaseCondition, CaseQuestion, CaseRow, CaseTable
from tests.manuals.case_examples import (
    PEOPLE,
    REASON,
    REASONS,
    WHO,
    question,
    question_lists,
    row,
    tables_over,
)

many = settings(max_examples=150, deadline=None)
USED = {"documents.0.cases": ("lost", "other")}


def faults(*tables: CaseTable, questions: tuple[CaseQuestion, ...] = (REASON, WHO)) -> list[Fault]:
    named = {"documents.0.cases": tuple(r.code for table in tables for r in table.rows)}
    return list(faults_of(questions, tables, named))


def holds(each: CaseRow, answers: dict[str, str]) -> bool:
    return all(answers[c.question] in c.options for c in each.when)


def combinations_of(questions: tuple[CaseQuestion, ...]) -> list[dict[str, str]]:
    pairs = [[(q.code, o.code) for o in q.options] for q in questions]
    return [dict(found) for found in product(*pairs)]


def test_a_whole_set_of_tables_has_no_fault() -> None:
    assert faults(REASONS, PEOPLE) == []
    assert faults_of((), (), {}) == ()


@many
@given(st.data())
def test_what_is_found_is_what_trying_every_answer_finds(data: st.DataObject) -> None:
    questions = data.draw(question_lists())
    table = data.draw(tables_over(questions))
    asked = asked_by(questions, table)
    met = [[r.code for r in table.rows if holds(r, a)] for a in combinations_of(asked)]
    has_gap = any(not found for found in met)
    doubled = {tuple(found) for found in met if len(found) > 1}
    pairs = {(a, b) for found in doubled for i, a in enumerate(found) for b in found[i + 1 :]}
    never = {r.code for r in table.rows} - {code for found in met for code in found}
    told = [fault.reason for fault in faults(table, questions=questions)]
    assert any("ยังไม่มีกรณีสำหรับคนที่" in each for each in told) == has_gap
    assert sum("ซ้อนกัน" in each for each in told) == len(pairs)
    assert sum("ไม่มีคำตอบใดตรงกับ" in each for each in told) == len(never)


@many
@given(st.data())
def test_the_answers_told_do_lead_into_the_gap(data: st.DataObject) -> None:
    questions = data.draw(question_lists())
    grid = Grid(questions)
    found = data.draw(st.integers(1, grid.everything))
    told = grid.shortest(found)
    every = enumerate(_in_order(questions))
    inside = [place for place, answers in every if told.items() <= answers.items()]
    assert inside
    assert all(found >> place & 1 for place in inside)


def _in_order(questions: tuple[CaseQuestion, ...]) -> list[dict[str, str]]:
    """The first question changes fastest, as the bits of a grid count."""
    backwards = combinations_of(tuple(reversed(questions)))
    return [dict(reversed(list(answers.items()))) for answers in backwards]


class TestWords:
    def test_a_gap_names_the_answers_that_meet_no_case(self) -> None:
        (fault,) = faults(REASONS.model_copy(update={"rows": REASONS.rows[:2]}), PEOPLE)
        assert fault.path == "cases.0"
        assert fault.reason == (
            "ตาราง “เหตุที่ทำบัตร” ยังไม่มีกรณีสำหรับคนที่: “ทำบัตรเพราะอะไร” ตอบ “ยังไม่เคยมีบัตร”"
        )

    def test_a_gap_tells_how_many_more_are_missing(self) -> None:
        table = CaseTable(
            code="t",
            title="เหตุและผู้ยื่น",
            rows=(row("one", {"reason": ["lost"], "who": ["self"]}),),
        )
        (fault,) = faults(table)
        assert "“ทำบัตรเพราะอะไร” ตอบ “บัตรหมดอายุ”" in fault.reason
        assert fault.reason.endswith("(ยังขาดอีก 3 แบบ)")

    def test_a_contradiction_names_both_cases_and_the_answers(self) -> None:
        table = REASONS.model_copy(
            update={"rows": (*REASONS.rows, row("late", {"reason": ["lost"], "who": ["other"]}))}
        )
        (fault,) = faults(table, PEOPLE)
        assert fault.path == "cases.0.rows.3.when"
        assert fault.reason == (
            "กรณี “บัตรหาย” กับ “late” ซ้อนกัน สำหรับคนที่: "
            "“ทำบัตรเพราะอะไร” ตอบ “บัตรหาย” และ “ใครไปยื่น” ตอบ “ให้คนอื่นไปแทน”"
        )

    def test_two_cases_without_conditions(self) -> None:
        table = CaseTable(code="t", title="ต", rows=(row("x"), row("y")))
        reasons = [fault.reason for fault in faults(table, PEOPLE, questions=(WHO,))]
        assert reasons == ["กรณี “x” กับ “y” ซ้อนกัน สำหรับคนที่: ตอบอย่างไรก็ตาม"]


@pytest.mark.parametrize(
    ("tables", "path", "words"),
    [
        ((REASONS, PEOPLE.model_copy(update={"code": "reasons"})), "cases", "ใช้ 2 ที่"),
        ((REASONS, PEOPLE, CaseTable(code="p", title="ต", rows=(row("lost"),))), "cases", "ใช้ 2 ที่"),
        ((REASONS,), "questions.1", "ไม่มีกรณีใดใช้คำถาม"),
        (
            (REASONS, CaseTable(code="p", title="ต", rows=(row("x", {"age": ["1"]}),))),
            "cases.1.rows.0.when",
            "คำถามที่ไม่มีแล้ว",
        ),
        (
            (REASONS, CaseTable(code="p", title="ต", rows=(row("x", {"who": ["cat"]}),))),
            "cases.1.rows.0.when",
            "คำตอบที่ไม่มีแล้ว",
        ),
        (
            (
                REASONS,
                PEOPLE.model_copy(
                    update={
                        "rows": (
                            PEOPLE.rows[0].model_copy(update={"instead": "DOPA-001"}),
                            PEOPLE.rows[1],
                        )
                    }
                ),
            ),
            "cases.1.rows.0.refusal",
            "ยังไม่บอกเหตุผล",
        ),
        (
            (
                REASONS,
                CaseTable(
                    code="p",
                    title="ต",
                    rows=(
                        row("s", {"who": ["self"]}, refusal="ไม่ได้"),
                        row("o", {"who": ["other"]}, refusal="ไม่ได้"),
                    ),
                ),
            ),
            "cases.1",
            "ทุกกรณี",
        ),
    ],
)
def test_what_else_is_wrong(tables: tuple[CaseTable, ...], path: str, words: str) -> None:
    found = faults(*tables)
    assert [fault.path for fault in found] == [path]
    assert words in found[0].reason
    assert found[0].is_grave


def test_one_question_twice_in_a_case_is_told() -> None:
    twice = CaseRow(
        code="x",
        name="ก",
        when=(
            CaseCondition(question="who", options=("self",)),
            CaseCondition(question="who", options=("other",)),
        ),
    )
    found = faults(REASONS, CaseTable(code="p", title="ต", rows=(twice,)))
    assert [fault.path for fault in found] == ["cases.1.rows.0.when"]
    assert "สองครั้ง" in found[0].reason


def test_a_table_that_decides_nothing_is_only_a_warning() -> None:
    found = faults_of((REASON, WHO), (REASONS, PEOPLE), {"documents.0.cases": ("lost",)})
    assert [(fault.path, fault.is_grave) for fault in found] == [("cases.1", False)]


def test_an_item_of_a_case_that_is_gone_is_told() -> None:
    found = faults_of((REASON, WHO), (REASONS, PEOPLE), {**USED, "fees.2.cases": ("gone",)})
    assert [fault.path for fault in found] == ["fees.2.cases"]


def test_times_belong_into_one_table() -> None:
    minutes = Duration.of(15, DurationUnit.MINUTE)
    timed = [
        table.model_copy(
            update={"rows": (table.rows[0].model_copy(update={"total": minutes}), *table.rows[1:])}
        )
        for table in (REASONS, PEOPLE)
    ]
    (fault,) = faults(*timed)
    assert fault.path == "cases.1"
    assert "“เหตุที่ทำบัตร” กับ “ผู้ยื่น”" in fault.reason


def test_a_table_too_large_to_be_verified_is_refused_at_once() -> None:
    options = [f"o{number}" for number in range(12)]
    questions = tuple(question(f"q{number}", f"ข้อ {number}", *options) for number in range(5))
    table = CaseTable(
        code="t", title="ใหญ่", rows=(row("x", {each.code: ["o0"] for each in questions}),)
    )
    (fault,) = faults(table, questions=questions)
    assert "248,832" in fault.reason


def test_a_large_table_is_verified_whole() -> None:
    options = [f"o{number}" for number in range(10)]
    questions = tuple(question(f"q{number}", f"ข้อ {number}", *options) for number in range(4))
    everything = {each.code: options for each in questions}
    last = {**everything, "q3": ["o9"], "q2": ["o9"], "q1": ["o9"], "q0": ["o9"]}
    rows = [
        row(f"c{n}", {**everything, "q0": [option]}) for n, option in enumerate(options[:9])
    ] + [
        row("d1", {"q0": ["o9"], "q1": options[:9]}),
        row("d2", {"q0": ["o9"], "q1": ["o9"], "q2": options[:9]}),
        row("d3", {"q0": ["o9"], "q1": ["o9"], "q2": ["o9"], "q3": options[:9]}),
    ]
    table = CaseTable(code="t", title="ใหญ่", rows=tuple(rows))
    (fault,) = faults(table, questions=questions)
    assert fault.reason.count("ตอบ “o9”") == 4
    whole = CaseTable(code="t", title="ใหญ่", rows=(*rows, row("d4", last)))
    assert faults(whole, questions=questions) == []


def test_too_many_questions_and_tables_are_refused() -> None:
    questions = tuple(question(f"q{n}", "ถาม", "a", "b") for n in range(MOST_QUESTIONS + 1))
    tables = tuple(
        CaseTable(code=f"t{n}", title="ต", rows=(row(f"r{n}"),)) for n in range(MOST_TABLES + 1)
    )
    assert [fault.path for fault in faults(*tables, questions=questions)] == ["questions", "cases"]
