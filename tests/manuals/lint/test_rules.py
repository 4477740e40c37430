"""Each rule finds its offence, names place, law and remedy, and leaves good manuals alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours import Hours
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    DocumentGroup,
    Form,
    LawDeadline,
    LegalBasis,
    ManualContent,
    RequestStatistics,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.lint.run import RULES
from infogo.manuals.models import Lifecycle
from infogo.manuals.part import Listing, ListingState, Text
from infogo.manuals.rule_sets import Severity
from tests.factories import manual_content
from tests.manuals.lint.law import PARAMETERS, findings

WORKING_DAY, DAY, HOUR = DurationUnit.WORKING_DAY, DurationUnit.DAY, DurationUnit.HOUR
NONE = ListingState.NONE


def listed(*items: Any) -> Any:
    kind = Text if isinstance(items[0], str) else type(items[0])
    return Listing[kind](state=ListingState.LISTED, items=items)


def step(title: str = "พิจารณา", value: int | None = 1, unit: DurationUnit = WORKING_DAY,
         kind: StepKind = StepKind.CONSIDERATION) -> Step:  # fmt: skip
    duration = None if value is None else Duration.of(value, unit)
    return Step(kind=kind, title=title, duration=duration)


def counter(**given: Any) -> Channel:
    return Channel(kind=ChannelKind.IN_PERSON, description="ที่ว่าการอำเภอ", **given)


def test_every_rule_is_in_the_rule_set_with_a_law_and_the_other_way_round() -> None:
    assert set(PARAMETERS.lint) == {rule.id for rule in RULES}
    assert all(setting.law for setting in PARAMETERS.lint.values())
    # Eighteen rules, whole cases, proxies, and two hints of plain language.
    assert len(RULES) == 22


@pytest.mark.parametrize("code", ["criteria", "documents", "steps"])
def test_section_7_content_that_nobody_filled_in_blocks(code: str) -> None:
    content = manual_content(**{"criteria": listed("มีสัญชาติไทย"), code: Listing()})
    (found,) = findings(content, "missing-content")
    assert (found.section, found.severity) == (code, Severity.BLOCKING)
    assert "มาตรา 7" in found.law
    assert found.todo


def test_saying_that_there_are_no_criteria_is_enough_but_steps_must_be_there() -> None:
    content = manual_content(criteria=Listing(state=NONE), documents=Listing(state=NONE))
    assert findings(content, "missing-content") == []
    content = content.model_copy(update={"steps": Listing[Step](state=NONE)})
    assert [found.section for found in findings(content, "missing-content")] == ["steps"]


@pytest.mark.parametrize(
    ("total", "severity"),
    [(None, Severity.BLOCKING), (Duration.of(3, DAY), Severity.WARNING)],
)
def test_a_step_without_time_blocks_only_where_no_total_is_promised(
    total: Duration | None, severity: Severity
) -> None:
    content = manual_content(
        criteria=Listing(state=NONE), steps=listed(step("ลงนาม", None)), total=total
    )
    (found,) = findings(content, "missing-content")
    assert (found.path, found.severity) == ("steps.0.duration", severity)


def test_steps_that_do_not_add_up_are_told_in_their_unit() -> None:
    steps = listed(step("ก", 2, DAY), step("ข", 3, DAY))
    (found,) = findings(manual_content(steps=steps, total=Duration.of(4, DAY)), "steps-total")
    assert "5 วัน" in found.reason
    assert "4 วัน" in found.reason
    assert findings(manual_content(steps=steps, total=Duration.of(5, DAY)), "steps-total") == []


def test_steps_of_some_cases_are_not_added_for_everybody() -> None:
    lost = step("ประกาศ", 30, DAY).model_copy(update={"cases": ("lost",)})
    steps = listed(step("ตรวจ", 1, DAY), lost, step("ออก", 1, DAY))

    def told(total: int) -> int:
        content = manual_content(steps=steps, total=Duration.of(total, DAY))
        return len(findings(content, "steps-total"))

    assert [told(total) for total in (1, 2, 31, 32, 33)] == [1, 0, 0, 0, 1]


def test_mixed_units_and_missing_times_are_not_added() -> None:
    for steps in (listed(step("ก", 2, DAY), step("ข", 1, HOUR)), listed(step("ก", None))):
        content = manual_content(steps=steps, total=Duration.of(9, DAY))
        assert findings(content, "steps-total") == []
    other_unit = manual_content(steps=listed(step("ก", 2, DAY)), total=Duration.of(2, WORKING_DAY))
    assert findings(other_unit, "steps-total") == []


@pytest.mark.parametrize(
    ("made", "limit"),
    [
        (step("ตรวจเอกสาร", 2, kind=StepKind.DOCUMENT_CHECK), 1),
        (step("ตรวจฐานข้อมูล", 3), 2),
        (step("ตรวจสถานที่", 16), 15),
        (step("ตรวจเครื่องจักร", 3), 2),
        (step("ตรวจองค์กร", 16), 15),
        (step("คณะกรรมการตรวจสถานที่", 30), 29),
        (step("ออกใบอนุญาต", 2, kind=StepKind.SIGNING), 1),
    ],
)
def test_each_sort_of_step_has_its_standard_time(made: Step, limit: int) -> None:
    (found,) = findings(manual_content(steps=listed(made)), "step-over-standard")
    assert f"เวลามาตรฐาน {limit} วันทำการ" in found.reason
    assert found.severity is Severity.WARNING
    in_time = made.model_copy(update={"duration": Duration.of(limit, WORKING_DAY)})
    assert findings(manual_content(steps=listed(in_time)), "step-over-standard") == []


def test_days_are_never_turned_into_working_days() -> None:
    (found,) = findings(
        manual_content(steps=listed(step("ตรวจสถานที่", 40, DAY))), "step-over-standard"
    )
    assert found.severity is Severity.ADVICE
    assert "40 วัน " in found.reason


@pytest.mark.parametrize("unit", [HOUR, DurationUnit.MINUTE])
def test_minutes_and_hours_are_never_longer_than_working_days(unit: DurationUnit) -> None:
    content = manual_content(steps=listed(step("ลงนาม", 40, unit, StepKind.SIGNING)))
    assert findings(content, "step-over-standard") == []


def test_a_step_of_no_known_sort_has_no_standard_time() -> None:
    assert (
        findings(manual_content(steps=listed(step("ประกาศโฆษณา", 60))), "step-over-standard") == []
    )


@pytest.mark.parametrize(
    ("value", "unit", "severity"),
    [(46, DAY, Severity.BLOCKING), (45, DAY, None), (40, WORKING_DAY, Severity.WARNING)],
)
def test_the_total_stays_within_the_limit_of_the_law(
    value: int, unit: DurationUnit, severity: Severity | None
) -> None:
    content = manual_content(
        total=Duration.of(value, unit),
        deadline=LawDeadline(law="พ.ร.บ.ควบคุมอาคาร มาตรา 25", limit=Duration.of(45, DAY)),
    )
    found = findings(content, "over-law-deadline")
    assert [each.severity for each in found] == ([severity] if severity else [])
    assert all("พ.ร.บ.ควบคุมอาคาร" in each.reason for each in found)


def test_what_the_agency_issued_itself_is_not_asked_for() -> None:
    paper = RequiredDocument(group=DocumentGroup.OTHER, name="ใบอนุญาตเดิม", issuer="กรมตัวอย่าง")
    content = manual_content(documents=listed(paper))
    (found,) = findings(content, "own-document", agency_names=frozenset({"กรมตัวอย่าง"}))
    assert found.path == "documents.0.issuer"
    assert findings(content, "own-document", agency_names=frozenset({"กรมอื่น"})) == []


@pytest.mark.parametrize(
    ("originals", "copies", "unit", "count"),
    [(5, 0, "ชุด", 1), (1, 1, "ฉบับ", 1), (0, 1, "ฉบับ", 0), (1, 0, "ฉบับ", 0), (3, 0, "รูป", 0)],
)
def test_one_set_is_enough_except_of_photographs(
    originals: int, copies: int, unit: str, count: int
) -> None:
    paper = RequiredDocument(
        group=DocumentGroup.OTHER, name="แบบแปลน", originals=originals, copies=copies, unit=unit
    )
    assert len(findings(manual_content(documents=listed(paper)), "more-than-one-set")) == count


def test_no_fee_and_unknown_fee_are_different_answers() -> None:
    (found,) = findings(manual_content(fees=Listing()), "fees-unsaid")
    assert found.is_blocking
    assert findings(manual_content(fees=Listing(state=NONE)), "fees-unsaid") == []


@pytest.mark.parametrize(
    ("average", "highest", "lowest", "path"),
    [(0, 0, 0, "statistics"), (9, 5, 1, "statistics.average"), (3, 5, 1, None)],
)
def test_statistics_that_say_nothing(
    average: int, highest: int, lowest: int, path: str | None
) -> None:
    counted = RequestStatistics(average=average, highest=highest, lowest=lowest)
    found = findings(manual_content(statistics=counted), "empty-statistics")
    assert [each.path for each in found] == ([path] if path else [])


def test_a_counter_service_needs_a_pin() -> None:
    assert len(findings(manual_content(), "no-point", point_count=0)) == 1
    assert findings(manual_content(), "no-point", point_count=1) == []
    assert findings(manual_content(), "no-point", point_count=None) == []
    online = listed(Channel(kind=ChannelKind.WEBSITE, description="เว็บ", url="https://a.example"))
    assert findings(manual_content(channels=online), "no-point", point_count=0) == []


def test_hours_that_nobody_can_read_are_told() -> None:
    channels = listed(
        counter(hours_text="ตามนัด"), counter(), counter(hours=Hours.weekdays("08:30", "16:30"))
    )
    found = findings(manual_content(channels=channels), "hours-unread")
    assert [each.path for each in found] == ["channels.0.hours_text", "channels.1.hours"]


@pytest.mark.parametrize(
    ("reviewed_on", "is_late"),
    [(date(2021, 3, 1), True), (date(2021, 3, 2), False), (date(2021, 4, 1), False)],
)
def test_laws_are_reviewed_every_sixty_months(reviewed_on: date, is_late: bool) -> None:
    bases = listed(LegalBasis(law="พ.ร.บ.หนึ่ง", reviewed_on=reviewed_on))
    found = findings(manual_content(legal_bases=bases), "law-review-due")
    expected = [("legal_bases.0.reviewed_on", Severity.WARNING)] if is_late else []
    assert [(each.path, each.severity) for each in found] == expected


def test_laws_without_a_date_are_told_together() -> None:
    bases = listed(*(LegalBasis(law="พ.ร.บ.เดียวกัน", section=section) for section in "123"))
    (found,) = findings(manual_content(legal_bases=bases), "law-review-due")
    assert (found.severity, found.path) == (Severity.ADVICE, "legal_bases")
    assert found.reason == "ยังไม่บันทึกวันที่ทบทวนกฎหมาย 1 ฉบับ"


def test_e_filing_is_missing_unless_the_act_excludes_the_procedure() -> None:
    name = "การขอใบอนุญาต"
    assert len(findings(manual_content(), "no-e-filing", official_name=name)) == 1
    assert findings(manual_content(), "no-e-filing", official_name="การจดทะเบียนสมรส") == []
    mailed = Channel(
        kind=ChannelKind.EMAIL, purpose=ChannelPurpose.RECEIVE, description="ส่งใบอนุญาตทางอีเมล"
    )
    fetched = manual_content(channels=listed(counter(), mailed))
    assert len(findings(fetched, "no-e-filing", official_name=name)) == 1
    for kind in (ChannelKind.WEBSITE, ChannelKind.EMAIL):
        channels = listed(counter(), Channel(kind=kind, description="ยื่นออนไลน์"))
        assert findings(manual_content(channels=channels), "no-e-filing", official_name=name) == []


def test_a_renewal_by_fee_asks_for_no_application() -> None:
    apply = manual_content(steps=listed(step("รับคำขอ", kind=StepKind.DOCUMENT_CHECK)))
    pay = manual_content(steps=listed(step("รับชำระและออกใบอนุญาต", kind=StepKind.SIGNING)))
    clinic = {"official_name": "การต่ออายุใบอนุญาตสถานพยาบาล", "lifecycle": Lifecycle.RENEW}
    assert len(findings(apply, "renewal-by-fee", **clinic)) == 1
    assert findings(pay, "renewal-by-fee", **clinic) == []
    assert findings(apply, "renewal-by-fee", **{**clinic, "lifecycle": Lifecycle.NEW}) == []
    assert findings(apply, "renewal-by-fee", **{**clinic, "official_name": "ต่ออายุปืน"}) == []


def test_complaints_tags_and_links() -> None:
    assert len(findings(manual_content(), "no-complaint-channel")) == 1
    assert len(findings(manual_content(), "no-tag", tag_count=0)) == 1
    assert findings(manual_content(), "no-tag", tag_count=2) == []
    forms = listed(
        Form(name="ก", url="www.example.go.th"),
        Form(name="ข", url="https://gone.example"),
        Form(name="ค", url="https://good.example"),
        Form(name="ง"),
    )
    found = findings(
        manual_content(forms=forms), "dead-link", dead_links=frozenset({"https://gone.example"})
    )
    assert [each.path for each in found] == ["forms.0.url", "forms.1.url"]


def test_an_agency_hears_only_about_what_it_can_change() -> None:
    content = manual_content(fees=Listing(), criteria=Listing())
    given: dict[str, Any] = {"own_sections": frozenset({"fees"}), "point_count": 0}
    assert [each.section for each in findings(content, "fees-unsaid", **given)] == ["fees"]
    assert findings(content, "missing-content", **given) == []
    assert len(findings(content, "no-point", **given)) == 1  # the pins are its own


def test_a_local_section_that_lags_behind_is_told() -> None:
    given = {"own_sections": frozenset({"fees"}), "stale_sections": ("fees",)}
    (found,) = findings(ManualContent(), "older-than-standard", **given)
    assert (found.section, found.severity) == ("fees", Severity.WARNING)
    assert "ค่าธรรมเนียม" in found.reason
