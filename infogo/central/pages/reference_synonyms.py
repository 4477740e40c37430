"""Synonyms: the list of groups, and which searches an edit would answer differently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode

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
from infogo.search.curation.synonym_preview import SHOWN, SideBySide, effect_of_edit
from infogo.search.services import TARGET
from infogo.search.words.lexicon import squashed
from infogo.search.words.synonyms import Group, groups
from infogo.thai.normalise import normalise

BACK = ("คำพ้อง", reverse_lazy("central:synonyms"))
PAGE_SIZE = 50
WORDS = Words(
    {"add_synonym": "เพิ่มกลุ่มคำ", "change_synonym": "แก้กลุ่มคำ", "end_synonym": "เลิกใช้กลุ่มคำ"},
    {"phrases": "คำที่พิมพ์", "means": "คำที่ใช้ค้นแทน", "weight": "น้ำหนัก"},
)


def synonyms_page(asked: str, number: int, *, is_whole: bool) -> Listing:
    """Return the groups in which a text is said, some at a time or all; two queries."""
    wanted = squashed(normalise(asked))
    found = [group for group in groups() if not wanted or _says(group, wanted)]
    count = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(1, number), count)
    shown = found if is_whole else found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    table = Grid(
        caption=f"กลุ่มคำ {len(found):,} กลุ่ม",
        columns=("คำที่ประชาชนพิมพ์", "คำที่ใช้ค้นแทน", "น้ำหนัก", "ที่มา"),
        rows=[_row(group) for group in shown],
        empty="ไม่พบกลุ่มคำ ลองคำอื่น หรือเพิ่มกลุ่มคำใหม่",
    )
    return Listing(
        title="คำพ้อง",
        lead="คำที่ประชาชนพิมพ์กับคำในคู่มือที่หมายถึงเรื่องเดียวกัน ใช้กับการค้นทุกครั้ง",
        back=HUB,
        grids=[table],
        exports="synonyms",
        actions=[("เพิ่มกลุ่มคำ", reverse("central:synonym_new"))],
        changes=changes(),
        asked=asked,
        asked_label="ค้นในคำพ้อง",
        pages=(number, count, f"?{urlencode({'q': asked})}&page="),
    )


def changes(group: Group | None = None) -> list[ChangeLine]:
    """Return the history of a group, empty when nobody edited it, or of all."""
    return history(TARGET, WORDS, (group.id or -1) if group else None)


def facts_now(group: Group) -> Sequence[Fact]:
    """Return what a group says."""
    return [
        Fact("คำที่ประชาชนพิมพ์", ", ".join(group.phrases)),
        Fact("คำที่ใช้ค้นแทน", ", ".join(group.means)),
        Fact("น้ำหนัก", f"{group.weight:g}"),
        Fact("สถานะ", _source(group)),
    ]


def preview(before: Group | None, after: Group, today: date) -> Preview:
    """Return the searches that would answer differently, both answers side by side."""
    effect = effect_of_edit(before, after, today)
    if effect is None:
        return Preview(lead="กำลังสร้างดัชนีค้นหาใหม่ จึงยังบอกผลไม่ได้ ลองอีกครั้งในหนึ่งนาที")
    better = sum(_gain(pair) > 0 for pair in effect.differing)
    worse = [pair for pair in effect.differing if _gain(pair) < 0]
    return Preview(
        lead="ผลจากการค้นจริงในดัชนีปัจจุบัน ทุกเครื่องใช้คำใหม่ภายในหนึ่งวินาทีหลังบันทึก",
        facts=[
            Fact(
                "คำค้นที่จะตอบต่างไป",
                f"{len(effect.differing):,} คำค้น",
                f"จากที่ลอง {effect.tried:,} คำค้น"
                + (f" ไม่ได้ลองอีก {effect.left_out:,}" if effect.left_out else ""),
            ),
            Fact("คำตอบที่ตรงได้อันดับดีขึ้น", f"{better:,} คำค้น", "เฉพาะคำค้นที่รู้คำตอบที่ตรง"),
            Fact("คำตอบที่ตรงตกอันดับ", f"{len(worse):,} คำค้น", "เฉพาะคำค้นที่รู้คำตอบที่ตรง"),
        ],
        grids=[
            Grid(
                caption=f"ผล {SHOWN} อันดับแรก ก่อนและหลัง",
                columns=("คำค้น", "ตอนนี้", "หลังบันทึก"),
                rows=[_beside(pair) for pair in effect.differing],
                empty="ไม่มีคำค้นที่ลองแล้วตอบต่างไป",
            )
        ],
        warnings=[_worse(pair) for pair in worse],
    )


def _beside(pair: SideBySide) -> Sequence[Cell]:
    return (
        Cell(pair.asked.text, note=pair.asked.why),
        Cell(_listed(pair.before), "", _rank(pair.rank_before, pair), pair.before),
        Cell(_listed(pair.after), "", _rank(pair.rank_after, pair), pair.after),
    )


def _listed(titles: Sequence[str]) -> str:
    return " / ".join(f"{at}. {title}" for at, title in enumerate(titles, 1)) or "ไม่พบ"


def _rank(rank: int | None, pair: SideBySide) -> str:
    if not pair.asked.right:
        return ""
    return f"คำตอบที่ตรงอยู่อันดับ {rank}" if rank else "คำตอบที่ตรงไม่อยู่ใน 10 อันดับแรก"


def _gain(pair: SideBySide) -> int:
    """Return by how many ranks the right answer rises; negative when it falls."""
    if not pair.asked.right:
        return 0
    last = 11
    return (pair.rank_before or last) - (pair.rank_after or last)


def _worse(pair: SideBySide) -> str:
    after = f"อันดับ {pair.rank_after}" if pair.rank_after else "ไม่พบใน 10 อันดับแรก"
    return f"“{pair.asked.text}” คำตอบที่ตรงจะตกจากอันดับ {pair.rank_before} เป็น{after}"


def _says(group: Group, wanted: str) -> bool:
    return any(wanted in squashed(normalise(word)) for word in (*group.phrases, *group.means))


def _row(group: Group) -> Sequence[Cell]:
    return (
        Cell(", ".join(group.phrases), reverse("central:synonym", args=[group.key])),
        Cell(", ".join(group.means)),
        Cell(f"{group.weight:g}"),
        Cell(_source(group)),
    )


def _source(group: Group) -> str:
    if group.is_ended:
        return "เลิกใช้แล้ว"
    if group.id is None:
        return "มากับระบบ"
    return "มากับระบบ แก้แล้ว" if group.origin else "เพิ่มในระบบนี้"
