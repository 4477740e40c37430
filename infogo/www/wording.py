"""Sentences about services that several pages share."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from infogo.manuals.models import ManualFacts
from infogo.manuals.wording import fee_text, promised_time_text
from infogo.points.wording import place_count_text


def facts_line(facts: ManualFacts | None, point_count: int) -> Sequence[str]:
    """Return the facts of a service in a list: fee, time, online, places."""
    if facts is None:
        return ()
    line = [fee_text(facts), promised_time_text(facts.duration_value, facts.duration_unit)]
    if facts.is_online:
        line.append(_("ทำออนไลน์ได้"))
    if point_count:
        line.append(place_count_text(point_count))
    return line
