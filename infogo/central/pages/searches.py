"""What the country searches for and does not find: ranked, put together, with who can fix it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.bulk.tables import Row
from infogo.central.exporting import ListFile
from infogo.central.pages.search_owners import Owner, Owners, owner_of_manual, standard_manuals
from infogo.central.search_forms import NOBODY, OPEN, PROPOSED, SHOWN
from infogo.core.dates import short_date
from infogo.core.written import asked_words
from infogo.editing.models import ProposalState, WordProposal
from infogo.editing.proposals import all_proposals, counts_by_state, states_of
from infogo.editing.words import LONGEST_TAG, words_of
from infogo.manuals.models import Manual
from infogo.search.curation.query_clusters import Cluster, clusters_since
from infogo.search.curation.word_preview import Effect, effects_of_words
from infogo.search.results import Kind
from infogo.search.selectors import search
from infogo.workspace.effects import EffectLine, effect_line

PAGE_SIZE = 20
MOST_EFFECTS = 4
MOST_FOUND = 12
MOST_ANSWERS = 3
HEADS = (
    "คำที่ค้นไม่พบ", "คำที่รวมไว้ด้วยกัน", "ชั่วโมง", "ล่าสุด", "อาการ", "หน่วยงานที่แก้ได้ดีที่สุด",
    "คู่มือ", "เพราะ", "ข้อเสนอ",
)  # fmt: skip


@dataclass(frozen=True)
class SearchLine:
    """Searches that ask for the same thing."""

    id: int
    text: str
    others: Sequence[str]
    hours: int
    last_on: date
    shortfall: str
    owner: Owner | None
    proposal: str


@dataclass(frozen=True)
class SearchesPage:
    """The list's content; ``waiting`` counts proposals that owners have not decided."""

    lines: Sequence[SearchLine]
    total: int
    number: int
    pages: int
    base: str
    file_base: str
    chosen: Mapping[str, Any]
    agencies: Sequence[tuple[int, str]]
    shown: Sequence[tuple[str, str]]
    waiting: int


@dataclass(frozen=True)
class SearchPage:
    """One failed search with the services it may mean, and what a proposal would change."""

    id: int
    texts: Sequence[str]
    hours: int
    last_on: date
    shortfall: str
    answers: Sequence[str]
    candidates: Sequence[Owner]
    query: str
    found: Sequence[Owner]
    picked: Owner | None
    present: Sequence[str]
    effects: Sequence[EffectLine] | None
    cannot_tell: bool
    proposals: Sequence[WordProposal]
    too_long: bool


@dataclass(frozen=True)
class StateTab:
    """Proposals of one state, as a link."""

    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True)
class ProposalLine:
    """One proposal and what became of it."""

    title: str
    owner: str
    words: Sequence[str]
    asked: Sequence[str]
    hours: int
    state: str
    kind: str
    who: str
    at: datetime
    decided: str
    answer: str


@dataclass(frozen=True)
class ProposalsPage:
    """The proposals of the centre."""

    tabs: Sequence[StateTab]
    lines: Sequence[ProposalLine]
    number: int
    pages: int
    base: str


KINDS = {
    ProposalState.WAITING: "info",
    ProposalState.ACCEPTED: "success",
    ProposalState.DECLINED: "warning",
}


def searches_page(rights: Rights, given: Mapping[str, Any]) -> SearchesPage:
    """Return one page of the failed searches as asked."""
    chosen = _chosen(given)
    everything = _everything(rights.on)
    found = [row for row in everything if _is_wanted(row, chosen)]
    shown = Paginator(found, PAGE_SIZE).get_page(given.get("page") or 1)
    query = urlencode({name: value for name, value in chosen.items() if value})
    path = reverse("central:searches")
    return SearchesPage(
        lines=[_line(*row) for row in shown.object_list],
        total=len(found),
        number=shown.number,
        pages=shown.paginator.num_pages,
        base=f"{path}?{query}&page=" if query else f"{path}?page=",
        file_base=f"?{query}" if query else "",
        chosen=chosen,
        agencies=_agencies(everything),
        shown=SHOWN,
        waiting=counts_by_state()[ProposalState.WAITING],
    )


def searches_table(rights: Rights, given: Mapping[str, Any]) -> ListFile:
    """Return the failed searches as asked as a table to take away."""
    chosen = _chosen(given)
    found = [row for row in _everything(rights.on) if _is_wanted(row, chosen)]
    return ListFile("searches", "คำที่ค้นไม่พบ", HEADS, _rows(found), wide=(1, 6, 7))


def cluster_of(failed_id: int, today: date) -> Cluster | None:
    """Return the cluster in which a failed search stands, or nothing."""
    for cluster in clusters_since(today):
        if failed_id in {cluster.head.id, *(row.id for row in cluster.others)}:
            return cluster
    return None


def search_page(
    rights: Rights, cluster: Cluster, manual: Manual | None, query: str, words: Sequence[str]
) -> SearchPage:
    """Return a search with what ``words`` of ``manual`` would change, if one is picked."""
    owners = Owners([cluster], rights.on)
    candidates = owners.candidates(cluster)
    if not candidates and (first := owners.found_by_search(cluster)) is not None:
        candidates = [first]
    present = words_of(manual.procedure).tags if manual else ()
    effects = _effects(manual, present, words, cluster) if manual and words else ()
    return SearchPage(
        id=cluster.head.id,
        texts=cluster.texts,
        hours=cluster.hours,
        last_on=cluster.last_on,
        shortfall=cluster.head.shortfall,
        answers=[hit.title_th for hit in search(cluster.head.text, page_size=MOST_ANSWERS).results],
        candidates=candidates,
        query=query,
        found=_found(query),
        picked=_picked(manual, candidates),
        present=present,
        effects=None if effects is None else [effect_line(effect) for effect in effects],
        cannot_tell=effects is None,
        proposals=_proposals(cluster),
        too_long=len(cluster.head.text) > LONGEST_TAG,
    )


