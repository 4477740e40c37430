"""The manuals that an officer may see, with filters that stay in the address.

A department may see tens of thousands. Nothing here reads or counts them all: at most
``MOST`` are looked at, and what narrows them starts from a small table wherever there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import CENTRAL_ROLES, Act
from infogo.editing.models import OPEN_STATES, WAITING_STATES, Draft, DraftState
from infogo.insights.tallies import a_year_ago
from infogo.manuals.models import (
    ENDED_PROCEDURES,
    Manual,
    ManualFacts,
    ManualRevision,
    ManualStatus,
    Procedure,
    RevisionStatus,
)
from infogo.manuals.selectors import HAS_OWN_TEXT
from infogo.office.pages.manual_words import State, draft_state, public_state
from infogo.thai.collate import stored_key

MOST = 1000
PAGE_SIZE = 30
STATES: tuple[tuple[str, str], ...] = (
    ("published", "เผยแพร่แล้ว"),
    ("draft", "มีร่าง"),
    ("waiting", "รออนุมัติ"),
    ("returned", "ส่งกลับแก้ไข"),
    ("new", "ยังไม่เผยแพร่"),
    ("ended", "ยกเลิก"),
)
KINDS: tuple[tuple[str, str], ...] = (
    ("standard", "คู่มือมาตรฐานกลางของหน่วยงาน"),
    ("followed", "ใช้ตามคู่มือมาตรฐานกลาง"),
    ("own", "มีข้อที่กำหนดเอง"),
)
MOST_LOOKED_UP = 500
"""Procedures; a longer list of ids costs more to send than it saves."""
_DRAFTS: Mapping[str, tuple[DraftState, ...]] = {
    "draft": OPEN_STATES,
    "waiting": WAITING_STATES,
    "returned": (DraftState.RETURNED,),
}


class ManualFilter(forms.Form):
    """What narrows the list; a value that is none of these narrows nothing."""

    q = forms.CharField(required=False, max_length=100, label="ค้นชื่อเรื่องหรือคำที่ประชาชนใช้")
    office = forms.CharField(required=False, max_length=100, label="ชื่อหน่วยงาน")
    state = forms.ChoiceField(required=False, label="สถานะ", choices=[("", "ทุกสถานะ"), *STATES])
    kind = forms.ChoiceField(required=False, label="แบบ", choices=[("", "ทุกแบบ"), *KINDS])
    no_point = forms.BooleanField(required=False, label="ไม่มีจุดให้บริการ")
    unchecked = forms.BooleanField(required=False, label="ไม่ได้ตรวจเกิน 12 เดือน")


@dataclass(frozen=True)
class ManualRow:
    """One manual in the list; ``own`` counts the sections that its agency wrote itself."""

    id: int
    name: str
    agency: str
    state: State
    draft: State | None
    edition: int | None
    published_at: datetime | None
    own: int
    is_standard: bool


@dataclass(frozen=True)
class ManualListPage:
    """The list; ``is_more`` when there are more manuals than are looked at."""

    form: ManualFilter
    is_filtered: bool
    has_several_agencies: bool
    can_begin: bool
    rows: Sequence[ManualRow]
    total: int
    is_more: bool
    number: int
    pages: int
    base: str


def manual_list_page(rights: Rights, query: QueryDict) -> ManualListPage:
    """Return the list; the same few queries however many manuals she may see."""
    form = ManualFilter(query)
    form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    ids, is_more = _ids(filtered(rights.manuals(Act.VIEW), wanted))
    pages = max(1, -(-len(ids) // PAGE_SIZE))
    number = _number(query.get("page", ""), pages)
    kept = QueryDict(mutable=True)
    kept.update({name: "on" if value is True else value for name, value in wanted.items()})
    return ManualListPage(
        form=form,
        is_filtered=bool(wanted),
        has_several_agencies=_has_several_agencies(rights),
        can_begin=rights.agencies(Act.EDIT_MANUAL).exists(),
        rows=_rows(ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]),
        total=len(ids),
        is_more=is_more,
        number=number,
        pages=pages,
        base=f"?{kept.urlencode()}{'&' if kept else ''}page=",
    )


def filtered(manuals: QuerySet[Manual], wanted: Mapping[str, Any]) -> QuerySet[Manual]:
    """Narrow manuals by what ``ManualFilter`` accepted.

    What is to be done about manuals is not asked of those that ended, unless they are asked for.
    """
    if words := wanted.get("q"):
        manuals = manuals.filter(procedure__in=_looked_up(named(words)))
    if office := wanted.get("office"):
        manuals = manuals.filter(agency__name_th__icontains=office)
    if state := wanted.get("state"):
        manuals = _in_state(manuals, state)
    if kind := wanted.get("kind"):
        manuals = _of_kind(manuals, kind)
    if (wanted.get("no_point") or wanted.get("unchecked")) and not wanted.get("state"):
        manuals = manuals.exclude(status=ManualStatus.WITHDRAWN).exclude(
            procedure__status__in=ENDED_PROCEDURES
        )
    if wanted.get("no_point"):
        nowhere = Procedure.objects.filter(point_count=0).order_by()
        manuals = manuals.filter(
            Q(standard=None, procedure__in=nowhere.values("pk"))
            | Q(standard__isnull=False, is_pinned=False)
        )
    if wanted.get("unchecked"):
        manuals = manuals.filter(HAS_OWN_TEXT, pk__in=_old_editions().values("manual_id"))
    return manuals


def named(words: str) -> QuerySet[Procedure]:
    """Return the procedures in whose names or tags every word is found."""
    found = Procedure.objects.all()
    for word in words.split():
        found = found.filter(
            Q(name_th__icontains=word)
            | Q(official_name_th__icontains=word)
            | Q(
                pk__in=Procedure.tags.through.objects.filter(tag__text__icontains=word).values(
                    "procedure_id"
                )
            )
        )
    return found


def _looked_up(procedures: QuerySet[Procedure]) -> list[int] | QuerySet[Procedure, Any]:
    """Return the ids of a few procedures, and of many the query for them.

    A database that is told the ids goes straight to their manuals; one that is given the query
    may read all of hers first. Of none, nothing is asked at all.
    """
    ids = procedures.order_by().values_list("pk", flat=True)
    few = list(ids[: MOST_LOOKED_UP + 1])
    return few if len(few) <= MOST_LOOKED_UP else procedures.order_by().values("pk")


def _in_state(manuals: QuerySet[Manual], state: str) -> QuerySet[Manual]:
    if state in _DRAFTS:
        drafts = Draft.objects.filter(state__in=_DRAFTS[state]).order_by()
        return manuals.filter(pk__in=drafts.values("manual_id"))
    if state == "ended":
        ended = _looked_up(Procedure.objects.filter(status__in=ENDED_PROCEDURES))
        return manuals.filter(Q(status=ManualStatus.WITHDRAWN) | Q(procedure__in=ended))
    if state == "published":
        # Said the long way round: nearly all are, so reading the index of states would be slowest.
        hidden = (ManualStatus.DRAFT, ManualStatus.WITHDRAWN)
        return manuals.exclude(status__in=hidden).exclude(procedure__status__in=ENDED_PROCEDURES)
    return manuals.filter(status=ManualStatus.DRAFT).exclude(procedure__status__in=ENDED_PROCEDURES)


def _of_kind(manuals: QuerySet[Manual], kind: str) -> QuerySet[Manual]:
    if kind == "standard":
        return manuals.filter(standard=None)
    adopted = manuals.filter(standard__isnull=False)
    if kind == "own":
        # Only a manual with text of its own has facts of its own, and these are few.
        return adopted.filter(pk__in=ManualFacts.objects.values("manual_id"))
    return adopted.filter(Q(current=None) | Q(overridden_sections=[]))


def _old_editions() -> QuerySet[ManualRevision]:
    """Return the few editions in force by which manuals are told to be unchecked.

    As ``unchecked_manuals`` counts them, but found from the editions, not the manuals of a country.
    """
    since = a_year_ago(timezone.now())
    old = ManualRevision.objects.filter(status=RevisionStatus.PUBLISHED, published_at__lt=since)
    return old.order_by()


def _ids(found: QuerySet[Manual]) -> tuple[list[int], bool]:
    """Return the ids of at most ``MOST`` manuals in their order, and whether there are more.

    As many as can be looked at are sorted by name as Thai dictionaries do. Sorting more would
    mean reading all of them, so these stand agency by agency, as an index has them: any other
    order lets a database read the manuals of the whole country in search of hers.
    """
    by_agency = found.order_by("agency_id", "procedure_id")
    ids = list(by_agency.values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        return ids[:MOST], True
    # By their ids, so that a filter which had to look at all of hers does so once.
    columns = ("pk", "procedure__name_th", "agency__sort_key")
    rows = list(Manual.objects.filter(pk__in=ids).order_by().values_list(*columns))
    rows.sort(key=lambda row: (_dictionary_key(row[1]), row[2], row[0]))
    return [pk for pk, _, _ in rows], False


@lru_cache(maxsize=4096)
def _dictionary_key(name: str) -> str:
    """Return where a procedure's name stands; hundreds of agencies share each name."""
    return stored_key(name)


