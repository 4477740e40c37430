"""How often the site's search would bring the paragraph that answers a question, on any set."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.report import CannotMeasureError, Table
from bench.squad import QuestionSet, read_set, together
from tools import country

DEPTH = 10
FOLDER = "BENCH_CALLED_FROM"
"""Environment variable with the folder in which ``./dev`` was called; file names start there."""


def retrieval(files: Sequence[str]) -> Table:
    """Measure each file by itself and, if there are several, all of them in one index.

    Raises:
        CannotMeasureError: no file is named, or one cannot be read.
    """
    if not files:
        raise CannotMeasureError(
            "บอกชื่อไฟล์ SQuAD อย่างน้อยหนึ่งไฟล์ · name at least one SQuAD file: "
            "./dev bench retrieval FILE…"
        )
    sets = [read_set(Path(os.environ.get(FOLDER, ""), file)) for file in files]
    if len(sets) > 1:
        sets.append(together(sets))
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as home:
        os.environ.update(country.environment(Path(home)))
        import django

        django.setup()
        rows = [_row(question_set) for question_set in sets]
    quality = ("recall@1", f"recall@{DEPTH}", f"MRR@{DEPTH}")
    columns = ("set", "paragraphs", "questions", *quality, "indexing, s", "asking, s")
    return Table("Finding the paragraph that answers a question", columns, rows)


def recall(ranks: Sequence[int], depth: int) -> float:
    """Return the share of ranks from 1 to ``depth``; rank 0 means not found."""
    return sum(1 <= rank <= depth for rank in ranks) / len(ranks)


def mean_reciprocal_rank(ranks: Sequence[int]) -> float:
    """Return the mean of 1/rank, 0 for what was not found."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def ranks_of(question_set: QuestionSet) -> tuple[list[int], float, float]:
    """Return each question's rank of its paragraph, and the seconds of indexing and asking."""
    from bench.paragraphs import ParagraphIndex

    began = time.perf_counter()
    index = ParagraphIndex(question_set.paragraphs)
    indexed = time.perf_counter()
    ranks = []
    for question, right in question_set.questions:
        found = index.ask(question, DEPTH)
        ranks.append(found.index(right) + 1 if right in found else 0)
    return ranks, indexed - began, time.perf_counter() - indexed


def _row(question_set: QuestionSet) -> tuple[object, ...]:
    ranks, indexing, asking = ranks_of(question_set)
    quality = (recall(ranks, 1), recall(ranks, DEPTH), mean_reciprocal_rank(ranks))
    sizes = (len(question_set.paragraphs), len(question_set.questions))
    return (question_set.name, *sizes, *(f"{share:.4f}" for share in quality), indexing, asking)
