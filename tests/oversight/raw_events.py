"""Random reports, notices, ratings and announcements for proofs about the index."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from django.db.models import F

from infogo.agencies.models import Agency
from infogo.channels.models import EActDeclaration, EActRuleSet, Review, Section
from infogo.core.durations import DurationUnit
from infogo.delays.models import DelayCase, DelayNotice
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.ratings.models import RatingTally, TallyScope
from infogo.volumes.models import Channel, MonthlyReport, ReportState, VolumeRow
from infogo.volumes.months import due_on, later

MONTHS = [later(date(2026, 11, 1), -back) for back in range(1, 27)]


def scatter(chance: random.Random, agencies: list[Agency], manual: Manual) -> None:
    """Give agencies things that happened over two years, and announcements under the E-Act."""
    EActRuleSet.objects.create(
        code="test",
        name_th="ทดสอบ",
        effective_from=date(2023, 1, 1),
        parameters={"groups": [{"code": "local", "label_th": "ท้องถิ่น", "kinds": ["sao"]}]},
    )
    for agency in agencies:
        for month in chance.sample(MONTHS, 8):
            _report(chance, agency, month, manual)
            _tally(chance, agency, month)
        if point := ServicePoint.objects.filter(agency=agency).first():
            for number in range(3):
                _case(chance, agency, point, manual, f"{agency.pk}-{number}")
        for section in chance.sample(list(Section), chance.randint(0, 2)):
            review = chance.choice([Review.ACCEPTED, Review.NONE])
            EActDeclaration.objects.create(
                agency=agency, section=section, review=review, declared_by="officer 1"
            )


def _report(chance: random.Random, agency: Agency, month: date, manual: Manual) -> None:
    state = chance.choice(list(ReportState))
    is_sent = state != ReportState.DRAFT
    expected = chance.randint(0, 9)
    report = MonthlyReport.objects.create(
        agency=agency,
        month=month,
        state=state,
        due_on=due_on(month, 10),
        expected=expected,
        filled=chance.randint(0, 11),
        first_submitted_at=datetime(2026, 11, 1, tzinfo=UTC) if is_sent else None,
        late=is_sent and chance.random() < 0.3,
        is_simulated=chance.random() < 0.3,
    )
    VolumeRow.objects.create(
        report=report,
        month=month,
        manual=manual,
        channel=Channel.ONLINE,
        completed_in_time=chance.choice([None, 0, chance.randint(1, 50)]),
        completed_late=chance.choice([0, 3, None]),
        saved_by="x",
    )


def _tally(chance: random.Random, agency: Agency, month: date) -> None:
    counts = {f"n{score}": chance.randint(0, 4) for score in range(1, 6)}
    for is_simulated in (False, True):
        RatingTally.objects.create(
            scope=TallyScope.AGENCY,
            object_id=agency.pk,
            month=month,
            is_simulated=is_simulated,
            **counts,
        )
    RatingTally.objects.create(scope=TallyScope.POINT, object_id=agency.pk, month=month, n1=9)


def _case(
    chance: random.Random, agency: Agency, point: ServicePoint, manual: Manual, reference: str
) -> None:
    assert manual.current
    case = DelayCase.objects.create(
        reference=reference,
        manual=manual,
        point=point,
        agency=agency,
        edition=manual.current,
        received_at=datetime(2025, 1, 1, tzinfo=UTC),
        promised_value=5,
        promised_unit=DurationUnit.DAY,
        noted_by="x",
    )
    for turn in range(1, chance.randint(2, 5)):
        day = chance.choice(MONTHS) + timedelta(days=chance.randint(0, 27))
        sent = day - timedelta(days=1) if chance.random() < 0.6 else None
        DelayNotice.objects.create(case=case, seq=turn, due_on=day, sent_on=sent)
    DelayNotice.objects.create(case=case, seq=0, sent_on=date(2026, 5, 5))


def double_reports() -> None:
    """Change raw rows behind everybody's back."""
    VolumeRow.objects.filter(completed_in_time__isnull=False).update(
        completed_in_time=F("completed_in_time") + 7
    )
    DelayNotice.objects.filter(sent_on=None).first().delete()  # type: ignore[union-attr]
    RatingTally.objects.filter(scope=TallyScope.AGENCY).order_by("pk").first().delete()  # type: ignore[union-attr]
