"""Topics, target groups and life events: lists, and what renaming or ending one changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

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
from infogo.editing.services.headings import KINDS, HeadingFacts, articles_of, services_of
from infogo.editing.services.stages import StageFacts
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.taxonomy.models import Heading

MOST_NAMED = 20
WORDS = Words(
    {
        "add_heading": "เพิ่มหัวข้อ",
        "change_heading": "แก้หัวข้อ",
        "order_headings": "เรียงลำดับใหม่",
        "end_heading": "เลิกใช้หัวข้อ",
        "set_stages": "แก้ขั้นของเหตุการณ์",
    },
    {
        "name_th": "ชื่อ",
        "name_en": "ชื่ออังกฤษ",
        "description_th": "คำอธิบาย",
        "description_en": "คำอธิบายอังกฤษ",
    },
)


@dataclass(frozen=True)
class Kind:
    """How a kind of heading is called, and its pages for citizens."""

    code: str
    name: str
    lead: str
    page: str
    list_page: str


NAMED: Mapping[str, Kind] = {
    "topic": Kind("topic", "หมวดหมู่", "ทุกบริการอยู่ในหมวดเดียว", "www:topic", "www:topics"),
    "group": Kind("group", "กลุ่มเป้าหมาย", "บริการหนึ่งเป็นของหลายกลุ่มได้", "www:group", "www:groups"),
    "event": Kind("event", "เหตุการณ์ชีวิต", "เรื่องที่ต้องทำหลายบริการตามขั้น", "www:event", "www:events"),
}


def back_to(kind: Kind) -> tuple[str, str]:
    """Return the way back to a list."""
    return kind.name, reverse("central:headings", args=[kind.code])


def headings_page(kind: Kind) -> Listing:
    """Return the headings of a kind in their order, ended ones last; three queries."""
    active = Q(procedures__status=ProcedureStatus.ACTIVE)
    rows = list(
        KINDS[kind.code]
        .everything.annotate(services=Count("procedures", filter=active))
        .select_related("moved_to")
        .order_by("order", "pk")
    )
    shown = [row for row in rows if row.ended_at is None]
    ended = [row for row in rows if row.ended_at is not None]
    return Listing(
        title=kind.name,
        lead=kind.lead,
        back=HUB,
        grids=[
            Grid(
                caption=f"{kind.name}ที่ใช้อยู่ {len(shown):,} รายการ ตามลำดับที่แสดง",
                columns=("ชื่อ", "ชื่ออังกฤษ", "ที่อยู่", "บริการ"),
                rows=[_row(kind, row) for row in shown],
                empty=f"ยังไม่มี{kind.name} กดเพิ่ม",
            ),
            Grid(
                caption=f"{kind.name}ที่เลิกใช้แล้ว",
                columns=("ชื่อ", "ที่อยู่เดิม", "พาไปที่"),
                rows=[
                    (
                        Cell(row.name_th),
                        Cell(row.slug),
                        Cell(row.moved_to.name_th if row.moved_to else "ไม่มีหัวข้อแทน"),
                    )
                    for row in ended
                ],
            ),
        ],
        exports=f"{kind.code}s",
        actions=[
            (f"เพิ่ม{kind.name}", reverse("central:heading_new", args=[kind.code])),
            ("เรียงลำดับใหม่", reverse("central:heading_order", args=[kind.code])),
        ],
        changes=history(kind.code, WORDS),
    )


def changes(kind: Kind, heading: Heading | None = None) -> list[ChangeLine]:
    """Return the history of one heading, or of all of a kind."""
    return history(kind.code, WORDS, heading.pk if heading else None)


def facts_now(heading: Heading) -> Sequence[Fact]:
    """Return what a heading says."""
    return [
        Fact("ชื่อ", heading.name_th),
        Fact("ชื่ออังกฤษ", heading.name_en),
        Fact("คำอธิบาย", heading.description_th or "ไม่มี"),
        Fact("คำในที่อยู่ของหน้า", heading.slug),
    ]


def adding(kind: Kind, slug: str, facts: HeadingFacts) -> Preview:
    """Return what a new heading shows: a page of its own, still without services."""
    return Preview(
        lead=f"“{facts.name_th}” จะอยู่ท้ายรายการ และยังไม่มีบริการ",
        facts=[
            Fact("หน้าใหม่", reverse(kind.page, args=[slug])),
            Fact("หน้าต่าง ๆ ที่แสดงรายการ", reverse(kind.list_page)),
        ],
        warnings=["หน้านี้จะว่างจนกว่าเจ้าของบริการเลือกหัวข้อนี้ให้บริการของตน"],
    )


def renaming(kind: Kind, heading: Heading, facts: HeadingFacts) -> Preview:
    """Return which pages would say the new name."""
    return Preview(
        lead=f"“{heading.name_th}” จะแสดงเป็น “{facts.name_th}” ที่อยู่ของหน้าไม่เปลี่ยน",
        facts=_pages(kind, heading),
        grids=[_services(kind, heading)],
    )


def ending(kind: Kind, heading: Heading, successor: Heading | None) -> Preview:
    """Return what becomes of the services, articles and the page of a heading that ends."""
    if successor is not None:
        lead = f"บริการและบทความย้ายไป “{successor.name_th}” และที่อยู่เดิมพาไปหน้านั้นถาวร"
    else:
        lead = "บริการที่อยู่ในหัวข้อนี้จะไม่มีหัวข้อนี้อีก และที่อยู่เดิมบอกว่าเลิกใช้แล้ว"
    both = 0
    if successor is not None and kind.code != "topic":
        here = services_of(kind.code, heading).values("pk")
        both = services_of(kind.code, successor).filter(pk__in=here).count()
    facts = [*_pages(kind, heading)]
    if both:
        facts.append(Fact("อยู่ในทั้งสองหัวข้ออยู่แล้ว", f"{both:,} เรื่อง"))
    warnings = []
    if kind.code == "event":
        warnings.append("ขั้นของเหตุการณ์นี้จะไม่แสดงอีก ถ้าต้องใช้ ให้เพิ่มขั้นในเหตุการณ์ที่รับช่วงก่อน")
    return Preview(lead=lead, facts=facts, grids=[_services(kind, heading)], warnings=warnings)


def ordering(headings: Sequence[Heading], wanted: Sequence[int]) -> Preview:
    """Return the order before and after, place by place."""
    names = {heading.pk: heading.name_th for heading in headings}
    before = [heading.pk for heading in headings]
    rows = [
        (Cell(str(place)), Cell(names[old]), Cell(names[new], note="" if old == new else "เปลี่ยน"))
        for place, (old, new) in enumerate(zip(before, wanted, strict=True), start=1)
    ]
    moved = sum(old != new for old, new in zip(before, wanted, strict=True))
    return Preview(
        lead=f"เปลี่ยน {moved:,} ตำแหน่ง มีผลกับหน้าแรก หน้ารายการ และตัวเลือกในแบบฟอร์ม",
        grids=[Grid("ลำดับเดิมและใหม่", ("ลำดับ", "เดิม", "ใหม่"), rows)],
    )


def staging(before: Sequence[StageFacts], after: Sequence[StageFacts]) -> Preview:
    """Return the stages before and after, and which services come or go."""
    old = {code for stage in before for code in stage.codes}
    new = {code for stage in after for code in stage.codes}
    names = dict(Procedure.objects.filter(code__in=old | new).values_list("code", "name_th"))
    longest = max(len(before), len(after))
    rows = [
        (Cell(str(at + 1)), Cell(_stage(before, at, names)), Cell(_stage(after, at, names)))
        for at in range(longest)
    ]
    return Preview(
        lead=f"จาก {len(before):,} ขั้น เป็น {len(after):,} ขั้น",
        facts=[
            Fact("บริการที่เพิ่มในเหตุการณ์นี้", _names(new - old, names)),
            Fact("บริการที่ไม่อยู่ในเหตุการณ์นี้อีก", _names(old - new, names)),
        ],
        grids=[Grid("ขั้นเดิมและใหม่", ("ขั้นที่", "เดิม", "ใหม่"), rows)],
    )


def _stage(stages: Sequence[StageFacts], at: int, names: Mapping[str, str]) -> str:
    if at >= len(stages):
        return "ไม่มี"
    services = " / ".join(names.get(code, code) for code in stages[at].codes)
    return f"{stages[at].title_th}: {services or 'ยังไม่มีบริการ'}"


def _names(codes: set[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in sorted(codes)) or "ไม่มี"


def _pages(kind: Kind, heading: Heading) -> list[Fact]:
    services = services_of(kind.code, heading).count()
    articles = articles_of(kind.code, heading).count()
    own = f"หน้า{kind.name}นี้ หน้ารายการ และหน้าแรก อย่างละสองภาษา"
    shown = " กับหน้าคู่มือทุกหน้าของบริการเหล่านี้" if kind.code == "topic" else ""
    return [
        Fact("บริการในหัวข้อนี้", f"{services:,} เรื่อง"),
        Fact("บทความในหัวข้อนี้", f"{articles:,} เรื่อง"),
        Fact("หน้าสำหรับประชาชนที่เปลี่ยน", f"{own}{shown}"),
        Fact(
            "นับเป็นหน้าอย่างน้อย",
            f"{2 * (3 + (services if kind.code == 'topic' else 0)):,} หน้า",
            "ไทยและอังกฤษ ไม่นับหน้าคู่มือของแต่ละหน่วยงานที่รับไปใช้",
            reverse(kind.page, args=[heading.slug]),
        ),
    ]


def _services(kind: Kind, heading: Heading) -> Grid:
    services = services_of(kind.code, heading)
    shown = services.order_by("-popularity", "pk")[:MOST_NAMED]
    return Grid(
        caption=f"บริการในหัวข้อนี้ ที่ใช้มากสุด {MOST_NAMED:,} เรื่องแรก",
        columns=("ชื่อบริการ", "รหัส"),
        rows=[
            (Cell(row.name_th, reverse("www:manual", args=[row.pk])), Cell(row.code))
            for row in shown
        ],
        empty="ไม่มีบริการในหัวข้อนี้",
    )


def _row(kind: Kind, row: Heading) -> Sequence[Cell]:
    services: int = row.services  # type: ignore[attr-defined]  # annotated
    return (
        Cell(row.name_th, reverse("central:heading", args=[kind.code, row.pk])),
        Cell(row.name_en),
        Cell(row.slug, reverse(kind.page, args=[row.slug])),
        Cell(f"{services:,}"),
    )
