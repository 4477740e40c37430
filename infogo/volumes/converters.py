"""What a month in an address looks like: ``2569-10``, Buddhist Era."""

from __future__ import annotations

from datetime import date

from django.urls import register_converter

from infogo.volumes.months import code_of, month_of


class MonthCode:
    """A month; what names none is an unknown address."""

    regex = "2[0-9]{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """Return the first day of the month."""
        month = month_of(value)
        if month is None:
            raise ValueError(value)
        return month

    def to_url(self, value: date) -> str:
        """Return its code."""
        return code_of(value)


register_converter(MonthCode, "month")
