"""Remembering which searches fail, without remembering who searched.

A search that found nothing is noted in the memory of this process, once an hour however often it
is asked; a background thread writes the notes every minute. What is written is a keyed hash and
the hour. Only when the same hash has been seen in as many different hours as the setting asks for
are the words written too: they are at hand at that moment and at no other. Words that look like
somebody's own, such as a number, an address or a pasted story, are not even noted.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from infogo.core.dates import BANGKOK
from infogo.core.later import Later
from infogo.search.models import FailedQuery, FailedQueryHour, Shortfall
from infogo.search.results import Kind, SearchPage
from infogo.thai.layout import to_us
from infogo.thai.normalise import normalise

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 60.0
MOST_AN_HOUR = 500
"""Different searches noted in one hour by one process; a flood of junk fills no more than that."""
LONGEST_TEXT = 100
"""A longer text is a story told or pasted, and may tell whose."""
HOURS_KEPT = timedelta(days=30)
TEXTS_KEPT = timedelta(days=365)

# Nine digits, however they are spaced: a citizen's number has 13, a telephone's 9 or 10.
_NUMBER = re.compile(r"\d(?:[\s\-–./()]*\d){8}")
_PASSPORT = re.compile(r"(?<![a-z])[a-z]{1,2}[\s-]?\d{6,}", re.IGNORECASE)
_ADDRESS = re.compile(r"@|://|\bwww\.|[a-z0-9-]\.[a-z]{2,}(?![a-z.])", re.IGNORECASE)


@dataclass(frozen=True)
class Note:
    """One search that failed in one hour."""

    digest: str
    hour: datetime
    text: str
    shortfall: Shortfall


_lock = threading.Lock()
_hour: datetime | None = None
_noted: set[str] = set()
_pending: list[Note] = []


def note_failure(found: SearchPage, *, now: datetime | None = None) -> None:
    """Note a search without filters that failed; anything else is ignored. Writes nothing.

    ``found`` is the first page of a search in all kinds, with corrections allowed.
    """
    shortfall = shortfall_of(found)
    if shortfall is None:
        return
    text = normalise(found.query)
    if not text or len(text) > LONGEST_TEXT or is_personal(found.query) or is_personal(found.used):
        return
    hour = (now or timezone.now()).replace(minute=0, second=0, microsecond=0)
    digest = digest_of(text)
    global _hour
    with _lock:
        if hour != _hour:
            _hour = hour
            _noted.clear()
        if digest in _noted or len(_noted) >= MOST_AN_HOUR:
            return
        _noted.add(digest)
        _pending.append(Note(digest, hour, text, shortfall))
        _later.ask()


def shortfall_of(found: SearchPage) -> Shortfall | None:
    """Return how a search failed, or None if it found what was asked.

    Services that have only some of the words are a failure unless an office leads the list that
    was asked for; one that leads because no service is for the matter shows what is missing.
    """
    if not found.is_ready or not found.query:
        return None
    if not found.total:
        return Shortfall.NOTHING
    is_service = bool(found.results) and found.results[0].kind in {Kind.PROCEDURE, Kind.ARTICLE}
    is_missed = found.is_agencys_matter or (found.is_relaxed and is_service)
    return Shortfall.RELAXED if is_missed else None


def is_personal(text: str) -> bool:
    """Whether a text looks like somebody's own: numbers, telephone, e-mail or web addresses."""
    # Normalised, Thai digits are Arabic ones and what cannot be seen is gone.
    spellings = (text, normalise(text))
    if any(p.search(said) for said in spellings for p in (_NUMBER, _PASSPORT, _ADDRESS)):
        return True
    # A number typed on the Thai layout is letters.
    return _NUMBER.search(to_us(text)) is not None


def digest_of(text: str) -> str:
    """Return the keyed hash under which a normalised text is counted."""
    return salted_hmac("infogo.search.curation.failed", text, algorithm="sha256").hexdigest()


# ---------------------------------------------------------------- writing


def flush() -> int:
    """Write what was noted; returns how many notes were written.

    On a database error the notes are kept for the next attempt.
    """
    global _pending
    with _lock:
        notes, _pending = _pending, []
    if not notes:
        return 0
    try:
        write(notes)
    except DatabaseError:
        logger.warning("failed searches could not be written; kept for later", exc_info=True)
        with _lock:
            _pending = [*notes, *_pending][:MOST_AN_HOUR]
        return 0
    return len(notes)


def forget() -> None:
    """Drop what this process has noted and not yet written."""
    global _hour
    _later.cancel()
    with _lock:
        _hour = None
        _noted.clear()
        _pending.clear()


@transaction.atomic
def write(notes: Iterable[Note]) -> None:
    """Write notes; safe in any number of processes at once."""
    # A fixed order keeps two processes from waiting on each other in a ring.
    for note in sorted(notes, key=lambda note: (note.digest, note.hour)):
        _write(note)


def _write(note: Note) -> None:
    """Count an hour once, whichever process was first; keep the words when it was the last one."""
    _row, is_new = FailedQueryHour.objects.get_or_create(digest=note.digest, hour=note.hour)
    if not is_new:
        return
    day = note.hour.astimezone(BANGKOK).date()
    known = FailedQuery.objects.filter(digest=note.digest)
    if known.update(hours=F("hours") + 1, last_on=day, shortfall=note.shortfall):
        return
    hours = FailedQueryHour.objects.filter(digest=note.digest).count()
    if hours >= int(settings.INFOGO["FAILED_QUERY_MINIMUM"]):
        FailedQuery.objects.get_or_create(
            digest=note.digest,
            defaults={
                "text": note.text,
                "shortfall": note.shortfall,
                "hours": hours,
                "last_on": day,
            },
        )


def forget_old(*, now: datetime) -> int:
    """Remove hours after 30 days and words that nobody asked for a year; returns how many."""
    hours, _details = FailedQueryHour.objects.filter(hour__lt=now - HOURS_KEPT).delete()
    oldest: date = (now - TEXTS_KEPT).astimezone(BANGKOK).date()
    texts, _details = FailedQuery.objects.filter(last_on__lt=oldest).delete()
    return hours + texts


_later = Later(FLUSH_SECONDS, flush)
