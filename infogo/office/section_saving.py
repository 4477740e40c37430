"""Saving a section that a browser sent: what the buttons mean, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from infogo.accounts.perms import Rights
from infogo.editing.errors import ConflictError, EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft
from infogo.editing.services import drafts
from infogo.office.pages.section import before_values, saved_part, standard_values
from infogo.office.pages.section_parts import DraftPart, Values, form_for
from infogo.office.section_forms.acts import act
from infogo.office.section_forms.posted import Posted

NEXT, FOLLOW, OWN, BEFORE = "next", "follow", "own", "before"
CHOICES = frozenset({FOLLOW, OWN, BEFORE})
"""What an adopting agency begins a section from; these forms carry no values."""
HOLD = "hold"
NOT_WHOLE = "ข้อมูลส่งมาไม่ครบ ยังไม่ได้บันทึก ตรวจสัญญาณอินเทอร์เน็ตแล้วกดบันทึกอีกครั้ง"


@dataclass(frozen=True)
class Outcome:
    """What became of a post. ``attempt`` are the values that were to be saved.

    ``refusal`` is set when they were not; ``place`` names the item to go on with.
    """

    attempt: Values | None
    place: str = ""
    refusal: EditingError | None = None

    @property
    def conflict(self) -> ConflictError | None:
        """Return the conflict, if that is why nothing was saved."""
        return self.refusal if isinstance(self.refusal, ConflictError) else None


def save(rights: Rights, draft: Draft, part: DraftPart, post: QueryDict, do: str = "") -> Outcome:
    """Save what was sent, after what the button ``do`` says; whatever happens, it is kept."""
    values, place = _wanted(draft, part, post, do)
    if values is not None and do not in CHOICES and post.get("whole") != "1":
        return Outcome(values, place, EditingError(NOT_WHOLE))
    if values is not None and saved_part(draft, part).is_untouched_with(values):
        return Outcome(values, place, hold(rights, draft))
    try:
        drafts.save_section(
            draft_id=draft.pk,
            section=part.code,
            values=values,
            seen=_number(post.get("seen", "")),
            actor=person_of(rights.officer),
            may=OfficerMay(rights),
        )
    except EditingError as refusal:
        return Outcome(values, place, refusal)
    return Outcome(values, place)


def hold(rights: Rights, draft: Draft) -> EditingError | None:
    """Take or prolong the edit lock; return why not."""
    try:
        drafts.take_lock(draft_id=draft.pk, actor=person_of(rights.officer), may=OfficerMay(rights))
    except EditingError as refusal:
        return refusal
    return None


def _wanted(draft: Draft, part: DraftPart, post: QueryDict, do: str) -> tuple[Values | None, str]:
    """Return the values that a post asks to save, and the item to go on with."""
    if not draft.manual.is_standard and do in CHOICES:
        return _of_choice(draft, part, do), ""
    form = form_for(draft, part)
    sent = form.read(Posted(dict(post.lists())))
    values, place = act(form, sent, do)
    before = saved_part(draft, part).values
    # What nobody changed stays as it is stored, however it was written there.
    if before is not None and form.as_sent(before) == values:
        return before, place
    return values, place


def _of_choice(draft: Draft, part: DraftPart, do: str) -> Values | None:
    """Return what an adopting agency chose to begin from; nothing is to follow the standard."""
    if do == FOLLOW:
        return None
    standard = standard_values(draft, part)
    return {**standard, **(before_values(draft, part) or {})} if do == BEFORE else standard


def _number(text: Any) -> int:
    """Return the version that the page was made from; one that is none fits no version."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
