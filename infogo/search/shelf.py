"""Procedures as result lists show them, kept at hand until one of them changes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from infogo.core import versions
from infogo.manuals.models import Manual, ManualFacts, Procedure

KEYS = (versions.EVERYTHING, "procedure", "agency")


@dataclass(frozen=True)
class ShelvedProcedure:
    """One procedure with everything a result shows of it."""

    procedure: Procedure
    tags: tuple[str, ...]
    facts: ManualFacts | None


class Shelf:
    """Keeps what was read, and asks the database by one query whether it is still true."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokens: Mapping[str, int] = {}
        self._held: dict[int, ShelvedProcedure] = {}

    def procedures(self, ids: Iterable[int]) -> list[ShelvedProcedure]:
        """Return the procedures of ``ids`` that exist, in their order."""
        wanted = list(ids)
        # Read before the rows: a change in between makes the tokens old, never the rows.
        tokens = versions.tokens(KEYS)
        with self._lock:
            if tokens != self._tokens:
                self._tokens, self._held = tokens, {}
            held = self._held
        missing = [key for key in wanted if key not in held]
        if missing:
            held.update(_read(missing))
        return [held[key] for key in wanted if key in held]

    def forget(self) -> None:
        """Drop what is held, as when the database under it is another one."""
        with self._lock:
            self._tokens, self._held = {}, {}


def _read(ids: list[int]) -> dict[int, ShelvedProcedure]:
    standard = Manual.objects.filter(standard=None).select_related("facts")
    found = (
        Procedure.objects.filter(pk__in=ids)
        .select_related("owner")
        .prefetch_related("tags", Prefetch("manuals", standard, to_attr="standard_manuals"))
    )
    return {
        procedure.pk: ShelvedProcedure(
            procedure,
            tuple(tag.text for tag in procedure.tags.all()),
            next((getattr(manual, "facts", None) for manual in procedure.standard_manuals), None),
        )
        for procedure in found
    }


shelf = Shelf()
