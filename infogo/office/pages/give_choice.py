"""What an administrator has chosen so far, as it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from infogo.accounts.perms import Proposal
from infogo.accounts.roles import ROLES_OF_MANUALS, ROLES_OF_POINTS
from infogo.core.dates import DateInputError, parse_written_date
from infogo.core.written import asked_words

ALL, POINTS, MANUALS = "all", "points", "manuals"
MOST_CHOSEN = 200
"""Of one right: all of it stands in the address. One more is kept, so that it can be told."""
LONGEST_ID = 15


@dataclass(frozen=True)
class Choice:
    """Every field of the steps; empty where nothing was chosen yet.

    ``at`` is the step that was asked for by name.
    """

    agency: int | None = None
    subtree: bool = False
    role: str = ""
    narrow: str = ""
    points: tuple[int, ...] = ()
    manuals: tuple[int, ...] = ()
    since: str = ""
    until: str = ""
    query: str = ""
    at: str = ""

    @property
    def narrowings(self) -> tuple[str, ...]:
        """The ways in which this role can be limited."""
        ways = [(POINTS, ROLES_OF_POINTS), (MANUALS, ROLES_OF_MANUALS)]
        return tuple(way for way, roles in ways if self.role in roles)

    @property
    def picked(self) -> tuple[int, ...]:
        """The records it is limited to."""
        return self.points if self.narrow == POINTS else self.manuals

    def fields(self, *without: str) -> list[tuple[str, str]]:
        """Return what was chosen as hidden fields, without those a form asks for itself."""
        found: list[tuple[str, Any]] = [
            ("agency", self.agency),
            ("subtree", "1" if self.subtree else None),
            ("role", self.role),
            ("narrow", self.narrow),
            ("since", self.since),
            ("until", self.until),
            *[("points", pk) for pk in self.points],
            *[("manuals", pk) for pk in self.manuals],
        ]
        return [
            (name, str(value))
            for name, value in found
            if name not in without and value not in {None, ""}
        ]

    def address(self, path: str, at: str) -> str:
        """Return the address of a step with everything chosen kept."""
        return f"{path}?{urlencode([*self.fields(), ('at', at)])}"

    def proposal(self) -> Proposal:
        """Return what would be given.

        Raises:
            DateInputError: a date cannot be read; ``str()`` says so in Thai.
        """
        return Proposal(
            role=self.role,
            agency_id=self.agency,
            whole_subtree=self.subtree,
            point_ids=frozenset(self.points) if self.narrow == POINTS else None,
            manual_ids=frozenset(self.manuals) if self.narrow == MANUALS else None,
            valid_from=_day(self.since),
            valid_until=_day(self.until),
        )


def read_choice(data: QueryDict) -> Choice:
    """Read a choice; a number that cannot be read counts as not chosen.

    A limit that the chosen role cannot have stays as it was chosen: without it the right would be
    wider than was meant.
    """
    agency = _ids(data.getlist("agency")[-1:])
    return Choice(
        agency=agency[0] if agency else None,
        subtree=data.get("subtree") == "1",
        role=data.get("role", ""),
        narrow=data.get("narrow", ""),
        points=_ids(data.getlist("points")),
        manuals=_ids(data.getlist("manuals")),
        since=data.get("since", "").strip()[:40],
        until=data.get("until", "").strip()[:40],
        query=asked_words(data.get("q")),
        at=data.get("at", ""),
    )


def _ids(texts: Iterable[str]) -> tuple[int, ...]:
    whole = (text for text in texts if text.isascii() and text.isdecimal())
    found = {int(text) for text in whole if len(text) <= LONGEST_ID and int(text)}
    return tuple(sorted(found)[: MOST_CHOSEN + 1])


def _day(text: str) -> date | None:
    return parse_written_date(text) if text else None


__all__ = ["ALL", "MANUALS", "MOST_CHOSEN", "POINTS", "Choice", "DateInputError", "read_choice"]
