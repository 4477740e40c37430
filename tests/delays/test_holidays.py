"""A day that becomes a holiday moves what was promised over it, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from infogo.central.pages.reference_holidays import holidays_page
from infogo.core import versions
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours import Hours
from infogo.core.models import AuditEntry, PublicHoliday
from infogo.core.refusal import MovedOnError, RefusalError, mark_of
from infogo.delays.holidays import effect_of, values_of
from infogo.delays.models import DelayCase, DelayTask, Outcome, Recount
from infogo.delays.services import holidays
from infogo.delays.services.holidays import (
    HolidayFacts,
    drop_holiday,
    not_recounted,
    recount_some,
    set_holiday,
)
from infogo.points.opening import stored_hours
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, counter
from tests.factories import PublicHolidayFactory, ServicePointFactory

pytestmark = pytest.mark.django_db
ACTOR = "officer 1 ผู้ดูแล"
ORDINARY = mark_of({})


def coming_weekday(weekday: int = 2) -> date:
    """Return a Wednesday (or another day) that lies a week or two ahead."""
    today = bangkok_now().date()
    return today + timedelta(days=7 + (weekday - today.weekday()) % 7)


def special(on: date, **given: str) -> HolidayFacts:
    plain = {"name_th": "วันหยุดพิเศษ", "name_en": "", "source": "มติคณะรัฐมนตรี 1 ธ.ค. 2569"}
    return HolidayFacts(on, **{**plain, **given})


WORKING_DAYS = 15


@pytest.fixture
def made() -> Made:
    """A counter that promises fifteen working days."""
    return Made(counter(Duration.of(WORKING_DAYS, DurationUnit.WORKING_DAY)))


def seen_on(day: date) -> str:
    return mark_of(values_of(PublicHoliday.objects.filter(on=day).first()))


def due_without_holidays(case: DelayCase, *holidays: date) -> date:
    """Count the days one by one, as a person would."""
    day, counted = case.received_at.astimezone(BANGKOK).date(), 0
    while counted < WORKING_DAYS:
        day += timedelta(days=1)
        counted += day.weekday() < 5 and day not in holidays
    return day


def test_open_requests_over_the_day_are_due_a_day_later_and_back_again(made: Made) -> None:
    on = coming_weekday()
    case = made.case(0)
    assert case.due_on == due_without_holidays(case)
    set_holiday(facts=special(on), seen=ORDINARY, actor=ACTOR)
    assert recount_some() == 1
    case.refresh_from_db()
    assert case.due_on == due_without_holidays(case, on)
    drop_holiday(on=on, seen=seen_on(on), reason="ครม. ยกเลิก", actor=ACTOR)
    recount_some()
    case.refresh_from_db()
    assert case.due_on == due_without_holidays(case)
    assert recount_some() == 0
    assert all(recount.finished_at for recount in Recount.objects.all())


def test_a_request_with_which_something_is_wrong_holds_up_no_other(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = made.case(0), made.case(0)
    sound, on = holidays.refresh, coming_weekday()

    def refresh(case: DelayCase, *rest: Any, **given: Any) -> Any:
        if case.pk == first.pk:
            raise KeyError("a row of an older release")
        return sound(case, *rest, **given)

    monkeypatch.setattr(holidays, "refresh", refresh)
    set_holiday(facts=special(on), seen=ORDINARY, actor=ACTOR)
    recount_some()
    second.refresh_from_db()
    assert second.due_on == due_without_holidays(second, on)
    recount = Recount.objects.get()
    assert (recount.done, recount.finished_at is None) == (1, False)
    # The centre is told which one keeps its old day, until a recount reckons it or it is decided.
    assert not_recounted() == {on: [first.pk]}
    notes = holidays_page(on.year, bangkok_now().date()).notes
    assert any("นับกำหนดใหม่ไม่สำเร็จ 1 เรื่อง" in note and str(first.pk) in note for note in notes)
    monkeypatch.setattr(holidays, "refresh", sound)
    drop_holiday(on=on, seen=seen_on(on), reason="ยกเลิก", actor=ACTOR)
    recount_some()
    assert not_recounted() == {}


def test_a_failed_recount_of_what_was_decided_since_asks_nobody_for_anything(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, on = made.case(0), coming_weekday()
    monkeypatch.setattr(holidays, "refresh", lambda *_rest, **_given: 1 / 0)
    set_holiday(facts=special(on), seen=ORDINARY, actor=ACTOR)
    recount_some()
    assert not_recounted() == {on: [case.pk]}
    DelayCase.objects.update(decided_on=on, outcome=Outcome.APPROVED)
    assert not_recounted() == {}


def test_what_is_decided_or_due_before_is_left_alone(made: Made) -> None:
    far = coming_weekday() + timedelta(days=70)
    case = made.case(0)
    set_holiday(facts=special(far), seen=ORDINARY, actor=ACTOR)
    assert recount_some() == 0
    before = case.due_on
    case.refresh_from_db()
    assert case.due_on == before


def test_a_simulated_request_moves_too_and_asks_nobody_for_anything(made: Made) -> None:
    on = coming_weekday()
    case = made.case(0)
    DelayCase.objects.update(is_simulated=True)
    DelayTask.objects.all().delete()
    set_holiday(facts=special(on), seen=ORDINARY, actor=ACTOR)
    recount_some()
    case.refresh_from_db()
    assert case.due_on == due_without_holidays(case, on)
    assert not DelayTask.objects.exists()


def test_counting_again_changes_nothing(made: Made) -> None:
    on = coming_weekday()
    made.case(0)
    set_holiday(facts=special(on), seen=ORDINARY, actor=ACTOR)
    recount_some()
    rows = list(DelayCase.objects.values())
    Recount.objects.update(finished_at=None, cursor=0)
    recount_some()
    assert list(DelayCase.objects.values()) == rows


def test_the_preview_tells_the_same_days_and_writes_nothing(made: Made) -> None:
    on, today = coming_weekday(), bangkok_now().date()
    case = made.case(0)
    made.case(0)
    open_weekdays = stored_hours(Hours.weekdays())
    ServicePointFactory(hours=open_weekdays)
    ServicePointFactory(hours=stored_hours(Hours.always()))
    with nothing_changes():
        effect = effect_of(on, is_holiday=True, today=today)
    assert [moved.id for moved in effect.moved] == sorted(
        DelayCase.objects.values_list("pk", flat=True)
    )
    assert effect.moved[0].before == case.due_on
    assert effect.moved[0].after == due_without_holidays(case, on)
    assert effect.cases_over_it == effect.looked_at == 2
    assert (effect.promises, effect.promises_counted) == (1, 1)
    assert effect.points == 1
    assert effect.points_known == 2
    set_holiday(facts=special(on), seen=ORDINARY, actor=ACTOR)
    recount_some()
    case.refresh_from_db()
    assert case.due_on == effect.moved[0].after
    back = effect_of(on, is_holiday=False, today=today)
    assert back.moved[0].after == effect.moved[0].before


def test_a_day_at_the_weekend_moves_nothing(made: Made) -> None:
    made.case(0)
    effect = effect_of(coming_weekday(5), is_holiday=True, today=bangkok_now().date())
    assert not effect.moved
    assert effect.promises == effect.receipts == 0


def test_every_page_is_made_anew_and_the_trail_says_why() -> None:
    token = versions.tokens(["everything"])
    on = coming_weekday()
    set_holiday(facts=special(on), seen=ORDINARY, actor=ACTOR)
    assert versions.tokens(["everything"]) != token
    entry = AuditEntry.objects.get(target="holiday")
    assert entry.target_id == int(on.strftime("%Y%m%d"))
    assert entry.detail["now"]["source"] == "มติคณะรัฐมนตรี 1 ธ.ค. 2569"


@pytest.mark.parametrize("given", [{"name_th": ""}, {"source": " "}, {"name_th": "ก" * 201}])
def test_a_holiday_needs_its_name_and_its_source(given: dict[str, str]) -> None:
    with nothing_changes(), pytest.raises(RefusalError):
        set_holiday(facts=special(coming_weekday(), **given), seen=ORDINARY, actor=ACTOR)


def test_the_past_stands() -> None:
    past = bangkok_now().date() - timedelta(days=1)
    held = PublicHolidayFactory(on=past)
    with nothing_changes(), pytest.raises(RefusalError):
        set_holiday(facts=special(past), seen=mark_of(values_of(held)), actor=ACTOR)
    with nothing_changes(), pytest.raises(RefusalError):
        drop_holiday(on=past, seen=mark_of(values_of(held)), reason="x", actor=ACTOR)


def test_two_who_add_one_day_do_not_overwrite_each_other() -> None:
    on = coming_weekday()
    set_holiday(facts=special(on), seen=ORDINARY, actor=ACTOR)
    with nothing_changes(), pytest.raises(MovedOnError):
        set_holiday(facts=special(on, name_th="อื่น"), seen=ORDINARY, actor=ACTOR)
    set_holiday(facts=special(on, name_th="อื่น"), seen=seen_on(on), actor=ACTOR)
    assert PublicHoliday.objects.get(on=on).name_th == "อื่น"
