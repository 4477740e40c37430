"""How often one network sends, or is sent to, counted without knowing which.

No address is ever stored.

What is kept is a digest of the network under a salt that is drawn anew every day and thrown away
with it, and the hour. Rows live two hours, and nothing in them leads to a rating.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import suppress
from datetime import datetime, timedelta

import redis
from django.db import transaction
from django.db.models import F, QuerySet

from infogo.core import redis_link
from infogo.core.dates import BANGKOK
from infogo.core.limits import add_in_redis
from infogo.ratings.models import AddressCount, DailySalt

KEPT = timedelta(hours=2)
SALT_SECONDS = 86_400


def count_sending(*, network: str, what: str, now: datetime) -> int:
    """Count one sending of ``what`` from a network; returns how many there are in this hour.

    Anything else that must not be known afterwards, such as an e-mail address, counts likewise.
    Counts stand in Redis where there is one, else, or while it is away, in the database.
    """
    way = redis_link.link()
    if way is not None:
        with suppress(redis_link.RedisGoneError):
            return _in_redis(way, network, what, now)
    return _in_database(network, what, now)


def _in_redis(way: redis_link.Link, network: str, what: str, now: datetime) -> int:
    day = f"{now.astimezone(BANGKOK):%Y-%m-%d}"
    fresh = secrets.token_hex(32)

    def todays_salt(client: redis.Redis) -> str:
        client.set(f"salt:{day}", fresh, nx=True, ex=SALT_SECONDS)
        held = client.get(f"salt:{day}") or fresh
        return held if isinstance(held, str) else held.decode()

    digest = _keyed(way.ask(todays_salt), network, what)
    name = f"sent:{digest}:{now:%Y%m%d%H}"
    return add_in_redis(way, name, 1, int(KEPT.total_seconds()))


@transaction.atomic
def _in_database(network: str, what: str, now: datetime) -> int:
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
    return _keyed(salt.salt, network, what)


def _keyed(salt: str, network: str, what: str) -> str:
    return hmac.new(salt.encode(), f"{what}|{network}".encode(), hashlib.sha256).hexdigest()
