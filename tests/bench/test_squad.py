"""Question sets in every form that is read, and files that are not one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.report import CannotMeasureError
from bench.squad import read_set, together

CONTEXTS = ("คลองยาว", "เขาสูง")
ASKED = (("คลองเป็นอย่างไร", 0), ("เขาเป็นอย่างไร", 1), ("อะไรยาว", 0))

PARAGRAPHS = [
    {"context": "คลองยาว", "qas": [{"question": "คลองเป็นอย่างไร"}]},
    {"context": " เขาสูง\n", "qas": [{"question": "เขาเป็นอย่างไร"}, {"question": " "}]},
    {"context": "คลองยาว", "qas": [{"question": "อะไรยาว"}]},
]
ROWS = [
    {"context": CONTEXTS[at], "question": question, "answers": {"text": ["x"], "answer_start": [0]}}
    for question, at in ASKED
]


def written(folder: Path, value: object, name: str = "set.json") -> Path:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "value",
    [
        {"version": "1.1", "data": [{"title": "t", "paragraphs": PARAGRAPHS}]},
        {"data": [{"paragraphs": PARAGRAPHS[:1]}, {"paragraphs": PARAGRAPHS[1:]}]},
        PARAGRAPHS,
        ROWS,
        {"data": ROWS},
        "\n".join(json.dumps(row) for row in ROWS),
        "\ufeff" + json.dumps(PARAGRAPHS),
    ],
    ids=["squad", "articles", "paragraphs", "rows", "data rows", "lines", "byte order mark"],
)
def test_every_form_gives_the_same_set(tmp_path: Path, value: object) -> None:
    found = read_set(written(tmp_path, value))
    assert found.name == "set.json"
    assert found.paragraphs == CONTEXTS
    assert found.questions == ASKED


def test_a_question_without_an_answer_is_left_out_and_its_paragraph_stays(tmp_path: Path) -> None:
    unanswerable = {"context": "ไร่นา", "qas": [{"question": "ใคร", "is_impossible": True}]}
    found = read_set(written(tmp_path, [*PARAGRAPHS, unanswerable]))
    assert found.paragraphs == (*CONTEXTS, "ไร่นา")
    assert found.questions == ASKED


def test_sets_together_keep_one_of_equal_paragraphs_and_all_questions(tmp_path: Path) -> None:
    first = read_set(written(tmp_path, PARAGRAPHS[:2]))
    unasked = {"context": "ไร่นา", "qas": []}
    second = read_set(written(tmp_path, [unasked, PARAGRAPHS[2]]))
    both = together([first, second])
    assert sorted(both.paragraphs) == sorted((*CONTEXTS, "ไร่นา"))
    assert [(both.paragraphs[at], question) for question, at in both.questions] == [
        (CONTEXTS[at], question) for question, at in ASKED
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[1]\n{", "not JSON"),
        ('{"data": []}', "no paragraph"),
        ("7", "no parag"),
    ],
)
def test_what_is_no_set_is_refused_by_name(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text, "broken.json")
    with pytest.raises(CannotMeasureError, match=rf"{message}.*broken\.json"):
        read_set(path)


def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    binary = tmp_path / "photo.json"
    binary.write_bytes(b"\xff\xd8\xff")
    for path in (binary, tmp_path, tmp_path / "nowhere.json"):
        with pytest.raises(CannotMeasureError, match=rf"cannot read .*{path.name}"):
            read_set(path)
