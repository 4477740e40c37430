"""Read what search keeps in memory before the first citizen asks."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connections

from infogo.search import suggest
from infogo.search.index import IndexUnusableError, reader
from infogo.search.knowledge import library

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Read vocabulary, names of places and completions; without an index or database, not yet."""
    try:
        library.knowledge(reader.snapshot())
        suggest.suggest("กก")
    except (IndexUnusableError, DatabaseError) as problem:
        log.warning("search is not warmed up: %s", problem)


def warm_up_in_background() -> threading.Thread:
    """Warm up in a thread that does not keep the server from starting or stopping."""

    def work() -> None:
        warm_up()
        connections.close_all()

    thread = threading.Thread(target=work, name="search-warm-up", daemon=True)
    thread.start()
    return thread
