"""The datasets: what each holds, in which columns, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from infogo.core.dates import BANGKOK
from infogo.manuals.models import Manual
from infogo.manuals.selectors import merged_manual
from infogo.opendata.columns import Column, columns_of
from infogo.records.base import Record, said
from infogo.records.figures import (
    RatingFigures,
    TimesRecord,
    figures_of_manual,
    published_late_months,
    published_months,
    rating_record,
    times_record,
)
from infogo.records.kinds import KINDS
from infogo.records.manuals import ManualRecord, manual_record, stream_whole, whole_manuals
from infogo.records.monthly import DelaysRecord, TransactionsRecord

MonthT = TypeVar("MonthT")

LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
OWN_TH = "ศูนย์รวมข้อมูลเพื่อติดต่อราชการ และหน่วยงานเจ้าของข้อมูล"
PLACES_TH = (
    "หน่วยงานเจ้าของข้อมูล; ชื่อและรหัสพื้นที่: กรมการปกครอง; ตำแหน่งสำนักงาน: A. Hörstemeier, tambon project;"
    " โทรศัพท์และที่อยู่: ข้อมูล BizPortal พ.ศ. 2562 หรือก่อนหน้า"
)


@dataclass(frozen=True)
class Dataset:
    """One dataset. ``key`` is the field that names a row for good; ``record`` what a row is.

    ``is_whole`` rows are nested and written as JSON Lines only; the table of an ``is_large`` one
    comes as ZIP. ``simulated`` says that figures of
    the demonstration may be invented. ``data_type`` is a value of data.go.th. ``is_ours`` datasets
    are ours to license; others hold facts whose sources state no licence, which they name.
    """

    name: str
    title_th: str
    title_en: str
    about_th: str
    about_en: str
    record: type[Record]
    rows: Callable[[], Iterator[Record]]
    key: str = "id"
    has_positions: bool = False
    is_whole: bool = False
    is_large: bool = False
    data_type: str = "ข้อมูลระเบียน"
    is_ours: bool = True
    attribution_th: str = OWN_TH
    keywords: tuple[str, ...] = ()

    @property
    def columns(self) -> list[Column]:
        """The columns of the flat forms, in order."""
        return columns_of(self.record)

    @property
    def formats(self) -> tuple[str, ...]:
        """Endings of the files, the most useful first."""
        if self.is_whole:
            return ("jsonl.gz",)
        flat = ("csv.zip" if self.is_large else "csv", "jsonl.gz", "parquet")
        return (*flat, "geojson") if self.has_positions else flat


class RatingRow(RatingFigures):
    """What citizens said of a procedure."""

    procedure: int = said("เลขบริการ", "Id of the procedure")
    code: str = said("รหัสบริการ", "Code of the procedure")


class TimesRow(TimesRecord):
    """Promised and real times of a procedure, all agencies together."""

    procedure: int = said("เลขบริการ", "Id of the procedure")
    code: str = said("รหัสบริการ", "Code of the procedure")


def _standards() -> Iterator[Any]:
    manuals = whole_manuals().filter(standard=None).order_by("procedure")
    yield from manuals.iterator(chunk_size=50)


def _ratings() -> Iterator[Record]:
    for manual in _standards():
        figures = rating_record(figures_of_manual(manual))
        yield RatingRow(
            **figures.model_dump(), procedure=manual.procedure_id, code=manual.procedure.code
        )


def _times() -> Iterator[Record]:
    today = timezone.now().astimezone(BANGKOK).date()
    for manual in _standards():
        times = times_record(manual, today)
        yield TimesRow(
            **times.model_dump(), procedure=manual.procedure_id, code=manual.procedure.code
        )


def _transactions() -> Iterator[Record]:
    """Give the last twelve whole months; a procedure with too little behind it is left out."""
    for manual, month in _months(published_months):
        yield TransactionsRecord(
            **_row_of(manual, month.month),
            in_time=month.in_time,
            late=month.late,
            is_simulated=month.is_simulated,
        )


def _delays() -> Iterator[Record]:
    """Give the last twelve whole months; a procedure with too few late requests is left out."""
    for manual, month in _months(published_late_months):
        yield DelaysRecord(
            **_row_of(manual, month.month),
            late_cases=month.cases,
            missed_notices=month.missed_notices,
            is_simulated=month.is_simulated,
        )


def _months(
    published: Callable[[Manual, date], Iterable[MonthT]],
) -> Iterator[tuple[Manual, MonthT]]:
    today = timezone.now().astimezone(BANGKOK).date()
    for manual in _standards():
        for month in published(manual, today):
            yield manual, month


def _row_of(manual: Manual, month: date) -> dict[str, Any]:
    """Return what names a row of one month."""
    name = f"{month:%Y-%m}"
    return {
        "id": f"{manual.procedure_id}:{name}",
        "procedure": manual.procedure_id,
        "code": manual.procedure.code,
        "month": name,
    }


def whole(manual_id: int) -> ManualRecord:
    """Return one whole manual, as a row of the dataset of manual texts."""
    return manual_record(merged_manual(whole_manuals().get(pk=manual_id)))


def _of(name: str) -> dict[str, Any]:
    kind = KINDS[name]
    return {"record": kind.record, "rows": kind.stream}


DATASETS: Mapping[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            "agencies",
            "หน่วยงานของรัฐ",
            "Agencies",
            "หน่วยงานทั้งหมด ลำดับชั้น รหัสในทะเบียนต่าง ๆ ที่อยู่ โทรศัพท์ และช่องทางอิเล็กทรอนิกส์ที่ประกาศแล้ว",
            "All agencies with their place in the tree, codes, addresses, telephones and channels",
            is_ours=False,
            attribution_th=PLACES_TH,
            keywords=("หน่วยงาน", "ส่วนราชการ", "องค์กรปกครองส่วนท้องถิ่น"),
            has_positions=True,
            **_of("agencies"),
        ),
        Dataset(
            "points",
            "จุดให้บริการประชาชน",
            "Service points",
            "สถานที่ที่ประชาชนไปติดต่อ พิกัด เวลาทำการ โทรศัพท์ และบริการที่ทำได้",
            "Places that citizens visit: position, opening hours, telephones and services",
            is_ours=False,
            attribution_th=PLACES_TH,
            keywords=("จุดให้บริการ", "เวลาทำการ", "พิกัด"),
            has_positions=True,
            data_type="ข้อมูลภูมิสารสนเทศเชิงพื้นที่",
            **_of("points"),
        ),
        Dataset(
            "procedures",
            "กระบวนงานบริการประชาชน",
            "Procedures",
            "เรื่องที่ประชาชนขอจากรัฐ ชื่อ หมวดหมู่ กลุ่มเป้าหมาย และตัวเลขสำคัญของคู่มือมาตรฐาน",
            "What citizens want done: names, headings and key facts of the standard manual",
            keywords=("กระบวนงาน", "บริการภาครัฐ", "คู่มือสำหรับประชาชน"),
            **_of("procedures"),
        ),
        Dataset(
            "manuals",
            "คู่มือสำหรับประชาชนรายหน่วยงาน",
            "Manuals by agency",
            "หนึ่งแถวต่อคู่มือของหนึ่งหน่วยงาน ใช้ตามคู่มือมาตรฐานใด ฉบับใด และตัวเลขสำคัญ",
            "One row for each agency's manual: which standard it follows, its edition, key facts",
            keywords=("คู่มือสำหรับประชาชน", "พ.ร.บ.อำนวยความสะดวก"),
            is_large=True,
            **_of("manuals"),
        ),
        Dataset(
            "manual-texts",
            "เนื้อหาคู่มือสำหรับประชาชน",
            "Texts of manuals",
            "เนื้อหาทุกข้อของคู่มือที่มีเนื้อหาของตนเอง ขั้นตอน เอกสาร ค่าธรรมเนียม ระยะเวลา ช่องทาง",
            "All sections of manuals with text of their own: steps, documents, fees, times",
            record=ManualRecord,
            rows=stream_whole,
            is_whole=True,
            data_type="ข้อมูลหลากหลายประเภท",
            keywords=("คู่มือสำหรับประชาชน", "ขั้นตอน", "ค่าธรรมเนียม"),
        ),
        Dataset(
            "pins",
            "คู่มือที่ให้บริการ ณ จุดต่าง ๆ",
            "Services at points",
            "คู่มือใดทำได้ที่จุดใด และสิ่งที่ต่างไปที่เคาน์เตอร์นั้น",
            "Which manual is served at which point, and what differs at that counter",
            keywords=("จุดให้บริการ", "ปักหมุด"),
            is_large=True,
            **_of("pins"),
        ),
        Dataset(
            "documents",
            "เอกสารที่ใช้ติดต่อราชการ",
            "Documents",
            "เอกสารแต่ละชนิด ใครออก บริการใดต้องใช้ และบริการใดออกให้",
            "Each document once: who issues it, which services ask for it and which give it",
            keywords=("เอกสาร", "สำเนา"),
            **_of("documents"),
        ),
        Dataset(
            "topics",
            "หมวดหมู่ของบริการ",
            "Topics",
            "หมวดหมู่ที่ใช้จัดบริการ",
            "Headings under which services are listed",
            keywords=("หมวดหมู่",),
            **_of("topics"),
        ),
        Dataset(
            "target-groups",
            "กลุ่มเป้าหมายของบริการ",
            "Target groups",
            "บริการนี้สำหรับใคร",
            "Whom services are for",
            keywords=("กลุ่มเป้าหมาย",),
            **_of("target-groups"),
        ),
        Dataset(
            "life-events",
            "เหตุการณ์ชีวิต",
            "Life events",
            "เหตุการณ์ในชีวิต แบ่งเป็นช่วง กำหนดเวลา และบริการที่ต้องทำตามลำดับ",
            "Events of a life in stages, with deadlines and services in order",
            keywords=("เหตุการณ์ชีวิต",),
            **_of("life-events"),
        ),
        Dataset(
            "articles",
            "บทความเรื่องการติดต่อราชการ",
            "Articles",
            "บทความภาษาง่ายที่นำไปสู่บริการ",
            "Plain articles that lead to services",
            keywords=("บทความ",),
            **_of("articles"),
        ),
        Dataset(
            "holidays",
            "วันหยุดราชการ",
            "Public holidays",
            "วันที่หน่วยงานของรัฐปิดทำการ นอกจากวันเสาร์และอาทิตย์",
            "Days on which government offices are closed, besides weekends",
            key="day",
            keywords=("วันหยุดราชการ",),
            **_of("holidays"),
        ),
        Dataset(
            "ratings",
            "ความพึงพอใจต่อบริการ",
            "Satisfaction",
            "คะแนนและคำตอบของประชาชนรายบริการ ไม่เผยแพร่เมื่อมีผู้ตอบน้อย",
            "What citizens said, by service; small numbers are not published",
            record=RatingRow,
            rows=_ratings,
            key="procedure",
            data_type="ข้อมูลสถิติ",
            keywords=("ความพึงพอใจ",),
        ),
        Dataset(
            "times",
            "ระยะเวลาที่สัญญาและที่ใช้จริง",
            "Promised and real times",
            "รายงานธุรกรรม เรื่องล่าช้า และใบรับ รายบริการ ไม่เผยแพร่เมื่อมีน้อย",
            "Transaction reports, delays and receipts by service; small numbers are not published",
            record=TimesRow,
            rows=_times,
            key="procedure",
            data_type="ข้อมูลสถิติ",
            keywords=("ระยะเวลา", "เรื่องล่าช้า", "ปริมาณธุรกรรม"),
        ),
        Dataset(
            "transactions",
            "ปริมาณธุรกรรมรายเดือน",
            "Monthly transactions",
            "เรื่องที่เสร็จทันเวลาและเสร็จช้า รายบริการรายเดือน 12 เดือนล่าสุด ไม่เผยแพร่เมื่อมีน้อย",
            "Requests finished in time and late, by service and month; small numbers stay silent",
            record=TransactionsRecord,
            rows=_transactions,
            data_type="ข้อมูลสถิติ",
            keywords=("ปริมาณธุรกรรม", "พ.ร.บ.อำนวยความสะดวก"),
        ),
        Dataset(
            "delays",
            "เรื่องล่าช้ารายเดือน",
            "Monthly delays",
            "เรื่องที่พ้นกำหนดและหนังสือแจ้งที่ไม่ได้ส่ง รายบริการรายเดือน 12 เดือนล่าสุด ไม่เผยแพร่เมื่อมีน้อย",
            "Requests that ran late, by service and month; small numbers stay silent",
            record=DelaysRecord,
            rows=_delays,
            data_type="ข้อมูลสถิติ",
            keywords=("เรื่องล่าช้า", "พ.ร.บ.อำนวยความสะดวก"),
        ),
    )
}
