"""Drafts of the demonstration that wait for the central review."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from infogo.accounts.demo import DEMO_OFFICERS, make_demo_officers
from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.core.models import OutboxEvent, OutboxTopic
from infogo.editing.demo import APPROVER, AUTHOR, DEMO_DRAFTS, MARK, make_demo_drafts
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftState, EditLock, ReviewMeasure
from infogo.editing.services import workflow
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.selectors import merged_manual
from tests.accounts.watching import nothing_changes
from tests.editing.office import good_content
from tests.factories import AgencyFactory, ServicePointFactory, standard_manual

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(db: None, settings: Settings) -> None:
    """A small country with the manuals, the officers and the law of the demonstration."""
    settings.INFOGO = {**settings.INFOGO, "DEMO_OFFICERS": True}
    agencies = {key: AgencyFactory(key=key) for key in {each.employer for each in DEMO_OFFICERS}}
    for agency in agencies.values():
        ServicePointFactory(agency=agency)
    for entry in DEMO_DRAFTS:
        standard_manual(content=good_content(), code=entry.code, owner=agencies["moi-dopa"])
    make_demo_officers()


def test_they_wait_for_the_reviewer_and_nobody_outside_sees_them() -> None:
    before = {manual.pk: merged_manual(manual).content for manual in Manual.objects.all()}
    editions, told = ManualRevision.objects.count(), OutboxEvent.objects.count()
    assert make_demo_drafts() == len(DEMO_DRAFTS)
    assert set(Draft.objects.values_list("state", flat=True)) == {DraftState.IN_REVIEW}
    assert all(note.startswith(MARK) for note in Draft.objects.values_list("note", flat=True))
    assert ReviewMeasure.objects.filter(sections=1, is_first=False).count() == len(DEMO_DRAFTS)
    assert not EditLock.objects.exists()
    assert {manual.pk: merged_manual(manual).content for manual in Manual.objects.all()} == before
    assert ManualRevision.objects.count() == editions
    fresh = OutboxEvent.objects.order_by("pk")[told:]
    assert {event.topic for event in fresh} == {OutboxTopic.DRAFT}


def test_again_nothing_is_made_whatever_became_of_them() -> None:
    make_demo_drafts()
    returned, *_others = Draft.objects.order_by("pk")
    reviewer = Officer.objects.get(email="central-reviewer@demo.example")
    workflow.return_draft(
        draft_id=returned.pk,
        seen=returned.version,
        comments={"remark": "ขอให้แก้"},
        actor=person_of(reviewer),
        may=OfficerMay(Rights.of(reviewer)),
    )
    with nothing_changes():
        assert make_demo_drafts() == 0


def test_a_manual_that_somebody_writes_already_is_left_alone() -> None:
    author = Officer.objects.get(email=AUTHOR)
    manual = Manual.objects.get(procedure__code=DEMO_DRAFTS[0].code)
    Draft.objects.create(manual=manual, base=manual.current, author_name="ผู้ใช้")
    assert author.is_demo
    assert make_demo_drafts() == len(DEMO_DRAFTS) - 1
    assert Draft.objects.get(manual=manual).author_name == "ผู้ใช้"


@pytest.mark.parametrize("email", [AUTHOR, APPROVER])
def test_without_one_who_writes_or_approves_there_is_none(email: str) -> None:
    Officer.objects.filter(email=email).update(is_active=False)
    with nothing_changes():
        assert make_demo_drafts() == 0


def test_where_there_is_no_demonstration_there_is_none(settings: Settings) -> None:
    settings.INFOGO = {**settings.INFOGO, "DEMO_OFFICERS": False}
    with nothing_changes():
        assert make_demo_drafts() == 0
