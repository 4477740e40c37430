"""The way of a draft to citizens: submitted, approved, reviewed, returned, published."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.core.dates import bangkok_now
from infogo.editing.errors import (
    EditingError,
    LockedError,
    MovedError,
    OwnDraftError,
    SubmissionRefusedError,
)
from infogo.editing.measuring import measure_for_review
from infogo.editing.models import (
    EDITABLE_STATES,
    WAITING_STATES,
    Draft,
    DraftState,
    EditLock,
    SectionComment,
)
from infogo.editing.parts import known_parts
from infogo.editing.people import SYSTEM, May, Person
from infogo.editing.reading import CheckedDraft, check_draft
from infogo.editing.services.steps import (
    locked_draft,
    locked_manual,
    locked_to_publish,
    move,
    require,
    require_in_use,
    require_state,
)
from infogo.editing.services.tasks import close_tasks, lock_adopters, open_tasks
from infogo.files.links import unusable_files
from infogo.manuals import services as manuals
from infogo.manuals.content import SECTIONS, ManualContent
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.rule_sets import parameters_on, rule_set_on
from infogo.manuals.threeway import changed_sections, stale_sections

log = logging.getLogger(__name__)
_TITLES = {section.code: section.title for section in SECTIONS}


@transaction.atomic
def submit_draft(
    *,
    draft_id: int,
    seen: int,
    actor: Person,
    may: May,
    note: str = "",
    publish_at: datetime | None = None,
) -> Draft:
    """Ask for approval; here the rules bite. ``publish_at`` is when citizens shall see it.

    ``note`` says what is new; citizens read it beside the edition.

    Raises:
        NotAllowedError, WrongStateError: the draft is not hers to submit, or not now.
        LockedError: somebody else is editing it.
        SubmissionRefusedError: what the law demands is missing; holds the findings.
        EditingError: nothing changed, or the time has passed already.
    """
    draft = locked_draft(draft_id)
    require(may.may_edit(draft.manual), _("คุณไม่มีสิทธิแก้คู่มือนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    require_state(draft, EDITABLE_STATES, seen)
    require_in_use(draft.manual)
    _refuse_while_edited(draft, actor)
    if publish_at is not None and publish_at <= timezone.now():
        raise EditingError(_("เวลาเผยแพร่ผ่านไปแล้ว เลือกเวลาในอนาคต หรือเว้นว่างเพื่อเผยแพร่เมื่ออนุมัติ"))
    _checked(draft)
    draft.note, draft.publish_at = note.strip(), publish_at
    if actor.id not in draft.authors:
        draft.authors = [*draft.authors, actor.id]
    draft.author_name = actor.audit_name
    draft.comments.filter(settled_at=None).update(settled_at=timezone.now())
    move(draft, DraftState.SUBMITTED, verb="submit", actor=actor, note=draft.note)
    return draft


@transaction.atomic
def withdraw_submission(*, draft_id: int, seen: int, actor: Person, may: May) -> Draft:
    """Take a waiting draft back to go on writing.

    Raises:
        NotAllowedError, WrongStateError: she may not edit it, or it is not waiting any more.
    """
    draft = locked_draft(draft_id)
    require(may.may_edit(draft.manual), _("คุณไม่มีสิทธิแก้คู่มือนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    require_state(draft, WAITING_STATES, seen)
    draft.publish_at = None
    move(draft, DraftState.DRAFT, verb="take-back", actor=actor)
    return draft


@transaction.atomic
def approve_draft(*, draft_id: int, seen: int, actor: Person, may: May) -> Draft:
    """Approve for the agency: on to the central review where the rules ask for it, else out.

    Raises:
        OwnDraftError: she wrote part of it.
        NotAllowedError, WrongStateError: it is not hers to approve, or somebody was faster.
        MovedError: what it rests on was published anew meanwhile.
        SubmissionRefusedError: the rules in force have changed since it was submitted.
    """
    draft = locked_to_publish(draft_id)
    require_state(draft, (DraftState.SUBMITTED,), seen)
    _require_other_eyes(draft, actor)
    require(
        may.may_approve(draft.manual, tuple(draft.authors)),
        _("คุณไม่มีสิทธิอนุมัติคู่มือนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"),
    )
    checked = _checked(draft)
    _require_base(draft, checked)
    if needs_central_review(checked):
        measure_for_review(draft, checked)
        move(draft, DraftState.IN_REVIEW, verb="approve", actor=actor)
        return draft
    return _publish_or_wait(draft, checked, verb="approve", actor=actor)


@transaction.atomic
def pass_review(*, draft_id: int, seen: int, actor: Person, may: May) -> Draft:
    """Approve for the central agency (section 7, paragraph 3).

    Raises:
        OwnDraftError, NotAllowedError, WrongStateError, MovedError, SubmissionRefusedError: as
            for the agency's approval.
    """
    draft = locked_to_publish(draft_id)
    require_state(draft, (DraftState.IN_REVIEW,), seen)
    _require_other_eyes(draft, actor)
    require(may.may_review(draft.manual), _("คุณไม่มีสิทธิตรวจคู่มือในนามส่วนกลาง ขอหน้าที่นี้จากผู้ดูแลส่วนกลาง"))
    checked = _checked(draft)
    _require_base(draft, checked)
    return _publish_or_wait(draft, checked, verb="pass-review", actor=actor)


@transaction.atomic
def return_draft(
    *, draft_id: int, seen: int, comments: Mapping[str, str], actor: Person, may: May
) -> Draft:
    """Send a waiting draft back with what to change, section by section.

    Raises:
        NotAllowedError, WrongStateError: it is not hers to decide, or it is not waiting.
        EditingError: no comment is given, or for a section that there is not.
    """
    draft = locked_draft(draft_id)
    require_state(draft, WAITING_STATES, seen)
    allowed = may.may_approve(draft.manual, tuple(draft.authors))
    if draft.state == DraftState.IN_REVIEW:
        allowed = may.may_review(draft.manual)
    require(allowed, _("คุณไม่มีสิทธิส่งร่างนี้กลับให้แก้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    said = {code: text.strip() for code, text in comments.items() if text.strip()}
    if not said:
        raise EditingError(_("บอกว่าต้องแก้อะไร อย่างน้อยหนึ่งข้อ"))
    if set(said) - set(known_parts(is_standard=draft.manual.is_standard)) - set(_TITLES):
        raise EditingError(_("แบบคู่มือไม่มีข้อที่ให้ความเห็น"))
    _return(draft, said, actor=actor)
    return draft


def publish_due(now: datetime | None = None) -> int:
    """Publish approved drafts whose time has come; returns how many. Safe in any process.

    Each is a transaction of its own. One that can no longer be published as it is goes back to
    its author with the reason; what nobody thought of keeps none of the others waiting.
    """
    moment = now or timezone.now()
    due = Draft.objects.filter(state=DraftState.APPROVED, publish_at__lte=moment)
    published = 0
    for draft_id in tuple(due.order_by("publish_at", "pk").values_list("pk", flat=True)):
        try:
            published += _publish_one_due(draft_id, moment)
        except (EditingError, manuals.ManualRuleError) as refusal:
            log.warning("draft %s is not published: %s", draft_id, refusal)
            _return_unpublished(draft_id, refusal)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("draft %s cannot be published; it is tried again", draft_id)
    return published


def needs_central_review(checked: CheckedDraft) -> bool:
    """Whether the rules in force send this draft to the central agency."""
    review = parameters_on(bangkok_now().date()).central_review
    draft = checked.draft
    if not draft.manual.is_standard:
        return bool(set(review.local_sections) & set(checked.changed))
    if draft.base is None:
        return review.first_edition
    return bool(set(review.sections) & set(checked.changed))


def _checked(draft: Draft) -> CheckedDraft:
    """Return the draft as the rules see it.

    Raises:
        SubmissionRefusedError: a finding blocks.
        EditingError: no rules are in force, or the draft says what is public already.
    """
    today = bangkok_now().date()
    if rule_set_on(today) is None:
        raise EditingError(_("ยังไม่มีชุดกฎที่ใช้บังคับวันนี้ แจ้งผู้ดูแลระบบให้นำเข้าชุดกฎ"))
    checked = check_draft(draft, today)
    if checked.blocking:
        raise SubmissionRefusedError(checked.blocking)
    named = json.dumps(checked.reading.document.model_dump(mode="json"), ensure_ascii=False)
    if unusable_files(named, draft.manual.agency.key):
        raise EditingError(
            _("ร่างอ้างถึงไฟล์ที่ไม่มีแล้ว ถูกถอน หรือเป็นของหน่วยงานอื่น แนบไฟล์ใหม่ในข้อเอกสารหรือข้อแบบฟอร์ม")
        )
    if not checked.is_different:
        raise EditingError(_("ร่างนี้ไม่ต่างจากฉบับที่เผยแพร่อยู่ ไม่มีอะไรต้องอนุมัติ"))
    return checked


def _require_other_eyes(draft: Draft, actor: Person) -> None:
    if actor.id in draft.authors:
        raise OwnDraftError


def _require_base(draft: Draft, checked: CheckedDraft) -> Manual:
    """Return the manual, held, if what the draft rests on is still what is public.

    Raises:
        MovedError: somebody published meanwhile, or the standard changed where the agency writes.
    """
    manual = locked_manual(draft.manual_id)
    require_in_use(manual)
    if manual.current_id != draft.base_id:
        newest = ManualContent()
        if manual.current and manual.is_standard:
            newest = ManualContent.model_validate(manual.current.content)
        raise MovedError(
            _("มีฉบับใหม่เผยแพร่ไปแล้วหลังจากเริ่มร่างนี้ ส่งกลับให้เทียบกับฉบับใหม่ก่อน"),
            changed_sections(newest, checked.reading.content),
        )
    standard = manual.standard.current if manual.standard else None
    overrides = checked.reading.overrides
    if overrides is None or standard is None or draft.standard_base is None:
        return manual
    old, new = (
        ManualContent.model_validate(each.content) for each in (draft.standard_base, standard)
    )
    if sections := stale_sections(old, new, overrides):
        raise MovedError(
            _("คู่มือมาตรฐานกลางเปลี่ยนใน “%(titles)s” ส่งกลับให้เทียบสามฉบับก่อน")
            % {"titles": ", ".join(str(_TITLES[code]) for code in sections)},
            sections,
        )
    return manual


def _publish_or_wait(draft: Draft, checked: CheckedDraft, *, verb: str, actor: Person) -> Draft:
    if draft.publish_at is not None and draft.publish_at > timezone.now():
        move(draft, DraftState.APPROVED, verb=verb, actor=actor)
        return draft
    _publish(draft, checked, verb=verb, actor=actor)
    return draft


def _publish(draft: Draft, checked: CheckedDraft, *, verb: str, actor: Person) -> ManualRevision:
    """Make the edition through the services of manuals, and bring adopters' tasks up to date."""
    manual = locked_manual(draft.manual_id)
    if checked.reading.overrides is None:
        lock_adopters(manual)
        if checked.reading.facts is not None:
            manuals.change_facts(
                procedure=manual.procedure, facts=checked.reading.facts, actor=actor.audit_name
            )
        edition = manuals.publish_standard(
            manual=manual,
            content=checked.reading.content,
            actor=actor.audit_name,
            author=draft.author_name,
            note=draft.note,
        )
        open_tasks(manual)
    else:
        edition = manuals.publish_overrides(
            manual=manual,
            overrides=checked.reading.overrides,
            actor=actor.audit_name,
            author=draft.author_name,
            note=draft.note,
        )
        close_tasks(manual)
    draft.edition = edition
    move(draft, DraftState.PUBLISHED, verb=verb, actor=actor)
    return edition


