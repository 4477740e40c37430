"""Which pages a copy of the site holds, one after the other, whatever the size of the country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count

from django.conf import settings
from django.urls import reverse

from infogo.geo.models import Province
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.www.pages.sitemap import SECTIONS, sitemap_part

# Made of what a reader chooses: without the program they say nothing.
NOT_COPIED = frozenset({"/compare", "/check/contact"})
TAILS = {
    "manuals": ("", "/legal", "/places", "/versions"),
    "local-manuals": ("", "/legal"),
    "agencies": ("", "/manuals", "/places"),
}
ENGLISH = "/en"
_PORTION = 2000


def addresses(*, languages: Iterable[str], adoptions: bool) -> Iterator[str]:
    """Yield the paths of all pages; those of lists' further pages are found on the lists.

    ``adoptions`` adds the manuals of agencies that follow a standard manual without a change,
    which say what the standard says.
    """
    prefixes = ["" if language == "th" else ENGLISH for language in languages]
    for path in chain(_plain(), _records(), _provinces(), _adoptions() if adoptions else ()):
        for prefix in prefixes:
            yield prefix + path


def _plain() -> Iterator[str]:
    return (path for path in _part("pages", 1) if path not in NOT_COPIED)


def _records() -> Iterator[str]:
    for name in SECTIONS:
        for number in count(1):
            found = _part(name, number)
            if not found:
                break
            for path in found:
                yield from (path + tail for tail in TAILS.get(name, ("",)))


def _part(name: str, number: int) -> list[str]:
    root = len(settings.INFOGO["PUBLIC_URL"])
    return [address.urls["th"][root:] for address in sitemap_part(name, number)]


def _provinces() -> Iterator[str]:
    for code in Province.objects.order_by("code").values_list("code", flat=True):
        yield reverse("www:agencies_in_province", args=[code])


def _adoptions() -> Iterator[str]:
    found = Manual.objects.filter(
        status=ManualStatus.PUBLISHED,
        procedure__status=ProcedureStatus.ACTIVE,
        standard__isnull=False,
        current=None,
    )
    rows = found.order_by("pk").values_list("procedure_id", "agency_id")
    for keys in rows.iterator(chunk_size=_PORTION):
        yield reverse("www:local_manual", args=keys)
