"""Reports come in once, are masked and answered by the right office; refusals change nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from infogo.accounts.models import Letter
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core import audit
from infogo.core.models import AuditEntry
from infogo.manuals.models import RuleSet
from infogo.page_reports.errors import NotAllowedError, PageReportError, WrongStateError
from infogo.page_reports.models import LONGEST_TEXT, PageReport, PageReportStep, State, Suspicion
from infogo.page_reports.retention import (
    CONTACTS_KEPT,
    REPORTS_KEPT,
    UNANSWERED_KEPT,
    forget_old_reports,
)
from infogo.page_reports.selectors import (
    answered_by,
    answering_agency,
    by_reference,
    country_totals,
    overdue,
    reports_for,
    totals_by_agency,
    waiting_for,
)
from infogo.page_reports.services import decide, forget_contact, give_back, hand_to_centre
from infogo.points.models import PointStatus
from infogo.ratings.services import ALPHABET
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    GrantFactory,
    PublicHolidayFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.mergers.handovers import hand_over
from tests.page_reports.telling import centre, handler, tell

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)  # a Thursday
CITIZEN = "1101700203450"


# ---------------------------------------------------------------- coming in


def test_a_report_comes_in_once_with_a_day_for_the_answer() -> None:
    manual = standard_manual()
    report = tell(manual, text="ค่าธรรมเนียมจริง 60 บาท", now=NOW, key="once")
    again = tell(manual, text="อื่น", now=NOW, key="once")
    assert again.pk == report.pk
    assert PageReport.objects.get() == report
    assert (report.state, report.is_with_centre) == (State.NEW, False)
    assert report.due_on == date(2026, 12, 7), "seven working days later"
    assert {char for char in report.reference if char != "-"} <= set(ALPHABET)
    assert by_reference(report.reference.lower().replace("-", "")) == report
    entry = AuditEntry.objects.get(target="page_report")
    assert (entry.verb, entry.target_id) == ("report-page", report.pk)
    assert audit.verify() is None


def test_holidays_and_the_setting_move_the_day() -> None:
    RuleSet.objects.create(
        code="test",
        name_th="ทดสอบ",
        effective_from=date(2020, 1, 1),
        parameters={"page_reports": {"answer_working_days": 2}},
    )
    assert tell(now=NOW).due_on == date(2026, 11, 30)
    PublicHolidayFactory(on=date(2026, 11, 30))
    assert tell(now=NOW).due_on == date(2026, 12, 1)


def test_numbers_and_names_are_masked_but_what_may_be_the_fault_is_kept() -> None:
    said = f"เบอร์จริง 02-123-4567 อีเมล a@b.go.th ผมชื่อสมชาย เลข {CITIZEN}"
    report = tell(text=said)
    assert "02-123-4567" in report.text
    assert "a@b.go.th" in report.text
    assert "สมชาย" not in report.text
    assert CITIZEN not in report.text
    assert report.has_masked


def test_the_same_words_twice_are_noted() -> None:
    assert tell(text="ซื้อของถูกที่นี่เลย").suspicion == []
    assert tell(text="ซื้อของถูก ที่นี่เลย!").suspicion == [Suspicion.SAME_TEXT]
    assert tell(suspected=[Suspicion.TRAP]).suspicion == [Suspicion.TRAP]


@pytest.mark.parametrize("text", ["", "   ", "ก" * (LONGEST_TEXT + 1), "ก\x00ข"])
def test_words_that_no_form_sends_are_refused(text: str) -> None:
    with nothing_changes(), pytest.raises(PageReportError):
        tell(text=text)


def test_a_page_that_nobody_can_open_is_refused() -> None:
    closed = ServicePointFactory(status=PointStatus.CLOSED)
    with nothing_changes(), pytest.raises(PageReportError):
        tell(closed)


# ---------------------------------------------------------------- who answers


def test_each_report_is_for_those_who_answer_for_its_page() -> None:
    agency, other = AgencyFactory(), AgencyFactory()
    manual = adoption(standard_manual(), agency)
    point = ServicePointFactory(agency=agency)
    article = ArticleFactory(agency=agency)
    mine = {tell(about).pk for about in (manual, point, agency, article)}
    theirs = {tell(ServicePointFactory(agency=other)).pk, tell(other).pk}
    nobodys = {tell().pk, tell(ArticleFactory(agency=None)).pk}

    def seen(rights: Any) -> set[int]:
        return set(reports_for(rights).values_list("pk", flat=True))

    assert seen(handler(agency)) == mine
    assert seen(handler(other)) == theirs
    assert seen(handler(agency, only=[point])) == {PageReport.objects.get(point=point).pk}
    assert seen(handler(agency, only=[manual])) == {PageReport.objects.get(manual=manual).pk}
    assert seen(centre()) == mine | theirs | nobodys
    assert set(waiting_for(centre()).values_list("pk", flat=True)) == nobodys
    assert set(waiting_for(handler(agency)).values_list("pk", flat=True)) == mine


def test_a_counter_that_was_handed_over_takes_its_reports_along() -> None:
    point = ServicePointFactory()
    report = tell(point)
    into = AgencyFactory()
    hand_over(point, into)
    found = by_reference(report.reference)
    assert found is not None
    assert answering_agency(found) == into
    assert list(reports_for(handler(into))) == [report]


def test_whom_an_agency_was_merged_into_answers_for_its_page() -> None:
    into = AgencyFactory()
    report = tell(gone := AgencyFactory())
    Agency.objects.filter(pk=gone.pk).update(status=AgencyStatus.MERGED, merged_into=into)
    found = by_reference(report.reference)
    assert found is not None
    assert answering_agency(found) == into
    assert list(reports_for(handler(into))) == [report]
    assert [row.agency_id for row in totals_by_agency(NOW.date())] == [into.pk]


# ---------------------------------------------------------------- answering


def test_an_answer_is_noted_and_sent_and_the_address_is_gone() -> None:
    agency = AgencyFactory()
    report = tell(agency, contact="reader@example.com", language="en", text="Wrong phone")
    rights = handler(agency)
    decide(report_id=report.pk, to=State.MENDING, text="", rights=rights, seen=State.NEW)
    assert not Letter.objects.exists()
    decide(report_id=report.pk, to=State.MENDED, text="แก้เบอร์โทรแล้ว", rights=rights)
    report.refresh_from_db()
    assert (report.state, report.contact) == (State.MENDED, "")
    assert report.closed_at is not None
    letter = Letter.objects.get()
    assert letter.to == "reader@example.com"
    assert report.reference in letter.subject
    assert f"/en/reported/{report.reference}" in letter.body
    assert "แก้เบอร์โทรแล้ว" in letter.body
    assert "Wrong phone" not in letter.body, "a letter never carries a reader's own words"
    steps = [(step.to_state, step.text, step.agency) for step in PageReportStep.objects.all()]
    assert steps == [(State.MENDING, "", agency), (State.MENDED, "แก้เบอร์โทรแล้ว", agency)]
    verbs = AuditEntry.objects.filter(target="page_report").values_list("verb", flat=True)
    assert {"report-page", "page-report-mending", "page-report-mended"} == set(verbs)


@pytest.mark.parametrize(
    ("path", "language", "title"),
    [
        ("", "th", "“ทั้งเว็บไซต์”"),
        ("", "en", "“the whole site”"),
        ("/", "th", "“หน้าแรก”"),
        ("/about", "th", "“/about”"),
    ],
)
def test_the_letter_names_what_the_report_was_about(path: str, language: str, title: str) -> None:
    report = tell(path=path, language=language, contact="reader@example.com")
    decide(report_id=report.pk, to=State.ANSWERED, text="ตอบแล้ว", rights=centre())
    assert title in Letter.objects.get().body


def test_what_was_answered_can_be_taken_up_again() -> None:
    agency = AgencyFactory()
    report, rights = tell(agency), handler(agency)
    decide(report_id=report.pk, to=State.NOT_ERROR, text="ตรวจแล้วถูก", rights=rights)
    decide(report_id=report.pk, to=State.MENDING, text="", rights=rights)
    report.refresh_from_db()
    assert (report.is_open, report.closed_at) == (True, None)


@pytest.mark.parametrize(
    ("to", "text", "seen"),
    [
        (State.MENDED, "", None),
        (State.NOT_ERROR, "   ", None),
        (State.ANSWERED, f"เลข {CITIZEN}", None),
        (State.MENDED, "ก" * 2001, None),
        (State.NEW, "ก", None),
        ("nonsense", "ก", None),
        (State.MENDED, "แก้แล้ว", State.MENDING),
    ],
)
def test_answers_that_are_refused_change_nothing(to: str, text: str, seen: str | None) -> None:
    agency = AgencyFactory()
    report, rights = tell(agency, contact="a@example.com"), handler(agency)
    with nothing_changes(), pytest.raises(PageReportError):
        decide(report_id=report.pk, to=to, text=text, rights=rights, seen=seen)


def test_nobody_else_answers() -> None:
    report, other = tell(AgencyFactory()), handler(AgencyFactory())
    with nothing_changes():
        for act in (decide_mended, hand_to_centre, give_back):
            with pytest.raises(NotAllowedError):
                act(report_id=report.pk, text="ก", rights=other)


def decide_mended(**given: Any) -> PageReport:
    return decide(to=State.MENDED, **given)


def test_what_is_not_an_agencys_goes_to_the_centre_and_may_come_back() -> None:
    agency = AgencyFactory()
    report, rights, central = tell(agency), handler(agency), centre()
    hand_to_centre(report_id=report.pk, text="เป็นงานของกรมอื่น", rights=rights)
    assert not reports_for(rights).exists()
    assert list(waiting_for(central)) == [report]
    with nothing_changes(), pytest.raises(WrongStateError):
        hand_to_centre(report_id=report.pk, text="ก", rights=central)
    give_back(report_id=report.pk, text="เป็นงานของหน่วยงานนี้", rights=central)
    assert list(reports_for(rights)) == [report]
    said = [(step.text, step.agency) for step in PageReportStep.objects.all()]
    assert said == [("เป็นงานของกรมอื่น", agency), ("เป็นงานของหน่วยงานนี้", None)]
    nobodys = tell()
    with nothing_changes(), pytest.raises(WrongStateError):
        give_back(report_id=nobodys.pk, text="ก", rights=central)


def test_a_central_officer_speaks_for_the_centre_unless_she_has_a_role_in_the_agency() -> None:
    agency, central = AgencyFactory(), centre()
    taken_up, answered = tell(agency), tell(agency)
    decide(report_id=taken_up.pk, to=State.MENDING, text="ส่วนกลางแก้ให้", rights=central)
    hand_to_centre(report_id=taken_up.pk, text="ส่วนกลางตอบเอง", rights=central)
    assert [step.agency for step in PageReportStep.objects.all()] == [None, None]
    GrantFactory(officer=central.officer, role=Role.FEEDBACK_HANDLER, agency=agency)
    both = Rights.of(central.officer)
    decide(report_id=answered.pk, to=State.MENDED, text="แก้แล้ว", rights=both)
    decide(report_id=taken_up.pk, to=State.MENDED, text="แก้แล้ว", rights=both)
    said = [(step.report_id, step.agency) for step in PageReportStep.objects.all()[2:]]
    assert said == [(answered.pk, agency), (taken_up.pk, None)]


# ---------------------------------------------------------------- the country, and forgetting


def test_the_country_is_counted_by_who_answers() -> None:
    first, second = AgencyFactory(name_th="ก"), AgencyFactory(name_th="ข")
    tell(first, now=NOW - timedelta(days=30))
    late = tell(ServicePointFactory(agency=second), now=NOW - timedelta(days=60))
    tell(second, now=NOW)
    tell(now=NOW)
    done = tell(first, now=NOW)
    decide(report_id=done.pk, to=State.MENDED, text="แก้แล้ว", rights=handler(first))
    today = NOW.date()
    totals = country_totals(today)
    assert (totals.open, totals.late, totals.by_state[State.MENDED]) == (4, 2, 1)
    rows = [(row.name, row.open, row.late) for row in totals_by_agency(today)]
    assert rows == [("ข", 2, 1), ("ก", 1, 1), ("", 1, 0)]
    assert totals_by_agency(today)[0].oldest_due_on == late.due_on
    assert overdue(answered_by(PageReport.objects.all(), second.pk), today).get() == late


def test_addresses_and_answered_reports_are_forgotten() -> None:
    agency: Agency = AgencyFactory()
    old = tell(agency, contact="old@example.com", now=NOW - CONTACTS_KEPT - timedelta(days=1))
    young = tell(agency, contact="young@example.com", now=NOW)
    over = tell(agency, now=NOW)
    decide(report_id=over.pk, to=State.MENDED, text="แก้แล้ว", rights=handler(agency))
    PageReport.objects.filter(pk=over.pk).update(closed_at=NOW - REPORTS_KEPT - timedelta(days=1))
    assert forget_old_reports(NOW) == 2
    assert forget_old_reports(NOW) == 0
    left = {report.pk: report.contact for report in PageReport.objects.all()}
    assert left == {old.pk: "", young.pk: "young@example.com"}


def test_what_nobody_answered_goes_too() -> None:
    agency, a_day = AgencyFactory(), timedelta(days=1)
    for age in (UNANSWERED_KEPT + a_day, UNANSWERED_KEPT - a_day):
        tell(agency, now=NOW - age)
    taken_up = tell(agency, now=NOW - UNANSWERED_KEPT - a_day)
    decide(report_id=taken_up.pk, to=State.MENDING, text="กำลังถามกรม", rights=handler(agency))
    answered = tell(agency, now=NOW - UNANSWERED_KEPT - a_day)
    decide(report_id=answered.pk, to=State.MENDED, text="แก้แล้ว", rights=handler(agency))
    assert forget_old_reports(NOW) == 2
    left = set(PageReport.objects.values_list("created_at", "state"))
    assert left == {
        (NOW - UNANSWERED_KEPT + a_day, State.NEW),
        (NOW - UNANSWERED_KEPT - a_day, State.MENDED),
    }


def test_a_reader_has_her_address_forgotten() -> None:
    report = tell(contact="a@example.com")
    assert forget_contact(report_id=report.pk)
    with nothing_changes():
        assert not forget_contact(report_id=report.pk)
    report.refresh_from_db()
    assert report.contact == ""
