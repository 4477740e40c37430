from __future__ import annotations

import pytest
from pydantic import ValidationError

from infogo.core.durations import Duration, DurationUnit, totals_by_unit, totals_text


@pytest.mark.parametrize(
    ("duration", "thai", "english"),
    [
        (Duration.of(15, "minute"), "15 นาที", "15 minutes"),
        (Duration.of(1, "working_day"), "1 วันทำการ", "1 working day"),
        (Duration.of("1.5", "hour"), "1.5 ชั่วโมง", "1.5 hours"),
        (Duration(value_min=5, value_max=20, unit="minute"), "5–20 นาที", "5–20 minutes"),
        (Duration.of(90, "day"), "90 วัน", "90 days"),
        (Duration.of(2, "month"), "2 เดือน", "2 months"),
        (Duration.of(1, "year"), "1 ปี", "1 year"),
        (Duration.of(1500, "minute"), "1,500 นาที", "1,500 minutes"),
        (Duration.of(60, "minute"), "60 นาที", "60 minutes"),
    ],
)
def test_a_duration_speaks_in_its_own_unit(duration: Duration, thai: str, english: str) -> None:
    assert duration.text() == thai
    assert duration.text("en") == english


def test_totals_never_mix_units() -> None:
    steps = [Duration.of(5, "minute"), Duration.of(3, "working_day"), Duration.of(20, "minute"),
             Duration.of(2, "day")]  # fmt: skip
    assert [total.unit for total in totals_by_unit(steps)] == [
        DurationUnit.MINUTE, DurationUnit.DAY, DurationUnit.WORKING_DAY]  # fmt: skip
    assert totals_text(steps) == "25 นาที + 2 วัน + 3 วันทำการ"
    assert totals_text([]) == ""


def test_json_keeps_plain_numbers() -> None:
    duration = Duration.of("1.5", "hour")
    assert duration.model_dump(mode="json") == {"value_min": 1.5, "value_max": 1.5, "unit": "hour"}
    assert Duration.of(7, "day").model_dump_json() == '{"value_min":7,"value_max":7,"unit":"day"}'
    assert Duration.model_validate_json(duration.model_dump_json()) == duration
    assert Duration.model_validate({"value_min": 3, "unit": "day"}) == Duration.of(3, "day")


@pytest.mark.parametrize(
    "data",
    [
        {"value_min": 5, "value_max": 3, "unit": "day"},
        {"value_min": -1, "value_max": 3, "unit": "day"},
        {"value_min": 1, "value_max": 3, "unit": "week"},
    ],
)
def test_nonsense_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Duration.model_validate(data)
