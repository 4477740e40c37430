"""Reading headings that may have ended, and vocabularies: the words that the law gives to codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from infogo.core.memory import Memory
from infogo.taxonomy.models import Heading, VocabularyTerm

_terms = Memory(8)
MOST_MOVES = 3
"""Headings that ended one after another, each into the next."""
HeadingT = TypeVar("HeadingT", bound=Heading)


def terms_in_force(
    vocabularies: Iterable[str], day: date
) -> Mapping[str, Mapping[str, VocabularyTerm]]:
    """Return the terms in force on ``day``: vocabulary → code → term, in their order; one query.

    Of two terms with one code, the one that began later is in force. Shared between readers: not
    to be changed.
    """
    wanted = tuple(vocabularies)
    return _terms.recall((wanted, day), (), lambda: _terms_in_force(wanted, day))


def _terms_in_force(
    vocabularies: Sequence[str], day: date
) -> Mapping[str, Mapping[str, VocabularyTerm]]:
    found: dict[str, dict[str, VocabularyTerm]] = {name: {} for name in vocabularies}
    terms = VocabularyTerm.objects.filter(
        Q(effective_to=None) | Q(effective_to__gt=day),
        vocabulary__in=vocabularies,
        effective_from__lte=day,
    )
    for term in terms.order_by("vocabulary", "order", "effective_from"):
        found[term.vocabulary][term.code] = term
    return found


def in_use(heading: HeadingT | None) -> HeadingT | None:
    """Return a heading or, if it ended, the one that took its services, if one did."""
    if heading is None or heading.ended_at is None:
        return heading
    return heading_now(type(heading), heading.slug)


def led_here(heading: HeadingT) -> QuerySet[HeadingT]:
    """Return a heading and the ended ones that lead to it, for use within another query.

    Those that are more than ``MOST_MOVES`` away are not seen.
    """
    wanted = Q(pk=heading.pk)
    for moves in range(1, MOST_MOVES + 1):
        wanted |= Q(**{"__".join(["moved_to"] * moves): heading.pk})
    found: QuerySet[HeadingT] = type(heading).everything.filter(wanted).order_by()
    return found


def headings_now(model: type[Heading]) -> Mapping[str, int | None]:
    """Return the id of the heading that is used now for every slug, as ``heading_now`` does."""
    rows = {row.pk: row for row in model.everything.all()}
    found: dict[str, int | None] = {}
    for start in rows.values():
        now, passed = start, {start.pk}
        while now.ended_at is not None and now.moved_to_id not in (None, *passed):
            now = rows[now.moved_to_id]
            passed.add(now.pk)
        found[start.slug] = now.pk if now.ended_at is None else None
    return found


def heading_now(model: type[HeadingT], slug: str) -> HeadingT | None:
    """Return the heading of a slug or, if it ended, the one that took its services.

    ``None`` where there is no such slug, or it ended without a successor.
    """
    found: HeadingT | None = model.everything.filter(slug=slug).first()
    passed: set[int] = set()
    while found is not None and found.ended_at is not None:
        passed.add(found.pk)
        next_id: int | None = found.moved_to_id  # type: ignore[attr-defined]
        if next_id is None or next_id in passed:
            return None
        found = model.everything.filter(pk=next_id).first()
    return found
