"""Answers narrow a manual as trying every answer does, and never hide by mistake."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from infogo.core.durations import Duration, DurationUnit
from infogo.manuals.cases import CaseQuestion, CaseTable
from infogo.manuals.content import ManualContent
from infogo.manuals.narrowing import (
    Narrowing,
    Need,
    answers_text,
    narrowed,
    read_answers,
)
from tests.manuals.case_examples import (
    PEOPLE,
    REASON,
    REASONS,
    WHO,
    card_manual,
    question_lists,
    whole_tables,
)

many = settings(max_examples=150, deadline=None)
QUESTIONS = (REASON, WHO)


def names(content: ManualContent) -> list[str]:
    return [item.name for item in content.documents.items]


def completions(
    questions: tuple[CaseQuestion, ...], answers: dict[str, str]
) -> list[dict[str, str]]:
    pairs = [
        [(q.code, answers[q.code])] if q.code in answers else [(q.code, o.code) for o in q.options]
        for q in questions
    ]
    return [dict(found) for found in product(*pairs)]


def case_of(table: CaseTable, answers: dict[str, str]) -> Any:
    (found,) = [r for r in table.rows if all(answers[c.question] in c.options for c in r.when)]
    return found


def applies(tables: tuple[CaseTable, ...], codes: set[str], answers: dict[str, str]) -> bool:
    return all(
        case_of(table, answers).code in codes
        for table in tables
        if codes & {row.code for row in table.rows}
    )


@st.composite
def situations(draw: st.DrawFn, count: int) -> Any:
    questions = draw(question_lists())
    tables = tuple(draw(whole_tables(questions, prefix)) for prefix in "xyz"[:count])
    answers = {
        q.code: draw(st.sampled_from([o.code for o in q.options]))
        for q in questions
        if draw(st.booleans())
    }
    known = [row.code for table in tables for row in table.rows]
    codes = set(draw(st.lists(st.sampled_from(known), unique=True)))
    return questions, tables, answers, codes


@many
@given(situations(1))
def test_one_table_is_exact(situation: Any) -> None:
    questions, tables, answers, codes = situation
    every = completions(questions, answers)
    served = [each for each in every if not case_of(tables[0], each).refusal] or every
    found = {applies(tables, codes, each) for each in served}
    expected = {
        frozenset({True}): Need.YES,
        frozenset({False}): Need.NO,
    }.get(frozenset(found), Need.PERHAPS)
    assert Narrowing(questions, tables, answers).need(codes) is expected


@many
@given(situations(3))
def test_several_tables_never_say_more_than_is_certain(situation: Any) -> None:
    questions, tables, answers, codes = situation
    served = [
        each
        for each in completions(questions, answers)
        if not any(case_of(table, each).refusal for table in tables)
    ]
    assume(served)
    found = {applies(tables, codes, each) for each in served}
    need = Narrowing(questions, tables, answers).need(codes)
    if need is Need.YES:
        assert found == {True}
    if need is Need.NO:
        assert found == {False}
    if len(answers) == len(questions):
        assert need is (Need.YES if found == {True} else Need.NO)


@many
@given(situations(2))
def test_an_open_question_changes_something_and_others_do_not(situation: Any) -> None:
    questions, tables, answers, _codes = situation
    now = Narrowing(questions, tables, answers)
    open_codes = {question.code for question in now.open_questions}
    closed = [q for q in questions if q.code not in answers and q.code not in open_codes]
    for question in closed:
        rows = {
            tuple(now.with_answer(question, option).possible(table) for table in tables)
            for option in question.options
        }
        assert len(rows) == 1


@many
@given(situations(2))
def test_an_address_holds_answers_in_one_way(situation: Any) -> None:
    questions, _tables, answers, _codes = situation
    text = answers_text(questions, answers)
    assert read_answers(questions, text) == answers
    assert read_answers(questions, ",".join(reversed(text.split(",")))) == answers
    assert answers_text(questions, read_answers(questions, f"{text},junk.x,p,.,{text}")) == text


@given(st.text(max_size=60))
def test_any_text_is_read_as_answers_or_nothing(text: str) -> None:
    assert set(read_answers(QUESTIONS, text)) <= {"reason", "who"}


class TestCard:
    def test_nothing_is_certain_before_an_answer_but_what_has_no_cases(self) -> None:
        split = Narrowing.of(card_manual(), {}).split(card_manual().documents.items)
        assert [d.name for d in split.needed] == ["ทะเบียนบ้าน"]
        assert len(split.perhaps) == 3
        assert split.not_needed == ()

    def test_each_answer_decides(self) -> None:
        content = card_manual()
        lost = Narrowing.of(content, {"reason": "lost"})
        assert [d.name for d in lost.split(content.documents.items).not_needed] == ["บัตรเดิม"]
        alone = Narrowing.of(content, {"reason": "lost", "who": "self"})
        assert names(narrowed(content, alone)) == ["ทะเบียนบ้าน"]
        sent = narrowed(content, Narrowing.of(content, {"reason": "lost", "who": "other"}))
        assert names(sent) == ["ทะเบียนบ้าน", "หนังสือมอบอำนาจ", "พยานรับรอง"]
        assert [f.item for f in sent.fees.items] == ["ค่าบัตร", "ค่าปรับ"]
        assert [s.title for s in sent.steps.items] == ["ตรวจเอกสาร", "สอบพยาน"]
        assert [c.description for c in sent.channels.items] == ["สำนักทะเบียน"]

    def test_which_questions_decide(self) -> None:
        narrowing = Narrowing.of(card_manual(), {"reason": "expired"})
        assert [q.code for q in narrowing.open_questions] == ["who"]
        assert [q.code for q in narrowing.deciding(("lost", "other"))] == ["who"]
        assert narrowing.deciding(("lost",)) == ()

    def test_a_refused_case_refuses_only_when_it_is_certain(self) -> None:
        assert Narrowing.of(card_manual(), {}).refused == ()
        (refused,) = Narrowing.of(card_manual(), {"reason": "first"}).refused
        assert refused.refusal == "ทำบัตรครั้งแรกใช้คู่มืออีกฉบับ"

    def test_the_cases_that_are_certain(self) -> None:
        chosen = Narrowing.of(card_manual(), {"reason": "lost"}).chosen
        assert [row.note for row in chosen] == ["แจ้งบัตรหายที่เดียวกันได้เลย"]

    def test_a_name_that_means_nothing_hides_nothing(self) -> None:
        narrowing = Narrowing.of(card_manual(), {"reason": "lost", "who": "self"})
        assert narrowing.need(("gone",)) is Need.YES
        assert narrowing.need(("gone", "expired")) is Need.NO

    def test_a_gap_hides_nothing(self) -> None:
        holed = REASONS.model_copy(update={"rows": REASONS.rows[:1]})
        narrowing = Narrowing(QUESTIONS, (holed, PEOPLE), {"reason": "expired"})
        assert narrowing.need(("lost",)) is Need.PERHAPS
        assert narrowing.need(("lost", "other")) is Need.PERHAPS

    def test_a_list_that_loses_everything_says_that_there_is_none(self) -> None:
        content = card_manual(
            fees=card_manual().fees.model_copy(update={"items": card_manual().fees.items[1:]})
        )
        assert narrowed(content, Narrowing.of(content, {"reason": "expired"})).fees.is_none


@pytest.mark.parametrize(
    ("answers", "minutes"),
    [({}, [30, 15]), ({"reason": "lost"}, [30]), ({"reason": "expired"}, [15])],
)
def test_the_time_of_a_case_takes_the_place_of_the_usual_one(
    answers: dict[str, str], minutes: list[int]
) -> None:
    slow = REASONS.rows[0].model_copy(update={"total": Duration.of(30, DurationUnit.MINUTE)})
    table = REASONS.model_copy(update={"rows": (slow, *REASONS.rows[1:])})
    usual = Duration.of(15, DurationUnit.MINUTE)
    content = card_manual(cases=(table, PEOPLE), total=usual)
    narrowing = Narrowing.of(content, answers)
    assert [int(total.value_max) for total in narrowing.totals(usual)] == minutes
    expected = usual if len(minutes) > 1 else Duration.of(minutes[0], DurationUnit.MINUTE)
    assert narrowed(content, narrowing).total == expected
