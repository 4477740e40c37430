from __future__ import annotations

import csv
from pathlib import Path

import pytest

from infogo.core import importing
from infogo.core.importing import LEFT_OUT, Problem, Problems
from infogo.loader.report import HEADER, LoadReport


def problems(*values: str) -> Problems:
    found = Problems()
    for line, value in enumerate(values, start=2):
        found.add(Problem("a.csv", line, "code", value, "เหตุ", "วิธี", LEFT_OUT))
    return found


def lines(home: Path) -> list[list[str]]:
    with (home / "load-report.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_step_that_runs_again_replaces_only_its_own_lines(tmp_path: Path) -> None:
    report = LoadReport(tmp_path)
    report.write("หน่วยงาน", problems("ก", "ข"))
    report.write("จุดให้บริการ", problems("ค"))
    report.write("หน่วยงาน", problems("ง"))

    header, *body = lines(tmp_path)
    assert tuple(header) == HEADER
    assert [(line[0], line[4]) for line in body] == [("จุดให้บริการ", "ค"), ("หน่วยงาน", "ง")]
    assert body[0] == ["จุดให้บริการ", "a.csv", "2", "code", "ค", "เหตุ", "วิธี", LEFT_OUT]


def test_the_file_is_gone_when_nothing_is_wrong_any_more(tmp_path: Path) -> None:
    report = LoadReport(tmp_path)
    report.write("หน่วยงาน", problems("ก"))
    report.write("หน่วยงาน", problems())
    report.write("จุดให้บริการ", problems())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["=1+1", "+66", "-1", "@cmd"])
def test_a_value_cannot_run_as_a_formula(tmp_path: Path, value: str) -> None:
    report = LoadReport(tmp_path)
    report.write("หน่วยงาน", problems(value))
    report.write("จุดให้บริการ", problems("ก"))
    assert lines(tmp_path)[1][4] == f"'{value}"


def test_a_very_long_report_says_how_much_more_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_PROBLEMS_KEPT", 2)
    LoadReport(tmp_path).write("หน่วยงาน", problems("ก", "ข", "ค"))
    assert [line[5] for line in lines(tmp_path)[1:]] == ["เหตุ", "เหตุ", "และอีก 1 รายการ"]
