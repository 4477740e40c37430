"""Words that the central agency proposes, and what the owner of the procedure makes of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import NoticeKind, Officer
from infogo.accounts.names import officer_ids
from infogo.accounts.notices import holders, notify, settle
from infogo.accounts.perms import grants_over
from infogo.accounts.roles import Act
from infogo.core import audit
from infogo.core.waiting import TAGS, wait_turn
from infogo.editing.addresses import proposals_page, words_page
from infogo.editing.errors import EditingError, WrongStateError
from infogo.editing.models import ProposalState, WordProposal
from infogo.editing.people import May, Person
from infogo.editing.services.steps import locked_manual, require
from infogo.editing.services.words import WordsChange, set_words
from infogo.editing.words import LONGEST_TAG, judge_tags, words_of
from infogo.manuals.models import Manual, Procedure, ProcedureStatus
from infogo.pins.counting import hold_procedures
from infogo.thai.normalise import normalise

MOST_WORDS = 5
LONGEST_ANSWER = 400
GONE = "มีคนตัดสินใจข้อเสนอนี้แล้ว ดูรายการล่าสุด"


@transaction.atomic
def propose_words(
    *,
    manual: Manual,
    words: Sequence[str],
    asked: Sequence[str],
    hours: int,
    why: str,
    actor: Person,
) -> WordProposal:
    """Propose words for the procedure of a standard manual to whoever owns it.

    Its editors are told. Whether the proposer may is asked of her rights before.

    Raises:
        EditingError: no new word, too many or too long ones, a proposal that waits already, or a
            manual that is no standard manual in use.
    """
    hold_procedures([manual.procedure_id])  # before the manual, as where one is cancelled
    held = locked_manual(manual.pk)
    if not held.is_standard or held.procedure.status != ProcedureStatus.ACTIVE:
        raise EditingError("เสนอป้ายคำได้เฉพาะคู่มือมาตรฐานกลางที่ประชาชนใช้อยู่")
    procedure = Procedure.objects.select_for_update().get(pk=held.procedure_id)
    judged = judge_tags(words, words_of(procedure).tags, procedure)
    if judged.too_long:
        raise EditingError(f"เขียนป้ายคำไม่เกิน {LONGEST_TAG} ตัวอักษร")
    if not judged.new:
        raise EditingError("คู่มือนี้มีป้ายคำเหล่านี้แล้ว หรือยังไม่ได้ใส่คำ")
    if len(judged.new) > MOST_WORDS:
        raise EditingError(f"เสนอครั้งละไม่เกิน {MOST_WORDS} คำ")
    waiting = _waiting_words(procedure)
    if waiting & {normalise(word) for word in judged.new}:
        raise EditingError("มีข้อเสนอคำนี้ที่รอหน่วยงานเจ้าของอยู่แล้ว")
    proposal = WordProposal.objects.create(
        procedure=procedure,
        words=list(judged.new),
        asked=list(asked),
        hours=hours,
        why=why.strip(),
        proposed_by=actor.id,
        proposed_by_name=actor.name,
    )
    _record(proposal, "propose_words", actor)
    notify(
        officers=_editors(held),
        kind=NoticeKind.WORD_PROPOSED,
        text=f"ส่วนกลางเสนอป้ายคำของ “{procedure.name_th}”: {', '.join(judged.new)}",
        path=words_page(held.pk),
    )
    return proposal


@transaction.atomic
def accept_proposal(*, proposal_id: int, manual: Manual, actor: Person, may: May) -> WordsChange:
    """Add the proposed words to the procedure of this standard manual.

    Raises:
        NotAllowedError: she may not edit the manual.
        WrongStateError: somebody decided already.
        EditingError: as ``words.set_words`` refuses.
    """
    # As ``set_words`` does, which would come too late: the proposal is held by then.
    wait_turn(TAGS, shared=True)
    proposal = _decidable(proposal_id, manual, may)
    present = words_of(manual.procedure)
    change = set_words(
        manual=manual,
        tags=[*present.tags, *proposal.words],
        sayings=present.sayings,
        seen=present.version,
        actor=actor,
        may=may,
    )
    _decide(proposal, ProposalState.ACCEPTED, "", actor)
    return change


@transaction.atomic
def decline_proposal(
    *, proposal_id: int, manual: Manual, answer: str, actor: Person, may: May
) -> WordProposal:
    """Decline a proposal, with a word to whoever made it.

    Raises:
        NotAllowedError: she may not edit the manual.
        WrongStateError: somebody decided already.
        EditingError: no reason is given, or one that is too long.
    """
    proposal = _decidable(proposal_id, manual, may)
    said = answer.strip()
    if not said:
        raise EditingError("บอกเหตุผลที่ไม่รับคำนี้")
    if len(said) > LONGEST_ANSWER:
        raise EditingError(f"เหตุผลที่ไม่รับยาว {len(said):,} ตัวอักษร ตัดให้เหลือไม่เกิน {LONGEST_ANSWER}")
    _decide(proposal, ProposalState.DECLINED, said, actor)
    return proposal


def _waiting_words(procedure: Procedure) -> set[str]:
    rows = WordProposal.objects.filter(procedure=procedure, state=ProposalState.WAITING)
    return {normalise(word) for words in rows.values_list("words", flat=True) for word in words}


def _decidable(proposal_id: int, manual: Manual, may: May) -> WordProposal:
    require(may.may_edit(manual), "คุณไม่มีสิทธิแก้ป้ายคำของคู่มือนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ")
    held = WordProposal.objects.select_for_update().filter(
        pk=proposal_id, procedure=manual.procedure_id
    )
    proposal = held.first() if manual.is_standard else None
    if proposal is None or proposal.state != ProposalState.WAITING:
        raise WrongStateError(GONE)
    return proposal


def _decide(proposal: WordProposal, state: ProposalState, answer: str, actor: Person) -> None:
    proposal.state, proposal.answer = state, answer
    proposal.decided_by_name, proposal.decided_at = actor.name, timezone.now()
    proposal.save()
    _record(proposal, f"{state}_words", actor)
    manual_id = Manual.objects.filter(procedure=proposal.procedure_id, standard=None).values_list(
        "pk", flat=True
    )
    settle([words_page(pk) for pk in manual_id])
    proposers = Officer.objects.filter(pk__in=officer_ids([proposal.proposed_by]), is_active=True)
    title = proposal.procedure.name_th
    notify(
        officers=list(proposers),
        kind=NoticeKind.WORD_PROPOSED,
        text=f"“{title}” {state.label}: {', '.join(proposal.words)}",
        path=proposals_page(),
    )


def _record(proposal: WordProposal, verb: str, actor: Person) -> None:
    audit.record(
        actor=actor.audit_name,
        verb=verb,
        target="word_proposal",
        target_id=proposal.pk,
        detail={
            "procedure": proposal.procedure_id,
            "words": proposal.words,
            "hours": proposal.hours,
            "answer": proposal.answer,
        },
    )


def _editors(manual: Manual) -> list[Officer]:
    """Return who edits the manual for its own agency, or one above it."""
    grants = [grant for grant in grants_over(manual, Act.EDIT_MANUAL) if grant.agency_id]
    return holders(grants)
