"""Reading vocabularies: the words that the law or OPDC gives to codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from infogo.taxonomy.models import VocabularyTerm


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