def proposals_page(state: str, page: int) -> ProposalsPage:
    """Return the proposals of one state or all, with how many there are of each."""
    counts = counts_by_state()
    path = reverse("central:word_proposals")
    shown = Paginator(all_proposals(state), PAGE_SIZE).get_page(page)
    return ProposalsPage(
        tabs=[
            StateTab("ทั้งหมด", path, sum(counts.values()), not state),
            *(
                StateTab(str(each.label), f"{path}?state={each}", counts[each], state == each)
                for each in ProposalState
            ),
        ],
        lines=[_proposal_line(row) for row in shown.object_list],
        number=shown.number,
        pages=shown.paginator.num_pages,
        base=f"{path}?state={state}&page=" if state else f"{path}?page=",
    )


Wanted = tuple[Cluster, Owner | None, str]


def _chosen(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "q": asked_words(given.get("q")),
        "agency": given.get("agency"),
        "show": given.get("show") or "",
    }


def _everything(today: date) -> list[Wanted]:
    """Return every cluster with who is best placed and its newest proposal's state."""
    clusters = clusters_since(today)
    owners = Owners(clusters, today)
    states = states_of([text for cluster in clusters for text in cluster.texts])
    return [(cluster, owners.of(cluster), _state(cluster, states)) for cluster in clusters]


def _is_wanted(row: Wanted, chosen: Mapping[str, Any]) -> bool:
    cluster, owner, state = row
    if chosen["q"] not in " ".join(cluster.texts):
        return False
    if chosen["agency"] and (owner is None or owner.agency_id != chosen["agency"]):
        return False
    asked = {OPEN: not state, PROPOSED: bool(state), NOBODY: owner is None}
    return asked.get(chosen["show"], True)


def _state(cluster: Cluster, states: Mapping[str, str]) -> str:
    return next((states[text] for text in cluster.texts if text in states), "")


def _line(cluster: Cluster, owner: Owner | None, state: str) -> SearchLine:
    return SearchLine(
        id=cluster.head.id,
        text=cluster.head.text,
        others=cluster.texts[1:],
        hours=cluster.hours,
        last_on=cluster.last_on,
        shortfall=cluster.head.shortfall,
        owner=owner,
        proposal=str(ProposalState(state).label) if state else "",
    )


def _agencies(everything: Sequence[Wanted]) -> list[tuple[int, str]]:
    """Return the agencies that are best placed for some search, those of most hours first."""
    hours: Counter[tuple[int, str]] = Counter()
    for cluster, owner, _state_of in everything:
        if owner is not None:
            hours[owner.agency_id, owner.agency] += cluster.hours
    return [agency for agency, _hours in hours.most_common()]


def _rows(found: Sequence[Wanted]) -> Iterator[Row]:
    for cluster, owner, state in found:
        yield (
            cluster.head.text,
            " · ".join(cluster.texts[1:]),
            cluster.hours,
            short_date(cluster.last_on),
            cluster.head.shortfall,
            owner.agency if owner else "",
            owner.title if owner else "",
            owner.why if owner else "",
            str(ProposalState(state).label) if state else "",
        )


def _picked(manual: Manual | None, candidates: Sequence[Owner]) -> Owner | None:
    if manual is None:
        return None
    known = (each for each in candidates if each.manual_id == manual.pk)
    return next(known, owner_of_manual(manual))


def _found(query: str) -> list[Owner]:
    if not query:
        return []
    ids = [hit.id for hit in search(query, kind=Kind.PROCEDURE, page_size=MOST_FOUND).results]
    known = {manual.procedure_id: manual for manual in standard_manuals(set(ids))}
    return [owner_of_manual(known[each]) for each in ids if each in known]


def _effects(
    manual: Manual, present: Sequence[str], words: Sequence[str], cluster: Cluster
) -> list[Effect] | None:
    """Return what each search of the cluster would give if the service had these words."""
    return effects_of_words(
        manual.procedure_id,
        tags=[*present, *words],
        sayings=manual.procedure.sayings,
        asked=cluster.texts[:MOST_EFFECTS],
    )


def _proposals(cluster: Cluster) -> list[WordProposal]:
    texts = set(cluster.texts)
    return [row for row in all_proposals()[:2000] if texts.intersection(row.asked)]


def _proposal_line(row: WordProposal) -> ProposalLine:
    decided = ""
    if row.decided_at is not None:
        decided = f"{row.decided_by_name} {short_date(timezone.localtime(row.decided_at).date())}"
    return ProposalLine(
        title=row.procedure.name_th,
        owner=row.procedure.owner.name_th,
        words=row.words,
        asked=row.asked,
        hours=row.hours,
        state=str(ProposalState(row.state).label),
        kind=KINDS[ProposalState(row.state)],
        who=row.proposed_by_name,
        at=timezone.localtime(row.proposed_at),
        decided=decided,
        answer=row.answer,
    )
