"""Read what search keeps in memory before the first citizen asks."""

from __future__ import annotations

import ctypes
import gc
import logging
import threading

from django.db import DatabaseError

from infogo.search import suggest
from infogo.search.agencies import duties
from infogo.search.indexing.index import IndexUnusableError, reader
from infogo.search.memory import knowledge
from infogo.search.memory.background import Background
from infogo.search.memory.knowledge import library
from infogo.search.retrieval.shelf import shelf

log = logging.getLogger(__name__)

OLDEST = 2
"""Of the collector's generations."""
MIDDLE_ROUNDS = 1
"""Before each whole round. What is remembered comes to it in portions: ten would take 80 ms."""
YOUNG_ROUNDS = 2
"""Before each middle round. Ten, as Python has it, made the longest waits among searches: 6 ms."""


LAID_OUT = (knowledge.LEARNT, duties.LEARNT, suggest.LEARNT)
"""What takes so long that it is kept on disk."""


def is_laid_out() -> bool:
    """Return whether all of it is on disk, of whatever rows it was made."""
    return all(learnt.is_kept() for learnt in LAID_OUT)


def warm_up() -> None:
    """Read vocabulary, names, completions and services; without an index or database, not yet."""
    try:
        library.knowledge(reader.snapshot())
        suggest.suggest("กก")
        shelf.fill()
    except (IndexUnusableError, DatabaseError) as problem:
        log.warning("search is not warmed up: %s", problem)
    _keep_for_good()
    gc.collect()
    # Once more, over next to nothing: the collector waits with its next whole round until a
    # quarter of what the last one saw has come to it, and a long wait makes a long round.
    gc.collect()
    _give_back()


def _give_back() -> None:
    """Return to the operating system what learning borrowed, where the C library can: 30 MB."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _keep_for_good() -> None:
    """Look only once through what outlives a whole round of the garbage collector.

    What was read stays, and so does most of what is remembered later. Looking through all of it
    again and again holds up whoever is searching for 0.1 s a time. The price: garbage that only
    the collector can free, and that was in use in the middle of such a round, is never freed;
    that is one request's, every few thousand.
    """
    if _freeze not in gc.callbacks:
        gc.callbacks.append(_freeze)
        gc.set_threshold(gc.get_threshold()[0], YOUNG_ROUNDS, MIDDLE_ROUNDS)


def _freeze(phase: str, info: dict[str, int]) -> None:
    if phase == "stop" and info["generation"] == OLDEST:
        gc.freeze()


def warm_up_in_background() -> threading.Thread:
    """Warm up in a thread that does not keep the server from starting or stopping."""
    return _background.start(warm_up)


_background = Background("search-warm-up")
