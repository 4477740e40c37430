"""What the address of a comparison holds: up to three manuals, standard ones or an agency's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from infogo.core.written import LONGEST_ASKED

PARAMETERS = ("m", "only", "q")
MOST_COMPARED = 3
MOST_READ = 20
_CHOICE = re.compile(r"([1-9]\d{0,11})(?:@([1-9]\d{0,11}))?", re.ASCII)


@dataclass(frozen=True)
class Choice:
    """One manual: the procedure, and the agency unless it is the standard one."""

    procedure_id: int
    agency_id: int | None = None

    @property
    def code(self) -> str:
        """Return how addresses write it."""
        return f"{self.procedure_id}@{self.agency_id}" if self.agency_id else f"{self.procedure_id}"


@dataclass(frozen=True)
class CompareQuery:
    """One comparison; ``left_over`` is how many more manuals the address names than fit."""

    choices: tuple[Choice, ...] = ()
    left_over: int = 0
    only_differences: bool = False
    q: str = ""
    is_cut: bool = False

    @property
    def is_full(self) -> bool:
        """Whether no further manual fits in."""
        return len(self.choices) >= MOST_COMPARED

    @property
    def codes(self) -> str:
        """Return the manuals as addresses write them."""
        return ",".join(choice.code for choice in self.choices)

    def url(self, choices: Sequence[Choice] | None = None, *, only: bool = False) -> str:
        """Return the address of this comparison, or of one of other manuals."""
        chosen = self.choices if choices is None else choices
        fields = [("m", ",".join(choice.code for choice in chosen))]
        fields += [("only", "1")] if only else []
        return compare_address(fields)

    def with_one(self, choice: Choice) -> str:
        """Return the address with a further manual."""
        return self.url((*self.choices, choice), only=self.only_differences)

    def without(self, choice: Choice) -> str:
        """Return the address without a manual."""
        rest = [one for one in self.choices if one != choice]
        return self.url(rest, only=self.only_differences)


def compare_address(fields: Sequence[tuple[str, str]]) -> str:
    """Return the path of a comparison."""
    return f"{reverse('www:compare')}?{urlencode(fields, safe=',@')}"


def read_comparison(given: QueryDict) -> CompareQuery:
    """Read a comparison out of an address; nonsense is read as nothing."""
    found = [
        Choice(int(match[1]), int(match[2]) if match[2] else None)
        for text in given.get("m", "").split(",")[:MOST_READ]
        if (match := _CHOICE.fullmatch(text))
    ]
    unique = list(dict.fromkeys(found))
    return CompareQuery(
        choices=tuple(unique[:MOST_COMPARED]),
        left_over=max(0, len(unique) - MOST_COMPARED),
        only_differences=given.get("only") == "1",
        q=(words := given.get("q", "").replace("\0", "").strip())[:LONGEST_ASKED].rstrip(),
        is_cut=len(words) > LONGEST_ASKED,
    )
