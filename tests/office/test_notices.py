"""Who is told of what, in the workspace and by letter, and how she says that she read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from infogo.accounts.models import Grant, Letter, Notice, NoticeKind, Officer
from infogo.accounts.notices import notify
from infogo.accounts.perms import Rights, grants_over
from infogo.accounts.roles import Act, Role
from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from infogo.editing.addresses import decision_page, standard_change_page
from infogo.editing.errors import EditingError
from infogo.editing.models import Draft
from infogo.editing.services import drafts, tasks, workflow
from infogo.editing.services.cancelling import cancel_manual
from infogo.manuals import services as manuals
from infogo.manuals.content import LocalOverrides
from infogo.manuals.models import Manual
from tests.accounts.watching import nothing_changes
from tests.editing.office import good_content
from tests.factories import (
    ACTOR,
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.manuals.lint.law import enact
from tests.office.deciding import acting, at_work, officer_with, submitted, text_of, written

pytestmark = pytest.mark.django_db
NOTICES = "/office/notices/"


@pytest.fixture(autouse=True)
def law(db: None) -> None:
    enact()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(parent=AgencyFactory(), name_th="กรมตัวอย่าง")


@pytest.fixture
def author(agency: Agency) -> Officer:
    return officer_with(Role.MANUAL_EDITOR, agency, name_th="อารี ผู้เขียน")


@pytest.fixture
def approver(agency: Agency) -> Officer:
    return officer_with(Role.MANUAL_APPROVER, agency, name_th="จันทร์ ผู้อนุมัติ")


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return standard_manual(content=good_content(), owner=agency, name_th="ขอใบอนุญาต")


def told() -> list[tuple[str, str]]:
    """Return who was told what, in order."""
    return list(Notice.objects.order_by("pk").values_list("officer__name_th", "kind"))


def letters() -> set[str]:
    return set(Letter.objects.values_list("to", flat=True))


def approve(draft: Draft, officer: Officer) -> Draft:
    return workflow.approve_draft(draft_id=draft.pk, seen=draft.version, **acting(officer))


def send_back(draft: Draft, officer: Officer) -> Draft:
    comments = {"remark": "เขียนให้ชัด"}
    return workflow.return_draft(
        draft_id=draft.pk, seen=draft.version, comments=comments, **acting(officer)
    )


class TestWhoIsTold:
    def test_a_submission_tells_who_may_approve_and_not_who_wrote(
        self, agency: Agency, author: Officer, approver: Officer, manual: Manual
    ) -> None:
        both = officer_with(Role.AGENCY_ADMIN, agency, name_th="บุญมี ผู้ดูแล")
        officer_with(Role.MANUAL_APPROVER, AgencyFactory())
        officer_with(Role.CENTRAL_ADMIN)
        draft = submitted(manual, both)
        assert told() == [(approver.name_th, NoticeKind.SUBMITTED)]
        notice = Notice.objects.get()
        assert notice.text == "บุญมี ผู้ดูแล ส่ง “ขอใบอนุญาต” ให้คุณอนุมัติ"
        assert notice.path == f"/office/drafts/{draft.pk}/decide"
        letter = Letter.objects.get()
        assert letter.to == approver.email
        assert f"{settings.INFOGO['PUBLIC_URL']}{notice.path}" in letter.body

    def test_the_central_agency_is_told_where_nobody_else_approves(
        self, author: Officer, manual: Manual
    ) -> None:
        central = officer_with(Role.CENTRAL_ADMIN)
        submitted(manual, author)
        assert told() == [(central.name_th, NoticeKind.SUBMITTED)]

    def test_whose_right_ended_or_who_left_is_not_told(
        self, agency: Agency, author: Officer, approver: Officer, manual: Manual
    ) -> None:
        ended = officer_with(Role.MANUAL_APPROVER, agency)
        Grant.objects.filter(officer=ended).update(ended_at=timezone.now(), end_reason="ย้ายไปแล้ว")
        left = officer_with(Role.MANUAL_APPROVER, agency)
        Officer.objects.filter(pk=left.pk).update(is_active=False, left_on=bangkok_now().date())
        draft = submitted(manual, author)
        assert [name for name, _kind in told()] == [approver.name_th]
        Grant.objects.filter(officer=author).update(ended_at=timezone.now(), end_reason="ย้ายไปแล้ว")
        send_back(draft, approver)
        assert [name for name, _kind in told()] == [approver.name_th]

    def test_a_decision_tells_the_authors_and_settles_what_was_asked(
        self, agency: Agency, author: Officer, approver: Officer, manual: Manual
    ) -> None:
        other = officer_with(Role.MANUAL_APPROVER, agency)
        draft = submitted(manual, author)
        send_back(draft, approver)
        assert told()[2:] == [(author.name_th, NoticeKind.RETURNED)]
        assert not Notice.objects.filter(officer=other, read_at=None).exists()
        draft.refresh_from_db()
        again = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, **acting(author))
        assert not Notice.objects.filter(officer=author, read_at=None).exists()
        approve(again, approver)
        assert told()[-1] == (author.name_th, NoticeKind.PUBLISHED)

    def test_a_scheduled_publication_is_announced_and_then_told(
        self, author: Officer, approver: Officer, manual: Manual
    ) -> None:
        later = timezone.now() + timedelta(hours=1)
        approve(submitted(manual, author, given={"publish_at": later}), approver)
        assert told()[-1] == (author.name_th, NoticeKind.APPROVED)
        assert workflow.publish_due(later + timedelta(minutes=1)) == 1
        assert told()[-1] == (author.name_th, NoticeKind.PUBLISHED)

    def test_the_central_review_is_told_to_those_whose_duty_it_is(
        self, author: Officer, approver: Officer, manual: Manual
    ) -> None:
        reviewer = officer_with(Role.CENTRAL_REVIEWER)
        officer_with(Role.CENTRAL_ADMIN)
        fees = {"fees": {"state": "none", "items": []}, "fee_note": ""}
        approve(submitted(manual, author, fees=fees), approver)
        assert told()[-1] == (reviewer.name_th, NoticeKind.IN_REVIEW)
        assert Notice.objects.first().text.startswith("กรมตัวอย่างอนุมัติ")  # type: ignore[union-attr]

    def test_a_draft_that_others_give_up_is_told_to_its_authors(
        self, author: Officer, approver: Officer, manual: Manual
    ) -> None:
        written(manual, author)
        cancel_manual(manual=manual, reason="เลิกแล้ว", instead="ไม่ต้องทำ", **acting(approver))
        assert told() == [(author.name_th, NoticeKind.DISCARDED)]
        other = written(standard_manual(content=good_content(), owner=manual.agency), author)
        drafts.discard_draft(draft_id=other.pk, seen=other.version, **acting(author))
        assert len(told()) == 1

    def test_a_new_standard_tells_the_editors_of_adopters_until_it_is_decided(
        self, agency: Agency, author: Officer, approver: Officer
    ) -> None:
        officer_with(Role.CENTRAL_ADMIN)
        standard = standard_manual(content=good_content(remark="เดิม"))
        follower, own = adoption(standard), adoption(standard, agency)
        officer_with(Role.MANUAL_EDITOR, follower.agency)
        overrides = LocalOverrides(remark="ของเรา")
        manuals.publish_overrides(manual=own, overrides=overrides, actor=ACTOR)
        manuals.publish_standard(manual=standard, content=good_content(remark="ใหม่"), actor=ACTOR)
        tasks.open_tasks(standard)
        assert told() == [(author.name_th, NoticeKind.STANDARD_CHANGED)]
        tasks.open_tasks(standard)  # nothing new happened
        assert len(told()) == 1
        own.refresh_from_db()
        draft = tasks.decide_sections(manual=own, accept=(), **acting(author))
        ready = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, **acting(author))
        approve(ready, approver)
        kinds = Notice.objects.filter(officer=author, read_at=None)
        assert list(kinds.values_list("kind", flat=True)) == [NoticeKind.PUBLISHED]

    def test_what_is_refused_tells_nobody(
        self, author: Officer, approver: Officer, manual: Manual
    ) -> None:
        draft = submitted(manual, author)
        with nothing_changes(), pytest.raises(EditingError):
            approve(draft, author)
        with nothing_changes(), pytest.raises(ZeroDivisionError), transaction.atomic():
            approve(draft, approver)
            raise ZeroDivisionError

    def test_at_most_twenty_are_told_of_one_step(
        self, agency: Agency, author: Officer, manual: Manual
    ) -> None:
        far = OfficerFactory(agency=agency.parent)
        GrantFactory(officer=far, role=Role.MANUAL_APPROVER, whole_subtree=True)
        for _ in range(20):
            officer_with(Role.MANUAL_APPROVER, agency)
        submitted(manual, author)
        assert len(told()) == 20
        assert not Notice.objects.filter(officer=far).exists()


@pytest.mark.parametrize("act", [Act.EDIT_MANUAL, Act.APPROVE_MANUAL, Act.REVIEW])
def test_who_may_agrees_with_what_each_may(agency: Agency, manual: Manual, act: Act) -> None:
    parent = agency.parent
    other = standard_manual(content=good_content(), owner=agency)
    given: list[dict[str, Any]] = [
        {"role": role, "agency": place, "whole_subtree": subtree}
        for role in (Role.MANUAL_EDITOR, Role.MANUAL_APPROVER, Role.AGENCY_ADMIN, Role.VIEWER)
        for place in (agency, parent, AgencyFactory())
        for subtree in (False, True)
    ]
    for narrowed in ([manual], [other], [ServicePointFactory(agency=agency)], [manual, other]):
        given.append({"role": Role.MANUAL_EDITOR, "agency": agency, "only": narrowed})
        given.append({"role": Role.MANUAL_EDITOR, "agency": parent, "only": narrowed})
    given += [
        {"role": role, "agency": None} for role in (Role.CENTRAL_ADMIN, Role.CENTRAL_REVIEWER)
    ]
    officers = [
        GrantFactory(officer=OfficerFactory(agency=agency), **each).officer for each in given
    ]
    may = {
        officer.pk
        for officer in officers
        if Rights.of(officer).manuals(act).filter(pk=manual.pk).exists()
    }
    assert may
    assert {grant.officer_id for grant in grants_over(manual, act)} == may


class TestThePage:
    @pytest.fixture
    def notice(self, author: Officer, approver: Officer, manual: Manual) -> Notice:
        submitted(manual, author)
        return Notice.objects.get()

    @pytest.fixture
    def client(self, approver: Officer) -> Client:
        return at_work(approver)

    def test_the_menu_counts_what_is_not_read(self, client: Client, notice: Notice) -> None:
        assert "แจ้งเตือน (1)" in text_of(client.get("/office/account/"))
        page = text_of(client.get(NOTICES))
        assert "อารี ผู้เขียน ส่ง “ขอใบอนุญาต” ให้คุณอนุมัติ" in page
        assert client.post("/office/notices/read", {"notice": notice.pk}).status_code == 302
        assert "แจ้งเตือน (1)" not in text_of(client.get(NOTICES))

    def test_all_are_read_at_once_but_only_ones_own(
        self, agency: Agency, client: Client, notice: Notice
    ) -> None:
        colleague = at_work(officer_with(Role.MANUAL_APPROVER, agency))
        with nothing_changes():
            colleague.post("/office/notices/read", {"notice": notice.pk})
            colleague.post("/office/notices/read", {"notice": ""})
            for hostile in ("x", "\x00", "9" * 40, "-1"):
                client.post("/office/notices/read", {"notice": hostile})
        client.post("/office/notices/read")
        notice.refresh_from_db()
        assert notice.read_at is not None

    def test_letters_are_sent_only_to_those_who_want_them(
        self, client: Client, approver: Officer, author: Officer, agency: Agency
    ) -> None:
        with nothing_changes():
            client.post("/office/account/letters", {"letters": "perhaps"})
        client.post("/office/account/letters", {"letters": "off"})
        submitted(standard_manual(content=good_content(), owner=agency), author)
        assert len(told()) == 1
        assert letters() == set()
        assert "ส่งอีเมลด้วย" in text_of(client.get("/office/account/"))
        client.post("/office/account/letters", {"letters": "on"})
        submitted(standard_manual(content=good_content(), owner=agency), author)
        assert letters() == {approver.email}

    def test_it_says_when_there_is_nothing(self, client: Client) -> None:
        assert "ยังไม่มีแจ้งเตือน" in text_of(client.get(NOTICES))

    def test_many_cost_no_more_queries_here_and_on_other_pages(
        self, client: Client, agency: Agency, author: Officer
    ) -> None:
        counts = []
        for _ in range(2):
            for _ in range(4):
                submitted(standard_manual(content=good_content(), owner=agency), author)
            for path in (NOTICES, "/office/account/"):
                client.get(path)
                with CaptureQueriesContext(connection) as caught:
                    assert client.get(path).status_code == 200
                counts.append(len(caught))
        assert counts[:2] == counts[2:]


@pytest.mark.django_db(transaction=True)
def test_a_notice_belongs_into_the_transaction_of_what_it_tells() -> None:
    with pytest.raises(RuntimeError):
        notify(officers=[], kind=NoticeKind.PUBLISHED, text="", path="")


def test_notices_lead_to_pages_that_there_are() -> None:
    for path in (decision_page(1), standard_change_page(1)):
        assert resolve(path).namespace == "office"
