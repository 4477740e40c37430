"""An adopting agency compares three texts and decides, section by section or all at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.editing.may import person_of
from infogo.editing.models import Draft, DraftState
from infogo.editing.services import drafts, tasks, workflow
from infogo.manuals import services as manuals
from infogo.manuals.content import Form, LocalOverrides
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from tests.accounts.watching import nothing_changes
from tests.editing.office import approve, good_content, write
from tests.factories import ACTOR, AgencyFactory, adoption, standard_manual
from tests.manuals.lint.law import enact
from tests.office.deciding import acting, at_work, officer_with, text_of

pytestmark = pytest.mark.django_db
TASKS = "/office/standard-changes/"


def forms_named(name: str) -> Listing[Form]:
    return Listing[Form](state=ListingState.LISTED, items=(Form(name=name),))


def published(standard: Manual, **content: Any) -> None:
    """Publish a new standard edition and let the tasks follow."""
    manuals.publish_standard(manual=standard, content=good_content(**content), actor=ACTOR)
    tasks.open_tasks(standard)


def adopted(standard: Manual, agency: Agency) -> Manual:
    """Let an agency adopt with a remark and forms of its own."""
    made = adoption(standard, agency)
    own = LocalOverrides(remark="ของเราเอง", forms=forms_named("แบบของเรา"))
    manuals.publish_overrides(manual=made, overrides=own, actor=ACTOR)
    return made


@pytest.fixture(autouse=True)
def law(db: None) -> None:
    enact()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def editor(agency: Agency) -> Officer:
    return officer_with(Role.MANUAL_EDITOR, agency)


@pytest.fixture
def client(editor: Officer) -> Client:
    return at_work(editor)


@pytest.fixture
def standard() -> Manual:
    content = good_content(remark="มาตรฐานเดิม", forms=forms_named("แบบเดิม"))
    return standard_manual(content=content, name_th="ขอใบอนุญาตตัวอย่าง")


@pytest.fixture
def manual(standard: Manual, agency: Agency) -> Manual:
    made = adopted(standard, agency)
    published(standard, remark="มาตรฐานใหม่", forms=forms_named("แบบใหม่"))
    return made


def path_of(manual: Manual) -> str:
    return f"/office/manuals/{manual.pk}/standard-change"


def decide(client: Client, manual: Manual, **choices: str) -> Any:
    seen = manual.standard.revisions.first().pk  # type: ignore[union-attr]
    return client.post(path_of(manual), {"seen": seen, **choices})


def remark_of(draft: Draft) -> Any:
    return draft.sections.get(section="remark").values


def test_the_list_shows_ones_own_manuals_and_what_to_decide(client: Client, manual: Manual) -> None:
    page = text_of(client.get(TASKS))
    assert "ขอใบอนุญาตตัวอย่าง" in page
    assert "หมายเหตุ" in page
    other = officer_with(Role.MANUAL_EDITOR, AgencyFactory())
    assert "ไม่มีคู่มือที่ต้องตัดสินใจ" in text_of(at_work(other).get(TASKS))
    assert at_work(other).get(path_of(manual)).status_code == 404
    viewer = officer_with(Role.VIEWER, AgencyFactory())
    assert at_work(viewer).get(TASKS).status_code == 403


def test_of_a_manual_that_ended_nothing_is_to_be_decided(client: Client, manual: Manual) -> None:
    manuals.withdraw_adoption(manual=manual, reason="ไม่มีผู้มาขอ", actor=ACTOR)
    assert "ไม่มีคู่มือที่ต้องตัดสินใจ" in text_of(client.get(TASKS))
    manuals.reopen_adoption(manual=manual, reason="ยกเลิกผิด", actor=ACTOR)
    assert "ขอใบอนุญาตตัวอย่าง" in text_of(client.get(TASKS))


def test_three_texts_are_shown_in_words(client: Client, manual: Manual) -> None:
    page = text_of(client.get(path_of(manual)))
    for said in ("ฉบับมาตรฐานเดิม หมายเหตุ: มาตรฐานเดิม", "ฉบับมาตรฐานใหม่ หมายเหตุ: มาตรฐานใหม่"):
        assert said in page
    assert "ของเรา หมายเหตุ: ของเราเอง" in page
    assert "จากฉบับที่ 1 เป็นฉบับที่ 2 ใน 2 ข้อ" in page


def test_each_section_is_decided_and_becomes_a_draft(client: Client, manual: Manual) -> None:
    answer = decide(client, manual, remark="follow", forms="keep")
    draft = Draft.objects.get()
    assert answer.headers["Location"] == f"/office/drafts/{draft.pk}"
    assert draft.state == DraftState.DRAFT
    assert remark_of(draft) is None
    assert draft.sections.get(section="forms").values["forms"]["items"][0]["name"] == "แบบของเรา"
    assert "ตัดสินใจแล้ว" in text_of(client.get(TASKS))


@pytest.mark.parametrize(("choice", "kept"), [("follow", 0), ("keep", 2)])
def test_all_can_be_decided_at_once(client: Client, manual: Manual, choice: str, kept: int) -> None:
    assert decide(client, manual, everywhere=choice).status_code == 302
    assert Draft.objects.get().sections.filter(values__isnull=False).count() == kept


def test_what_was_not_chosen_is_asked_again(client: Client, manual: Manual) -> None:
    with nothing_changes():
        half = decide(client, manual, remark="keep")
        wrong = decide(client, manual, remark="keep", forms="perhaps", everywhere="")
        hostile = client.post(path_of(manual), {"seen": "\x00", "everywhere": "follow"})
    assert [each.status_code for each in (half, wrong, hostile)] == [422] * 3
    assert "จะใช้ตามมาตรฐานใหม่หรือคงของเรา" in text_of(half)
    assert 'id="id_remark_keep" checked' in half.content.decode()
    assert 'href="#id_forms"' in half.content.decode()


def test_nobody_decides_about_a_standard_she_did_not_see(
    client: Client, manual: Manual, standard: Manual
) -> None:
    seen = standard.revisions.first().pk  # type: ignore[union-attr]
    published(standard, remark="ใหม่กว่า", forms=forms_named("แบบใหม่กว่า"))
    with nothing_changes():
        answer = client.post(path_of(manual), {"seen": seen, "everywhere": "follow"})
    assert answer.status_code == 422
    assert "เปลี่ยนอีกครั้ง" in text_of(answer)
    assert "ใหม่กว่า" in text_of(answer)


def test_a_draft_that_waits_for_approval_is_not_changed_under_it(
    client: Client, manual: Manual, editor: Officer
) -> None:
    decide(client, manual, everywhere="keep")
    draft = Draft.objects.get()
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, **acting(editor))
    with nothing_changes():
        assert decide(client, manual, everywhere="follow").status_code == 422


def test_a_first_text_of_ones_own_is_compared_when_the_standard_changes_below_it(
    client: Client, editor: Officer, standard: Manual, agency: Agency
) -> None:
    """No task asks about what is not public yet; without comparing nobody could approve it."""
    manual = adoption(standard, agency)
    draft = drafts.begin_draft(manual=manual, **acting(editor))
    write(draft, "remark", actor=person_of(editor), remark="ของเราเอง")
    page = f"/office/drafts/{draft.pk}"
    assert "เทียบสามฉบับ" not in text_of(client.get(page))
    published(standard, remark="มาตรฐานใหม่", forms=forms_named("แบบเดิม"))
    assert "เทียบสามฉบับแล้วเลือก" in text_of(client.get(page))
    draft.refresh_from_db()
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, **acting(editor))
    head = at_work(officer_with(Role.MANUAL_APPROVER, agency))
    deciding = head.get(f"{page}/decide")
    assert "ส่งกลับให้ผู้เขียนเทียบสามฉบับก่อน" in text_of(deciding)
    assert 'value="approve"' not in deciding.content.decode()
    draft.refresh_from_db()
    workflow.withdraw_submission(draft_id=draft.pk, seen=draft.version, **acting(editor))
    assert "ของเรา หมายเหตุ: ของเราเอง" in text_of(client.get(path_of(manual)))
    assert decide(client, manual, remark="keep").headers["Location"] == page
    assert "เทียบสามฉบับ" not in text_of(client.get(page))
    draft = Draft.objects.get()
    draft = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, **acting(editor))
    assert approve(draft).state == DraftState.PUBLISHED


def test_nothing_to_decide_is_said(client: Client, standard: Manual, agency: Agency) -> None:
    follower = adoption(standard, agency)
    assert "ไม่มีอะไรต้องตัดสินใจ" in text_of(client.get(path_of(follower)))
    with nothing_changes():
        assert decide(client, follower, everywhere="follow").status_code == 422


def test_a_long_list_costs_no_more_queries(client: Client, agency: Agency) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            standard = standard_manual(content=good_content(remark="เดิม"))
            adopted(standard, agency)
            published(standard, remark="ใหม่")
        client.get(TASKS)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(TASKS).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
