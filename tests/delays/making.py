"""Cases for tests: a counter of an agency, requests received some days ago, an officer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.calendar import next_working_day
from infogo.core.dates import BANGKOK, SATURDAY, bangkok_now
from infogo.core.durations import Duration
from infogo.delays.models import DelayCase, DelayNotice, NoticeChannel
from infogo.delays.services.cases import NewCase, open_case
from infogo.delays.services.deficiency import Deficiency
from infogo.delays.services.notices import NewNotice, record_notice
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from tests.factories import (
    ACTOR,
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    manual_content,
    standard_manual,
)

THIRTY_DAYS = Duration.of(30, "day")


def day(ago: int) -> date:
    """Return the Thai day so many days ago."""
    return bangkok_now().date() - timedelta(days=ago)


def weekday(ago: int) -> date:
    """Return the latest day from Monday to Friday that lies at least so many days back."""
    found = day(ago)
    while found.weekday() >= SATURDAY:
        found -= timedelta(days=1)
    return found


def moment(ago: int, hour: int = 0) -> datetime:
    """Return a moment so many days ago in Thai time, past for all hours when ``ago`` is 0."""
    return datetime.combine(day(ago), time(hour), BANGKOK)


def counter(total: Duration = THIRTY_DAYS, agency: Agency | None = None, **more: Any) -> Pin:
    """Make a service at a point, promised within ``total``; its manual says ``more`` besides."""
    owner = agency or AgencyFactory()
    manual = standard_manual(content=manual_content(total=total, **more), owner=owner)
    return PinFactory(manual=manual, point=ServicePointFactory(agency=owner))


@dataclass
class Made:
    """How cases are made: with what is not given filled in."""

    pin: Pin = field(default_factory=counter)
    number: int = 0

    @property
    def manual(self) -> Manual:
        return self.pin.manual

    @property
    def point(self) -> ServicePoint:
        return self.pin.point

    def case(self, ago: int, **given: Any) -> DelayCase:
        """Open a case whose papers were complete so many days ago."""
        self.number += 1
        new = {"reference": f"อภ {self.number}/2569", "received_at": moment(ago), **given}
        return open_case(manual=self.manual, point=self.point, new=NewCase(**new), actor=ACTOR)


def record(**given: Any) -> Deficiency:
    """Return what a deficiency record asks for: two documents, by a working day three weeks on."""
    said = {"missing": "โฉนดที่ดิน\nแบบแปลน", "complete_by": next_working_day(day(-21), {})}
    return Deficiency(**{**said, **given})


def noticed(case: DelayCase, ago: int, **given: Any) -> DelayNotice:
    """Record a notice that went out so many days ago."""
    said: dict[str, Any] = {
        "sent_on": day(ago),
        "channel": NoticeChannel.POST,
        "reason": "committee",
        "text": "รอคณะกรรมการประชุมเดือนหน้า",
        "expected_on": day(ago - 20),
        **given,
    }
    return record_notice(case_id=case.pk, notice=NewNotice(**said), actor=ACTOR)


def reporter(agency: Agency, **grant: Any) -> Officer:
    """Make an officer who reports for an agency."""
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.REPORTER, agency=agency, **grant)
    return officer
