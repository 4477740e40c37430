"""What there is for whom access is hard, in words: on a point's page, in lists, as a filter.

Unknown is said once for a whole list and never shown as a no: a place of which nobody said
anything may be the one that fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.language import current_language
from infogo.display.filters import number
from infogo.points.access import ASKED, WHEELCHAIR, AccessCount, has
from infogo.points.certificates import CERTIFIED
from infogo.points.models import ServicePoint
from infogo.www.pages.search_filters import FilterGroup, Option

MARKED = (WHEELCHAIR, "disabled_parking", "toilet")
"""The facts that rows of lists show."""


@dataclass(frozen=True)
class AccessFact:
    """One fact about access; ``state`` is known, none or unknown, as ``summary_list`` reads it."""

    label: str
    value: str
    state: str
    lang: str | None = None


@dataclass(frozen=True)
class AccessMark:
    """One known fact in a row: the name of its icon, and its words."""

    icon: str
    text: str


@dataclass(frozen=True)
class AccessFilter:
    """The filter above a list: its one group, how many are on, and who may fit besides.

    ``maybe`` says how many points are left out because nothing is known of them; empty when none
    are, and names no number where nothing was counted.
    """

    groups: Sequence[FilterGroup]
    active: int
    maybe: str


def access_facts(point: ServicePoint) -> tuple[list[AccessFact], list[str]]:
    """Return what is known about access, and the names of what nobody has said yet."""
    labels = {
        "wheelchair": _("ทางที่รถเข็นไปถึงเคาน์เตอร์"),
        "ramp": _("ทางลาด"),
        "lift": _("ลิฟต์"),
        "toilet": _("ห้องน้ำคนพิการ"),
        "parking": _("ที่จอดรถ"),
        "disabled_parking": _("ที่จอดรถคนพิการ"),
        "priority_counter": _("ช่องบริการพิเศษสำหรับผู้สูงอายุและคนพิการ"),
        "sign_language": _("ล่ามภาษามือ"),
    }
    known, unknown = [], []
    for fact, label in labels.items():
        there = point.accessibility.get(fact)
        if there is None:
            unknown.append(label)
        else:
            known.append(AccessFact(label, _("มี") if there else "", "known" if there else "none"))
    lang = "th" if current_language() != "th" else None
    for label, text in (
        (_("ทางเข้าที่ไม่ต้องขึ้นบันได"), point.entrance),
        (_("รถประจำทางและขนส่งสาธารณะ"), point.transit),
    ):
        if text:
            known.append(AccessFact(label, text, "known", lang))
        else:
            unknown.append(label)
    return known, unknown


def access_marks(point: ServicePoint) -> list[AccessMark]:
    """Return what a row shows: what is there, and that a wheelchair surely does not get in."""
    access = point.accessibility
    words = {
        WHEELCHAIR: _("รถเข็นเข้าได้") if access.get(WHEELCHAIR) else _("มีทางลาด"),
        "disabled_parking": _("ที่จอดรถคนพิการ"),
        "toilet": _("ห้องน้ำคนพิการ"),
    }
    marks = [AccessMark(fact, words[fact]) for fact in MARKED if has(access, fact)]
    if has(access, WHEELCHAIR) is False:
        marks.insert(0, AccessMark("warning", _("รถเข็นเข้าไม่ได้")))
    return marks


def access_note(points: Iterable[ServicePoint]) -> str:
    """Return what stands above a list in which some rows show nothing; empty if none do."""
    if all(has(point.accessibility, fact) is not None for point in points for fact in MARKED):
        return ""
    return _("จุดที่ไม่แสดงเรื่องรถเข็น ที่จอดรถ หรือห้องน้ำคนพิการ คือยังไม่มีข้อมูล ไม่ได้แปลว่าไม่มี")


def access_filter(chosen: Sequence[str], counted: AccessCount | None) -> AccessFilter:
    """Return the filter with what is chosen; counts are left out where nothing was counted."""
    labels = {
        WHEELCHAIR: _("รถเข็นเข้าได้หรือมีทางลาด"),
        "disabled_parking": _("ที่จอดรถคนพิการ"),
        "toilet": _("ห้องน้ำคนพิการ"),
        "priority_counter": _("ช่องบริการพิเศษสำหรับผู้สูงอายุและคนพิการ"),
        "sign_language": _("ล่ามภาษามือ"),
    }
    options = [
        Option(
            value="1",
            label=labels[fact],
            count=counted.having.get(fact, 0) if counted else None,
            checked=fact in chosen,
            name=fact,
        )
        for fact in ASKED
    ]
    group = FilterGroup("access", _("สิ่งอำนวยความสะดวก"), "checkbox", options, open=True)
    if counted is None:
        maybe = _("ไม่รวมจุดที่ยังไม่มีข้อมูลเรื่องนี้ ซึ่งอาจมีก็ได้") if chosen else ""
    else:
        maybe = _maybe(counted.unknown)
    return AccessFilter([group], len(chosen), maybe)


def _maybe(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "ไม่รวมอีก %(count)s แห่งที่ยังไม่มีข้อมูลเรื่องนี้ ซึ่งอาจมีก็ได้ โทรถามก่อนไป",
        "ไม่รวมอีก %(count)s แห่งที่ยังไม่มีข้อมูลเรื่องนี้ ซึ่งอาจมีก็ได้ โทรถามก่อนไป",
        count,
    ) % {"count": number(count)}


def chosen_fields(chosen: Sequence[str]) -> list[tuple[str, str]]:
    """Return the parameters of an address that keep a choice."""
    return [(fact, "1") for fact in chosen]


def with_certified(access: AccessFilter, count: int | None, *, is_chosen: bool) -> AccessFilter:
    """Let certified points be asked for too, where there are any (``count``) or they are.

    ``None`` says that there are some, nobody counted how many.
    """
    if count == 0 and not is_chosen:
        return access
    label = _("เฉพาะศูนย์ราชการสะดวก (GECC)")
    option = Option("1", label, count, is_chosen, name=CERTIFIED)
    group = FilterGroup("certified", _("การรับรอง"), "checkbox", [option], open=True)
    return AccessFilter([*access.groups, group], access.active + is_chosen, access.maybe)
