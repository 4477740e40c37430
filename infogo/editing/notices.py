"""Who is told of what happens to a draft: whoever must act next, or whoever waited for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from infogo.accounts.models import Grant, NoticeKind, Officer
from infogo.accounts.names import officer_ids
from infogo.accounts.notices import holders, notify, settle
from infogo.accounts.perms import grants_over
from infogo.accounts.roles import Act, Role
from infogo.core.dates import long_moment
from infogo.editing.addresses import (
    decision_page,
    draft_page,
    manual_page,
    review_page,
    standard_change_page,
)
from infogo.editing.models import Draft, DraftState
from infogo.editing.people import Person
from infogo.manuals.models import Manual

_TOLD: Mapping[DraftState, tuple[NoticeKind, str, Callable[[Draft], str]]] = {
    DraftState.SUBMITTED: (
        NoticeKind.SUBMITTED,
        "{actor} ส่ง “{title}” ให้คุณอนุมัติ",
        lambda draft: decision_page(draft.pk),
    ),
    DraftState.IN_REVIEW: (
        NoticeKind.IN_REVIEW,
        "{agency}อนุมัติ “{title}” แล้ว รอคุณตรวจ",
        lambda draft: review_page(draft.pk),
    ),
    DraftState.RETURNED: (
        NoticeKind.RETURNED,
        "{actor} ส่ง “{title}” กลับให้คุณแก้",
        lambda draft: draft_page(draft.pk),
    ),
    DraftState.APPROVED: (
        NoticeKind.APPROVED,
        "{actor} อนุมัติ “{title}” แล้ว เผยแพร่ {when}",
        lambda draft: draft_page(draft.pk),
    ),
    DraftState.PUBLISHED: (
        NoticeKind.PUBLISHED,
        "“{title}” เผยแพร่แล้ว",
        lambda draft: manual_page(draft.manual_id),
    ),
    DraftState.DISCARDED: (
        NoticeKind.DISCARDED,
        "{actor} ทิ้งร่าง “{title}”",
        lambda draft: manual_page(draft.manual_id),
    ),
}


def tell_of_step(draft: Draft, actor: Person) -> None:
    """Tell of the state that a draft has just reached; notices about earlier states are settled.

    Nobody is told of her own act, nor whoever has no right to the manual any more.
    """
    settle([decision_page(draft.pk), review_page(draft.pk), draft_page(draft.pk)])
    state = DraftState(draft.state)
    if state not in _TOLD:
        return
    kind, words, page = _TOLD[state]
    if state == DraftState.SUBMITTED:
        officers = _approvers(draft)
    elif state == DraftState.IN_REVIEW:
        officers = _reviewers(draft)
    else:
        officers = _authors(draft, actor)
    text = words.format(
        actor=actor.name,
        title=draft.manual.procedure.name_th,
        agency=draft.manual.agency.name_th,
        when=long_moment(draft.publish_at) if draft.publish_at else "",
    )
    notify(officers=officers, kind=kind, text=text, path=page(draft))


def tell_of_task(adopter: Manual) -> None:
    """Tell an adopting agency's editors that the standard changed where they wrote themselves."""
    page = standard_change_page(adopter.pk)
    settle([page])
    text = f"มาตรฐานกลางของ “{adopter.procedure.name_th}” เปลี่ยนในข้อที่{adopter.agency.name_th}เขียนเอง"
    notify(officers=_editors(adopter), kind=NoticeKind.STANDARD_CHANGED, text=text, path=page)


def settle_task(adopter: Manual) -> None:
    """Take what was told of an adopting agency's task as read: it is decided."""
    settle([standard_change_page(adopter.pk)])


def _approvers(draft: Draft) -> list[Officer]:
    """Return who approves for the agency; the central agency's only where nobody else does."""
    able = _of_others(draft, grants_over(draft.manual, Act.APPROVE_MANUAL))
    return holders([grant for grant in able if grant.agency_id] or able)


def _reviewers(draft: Draft) -> list[Officer]:
    """Return whose duty the central review is; administrators only where it is nobody's."""
    able = _of_others(draft, grants_over(draft.manual, Act.REVIEW))
    return holders([grant for grant in able if grant.role == Role.CENTRAL_REVIEWER] or able)


def _authors(draft: Draft, actor: Person) -> list[Officer]:
    told = officer_ids(draft.authors) - officer_ids([actor.id])
    grants = grants_over(draft.manual, Act.EDIT_MANUAL)
    return holders([grant for grant in grants if grant.officer_id in told])


def _editors(adopter: Manual) -> list[Officer]:
    grants = grants_over(adopter, Act.EDIT_MANUAL)
    return holders([grant for grant in grants if grant.agency_id])


def _of_others(draft: Draft, grants: Iterable[Grant]) -> list[Grant]:
    authors = officer_ids(draft.authors)
    return [grant for grant in grants if grant.officer_id not in authors]
