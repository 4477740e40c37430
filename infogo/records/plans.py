"""Several errands worked out together, as a record: documents, order, sums, trip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from infogo.core.prepared import Prepared
from infogo.display.manual_head import manual_address
from infogo.errands.asking import Asked
from infogo.errands.leg import Leg, errands_of
from infogo.errands.wheelchair import Instead, WheelchairCounters
from infogo.errands.working import Worked, region_of, work_out
from infogo.geo.models import District, Province
from infogo.planning.competence import Caution
from infogo.planning.documents import MergedDocument, merged_documents
from infogo.planning.totals import FeeTotal, fee_total
from infogo.planning.trip import STEPS_OF_KM, Stop
from infogo.planning.wanted import Wanted, makers_of, wanted_services
from infogo.points.access import WHEELCHAIR, has
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock
from infogo.records.base import Record, absolute, said
from infogo.records.manuals import EditionRecord, edition_record
from infogo.records.points import PointRecord, point_records
from infogo.records.procedures import DurationRecord


class QuestionRecord(Record):
    """A question whose answer would narrow the manual to one's own case."""

    code: str = said("รหัสคำถาม", "Code of the question")
    text: str = said("คำถาม", "The question in Thai")
    options: dict[str, str] = said("คำตอบที่เลือกได้", "Codes of answers with their words in Thai")


class ErrandRecord(Record):
    """One errand of the plan, in the order in which it is done."""

    procedure: int = said("เลขบริการ", "Id of the procedure")
    code: str = said("รหัสบริการ", "Code of the procedure")
    name_th: str = said("ชื่อ", "Name in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name in English")
    manual: int = said("เลขคู่มือที่ใช้", "Id of the manual that holds at the stop chosen")
    edition: EditionRecord | None = said("ฉบับ", "Its edition")
    url: str = said("หน้าคู่มือ", "Page of the manual")
    waits_for: list[int] = said("ต้องทำหลังบริการใด", "Procedures to be done before")
    total: list[DurationRecord] = said(
        "ระยะเวลาที่สัญญา หลายค่าเมื่อยังไม่ตอบคำถาม", "Promised time; several while answers are open"
    )
    result_on: date | None = said("ได้ผลไม่เกินวันที่", "Day by which the result is due")
    online_url: str | None = said("ทำทางออนไลน์ที่ null คือไม่ได้", "Where it is done online, or null")
    refused: list[str] = said("เหตุที่ใช้ไม่ได้ในกรณีนี้", "Why it does not serve this case, in Thai")
    questions: list[QuestionRecord] = said("คำถามที่ยังเปิดอยู่", "Questions that are still open")


class PlanDocument(Record):
    """One document as all errands together need it."""

    name_th: str = said("ชื่อเอกสาร", "Name in Thai")
    issuer: str = said("ผู้ออก", "Who issues it")
    originals: int = said("ตัวจริงกี่ฉบับ", "How many originals to bring")
    copies: int = said("สำเนากี่ฉบับ", "How many copies to bring")
    unit: str = said("หน่วย", "What is counted, in Thai")
    used_by: list[int] = said("ใช้กับบริการใด", "Procedures that ask for it")
    made_by: list[int] = said("ได้จากบริการใดในแผนนี้", "Procedures of the plan that give it")
    is_sometimes: bool = said("ใช้เฉพาะบางกรณี", "Needed in some cases only")
    is_open: bool = said("ขึ้นกับคำตอบที่ยังไม่ตอบ", "Depends on a question that is not answered")
    conditions: list[str] = said("กรณีที่ต้องใช้", "In which cases, in Thai")
    unlawful_copies: list[int] = said(
        "บริการที่ขอสำเนาซึ่งขอไม่ได้", "Procedures that ask for a copy that they may not ask for"
    )
    get_from: list[int] = said("ขอได้จากบริการใด", "Procedures where one gets it")


class OpenFee(Record):
    """A fee that cannot be computed without knowing more."""

    procedure: int = said("เลขบริการ", "Id of the procedure")
    item: str = said("รายการ", "What is paid for, in Thai")


