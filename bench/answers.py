"""How often a question is answered directly, and how often about a right result."""

from __future__ import annotations

import os

from bench.report import Table
from tools import country

KINDS = ("asks something", "names a place beside a service")
OUTCOMES = ("a direct answer", "of these about a right result", "told on the first cards")


def answers() -> Table:
    """Count over all judged queries of all tabs; nobody sees which of the closed halves."""
    home = country.kept_home()
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from infogo.core.dates import bangkok_now
    from infogo.points.opening import Clock
    from infogo.search.answers.answering import answer_to, is_question, told_on_cards
    from infogo.search.results import Kind
    from tests.relevance.judging import read_rows, run

    counted = {kind: [0] * (1 + len(OUTCOMES)) for kind in KINDS}
    clock = Clock(bangkok_now())
    for row in read_rows():
        page = run(row)
        asks = is_question(page)
        begins = page.results[0].kind if page.results else None
        if not asks and not (page.place and begins is Kind.PROCEDURE):
            continue
        of_kind = counted[KINDS[0] if asks else KINDS[1]]
        of_kind[0] += 1
        if answer_to(page, clock) is not None:
            of_kind[1] += 1
            of_kind[2] += page.results[0].code in row.right
        elif told_on_cards(page, clock):
            of_kind[3] += 1
    return Table(
        "Direct answers to judged queries",
        ["a query that", "queries", *OUTCOMES],
        [[kind, *numbers] for kind, numbers in counted.items()],
    )
