"""Engine queries built as objects; text never passes a query parser, which raises on ``(อบต.``."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query, Schema

from infogo.search.indexing.schema import (
    AROUND,
    BODY,
    EXACT,
    GRAMS,
    INDEXES,
    KEY,
    KIND_CODES,
    NATIONWIDE,
    SAID,
    SAID_GRAMS,
    SOUND,
    WORDS,
    called_term,
    record_key,
)
from infogo.search.results import Kind
from infogo.search.retrieval.pieces import (
    any_of,
    has_all,
    has_any,
    has_share,
    has_share_of_rare,
    has_weighed_share,
)
from infogo.search.retrieval.units import (
    content_units,
    demanded_of,
    known_count,
    tokens_of,
    words_of,
)
from infogo.search.stages import ALL, Stages
from infogo.search.understanding.understand import Unit
from infogo.search.words.lexicon import squashed
from infogo.search.words.nicknames import names_office
from infogo.search.words.spread import EVEN, Spread
from infogo.thai.grams import grams
from infogo.thai.romanise import may_be_romanised, skeleton, skeleton_grams
from infogo.thai.segment import form_numbers, terms

# Weights in the order in which they were found to matter; docs/search.md has the table.
GRAMS_WEIGHT = 0.3
BODY_WEIGHT = 0.15
EXACT_WEIGHT = 1.5
SOUND_WEIGHT = 0.5
SAID_WEIGHT = 0.8
SAID_GRAMS_WEIGHT = 0.3
WORDS_OF_A_STORY = 12
ALL_WORDS_WEIGHT = 0.5
SUGGESTED_WEIGHT = 0.6
ANSWERED_WEIGHT = 2.0
STOP_WEIGHT = 0.15
PART_OF_PHRASE_WEIGHT = 0.4
AROUND_WEIGHT = 0.6
IN_THIS_AREA = 2.0
OFFICE_ITSELF = 40.0
"""What brings the office of an agency before the agency: more than their names differ by."""
TIE = 0.1

SHARE_OF_PLACE_UNITS = 0.6
SHARE_OF_GRAMS = 0.35
SHARE_OF_PLACE_GRAMS = 0.6
SHARE_OF_GRAMS_RELAXED = 0.2
SHARE_OF_NEARLY_NAMED = 0.6
SHARE_OF_SOUND = 0.4
SHARE_OF_SAID = 0.75
SHARE_OF_SAID_RELAXED = 0.2
SHARE_OF_SAID_GRAMS = 0.55


@dataclass(frozen=True)
class Filters:
    """What the reader ticked; empty values do not filter. Numbers are ids, province its code."""

    province: int = 0
    topic: int = 0
    group: int = 0
    agency: int = 0
    online: bool = False
    free: bool = False
    weekend: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is ticked."""
        return self == Filters()


@dataclass(frozen=True)
class QueryWording:
    """One way to put the query in words: as typed, as it sounds, or as it may be spelt."""

    text: str
    units: Sequence[Unit]
    weight: float = 1.0


