"""What is kept about officers for a time, and goes when the time is over (PDPA section 37(3)).

What an officer did for the state stays: her name stands in the audit trail, which the law and
the archive need. What only helped her to come in, or told her something, does not. Who was invited
and never came did nothing: her name and her address go too.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from infogo.accounts.letters import MOST_ATTEMPTS
from infogo.accounts.models import Grant, Invitation, Letter, Notice, Officer, SignIn
from infogo.accounts.services import end_rows, held_officer
from infogo.core import audit
from infogo.core.dates import BANGKOK
from infogo.core.models import AuditEntry
from infogo.thai.collate import stored_key

SIGN_INS_KEPT = timedelta(days=365)
"""Lines of the sign-in history, by which she and her administrator notice a stranger."""
NOTICES_KEPT = timedelta(days=365)
LETTERS_KEPT = timedelta(days=30)
"""Letters that no mail server took; those that it took go at once."""
INVITATIONS_KEPT = timedelta(days=30)
"""After the last day on which they open anything."""
INVITEES_KEPT = timedelta(days=30)
"""Names and addresses of who never answered, after the last day on which she could have; no longer
than ``INVITATIONS_KEPT``: by her invitations it is known when that was."""
DEPARTED_KEPT = timedelta(days=90)
"""After an officer's last day: until then she may be taken back as she was."""
AT_ONCE = 1000
INVITEES_AT_ONCE = 100
NOBODY = "ผู้ไม่ได้ตอบรับคำเชิญ"
FORGOTTEN_AT = "@forgotten.invalid"
NEVER_ANSWERED = "ไม่ตอบรับคำเชิญ"


def forget_old_traces() -> int:
    """Remove what was kept for long enough; returns how many rows. Safe to run twice."""
    now = timezone.now()
    sign_ins = SignIn.objects.filter(at__lt=now - SIGN_INS_KEPT)
    notices = Notice.objects.filter(created_at__lt=now - NOTICES_KEPT)
    given_up = Letter.objects.filter(attempts__gte=MOST_ATTEMPTS, created_at__lt=now - LETTERS_KEPT)
    over = Invitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT)
    return sum(_removed(rows) for rows in (sign_ins, notices, given_up, over))


@transaction.atomic
def forget_departed(now: datetime | None = None) -> int:
    """Remove by what officers who left long ago came in; returns how many rows.

    Passwords went on their last day. An officer who is invited again begins anew.
    """
    day = (now or timezone.now()).astimezone(BANGKOK).date() - DEPARTED_KEPT
    gone = Officer.objects.filter(left_on__lt=day, is_active=False).order_by().values("pk")
    rows: tuple[QuerySet[Any], ...] = (
        Authenticator.objects.filter(user__in=gone),
        SocialAccount.objects.filter(user__in=gone),
        EmailAddress.objects.filter(user__in=gone),
        Notice.objects.filter(officer__in=gone),
    )
    return sum(_removed(some) for some in rows)


def forget_invitees() -> int:
    """Take name and address away from who was invited and never came; returns of how many.

    The row stays without them, because the trail says who invited it and what it was given; what
    it was given ends. Whoever is invited at that address again begins anew.
    """
    ids = _unanswered().order_by("pk").values_list("pk", flat=True)[:INVITEES_AT_ONCE]
    return sum(_forget_invitee(pk) for pk in tuple(ids))


@transaction.atomic
def _forget_invitee(pk: int) -> int:
    officer = held_officer(pk)
    # While this waited she may have been invited again.
    if not _unanswered().filter(pk=pk).exists():
        return 0
    today = timezone.now().astimezone(BANGKOK).date()
    end_rows(Grant.objects.filter(officer=officer), None, NEVER_ANSWERED)
    for rows in (officer.invitations.all(), officer.notices.all()):
        rows.delete()
    EmailAddress.objects.filter(user=officer).delete()
    Letter.objects.filter(to__iexact=officer.email).delete()
    officer.name_th, officer.sort_key = NOBODY, stored_key(NOBODY)
    officer.email = f"officer-{pk}{FORGOTTEN_AT}"
    officer.left_on = officer.left_on or today
    officer.save(update_fields=["name_th", "sort_key", "email", "left_on"])
    audit.record(actor=audit.SYSTEM, verb="forget_invitee", target="officer", target_id=pk)
    return 1


def _unanswered() -> QuerySet[Officer]:
    """Return who was invited long ago and never came; nothing says that she ever did anything."""
    now = timezone.now()
    since = now - INVITEES_KEPT
    of_her = {"officer": OuterRef("pk")}
    could = Invitation.objects.filter(Q(expires_at__gte=since) | Q(used_at__isnull=False), **of_her)
    accepted = AuditEntry.objects.filter(
        target="officer", target_id=OuterRef("pk"), verb="accept_invitation"
    )
    return Officer.objects.filter(
        ~Exists(could),
        ~Exists(accepted),
        ~Exists(AuditEntry.objects.filter(officer_id=OuterRef("pk"))),
        ~Exists(SignIn.objects.filter(**of_her)),
        Q(left_on=None) | Q(left_on__lt=since.astimezone(BANGKOK).date()),
        is_active=False,
        is_demo=False,
        last_login=None,
        created_at__lt=since,
    ).exclude(email__endswith=FORGOTTEN_AT)


def _removed(rows: QuerySet[Any]) -> int:
    """Delete at most ``AT_ONCE`` rows, the oldest first: the rest waits for the next round."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    removed: int = rows.model._default_manager.filter(pk__in=ids).delete()[0] if ids else 0
    return removed
