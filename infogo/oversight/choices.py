"""What a form of filters offers: provinces, districts, topics, procedures, periods, agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from infogo.agencies.models import Agency
from infogo.agencies.selectors import active_agencies
from infogo.core.dates import fiscal_year_label
from infogo.core.written import asked_words
from infogo.geo.models import District
from infogo.geo.selectors import provinces_by_name
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.oversight.chosen import Chosen
from infogo.oversight.slices import DEFAULT_MONTHS, years_to_choose
from infogo.taxonomy.models import Topic
from infogo.thai.collate import by_name
from infogo.volumes.months import code_of, first_of, later, short_label

MOST_AGENCIES = 20
MONTHS_BACK = 36


@dataclass(frozen=True)
class Choice:
    """One thing to choose."""

    value: str
    label: str
    checked: bool = False


@dataclass(frozen=True)
class Field:
    """A field of choices; an empty value selects all. A rare one is folded away until used."""

    name: str
    label: str
    choices: Sequence[Choice]
    all: str = "ทั้งหมด"
    is_rare: bool = False

    @property
    def is_chosen(self) -> bool:
        """Whether anything but all is chosen."""
        return any(choice.checked for choice in self.choices)


class Dimension:
    """By what a page may be narrowed besides the agency, as its form asks."""

    PLACE = "place"
    DISTRICT = "district"
    TOPIC = "topic"
    PERIOD = "period"


EVERY_DIMENSION = (Dimension.PLACE, Dimension.DISTRICT, Dimension.TOPIC, Dimension.PERIOD)


def fields_of(chosen: Chosen, today: date, dimensions: Sequence[str]) -> list[Field]:
    """Return the fields of a form with what is chosen now; one query for each list of names."""
    part, found = chosen.slice, []
    if Dimension.PLACE in dimensions:
        found.append(_field("prov", "จังหวัด", provinces_by_name(), part.province))
    if Dimension.DISTRICT in dimensions and part.province:
        districts = District.objects.filter(province=part.province)
        names = by_name(districts.values_list("code", "full_name_th"))
        found.append(_field("dist", "อำเภอหรือเขต", names, part.district))
    if Dimension.TOPIC in dimensions:
        topics = list(Topic.objects.order_by("order").values_list("pk", "name_th"))
        found.append(_field("topic", "หมวดเรื่อง", topics, part.topic))
        if part.topic or part.procedure:
            found.append(_procedures(chosen))
    if Dimension.PERIOD in dimensions:
        found += _periods(chosen, today)
    return found


def find_agencies(words: str) -> list[Agency]:
    """Return the active agencies whose name or short name holds all these words, shortest first."""
    found = active_agencies().select_related("parent")
    parts = asked_words(words).split()
    if not parts:
        return []
    for part in parts:
        found = found.filter(name_th__icontains=part) | found.filter(abbreviation__iexact=part)
    rows = list(found.order_by("sort_key", "pk")[: 5 * MOST_AGENCIES])
    return sorted(rows, key=lambda agency: len(agency.name_th))[:MOST_AGENCIES]


def _procedures(chosen: Chosen) -> Field:
    part = chosen.slice
    procedures = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).order_by("pk")
    if part.topic:
        procedures = procedures.filter(topic=part.topic)
    names = by_name(procedures.values_list("pk", "name_th"))
    return _field("procedure", "กระบวนงาน", names, part.procedure)


def _periods(chosen: Chosen, today: date) -> list[Field]:
    part = chosen.slice
    year = None if part.is_default else part.fiscal_year
    years = [(each, fiscal_year_label(each)) for each in years_to_choose(today)]
    newest = first_of(today)
    months = [later(newest, -back) for back in range(MONTHS_BACK)]
    names = [(code_of(month), short_label(month)) for month in months]
    is_span = not part.is_default and year is None
    usual = f"{DEFAULT_MONTHS} เดือนล่าสุด"
    return [
        _field("year", "ปีงบประมาณ", years, year, usual),
        *(
            replace(_field(name, label, names, month, "ไม่กำหนด"), is_rare=True)
            for name, label, month in (
                ("from", "ตั้งแต่เดือน", code_of(part.first) if is_span else None),
                ("to", "ถึงเดือน", code_of(part.last) if is_span else None),
            )
        ),
    ]


def _field(
    name: str,
    label: str,
    names: Sequence[tuple[int | str, str]],
    chosen: int | str | None,
    all_words: str = "ทั้งหมด",
) -> Field:
    choices = [Choice(str(value), words, value == chosen) for value, words in names]
    return Field(name, label, choices, all_words)
