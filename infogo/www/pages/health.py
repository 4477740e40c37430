"""Whether this node can answer readers."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import DatabaseError, connection

from infogo.search.index import IndexUnusableError, reader

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Health:
    """What works. Without an index pages still answer, but searches find nothing."""

    has_database: bool
    has_index: bool

    @property
    def is_well(self) -> bool:
        """Whether readers should be sent here."""
        return self.has_database and self.has_index


def health() -> Health:
    """Look at the database and the search index now."""
    return Health(has_database=_has_database(), has_index=_has_index())


def _has_database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("the database cannot be reached")
        return False
    return True


def _has_index() -> bool:
    try:
        reader.snapshot()
    except IndexUnusableError as problem:
        logger.warning("the search index cannot be used: %s", problem)
        return False
    return True
