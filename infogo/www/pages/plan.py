"""The plan of several errands: what to bring, where to go, what it costs and when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from infogo.agencies.models import Agency
from infogo.core.dates import short_date, weekday_date, weekday_name
from infogo.core.language import current_language, in_language
from infogo.display.filters import DOT
from infogo.display.key_facts import UNKNOWN, KeyFact, key_facts
from infogo.display.manual_head import manual_address
from infogo.display.manual_parts import content_language
from infogo.display.nationality import ForThais
from infogo.display.proxy import ProxyWords, proxy_words
from infogo.display.structured import absolute
from infogo.errands.working import OnlineWay, Worked, region_of, work_out
from infogo.geo.models import District, Province
from infogo.geo.wording import district_name, province_name
from infogo.manuals.content import ProvenanceStatus
from infogo.manuals.models import Procedure
from infogo.planning.wanted import Wanted, wanted_services
from infogo.points.opening import Clock
from infogo.points.selectors import districts_of, provinces
from infogo.www.pages.manual_area import Choice
from infogo.www.pages.places import province_choices
from infogo.www.pages.plan_cases import PlanCases, plan_cases, settled_plan
from infogo.www.pages.plan_documents import DocumentLine, document_lines
from infogo.www.pages.plan_nationality import errands_for_thais
from infogo.www.pages.plan_printed import Printed, printed_marks, since_printed
from infogo.www.pages.plan_query import DAYS_AHEAD, PlanQuery
from infogo.www.pages.plan_search import Found, found_services
from infogo.www.pages.plan_sums import Sums, sums_of
from infogo.www.pages.plan_text import plan_text
from infogo.www.pages.plan_trip import RoundRow, round_rows

COMPARED = (2, 3)
"""How many services fit side by side."""


@dataclass(frozen=True)
class Errand:
    """One service of the plan; ``local`` is the agency whose own text holds at the stop chosen.

    ``up``, ``down`` and ``remove`` are addresses of the plan, empty where there is none; they open
    it at the list, where the next key goes on. ``proxy`` is told only to somebody who does it for
    another person, ``for_thais`` only to who may be no Thai national.
    """

    id: int
    title: str
    lang: str | None
    href: str
    facts: Sequence[KeyFact]
    online: OnlineWay | None
    proxy: ProxyWords | None
    for_thais: ForThais | None
    local: str
    up: str
    down: str
    remove: str


@dataclass(frozen=True)
class Told:
    """What became of an id in the address that is no service in use; ``href`` leads on."""

    text: str
    link: str
    href: str


@dataclass(frozen=True)
class Wait:
    """That one errand waits for another; ``document`` is what it waits for, if for a paper."""

    before: str
    after: str
    document: str


@dataclass(frozen=True)
class PlanPage:
    """Everything on the page; ``errands`` is empty while nothing is chosen.

    ``place`` names the region that the trip is in, and is empty before one is chosen. ``instead``
    is the plan on the first day on which all is open, where something is closed. ``marks``
    are the editions that it is made from; ``printed`` tells what changed since it was printed.
    """

    query: PlanQuery
    errands: Sequence[Errand]
    told: Sequence[Told]
    provinces: Sequence[Choice]
    districts: Sequence[Choice]
    days: Sequence[Choice]
    day: str
    place: str
    start: str
    rounds: Sequence[RoundRow]
    instead: Choice | None
    notes: str
    in_order: Sequence[Errand]
    waits: Sequence[Wait]
    circles: Sequence[str]
    cases: PlanCases | None
    documents: Sequence[DocumentLine]
    no_documents: Sequence[str]
    sums: Sums | None
    compared: Sequence[Sequence[str]]
    found: Found | None
    is_sample: bool
    content_lang: str | None
    page_url: str
    text: str
    marks: str
    printed: Printed | None

    def errand(self, errand_id: int) -> Errand:
        """Return the errand with an id."""
        return next(errand for errand in self.errands if errand.id == errand_id)

    @property
    def online(self) -> Sequence[Errand]:
        """The errands that can be done from home."""
        return [errand for errand in self.errands if errand.online]

    @property
    def for_thais(self) -> Sequence[Errand]:
        """The errands that may be for Thai nationals only, where the reader may be none."""
        return [errand for errand in self.errands if errand.for_thais]

    @property
    def stop_count(self) -> int:
        """How many places there are to visit, over all days."""
        return sum(len(part.stops) for part in self.rounds)

    @property
    def bring_count(self) -> int:
        """How many documents are always needed and not given on the way."""
        return sum(not (line.condition or line.group) for line in self.documents)

    @property
    def sometimes_count(self) -> int:
        """How many more are needed in some cases, or perhaps, and not given on the way."""
        return sum(line.is_open or bool(line.condition) for line in self.documents)


def plan_page(asked: PlanQuery, clock: Clock) -> PlanPage:
    """Return the page of a plan; its queries do not grow with errands, counters or documents."""
    wanted = wanted_services(asked.ids)
    plan = asked.with_ids([manual.procedure_id for manual in wanted.manuals])
    known = list(provinces())
    province = next((one for one in known if one.code == plan.province), None)
    districts = list(districts_of(province)) if province else []
    district = next((one for one in districts if one.code == plan.district), None)
    worked = work_out(plan, wanted.manuals, region_of(plan, province, district), clock)
    plan = settled_plan(plan, worked)
    errands = _errands(plan, worked)
    titles = {errand.id: errand.title for errand in errands}
    rounds, notes = (
        round_rows(worked, titles, clock, in_wheelchair=plan.is_wheelchair)
        if worked.legs
        else ([], "")
    )
    foreign = worked.is_foreigner
    documents = document_lines(worked.contents, worked.kept, titles, is_foreigner=foreign)
    sums = sums_of(worked, plan, titles) if errands else None
    page_url = absolute(plan.url())
    return PlanPage(
        query=plan,
        errands=errands,
        told=_told(wanted, asked.left_over),
        provinces=province_choices(known),
        districts=[Choice(d.code, in_language(d.full_name_th, d.name_en)[0]) for d in districts],
        days=_days(clock),
        day=worked.first_day.isoformat(),
        place=_place(plan, province, district),
        start=_start(plan, province, district),
        rounds=rounds,
        instead=_instead(plan, rounds, clock.now.date()),
        notes=notes,
        in_order=[e for key in worked.order.errands for e in errands if e.id == key],
        waits=[Wait(titles[w.before], titles[w.after], w.document) for w in worked.kept],
        circles=[", ".join(titles[key] for key in circle) for circle in worked.order.circles],
        cases=plan_cases(plan, worked, titles),
        documents=documents,
        no_documents=[
            titles[key] for key, said in worked.contents.items() if said.documents.is_unknown
        ],
        sums=sums,
        compared=_compared(errands) if len(errands) in COMPARED else (),
        found=found_services(plan, is_foreigner=foreign),
        is_sample=any(
            content.provenance.status is not ProvenanceStatus.VERIFIED
            for content in worked.contents.values()
        ),
        content_lang=content_language(),
        page_url=page_url,
        text=plan_text(titles, documents, rounds, sums, page_url) if sums else "",
        marks=printed_marks(worked.manuals, plan.ids),
        printed=since_printed(
            asked.printed, asked.ids, {manual.procedure_id: manual for manual in wanted.manuals}
        ),
    )


def _errands(plan: PlanQuery, worked: Worked) -> list[Errand]:
    errands, last, not_for_her = [], len(plan.ids) - 1, errands_for_thais(worked)
    for place, key in enumerate(plan.ids):
        manual = worked.manuals[key]
        title, lang = in_language(manual.procedure.name_th, manual.procedure.name_en)
        local = "" if manual.is_standard else _agency_name(manual.agency)
        rest = [other for other in plan.ids if other != key]
        errands.append(
            Errand(
                id=key,
                title=title,
                lang=lang,
                href=manual_address(key, None if manual.is_standard else manual.agency_id),
                facts=key_facts(worked.contents[key], manual.procedure.point_count),
                online=worked.online.get(key),
                proxy=proxy_words(worked.contents[key]) if plan.is_for_other else None,
                for_thais=not_for_her.get(key),
                local=local,
                up=plan.url_at(key, _swapped(plan.ids, place - 1)) if place else "",
                down=plan.url_at(key, _swapped(plan.ids, place)) if place < last else "",
                remove=plan.url(rest) + ("#errands" if rest else ""),
            )
        )
    return errands


def _agency_name(agency: Agency) -> str:
    return in_language(agency.name_th, agency.name_en)[0]


def _swapped(ids: Sequence[int], place: int) -> list[int]:
    """Return the ids with the one at ``place`` and the one after it in each other's place."""
    changed = list(ids)
    changed[place], changed[place + 1] = changed[place + 1], changed[place]
    return changed


