"""Lists cost the same for any number of rows; a draft tells each section's state."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.editing.models import DraftState
from infogo.editing.selectors import (
    SectionStatus,
    draft_comparison,
    draft_overview,
    drafts_with_all,
    open_drafts,
    open_tasks,
)
from infogo.editing.services import drafts, workflow
from infogo.manuals.content import LocalOverrides
from infogo.manuals.models import Manual
from infogo.manuals.services import publish_overrides
from tests.editing.office import (
    ALL,
    AUTHOR,
    HEAD,
    approve,
    begun,
    submitted,
    write,
)
from tests.factories import ACTOR, adoption
from tests.manuals.lint.law import TODAY


def statuses(manual: Manual) -> dict[str, SectionStatus]:
    overview = draft_overview(drafts_with_all().get(manual=manual), TODAY)
    return {task.section.code: task.status for task in overview.sections}


def test_each_section_tells_how_far_it_is(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "fees", fees={"state": "unknown", "items": []})
    write(draft, "remark", remark="ใหม่")
    found = statuses(manual)
    assert found["fees"] == SectionStatus.BLOCKED
    assert found["remark"] == SectionStatus.CHANGED
    assert found["steps"] == SectionStatus.UNCHANGED
    assert "name" not in found  # kept with the procedure, not in the manual
    overview = draft_overview(drafts_with_all().get(pk=draft.pk), TODAY)
    assert not overview.can_submit
    assert overview.lock is not None
    assert overview.lock.holder_name == AUTHOR.name
    (fees,) = [task for task in overview.sections if task.section.code == "fees"]
    assert (fees.version, fees.saved_by_name) == (2, AUTHOR.name)
    assert "fees-unsaid" in {finding.rule for finding in fees.findings}


def test_a_comment_shows_until_the_next_submission(manual: Manual) -> None:
    draft = submitted(manual)
    workflow.return_draft(
        draft_id=draft.pk, seen=draft.version, comments={"steps": "เวลา?"}, actor=HEAD, may=ALL
    )
    assert statuses(manual)["steps"] == SectionStatus.COMMENTED
    draft.refresh_from_db()
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert statuses(manual)["steps"] == SectionStatus.UNCHANGED


def test_an_adopting_agency_sees_only_what_it_may_write(manual: Manual) -> None:
    local = adoption(manual)
    draft = begun(local)
    write(draft, "remark", remark="ของเรา")
    found = statuses(local)
    assert found["remark"] == SectionStatus.CHANGED
    assert found["fees"] == SectionStatus.FOLLOWED
    assert "legal_bases" not in found


def test_the_comparison_is_with_what_citizens_read_now(manual: Manual) -> None:
    local = adoption(manual)
    publish_overrides(manual=local, overrides=LocalOverrides(remark="ของเรา"), actor=ACTOR)
    for each, before in ((manual, "เดิม"), (local, "ของเรา")):
        draft = begun(each)
        write(draft, "remark", remark="ใหม่")
        read = drafts_with_all().get(pk=draft.pk)
        overview = draft_overview(read, TODAY)
        (section,) = draft_comparison(read, overview.checked).changed
        (line,) = section.fields[0].items[0].lines
        assert (line.old, line.new) == (before, "ใหม่")


@pytest.mark.parametrize("count", [2, 6])
def test_lists_cost_one_query_for_any_number_of_rows(manual: Manual, count: int) -> None:
    adopters = [adoption(manual) for _each in range(count)]
    for adopter in adopters:
        publish_overrides(manual=adopter, overrides=LocalOverrides(remark="ก"), actor=ACTOR)
        submitted(adopter, remark="ข")
    approve(submitted(manual, remark="มาตรฐานใหม่"))
    mine = Manual.objects.filter(pk__in=[adopter.pk for adopter in adopters])
    with CaptureQueriesContext(connection) as asked:
        waiting = [
            (draft.manual.procedure.name_th, draft.manual.agency.name_th)
            for draft in open_drafts(mine, (DraftState.SUBMITTED,))
        ]
        tasks = [(task.manual.agency.name_th, task.sections) for task in open_tasks(mine)]
    assert (len(waiting), len(tasks), len(asked)) == (count, count, 2)


def test_one_draft_costs_the_same_whatever_it_says(manual: Manual) -> None:
    draft = begun(manual)
    counts = []
    for number in (1, 40):
        criteria = {"state": "listed", "items": [f"ข้อ {each}" for each in range(number)]}
        write(draft, "criteria", criteria=criteria)
        with CaptureQueriesContext(connection) as asked:
            draft_overview(drafts_with_all().get(pk=draft.pk), TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10


def test_other_peoples_drafts_are_not_in_the_list(manual: Manual) -> None:
    submitted(adoption(manual))
    assert list(open_drafts(Manual.objects.none())) == []
    mine = begun(manual)
    assert list(open_drafts(Manual.objects.filter(pk=manual.pk))) == [mine]
    drafts.discard_draft(draft_id=mine.pk, seen=mine.version, actor=AUTHOR, may=ALL)
    assert list(open_drafts(Manual.objects.filter(pk=manual.pk))) == []
