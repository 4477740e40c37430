"""One list of documents for several errands, and the order in which the errands hang together.

Pure: it works on what manuals say, whoever asked for them. The rules are told to readers and
officers in docs/plan.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from infogo.manuals.content import RequiredDocument
from infogo.manuals.projection import canonical_name

HANDED_OVER = ("แบบ", "รูปถ่าย", "หนังสือมอบอำนาจ", "หนังสือยินยอม", "ใบรับรองแพทย์", "แผนที่", "ตราสาร")
"""Beginnings of names of papers that stay with the office: each errand needs its own."""
USUAL_UNIT = "ฉบับ"
SHOWN_UNITS = frozenset({USUAL_UNIT, "เล่ม", "ใบ"})
"""Units of a paper that is shown and taken home again: a book of the house, a card. What is counted
otherwise (photographs, sets of plans) stays with the office."""


@dataclass(frozen=True)
class Use:
    """How one errand asks for a document; ``errand`` is the id of its procedure."""

    errand: int
    document: RequiredDocument


@dataclass(frozen=True)
class MergedDocument:
    """One document as all errands together need it.

    ``originals`` and ``copies`` count what to bring. ``made_by`` are errands of the plan that give
    it in time to all that ask for it, so that nobody has to bring it. ``is_sometimes`` when
    every errand asks for it in some cases only, and ``is_open`` when answers that are not given
    yet would tell in which. ``unlawful`` are the errands whose manual asks
    for copies that it may not ask for; they are not counted.
    """

    name: str
    issuer: str
    unit: str
    originals: int
    copies: int
    uses: tuple[Use, ...]
    made_by: tuple[int, ...] = ()
    is_sometimes: bool = False
    is_open: bool = False
    is_handed_over: bool = False
    unlawful: tuple[int, ...] = ()


@dataclass(frozen=True, order=True)
class Dependency:
    """``after`` needs what ``before`` gives; ``document`` is empty when an editor said so."""

    before: int
    after: int
    document: str = ""


@dataclass(frozen=True)
class Order:
    """Errands in an order in which they can be done.

    ``circles`` are groups of errands that wait for one another: no order can be right for them,
    so within a group the reader's own order is kept and the page says so.
    """

    errands: tuple[int, ...]
    circles: tuple[tuple[int, ...], ...] = ()

    def circle_of(self, errand: int) -> tuple[int, ...]:
        """Return the circle that an errand is part of; empty when it is in none."""
        return next((circle for circle in self.circles if errand in circle), ())


def is_certain(document: RequiredDocument) -> bool:
    """Whether an errand needs a document without any condition.

    Documents come narrowed: those that still name cases wait for answers of the reader.
    """
    return not (document.condition or document.cases)


def merged_documents(
    asked: Mapping[int, Sequence[RequiredDocument]],
    depends: Iterable[Dependency] = (),
) -> list[MergedDocument]:
    """Return each document once: those always needed, those still open, those of some cases.

    Within each they stand in the order of first mention.

    Originals are shown and given back, so the highest number that an errand asks for is enough.
    What stays with the office is added up: copies, photographs, and papers ``HANDED_OVER``. A
    form is another paper for each errand and is never merged. ``depends`` tells which errands wait
    for a document that another errand of the plan gives.
    """
    by_name: dict[tuple[str, int], list[Use]] = {}
    for errand, documents in asked.items():
        for document in documents:
            name = canonical_name(document)
            own = errand if name.startswith("แบบ") else 0
            by_name.setdefault((name, own), []).append(Use(errand, document))
    waits = list(depends)
    merged = [_merged(name, uses, waits) for (name, _own), uses in by_name.items()]
    return sorted(merged, key=lambda document: (document.is_sometimes, not document.is_open))


def _merged(name: str, uses: list[Use], waits: Sequence[Dependency]) -> MergedDocument:
    givers = {one.before: None for one in waits if one.document == name}
    receivers = {one.after for one in waits if one.document == name}
    always = [use for use in uses if is_certain(use.document)]
    counted = [use.document for use in always or uses]
    of_errand: Counter[int] = Counter()  # the card of each of two persons is one paper by name
    for use in always or uses:
        of_errand[use.errand] += use.document.originals
    stays = name.startswith(HANDED_OVER) or any(d.unit not in SHOWN_UNITS for d in counted)
    return MergedDocument(
        name=name,
        issuer=next((use.document.issuer for use in uses if use.document.issuer), ""),
        unit=next((d.unit for d in counted if d.unit != USUAL_UNIT), USUAL_UNIT),
        originals=sum(of_errand.values()) if stays else max(of_errand.values()),
        copies=sum(d.copies for d in counted if not d.asks_unlawful_copy),
        uses=tuple(uses),
        made_by=tuple(givers) if {use.errand for use in always} <= receivers else (),
        is_sometimes=not always,
        is_open=not always and any(use.document.cases for use in uses),
        is_handed_over=stays,
        unlawful=tuple(use.errand for use in uses if use.document.asks_unlawful_copy),
    )


def dependencies(
    asked: Mapping[int, Sequence[RequiredDocument]],
    made: Mapping[int, Iterable[str]],
    required_first: Iterable[tuple[int, int]] = (),
) -> list[Dependency]:
    """Return which errands of the plan must be done before which, and for what.

    An errand gives a document when it makes it from nothing: one that must be shown the document
    itself only renews or changes it. ``required_first`` are (before, after) pairs of editors.
    """
    needed = {
        errand: {canonical_name(d) for d in documents if is_certain(d)}
        for errand, documents in asked.items()
    }
    known = {errand: {canonical_name(d) for d in documents} for errand, documents in asked.items()}
    found = {
        Dependency(before, after, name)
        for before, names in made.items()
        for name in names
        if before in asked and name not in known[before]
        for after, wanted in needed.items()
        if after != before and name in wanted
    }
    told = {
        Dependency(before, after)
        for before, after in required_first
        if before != after and before in asked and after in asked
    }
    pairs = {(one.before, one.after) for one in found}
    return sorted(found | {one for one in told if (one.before, one.after) not in pairs})


def in_order(errands: Sequence[int], depends: Iterable[Dependency]) -> Order:
    """Return the errands so that each comes after what it depends on, else as the reader put them.

    Circles are found and told, never resolved in silence.
    """
    reach = _reach(errands, depends)
    circles: list[tuple[int, ...]] = []
    for errand in errands:
        circle = tuple(e for e in errands if e in reach[errand] and errand in reach[e])
        if len(circle) > 1 and circle not in circles:
            circles.append(circle)
    placed: list[int] = []
    while len(placed) < len(errands):
        placed.append(
            next(
                errand
                for errand in errands
                if errand not in placed
                and all(
                    before in placed or before in reach[errand]
                    for before in errands
                    if errand in reach[before]
                )
            )
        )
    return Order(tuple(placed), tuple(circles))


def without_circles(depends: Iterable[Dependency], order: Order) -> list[Dependency]:
    """Return the dependencies that can be kept: none between two errands of one circle."""
    return [
        one
        for one in depends
        if one.before not in order.circle_of(one.after) and one.before != one.after
    ]


def held_up(closed: Iterable[int], depends: Iterable[Dependency]) -> dict[int, tuple[int, ...]]:
    """Return what cannot be done because errands are closed, each with those it waits for itself.

    What is closed on its own day is not in it, whatever else it waits for.
    """
    shut = frozenset(closed)
    pairs = dict.fromkeys((one.before, one.after) for one in depends)
    stuck, reached = shut, shut
    while reached:
        reached = frozenset(after for before, after in pairs if before in reached) - stuck
        stuck |= reached
    return {
        errand: tuple(before for before, after in pairs if after == errand and before in stuck)
        for errand in sorted(stuck - shut)
    }


def _reach(errands: Sequence[int], depends: Iterable[Dependency]) -> dict[int, set[int]]:
    """Return for each errand all that come after it, at once or later."""
    reach: dict[int, set[int]] = {errand: set() for errand in errands}
    for one in depends:
        if one.before in reach and one.after in reach:
            reach[one.before].add(one.after)
    for middle in errands:
        for errand in errands:
            if middle in reach[errand]:
                reach[errand] |= reach[middle]
    return reach
