"""The room of reference data: what there is to edit, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import Promise

from infogo.announcements.models import Announcement
from infogo.channels.editions import E_ACT_RULES
from infogo.core.editions import EditionKind
from infogo.core.models import PublicHoliday
from infogo.manuals.rule_set_editions import RULE_SETS
from infogo.oversight.quality.editions import INDEX_RULES
from infogo.search.words.synonyms import groups
from infogo.taxonomy.models import LifeEvent, Tag, TargetGroup, Topic, VocabularyTerm
from infogo.volumes.editions import REPORT_FORMS

HUB: tuple[str, Promise] = ("ข้อมูลอ้างอิง", reverse_lazy("central:reference"))
"""The way back from every list."""


@dataclass(frozen=True)
class Room:
    """One kind of reference data, in the order in which it is used most."""

    title: str
    href: str | Promise
    note: str


EDITIONS: Sequence[tuple[str, str, EditionKind[Any]]] = (
    ("rules", "เกณฑ์ตามกฎหมาย", RULE_SETS),
    ("forms", "แบบรายงานธุรกรรม", REPORT_FORMS),
    ("e-act", "เกณฑ์ช่องทางอิเล็กทรอนิกส์", E_ACT_RULES),
    ("index", "เกณฑ์ดัชนีคุณภาพบริการ", INDEX_RULES),
)
"""Kinds of definitions that come in editions: the part of the address, what people call it."""


def rooms(today: date) -> Sequence[Room]:
    """Return everything that can be edited, with how much there is; eleven queries."""
    now = timezone.now()
    shown = Announcement.objects.filter(withdrawn_at=None, starts_at__lte=now, ends_at__gt=now)
    coming = PublicHoliday.objects.filter(on__gte=today).count()
    synonyms = groups()
    edited = sum(group.id is not None for group in synonyms)
    vocabularies = VocabularyTerm.objects.order_by().values("vocabulary").distinct().count()
    found = [
        ("ประกาศ", "announcements", (), f"กำลังแสดง {shown.count():,} เรื่อง"),
        ("วันหยุดราชการ", "holidays", (), f"ตั้งแต่วันนี้ไปมี {coming:,} วัน"),
        ("คำพ้อง", "synonyms", (), f"{len(synonyms):,} กลุ่ม แก้ในระบบแล้ว {edited:,} กลุ่ม"),
        ("ป้ายคำและประโยคที่ประชาชนพูด", "tags", (), f"ป้ายคำ {Tag.objects.count():,} คำ"),
        ("หมวดหมู่", "headings", ("topic",), f"{Topic.objects.count():,} หมวด"),
        ("กลุ่มเป้าหมาย", "headings", ("group",), f"{TargetGroup.objects.count():,} กลุ่ม"),
        ("เหตุการณ์ชีวิต", "headings", ("event",), f"{LifeEvent.objects.count():,} เหตุการณ์"),
        ("บัญชีคำของแบบคู่มือ", "vocabularies", (), f"{vocabularies:,} บัญชี"),
        *(
            (title, "editions", (slug,), _name(kind.in_force(today)))
            for slug, title, kind in EDITIONS
        ),
    ]
    return [
        Room(title, reverse_lazy(f"central:{name}", args=args), note)
        for title, name, args, note in found
    ]


def _name(edition: Any) -> str:
    return edition.name_th if edition else "ยังไม่มี"
