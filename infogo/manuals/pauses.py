"""When the clock of section 10 stands still by the manual itself, and for how long at most."""

from __future__ import annotations

import re
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field, field_validator

from infogo.core.durations import WITHIN_A_DAY, Duration
from infogo.manuals.part import Line, Part

LONGEST_RULE = 200
"""As long as the ground of a pause may be: a request whose clock stops names the rule whole."""
_LEAD = re.compile(r"^ไม่(?:นับ|รวม)(?:รวม)?\s?(?:ระยะ)?เวลา\s?(?:ที่|ในการ|ในช่วงที่|ระหว่างที่)?\s*")


class PauseRule(Part):
    """One reason for which time does not count towards the promised total.

    ``text`` is what happens then, in words that follow "ไม่นับเวลาที่". ``limit`` is how long the clock
    may stand still for it in one request, in whole days or longer units; ``None`` where the manual
    sets no limit. ``law`` is the rule that allows it, with its paragraph.
    """

    text: Annotated[str, Field(max_length=LONGEST_RULE)]
    limit: Duration | None = None
    law: Line = ""

    @field_validator("limit")
    @classmethod
    def _is_in_whole_days(cls, limit: Duration | None) -> Duration | None:
        if limit is not None and (
            limit.unit in WITHIN_A_DAY
            or limit.value_max < 1
            or limit.value_max != int(limit.value_max)
        ):
            raise ValueError(str(_("หยุดนับเวลาเป็นวัน ใส่จำนวนเต็มของวัน วันทำการ เดือน หรือปี")))
        return limit

    @property
    def what(self) -> str:
        """Return what happens while time does not count, without "ไม่นับเวลาที่" before it."""
        return _LEAD.sub("", self.text) or self.text
