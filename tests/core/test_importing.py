"""Bad rows and values are written down; good ones go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from infogo.core import importing
from infogo.core.importing import (
    LEFT_OUT,
    VALUE_EMPTY,
    Job,
    Problem,
    Problems,
    Row,
    RowError,
    SourceFileError,
    convert,
)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


def row(job: Job, **data: object) -> Row:
    return Row(job, "file.csv", 7, dict(data))


def test_a_row_of_another_width_is_reported_with_its_line(job: Job) -> None:
    (job.data / "a.csv").write_text("code,name\n1,หนึ่ง\n2,สอง,เกิน\n3\n4,สี่\n", encoding="utf-8")

    rows = list(job.csv_rows("a.csv", ("code", "name")))

    assert [(r.line, r.data["code"]) for r in rows] == [(2, "1"), (5, "4")]
    assert [(p.line, p.outcome) for p in job.problems.kept] == [(3, LEFT_OUT), (4, LEFT_OUT)]


def test_a_byte_order_mark_is_no_part_of_the_first_column(job: Job) -> None:
    (job.data / "a.csv").write_text("code\n1\n", encoding="utf-8-sig")
    assert [r.data["code"] for r in job.csv_rows("a.csv", ("code",))] == ["1"]


def test_missing_files_and_columns_stop_the_file(job: Job) -> None:
    with pytest.raises(SourceFileError, match="ไม่พบไฟล์"):
        list(job.csv_rows("none.csv", ()))
    (job.data / "a.csv").write_text("code\n1\n")
    with pytest.raises(SourceFileError, match="ไม่มีคอลัมน์ name, note"):
        list(job.csv_rows("a.csv", ("code", "name", "note")))
    (job.data / "a.json").write_text("{")
    with pytest.raises(SourceFileError, match="ไม่ใช่ JSON"):
        job.json_file("a.json")


def test_a_broken_line_of_json_leaves_the_others(job: Job) -> None:
    (job.data / "a.jsonl").write_text('{"code": 1}\n{broken\n[1]\n{"code": 2}\n')

    rows = list(job.jsonl_rows("a.jsonl"))

    assert [r.data["code"] for r in rows] == [1, 2]
    assert [p.line for p in job.problems.kept] == [2, 3]


def test_text_is_tidied_and_measured(job: Job) -> None:
    found = row(job, name="  สำนัก\u00a0 งาน\x00 ", long="ก" * 11, none=None)

    assert found.text("name", longest=20) == "สำนัก งาน"
    assert found.text("none", longest=5) == found.text("absent", longest=5) == ""
    with pytest.raises(RowError, match="ยาวเกิน 10"):
        found.text("long", longest=10)
    with pytest.raises(RowError, match="ว่างเปล่า"):
        found.text("none", longest=10, required=True)


def test_prose_keeps_its_inner_spaces(job: Job) -> None:
    found = row(job, body="\n- ก\n  - ข\n", long="ก" * 9, none=" ")
    assert found.prose("body", longest=20) == "- ก\n  - ข"
    with pytest.raises(RowError, match="ยาวเกิน"):
        found.prose("long", longest=8)
    with pytest.raises(RowError, match="ว่างเปล่า"):
        found.prose("none", longest=8)


@pytest.mark.parametrize("value", ["3.5", "-1", "", "๕", "x"])
def test_whole_numbers(job: Job, value: str) -> None:
    assert row(job, n="15").whole_number("n") == 15
    with pytest.raises(RowError):
        row(job, n=value).whole_number("n")


def test_choices_and_flags(job: Job) -> None:
    found = row(job, kind="sao", flag="YES", empty="", odd="maybe")
    assert found.choice("kind", {"sao"}) == "sao"
    assert found.choice("empty", {"sao"}, required=False) == ""
    assert found.flag("flag") is True
    for read in (
        lambda: found.choice("kind", {"pao"}),
        lambda: found.choice("empty", {"sao"}),
        lambda: found.flag("odd"),
    ):
        with pytest.raises(RowError):
            read()


def test_unusable_contacts_are_left_empty_and_reported(job: Job) -> None:
    found = row(
        job,
        web="www.example",
        long=f"https://a.go.th/{'a' * 200}",
        mail="a@",
        phone="0 2281 3333, ถาม",
    )

    assert found.url("web") == found.url("long") == found.email("mail") == ""
    assert found.phones("phone") == [{"number": "+6622813333"}]
    assert [problem.column for problem in job.problems.kept] == ["web", "long", "mail", "phone"]
    assert {problem.outcome for problem in job.problems.kept} == {VALUE_EMPTY}
    assert job.problems.rejected_rows == 0


def test_usable_contacts_are_kept(job: Job) -> None:
    found = row(job, web="https://www.dopa.go.th", mail="a@opdc.go.th", phone="1548")
    assert found.url("web") == "https://www.dopa.go.th"
    assert found.email("mail") == "a@opdc.go.th"
    assert found.phones("phone") == [{"number": "1548"}]
    assert job.problems.count == 0


def test_convert_reports_and_goes_on(job: Job) -> None:
    rows = [row(job, n="1"), row(job, n="x"), row(job, n="3")]

    assert [n for _, n in convert(rows, lambda r: r.whole_number("n"))] == [1, 3]
    (problem,) = job.problems.kept
    assert (problem.file, problem.line, problem.column, problem.value) == ("file.csv", 7, "n", "x")
    assert problem.advice


def test_a_wholly_wrong_file_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_PROBLEMS_KEPT", 2)
    problems, other = Problems(), Problems()
    for line in range(3):
        other.add(Problem("f", line, "", "", "", "", LEFT_OUT))
    problems.extend(other)

    assert (len(problems.kept), problems.count, problems.rejected_rows) == (2, 3, 3)
