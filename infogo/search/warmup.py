"""Read what search keeps in memory before the first citizen asks."""

from __future__ import annotations

import gc
import logging
import threading

from django.db import DatabaseError

from infogo.search import suggest
from infogo.search.background import Background
from infogo.search.index import IndexUnusableError, reader
from infogo.search.knowledge import library
from infogo.search.shelf import shelf

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Read vocabulary, names, completions and services; without an index or database, not yet."""
    try:
        library.knowledge(reader.snapshot())
        suggest.suggest("กก")
        shelf.fill()
    except (IndexUnusableError, DatabaseError) as problem:
        log.warning("search is not warmed up: %s", problem)
    # What was read stays; looking through it for garbage, again and again, costs 0.1 s a time.
    gc.collect()
    gc.freeze()


def warm_up_in_background() -> threading.Thread:
    """Warm up in a thread that does not keep the server from starting or stopping."""
    return _background.start(warm_up)


_background = Background("search-warm-up")
