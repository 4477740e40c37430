"""Everyday words of all services: finding them, and what merging or dropping one touches."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse, reverse_lazy

from infogo.central.pages.editing import (
    Cell,
    ChangeLine,
    Fact,
    Grid,
    Listing,
    Preview,
    Words,
    history,
)
from infogo.central.pages.reference import HUB
from infogo.editing.services.tags import TARGET
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.taxonomy.models import Tag
from infogo.thai.normalise import normalise

BACK = ("ป้ายคำ", reverse_lazy("central:tags"))
MOST_TAGS = 100
MOST_SAYINGS = 50
WORDS = Words({"merge_tags": "รวมป้ายคำ", "drop_tag": "เอาป้ายคำออก"})


def tags_page(asked: str) -> Listing:
    """Return the tags and sayings in which a text is said, the most used first; three queries."""
    wanted = normalise(asked)
    tags = Tag.objects.annotate(uses=Count("procedures")).order_by("-uses", "text")
    if wanted:
        tags = tags.filter(key__contains=wanted)
    grids = [
        Grid(
            caption=f"ป้ายคำที่ใช้มากสุด ไม่เกิน {MOST_TAGS:,} คำ",
            columns=("ป้ายคำ", "บริการที่ใช้"),
            rows=[
                (
                    Cell(tag.text, reverse("central:tag", args=[tag.pk])),
                    Cell(f"{tag.uses:,}"),
                )
                for tag in tags[:MOST_TAGS]
            ],
            empty="ไม่พบป้ายคำนี้ ลองคำที่สั้นลง",
        )
    ]
    if wanted:
        grids.append(_sayings(wanted))
    return Listing(
        title="ป้ายคำและประโยคที่ประชาชนพูด",
        lead="คำของทุกบริการรวมกัน รวมคำที่หมายถึงเรื่องเดียวกัน หรือเอาคำที่ผิดออกทีเดียวหลายบริการ",
        back=HUB,
        grids=grids,
        exports="tags",
        changes=changes(),
        asked=asked,
        asked_label="ค้นในป้ายคำและประโยค",
    )


def changes(tag_id: int | None = None) -> list[ChangeLine]:
    """Return the history of one tag, or of all."""
    return history(TARGET, WORDS, tag_id)


def services_of(tag: Tag) -> list[Procedure]:
    """Return the services that have a tag, the most used first."""
    return list(tag.procedures.order_by("-popularity", "pk"))


def facts_now(tag: Tag, services: Sequence[Procedure]) -> Sequence[Fact]:
    """Return the tag and how many services have it."""
    return [Fact("ป้ายคำ", tag.text), Fact("บริการที่ใช้", f"{len(services):,} เรื่อง")]


def merging(tag: Tag, into: str, services: Sequence[Procedure]) -> Preview:
    """Return which services would have the other word, and which have it already."""
    other = Tag.objects.filter(key=normalise(into)).exclude(pk=tag.pk).first()
    have = set(other.procedures.values_list("pk", flat=True)) if other else set()
    new = (
        f"“{other.text}” ซึ่งมี {len(have):,} บริการใช้อยู่แล้ว"
        if other
        else f"“{into.strip()}” ซึ่งเป็นคำใหม่"
    )
    return Preview(
        lead=f"บริการที่ใช้ “{tag.text}” จะใช้ {new} แทน และ “{tag.text}” จะหายไป",
        facts=[
            Fact("บริการที่เปลี่ยนคำ", f"{len(services):,} เรื่อง"),
            Fact(
                "ในจำนวนนี้มีคำใหม่อยู่แล้ว",
                f"{sum(service.pk in have for service in services):,} เรื่อง",
            ),
        ],
        grids=[_services(services)],
        warnings=[
            f"ประชาชนที่พิมพ์ “{tag.text}” จะพบบริการเหล่านี้ได้เมื่อคำนี้อยู่ในคำพ้องหรือในชื่อบริการ "
            "ถ้ายังมีคนพิมพ์คำเดิม ให้เพิ่มเป็นคำพ้องของคำใหม่"
        ],
    )


def dropping(tag: Tag, chosen: frozenset[int], services: Sequence[Procedure]) -> Preview:
    """Return which services would lose the word."""
    losing = [service for service in services if service.pk in chosen]
    left = len(services) - len(losing)
    return Preview(
        lead=f"เอา “{tag.text}” ออกจาก {len(losing):,} บริการ เหลือ {left:,} บริการที่ใช้คำนี้",
        grids=[_services(losing)],
    )


def _services(services: Sequence[Procedure]) -> Grid:
    return Grid(
        caption="บริการ",
        columns=("ชื่อบริการ", "รหัส"),
        rows=[_service(service) for service in services],
    )


def _service(service: Procedure) -> Sequence[Cell]:
    return Cell(service.name_th, reverse("www:manual", args=[service.pk])), Cell(service.code)


def _sayings(wanted: str) -> Grid:
    """Return the sentences in which a text is said; read one by one, for JSON cannot be asked."""
    active = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).order_by("-popularity")
    found = [
        (service, saying)
        for service in active.only("name_th", "code", "sayings")
        for saying in service.sayings
        if wanted in normalise(saying)
    ]
    return Grid(
        caption=f"ประโยคที่ประชาชนพูด {len(found):,} ประโยค แสดงไม่เกิน {MOST_SAYINGS:,}",
        columns=("ประโยค", "ของบริการ"),
        rows=[
            (Cell(saying), Cell(service.name_th, reverse("www:manual", args=[service.pk])))
            for service, saying in found[:MOST_SAYINGS]
        ],
        empty="ไม่มีประโยคที่มีคำนี้",
    )
