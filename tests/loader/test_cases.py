"""Files of cases join strictly: what they name must exist, and their tables must be whole."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from infogo.core.importing import Job, Problem
from infogo.loader.case_effects import effects
from infogo.loader.management.commands.load_country import DEMO_DATA
from infogo.manuals.content import ManualContent
from infogo.manuals.importers.cases import COMMON, FOLDER, CaseFiles
from infogo.manuals.importers.content import ContentReader
from infogo.manuals.importers.services import service_rows
from infogo.manuals.models import Manual

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
CODE = "LOCAL-012"
PROXY = "หนังสือมอบอำนาจ"
LEASE = "สัญญาเช่าหรือหนังสือยินยอมให้ใช้สถานที่"
QUESTIONS: dict[str, Any] = {
    "questions": [
        {
            "code": "applicant",
            "text": "ใครไปทำเรื่อง",
            "options": [{"code": "self", "label": "ไปเอง"}, {"code": "other", "label": "ให้คนอื่นไป"}],
        }
    ]
}
CASES: dict[str, Any] = {
    "questions": [
        "applicant",
        {
            "code": "place",
            "text": "ร้านเป็นของใคร",
            "options": [{"code": "own", "label": "ของตัวเอง"}, {"code": "rent", "label": "เช่า"}],
        },
    ],
    "tables": [
        {
            "code": "who",
            "title": "คนที่ไป",
            "rows": [
                {"code": "self-goes", "name": "ไปเอง", "when": {"applicant": ["self"]}},
                {"code": "other-goes", "name": "ให้คนอื่นไป", "when": {"applicant": ["other"]}},
            ],
        },
        {
            "code": "where",
            "title": "ที่ตั้ง",
            "rows": [
                {"code": "own-place", "name": "ของตัวเอง", "when": {"place": ["own"]}},
                {
                    "code": "rented",
                    "name": "เช่า",
                    "when": {"place": ["rent"]},
                    "total": {"value": 45, "unit": "day"},
                },
            ],
        },
    ],
    "documents": {PROXY: ["other-goes"], LEASE: ["rented"]},
}


def write(folder: Path, cases: object, *, code: str = CODE) -> None:
    """Write a file of cases beside the common questions, a name or a row on each line."""
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for name, data in ((code, cases), (COMMON, QUESTIONS)):
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (target / f"{name}.json").write_text(text, encoding="utf-8")


@pytest.fixture
def plain() -> ManualContent:
    """The manual of the demonstration without its cases."""
    job = Job(DEMO_DATA)
    (row,) = [row for row in service_rows(job) if row.data["code"] == CODE]
    return ContentReader(job).content(row)


def joined(folder: Path, plain: ManualContent) -> tuple[ManualContent, list[Problem]]:
    job = Job(folder)
    content = CaseFiles(job, {CODE}).join(CODE, plain)
    return content, job.problems.kept


def test_items_name_the_cases_of_the_file(tmp_path: Path, plain: ManualContent) -> None:
    write(tmp_path, CASES)

    content, problems = joined(tmp_path, plain)

    assert problems == []
    assert [question.code for question in content.questions] == ["applicant", "place"]
    assert content.questions[0].text == QUESTIONS["questions"][0]["text"]
    who, where = content.cases
    assert [row.code for row in who.rows] == ["self-goes", "other-goes"]
    assert where.rows[1].when[0].options == ("rent",)
    assert where.rows[1].total is not None
    assert where.rows[1].total.text() == "45 วัน"
    named = {document.name: document.cases for document in content.documents.items}
    assert named[PROXY] == ("other-goes",)
    assert named[LEASE] == ("rented",)
    assert not any(codes for name, codes in named.items() if name not in {PROXY, LEASE})
    assert plain.documents.items[0].name == content.documents.items[0].name


def test_conditions_stand_in_the_order_of_the_questions(
    tmp_path: Path, plain: ManualContent
) -> None:
    """As the workspace writes them, so that saving a case unchanged changes nothing."""
    cases = copy.deepcopy(CASES)
    cases["tables"][1]["rows"] = [
        {"code": "own-place", "name": "ของตัวเอง", "when": {"place": ["own"]}},
        {
            "code": "rented",
            "name": "เช่า ไปเอง",
            "when": {"place": ["rent"], "applicant": ["self"]},
        },
        {
            "code": "rented-other",
            "name": "เช่า ให้คนอื่นไป",
            "when": {"place": ["rent"], "applicant": ["other"]},
        },
    ]
    write(tmp_path, cases)

    content, problems = joined(tmp_path, plain)

    assert problems == []
    rented = content.cases[1].rows[1]
    assert [each.question for each in rented.when] == ["applicant", "place"]


def test_a_condition_gives_way_to_cases_that_say_the_same(
    tmp_path: Path, plain: ManualContent
) -> None:
    write(tmp_path, CASES)

    content, problems = joined(tmp_path, plain)

    before = {document.name: document.condition for document in plain.documents.items}
    after = {document.name: document.condition for document in content.documents.items}
    assert problems == []
    assert before[PROXY]
    assert before[LEASE]
    assert after == {**before, PROXY: "", LEASE: ""}
    assert any(after.values())


def rename_document(cases: dict[str, Any]) -> None:
    cases["documents"]["หนังสือมอบฉันทะ"] = cases["documents"].pop(PROXY)


def name_fee(cases: dict[str, Any]) -> None:
    cases["fees"] = {"ค่าป้าย": ["rented"]}


def name_step(cases: dict[str, Any]) -> None:
    cases["steps"] = {"ดื่มชา": ["rented"]}


def name_channel(cases: dict[str, Any]) -> None:
    cases["channels"] = {"นกพิราบ": ["rented"]}


def name_no_case(cases: dict[str, Any]) -> None:
    cases["documents"][LEASE] = ["borrowed"]


def ask_unknown(cases: dict[str, Any]) -> None:
    cases["questions"].append("colour")


def take_common_code(cases: dict[str, Any]) -> None:
    cases["questions"][0] = QUESTIONS["questions"][0]


def send_nowhere(cases: dict[str, Any]) -> None:
    cases["tables"][1]["rows"][1] |= {"refusal": "ใช้คู่มืออื่น", "instead": "LOCAL-999"}


def leave_a_gap(cases: dict[str, Any]) -> None:
    del cases["tables"][0]["rows"][0]


def contradict(cases: dict[str, Any]) -> None:
    cases["tables"][0]["rows"][0]["when"] = {"applicant": ["self", "other"]}


def misspell(cases: dict[str, Any]) -> None:
    cases["tables"][0]["rows"][0]["nmae"] = "ไปเอง"


def name_none(cases: dict[str, Any]) -> None:
    cases["documents"][LEASE] = []


@pytest.mark.parametrize(
    ("spoil", "place", "value"),
    [
        (rename_document, "documents", "หนังสือมอบฉันทะ"),
        (name_fee, "fees", "ค่าป้าย"),
        (name_step, "steps", "ดื่มชา"),
        (name_channel, "channels", "นกพิราบ"),
        (name_no_case, "documents.4.cases", "borrowed"),
        (ask_unknown, "questions", "colour"),
        (take_common_code, "questions", "applicant"),
        (send_nowhere, "instead", "LOCAL-999"),
        (leave_a_gap, "cases.0", ""),
        (contradict, "cases.0.rows.1.when", ""),
        (misspell, "tables.0.rows.0.nmae", "ไปเอง"),
        (name_none, f"documents.{LEASE}", "[]"),
    ],
)
def test_a_file_that_is_wrong_is_left_out_and_named(
    tmp_path: Path,
    plain: ManualContent,
    spoil: Callable[[dict[str, Any]], None],
    place: str,
    value: str,
) -> None:
    cases = copy.deepcopy(CASES)
    spoil(cases)
    write(tmp_path, cases)

    content, (problem,) = joined(tmp_path, plain)

    assert content == plain
    assert problem.file == f"{FOLDER}/{CODE}.json"
    assert (problem.column, problem.value) == (place, value)
    assert problem.reason
    assert problem.advice
    assert problem.outcome == "ไม่ได้นำเข้าแถวนี้"


def test_the_line_of_an_unknown_name_is_told(tmp_path: Path, plain: ManualContent) -> None:
    cases = copy.deepcopy(CASES)
    rename_document(cases)
    write(tmp_path, cases)
    lines = (tmp_path / FOLDER / f"{CODE}.json").read_text(encoding="utf-8").splitlines()

    _content, (problem,) = joined(tmp_path, plain)

    assert "หนังสือมอบฉันทะ" in lines[problem.line - 1]


def test_a_load_publishes_the_cases_and_a_changed_file_again(
    load: Callable[..., str], data: Path, report: Callable[[], list[dict[str, str]]]
) -> None:
    load()
    manual = Manual.objects.get(procedure__code=CODE, standard=None)
    assert manual.current is not None
    assert "cases" not in manual.current.content

    write(data, CASES)
    load()
    manual.refresh_from_db()
    assert [table["code"] for table in manual.current.content["cases"]] == ["who", "where"]
    assert report() == []

    changed = copy.deepcopy(CASES)
    changed["tables"][0]["title"] = "ใครไป"
    write(data, changed)
    load()
    manual.refresh_from_db()
    assert manual.current.content["cases"][0]["title"] == "ใครไป"


def test_a_file_of_no_service_is_named_and_costs_nothing_else(
    load: Callable[..., str], data: Path, report: Callable[[], list[dict[str, str]]]
) -> None:
    write(data, CASES)
    write(data, CASES, code="LOCAL-999")

    load()

    (line,) = report()
    assert (line["ไฟล์"], line["ค่า"]) == (f"{FOLDER}/LOCAL-999.json", "LOCAL-999")
    manual = Manual.objects.get(procedure__code=CODE, standard=None)
    assert manual.current is not None
    assert manual.current.content["cases"]


def test_the_page_of_the_docs_has_the_effects_of_today() -> None:
    """``manage.py case_effects`` prints what stands between the markers of the page."""
    out = io.StringIO()
    call_command("case_effects", stdout=out)
    page = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
    written = page.split("<!-- effects -->")[1].split("<!-- /effects -->")[0]

    assert out.getvalue().strip() == written.strip()


def test_effects_are_counted_over_the_answers_that_are_served(tmp_path: Path) -> None:
    cases = copy.deepcopy(CASES)
    cases["tables"][1]["rows"][1]["refusal"] = "เช่าใช้คู่มือนี้ไม่ได้"
    cases["documents"] = {PROXY: ["other-goes"]}
    write(tmp_path, cases)
    line = next(
        line
        for line in (DEMO_DATA / "services/services.jsonl").read_text(encoding="utf-8").splitlines()
        if json.loads(line)["code"] == CODE
    )
    (tmp_path / "services/services.jsonl").write_text(line + "\n", encoding="utf-8")

    (effect,) = effects(Job(tmp_path))

    assert effect.tables == ("คนที่ไป", "ที่ตั้ง")
    assert effect.documents == len(json.loads(line)["documents"])
    assert sorted(effect.left) == [effect.documents - 1, effect.documents]


def test_a_file_that_cannot_be_used_is_told_instead_of_a_table(tmp_path: Path) -> None:
    write(tmp_path, CASES, code="LOCAL-999")
    (tmp_path / "services/services.jsonl").write_text("", encoding="utf-8")

    with pytest.raises(CommandError, match="LOCAL-999"):
        call_command("case_effects", data=tmp_path)