class FeeSum(Record):
    """What can be said of the sum of fees, in satang."""

    low_satang: int = said("ต่ำสุด", "The least that everybody pays")
    high_satang: int = said("สูงสุด", "The most that everybody pays")
    extra_satang: int = said("บางกรณีเพิ่มอีก", "What may come on top in some cases")
    has_more: bool = said("มีรายการที่เริ่มต้นที่", "Whether a fee begins at its amount")
    is_free: bool = said("ไม่มีค่าธรรมเนียมแน่นอน", "Whether nothing at all is to be paid")
    open: list[OpenFee] = said("รายการที่ต้องคิดตามกรณี", "Fees that need more to be computed")
    unknown: list[int] = said("บริการที่ไม่ทราบค่าธรรมเนียม", "Procedures whose fees nobody wrote down")


class InsteadRecord(Record):
    """A counter that surely lets a wheelchair in, instead of a stop or for a part of it."""

    point: PointRecord = said("จุดให้บริการ", "The service point")
    procedures: list[int] = said("ทำเรื่องใดที่นั่น", "What can be done there")
    distance_km: float = said(
        "ห่างจากจุดในแผนเป็นเส้นตรง กม.", "How far it is from the stop as the crow flies, km"
    )
    cautions: list[str] = said("ต้องถามอะไรก่อนไป", "What to ask before going, as at stops")


class WheelchairRecord(Record):
    """Whether a wheelchair gets in at a stop, and where to go where that is not sure."""

    gets_in: bool | None = said(
        "รถเข็นเข้าได้ null คือไม่มีใครบอกไว้ ให้โทรถามก่อน", "null when nobody said: call before going"
    )
    instead: list[InsteadRecord] = said(
        "ที่ใกล้ที่สุดซึ่งรถเข็นเข้าได้แน่ ว่างเมื่อเข้าที่นี่ได้",
        "The nearest counters that surely let one in; empty where this one does",
    )
    none_for: list[int] = said(
        "เรื่องที่ยังไม่พบแห่งที่ทราบว่ารถเข็นเข้าได้", "What is done nowhere that surely lets one in"
    )


class StopRecord(Record):
    """One stop of a day."""

    point: PointRecord = said("จุดให้บริการ", "The service point")
    procedures: list[int] = said("ทำเรื่องใดที่นี่", "What is done there")
    cautions: list[str] = said(
        "ต้องถามหรือเตรียมอะไรก่อนไป area residents foreigners hours appointment",
        "What to ask before going: area, residents, foreigners, hours, appointment",
    )
    wheelchair: WheelchairRecord | None = said(
        "รถเข็นเข้าได้หรือไม่ มีเมื่อขอด้วย wheelchair", "Whether a wheelchair gets in, when asked for"
    )


class DayRecord(Record):
    """The trip of one day: fewest stops first, then distance, then closing time."""

    day: date = said("วันที่ไป", "The day")
    stops: list[StopRecord] = said("จุดตามลำดับ", "Stops in order")
    distance_km: float = said("ระยะทางรวมเส้นตรง กม.", "Length of the way as the crow flies, km")
    is_shortest: bool = said("พิสูจน์แล้วว่าสั้นที่สุด", "Whether it is proved to be the shortest")
    nowhere: list[int] = said("เรื่องที่ไม่มีที่ทำได้ในวันนั้น", "What cannot be done anywhere that day")