def _told(wanted: Wanted, left_over: int) -> list[Told]:
    """Say what became of services that ended, and of what does not fit in."""
    told = [
        Told(
            _("“%(old)s” รวมกับเรื่องอื่นแล้ว ใช้เรื่องนี้แทน:") % {"old": _name(old)},
            _name(new),
            manual_address(new.pk),
        )
        for old, new in wanted.merged
    ]
    told += [
        Told(
            _("“%(title)s” ยกเลิกแล้ว จึงไม่อยู่ในรายการ") % {"title": _name(ended)},
            _("ดูเหตุผลและเรื่องที่ใช้แทน"),
            manual_address(ended.pk),
        )
        for ended in wanted.withdrawn
    ]
    if wanted.unknown:
        numbers = ", ".join(map(str, wanted.unknown))
        told.append(Told(_("ไม่มีเรื่องหมายเลข %(numbers)s") % {"numbers": numbers}, "", ""))
    if left_over:
        told.append(
            Told(
                _("รายการหนึ่งมีได้ไม่เกิน 8 เรื่อง อีก %(count)s เรื่องยังไม่ได้เพิ่ม เอาเรื่องที่ไม่ใช้ออกก่อน")
                % {"count": left_over},
                "",
                "",
            )
        )
    return told


def _name(procedure: Procedure) -> str:
    return in_language(procedure.name_th, procedure.name_en)[0]


