"""Whether this machine's clock can be believed: law's days, deadlines and clearing away hang on it.

A clock that jumps is set right again within minutes or was set right just now; what would have been
done in between (days counted, sessions ended, a day of the register noted for good) cannot all be
taken back. So the worker waits with what goes by the clock until it has run evenly for a while, and
as long as it differs from the clock of the database server.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime

from django.db import connection

JUMP_SECONDS = 120.0
"""More than two clocks may run apart between two looks; what NTP slews away is far less."""
HELD_SECONDS = 600.0
"""How long a clock must run evenly after a jump."""
LOOK_AT_DATABASE_SECONDS = 10.0
log = logging.getLogger(__name__)


def database_time() -> float | None:
    """Return the time of a database server that may be another machine; ``None`` for SQLite."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
    return told.timestamp()


class Steadiness:
    """Watches the clock of the world beside the one that only counts seconds."""

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        even: Callable[[], float] = time.monotonic,
        server: Callable[[], float | None] = database_time,
    ) -> None:
        """Begin; the clock is believed until it jumps."""
        self._wall, self._even, self._server = wall, even, server
        self._apart = wall() - even()
        self._held_until = float("-inf")
        self._asked_at = float("-inf")
        self._differs = False

    def is_steady(self) -> bool:
        """Whether what goes by the clock may be done now.

        Raises:
            DatabaseError: the server cannot be asked for its time.
        """
        now = self._even()
        apart = self._wall() - now
        if abs(apart - self._apart) > JUMP_SECONDS:
            log.error("the clock jumped by %.0f s; what goes by it waits", apart - self._apart)
            self._held_until = now + HELD_SECONDS
        self._apart = apart
        if now - self._asked_at >= LOOK_AT_DATABASE_SECONDS:
            self._asked_at = now
            self._ask_server()
        return now >= self._held_until and not self._differs

    def _ask_server(self) -> None:
        told = self._server()
        differs = told is not None and abs(told - self._wall()) > JUMP_SECONDS
        if differs and not self._differs:
            log.error("the clock is not that of the database server; what goes by it waits")
        self._differs = differs
