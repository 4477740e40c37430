"""The door to search: one call gives a page of results with everything around it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from infogo.core.metrics import SEARCH_SECONDS, timed
from infogo.search.indexing.index import IndexUnusableError, Snapshot, reader
from infogo.search.memory.knowledge import Knowledge, library
from infogo.search.memory.outcomes import Basis, Outcomes, State, pages
from infogo.search.pipeline.finding import Search
from infogo.search.results import MAX_PAGE, Kind, SearchPage
from infogo.search.retrieval.query import Filters
from infogo.search.stages import ALL, AS_TYPED, Stages
from infogo.search.understanding.understand import LONGEST_QUERY, tidied
from infogo.search.words.synonyms import Synonyms, present

Value = TypeVar("Value")

PAGE_SIZE = 10
PROVINCE_CODE = re.compile("[1-9][0-9]")


def search(
    q: str,
    *,
    kind: Kind | None = None,
    province: str = "",
    topic: int = 0,
    group: int = 0,
    agency: int = 0,
    online: bool = False,
    free: bool = False,
    weekend: bool = False,
    page: int = 1,
    page_size: int = PAGE_SIZE,
    as_typed: bool = False,
    with_facets: bool = False,
    stages: Stages = ALL,
) -> SearchPage:
    """Return one page of what people mean by ``q``, best first; see ``asked`` for the arguments.

    Never raises, whatever the text: while there is no usable index the page says so.
    """
    return find(
        asked(
            q,
            kind=kind,
            province=province,
            topic=topic,
            group=group,
            agency=agency,
            online=online,
            free=free,
            weekend=weekend,
            page=page,
            page_size=page_size,
            as_typed=as_typed,
            with_facets=with_facets,
            stages=stages,
        )
    )


class Question(NamedTuple):
    """All that is asked of a search, and so all that makes its page another one."""

    text: str
    kind: Kind | None
    province: str
    filters: Filters
    stages: Stages
    page: int
    page_size: int
    with_facets: bool


def asked(
    q: str,
    *,
    kind: Kind | None = None,
    province: str = "",
    topic: int = 0,
    group: int = 0,
    agency: int = 0,
    online: bool = False,
    free: bool = False,
    weekend: bool = False,
    page: int = 1,
    page_size: int = PAGE_SIZE,
    as_typed: bool = False,
    with_facets: bool = False,
    stages: Stages = ALL,
) -> Question:
    """Return what is asked.

    ``kind`` chooses a tab (None: all kinds together). ``province``, the reader's two-digit code,
    filters and picks local manuals; any other text is no province. ``topic``, ``group`` and
    ``agency`` are ids. ``as_typed`` switches corrections off, ``stages`` any stage. An empty
    ``q`` lists everything under the filters, the most used first. Counting facets costs as much
    as searching, so it has to be asked for.
    """
    province = province if PROVINCE_CODE.fullmatch(province) else ""
    return Question(
        text=q[:LONGEST_QUERY],
        kind=kind,
        province=province,
        filters=Filters(int(province or 0), topic, group, agency, online, free, weekend),
        stages=AS_TYPED if as_typed else stages,
        page=max(1, min(page, MAX_PAGE)),
        page_size=page_size,
        with_facets=with_facets,
    )


@timed(SEARCH_SECONDS, "search")
def find(question: Question) -> SearchPage:
    """Return the page that answers a question, remembered or made now; never raises."""
    try:
        state = _present_state()
        held = pages.recall(state, question)
        return _made(state, question) if held is None else held
    except IndexUnusableError as problem:
        reader.give_up(problem)
    typed = tidied(question.text)
    return SearchPage(query=typed, used=typed, page_size=question.page_size, is_ready=False)


def recalled(question: Question, memory: Outcomes[Value]) -> Value | None:
    """Return what a memory holds of the answer to a question, if it is what would be found.

    It is measured as a search if it holds one; whoever has to search now is measured by that.
    """
    began = time.perf_counter()
    try:
        held = memory.recall(_present_state(), question)
    except IndexUnusableError:
        return None  # whoever searches now is told, and asks for a new index
    if held is not None:
        SEARCH_SECONDS.labels("search").observe(time.perf_counter() - began)
    return held


def _present_state() -> State:
    snapshot = reader.snapshot()
    words = present()
    return State(snapshot, library.knowing(snapshot, words.latin), words)


def _made(state: State, question: Question) -> SearchPage:
    run = Search(
        state.snapshot,
        state.knowledge,
        state.words,
        question.filters,
        question.kind,
        question.stages,
    )
    run.read(question.text, question.province)
    made = run.page(question.page, question.page_size, with_facets=question.with_facets)
    basis = Basis(state, run.tokens)
    page = replace(made, basis=basis)
    pages.keep(basis, question, lambda: page)
    return page


def keep(
    question: Question, found: SearchPage, memory: Outcomes[Value], make: Callable[[], Value]
) -> None:
    """Let a memory keep what ``make`` makes of the page that answers a question, if it is wanted.

    It may rest on nothing but the page.
    """
    if isinstance(found.basis, Basis):
        memory.keep(found.basis, question, make)


def search_in(
    snapshot: Snapshot, knowledge: Knowledge, q: str, page_size: int, words: Synonyms | None = None
) -> SearchPage:
    """Return the first page of ``search`` without filters, in given states of index and words."""
    run = Search(snapshot, knowledge, words or present(), Filters(), None, ALL)
    run.read(q, "")
    return run.page(1, page_size, with_facets=False)
