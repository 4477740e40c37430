"""Rights over an agency that ends pass to its successor: ended, and given anew there."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from infogo.accounts.granting import store_grant
from infogo.accounts.models import Grant, NoticeKind, Officer
from infogo.accounts.notices import notify
from infogo.accounts.perms import Proposal
from infogo.accounts.services import end_rows, note
from infogo.accounts.words import grant_words
from infogo.core.dates import bangkok_now


@transaction.atomic
def succeed_grant(
    *, actor: Officer | None, grant: Grant, instead: Sequence[Proposal], why: str
) -> list[Grant]:
    """End a right and give others in its place; its holder is told which.

    ``instead`` may be empty: then the right only ends. Neither is anybody's own decision about
    rights, so nothing is asked of the actor's: the agency itself passes on. A right that is over
    already stays as it is.
    """
    if not end_rows(Grant.objects.filter(pk=grant.pk), actor, why):
        return []
    note(actor, "end_grant", "grant", grant.pk, officer=grant.officer_id, reason=why)
    today, given = bangkok_now().date(), []
    for proposal in instead:
        made = store_grant(grant.officer, proposal, actor)
        note(
            actor, "give_grant", "grant", made.pk, officer=grant.officer_id, role=proposal.role,
            agency=proposal.agency_id, whole_subtree=proposal.whole_subtree, follows=grant.pk,
            valid_from=(proposal.valid_from or today).isoformat(), reason=why,
        )  # fmt: skip
        given.append(made)
    now = " และ ".join(_words(made) for made in given) or "ไม่มีสิทธิใหม่แทน"
    notify(
        officers=[grant.officer],
        kind=NoticeKind.RIGHT_CHANGED,
        text=f"{why} สิทธิเดิม “{_words(grant)}” สิ้นสุด ตอนนี้: {now}",
        path=f"{settings.OFFICE_PATH}account/",
    )
    return given


def _words(grant: Grant) -> str:
    return grant_words(grant, grant.points.count(), grant.manuals.count())
