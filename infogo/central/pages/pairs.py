"""Two services with like names beside each other, and the queue of pairs that nobody judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from infogo.core.money import baht_text
from infogo.manuals.content import FeeKind, ManualContent
from infogo.manuals.models import Manual, ManualStatus, Procedure
from infogo.simplify.models import Finding, Kind, State
from infogo.simplify.selectors import next_pair
from infogo.simplify.wording import headline

NOTHING = "ไม่มีข้อมูล"


@dataclass(frozen=True)
class Row:
    """One thing of both services; ``is_same`` when nothing differs."""

    label: str
    left: Sequence[str]
    right: Sequence[str]
    is_same: bool


@dataclass(frozen=True)
class Pair:
    """Two services side by side, each with the address of its manual."""

    finding: Finding
    headline: str
    left: tuple[str, str]
    right: tuple[str, str]
    rows: Sequence[Row]
    is_open: bool


@dataclass(frozen=True)
class QueuePage:
    """The next pair, how many wait, and how many were put off; no pair: nothing waits."""

    pair: Pair | None
    waiting: int
    later: int
    skip_href: str


def queue_page(after: int = 0) -> QueuePage:
    """Return the queue at the first pair after an id, from the beginning when none follows."""
    found = next_pair(after) or next_pair()
    states = dict(
        Finding.objects.filter(kind=Kind.DUPLICATE)
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )
    return QueuePage(
        pair=pair_of(found) if found else None,
        waiting=states.get(State.NEW, 0),
        later=states.get(State.SEEN, 0),
        skip_href=f"{reverse('central:simplify_pairs')}?after={found.pk}" if found else "",
    )


def pair_of(finding: Finding) -> Pair:
    """Return the two services of a finding; a constant number of queries."""
    procedures = Procedure.objects.select_related("owner", "topic").in_bulk(
        [finding.procedure_id, finding.other_id or 0]
    )
    left, right = (_told(procedures[pk]) for pk in sorted(procedures))
    labels = list(left)
    addresses = [
        (procedures[pk].name_th, reverse("www:manual", args=[pk])) for pk in sorted(procedures)
    ]
    return Pair(
        finding=finding,
        headline=headline(finding),
        left=addresses[0],
        right=addresses[1],
        rows=[
            Row(label, left[label], right[label], left[label] == right[label]) for label in labels
        ],
        is_open=finding.is_open,
    )


def _told(procedure: Procedure) -> dict[str, Sequence[str]]:
    manual = (
        Manual.objects.filter(procedure=procedure, standard=None).select_related("current").first()
    )
    content = ManualContent()
    if manual is not None and manual.current is not None:
        content = ManualContent.model_validate(manual.current.content)
    adopters = Manual.objects.filter(
        procedure=procedure, standard__isnull=False, status=ManualStatus.PUBLISHED
    ).count()
    return {
        "ชื่อทางราชการ": (procedure.official_name_th,),
        "ชื่อที่ประชาชนเรียก": (procedure.name_th,),
        "สรุป": (procedure.summary_th or NOTHING,),
        "หน่วยงานเจ้าของ": (procedure.owner.name_th,),
        "หน่วยงานอื่นที่ใช้คู่มือนี้": (f"{adopters:,} หน่วยงาน",),
        "หมวด": (procedure.topic.name_th,),
        "ทำอะไร": (procedure.get_lifecycle_display(),),
        "กฎหมาย": tuple(dict.fromkeys(law.law for law in content.legal_bases.items)) or (NOTHING,),
        "เอกสาร": tuple(item.name for item in content.documents.items) or (NOTHING,),
        "ขั้นตอน": tuple(item.title for item in content.steps.items) or (NOTHING,),
        "ระยะเวลารวม": (content.total.text() if content.total else NOTHING,),
        "ค่าธรรมเนียม": _fees(content),
        "ผลที่ได้": content.outputs or (NOTHING,),
    }


def _fees(content: ManualContent) -> Sequence[str]:
    if content.fees.is_none:
        return ("ไม่มีค่าธรรมเนียม",)
    return tuple(
        f"{fee.item} {baht_text(fee.amount_satang)}"
        if fee.kind is FeeKind.FIXED and fee.amount_satang is not None
        else fee.item
        for fee in content.fees.items
    ) or (NOTHING,)
