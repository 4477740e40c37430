"""What every stage of search is worth: the judged queries with one stage off at a time."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.report import Table
from tools import country

if TYPE_CHECKING:
    from tests.relevance.judging import Row, Score

SHOWN = (
    "question", "situation", "colloquial", "abbreviation", "typo1", "typo2", "spacing",
    "layout_en", "layout_th", "english", "romanised", "digits", "place_service",
)  # fmt: skip
TOP = 5


def ablation() -> Table:
    """Search all judged queries with each stage off; one line a stage.

    The extra ``semantic`` is off in all of them and has a line of its own at the end.
    *better/worse* counts the queries that the stage lifts into, or keeps from, the first five or
    the first place.
    """
    home = country.kept_home()
    os.environ.update({**country.environment(home), "INFOGO_SEMANTIC": "1"})
    import django

    django.setup()
    from infogo.search.ranking.names import read_services
    from infogo.search.ranking.semantic import embed_missing, read_meaning
    from infogo.search.stages import ALL, NAMES
    from tests.relevance.judging import rank_of, read_rows, run

    embed_missing(read_services())
    has_vectors = read_meaning(read_services()) is not None
    rows = read_rows()
    usual = ALL.without("semantic")
    with_all = [rank_of(row, run(row, usual)) for row in rows]
    lines = [_line("all", rows, with_all, "")]
    for name in NAMES:
        if name != "semantic":
            ranks = [rank_of(row, run(row, usual.without(name))) for row in rows]
            effect = _effect(with_all, ranks)
            lines.append(_line(f"without {name}", rows, ranks, effect))
    if has_vectors:
        ranks = [rank_of(row, run(row)) for row in rows]
        lines.append(_line("with semantic", rows, ranks, _effect(ranks, with_all)))
    columns = ("stages", "better/worse", "hit@1", "hit@5", "MRR@10", *SHOWN)
    title = f"Ablation over {len(rows)} judged queries (classes: hit@1/hit@5)"
    return Table(title, columns, lines)


def _effect(on: Sequence[int], off: Sequence[int]) -> str:
    pairs = list(zip(on, off, strict=True))
    better = sum(_grade(a) > _grade(b) for a, b in pairs)
    worse = sum(_grade(a) < _grade(b) for a, b in pairs)
    return f"{better}/{worse}"


def _grade(rank: int) -> int:
    """Return 2 for the first place, 1 for the first five, 0 for anything else."""
    return (rank == 1) + (1 <= rank <= TOP)


def _line(name: str, rows: Sequence[Row], ranks: Sequence[int], effect: str) -> list[object]:
    from tests.relevance.judging import scores_of_ranks

    found: dict[str, Score] = scores_of_ranks(zip(rows, ranks, strict=True))
    total = found["total"]
    classes = [f"{found[name].first:.2f}/{found[name].five:.2f}" for name in SHOWN]
    mean = f"{total.mean_reciprocal_rank:.3f}"
    return [name, effect, f"{total.first:.3f}", f"{total.five:.3f}", mean, *classes]
