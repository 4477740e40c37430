"""A guide in words alone: as a letter, and as a message that fits into LINE or SMS."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from infogo.core.dates import long_date
from infogo.core.language import current_language
from infogo.www.pages.guide import Block, Guide, Item
from infogo.www.pages.short_text import Piece, Said, Several, fitted

LONGEST_SUBJECT = 200
# What goes first when a message is too long: details of places, then what only some need, …
_RANKS = {
    "errands": (1, 2), "renewal": (1, 2), "proxy": (1, 2), "documents": (4, 8),
    "sometimes": (9, 10), "where": (3, 5), "received": (6, 7),
}  # fmt: skip


def message_text(guide: Guide) -> str:
    """Return a guide in at most 1,000 letters, the most important first."""
    pieces: list[Piece] = [Said(guide.title)]
    pieces += [_several(block) for block in _told(guide, "errands", "renewal", "proxy")]
    documents = _told(guide, "documents", "sometimes")
    pieces += [_several(block) for block in documents]
    pieces += [Said(f"{block.title}: {block.missing}", 1) for block in documents if not block.items]
    pieces += [
        Said(_("ค่าธรรมเนียม: %(fee)s") % {"fee": guide.fee or _("ไม่มีข้อมูล")}, 1),
        Said(_("ใช้เวลา: %(time)s") % {"time": guide.time or _("ไม่มีข้อมูล")}, 1),
    ]
    pieces += [_several(block) for block in _told(guide, "where", "received")]
    pieces += [Said(guide.caution, 1)] if guide.caution else []
    return fitted([*pieces, Said(guide.link)])


def letter_lines(guide: Guide) -> list[str]:
    """Return a guide as the lines of a letter; nothing is left out."""
    lines = [first_line(), "", guide.title, *([guide.agency] if guide.agency else [])]
    for block in guide.blocks:
        lines += ["", block.title]
        lines += [block.missing] if not block.items else []
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}." if block.is_ordered else "-"
            lines += [f"{mark} {item.text}", *(f"   {detail}" for detail in item.details)]
    if guide.caution:
        lines += ["", guide.caution]
    return [*lines, "", *closing_lines(guide)]


def first_line() -> str:
    """Say who asked for a letter: nobody knows, and nothing has to be done."""
    return _("มีคนขอให้ส่งคู่มือนี้ถึงคุณจากเว็บไซต์ %(site)s คุณไม่ต้องตอบหรือทำอะไร ถ้าไม่ต้องการ ลบทิ้งได้") % {
        "site": settings.INFOGO["PUBLIC_URL"]
    }


def closing_lines(guide: Guide) -> list[str]:
    """Return where to read on, which edition it is and of which day."""
    day = long_date(guide.day, current_language())
    told = _("ข้อมูล ณ วันที่ %(day)s") % {"day": day}
    return [
        _("อ่านฉบับเต็มและตรวจว่ายังใช้อยู่: %(link)s") % {"link": guide.link},
        f"{guide.edition} · {told}" if guide.edition else told,
    ]


def _told(guide: Guide, *keys: str) -> list[Block]:
    return [block for block in guide.blocks if block.key in keys]


def _several(block: Block) -> Several:
    first, rest = _RANKS[block.key]
    return Several(block.title, [list(_item(item, first, rest)) for item in block.items])


def _item(item: Item, first: int, rest: int) -> Iterable[Said]:
    yield Said(item.text, first)
    for place, detail in enumerate(item.details):
        yield Said(detail, rest + place)


def subject_of(guide: Guide) -> str:
    """Return the subject of a letter, in one line whatever the title holds."""
    title = " ".join(guide.title.split())
    return (_("คู่มือ: %(title)s") % {"title": title})[:LONGEST_SUBJECT]
