"""Keeping the list of addresses and what is known of each. Derived data: no trail, no outbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from infogo.core.dates import BANGKOK
from infogo.links.checker import Checker, Outcome
from infogo.links.collecting import Named, all_named
from infogo.links.models import LinkCheck, LinkStatus, LinkUse, Problem

BROKEN_AFTER_DAYS = 3
"""Different days on which it must fail; a site may be down for a weekend's night."""
GOOD_FOR = timedelta(days=7)
AGAIN_AFTER = timedelta(hours=20)
BATCH = 20
"""Addresses in one go, each of another host: with one go a minute no host is asked more often."""
CHUNK = 500
UNTOLD = frozenset({Problem.UNWELCOME})


def collect_uses(*, now: datetime) -> int:
    """Bring the list up to date with the records; returns how many uses came or went.

    Reads everything that citizens can read. Safe to run twice and while others write.
    """
    named = {(use.url, use.key): use for use in all_named()}
    with transaction.atomic():
        ids = _links({use.url for use in named.values()}, now)
        held = {
            (url, key): pk for pk, url, key in LinkUse.objects.values_list("pk", "link__url", "key")
        }
        gone = [pk for use, pk in held.items() if use not in named]
        for start in range(0, len(gone), CHUNK):
            LinkUse.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
        new = [_use(named[use], ids) for use in named if use not in held]
        LinkUse.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
        LinkCheck.objects.filter(uses=None).delete()
    return len(gone) + len(new)


def check_some(*, now: datetime) -> int:
    """Ask a few addresses whose time has come, each of another host; returns how many.

    Each is claimed first, so that the workers of several nodes do not ask the same one.
    """
    checker = Checker(
        about=f"{settings.INFOGO['PUBLIC_URL']}/about",
        allow_loopback=settings.INFOGO["LINK_CHECK_LOOPBACK"],
    )
    asked = 0
    for link in due_links(now):
        mine = LinkCheck.objects.filter(pk=link.pk, next_at=link.next_at)
        if mine.update(next_at=now + AGAIN_AFTER):
            note_outcome(link=link, outcome=checker.check(link.url), at=timezone.now())
            asked += 1
    return asked


def due_links(now: datetime) -> list[LinkCheck]:
    """Return the addresses to ask next, one of each host, those that wait longest first."""
    rows = (
        LinkCheck.objects.filter(next_at__lte=now)
        .order_by()
        .values("host")
        .annotate(since=Min("next_at"), first=Min("pk"))
        .order_by("since", "first")
        .values_list("first", flat=True)
    )
    found = LinkCheck.objects.in_bulk(list(rows[:BATCH]))
    return list(found.values())


def note_outcome(*, link: LinkCheck, outcome: Outcome, at: datetime) -> None:
    """Remember how an address answered; it is broken when it failed on enough different days."""
    link.checked_at = at
    link.problem = outcome.problem or ""
    link.http_code = outcome.code
    link.moved_to = outcome.moved_to[:500]
    link.note = outcome.note
    if outcome.problem is None or outcome.problem in UNTOLD:
        link.status = LinkStatus.UNTOLD if outcome.problem else LinkStatus.OPENS
        link.first_failed_at, link.last_failed_on, link.failed_days = None, None, 0
        link.next_at = at + GOOD_FOR
    else:
        _note_failure(link, at)
    # Somebody may have taken the address out of the records meanwhile.
    LinkCheck.objects.filter(pk=link.pk).update(**{name: getattr(link, name) for name in _ANSWERED})


_ANSWERED = (
    "status",
    "problem",
    "http_code",
    "moved_to",
    "note",
    "checked_at",
    "next_at",
    "first_failed_at",
    "last_failed_on",
    "failed_days",
)


def _note_failure(link: LinkCheck, at: datetime) -> None:
    day = at.astimezone(BANGKOK).date()
    if link.last_failed_on != day:
        link.failed_days += 1
    link.last_failed_on = day
    link.first_failed_at = link.first_failed_at or at
    is_broken = link.failed_days >= BROKEN_AFTER_DAYS
    link.status = LinkStatus.BROKEN if is_broken else LinkStatus.FAILING
    link.next_at = at + AGAIN_AFTER


def _links(urls: set[str], now: datetime) -> dict[str, int]:
    """Return the ids of these addresses; new ones are due at once."""
    known = dict(LinkCheck.objects.values_list("url", "pk"))
    made = [LinkCheck(url=url, host=_host(url), next_at=now) for url in sorted(urls - known.keys())]
    LinkCheck.objects.bulk_create(made, batch_size=CHUNK, ignore_conflicts=True)
    return dict(LinkCheck.objects.values_list("url", "pk"))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:  # such as "http://[": it will be told so when it is checked
        return ""


def _use(named: Named, ids: dict[str, int]) -> LinkUse:
    use = LinkUse(link_id=ids[named.url], key=named.key, part=named.part)
    setattr(use, f"{named.record}_id", named.record_id)
    return use
