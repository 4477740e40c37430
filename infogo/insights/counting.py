"""Counting openings in memory and writing sums to the database now and then.

A page view must not write to the database: sums gather in this process and are written every
few seconds by a background thread, and once more when the process ends. Losing some seconds of
counts in a crash costs nothing that anybody was promised.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from django.db import DatabaseError, transaction
from django.db.models import F

from infogo.core.dates import bangkok_today
from infogo.core.later import Later
from infogo.insights.models import NextOpenings, OpenedFrom, ProcedureOpenings
from infogo.manuals.models import Procedure

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 10.0
# A list of distinct pages is short; a flood of junk addresses must not grow the memory.
MOST_PENDING = 50_000
LONGEST_REMEMBERED = 300
MANUAL_PATH = re.compile(r"^(?:/en)?/manual/(\d{1,12})(?:/at/\d{1,12})?$")
SEARCH_PATH = re.compile(r"^(?:/en)?/search$")
ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|scan", re.IGNORECASE)

OpeningKey = tuple[date, int, str]
NextKey = tuple[date, int, int]

_lock = threading.Lock()
_openings: Counter[OpeningKey] = Counter()
_next_openings: Counter[NextKey] = Counter()


def count_opening(*, path: str, referer: str, user_agent: str, host: str) -> None:
    """Count one successful page view; anything that is not a manual is ignored.

    ``referer`` counts only when it is a page of ``host``.
    """
    procedure_id = _manual_at(path)
    if procedure_id is None or is_robot(user_agent):
        return
    day = bangkok_today()
    own_path = _path_on(host, referer) if referer else None
    before = _manual_at(own_path) if own_path is not None else None
    with _lock:
        if len(_openings) + len(_next_openings) >= MOST_PENDING:
            return
        _openings[day, procedure_id, _opened_from(own_path)] += 1
        if before is not None and before != procedure_id:
            _next_openings[day, before, procedure_id] += 1
        _later.ask()


def _manual_at(path: str) -> int | None:
    """Return the procedure whose manual a path shows, if it shows one."""
    # A long one is somebody's attempt to fill the memory.
    return (_known_manual if len(path) <= LONGEST_REMEMBERED else _manual_of)(path)


def _manual_of(path: str) -> int | None:
    found = MANUAL_PATH.match(path)
    return None if found is None else int(found[1])


_known_manual = lru_cache(maxsize=4096)(_manual_of)


def is_robot(user_agent: str) -> bool:
    """Whether a program, by its own word or silence, is asking rather than a person."""
    if not user_agent:
        return True
    # Readers share a few hundred browsers; a long one is somebody's attempt to fill the memory.
    return (_known_robot if len(user_agent) <= LONGEST_REMEMBERED else _robot)(user_agent)


def _robot(user_agent: str) -> bool:
    return ROBOT.search(user_agent) is not None


_known_robot = lru_cache(maxsize=512)(_robot)


def flush() -> int:
    """Write the gathered sums; returns how many rows were touched.

    On a database error the sums are kept for the next attempt.
    """
    global _openings, _next_openings
    with _lock:
        openings, _openings = _openings, Counter()
        next_openings, _next_openings = _next_openings, Counter()
    if not openings and not next_openings:
        return 0
    try:
        with transaction.atomic():
            return _write(openings, next_openings)
    except DatabaseError:
        logger.warning("usage counts could not be written; kept for later", exc_info=True)
        with _lock:
            _openings.update(openings)
            _next_openings.update(next_openings)
        return 0


def _path_on(host: str, referer: str) -> str | None:
    """Return the path of a page of our own that led here, or ``None`` for any other."""
    try:
        came_from = urlsplit(referer)
    except ValueError:  # such as "http://[": whatever it is, it is not a page of ours
        return None
    return came_from.path if came_from.netloc == host else None


def _opened_from(path: str | None) -> str:
    if path is None:
        return OpenedFrom.ELSEWHERE
    return OpenedFrom.SEARCH if SEARCH_PATH.match(path) else OpenedFrom.SITE


def _write(openings: Counter[OpeningKey], next_openings: Counter[NextKey]) -> int:
    ids = {key[1] for key in openings} | {key[1] for key in next_openings}
    ids |= {key[2] for key in next_openings}
    known = set(Procedure.objects.filter(pk__in=ids).values_list("pk", flat=True))
    touched = 0
    # A fixed order keeps two processes that write at once from waiting on each other in a ring.
    for (day, procedure_id, opened_from), count in sorted(openings.items()):
        if procedure_id in known:
            opened, _made = ProcedureOpenings.objects.get_or_create(
                day=day, procedure_id=procedure_id, opened_from=opened_from
            )
            ProcedureOpenings.objects.filter(pk=opened.pk).update(count=F("count") + count)
            touched += 1
    for (day, procedure_id, next_id), count in sorted(next_openings.items()):
        if {procedure_id, next_id} <= known:
            pair, _made = NextOpenings.objects.get_or_create(
                day=day, procedure_id=procedure_id, next_procedure_id=next_id
            )
            NextOpenings.objects.filter(pk=pair.pk).update(count=F("count") + count)
            touched += 1
    return touched


_later = Later(FLUSH_SECONDS, flush)
