"""Several officers at the same moment: one of them wins, nobody's text or decision is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from infogo.core import audit
from infogo.core.waiting import TAGS, wait_turn
from infogo.editing.errors import ConflictError, EditingError, LockedError, WrongStateError
from infogo.editing.models import Draft, DraftSection, DraftState, WordProposal
from infogo.editing.services import drafts, tasks, workflow
from infogo.editing.services.cancelling import cancel_manual
from infogo.editing.services.proposals import accept_proposal, propose_words
from infogo.editing.services.words import set_words
from infogo.editing.words import words_of
from infogo.manuals import services as manuals
from infogo.manuals.chain import verify_revisions
from infogo.manuals.content import LocalOverrides
from infogo.manuals.models import Manual, ManualRevision, Procedure
from tests.editing.office import (
    ALL,
    AUTHOR,
    COLLEAGUE,
    HEAD,
    OTHER_HEAD,
    approve,
    begun,
    good_content,
    submitted,
)
from tests.factories import ACTOR, AgencyFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all acts in threads of their own, started together; return results or refusals."""
    ready = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            ready.wait(timeout=20)
            results[place] = act()
        except BaseException as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def winners(results: list[Any], refusal: type[Exception]) -> list[Any]:
    """Return the results that are no refusals; all others must be exactly such refusals."""
    assert all(isinstance(each, refusal) for each in results if isinstance(each, BaseException)), (
        results
    )
    return [each for each in results if not isinstance(each, BaseException)]


@pytest.fixture
def manual() -> Manual:
    return standard_manual(content=good_content(remark="เดิม"))


def test_two_approvers_publish_one_edition(manual: Manual) -> None:
    draft = submitted(manual)
    results = at_once(lambda: approve(draft, HEAD), lambda: approve(draft, OTHER_HEAD))
    assert len(winners(results, WrongStateError)) == 1
    assert ManualRevision.objects.filter(manual=manual).count() == 2
    assert verify_revisions(manual) is None
    assert audit.verify() is None


def test_one_approves_while_another_returns(manual: Manual) -> None:
    draft = submitted(manual)
    results = at_once(
        lambda: approve(draft, HEAD),
        lambda: workflow.return_draft(
            draft_id=draft.pk, seen=draft.version, comments={"fees": "x"}, actor=OTHER_HEAD, may=ALL
        ),
    )
    (won,) = winners(results, WrongStateError)
    draft.refresh_from_db()
    assert draft.state == won.state
    assert draft.state in (DraftState.PUBLISHED, DraftState.RETURNED)


def test_an_edit_while_it_is_approved_is_refused_or_comes_before(manual: Manual) -> None:
    draft = submitted(manual)
    results = at_once(
        lambda: approve(draft),
        lambda: drafts.save_section(
            draft_id=draft.pk, section="remark", values={"remark": "แทรก"}, seen=2, actor=AUTHOR,
            may=ALL,
        ),
    )  # fmt: skip
    (won,) = winners(results, WrongStateError)
    assert won.state == DraftState.PUBLISHED
    assert DraftSection.objects.get(draft=draft, section="remark").values == {"remark": "แก้แล้ว"}


def test_publishing_past_the_workflow_never_disappears_under_an_approval(manual: Manual) -> None:
    draft = submitted(manual)
    results = at_once(
        lambda: approve(draft),
        lambda: manuals.publish_standard(
            manual=Manual.objects.get(pk=manual.pk), content=good_content(remark="แซง"), actor=ACTOR
        ),
    )
    winners(results, EditingError)
    editions = list(ManualRevision.objects.filter(manual=manual).order_by("number"))
    said = [edition.content.get("remark") for edition in editions]
    # Either the approval came first and was followed, or it was refused; never over the other.
    assert said in (["เดิม", "แก้แล้ว", "แซง"], ["เดิม", "แซง"])
    assert verify_revisions(manual) is None


def test_two_who_save_at_once_conflict_instead_of_overwriting(manual: Manual) -> None:
    draft = begun(manual)

    def save(actor: Any, text: str) -> Callable[[], Any]:
        return lambda: drafts.save_section(
            draft_id=draft.pk,
            section="remark",
            values={"remark": text},
            seen=1,
            actor=actor,
            may=ALL,
        )

    results = at_once(save(AUTHOR, "ก"), save(COLLEAGUE, "ข"))
    assert all(isinstance(each, (LockedError, ConflictError, DraftSection)) for each in results), (
        results
    )
    (won,) = [each for each in results if isinstance(each, DraftSection)]
    assert DraftSection.objects.get(draft=draft, section="remark").values == won.values


def test_two_who_begin_at_once_share_one_draft(manual: Manual) -> None:
    results = at_once(
        *(
            lambda actor=actor: drafts.begin_draft(manual=manual, actor=actor, may=ALL)
            for actor in (AUTHOR, COLLEAGUE)
        )
    )
    assert len({draft.pk for draft in results}) == 1
    assert Draft.objects.filter(manual=manual).count() == 1


