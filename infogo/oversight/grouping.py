"""What the rows of a table stand for: agencies, places, topics, procedures, months, years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infogo.agencies.models import Agency, AgencyStatus
from infogo.agencies.selectors import BROWSING_GROUP
from infogo.core.dates import fiscal_year
from infogo.geo.models import District, Province
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.oversight.chosen import Chosen
from infogo.oversight.slices import Slice
from infogo.oversight.tree import Tree
from infogo.taxonomy.models import Topic
from infogo.thai.collate import sort_key
from infogo.volumes.months import months_of_year, short_label

Key = int | str | date | None
"""What tells groups apart; ``None`` is what belongs to none of the others."""
NOWHERE = "ไม่ระบุพื้นที่"


class By(StrEnum):
    """How a slice is divided into rows."""

    AGENCY = "agency"
    PLACE = "place"
    TOPIC = "topic"
    PROCEDURE = "procedure"
    MONTH = "month"
    YEAR = "year"


TIMES = (By.MONTH, By.YEAR)
"""In which rows have an order of their own."""


@dataclass(frozen=True)
class Group:
    """One row: ``slice`` is the narrower slice that it leads to, where there is one."""

    key: Key
    label: str
    slice: Slice | None = None
    note: str = ""


def words_of(by: By, part: Slice) -> str:
    """Return the head of the column of names."""
    if by == By.PLACE:
        return "อำเภอหรือเขต" if part.province else "จังหวัด"
    return {
        By.AGENCY: "หน่วยงาน",
        By.TOPIC: "หมวดเรื่อง",
        By.PROCEDURE: "กระบวนงาน",
        By.MONTH: "เดือน",
        By.YEAR: "ปีงบประมาณ",
    }[by]


def usable(chosen: Chosen, known: Tree, wanted: Sequence[By] = tuple(By)) -> list[By]:
    """Return by what a slice can be divided: not by what it has only one of."""
    part = chosen.slice
    useless = set()
    if part.agency is not None and known.is_leaf(part.agency):
        useless.add(By.AGENCY)
    if part.district or (part.province and (part.topic or part.procedure)):
        useless.add(By.PLACE)
    if part.topic or part.procedure:
        useless.add(By.TOPIC)
    if part.procedure:
        useless.add(By.PROCEDURE)
    return [by for by in wanted if by not in useless]


def read_by(text: str, chosen: Chosen, known: Tree, wanted: Sequence[By] = tuple(By)) -> By:
    """Return the division that an address asks for, or the first one that says anything."""
    able = usable(chosen, known, wanted)
    asked = next((by for by in able if by.value == text), None)
    return asked or (able[0] if able else wanted[0])


def groups_of(chosen: Chosen, by: By, known: Tree) -> list[Group]:
    """Return the rows in their order, also those of which nothing is known; one or two queries."""
    makers = {
        By.AGENCY: _agencies,
        By.PLACE: _places,
        By.TOPIC: _topics,
        By.PROCEDURE: _procedures,
        By.MONTH: _months,
        By.YEAR: _years,
    }
    return makers[by](chosen, known)


def _agencies(chosen: Chosen, known: Tree) -> list[Group]:
    """Return the children, and the agency itself for what it does without them."""
    part = chosen.slice
    children = Agency.objects.filter(parent=part.agency).order_by("sort_key", "pk")
    found = [
        Group(
            pk,
            name,
            part.within(agency=pk),
            "" if status == AgencyStatus.ACTIVE else str(AgencyStatus(status).label),
        )
        for pk, name, status in children.values_list("pk", "name_th", "status")
    ]
    own = chosen.agency
    if own is not None and own.kind != BROWSING_GROUP:
        found.insert(0, Group(own.pk, f"{own.name_th} (เฉพาะหน่วยงานนี้)"))
    return found


def _places(chosen: Chosen, _known: Tree) -> list[Group]:
    part = chosen.slice
    if part.province:
        districts = District.objects.filter(province=part.province).order_by("code")
        found = [
            Group(code, name, part.within(district=code))
            for code, name in districts.values_list("code", "full_name_th")
        ]
    else:
        provinces = Province.objects.order_by("code").values_list("code", "name_th")
        found = [Group(code, name, part.within(province=code)) for code, name in provinces]
    return [*found, Group(None, NOWHERE)]


def _topics(chosen: Chosen, _known: Tree) -> list[Group]:
    topics = Topic.objects.order_by("order").values_list("pk", "name_th")
    return [Group(pk, name, chosen.slice.within(topic=pk)) for pk, name in topics]


def _procedures(chosen: Chosen, _known: Tree) -> list[Group]:
    found = Procedure.objects.exclude(status=ProcedureStatus.DRAFT).order_by("pk")
    if chosen.slice.topic:
        found = found.filter(topic=chosen.slice.topic)
    rows = found.values_list("pk", "name_th", "status")
    return [
        Group(
            pk,
            name,
            chosen.slice.within(procedure=pk),
            "" if status == ProcedureStatus.ACTIVE else str(ProcedureStatus(status).label),
        )
        for pk, name, status in sorted(rows, key=lambda row: sort_key(row[1]))
    ]


def _months(chosen: Chosen, _known: Tree) -> list[Group]:
    part = chosen.slice
    return [
        Group(month, short_label(month), part.within(first=month, last=month))
        for month in reversed(part.months)
    ]


def _years(chosen: Chosen, _known: Tree) -> list[Group]:
    part = chosen.slice
    found = []
    for year in sorted({fiscal_year(month) for month in part.months}, reverse=True):
        months = months_of_year(year)
        held = [month for month in months if part.first <= month <= part.last]
        note = "" if len(held) == len(months) else f"นับ {len(held)} เดือน"
        narrower = part.within(first=held[0], last=held[-1])
        found.append(Group(year, f"ปีงบประมาณ {year}", narrower, note))
    return found