class Builder:
    """Makes queries for one schema.

    ``is_common`` tells which trigrams so many offices have that they tell none apart, ``spread``
    what words and trigrams of services' names weigh.
    """

    def __init__(
        self,
        schema: Schema,
        stages: Stages = ALL,
        is_common: Callable[[str], bool] = lambda _gram: False,
        spread: Spread = EVEN,
    ) -> None:
        self.schema = schema
        self.stages = stages
        self._is_common = is_common
        self._spread = spread if stages.spread else EVEN
        # A search asks for the same units several times; making their queries costs most of it.
        self._made_units: dict[Unit, Query] = {}
        self._made_names: dict[Unit, Query] = {}

    # ------------------------------------------------------------ what is looked for

    def service(
        self,
        wordings: Sequence[QueryWording],
        *,
        known: frozenset[str],
        telling: frozenset[str] = frozenset(),
        province: int = 0,
        is_relaxed: bool = False,
        also: Sequence[Query] = (),
    ) -> Query:
        """Return the query for procedures and articles.

        ``wordings`` are what was typed and what it may stand for; empty ones are passed over.
        ``known`` are the words they use, ``telling`` those that name one of them: each is enough.
        What is not offered in ``province``, where the reader is, is left out. ``is_relaxed`` lets
        one word be enough, where no service says more of a situation; ``also`` finds without any.
        """
        wordings = [wording for wording in wordings if wording.units]
        ways = [
            Query.boost_query(
                any_of(self._ways(one, known, telling, is_relaxed=is_relaxed)), one.weight
            )
            for one in wordings
        ]
        parts = [(Occur.Must, any_of([*ways, *also]))]
        if self.stages.body:
            told = [token for one in wordings for token in tokens_of(content_units(one.units))]
            body = has_any(BODY, told)
            parts.append((Occur.Should, Query.boost_query(body, BODY_WEIGHT)))
        if province:
            here = self._one_of("province", [province, NATIONWIDE])
            parts.append((Occur.Must, self._silent(here)))
        return Query.boolean_query(parts)

    def _ways(
        self,
        wording: QueryWording,
        known: frozenset[str],
        telling: frozenset[str],
        *,
        is_relaxed: bool,
    ) -> list[Query]:
        """Return the ways in which a service may match one wording of the query."""
        on = self.stages
        text, units = wording.text, wording.units
        content = content_units(units)
        count_known = known_count(content, known)
        has_unknown = count_known < len(content)
        demanded = 0 if is_relaxed else min(demanded_of(content), count_known)
        ways = [self._words(units, content, demanded)]
        if demanded > 1 and (named := [unit for unit in content if unit.tokens[0] in telling]):
            ways.append(any_of([self._unit(unit) for unit in named]))
        if len(content) > 1:
            ways.append(Query.boost_query(self.all_words(content), ALL_WORDS_WEIGHT))
        if on.grams:
            share = SHARE_OF_GRAMS_RELAXED if is_relaxed else SHARE_OF_GRAMS
            # What is misspelt has only its trigrams to be found by: each counts fully.
            spread = EVEN if has_unknown else self._spread
            near = has_weighed_share(GRAMS, grams(text), share, spread.of_gram)
            ways.append(Query.boost_query(near, GRAMS_WEIGHT))
        if on.exact:
            ways += [self.exact(text), has_any(BODY, form_numbers(text))]
            if len(content) < len(units):  # อยากเปลี่ยนชื่อ is called เปลี่ยนชื่อ
                ways.append(self.exact("".join(tokens_of(content))))
        if on.romanised and has_unknown and may_be_romanised(text):
            ways.append(self._sound(text))
        if on.sayings:
            ways += self._said(text, units, known, is_relaxed=is_relaxed)
        return ways

    def place(
        self,
        text: str,
        units: Sequence[Unit],
        *,
        province: int,
        district: int,
        wants_office: bool = False,
        is_relaxed: bool = False,
    ) -> Query:
        """Return the query for agencies and points; those in the place named come first.

        ``wants_office`` when it is asked where it stands or when it is open: a point answers that.
        ``is_relaxed`` lets one word be enough, also of the services that an agency answers for.
        """
        content = content_units(units)
        named = [(Occur.Should, self._named(unit)) for unit in content]
        required = 1 if is_relaxed else math.ceil(len(content) * SHARE_OF_PLACE_UNITS)
        ways = [
            Query.boolean_query(named, minimum_number_should_match=required),
            Query.boost_query(self._near_names(text, SHARE_OF_PLACE_GRAMS), GRAMS_WEIGHT),
            self.exact(text),
        ]
        if self.stages.romanised and names_office(text) and may_be_romanised(text):
            ways.append(self._sound(text, SHARE_OF_NEARLY_NAMED))
        if is_relaxed:
            answered = has_any(BODY, tokens_of(content))
            ways.append(Query.boost_query(answered, ANSWERED_WEIGHT))
        parts = [(Occur.Must, any_of(ways))]
        for name, number in (("province", province), ("district", district)):
            if number:
                here = Query.const_score_query(self._number(name, number), IN_THIS_AREA)
                parts.append((Occur.Should, here))
        parts.append((Occur.Should, Query.boost_query(self.all_named(units), 0.5)))
        if wants_office:
            office = self._number("kind", KIND_CODES[Kind.POINT])
            parts.append((Occur.Should, Query.const_score_query(office, OFFICE_ITSELF)))
        return Query.boolean_query(parts)

    def exact(self, text: str) -> Query:
        """Return the query for a whole name, tag, code or abbreviation."""
        term = Query.term_query(self.schema, EXACT, squashed(text), index_option="basic")
        return Query.boost_query(term, EXACT_WEIGHT)

    def called(self, text: str) -> Query:
        """Return the query for offices that are called so, not for what is done there."""
        return Query.term_query(
            self.schema, EXACT, called_term(squashed(text)), index_option="basic"
        )

    def all_named(self, units: Sequence[Unit]) -> Query:
        """Return the query for places whose names contain every content word."""
        content = content_units(units)
        return Query.boolean_query([(Occur.Must, self._named(unit)) for unit in content])

    def nearly_named(self, text: str) -> Query:
        """Return the query for places whose names have most trigrams of ``text`` or its sound."""
        ways = [self._near_names(text, SHARE_OF_NEARLY_NAMED)]
        if self.stages.romanised and may_be_romanised(text):
            ways.append(self._sound(text, SHARE_OF_NEARLY_NAMED))
        return any_of(ways)

    def all_words(self, units: Sequence[Unit]) -> Query:
        """Return the query for services whose names and summary contain every content word."""
        content = content_units(units)
        return Query.boolean_query([(Occur.Must, self._unit(unit)) for unit in content])

    def of_record(self, query: Query, kind: Kind, key: int) -> Query:
        """Return ``query`` restricted to one record."""
        record = Query.term_query(self.schema, KEY, record_key(kind, key), index_option="basic")
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, record)])

    # ------------------------------------------------------------ filters

    def filtered(self, query: Query, kinds: Iterable[Kind], filters: Filters) -> Query:
        """Return ``query`` restricted to kinds and filters, with its scores unchanged."""
        kinds = tuple(kinds)
        if filters.is_empty and kinds in INDEXES.values():
            return query
        codes = [KIND_CODES[kind] for kind in kinds]
        parts = [(Occur.Must, query), (Occur.Must, self._silent(self._one_of("kind", codes)))]
        if filters.province:
            places = [filters.province, NATIONWIDE]
            parts.append((Occur.Must, self._silent(self._one_of("province", places))))
        for name in ("topic", "group", "agency"):
            number = getattr(filters, name)
            if number:
                parts.append((Occur.Must, self._silent(self._number(name, number))))
        for name in ("online", "free", "weekend"):
            if getattr(filters, name):
                parts.append((Occur.Must, self._silent(self._number(name, 1))))
        return Query.boolean_query(parts)

    # ------------------------------------------------------------ pieces

    def _words(self, units: Sequence[Unit], content: list[Unit], demanded: int) -> Query:
        must = Query.boolean_query(
            [(Occur.Should, self._unit(unit)) for unit in content],
            minimum_number_should_match=max(1, demanded),
        )
        stops = [unit for unit in units if unit not in content]
        if not stops:
            return must
        extra = Query.boost_query(has_any(WORDS, tokens_of(stops)), STOP_WEIGHT)
        return Query.boolean_query([(Occur.Must, must), (Occur.Should, extra)])

    def _unit(self, unit: Unit) -> Query:
        made = self._made_units.get(unit)
        if made is None:
            made = self._made_units[unit] = self._make_unit(unit)
        return made

    def _make_unit(self, unit: Unit) -> Query:
        """The words as typed, or an expansion whole at its lower weight, whichever scores more.

        Of a phrase its parts alone say little: ไฟ is not ไฟไหม้.
        """
        alternatives = [has_all(WORDS, unit.tokens)]
        if len(unit.tokens) > 1:
            parts = has_any(WORDS, unit.tokens)
            alternatives.append(Query.boost_query(parts, PART_OF_PHRASE_WEIGHT))
        if unit.cut:
            alternatives.append(has_all(WORDS, unit.cut))
        for expansion in unit.expansions:
            whole = has_all(WORDS, terms(expansion.words))
            alternatives.append(Query.boost_query(whole, expansion.weight))
        best = (
            alternatives[0]
            if len(alternatives) == 1
            else Query.disjunction_max_query(alternatives, tie_breaker=TIE)
        )
        weight = self._spread.of_words(unit.tokens)
        return best if weight == 1.0 else Query.boost_query(best, weight)

    def _named(self, unit: Unit) -> Query:
        made = self._made_names.get(unit)
        if made is None:
            made = self._made_names[unit] = self._make_named(unit)
        return made

    def _make_named(self, unit: Unit) -> Query:
        """A word of a place's name, or of the name of an area around it, or its official name."""
        spellings = [unit.tokens, *(tuple(terms(more.words)) for more in unit.expansions)]
        ways = [has_all(WORDS, spelling) for spelling in spellings]
        for spelling in spellings:
            ways.append(Query.boost_query(has_all(AROUND, spelling), AROUND_WEIGHT))
        return Query.disjunction_max_query(ways)

    def _near_names(self, text: str, share: float) -> Query:
        """Names of offices that have most trigrams of ``text``, those apart that most have."""
        return has_share_of_rare(GRAMS, grams(text), share, self._is_common)

    def _said(
        self, text: str, units: Sequence[Unit], known: frozenset[str], *, is_relaxed: bool
    ) -> list[Query]:
        """Sentences of people: their words as typed, no synonyms, and their trigrams."""
        words = words_of(units)
        if not words:
            return []
        share = SHARE_OF_SAID_RELAXED if is_relaxed else SHARE_OF_SAID
        said = has_share(SAID, words, share)
        # A few words name a thing; the more there are, the more likely a story is told.
        # And what no name contains can only have been said.
        content = tokens_of(content_units(units))
        unnamed = sum(word not in known for word in content) / len(content)
        told = min(1.0, max(len(words) / WORDS_OF_A_STORY, unnamed))
        ways = [Query.boost_query(said, SAID_WEIGHT * told)]
        if self.stages.grams:
            near = has_share(SAID_GRAMS, grams(text), SHARE_OF_SAID_GRAMS)
            ways.append(Query.boost_query(near, SAID_GRAMS_WEIGHT * told))
        return ways

    def _sound(self, text: str, share: float = SHARE_OF_SOUND) -> Query:
        sounds = skeleton_grams(skeleton(text))
        return Query.boost_query(has_share(SOUND, sounds, share), SOUND_WEIGHT)

    def _number(self, field: str, number: int) -> Query:
        return Query.term_query(self.schema, field, number, index_option="basic")

    def _one_of(self, field: str, numbers: list[int]) -> Query:
        return any_of([self._number(field, number) for number in numbers])

    def _silent(self, query: Query) -> Query:
        return Query.const_score_query(query, 0.0)