CLASHES = ("words", "proposal", "facts")


@pytest.mark.parametrize("what", CLASHES)
def test_who_cancels_waits_for_who_writes_and_neither_fails(what: str) -> None:
    for number in range(8):
        manual = standard_manual(content=good_content(remark="เดิม"))

        def fresh(manual: Manual = manual) -> Manual:
            return Manual.objects.get(pk=manual.pk)

        def words(number: int = number, fresh: Callable[[], Manual] = fresh) -> Any:
            held = fresh()
            seen = words_of(held.procedure).version
            return set_words(
                manual=held, tags=[f"คำ{number}"], sayings=[], seen=seen, actor=AUTHOR, may=ALL
            )

        def proposal(number: int = number, fresh: Callable[[], Manual] = fresh) -> Any:
            return propose_words(
                manual=fresh(), words=[f"คำ{number}"], asked=[], hours=1, why="x", actor=AUTHOR
            )

        draft = submitted(manual)

        def facts(draft: Draft = draft) -> Any:
            with transaction.atomic():
                approved = approve(draft)
                # As publishing changed facts does, without their codes.
                Procedure.objects.filter(pk=draft.manual.procedure_id).update(name_en="New")
            return approved

        def cancel(fresh: Callable[[], Manual] = fresh) -> Any:
            return cancel_manual(manual=fresh(), reason="เลิก", instead="-", actor=HEAD, may=ALL)

        write = {"words": words, "proposal": proposal, "facts": facts}[what]
        winners(at_once(write, cancel), EditingError)


def test_who_accepts_a_proposal_waits_for_tags_before_she_holds_it(manual: Manual) -> None:
    proposal = propose_words(
        manual=manual, words=["คำใหม่"], asked=[], hours=1, why="x", actor=AUTHOR
    )

    def merge() -> None:
        """Hold the tags as merging two of them does, and then want the proposal."""
        with transaction.atomic():
            wait_turn(TAGS)
            is_held.set()
            time.sleep(0.3)  # meanwhile the other one begins
            WordProposal.objects.select_for_update().get(pk=proposal.pk)

    def accept() -> None:
        is_held.wait(timeout=20)
        accept_proposal(proposal_id=proposal.pk, manual=manual, actor=AUTHOR, may=ALL)

    is_held = threading.Event()
    assert at_once(merge, accept) == [None, None], "neither waits for what the other one holds"
    assert words_of(manual.procedure).tags == ("คำใหม่",)


def test_two_workers_publish_a_due_draft_once(manual: Manual) -> None:
    later = timezone.now() + timedelta(hours=1)
    approve(submitted(manual, publish_at=later))
    results = at_once(*(lambda: workflow.publish_due(later) for _worker in range(3)))
    assert sorted(results) == [0, 0, 1]
    assert ManualRevision.objects.filter(manual=manual).count() == 2


def test_a_new_standard_and_an_adopter_at_once_leave_no_adopter_behind(manual: Manual) -> None:
    adopter = adoption(manual)
    manuals.publish_overrides(
        manual=adopter, overrides=LocalOverrides(remark="ของเรา"), actor=ACTOR
    )
    local, standard = submitted(adopter, remark="ของเราใหม่"), submitted(manual, remark="มาตรฐานใหม่")
    results = at_once(lambda: approve(local), lambda: approve(standard))
    winners(results, EditingError)
    tasks.sweep_tasks()
    fresh = Manual.objects.select_related("current", "standard").get(pk=adopter.pk)
    assert fresh.current is not None
    assert fresh.standard is not None
    is_behind = fresh.current.based_on_id != fresh.standard.current_id
    assert fresh.adopter_tasks.filter(closed_at=None).exists() == is_behind


def test_a_standard_that_is_being_cancelled_is_not_adopted(manual: Manual) -> None:
    """Who read it before it ended waits for the one who ends it, and is then refused."""
    agency = AgencyFactory()
    seen = Manual.objects.select_related("procedure").get(pk=manual.pk)
    cancelled = threading.Event()

    def cancel() -> None:
        with transaction.atomic():
            cancel_manual(manual=manual, reason="เลิก", instead="ไปที่เขต", actor=HEAD, may=ALL)
            cancelled.set()
            time.sleep(0.3)  # so that the other one asks before this is over

    def adopt() -> Manual:
        assert cancelled.wait(timeout=20)
        return manuals.adopt(standard=seen, agency=agency, actor=ACTOR)

    _done, refused = at_once(cancel, adopt)
    assert isinstance(refused, manuals.ManualRuleError), refused
    assert not Manual.objects.filter(procedure=manual.procedure_id, agency=agency).exists()
