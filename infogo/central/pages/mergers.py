"""Merging agencies: choosing, the preview, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from infogo.agencies.models import Agency
from infogo.central.pages.care_parts import (
    Portion,
    number_in,
    numbers_in,
    portion,
    words_in,
)
from infogo.mergers.errors import MergerError
from infogo.mergers.models import GrantFate, Merger, MergerState, MovedRecords
from infogo.mergers.planning import (
    MOST_SOURCES,
    MOVES,
    STAYS,
    Plan,
    SourcePlan,
    check_merger,
    plan_merger,
)
from infogo.workspace.agency_picker import Picker, pick_agency
from infogo.workspace.grants import words_of

PAGE_SIZE = 20
MOST_KEPT = 500
FATE = "fate-"
KINDS = {**MOVES, "clashes": "คู่มือที่ซ้ำกันซึ่งเลือกไว้ฉบับเดียว"}


@dataclass(frozen=True)
class ChoosePage:
    """Which agencies are to be merged into which; chosen so far, and what fits the query."""

    into: Agency | None
    sources: Sequence[Agency]
    picker: Picker
    problem: str


@dataclass(frozen=True)
class GrantChoice:
    """A right with what can become of it: (value, label, checked)."""

    field: str
    officer: str
    words: str
    choices: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True)
class SourceView:
    """What one merged agency brings along, in words."""

    plan: SourcePlan
    moves: Sequence[tuple[str, int]]
    stays: Sequence[tuple[str, int]]
    grants: Sequence[GrantChoice]


@dataclass(frozen=True)
class PreviewPage:
    """The preview of a merger."""

    plan: Plan
    sources: Sequence[SourceView]


@dataclass(frozen=True)
class MergerPage:
    """One merger: what moved where, and what can be taken back."""

    merger: Merger
    state: str
    state_kind: str
    sources: Sequence[Agency]
    moved: Sequence[tuple[str, int]]
    can_cancel: bool


def choose_page(data: QueryDict) -> ChoosePage:
    """Show what was chosen, and offer what fits the query."""
    into, sources = chosen(data)
    picked = [*(source.pk for source in sources), *([into.pk] if into else [])]
    problem = ""
    if into and sources:
        try:
            check_merger(into, sources)
        except MergerError as refusal:
            problem = str(refusal)
    return ChoosePage(into, sources, pick_agency(words_in(data), without=picked), problem)


def chosen(data: QueryDict) -> tuple[Agency | None, list[Agency]]:
    """Return the successor and the agencies to be merged that an address or a form names."""
    into = Agency.objects.filter(pk=number_in(data, "into")).first()
    ids = numbers_in(data, "source", MOST_SOURCES)
    found = Agency.objects.in_bulk([pk for pk in ids if into is None or pk != into.pk])
    return into, [found[pk] for pk in ids if pk in found]


def preview_page(into: Agency, sources: Sequence[Agency], data: QueryDict) -> PreviewPage:
    """Show what a merger would do with the choices made so far."""
    plan = plan_merger(into, sources, kept_manuals(data), grant_fates(data))
    return PreviewPage(plan, [_source_view(source) for source in plan.sources])


def kept_manuals(data: QueryDict) -> list[int]:
    """Return the manuals that shall replace the successor's."""
    return numbers_in(data, "keep", MOST_KEPT)


def grant_fates(data: QueryDict) -> dict[str, str]:
    """Return what was decided about rights, by number."""
    return {
        name.removeprefix(FATE): value
        for name, value in data.items()
        if name.startswith(FATE) and isinstance(value, str)
    }


def mergers_list(data: QueryDict) -> Portion:
    """List the mergers, newest first."""
    mergers = Merger.objects.select_related("into").prefetch_related("sources__agency")
    part = portion(mergers, data.get("page", ""), PAGE_SIZE, reverse("central:mergers"), [])
    return Portion(
        [_merger_page(merger) for merger in part.rows],
        part.total, part.number, part.pages, part.base,
    )  # fmt: skip


def merger_page(merger: Merger) -> MergerPage:
    """Show one merger."""
    return _merger_page(merger)


def moved_rows(merger: Merger) -> Iterator[tuple[str, str, int]]:
    """Yield kind, merged agency and id of every record that moved, in constant memory."""
    portions = MovedRecords.objects.filter(merger=merger).select_related("agency").order_by("pk")
    for one in portions.iterator(chunk_size=100):
        for pk in one.ids:
            yield KINDS.get(one.kind, one.kind), one.agency.name_th, pk


def _merger_page(merger: Merger) -> MergerPage:
    kinds = {MergerState.DONE: "success", MergerState.RUNNING: "info",
             MergerState.PLANNED: "warning"}  # fmt: skip
    state = MergerState(merger.state)
    return MergerPage(
        merger=merger,
        state=str(state.label),
        state_kind=kinds.get(state, "neutral"),
        sources=[source.agency for source in merger.sources.all()],
        moved=[
            (label, merger.moved[name]) for name, label in KINDS.items() if merger.moved.get(name)
        ],
        can_cancel=state == MergerState.PLANNED,
    )


def _source_view(source: SourcePlan) -> SourceView:
    return SourceView(
        plan=source,
        moves=[(label, source.moves[name]) for name, label in MOVES.items() if source.moves[name]],
        stays=[(label, source.stays[name]) for name, label in STAYS.items() if source.stays[name]],
        grants=[
            GrantChoice(
                field=f"{FATE}{one.grant.pk}",
                officer=one.grant.officer.name_th,
                words=words_of(one.grant),
                choices=[
                    (fate.value, str(GrantFate(fate).label), fate == one.fate)
                    for fate in one.choices
                ],
            )
            for one in source.grants
        ],
    )