def _days(clock: Clock) -> list[Choice]:
    """Return the days that can be chosen, named as people do, and which are public holidays."""
    lang, today = current_language(), clock.now.date()
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
    return [
        Choice(
            day.isoformat(),
            DOT.join(
                part
                for part in (
                    f"{weekday_name(day, lang)} {short_date(day, lang)}",
                    clock.holidays.get(day, ""),
                )
                if part
            ),
        )
        for day in days
    ]


def _instead(plan: PlanQuery, rounds: Sequence[RoundRow], today: date) -> Choice | None:
    """Return the plan on the first day on which everything is open, if it can be chosen."""
    day = rounds[0].opens_on if rounds else None
    if day is None or day > today + timedelta(days=DAYS_AHEAD):
        return None
    title = weekday_date(day, current_language())
    return Choice(f"{replace(plan, day=day).url()}#trip", title)


def _place(plan: PlanQuery, province: Province | None, district: District | None) -> str:
    if province and district:
        joint = ", " if current_language() == "en" else " "
        return joint.join((district_name(district), province_name(province)))
    if province:
        return province_name(province)
    return _("ใกล้ตำแหน่งของคุณ") if plan.near and plan.near.is_inside else ""


def _start(plan: PlanQuery, province: Province | None, district: District | None) -> str:
    """Say from where the way to the first stop is measured, as ``region_of`` takes it."""
    if plan.near and plan.near.is_inside:
        return _("ตำแหน่งของคุณ")
    if district and district.lat is not None:
        return _("ใจกลาง %(place)s") % {"place": district_name(district)}
    return _("ใจกลาง %(place)s") % {"place": province_name(province)} if province else ""


def _compared(errands: Sequence[Errand]) -> list[list[str]]:
    """Return the rows of the table: what is compared, then what each service says."""
    return [
        [facts[0].label, *(_cell(fact) for fact in facts)]
        for facts in zip(*(errand.facts for errand in errands), strict=True)
    ]


def _cell(fact: KeyFact) -> str:
    value = _("ไม่มีข้อมูล") if fact.state == UNKNOWN else fact.value
    return f"{value} ({fact.note})" if fact.note else value
