"""Ending a manual: what may follow it, and what its end changes for citizens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from infogo.articles.models import Article
from infogo.editing.addresses import manual_page
from infogo.editing.models import OPEN_STATES, Cancellation, Draft
from infogo.editing.selectors import open_cancellation
from infogo.manuals.models import (
    ENDED_PROCEDURES,
    Manual,
    ManualStatus,
    Procedure,
    ProcedureRelation,
    ProcedureStatus,
    StageProcedure,
)
from infogo.pins.selectors import pins_of

MOST_FOUND = 20


@dataclass(frozen=True)
class Successor:
    """A procedure that citizens may use instead."""

    id: int
    name: str
    owner: str
    is_chosen: bool


@dataclass(frozen=True)
class CancelPage:
    """The page's content; ``consequences`` are sentences, worked out for the review only."""

    manual: Manual
    title: str
    agency: str
    manual_href: str
    is_over: bool
    successors: Sequence[Successor]
    words: str
    consequences: Sequence[str]


@dataclass(frozen=True)
class ReopenPage:
    """What ended and why; no ``cancellation`` when there is nothing to reopen."""

    title: str
    agency: str
    manual_href: str
    cancellation: Cancellation | None


def cancel_page(
    manual: Manual, *, words: str, successor: int | None, is_review: bool
) -> CancelPage:
    """Return the page of a manual with ``procedure`` and ``agency`` selected."""
    ended = manual.procedure.status in ENDED_PROCEDURES
    return CancelPage(
        manual=manual,
        title=manual.procedure.name_th,
        agency=manual.agency.name_th,
        manual_href=manual_page(manual.pk),
        is_over=ended or manual.status == ManualStatus.WITHDRAWN,
        successors=_successors(manual, words, successor, only_chosen=is_review),
        words=words,
        consequences=_consequences(manual) if is_review else (),
    )


def reopen_page(manual: Manual) -> ReopenPage:
    """Return the page of a manual with ``procedure`` and ``agency`` selected."""
    return ReopenPage(
        title=manual.procedure.name_th,
        agency=manual.agency.name_th,
        manual_href=manual_page(manual.pk),
        cancellation=open_cancellation(manual),
    )


def successor_of(manual: Manual, successor: int | None) -> Procedure | None:
    """Return the chosen procedure if it can follow this manual's."""
    if not successor:
        return None
    return _usable(manual).filter(pk=successor).first()


def _usable(manual: Manual) -> QuerySet[Procedure]:
    return Procedure.objects.filter(status=ProcedureStatus.ACTIVE).exclude(pk=manual.procedure_id)


def _successors(
    manual: Manual, words: str, chosen: int | None, *, only_chosen: bool
) -> list[Successor]:
    """Return the procedures whose name holds every word, the chosen one always and first."""
    found = Procedure.objects.none()
    if words.split() and not only_chosen:
        found = _usable(manual).exclude(pk=chosen or 0)
        for word in words.split():
            found = found.filter(
                Q(name_th__icontains=word) | Q(official_name_th__icontains=word) | Q(code=word)
            )
    rows = [
        *_usable(manual).filter(pk=chosen or 0).select_related("owner"),
        *found.select_related("owner").order_by("-popularity", "pk")[:MOST_FOUND],
    ]
    return [Successor(row.pk, row.name_th, row.owner.name_th, row.pk == chosen) for row in rows]


def _consequences(manual: Manual) -> list[str]:
    """Say what its end changes, leaving out what there is none of."""
    waiting = Draft.objects.filter(manual=manual, state__in=OPEN_STATES).count()
    points = pins_of(manual).order_by().values("point").distinct().count()
    counts = [(waiting, "ทิ้งร่างที่ยังไม่เผยแพร่ {} ฉบับ")]
    if manual.is_standard:
        procedure = manual.procedure_id
        adopters = Manual.objects.filter(standard=manual, status=ManualStatus.PUBLISHED)
        counts += [
            (adopters.count(), "คู่มือของ {} หน่วยงานที่รับมาใช้เลิกใช้ไปด้วย"),
            (points, "จุดให้บริการ {} จุดไม่แสดงเรื่องนี้อีก"),
            (
                StageProcedure.objects.filter(procedure=procedure).count(),
                "ขั้นของเหตุการณ์ชีวิต {} ขั้นที่แนะนำเรื่องนี้",
            ),
            (
                ProcedureRelation.objects.filter(target=procedure).count(),
                "คู่มืออื่น {} เรื่องที่เชื่อมมาเรื่องนี้",
            ),
            (Article.objects.filter(procedures=procedure).count(), "บทความ {} เรื่องที่เชื่อมมา"),
        ]
    else:
        counts.append((points, "จุดให้บริการของหน่วยงาน {} จุดไม่แสดงเรื่องนี้อีก"))
    return [words.format(f"{count:,}") for count, words in counts if count]