def _rows(ids: Sequence[int]) -> list[ManualRow]:
    columns = (
        "pk", "status", "standard_id", "overridden_sections",
        "procedure__name_th", "procedure__status", "agency__name_th",
        "current__number", "current__published_at",
        "standard__current__number", "standard__current__published_at",
    )  # fmt: skip
    rows = {row["pk"]: row for row in Manual.objects.filter(pk__in=ids).values(*columns)}
    drafts = dict(
        Draft.objects.filter(manual__in=ids, state__in=OPEN_STATES)
        .order_by()
        .values_list("manual_id", "state")
    )
    return [_row(rows[pk], drafts.get(pk)) for pk in ids if pk in rows]


def _row(row: Mapping[str, Any], draft: str | None) -> ManualRow:
    edition = row["current__number"] or row["standard__current__number"]
    return ManualRow(
        id=row["pk"],
        name=row["procedure__name_th"],
        agency=row["agency__name_th"],
        state=public_state(
            status=row["status"],
            procedure_status=row["procedure__status"],
            is_published=edition is not None,
        ),
        draft=draft_state(draft) if draft else None,
        edition=edition,
        published_at=row["current__published_at"] or row["standard__current__published_at"],
        own=len(row["overridden_sections"]),
        is_standard=row["standard_id"] is None,
    )


def _number(text: str, pages: int) -> int:
    return min(int(text), pages) if text.isdecimal() and len(text) < 6 and int(text) else 1


def _has_several_agencies(rights: Rights) -> bool:
    """Whether her rights may reach over more than one agency."""
    grants = [grant for grant in rights.grants if Act.VIEW in grant.acts]
    wide = any(grant.whole_subtree or grant.role in CENTRAL_ROLES for grant in grants)
    return wide or len({grant.agency_id for grant in grants}) > 1
