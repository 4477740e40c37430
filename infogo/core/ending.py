"""What a process does at its end, also when it is a worker of the web server.

Workers are forked, and Python leaves a forked worker without calling what ``atexit`` knows; what
``multiprocessing`` knows is called in workers and in every other process alike.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.util import Finalize

PRIORITY = 10


def at_end(function: Callable[[], object]) -> None:
    """Call ``function`` once when this process ends by itself or is told to stop (SIGTERM)."""
    Finalize(None, function, exitpriority=PRIORITY)
