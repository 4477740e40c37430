"""Reports of section 22: frozen as things stood, made again from what was frozen, on paper."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from infogo.channels import reports
from infogo.channels.counting import Answer
from infogo.channels.models import DeclarationStep, EActReport, EActRuleSet, Review, Section
from infogo.channels.papers import Report, report_pdf, report_workbook
from infogo.channels.reports import (
    figures_of,
    freeze_due_reports,
    freeze_report,
    is_intact,
    lines_of,
)
from infogo.channels.rules import Period
from infogo.channels.selectors import status_lines, with_something_to_do
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.models import AuditEntry
from tests.accounts.watching import nothing_changes
from tests.channels.law import AT_IT, RULES, declared, enact, reviewed
from tests.factories import AgencyFactory
from tests.paper.reading import read_paper, squeezed

pytestmark = pytest.mark.django_db


def period_before(days: int) -> Period:
    """Return a period of 60 days that ended ``days`` ago."""
    last = bangkok_now().date() - timedelta(days=days)
    return Period(first=last - timedelta(days=59), last=last)


def move(step: DeclarationStep, **ago: int) -> None:
    """Let a step have happened earlier."""
    DeclarationStep.objects.filter(pk=step.pk).update(at=timezone.now() - timedelta(**ago))


def test_every_way_of_not_having_done_it_counts_as_such() -> None:
    enact()
    done, wrong, at_it, silent, bare, waits = (AgencyFactory() for _ in range(6))
    AgencyFactory(kind="ministry")  # no line of the table
    reviewed(declared(done))
    reviewed(declared(wrong), Review.WRONG_FILE, "คนละเรื่อง")
    declared(at_it, answered=AT_IT, with_file=False)
    declared(bare, with_file=False)
    declared(waits)
    found = {line.agency_id: line.filing for line in status_lines(RULES)}
    assert found == {
        done.pk: Answer.ACCEPTED,
        wrong.pk: Answer.WRONG_FILE,
        at_it.pk: Answer.IN_PROGRESS,
        silent.pk: Answer.NO_ANSWER,
        bare.pk: Answer.NOT_ATTACHED,
        waits.pk: Answer.WAITING,
    }


def test_a_withdrawn_file_is_no_announcement_any_more() -> None:
    enact()
    agency = AgencyFactory()
    made = declared(agency)
    assert made.file is not None
    made.file.withdrawn_at = timezone.now()
    made.file.save()
    (line,) = status_lines(RULES)
    assert line.filing is Answer.NOT_ATTACHED


def test_who_waits_for_the_centre_has_nothing_to_do() -> None:
    waits, half = AgencyFactory(), AgencyFactory()
    for section in Section:
        declared(waits, section)
    declared(half)
    every = with_something_to_do(type(waits).objects.all())
    assert set(every) == {half}


def test_a_report_made_late_says_how_things_stood_when_its_period_ended() -> None:
    law = enact()
    early, late = AgencyFactory(), AgencyFactory()
    reviewed(declared(early))
    for step in DeclarationStep.objects.all():
        move(step, days=30)
    reviewed(declared(late))
    report = freeze_report(rule_set=law, period=period_before(days=10))
    assert [line.filing for line in lines_of(report) if line.agency_id == late.pk] == ["no_answer"]
    assert figures_of(report)[-1].filing == 1
    assert is_intact(EActReport.objects.get(pk=report.pk))


def test_a_report_is_not_touched_by_what_comes_after() -> None:
    law = enact()
    agency = AgencyFactory(name_th="กรมเดิม")
    report = freeze_report(rule_set=law, period=period_before(days=1))
    reviewed(declared(agency))
    agency.name_th = "กรมใหม่"
    agency.save()
    with nothing_changes():
        again = freeze_report(rule_set=law, period=period_before(days=1))
    assert (again.pk, lines_of(again)[0].name, figures_of(again)[-1].filing) == (
        report.pk, "กรมเดิม", 0
    )  # fmt: skip


def test_a_changed_report_is_seen_to_be_changed() -> None:
    law = enact()
    AgencyFactory()
    report = freeze_report(rule_set=law, period=period_before(days=1))
    report.lines[0][4] = "accepted"
    report.save()
    assert not is_intact(EActReport.objects.get(pk=report.pk))


def test_the_duty_makes_what_is_missing_one_by_one_and_nothing_twice() -> None:
    begins = bangkok_now().date() - timedelta(days=130)
    enact(reports_from=begins.isoformat())
    assert [freeze_due_reports() for _ in range(4)] == [1, 1, 0, 0]
    first, second = EActReport.objects.order_by("first_day")
    assert first.first_day == begins
    assert second.first_day == first.last_day + timedelta(days=1)
    assert AuditEntry.objects.filter(verb="freeze_e_act_report").count() == 2


def test_without_rules_or_a_first_day_there_are_no_reports() -> None:
    assert freeze_due_reports() == 0
    enact(reports_from=None)
    assert freeze_due_reports() == 0


def test_reading_all_agencies_costs_the_same_for_many() -> None:
    enact()
    counts = []
    for _ in range(2):
        for _ in range(4):
            reviewed(declared(AgencyFactory()))
        with CaptureQueriesContext(connection) as caught:
            status_lines(RULES, timezone.now())
        counts.append(len(caught))
    assert counts[0] == counts[1]


def sample(names: tuple[str, ...] = ("=1+1", "กรมตัวอย่าง")) -> Report:
    """Return a report of agencies that have answered nothing."""
    enact()
    for name in names:
        AgencyFactory(name_th=name)
    return Report(
        lines=status_lines(RULES),
        groups=[[group.code, group.label_th] for group in RULES.groups],
        as_of=datetime(2026, 11, 30, tzinfo=BANGKOK),
        period="รอบทดสอบ",
        is_simulated=False,
    )


def test_the_workbook_holds_table_and_names_and_no_formulas() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_workbook(sample())))
    assert book.sheet_names == ["สรุป", "ยังไม่ดำเนินการครบ", "ทุกหน่วยงาน"]
    (total,) = [row for row in book.get_sheet_by_name("สรุป").to_python() if row[0] == "รวม"]
    assert total[:6] == ["รวม", 2, 0, 0, 0, 0]
    (other,) = [row for row in book.get_sheet_by_name("สรุป").to_python() if row[0] == "อื่น ๆ"]
    assert other[3] == ""
    names = [row[0] for row in book.get_sheet_by_name("ทุกหน่วยงาน").to_python()[1:]]
    assert "'=1+1" in names


def test_the_same_report_gives_the_same_paper() -> None:
    report = sample()
    made = report_pdf(report)
    assert made == report_pdf(report)
    pages = read_paper(made).pages
    for number, page in enumerate(pages, 1):
        assert f"หน้า{number}จาก{len(pages)}" in squeezed(page)


def test_a_report_with_simulated_answers_says_so() -> None:
    law = enact()
    made = declared(AgencyFactory())
    type(made).objects.update(is_simulated=True)
    assert reports.freeze_report(rule_set=law, period=period_before(days=1)).is_simulated


def test_after_a_new_edition_no_day_is_reported_twice() -> None:
    today = bangkok_now().date()
    begins, changed = today - timedelta(days=130), today - timedelta(days=50)
    enact(reports_from=begins.isoformat())
    EActRuleSet.objects.create(
        code="later",
        name_th="ฉบับหลัง",
        effective_from=changed,
        parameters={
            **RULES.model_dump(mode="json"),
            "reports_from": begins.isoformat(),
            "report_days": 30,
        },
    )
    while freeze_due_reports():
        pass
    told = list(EActReport.objects.order_by("first_day").values_list("first_day", "last_day"))
    days = [
        first + timedelta(days=n) for first, last in told for n in range((last - first).days + 1)
    ]
    assert len(days) == len(set(days)) == 60 + 30 + 30
    assert told[0] == (begins, begins + timedelta(days=59))
