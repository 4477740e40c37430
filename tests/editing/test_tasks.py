"""A new standard: adopters with a text of their own there get a task, all others follow."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.editing.errors import EditingError, LockedError, NotAllowedError, WrongStateError
from infogo.editing.models import AdopterTask, Draft, DraftState
from infogo.editing.reading import read_draft
from infogo.editing.services import drafts, tasks, workflow
from infogo.editing.standard_changes import change_to_decide
from infogo.manuals import services as manuals
from infogo.manuals.content import Form, LocalOverrides
from infogo.manuals.models import Manual, ManualFacts, ManualRevision
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.selectors import merged_manual
from tests.editing.office import (
    ALL,
    AUTHOR,
    COLLEAGUE,
    NONE,
    approve,
    audited,
    begun,
    everything,
    good_content,
    submitted,
    write,
)
from tests.factories import ACTOR, adoption, standard_manual

NO_FORMS = Listing[Form](state=ListingState.NONE)


@pytest.fixture
def manual() -> Manual:
    return standard_manual(content=good_content(remark="เดิม"))


def local(standard: Manual, **own: Any) -> Manual:
    made = adoption(standard)
    if own:
        manuals.publish_overrides(manual=made, overrides=LocalOverrides(**own), actor=ACTOR)
    return made


def fresh(manual: Manual) -> Manual:
    return Manual.objects.select_related("current", "standard__current").get(pk=manual.pk)


def renew(standard: Manual) -> None:
    approve(submitted(standard, remark="มาตรฐานใหม่"))


def open_tasks() -> dict[int, list[str]]:
    return dict(AdopterTask.objects.filter(closed_at=None).values_list("manual_id", "sections"))


def decide(manual: Manual, *accept: str, **given: Any) -> Draft:
    return tasks.decide_sections(
        manual=manual, accept=accept, **{"actor": AUTHOR, "may": ALL, **given}
    )


def publish(draft: Draft) -> None:
    draft.refresh_from_db()
    approve(workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL))


def test_only_adopters_whose_own_sections_changed_get_a_task(manual: Manual) -> None:
    touched, elsewhere = local(manual, remark="ของเรา"), local(manual, forms=NO_FORMS)
    follower = local(manual)
    before = ManualRevision.objects.exclude(manual=manual).count()
    renew(manual)
    assert open_tasks() == {touched.pk: ["remark"]}
    assert ManualRevision.objects.exclude(manual=manual).count() == before
    assert not ManualFacts.objects.filter(manual=follower).exists()
    assert merged_manual(fresh(follower)).content.remark == "มาตรฐานใหม่"
    assert merged_manual(fresh(elsewhere)).content.remark == "มาตรฐานใหม่"
    assert merged_manual(fresh(touched)).content.remark == "ของเรา"
    assert ("system ระบบ", "standard-changed") in audited()


def test_the_task_shows_all_three_texts(manual: Manual) -> None:
    touched = local(manual, remark="ของเรา")
    renew(manual)
    asked = change_to_decide(touched)
    assert asked is not None
    (choice,) = asked.choices
    change = choice.standard_change.fields[0].items[0].lines[0]
    mine = choice.mine_against_new.fields[0].items[0].lines[0]
    assert (change.old, change.new) == ("เดิม", "มาตรฐานใหม่")
    assert (mine.old, mine.new) == ("ของเรา", "มาตรฐานใหม่")


def test_accepting_goes_the_usual_way_and_closes_the_task(manual: Manual) -> None:
    adopter = local(manual, remark="ของเรา", forms=NO_FORMS)
    renew(manual)
    draft = decide(adopter, "remark")
    assert open_tasks() == {adopter.pk: ["remark"]}  # nothing is decided before it is approved
    reading = read_draft(draft)
    assert reading.content.remark == "มาตรฐานใหม่"
    assert reading.content.forms == NO_FORMS
    publish(draft)
    assert open_tasks() == {}
    assert fresh(adopter).overridden_sections == ["forms"]
    assert merged_manual(fresh(adopter)).content.remark == "มาตรฐานใหม่"


def test_accepting_in_bulk_follows_the_standard_wholly(manual: Manual) -> None:
    adopter = local(manual, remark="ของเรา", forms=NO_FORMS)
    renew(manual)
    publish(decide(adopter, "remark", "forms"))
    assert fresh(adopter).overridden_sections == []
    assert not ManualFacts.objects.filter(manual=adopter).exists()


def test_keeping_ones_own_text_is_a_decision_too(manual: Manual) -> None:
    adopter = local(manual, remark="ของเรา")
    renew(manual)
    publish(decide(adopter))
    current = fresh(adopter).current
    assert current is not None
    assert current.based_on == fresh(manual).current
    assert open_tasks() == {}
    assert tasks.sweep_tasks() == 0
    assert merged_manual(fresh(adopter)).content.remark == "ของเรา"


def test_an_older_draft_is_brought_onto_the_new_standard(manual: Manual) -> None:
    adopter = local(manual, forms=NO_FORMS)
    draft = begun(adopter)
    write(draft, "remark", remark="กำลังเขียน")
    renew(manual)
    same = decide(adopter, "remark")
    assert same.pk == draft.pk
    assert same.standard_base == fresh(manual).current
    assert read_draft(same).content.remark == "มาตรฐานใหม่"


def test_a_task_is_renewed_by_the_next_change_and_closed_when_it_is_taken_back(
    manual: Manual,
) -> None:
    adopter = local(manual, remark="ของเรา")
    renew(manual)
    approve(submitted(manual, remark="ใหม่กว่า"))
    task = AdopterTask.objects.get(closed_at=None)
    assert task.standard_edition == fresh(manual).current
    assert task.old_edition.number == 1
    approve(submitted(manual, remark="เดิม"))
    assert open_tasks() == {}
    assert AdopterTask.objects.filter(manual=adopter).count() == 1


def test_a_standard_published_past_this_app_is_found_by_the_sweep(manual: Manual) -> None:
    adopter = local(manual, remark="ของเรา")
    manuals.publish_standard(manual=manual, content=good_content(remark="จากไฟล์"), actor=ACTOR)
    assert open_tasks() == {}
    assert tasks.sweep_tasks() == 1
    assert open_tasks() == {adopter.pk: ["remark"]}
    before = everything()
    assert tasks.sweep_tasks() == 1
    assert everything() == before


@pytest.mark.parametrize("adopters", [1, 4])
def test_followers_cost_nothing_when_a_standard_is_published(manual: Manual, adopters: int) -> None:
    for _each in range(adopters):
        local(manual)
    newest = fresh(manual)
    with CaptureQueriesContext(connection) as asked:
        tasks.open_tasks(newest)
    assert len(asked) == 3  # adopters with an own text held, the new edition, who lags behind


def test_decisions_are_refused_without_changing_anything(manual: Manual) -> None:
    adopter = local(manual, remark="ของเรา")
    renew(manual)
    before = everything()
    for refused, act in (
        (EditingError, lambda: decide(manual, "remark")),
        (EditingError, lambda: decide(adopter, "fees")),
        (NotAllowedError, lambda: decide(adopter, "remark", may=NONE)),
    ):
        with pytest.raises(refused):
            act()
    assert everything() == before
    draft = begun(adopter, COLLEAGUE)
    drafts.take_lock(draft_id=draft.pk, actor=COLLEAGUE, may=ALL)
    with pytest.raises(LockedError):
        decide(adopter, "remark")
    drafts.release_lock(draft_id=draft.pk, actor=COLLEAGUE)
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.SUBMITTED)
    before = everything()
    with pytest.raises(WrongStateError):
        decide(adopter, "remark")
    assert everything() == before
