"""Where and by when a decision can be contested: days of the rule set, counted by section 64.

The days are those of the Administrative Procedure Act B.E. 2539, section 44, unless the law of the
matter has an appeal of its own. They begin on the day after the applicant was told. Section 44 is
not for orders of ministers, nor of committees: those go to the administrative court.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from infogo.core.calendar import Party, due_date
from infogo.core.durations import Duration, DurationUnit

COURT_DAYS = 90
"""Days for filing a case (Act on Establishment of Administrative Courts B.E. 2542, section 49)."""
COURT_LAW_TH = "พระราชบัญญัติจัดตั้งศาลปกครองและวิธีพิจารณาคดีปกครอง พ.ศ. 2542 มาตรา 49"
APPEAL_LAW_TH = "พระราชบัญญัติวิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 44"


@dataclass(frozen=True)
class LastDay:
    """The last day of an appeal; ``is_moved`` says that it would have been a holiday."""

    on: date
    is_moved: bool


def last_day(told_on: date, days: int, holidays: Mapping[date, str]) -> LastDay:
    """Return the last day for contesting what the applicant was told on ``told_on``.

    A holiday moves it to the next working day: of an appeal by section 64 of the Administrative
    Procedure Act, of a court by section 193/8 of the Civil and Commercial Code.
    """
    length = Duration.of(days, DurationUnit.DAY)
    counted = due_date(told_on, length, holidays, Party.AGENCY).due_on
    moved = due_date(told_on, length, holidays, Party.CITIZEN).due_on
    return LastDay(moved, moved != counted)
