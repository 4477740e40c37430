"""Finding an agency by what somebody types: parts of names, old names, short forms, slips."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from infogo.agencies.models import Agency, AgencyCode, AgencyFormerName, AgencyStatus
from infogo.core import versions
from infogo.core.memory import Memory, reading_under
from infogo.core.written import asked_words
from infogo.thai.grams import grams
from infogo.thai.normalise import normalise

MOST_WORDS = 6
MOST_ALIKE = 30
ALIKE = 0.5
"""Share of the pieces of what was typed that a name must have to be offered for it."""
SHORT_FORMS: Mapping[str, str] = {
    "อบต": "องค์การบริหารส่วนตำบล",
    "อบจ": "องค์การบริหารส่วนจังหวัด",
    "ทต": "เทศบาลตำบล",
    "ทม": "เทศบาลเมือง",
    "ทน": "เทศบาลนคร",
    "จ": "จังหวัด",
}
_names = Memory(most=1)


def agencies_named(
    query: str, agencies: QuerySet[Agency] | None = None
) -> tuple[QuerySet[Agency], bool]:
    """Return the agencies that every typed word names, and whether that had to be guessed.

    Words are looked for in Thai and English names, abbreviations, former names and codes, written
    as people write them (tone marks out of order, short forms such as อบต.). Where none fits, the
    active agencies with the likest names are returned, the likest first.
    """
    found = Agency.objects.all() if agencies is None else agencies
    words = normalise(asked_words(query)).split()[:MOST_WORDS]
    if not words:
        return found, False
    exact = found
    for word in words:
        exact = exact.filter(_named(_spelt_out(word)))
    if exact.exists():
        return exact, False
    ranked = _likest(" ".join(_spelt_out(word) for word in words))
    order = Case(
        *(When(pk=pk, then=Value(place)) for place, pk in enumerate(ranked)),
        default=Value(len(ranked)),
        output_field=IntegerField(),
    )
    return found.filter(pk__in=ranked).order_by(order, "sort_key"), True


def _spelt_out(word: str) -> str:
    for short, full in SHORT_FORMS.items():
        if word.startswith(f"{short}."):
            return full + word[len(short) + 1 :]
        if word == short and len(short) > 1:
            return full
    return word


def _named(word: str) -> Q:
    former = AgencyFormerName.objects.filter(agency=OuterRef("pk"), name_th__icontains=word)
    code = AgencyCode.objects.filter(agency=OuterRef("pk"), code=word)
    return (
        Q(name_th__icontains=word)
        | Q(name_en__icontains=word)
        | Q(abbreviation__icontains=word)
        | Q(key=word)
        | Exists(former)
        | Exists(code)
    )


def _likest(text: str) -> list[int]:
    pieces = set(grams(text))
    with reading_under(versions.tokens((versions.EVERYTHING, "agency"))):
        by_gram = _names.recall("names", ("agency",), _pieces_of_names)
    counted = Counter(pk for piece in pieces for pk in by_gram.get(piece, ()))
    least = ALIKE * len(pieces)
    return [pk for pk, count in counted.most_common(MOST_ALIKE) if pieces and count >= least]


def _pieces_of_names() -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    active = Agency.objects.filter(status=AgencyStatus.ACTIVE).order_by("pk")
    for pk, name in active.values_list("pk", "name_th"):
        for piece in set(grams(normalise(name))):
            found[piece].append(pk)
    return dict(found)
