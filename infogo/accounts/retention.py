"""What is kept about officers for a time, and goes when the time is over (PDPA section 37(3)).

What an officer did for the state stays: her name stands in the audit trail, which the law and
the archive need. What only helped her to come in, or told her something, does not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from infogo.accounts.letters import MOST_ATTEMPTS
from infogo.accounts.models import Invitation, Letter, Notice, Officer, SignIn
from infogo.core.dates import BANGKOK

SIGN_INS_KEPT = timedelta(days=365)
"""Lines of the sign-in history, by which she and her administrator notice a stranger."""
NOTICES_KEPT = timedelta(days=365)
LETTERS_KEPT = timedelta(days=30)
"""Letters that no mail server took; those that it took go at once."""
INVITATIONS_KEPT = timedelta(days=30)
"""After the last day on which they open anything."""
DEPARTED_KEPT = timedelta(days=90)
"""After an officer's last day: until then she may be taken back as she was."""
AT_ONCE = 1000


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


def _removed(rows: QuerySet[Any]) -> int:
    """Delete at most ``AT_ONCE`` rows, the oldest first: the rest waits for the next round."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    removed: int = rows.model._default_manager.filter(pk__in=ids).delete()[0] if ids else 0
    return removed
