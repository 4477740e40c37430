"""Identifiers that HSDS demands as UUIDs, made of our own numbers and readable back.

They are UUIDs of version 8 (RFC 9562), whose bits are ours to use: what kind of thing it is, which
of several, and the number or the two numbers that name it. The same thing has the same one for
good, on every server and in every file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

MARK = 0x1F0C5D5A
"""The first 32 bits of all of ours."""
BITS = 31
"""Of our numbers: what a database gives out as an id."""


class Kind(IntEnum):
    """What an identifier names. A part of a thing has a kind of its own for each kind of whole."""

    ORGANIZATION = 0x01
    SERVICE = 0x02
    LOCATION = 0x03
    SERVICE_AT_LOCATION = 0x04
    PROGRAM = 0x05
    TAXONOMY = 0x06
    TERM = 0x07
    PHONE = 0x10
    SCHEDULE = 0x20
    ADDRESS = 0x30
    DOCUMENT = 0x40
    COST = 0x50
    ATTRIBUTE = 0x60
    ACCESSIBILITY = 0x70
    IDENTIFIER = 0x80
    CONTACT = 0x90
    CONTACT_PHONE = 0xA0


@dataclass(frozen=True)
class Name:
    """The numbers behind an identifier."""

    kind: int
    high: int
    low: int
    index: int = 0

    def part(self, kind: Kind, index: int) -> str:
        """Return the identifier of a part of this thing."""
        return text_of(Name(kind | self.kind, self.high, self.low, index))

    @property
    def text(self) -> str:
        """The identifier as UUID."""
        return text_of(self)


def text_of(name: Name) -> str:
    """Return an identifier as UUID."""
    rest = name.high << BITS | name.low
    return (
        f"{MARK:08x}-{name.kind:04x}-8{name.index:03x}"
        f"-{0x8000 | rest >> 48:04x}-{rest & 0xFFFFFFFFFFFF:012x}"
    )


def read(text: str, kind: Kind) -> Name | None:
    """Return the numbers behind an identifier of this kind, or nothing where it is none of ours."""
    try:
        bits = UUID(text).int
    except ValueError:
        return None
    rest = bits & (1 << 2 * BITS) - 1
    found = Name(bits >> 80 & 0xFFFF, rest >> BITS, rest & (1 << BITS) - 1, bits >> 64 & 0xFFF)
    is_ours = text_of(found) == str(UUID(text)) and found.kind == kind
    return found if is_ours else None


def organization(agency_id: int) -> Name:
    """Return the name of an agency."""
    return Name(Kind.ORGANIZATION, 0, agency_id)


def service(manual_id: int) -> Name:
    """Return the name of a manual."""
    return Name(Kind.SERVICE, 0, manual_id)


def location(point_id: int) -> Name:
    """Return the name of a service point."""
    return Name(Kind.LOCATION, 0, point_id)


def service_at_location(manual_id: int, point_id: int) -> Name:
    """Return the name of a manual at a point; a pin made again keeps it."""
    return Name(Kind.SERVICE_AT_LOCATION, manual_id, point_id)


def program(procedure_id: int) -> Name:
    """Return the name of a procedure."""
    return Name(Kind.PROGRAM, 0, procedure_id)


def taxonomy(number: int) -> Name:
    """Return the name of the taxonomy in this place of our list."""
    return Name(Kind.TAXONOMY, 0, number)


def term(taxonomy_number: int, code: str) -> Name:
    """Return the name of a term: terms have codes, not numbers."""
    digest = int.from_bytes(hashlib.sha256(code.encode()).digest()[:8], "big") >> 2
    return Name(Kind.TERM, digest >> BITS, digest & (1 << BITS) - 1, taxonomy_number)