class PlanRecord(Record):
    """One prepared trip for several errands."""

    url: str = said("หน้าแผนบนเว็บ", "The plan on the web")
    errands: list[ErrandRecord] = said("เรื่องตามลำดับที่ทำ", "Errands in the order to do them")
    circles: list[list[int]] = said("เรื่องที่รอกันเอง", "Groups of errands that wait for one another")
    documents: list[PlanDocument] = said("เอกสารทั้งหมด", "All documents")
    fees: FeeSum = said("ค่าธรรมเนียมรวม", "Sum of fees")
    days: list[DayRecord] = said("เส้นทางรายวัน", "Trip by day; empty without a place")
    done_on: date | None = said("ได้ผลครบไม่เกินวันที่", "Day by which all known results are due")
    without_time: list[int] = said("บริการที่ไม่บอกระยะเวลา", "Procedures that promise no time")
    merged: dict[int, int] = said("บริการที่รวมไปแล้ว", "Procedures asked for with their successors")
    withdrawn: list[int] = said("บริการที่เลิกแล้ว", "Procedures that have ended")
    unknown: list[int] = said("เลขที่ไม่มี", "Ids that name nothing")


def plan_record(
    asked: Asked, province: Province | None, district: District | None, clock: Clock, url: str
) -> PlanRecord:
    """Work a plan out; the number of queries does not grow with errands, counters or documents."""
    wanted = wanted_services(asked.ids)
    plan = replace(asked, ids=tuple(manual.procedure_id for manual in wanted.manuals))
    worked = work_out(plan, wanted.manuals, region_of(plan, province, district), clock)
    return PlanRecord(
        url=absolute(url),
        errands=[_errand(worked, errand) for errand in worked.order.errands],
        circles=[list(circle) for circle in worked.order.circles],
        documents=_documents(worked),
        fees=_fees(fee_total({e: content.fees for e, content in worked.contents.items()})),
        days=_days(worked.legs, in_wheelchair=plan.is_wheelchair),
        done_on=worked.times.done_on,
        without_time=list(worked.times.unknown),
        **_gone(wanted),
    )


def plan_page(plan: Asked) -> str:
    """Return the address at which people read the same plan."""
    fields = [
        ("m", ",".join(map(str, plan.ids))),
        ("prov", plan.province),
        ("district", plan.district),
        ("near", f"{plan.near.lat:.3f},{plan.near.lng:.3f}" if plan.near else ""),
        ("day", plan.day.isoformat() if plan.day else ""),
        ("foreign", "1" if plan.is_foreigner else ""),
        ("wheelchair", "1" if plan.is_wheelchair else ""),
        ("online", "1" if plan.is_online else ""),
        ("for", "other" if plan.is_for_other else ""),
        *((f"a{place}", plan.answered(errand)) for place, errand in enumerate(plan.ids, start=1)),
    ]
    query = urlencode([(name, value) for name, value in fields if value], safe=",.-")
    return f"{reverse('www:plan')}?{query}"


def _gone(wanted: Wanted) -> dict[str, object]:
    return {
        "merged": {old.pk: new.pk for old, new in wanted.merged},
        "withdrawn": [procedure.pk for procedure in wanted.withdrawn],
        "unknown": list(wanted.unknown),
    }


def _errand(worked: Worked, errand: int) -> ErrandRecord:
    manual, narrowing = worked.manuals[errand], worked.narrowings[errand]
    procedure = manual.procedure
    edition = manual.current or (manual.standard.current if manual.standard else None)
    agency_id = None if manual.is_standard else manual.agency_id
    online = worked.online.get(errand)
    return ErrandRecord(
        procedure=errand,
        code=procedure.code,
        name_th=procedure.name_th,
        name_en=procedure.name_en,
        manual=manual.pk,
        edition=edition_record(edition) if edition else None,
        url=absolute(manual_address(errand, agency_id)),
        waits_for=sorted({one.before for one in worked.kept if one.after == errand}),
        total=[
            DurationRecord(value=float(one.value_max), unit=one.unit.value)
            for one in worked.totals[errand]
        ],
        result_on=worked.times.results.get(errand),
        online_url=online.href or None if online else None,
        refused=[row.refusal for row in narrowing.refused],
        questions=[
            QuestionRecord(
                code=question.code,
                text=question.text,
                options={option.code: option.label for option in question.options},
            )
            for question in narrowing.open_questions
        ],
    )


def _documents(worked: Worked) -> list[PlanDocument]:
    asked = {errand: content.documents.items for errand, content in worked.contents.items()}
    merged = merged_documents(asked, worked.kept)
    makers = makers_of([document.name for document in merged]) if merged else {}
    return [
        _document(one, [maker.procedure_id for maker in makers.get(one.name, ())]) for one in merged
    ]


