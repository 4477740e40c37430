"""Run one measurement, or all of them, and print Markdown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from bench import (
    ablation,
    agents,
    answers,
    api,
    bulk,
    central,
    changes,
    country,
    doors,
    dumps,
    engines,
    freshness,
    fuzz,
    kept,
    latency,
    office_lists,
    office_slips,
    packs,
    pages,
    paper,
    plan,
    retrieval,
    search_quality,
    searching,
    start,
    turns,
    vocabularies,
    weights,
)
from bench.nation import command
from bench.report import CannotMeasureError, Table, origin

MEASUREMENTS: dict[str, Callable[[], Table | Sequence[Table]]] = {
    "load": country.load,
    "index": country.index,
    "search": search_quality.search,
    "ablation": ablation.ablation,
    "answers": answers.answers,
    "latency": latency.latency,
    "start": start.start,
    "fuzz": fuzz.fuzz,
    "weights": weights.weights,
    "pages": pages.pages,
    "page-types": pages.page_types,
    "plan": plan.plan,
    "api": api.api,
    "packs": packs.packs,
    "doors": doors.doors,
    "dumps": dumps.dumps,
    "agents": agents.agents,
    "paper": paper.paper,
    "freshness": freshness.freshness,
    "kept": kept.kept,
    "office-lists": office_lists.office_lists,
    "office-slips": office_slips.office_slips,
    "engines": engines.engines,
    "bulk": bulk.bulk,
    "central": central.central,
    "vocabularies": vocabularies.vocabularies,
    "changes": changes.changes,
    "searching": searching.searching,
    "turns": turns.turns,
}
WITH_WORDS: dict[str, Callable[[Sequence[str]], Iterable[Table]]] = {
    "retrieval": lambda files: [retrieval.retrieval(files)],
    "nation": command.nation,
}
"""Measurements that read what follows them; measuring everything leaves them out."""


def main(arguments: Sequence[str]) -> int:
    """Print the named measurements, or all; some take all that follows them.

    Returns 2, with a message, for a name that does not exist and for what cannot be measured.
    """
    try:
        for table in _tables(arguments):
            print(table.markdown(), flush=True)
    except CannotMeasureError as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def _tables(arguments: Sequence[str]) -> Iterator[Table]:
    unknown = sorted(set(arguments) - set(MEASUREMENTS))
    chosen = [MEASUREMENTS[name] for name in arguments or MEASUREMENTS if name not in unknown]
    if arguments and arguments[0] in WITH_WORDS:
        print(origin(" ".join(["./dev bench", *arguments])), flush=True)
        yield from WITH_WORDS[arguments[0]](arguments[1:])
        return
    if unknown:
        known = ", ".join([*MEASUREMENTS, *(f"{name} …" for name in WITH_WORDS)])
        raise CannotMeasureError(
            f"ไม่มีการวัดชื่อ · no measurement {', '.join(unknown)}; มี · there are: {known}"
        )
    print(origin(" ".join(["./dev bench", *arguments])), flush=True)
    for measure in chosen:
        made = measure()
        yield from [made] if isinstance(made, Table) else made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
