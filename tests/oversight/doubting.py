"""A finding about a reported number."""

from __future__ import annotations

from infogo.oversight.events.cells import VolumeDoubt
from infogo.pins.models import Pin
from infogo.volumes.models import Channel, MonthlyReport, ReportState, VolumeRow
from tests.volumes.forms import last_month


def doubt_about(pin: Pin, kind: str = "jump") -> VolumeDoubt:
    """Make a submitted row of last month with a finding about it."""
    month, agency = last_month(), pin.point.agency
    report, _is_new = MonthlyReport.objects.get_or_create(
        agency=agency, month=month, defaults={"due_on": month, "state": ReportState.SUBMITTED}
    )
    row = VolumeRow.objects.create(
        report=report,
        month=month,
        manual=pin.manual,
        point=pin.point,
        channel=Channel.values[0],
        received=900,
        saved_by="ทดสอบ",
    )
    return VolumeDoubt.objects.create(
        month=month,
        agency=agency,
        procedure=pin.procedure,
        row=row,
        kind=kind,
        weight="ask",
        what="รับคำขอมากกว่าปกติมาก",
    )
