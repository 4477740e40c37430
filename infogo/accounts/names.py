"""How who acted is named in what was written down: "officer 12 อารี", "system ระบบ"."""

from __future__ import annotations

from collections.abc import Collection

PREFIX = "officer "
SYSTEM = "system "


def officer_ids(people: Collection[str]) -> frozenset[int]:
    """Return the officers among the ids of people who acted; the system is none."""
    found = (person.removeprefix(PREFIX) for person in people if person.startswith(PREFIX))
    return frozenset(int(number) for number in found if number.isdecimal())


def officer_in(written: str) -> int | None:
    """Return the officer of "officer 12 อารี"; the system is none."""
    return next(iter(officer_ids([" ".join(written.split(" ", 2)[:2])])), None)


def name_in(written: str) -> str:
    """Return the name out of "officer 12 อารี" and "system ระบบ"; others stand as written."""
    if written.startswith(SYSTEM):
        return written.removeprefix(SYSTEM)
    words = written.split(" ", 2)
    return words[2] if len(words) == 3 and f"{words[0]} " == PREFIX else written


def as_written(name: str) -> tuple[str, ...]:
    """Return how who is no officer may be written down: "ระบบ" also as "system ระบบ"."""
    return (name, f"{SYSTEM}{name}")