@transaction.atomic
def _publish_one_due(draft_id: int, moment: datetime) -> int:
    draft = locked_to_publish(draft_id)
    is_due = draft.publish_at is not None and draft.publish_at <= moment
    if draft.state != DraftState.APPROVED or not is_due:
        return 0  # another process was faster, or it was taken back
    checked = _checked(draft)
    _require_base(draft, checked)
    _publish(draft, checked, verb="publish", actor=SYSTEM)
    return 1


@transaction.atomic
def _return_unpublished(draft_id: int, refusal: Exception) -> None:
    draft = locked_draft(draft_id)
    if draft.state != DraftState.APPROVED:
        return
    said: dict[str, str] = {}
    if isinstance(refusal, SubmissionRefusedError):
        for finding in refusal.findings:
            text = f"{finding.reason} {finding.todo}"
            said[finding.section] = f"{said.get(finding.section, '')}\n{text}".strip()
    elif isinstance(refusal, MovedError):
        said = {code: str(refusal) for code in refusal.sections}
    _return(draft, said, actor=SYSTEM, note=str(refusal))


def _return(draft: Draft, said: Mapping[str, str], *, actor: Person, note: str = "") -> None:
    draft.publish_at = None
    step = move(draft, DraftState.RETURNED, verb="return", actor=actor, note=note)
    SectionComment.objects.bulk_create(
        SectionComment(draft=draft, transition=step, section=code, text=text)
        for code, text in said.items()
    )


def _refuse_while_edited(draft: Draft, actor: Person) -> None:
    lock = EditLock.objects.filter(draft=draft).exclude(holder=actor.id).first()
    if lock is not None and lock.expires_at > timezone.now():
        raise LockedError(lock.holder_name, lock.expires_at)
