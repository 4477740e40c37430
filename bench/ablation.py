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

    *better/worse* counts the queries that the stage lifts into, or keeps from, the first five or
    the first place.
    """
    home = country.kept_home()
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from infogo.search.semantic import is_installed
    from infogo.search.stages import ALL, NAMES
    from tests.relevance.judging import rank_of, read_rows, run

    rows = read_rows()
    with_all = [rank_of(row, run(row)) for row in rows]
    lines = [_line("all", rows, with_all, "")]
    for name in NAMES:
        if name == "semantic" and not is_installed():
            continue
        ranks = [rank_of(row, run(row, ALL.without(name))) for row in rows]
        pairs = list(zip(with_all, ranks, strict=True))
        better = sum(_grade(on) > _grade(off) for on, off in pairs)
        worse = sum(_grade(on) < _grade(off) for on, off in pairs)
        lines.append(_line(f"without {name}", rows, ranks, f"{better}/{worse}"))
    columns = ("stages", "better/worse", "hit@1", "hit@5", "MRR@10", *SHOWN)
    title = f"Ablation over {len(rows)} judged queries (classes: hit@1/hit@5)"
    return Table(title, columns, lines)


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
