"""Public holidays as lines of text name them: days with the shortest of their names."""

from __future__ import annotations

from datetime import date

from infogo.core.models import PublicHoliday

SEPARATOR = ";"
"""Between the names of a day that bears several."""


def holiday_names(
    first: date | None = None, last: date | None = None, lang: str = "th"
) -> dict[date, str]:
    """Return the public holidays from one day to another, named in a language; one query.

    A day that bears several names gets the shortest, since it stands in a line beside other
    things. Where there is no English name it is the Thai one. Without ``first`` or ``last`` there
    is no such limit.
    """
    rows = PublicHoliday.objects.all()
    if first is not None:
        rows = rows.filter(on__gte=first)
    if last is not None:
        rows = rows.filter(on__lte=last)
    return {
        day: _shortest(english if lang == "en" and english else thai)
        for day, thai, english in rows.order_by("on").values_list("on", "name_th", "name_en")
    }


def _shortest(names: str) -> str:
    return min((name.strip() for name in names.split(SEPARATOR)), key=len)
