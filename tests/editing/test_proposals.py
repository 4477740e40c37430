"""Words that the centre proposes: told, accepted, declined."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.accounts.models import Notice
from infogo.accounts.roles import Role
from infogo.core.models import AuditEntry
from infogo.editing.errors import EditingError, NotAllowedError, WrongStateError
from infogo.editing.may import person_of
from infogo.editing.models import ProposalState, WordProposal
from infogo.editing.people import Person
from infogo.editing.proposals import counts_by_state, states_of, waiting_for
from infogo.editing.services import proposals
from infogo.manuals.models import Manual
from infogo.taxonomy.models import Tag
from tests.accounts.watching import nothing_changes
from tests.editing.office import ALL, AUTHOR, NONE
from tests.factories import GrantFactory, OfficerFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db
CENTRE = Person("officer 990003", "ส่วนกลาง")


@pytest.fixture
def manual() -> Manual:
    manual = standard_manual(name_th="บัตรประชาชนหาย")
    manual.procedure.tags.add(Tag.objects.create(text="บัตรหาย", key="บัตรหาย"))
    return manual


def proposed(manual: Manual, *words: str, actor: Person = CENTRE, **given: Any) -> WordProposal:
    said = {"asked": ["โดนล้วงกระเป๋า"], "hours": 12, "why": "", **given}
    return proposals.propose_words(manual=manual, words=words or ("โดนล้วง",), actor=actor, **said)


def tags(manual: Manual) -> list[str]:
    return sorted(manual.procedure.tags.values_list("text", flat=True))


def test_editors_of_the_owner_are_told(manual: Manual) -> None:
    editor = OfficerFactory(agency=manual.agency)
    GrantFactory(officer=editor, role=Role.MANUAL_EDITOR)
    central = OfficerFactory()
    GrantFactory(officer=central, role=Role.CENTRAL_ADMIN, agency=None)
    proposed(manual)
    told = Notice.objects.get()
    assert (told.officer, told.path) == (editor, f"/office/manuals/{manual.pk}/tags")
    assert "โดนล้วง" in told.text


def test_accepting_adds_the_words_and_tells_the_proposer(manual: Manual) -> None:
    officer = OfficerFactory()
    proposal = proposed(manual, "โดนล้วง", "ปชช หาย", actor=person_of(officer))
    proposals.accept_proposal(proposal_id=proposal.pk, manual=manual, actor=AUTHOR, may=ALL)
    assert tags(manual) == sorted(["บัตรหาย", "โดนล้วง", "ปชช หาย"])
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED
    notice = Notice.objects.get(officer=officer)
    assert notice.path == "/central/searches/proposals"
    verbs = list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))[-3:]
    assert verbs == ["propose_words", "set_words", "accepted_words"]


def test_declining_needs_a_reason_and_changes_no_word(manual: Manual) -> None:
    proposal = proposed(manual)
    given: Any = {"proposal_id": proposal.pk, "manual": manual, "actor": AUTHOR, "may": ALL}
    with nothing_changes(), pytest.raises(EditingError, match="เหตุผล"):
        proposals.decline_proposal(**given, answer=" ")
    proposals.decline_proposal(**given, answer="คำนี้หมายถึงบัตรอื่น")
    assert tags(manual) == ["บัตรหาย"]
    with nothing_changes(), pytest.raises(WrongStateError, match="ตัดสินใจ"):
        proposals.accept_proposal(**given)


def test_only_whoever_edits_the_standard_decides(manual: Manual) -> None:
    proposal = proposed(manual)
    given: Any = {"proposal_id": proposal.pk, "actor": AUTHOR}
    with nothing_changes(), pytest.raises(NotAllowedError):
        proposals.accept_proposal(manual=manual, may=NONE, **given)
    for elsewhere in (adoption(manual), standard_manual()):
        with nothing_changes(), pytest.raises(WrongStateError):
            proposals.accept_proposal(manual=elsewhere, may=ALL, **given)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("บัตรหาย",), "มีป้ายคำเหล่านี้แล้ว"),
        (("ก" * 61,), "ไม่เกิน 60"),
        (tuple(f"คำ{n}" for n in range(6)), "ไม่เกิน 5"),
    ],
)
def test_what_is_no_use_is_refused(manual: Manual, words: tuple[str, ...], said: str) -> None:
    with nothing_changes(), pytest.raises(EditingError, match=said):
        proposed(manual, *words)


def test_nothing_is_proposed_twice_or_to_adopters(manual: Manual) -> None:
    proposed(manual)
    adopted = adoption(manual)
    with nothing_changes():
        with pytest.raises(EditingError, match="รอหน่วยงานเจ้าของ"):
            proposed(manual)
        with pytest.raises(EditingError, match="มาตรฐานกลาง"):
            proposed(adopted)


def test_lists_and_numbers(manual: Manual) -> None:
    first = proposed(manual)
    second = proposed(standard_manual(), asked=["อื่น"])
    assert list(waiting_for(Manual.objects.filter(pk=manual.pk))) == [first]
    proposals.decline_proposal(
        proposal_id=first.pk, manual=manual, answer="ไม่ใช่", actor=AUTHOR, may=ALL
    )
    assert counts_by_state() == {"waiting": 1, "accepted": 0, "declined": 1}
    assert states_of(["โดนล้วงกระเป๋า", "อื่น", "ไม่มี"]) == {
        "โดนล้วงกระเป๋า": "declined",
        "อื่น": "waiting",
    }
    assert second.state == ProposalState.WAITING
