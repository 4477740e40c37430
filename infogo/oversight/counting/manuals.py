"""Counting manuals in use: by agency, and by branch, procedure and province.

One pass over the manuals. One that follows its standard says what the standard says; the few with
a text of their own are asked for what they say themselves. Branches are added up here and not by
a join with the closure table: for a database that is the work of ten passes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from infogo.insights.tallies import a_year_ago
from infogo.links.models import LinkStatus, LinkUse
from infogo.manuals.models import Manual, ManualFacts
from infogo.manuals.selectors import in_use
from infogo.oversight.tree import Tree
from infogo.pins.models import Pin
from infogo.pins.selectors import manuals_without_point, that_count

Numbers = Counter[str]
ServiceKey = tuple[int | None, int, str | None]
"""Branch (none: the country), procedure, province."""
Branches = Mapping[int, Sequence[int | None]]
FACTS = (
    "is_fee_unknown",
    "duration_value",
    "step_count",
    "asks_copies",
    "is_online",
    "is_sample",
)
FLAGS = ("ask_copies", "online", "incomplete", "sample")
"""What is told of a manual by its facts, or by those of the standard that it follows."""
INCOMPLETE = frozenset({"incomplete"})
"""What is told of a manual without facts."""
CHUNK = 5000


@dataclass(frozen=True)
class ManualCounts:
    """Numbers of manuals by agency, and by branch, procedure and province."""

    by_agency: Mapping[int, Numbers]
    by_service: Mapping[ServiceKey, Numbers]


def count_manuals(
    now: datetime, branches: Branches, only: Mapping[str, Any] | None = None
) -> ManualCounts:
    """Count all manuals in use and their pins, or ``only`` those with these values.

    Some seconds in a whole country, some milliseconds for some agencies. ``branches`` tells under
    which branches an agency's services are counted.
    """
    only = only or {}
    manuals = Manual.objects.filter(**only).order_by()
    pins = that_count(
        Pin.objects.filter(**{f"manual__{name}": value for name, value in only.items()})
    )
    standards, own = standard_flags(), own_texts(manuals, now)
    by_agency: dict[int, Numbers] = defaultdict(Counter)
    by_service: dict[ServiceKey, Numbers] = defaultdict(Counter)
    followers = (row for row in _rows(manuals) if row[0] not in own)
    _count_followers(followers, standards, branches, by_agency, by_service)
    for owner, procedure, province, numbers in own.values():
        by_agency[owner].update(numbers)
        for branch in branches[owner]:
            by_service[branch, procedure, province].update(numbers)
    for key, count in _count_pins(pins.order_by(), branches).items():
        by_service[key]["pins"] = count
    return ManualCounts(dict(by_agency), dict(by_service))


def _rows(manuals: QuerySet[Manual]) -> Iterator[tuple[int, int, int, str | None, bool]]:
    """Yield id, agency, procedure, province and whether a point serves it, of those in use."""
    rows = in_use(manuals).values_list(
        "pk", "agency_id", "procedure_id", "province_id", "is_pinned"
    )
    return rows.iterator(chunk_size=CHUNK)


def _count_pins(pins: QuerySet[Pin], branches: Branches) -> Counter[ServiceKey]:
    """Count pins by branch of the manual's agency, procedure and province of the point."""
    found: Counter[ServiceKey] = Counter()
    rows = pins.values_list("manual__agency_id", "procedure_id", "province_id")
    for agency, procedure, province in rows.iterator(chunk_size=CHUNK):
        for branch in branches[agency]:
            found[branch, procedure, province] += 1
    return found


def _count_followers(
    rows: Iterable[tuple[int, int, int, str | None, bool]],
    standards: Mapping[int, frozenset[str]],
    branches: Branches,
    by_agency: dict[int, Numbers],
    by_service: dict[ServiceKey, Numbers],
) -> None:
    """Count manuals alike first and say what they tell afterwards: a million may be alike."""
    alike: Counter[tuple[int, frozenset[str], bool]] = Counter()
    services: Counter[tuple[int | None, int, str | None, bool]] = Counter()
    for _pk, agency, procedure, province, is_pinned in rows:
        alike[agency, standards.get(procedure, INCOMPLETE), is_pinned] += 1
        for branch in branches[agency]:
            services[branch, procedure, province, is_pinned] += 1
    for (agency, flags, is_pinned), count in alike.items():
        by_agency[agency].update(_followed(count, is_pinned, flags))
    for (branch, procedure, province, is_pinned), count in services.items():
        numbers = _followed(count, is_pinned, standards.get(procedure, INCOMPLETE))
        by_service[branch, procedure, province].update(numbers)


