"""How often one network sends, or is sent to, counted without knowing which.

No address is ever stored.

What is kept is a digest of the network under a salt that is drawn anew every day and thrown away
with it, and the hour. Rows live two hours, and nothing in them leads to a rating.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from infogo.core.dates import BANGKOK
from infogo.ratings.models import AddressCount, DailySalt

KEPT = timedelta(hours=2)


@transaction.atomic
def count_sending(*, network: str, what: str, now: datetime) -> int:
    """Count one sending of ``what`` from a network; returns how many there are in this hour.

    Anything else that must not be known afterwards, such as an e-mail address, counts likewise.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    digest = _digest(network, what, now)
    row = AddressCount.objects.filter(digest=digest, hour=hour)
    AddressCount.objects.bulk_create(
        [AddressCount(digest=digest, hour=hour)], ignore_conflicts=True
    )
    row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).get()


@transaction.atomic
def claim(*, key: str, issued_at: datetime) -> bool:
    """Take the number of a form once; returns whether this is the first time.

    A number is random and about nobody, so its digest needs no salt of the day and holds across
    midnight. It is kept as long as counts of the hour in which it was given out.
    """
    row = _claimed(key, issued_at)
    hour = issued_at.replace(minute=0, second=0, microsecond=0)
    AddressCount.objects.bulk_create(
        [AddressCount(digest=_digest_of_key(key), hour=hour)], ignore_conflicts=True
    )
    row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).get() == 1


def give_back(*, key: str, issued_at: datetime) -> None:
    """Let the number of a form be taken again, because what it was for failed."""
    _claimed(key, issued_at).delete()


def _claimed(key: str, issued_at: datetime) -> QuerySet[AddressCount]:
    hour = issued_at.replace(minute=0, second=0, microsecond=0)
    return AddressCount.objects.filter(digest=_digest_of_key(key), hour=hour)


def _digest_of_key(key: str) -> str:
    return hashlib.sha256(f"form|{key}".encode()).hexdigest()


@transaction.atomic
def forget_networks(*, now: datetime) -> int:
    """Throw away what is no longer needed: counts of past hours and salts of past days."""
    counts, _details = AddressCount.objects.filter(hour__lt=now - KEPT).delete()
    salts, _details = DailySalt.objects.filter(day__lt=now.astimezone(BANGKOK).date()).delete()
    return counts + salts


def _digest(network: str, what: str, now: datetime) -> str:
    day = now.astimezone(BANGKOK).date()
    salt, is_new = DailySalt.objects.get_or_create(
        day=day, defaults={"salt": secrets.token_hex(32)}
    )
    if is_new:
        DailySalt.objects.filter(day__lt=day).delete()
    return hmac.new(salt.salt.encode(), f"{what}|{network}".encode(), hashlib.sha256).hexdigest()