def _document(merged: MergedDocument, makers: Sequence[int]) -> PlanDocument:
    conditions = [use.document.condition for use in merged.uses if use.document.condition]
    return PlanDocument(
        name_th=merged.name,
        issuer=merged.issuer,
        originals=merged.originals,
        copies=merged.copies,
        unit=merged.unit,
        used_by=list(dict.fromkeys(use.errand for use in merged.uses)),
        made_by=list(merged.made_by),
        is_sometimes=merged.is_sometimes,
        is_open=merged.is_open,
        conditions=list(dict.fromkeys(conditions)),
        unlawful_copies=list(merged.unlawful),
        get_from=list(makers),
    )


def _fees(total: FeeTotal) -> FeeSum:
    return FeeSum(
        low_satang=total.low,
        high_satang=total.high,
        extra_satang=total.extra,
        has_more=total.has_more,
        is_free=total.is_free,
        open=[OpenFee(procedure=errand, item=fee.item) for errand, fee in total.open_fees],
        unknown=list(total.unknown),
    )


_stops = Prepared(
    lambda ids: ServicePoint.objects.filter(pk__in=ids).select_related("agency").order_by()
)


def _cautions(leg: Leg, stop: Stop) -> list[str]:
    """Return what to ask before going to a stop, for whatever is done there."""
    found = {
        caution
        for errand in errands_of(stop.errands, leg.errands)
        for caution in leg.field.served[stop.candidate.point_id, errand].cautions
    }
    return [caution.value for caution in Caution if caution in found]


Nearest = tuple[Sequence[Instead], int]
"""The counters that let a wheelchair in, instead of a stop, and the bits of what is left."""


def _nearest(legs: Sequence[Leg]) -> list[list[Nearest]]:
    """Return where else to go, of every stop of every leg; one query."""
    counters = WheelchairCounters(legs)
    return [[counters.nearest(leg, stop) for stop in leg.trip.stops] for leg in legs]


def _wheelchair(
    leg: Leg, stop: Stop, points: Mapping[int, PointRecord], nearest: Nearest
) -> WheelchairRecord:
    gets_in = has(points[stop.candidate.point_id].accessibility, WHEELCHAIR)
    instead, left = ((), 0) if gets_in else nearest
    return WheelchairRecord(
        gets_in=gets_in,
        instead=[
            InsteadRecord(
                point=points[one.point.pk],
                procedures=errands_of(one.errands, leg.errands),
                distance_km=round(one.distance_km, 2),
                cautions=[caution.value for caution in one.cautions],
            )
            for one in instead
        ],
        none_for=errands_of(left, leg.errands),
    )


def _days(legs: Sequence[Leg], *, in_wheelchair: bool) -> list[DayRecord]:
    """Return the trips; all points of all days are read at once."""
    nearest = _nearest(legs) if in_wheelchair else []
    ids = {stop.candidate.point_id for leg in legs for stop in leg.trip.stops}
    ids |= {one.point.pk for found in nearest for instead, _left in found for one in instead}
    rows = _stops.objects(sorted(ids))
    points = {record.id: record for record in point_records(rows)} if rows else {}
    return [
        DayRecord(
            day=leg.day,
            stops=[
                StopRecord(
                    point=points[stop.candidate.point_id],
                    procedures=errands_of(stop.errands, leg.errands),
                    cautions=_cautions(leg, stop),
                    wheelchair=_wheelchair(leg, stop, points, nearest[place][number])
                    if in_wheelchair
                    else None,
                )
                for number, stop in enumerate(leg.trip.stops)
            ],
            distance_km=round(leg.trip.length / STEPS_OF_KM, 2),
            is_shortest=leg.trip.is_shortest,
            nowhere=[*errands_of(leg.trip.unserved, leg.errands), *leg.held],
        )
        for place, leg in enumerate(legs)
    ]
