"""The measurement of retrieval: its arithmetic, its index, and the command itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.paragraphs import ParagraphIndex
from bench.retrieval import DEPTH, FOLDER, mean_reciprocal_rank, ranks_of, recall
from bench.squad import read_set

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTIONS = Path(__file__).with_name("questions.json")


def bench(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name[:7] != "INFOGO_"}
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**kept, FOLDER: str(folder)}, capture_output=True, text=True
    )


def test_arithmetic() -> None:
    ranks = [1, 2, 0, 10]
    assert recall(ranks, 1) == 0.25
    assert recall(ranks, 9) == 0.5
    assert recall(ranks, DEPTH) == 0.75
    assert mean_reciprocal_rank(ranks) == pytest.approx((1 + 1 / 2 + 1 / 10) / 4)


def test_ranks_are_those_of_the_paragraph_that_a_question_belongs_to() -> None:
    """The last question asks for words of another paragraph, so its own comes second or not."""
    ranks, indexing, asking = ranks_of(read_set(QUESTIONS))
    assert ranks[:4] == [1, 1, 1, 1]
    assert ranks[4] != 1
    assert indexing > 0 and asking > 0


def test_the_analysis_is_that_of_the_site() -> None:
    """Misspelt, in Thai digits, on the wrong keyboard, or asked politely: all are understood."""
    index = ParagraphIndex(["ตลาดท่าไม้เปิด 5 โมงเช้า", "โรงสีข้าวเก่า", "กาแฟบนเขา"])
    assert index.ask("ตลาดท่าไม้เปิด ๕ โมง", 1) == [0]
    assert index.ask("โรงศีข้าว", 1) == [1]
    assert index.ask("dkca[og-k", 1) == [2]
    assert index.ask("สอบถามว่ากาแฟมีอะไรบ้างคะ", 3) == [2]
    assert index.ask("ทะเล", 3) == []


def test_the_command_prints_a_row_for_each_file_and_one_for_all(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(
        '[{"context": "เรือข้ามฟากออกทุกสิบนาที", "qas": [{"question": "เรือข้ามฟากออกทุกกี่นาที"}]}]',
        encoding="utf-8",
    )
    done = bench("retrieval", str(QUESTIONS), "other.json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    assert [row[:4] for row in rows[2:]] == [
        ["| questions.json", "3", "5", "0.8000"],
        ["| other.json", "1", "1", "1.0000"],
        ["| together", "4", "6", "0.8333"],
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["retrieval", "nowhere.json"], "อ่านไฟล์ไม่ได้ · cannot read"),
        (["retrieval"], "name at least one SQuAD file"),
        (["nothing"], "ไม่มีการวัดชื่อ · no measurement nothing"),
    ],
)
def test_what_cannot_be_measured_ends_with_2_and_says_why(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = bench(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "|" not in done.stdout
