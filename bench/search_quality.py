"""How good search is over the judged queries, and how long it takes, over the loaded country."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Sequence

from bench.report import Table
from tools import country

TIMED_ROUNDS = 3


def search() -> Table:
    """Score every class of ``tests/relevance`` on all splits, with the time of a search."""
    home = country.kept_home()
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from tests.relevance.judging import SPLITS, read_rows, run, scores

    rows = read_rows()
    run(rows[0])  # reads the vocabulary and the names of places
    times: dict[str, list[float]] = {}
    answers = []
    for round_number in range(TIMED_ROUNDS):
        for row in rows:
            began = time.perf_counter()
            page = run(row)
            spent = (time.perf_counter() - began) * 1000
            for name in (row.kind_of_query, "total"):
                times.setdefault(name, []).append(spent)
            if round_number == 0:
                answers.append((row, page))
    splits = {
        split: scores([(row, page) for row, page in answers if row.split == split])
        for split in SPLITS
    }
    names = [name for name in splits["tune"] if name != "total"]
    lines = []
    for name in (*names, "total"):
        line: list[object] = [name]
        for split in splits.values():
            score = split.get(name)
            if score is None:  # what another set had asked already was left out
                line += [0, "", "", ""]
                continue
            line += [score.count, f"{score.first:.2f}", f"{score.five:.2f}"]
            line.append(f"{score.mean_reciprocal_rank:.3f}")
        lines.append([*line, *_percentiles(times[name])])
    columns = ["class"]
    for split_name in splits:
        columns += [split_name, "hit@1", "hit@5", "MRR@10"]
    columns += ["p50 ms", "p95 ms", "p99 ms"]
    return Table("Search over the judged queries", columns, lines)


def _percentiles(times: Sequence[float]) -> list[float]:
    cuts = statistics.quantiles(times, n=100)
    return [cuts[49], cuts[94], cuts[98]]
