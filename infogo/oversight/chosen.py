"""A slice with the things that it names, in words for headings, breadcrumbs and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from infogo.agencies.models import Agency
from infogo.agencies.selectors import ancestors_of
from infogo.core.dates import fiscal_year_label
from infogo.geo.models import District, Province
from infogo.geo.wording import district_name, province_name
from infogo.manuals.models import Procedure
from infogo.oversight.slices import Slice, read_slice
from infogo.taxonomy.models import Topic
from infogo.volumes.months import short_label

COUNTRY = "ทั้งประเทศ"
Crumb = tuple[str, str | None]
Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True)
class Chosen:
    """What a page is about; ``above`` are the agencies above the chosen one, the top first."""

    slice: Slice
    problems: tuple[str, ...] = ()
    agency: Agency | None = None
    above: Sequence[Agency] = ()
    province: Province | None = None
    district: District | None = None
    topic: Topic | None = None
    procedure: Procedure | None = None

    @property
    def place(self) -> str:
        """Return where, in words; empty for the whole country."""
        if self.district is not None and self.province is not None:
            return f"{district_name(self.district)} {province_name(self.province)}"
        return province_name(self.province) if self.province else ""

    @property
    def words(self) -> str:
        """Return what it selects, the period left out, in words."""
        parts = [
            self.agency.name_th if self.agency else "",
            self.place,
            f"หมวด{self.topic.name_th}" if self.topic else "",
            self.procedure.name_th if self.procedure else "",
        ]
        return " · ".join(part for part in parts if part) or COUNTRY

    @property
    def period(self) -> str:
        """Return the period in words."""
        year = self.slice.fiscal_year
        if year:
            return fiscal_year_label(year)
        months = self.slice.months
        if len(months) == 1:
            return short_label(months[0])
        return f"{short_label(months[0])}–{short_label(months[-1])} ({len(months)} เดือน)"

    def without_services(self, problem: str) -> Chosen:
        """Return it for a page that does not tell services apart; ``problem`` says so."""
        part = self.slice.within(topic=None, procedure=None)
        problems = (*self.problems, problem)
        return replace(self, slice=part, problems=problems, topic=None, procedure=None)

    def without_district(self, problem: str) -> Chosen:
        """Return it for a page that does not tell districts apart; ``problem`` says so."""
        part = self.slice.within(district="")
        return replace(self, slice=part, problems=(*self.problems, problem), district=None)

    def crumbs(self, path: str, **others: str) -> list[Crumb]:
        """Return the way from the country down to the agency; all other filters are kept."""
        if self.agency is None:
            return [(COUNTRY, None)]
        top = self.slice.within(agency=None).address(path, **others)
        between = [
            (agency.name_th, self.slice.within(agency=agency.pk).address(path, **others))
            for agency in self.above
        ]
        return [(COUNTRY, top), *between, (self.agency.name_th, None)]

    def filters(self, path: str, **others: str) -> list[tuple[str, str, str]]:
        """Return the other filters: what kind, its words, and the address without it."""
        held = (
            ("จังหวัด", self.province and province_name(self.province), {"province": ""}),
            ("อำเภอ", self.district and district_name(self.district), {"district": ""}),
            ("หมวด", self.topic and self.topic.name_th, {"topic": None}),
            ("เรื่อง", self.procedure and self.procedure.name_th, {"procedure": None}),
        )
        return [
            (kind, words, self.slice.within(**without).address(path, **others))
            for kind, words, without in held
            if words
        ]


def choose(asked: Mapping[str, str], today: date) -> Chosen:
    """Return what a query string selects; what does not exist falls back to all, and says so.

    At most six small queries.
    """
    written = read_slice(asked, today)
    found, problems = written.slice, list(written.problems)
    agency = _existing(Agency.objects.all(), found.agency, "หน่วยงาน", problems)
    province = _existing(Province.objects.all(), found.province, "จังหวัด", problems)
    district = _existing(District.objects.all(), found.district, "อำเภอ", problems)
    topic = _existing(Topic.objects.all(), found.topic, "หมวดเรื่อง", problems)
    procedure = _existing(Procedure.objects.all(), found.procedure, "กระบวนงาน", problems)
    if procedure is not None and topic is not None and procedure.topic_id != topic.pk:
        problems.append("กระบวนงานที่เลือกไม่อยู่ในหมวดนี้ จึงแสดงทั้งหมวด")
        procedure = None
    return Chosen(
        slice=replace(
            found,
            agency=agency.pk if agency else None,
            province=province.pk if province else "",
            district=district.pk if district and province else "",
            topic=topic.pk if topic else None,
            procedure=procedure.pk if procedure else None,
        ),
        problems=tuple(problems),
        agency=agency,
        above=ancestors_of(agency) if agency else (),
        province=province,
        district=district if province else None,
        topic=topic,
        procedure=procedure,
    )


def _existing(
    rows: QuerySet[Found], key: int | str | None, what: str, problems: list[str]
) -> Found | None:
    if not key:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        problems.append(f"ไม่พบ{what}ที่เลือก จึงแสดงทุก{what} เลือกใหม่จากรายการ")
    return found
