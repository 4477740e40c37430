"""A moment on a page is told in Thai time: the day and the minute of the same clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import engines

from infogo.core.dates import BANGKOK

LATE = datetime(2026, 11, 29, 23, 48, tzinfo=UTC)


@pytest.mark.parametrize("moment", [LATE, LATE.astimezone(BANGKOK)])
def test_day_and_time_are_of_one_clock_whatever_zone_the_moment_carries(moment: datetime) -> None:
    tag = engines["jinja2"].env.get_template("components/date_tag.html").module.datetime_tag
    assert "30 พฤศจิกายน 2569" in tag(moment)
    assert "06:48 น." in tag(moment)
