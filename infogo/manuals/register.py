"""The register of all hash chains, noted daily: what stands in it and whether it still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from infogo.core.audit import FIRST_HASH
from infogo.manuals.merkle import Sibling, root_hash, way_to_root
from infogo.manuals.models import Manual, ManualRevision, RegisterDay, RegisterLeaf


@dataclass(frozen=True)
class Head:
    """The last edition of a manual; ``line`` is what the tree is made of."""

    manual_id: int
    number: int
    content_hash: str

    @property
    def line(self) -> str:
        """Return the line that stands for the manual."""
        return f"{self.manual_id}:{self.number}:{self.content_hash}"


@dataclass(frozen=True)
class Inclusion:
    """That a manual stood in the register of a day, with the way to its root."""

    register: RegisterDay
    head: Head
    place: int
    way: tuple[Sibling, ...]


@dataclass(frozen=True)
class RegisterFault:
    """The first day of the register that does not hold."""

    day: date
    reason: str


def heads_now() -> list[Head]:
    """Return the last edition of every manual that has one, by manual."""
    last = (
        ManualRevision.objects.filter(manual=OuterRef("manual"))
        .order_by("-number")
        .values("number")[:1]
    )
    rows = ManualRevision.objects.filter(number=Subquery(last)).order_by("manual_id")
    return [Head(*row) for row in rows.values_list("manual_id", "number", "content_hash")]


def heads_on(register: RegisterDay) -> list[Head]:
    """Return what stood in the register of a day, by manual."""
    rows = RegisterLeaf.objects.filter(register__day__lte=register.day).order_by(
        "manual_id", "register__day"
    )
    found = {row[0]: Head(*row) for row in rows.values_list("manual_id", "number", "content_hash")}
    return list(found.values())


def root_of(heads: Sequence[Head]) -> str:
    """Return the root over manuals in the order of their ids."""
    return root_hash([head.line for head in heads])


def hash_of_day(*, day: date, manuals: int, root: str, previous_hash: str) -> str:
    """Return the SHA-256 that a day of the register must carry."""
    payload = json.dumps([day.isoformat(), manuals, root, previous_hash], separators=(",", ":"))
    return hashlib.sha256(payload.encode()).hexdigest()


def inclusion_of(manual: Manual) -> Inclusion | None:
    """Return where a manual stands in the newest register; ``None`` while it stands in none."""
    register = RegisterDay.objects.first()
    if register is None or not RegisterLeaf.objects.filter(manual=manual).exists():
        return None
    heads = heads_on(register)
    place = next(at for at, head in enumerate(heads) if head.manual_id == manual.pk)
    way = way_to_root([head.line for head in heads], place)
    return Inclusion(register, heads[place], place, way)


def rewritten_since(manual: Manual, hashes: Mapping[int, str]) -> RegisterLeaf | None:
    """Return the first noted edition of a manual that now has another hash, or none at all.

    ``hashes`` are those of its editions as they are now, by number.
    """
    leaves = RegisterLeaf.objects.filter(manual=manual).select_related("register")
    for leaf in leaves.order_by("register__day"):
        if hashes.get(leaf.number) != leaf.content_hash:
            return leaf
    return None


def verify_register() -> RegisterFault | None:
    """Return the first fault of the register, or ``None``: every day and every noted edition."""
    previous = FIRST_HASH
    standing: dict[int, Head] = {}
    now = {
        (manual_id, number): content_hash
        for manual_id, number, content_hash in ManualRevision.objects.filter(
            manual__in=RegisterLeaf.objects.order_by().values("manual")
        ).values_list("manual_id", "number", "content_hash")
    }
    for register in RegisterDay.objects.order_by("day").prefetch_related("new_leaves"):
        leaves = list(register.new_leaves.all())
        for leaf in leaves:
            if now.get((leaf.manual_id, leaf.number)) != leaf.content_hash:
                return RegisterFault(register.day, f"manual {leaf.manual_id} was rewritten")
            standing[leaf.manual_id] = Head(leaf.manual_id, leaf.number, leaf.content_hash)
        heads = [standing[manual_id] for manual_id in sorted(standing)]
        if not heads or register.root != root_of(heads) or register.manuals != len(heads):
            return RegisterFault(register.day, "the root does not fit what was noted")
        expected = hash_of_day(
            day=register.day, manuals=len(heads), root=register.root, previous_hash=previous
        )
        if register.previous_hash != previous or register.day_hash != expected:
            return RegisterFault(register.day, "does not follow the day before it")
        previous = register.day_hash
    return None
