"""Beginning, saving and giving up working copies."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel

from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.editing.errors import ConflictError, EditingError, LockedError, SavedVersion
from infogo.editing.models import (
    EDITABLE_STATES,
    OPEN_STATES,
    Draft,
    DraftSection,
    DraftState,
    EditLock,
)
from infogo.editing.parts import (
    LOCAL_PARTS,
    STANDARD_PARTS,
    Values,
    clean,
    parts_of_overrides,
    parts_of_standard,
)
from infogo.editing.people import May, Person
from infogo.editing.reading import local_content, newest_standard
from infogo.editing.services.steps import (
    locked_draft,
    locked_manual,
    move,
    note_step,
    require,
    require_in_use,
    require_state,
)
from infogo.files.models import Holder
from infogo.files.services import note_draft
from infogo.manuals import services as manuals
from infogo.manuals.content import LOCAL_SECTIONS, LocalOverrides, ManualContent
from infogo.manuals.models import Manual
from infogo.manuals.selectors import NotPublishedError, merged_manual

LOCK_LASTS = timedelta(minutes=10)
"""A lock outlives a missed autosave or two and a telephone call, not a lunch break."""
MOST_BYTES = 200_000
"""Of one part as JSON: forty times the longest manual of the country."""


@transaction.atomic
def adopt_manual(*, standard: Manual, agency: Agency, actor: Person, may: May) -> Manual:
    """Let an agency follow a standard manual; returns the adoption it has already, if any.

    Raises:
        NotAllowedError: she may not write for the agency.
        ManualRuleError: that manual cannot be adopted.
    """
    require(may.may_write_for(agency), _("คุณไม่มีสิทธิเริ่มคู่มือของหน่วยงานนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    return manuals.adopt(standard=standard, agency=agency, actor=actor.audit_name)


@transaction.atomic
def create_procedure(
    *, owner: Agency, new: manuals.NewProcedure, actor: Person, may: May
) -> Manual:
    """Begin a new procedure of an agency; returns its empty standard manual.

    Raises:
        NotAllowedError: she may not write for the agency.
        ManualRuleError: a name is missing or taken.
    """
    require(may.may_write_for(owner), _("คุณไม่มีสิทธิเริ่มคู่มือของหน่วยงานนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    return manuals.create_procedure(owner=owner, new=new, actor=actor.audit_name)


@transaction.atomic
def begin_draft(*, manual: Manual, actor: Person, may: May, copy_of: Manual | None = None) -> Draft:
    """Open a working copy of a manual, or return the one that is open already.

    It starts from what is public (empty before the first edition), or from what ``copy_of`` says
    to citizens now; an adopting agency copies the sections that it may write itself.

    Raises:
        NotAllowedError: she may not edit the manual.
        WrongStateError: the manual ended.
        EditingError: there is nothing public to copy.
    """
    require(may.may_edit(manual), _("คุณไม่มีสิทธิแก้คู่มือนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    held = locked_manual(manual.pk)
    require_in_use(held)
    existing = Draft.objects.filter(manual=held, state__in=OPEN_STATES).first()
    if existing is not None:
        return existing
    draft = Draft.objects.create(
        manual=held,
        base=held.current,
        standard_base=newest_standard(held),
        author_name=actor.audit_name,
    )
    parts = _copied_parts(held, copy_of) if copy_of else _public_parts(held)
    DraftSection.objects.bulk_create(
        DraftSection(
            draft=draft, section=code, values=values, saved_by=actor.id, saved_by_name=actor.name
        )
        for code, values in parts.items()
    )
    if copy_of is not None:
        draft.authors = [actor.id]
        draft.note = _("เริ่มจากสำเนาของคู่มือ %(id)s") % {"id": copy_of.pk}
        draft.save(update_fields=["authors", "note"])
    note_step(draft, "", verb="begin", actor=actor, note=draft.note, at=draft.created_at)
    announce(OutboxTopic.DRAFT, [draft.pk])
    return draft


@transaction.atomic
def take_lock(*, draft_id: int, actor: Person, may: May) -> EditLock:
    """Say that she is editing, for as long as ``LOCK_LASTS`` from now; again prolongs it.

    Raises:
        NotAllowedError, WrongStateError: the draft is not hers to edit, or not now.
        LockedError: somebody else is editing.
    """
    draft = _editable(draft_id, actor, may)
    return hold(draft, actor)


@transaction.atomic
def release_lock(*, draft_id: int, actor: Person) -> None:
    """Stop editing; somebody else's lock is left alone."""
    EditLock.objects.filter(draft_id=draft_id, holder=actor.id).delete()


