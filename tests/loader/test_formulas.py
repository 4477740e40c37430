"""Formulas of the demonstration data give their examples; one that does not is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infogo.core.importing import Job
from infogo.loader.management.commands.load_country import DEMO_DATA
from infogo.manuals.formula_check import BAHT, FEWEST_EXAMPLES, faults_of
from infogo.manuals.importers.formulas import FILE, Formulas

RIGHT: dict[str, Any] = {
    "service": "X-1",
    "inputs": {"ราคา": {"label": "ราคา", "unit": "บาท"}, "ปี": {"label": "ปี"}},
    "fees": [
        {
            "fee": "ค่าโอน",
            "expression": "2% ของ ราคา",
            "examples": [
                {"given": {"ราคา": "100", "ปี": "5"}, "result": 2},
                {"given": {"ราคา": "200"}, "result": 4},
            ],
        }
    ],
}


def read(tmp_path: Path, *rows: dict[str, Any]) -> tuple[Formulas, Job]:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    job = Job(tmp_path)
    return Formulas(job), job


def test_every_formula_of_the_country_gives_at_least_three_examples() -> None:
    job = Job(DEMO_DATA)
    formulas = Formulas(job)
    assert job.problems.count == 0
    services = [json.loads(line)["service"] for line in (DEMO_DATA / FILE).read_text().splitlines()]
    assert len(services) == len(set(services)) >= 10
    for service in services:
        for formula in formulas.of(service).values():
            assert list(faults_of(formula, BAHT)) == []
            assert len(formula.examples) >= 3 > FEWEST_EXAMPLES


def test_a_formula_asks_only_for_what_it_uses(tmp_path: Path) -> None:
    formulas, job = read(tmp_path, RIGHT)
    assert job.problems.count == 0
    found = formulas.of("X-1")["ค่าโอน"]
    assert [each.code for each in found.inputs] == ["ราคา"]
    assert [given.input for given in found.examples[0].given] == ["ราคา"]
    assert formulas.of("X-2") == {}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"expression": "3% ของ ราคา"}, "ต้องได้ 2 บาท แต่สูตรคิดได้ 3 บาท"),
        ({"expression": "3% ของ ราค"}, "ไม่รู้จัก “ราค”"),
        ({"examples": []}, "ต้องมีอย่างน้อย 2 ข้อ"),
        ({"examples": 5}, "โครงสร้างสูตรไม่ครบ"),
    ],
)
def test_a_broken_formula_is_reported_and_left_out(
    tmp_path: Path, changed: dict[str, Any], words: str
) -> None:
    broken = {**RIGHT, "fees": [{**RIGHT["fees"][0], **changed}]}
    formulas, job = read(tmp_path, broken, {**RIGHT, "service": "X-2"})
    (problem,) = job.problems.kept
    assert words in problem.reason
    assert formulas.of("X-1") == {}
    assert "ค่าโอน" in formulas.of("X-2")
