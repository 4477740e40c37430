"""Days on which government offices are closed, as records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from infogo.core.models import PublicHoliday
from infogo.records.base import Kind, Record, said


class HolidayRecord(Record):
    """A public holiday; weekends are closed besides."""

    day: date = said("วันที่", "The day")
    name_th: str = said("ชื่อวันหยุด", "Name in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name in English, empty when there is none")
    source: str = said("มติหรือกฎหมาย", "The resolution or law that says so")


def public_holidays() -> QuerySet[PublicHoliday]:
    """Return all holidays that are known."""
    return PublicHoliday.objects.all()


def holiday_records(rows: Sequence[PublicHoliday]) -> list[HolidayRecord]:
    """Make records without a query."""
    return [
        HolidayRecord(day=row.on, name_th=row.name_th, name_en=row.name_en, source=row.source)
        for row in rows
    ]


HOLIDAYS = Kind("holidays", HolidayRecord, public_holidays, holiday_records, ("point",))
