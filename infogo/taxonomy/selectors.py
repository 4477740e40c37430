"""Reading headings that may have ended, and vocabularies: the words that the law gives to codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Q

from infogo.taxonomy.models import Heading, VocabularyTerm

HeadingT = TypeVar("HeadingT", bound=Heading)


def terms_in_force(vocabularies: Iterable[str], day: date) -> dict[str, dict[str, VocabularyTerm]]:
    """Return the terms in force on ``day``: vocabulary → code → term, in their order; one query.

    Of two terms with one code, the one that began later is in force.
    """
    found: dict[str, dict[str, VocabularyTerm]] = defaultdict(dict)
    terms = VocabularyTerm.objects.filter(
        Q(effective_to=None) | Q(effective_to__gt=day),
        vocabulary__in=list(vocabularies),
        effective_from__lte=day,
    )
    for term in terms.order_by("vocabulary", "order", "effective_from"):
        found[term.vocabulary][term.code] = term
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
