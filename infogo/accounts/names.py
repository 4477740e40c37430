"""How officers are named in what was written down about them: "officer 12 อารี"."""

from __future__ import annotations

from collections.abc import Collection

PREFIX = "officer "


def officer_ids(people: Collection[str]) -> frozenset[int]:
    """Return the officers among the ids of people who acted; the system is none."""
    found = (person.removeprefix(PREFIX) for person in people if person.startswith(PREFIX))
    return frozenset(int(number) for number in found if number.isdecimal())


def name_in(written: str) -> str:
    """Return the name out of "officer 12 อารี"; others stand as written."""
    words = written.split(" ", 2)
    return words[2] if len(words) == 3 and f"{words[0]} " == PREFIX else written