def branches_of(known: Tree) -> Branches:
    """Return for every agency the branches that it belongs to, the whole country among them."""
    heads = known.branches()
    return {
        agency: (None, *(node for node in known.up_from(agency) if node in heads))
        for agency in known.parents
    }


def told_in_facts(flag: str) -> Q:
    """Return the condition on ``ManualFacts`` under which ``flags_of`` tells a flag."""
    return {
        "ask_copies": Q(asks_copies=True),
        "online": Q(is_online=True),
        "incomplete": Q(is_fee_unknown=True) | Q(duration_value=None) | Q(step_count=0),
        "sample": Q(is_sample=True),
    }[flag]


def flags_of(facts: Mapping[str, Any]) -> frozenset[str]:
    """Return what is told by the values of a row of ``ManualFacts``."""
    lacks = facts["is_fee_unknown"] or facts["duration_value"] is None or not facts["step_count"]
    told = {
        "ask_copies": facts["asks_copies"],
        "online": facts["is_online"],
        "incomplete": lacks,
        "sample": facts["is_sample"],
    }
    return frozenset(name for name, is_so in told.items() if is_so)


def standard_flags() -> dict[int, frozenset[str]]:
    """Return what the standard manual of each procedure tells; one query."""
    rows = ManualFacts.objects.filter(manual__standard=None)
    return {
        row["manual__procedure"]: flags_of(row) for row in rows.values("manual__procedure", *FACTS)
    }


def own_texts(
    manuals: QuerySet[Manual], now: datetime
) -> dict[int, tuple[int, int, str | None, Numbers]]:
    """Return agency, procedure, province and numbers of each manual in use with an own text.

    Four queries; such manuals are few.
    """
    since = a_year_ago(now)
    written = with_text(in_use(manuals)).order_by()
    unserved = set(manuals_without_point(written).order_by().values_list("pk", flat=True))
    broken = set(naming_broken_links().values_list("manual_id", flat=True))
    facts = {
        row["manual_id"]: flags_of(row) for row in ManualFacts.objects.values("manual_id", *FACTS)
    }
    found: dict[int, tuple[int, int, str | None, Numbers]] = {}
    for pk, agency, procedure, province, standard, published in written.values_list(
        "pk", "agency_id", "procedure_id", "province_id", "standard_id", "current__published_at"
    ):
        numbers: Numbers = Counter(manuals=1, manuals_with_text=1)
        numbers["manuals_standard" if standard is None else "manuals_own_sections"] = 1
        numbers["manuals_unchecked"] = int(published is not None and published < since)
        numbers["manuals_without_point"] = int(pk in unserved)
        numbers["manuals_broken_link"] = int(pk in broken)
        for flag in facts.get(pk, INCOMPLETE):
            numbers[f"manuals_{flag}"] = 1
        found[pk] = (agency, procedure, province, numbers)
    return found


def with_text(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    """Keep those that somebody wrote: standards, and adopters that say something themselves."""
    holding = ManualFacts.objects.order_by().values("manual_id")
    return manuals.filter(Q(standard=None) | Q(pk__in=holding))


def naming_broken_links() -> QuerySet[LinkUse]:
    """Return where broken addresses stand in manuals."""
    broken = LinkUse.objects.filter(link__status=LinkStatus.BROKEN, manual__isnull=False)
    return broken.order_by()


def _followed(count: int, is_pinned: bool, flags: frozenset[str]) -> Numbers:
    numbers: Numbers = Counter(manuals=count, manuals_followed=count)
    if not is_pinned:
        numbers["manuals_without_point"] = count
    for flag in flags:
        numbers[f"manuals_{flag}"] = count
    return numbers