@transaction.atomic
def save_section(
    *, draft_id: int, section: str, values: Values | None, seen: int, actor: Person, may: May
) -> DraftSection:
    """Save one part as it was typed, finished or not; saving also holds the lock.

    ``seen`` is the version of the part that she began from, 0 where there was none. ``None`` as
    ``values`` lets an adopting agency follow the standard there. Saving the same again changes
    nothing, so that an autosave may be repeated.

    Raises:
        NotAllowedError, WrongStateError: the draft is not hers to edit, or not now.
        LockedError: somebody else is editing.
        ConflictError: somebody saved the part since ``seen``; holds both texts.
        EditingError: the part is none of this draft, or far too long.
    """
    draft = _editable(draft_id, actor, may)
    hold(draft, actor)
    values = None if values is None else clean(values)
    _check_shape(draft, section, values)
    saved = DraftSection.objects.filter(draft=draft, section=section).first()
    if saved is not None and saved.values == values:
        return saved
    if (saved.version if saved else 0) != seen:
        theirs = SavedVersion(None, 0)
        if saved is not None:
            theirs = SavedVersion(saved.values, saved.version, saved.saved_by_name, saved.saved_at)
        raise ConflictError(section, values, theirs)
    first_touch = saved is None or saved.saved_by != actor.id or actor.id not in draft.authors
    saved = saved or DraftSection(draft=draft, section=section, version=0)
    saved.values = values
    saved.version += 1
    saved.saved_by, saved.saved_by_name = actor.id, actor.name
    saved.saved_at = draft.changed_at = timezone.now()
    saved.save()
    named = json.dumps(values, ensure_ascii=False)
    note_draft(Holder.MANUAL_DRAFT, draft.manual_id, section, named, draft.manual.agency.key)
    if actor.id not in draft.authors:
        draft.authors = [*draft.authors, actor.id]
    draft.author_name = actor.audit_name
    draft.save(update_fields=["authors", "author_name", "changed_at"])
    if first_touch:
        # One line per person and part, not one per autosave: who wrote, not every keystroke.
        audit.record(
            actor=actor.audit_name,
            verb="edit",
            target="manual",
            target_id=draft.manual_id,
            detail={"draft": draft.pk, "section": section, "version": saved.version},
        )
    return saved


@transaction.atomic
def discard_draft(*, draft_id: int, seen: int, actor: Person, may: May) -> None:
    """Give a working copy up; what is public stays as it is.

    Raises:
        NotAllowedError, WrongStateError, LockedError: as for saving.
    """
    draft = _editable(draft_id, actor, may)
    require_state(draft, EDITABLE_STATES, seen)
    hold(draft, actor)
    move(draft, DraftState.DISCARDED, verb="discard", actor=actor)


def _editable(draft_id: int, actor: Person, may: May) -> Draft:
    draft = locked_draft(draft_id)
    require(may.may_edit(draft.manual), _("คุณไม่มีสิทธิแก้คู่มือนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ"))
    require_state(draft, EDITABLE_STATES)
    return draft


def hold(draft: Draft, actor: Person) -> EditLock:
    """Take or prolong the edit lock of a draft that this transaction holds.

    Raises:
        LockedError: somebody else holds it.
    """
    now = timezone.now()
    lock = EditLock.objects.filter(draft=draft).first()
    if lock is None:
        lock = EditLock(draft=draft, holder=actor.id, holder_name=actor.name, taken_at=now)
    elif lock.holder != actor.id:
        if lock.expires_at > now:
            raise LockedError(lock.holder_name, lock.expires_at)
        lock.holder, lock.holder_name, lock.taken_at = actor.id, actor.name, now
    lock.expires_at = now + LOCK_LASTS
    lock.save()
    return lock


def _check_shape(draft: Draft, section: str, values: Values | None) -> None:
    parts = STANDARD_PARTS if draft.manual.is_standard else LOCAL_PARTS
    if section not in parts:
        raise EditingError(_("คู่มือนี้ไม่มีข้อนี้ให้แก้"))
    if values is None:
        if draft.manual.is_standard:
            raise EditingError(_("คู่มือมาตรฐานกลางต้องเขียนทุกข้อเอง"))
        return
    if set(values) - set(parts[section]):
        raise EditingError(_("มีช่องที่ไม่อยู่ในข้อนี้ของแบบคู่มือ"))
    try:
        size = len(json.dumps(values, ensure_ascii=False, allow_nan=False).encode())
    except (TypeError, ValueError) as error:
        raise EditingError(_("ค่านี้ใช้ไม่ได้")) from error
    if size > MOST_BYTES:
        raise EditingError(_("ข้อนี้ยาวเกินไป แบ่งเนื้อหาไปไว้ในไฟล์แนบ"))


def _public_parts(manual: Manual) -> dict[str, dict[str, Any]]:
    if not manual.is_standard:
        return parts_of_overrides(local_content(manual.current))
    content = ManualContent()
    if manual.current is not None:
        content = ManualContent.model_validate(manual.current.content)
    return parts_of_standard(content)


def _copied_parts(manual: Manual, source: Manual) -> dict[str, dict[str, Any]]:
    try:
        content = merged_manual(source).content
    except NotPublishedError as error:
        raise EditingError(_("คู่มือต้นแบบยังไม่เผยแพร่ จึงยังคัดลอกไม่ได้")) from error
    if manual.is_standard:
        return parts_of_standard(content.model_copy(update={"is_bad_example": False}))
    return parts_of_overrides(_differences(manual, content))


def _differences(manual: Manual, content: ManualContent) -> BaseModel:
    """Return overrides for the local sections in which ``content`` is not the standard's text."""
    standard = newest_standard(manual)
    ours = ManualContent.model_validate(standard.content) if standard else ManualContent()
    names = [
        name
        for section in LOCAL_SECTIONS
        if any(getattr(ours, name) != getattr(content, name) for name in section.fields)
        for name in section.fields
    ]
    return LocalOverrides.model_validate(
        {name: content.model_dump()[name] for name in names if getattr(content, name) is not None}
    )
