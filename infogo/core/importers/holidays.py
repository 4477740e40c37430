"""Public holidays for the years that matter to running deadlines."""

from __future__ import annotations

from collections.abc import Iterator

from infogo.core.calendar import seed_public_holidays
from infogo.core.importing import Job, Row
from infogo.core.models import PublicHoliday
from infogo.core.upsert import Table, Tally, Values, load_rows

FIRST_YEAR, LAST_YEAR = 2024, 2028
HOLIDAYS = Table("holiday", PublicHoliday, key=("on",), fields=("name_th", "name_en", "source"))
SOURCE = "แพ็กเกจ holidays ตรวจกับประกาศคณะรัฐมนตรีก่อนใช้จริง"


def load_holidays(job: Job) -> Tally:
    """Load the holidays of government offices of B.E. 2567–2571 into the editable table."""
    return load_rows(HOLIDAYS, _seeded(job), job)


def _seeded(job: Job) -> Iterator[tuple[Row, Values]]:
    seeded = seed_public_holidays(range(FIRST_YEAR, LAST_YEAR + 1))
    for number, holiday in enumerate(seeded, start=1):
        row = Row(job, "holidays", number, {"on": holiday.on.isoformat()})
        yield (
            row,
            {
                "on": holiday.on,
                "name_th": holiday.name_th[:200],
                "name_en": holiday.name_en[:200],
                "source": SOURCE,
            },
        )
