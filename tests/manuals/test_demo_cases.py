"""The cases of the demonstration's services: every file joins, every answer leads somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from infogo.core.importing import Job
from infogo.loader.management.commands.load_country import DEMO_DATA
from infogo.manuals.cases import CaseQuestion, CaseRow, CaseTable
from infogo.manuals.content import ManualContent
from infogo.manuals.importers.cases import COMMON, FOLDER, CaseFiles
from infogo.manuals.importers.content import ContentReader
from infogo.manuals.importers.services import service_rows
from infogo.manuals.narrowing import Narrowing, Need

pytestmark = pytest.mark.django_db

FEWEST = 25
MOST_QUESTIONS = 4
Answers = dict[str, str]


@pytest.fixture
def contents() -> dict[str, ManualContent]:
    """Every service that has a file of cases, joined with it; no file may be left out."""
    job = Job(DEMO_DATA)
    rows = {row.data["code"]: row for row in service_rows(job)}
    reader, cases = ContentReader(job), CaseFiles(job, rows)
    joined = {code: cases.join(code, reader.content(row)) for code, row in rows.items()}
    cases.report_unused()
    assert [vars(problem) for problem in job.problems.kept] == []
    found = {code: content for code, content in joined.items() if content.cases}
    assert len(found) > 100
    return found


def ways(content: ManualContent) -> Iterator[Answers]:
    """Yield every combination of answers."""
    codes = [question.code for question in content.questions]
    options = ([option.code for option in question.options] for question in content.questions)
    for chosen in product(*options):
        yield dict(zip(codes, chosen, strict=True))


def chosen(table: CaseTable, answers: Answers) -> CaseRow:
    """Return the one case that holds, by the plain meaning of a decision table."""
    (row,) = [
        row
        for row in table.rows
        if all(answers[each.question] in each.options for each in row.when)
    ]
    return row


def applies(codes: tuple[str, ...], rows: list[CaseRow], tables: tuple[CaseTable, ...]) -> bool:
    """Return whether an item applies: in each table that it names, the case is among them."""
    return all(
        row.code in codes or not any(other.code in codes for other in table.rows)
        for row, table in zip(rows, tables, strict=True)
    )


def test_many_services_have_cases_and_every_file_has_its_service(
    contents: dict[str, ManualContent],
) -> None:
    files = {path.stem for path in (DEMO_DATA / FOLDER).glob("*.json")} - {COMMON}

    assert set(contents) == files
    assert len(files) >= FEWEST


def test_every_combination_of_answers_is_served_or_told_why_not(
    contents: dict[str, ManualContent],
) -> None:
    for code, content in contents.items():
        served = 0
        for answers in ways(content):
            rows = [chosen(table, answers) for table in content.cases]
            if any(row.refusal for row in rows):
                continue
            served += 1
            for part in ("documents", "steps", "channels", "fees"):
                items = getattr(content, part).items
                kept = [item for item in items if applies(item.cases, rows, content.cases)]
                # A list that lost everything would say "none", which the service never said.
                assert kept or not items, (code, part, answers)
        assert served, code


def test_every_document_and_fee_is_needed_by_somebody_and_spared_to_somebody(
    contents: dict[str, ManualContent],
) -> None:
    for code, content in contents.items():
        needed, spared = defaultdict(int), defaultdict(int)
        for answers in ways(content):
            rows = [chosen(table, answers) for table in content.cases]
            if any(row.refusal for row in rows):
                continue
            for part in ("documents", "steps", "channels", "fees"):
                for place, item in enumerate(getattr(content, part).items):
                    counted = needed if applies(item.cases, rows, content.cases) else spared
                    counted[part, place] += 1
        for part in ("documents", "steps", "channels", "fees"):
            for place, item in enumerate(getattr(content, part).items):
                assert needed[part, place], (code, part, item)
                assert bool(item.cases) == bool(spared[part, place]), (code, part, item)


def test_the_machine_narrows_as_the_tables_mean(contents: dict[str, ManualContent]) -> None:
    for code, content in contents.items():
        for answers in ways(content):
            rows = [chosen(table, answers) for table in content.cases]
            if any(row.refusal for row in rows):
                continue
            narrowing = Narrowing.of(content, answers)
            for document in content.documents.items:
                wanted = Need.YES if applies(document.cases, rows, content.cases) else Need.NO
                assert narrowing.need(document.cases) is wanted, (code, answers, document.name)


def test_questions_are_few_and_one_code_asks_one_thing(
    contents: dict[str, ManualContent],
) -> None:
    asked: dict[str, CaseQuestion] = {}
    for code, content in contents.items():
        assert 1 <= len(content.questions) <= MOST_QUESTIONS, code
        for question in content.questions:
            # A plan asks a question of several services once, so it must mean the same.
            assert asked.setdefault(question.code, question) == question, code


def test_what_the_cases_say_is_not_said_again_as_a_condition(
    contents: dict[str, ManualContent],
) -> None:
    """A plan counts a document with a condition as uncertain, however she answers."""
    for code, content in contents.items():
        for item in (*content.documents.items, *content.fees.items):
            assert not (item.cases and item.condition), (code, item)


def test_nobody_is_sent_round_in_a_circle(contents: dict[str, ManualContent]) -> None:
    """The same answers must not refuse a person here and send her back from there."""
    for code, content in contents.items():
        for answers in ways(content):
            for row in (chosen(table, answers) for table in content.cases):
                there = contents.get(row.instead)
                known = there and {question.code for question in there.questions} <= set(answers)
                if there and known:
                    back = [chosen(table, answers).instead for table in there.cases]
                    assert code not in back, (code, row.instead, answers)
