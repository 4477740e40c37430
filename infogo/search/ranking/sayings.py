"""How much what was typed sounds like what people say of a service, rather than of any.

The engine adds up how rare each word is among services; with sixty sentences for each of them
hardly any word is rare, and a story's many small words drown the few that tell. So the best of
what it found is weighed once more, by naive Bayes: for every word and trigram how much more
often this service is spoken of with it than services are on the whole. ``docs/search.md`` has
what that gains.
"""

from __future__ import annotations

import math
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from copy import copy
from itertools import chain, pairwise
from typing import Generic, NamedTuple, TypeVar
from zlib import crc32

from infogo.search.words.english import base
from infogo.search.words.lexicon import squashed
from infogo.thai.grams import grams
from infogo.thai.segment import Cut, raw_words, terms

GRAMS_WEIGHT = 0.3
"""What a trigram weighs beside a word: it stands in two or three others of the same word."""
PAIRS_WEIGHT = 0.4
"""What two words near one another weigh beside a word, of which each stands in four of them."""

MOST_TIMES = 0xFFFF
FEW_USERS = 64
"""More users of a term are laid out side by side: 2,600 rows of 2 kB for 275,000 terms."""
LANE = array("I").itemsize
"""Bytes of a number in such a row."""
UNIT = 1 << 16
"""What a gain of 1 is in it. A lane holds 65,536 of them: the terms of the 200 letters of a query
weigh some 420 together, and each gains at most 17 and is raised by at most 3."""
MOST_LETTERS = 32
"""Letters that are looked for in sentences; nobody says more of them in just that way."""
MOST_ALIKE = 12
"""Letters that are said of more than this lead to those of whom they are said more often."""
TWICE = 2

LEAST = 3.0
"""So much must speak for somebody: a few letters that happen to be alike give less."""
NEAR_THE_FIRST = 0.5
OF_THE_BEGUN = 2.0
"""What it tells that somebody has said the very letters, beside what words and trigrams tell."""

KeyT = TypeVar("KeyT", bound=Hashable)
Look = Callable[[str, Cut], list[str]]
"""What is looked at in a normalised text, of which the second argument cuts the words."""


class Sayings(Generic[KeyT]):
    """What is said of each service and guide, laid out for asking after all of them at once."""

    def __init__(
        self,
        said: Mapping[KeyT, Sequence[str]],
        called: Mapping[KeyT, Sequence[str]] | None = None,
        beside: Mapping[KeyT, Sequence[str]] | None = None,
        cut: Cut = terms,
    ) -> None:
        """Take normalised sentences, and beside them names, by whom they are said of.

        ``beside`` is said of others, whose evidence is measured by how these are spoken of and
        leaves theirs as it is. ``cut`` cuts all into words.
        """
        others, names = beside or {}, called or {}
        self._keys = [*said, *others]
        self._beside = frozenset(others)
        self._spoken = _Spoken(said.values())
        texts = [(*some, *names.get(key, ())) for key, some in said.items()]
        self._counted = [
            _Counted(
                (_count(look, some, cut) for some in (*texts, *others.values())), len(texts), weight
            )
            for look, weight in LOOKS
        ]
        self._other: tuple[KeyT, list[Counter[str]]] | None = None

    def instead(self, key: KeyT, said: Sequence[str]) -> Sayings[KeyT]:
        """Return what would be if this were said of one, names and all, and the rest stayed."""
        other = copy(self)
        other._other = key, [_count(look, said, terms) for look, _weight in LOOKS]
        return other

    def evidence(self, normalised: str) -> dict[KeyT, float]:
        """Return how much speaks for each, as the logarithm of a likelihood ratio.

        What rather speaks against one is left out, since what was typed may be said for the first
        time.
        """
        asked = [set(look(normalised, terms)) for look, _weight in LOOKS]
        places = [
            counted.places(found_in_it)
            for counted, found_in_it in zip(self._counted, asked, strict=True)
        ]
        together, raised = 0, 0
        for counted, known in zip(self._counted, places, strict=True):
            row, by = counted.row(known)
            together, raised = together + row, raised + by
        lanes = array("I", together.to_bytes(LANE * len(self._keys), sys.byteorder))
        for counted, known in zip(self._counted, places, strict=True):
            counted.add_few(known, lanes)
        found = {
            key: (lane - raised) / UNIT
            for key, lane in zip(self._keys, lanes, strict=True)
            if lane > raised
        }
        if self._other:
            key, said = self._other
            found[key] = sum(
                counted.of_one(found_in_it, of_it)
                for counted, found_in_it, of_it in zip(self._counted, asked, said, strict=True)
            )
            if found[key] <= 0:
                del found[key]
        return found

    def begun(self, beginning: str) -> list[KeyT] | None:
        """Return of whom something is said that holds these letters, of whom oftenest first.

        None where nobody says them.

        ``beginning`` is without spaces. Where it is said of many they are those of whom it is said
        in more sentences than of others, and nobody if these are many as well.
        """
        times = self._spoken.times(beginning)
        if len(times) > MOST_ALIKE:
            least = max(TWICE, max(times.values()) / 2)
            times = Counter({user: often for user, often in times.items() if often >= least})
            if len(times) > MOST_ALIKE:
                return []
        elif not times:
            return None
        return [self._keys[user] for user, _often in times.most_common()]

    def likeliest(self, normalised: str, begun: Collection[KeyT] = ()) -> list[KeyT]:
        """Return for whom most speaks, the first first; nobody where little speaks for anybody.

        For what is being typed: ``ป้ายทะเบียนตก`` begins nothing, but tells what happened. ``begun``
        are those of whom just these letters are said: they are among them and come sooner. Those
        of whom things are said beside are left out.
        """
        return self.likeliest_of(self.evidence(normalised), begun)

    def likeliest_of(
        self, evidence: Mapping[KeyT, float], begun: Collection[KeyT] = ()
    ) -> list[KeyT]:
        """Return the same where it is known how much speaks for each."""
        found = {key: total for key, total in evidence.items() if key not in self._beside}
        least = max(LEAST, NEAR_THE_FIRST * max(found.values(), default=0.0))
        likely = {key: total for key, total in found.items() if total >= least}
        likely |= {key: found.get(key, 0.0) + OF_THE_BEGUN for key in begun}
        return sorted(likely, key=likely.__getitem__, reverse=True)


class _Spoken:
    """All sentences without spaces in one text, and where their words begin, in order.

    So the sentences that hold some letters from a word on are found by halving.
    """

    def __init__(self, said: Iterable[Iterable[str]]) -> None:
        self._starts = array("L")
        self._users = array("H")
        length = 0
        texts: list[str] = []
        words = array("I")
        for user, some in enumerate(said):
            for sentence in some:
                self._starts.append(length)
                self._users.append(user)
                begins = [word.start for word in raw_words(sentence)]
                for start, end in pairwise([*begins, len(sentence)]):
                    texts.append(squashed(sentence[start:end]))
                    words.append(length)
                    length += len(texts[-1])
                texts.append("\n")
                length += 1
        self._text = text = "".join(texts)
        self._words = array("I", sorted(words, key=lambda at: text[at : at + MOST_LETTERS]))

    def times(self, letters: str) -> Counter[int]:
        """Return in how many sentences of each the letters stand from a word on."""
        text, length = self._text, len(letters)
        if not 0 < length <= MOST_LETTERS:
            return Counter()

        def begins(at: int) -> str:
            return text[at : at + length]

        first = bisect_left(self._words, letters, key=begins)
        last = bisect_right(self._words, letters, first, key=begins)
        sentences = {bisect_right(self._starts, at) - 1 for at in self._words[first:last]}
        return Counter(self._users[sentence] for sentence in sentences)


class _Length(NamedTuple):
    """How much somebody says, as a Thai word is measured by it and as one in Latin letters is."""

    thai: float = 0.0
    all: float = 0.0


def _length_of(count: Counter[str]) -> _Length:
    latin = sum(times for term, times in count.items() if term.isascii())
    return _Length(sum(count.values()) - latin, sum(count.values()))


def _usual_of(lengths: Sequence[_Length]) -> _Length:
    """Return how much the average one says."""
    return _Length(*(sum(said) / len(lengths) for said in zip(*lengths, strict=True)))


def _silence_of(length: _Length, usual: _Length) -> _Length:
    """Return what each term, of either script, says against somebody who says none of them."""
    pairs = zip(length, usual, strict=True)
    return _Length(*(math.log1p(said / average) if average else 0.0 for said, average in pairs))


class _Counted:
    """Of every term who uses it, and the logarithm of how much more than all together.

    Flat rows of whole numbers, of which ``UNIT`` are 1, a tenth of what dictionaries would take:
    terms by a checksum, of which two in a hundred thousand may meet, and behind each the places of
    its users and the gains. A term of many users has a row with a lane for each of all instead, as
    one whole number, and so has what terms say against those who do not use them. All looks at a
    text are added up so, which takes as long as to add up what a few users gain.
    """

    def __init__(self, counts: Iterable[Counter[str]], measure: int, weight: float) -> None:
        """Take how often each user says every term; the first so many are the ``measure``."""
        # One whole number for each use: half a million of them as objects would take 15 MB.
        uses: dict[str, array[int]] = {}
        lengths: list[_Length] = []
        for user, one in enumerate(counts):
            lengths.append(_length_of(one))
            for term, times in one.items():
                of_term = uses.get(term)
                if of_term is None:
                    of_term = uses[term] = array("I")
                of_term.append(user << 16 | min(times, MOST_TIMES))
        # Who has said little is taken to speak as all do; an average talker half of the time. Thai
        # words are measured by Thai alone: an agency of which foreigners ask much is spoken of in
        # Thai as others are.
        self._usual = _usual_of(lengths[:measure])
        self._weight = weight
        self._lay_out_silence([_silence_of(length, self._usual) for length in lengths], measure)
        self._terms = array("I")
        self._is_measured = bytearray()
        self._starts = array("I")
        self._users = array("H")
        self._gains = array("I")
        self._expected = array("f")
        self._rows: dict[int, int] = {}
        self._alone = alone = math.log1p(measure)
        for checksum, term in sorted((_checksum(term), term) for term in uses):
            of_term = uses[term]
            often_said = [use & MOST_TIMES for use in of_term]
            # What an average talker is expected to say of it.
            of_measure = sum(use & MOST_TIMES for use in of_term if use >> 16 < measure)
            expected = (of_measure or sum(often_said)) / max(1, measure)
            self._terms.append(checksum)
            self._is_measured.append(of_measure > 0)
            self._expected.append(expected)
            self._starts.append(len(self._users))
            if len(of_term) == 1:  # most pairs of words
                self._users.append(of_term[0] >> 16)
                self._gains.append(self._units(alone))
                continue
            gains = {often: self._units(math.log1p(often / expected)) for often in {*often_said}}
            if len(of_term) <= FEW_USERS:
                self._users.extend(use >> 16 for use in of_term)
                self._gains.extend(map(gains.__getitem__, often_said))
            else:
                row = [0] * len(lengths)
                for use, often in zip(of_term, often_said, strict=True):
                    row[use >> 16] = gains[often]
                self._rows[len(self._terms) - 1] = _side_by_side(row)
        self._starts.append(len(self._users))

    def _lay_out_silence(self, silences: Sequence[_Length], measure: int) -> None:
        """Lay out what a term that is not said says against each, by script and by who says it.

        No lane may be less than nothing, so each is raised by the most that is against anybody. A
        word that is said only beside says nothing against those who are the ``measure``.
        """
        self._raised = max((self._units(most) for one in silences for most in one), default=0)
        self._quiet: list[tuple[int, int]] = []
        for of_script in zip(*silences, strict=True):
            left = [self._raised - self._units(silence) for silence in of_script]
            only_beside = [self._raised] * measure + left[measure:]
            self._quiet.append((_side_by_side(only_beside), _side_by_side(left)))

    def _units(self, gain: float) -> int:
        return round(gain * self._weight * UNIT)

    def places(self, asked: Iterable[str]) -> list[tuple[int, bool]]:
        """Return where the terms are that somebody says, each with whether it is in Latin."""
        found = ((self._place(term), term.isascii()) for term in asked)
        return [(at, is_latin) for at, is_latin in found if at is not None]

    def row(self, places: Iterable[tuple[int, bool]]) -> tuple[int, int]:
        """Return a row of what the terms there say for each, and by how much all are raised.

        What terms of few users say for them comes with ``add_few``.
        """
        row, raised = 0, 0
        for at, is_latin in places:
            row += self._rows.get(at, 0) + self._quiet[is_latin][self._is_measured[at]]
            raised += self._raised
        return row, raised

    def add_few(self, places: Iterable[tuple[int, bool]], lanes: array[int]) -> None:
        """Add to the lanes of a row what terms of few users say for them."""
        users, gains, starts = self._users, self._gains, self._starts
        for at, _is_latin in places:
            for use in range(starts[at], starts[at + 1]):
                lanes[users[use]] += gains[use]

    def of_one(self, asked: Iterable[str], count: Counter[str]) -> float:
        """Return what these terms say for somebody who would say ``count`` of them."""
        silences = _silence_of(_length_of(count), self._usual)
        gain = 0.0
        for term in asked:
            at = self._place(term)
            times = count[term]
            silence = silences[term.isascii()]
            if at is not None and self._is_measured[at]:
                gain += math.log1p(times / self._expected[at]) - silence
            elif times:  # a word that nobody else of them says
                gain += self._alone - silence
        return gain * self._weight

    def _place(self, term: str) -> int | None:
        checksum = _checksum(term)
        at = bisect_left(self._terms, checksum)
        return at if at < len(self._terms) and self._terms[at] == checksum else None


def _side_by_side(lanes: Iterable[int]) -> int:
    """Return a row of numbers as one, of which each has a lane of 32 bits."""
    return int.from_bytes(array("I", lanes).tobytes(), sys.byteorder)


def _words(normalised: str, cut: Cut) -> list[str]:
    """Return the words of a text, the forms of an English one as one."""
    return [*map(base, cut(normalised))]


def _trigrams(normalised: str, _cut: Cut) -> list[str]:
    return grams(normalised)


def _pairs(normalised: str, cut: Cut) -> list[str]:
    """Return every two words that follow one another, with one between them or none."""
    words = _words(normalised, cut)
    next_but_one = zip(words, words[2:], strict=False)
    return [*map(" ".join, pairwise(words)), *map(" ".join, next_but_one)]


LOOKS: tuple[tuple[Look, float], ...] = (
    (_words, 1.0), (_trigrams, GRAMS_WEIGHT), (_pairs, PAIRS_WEIGHT),
)  # fmt: skip
"""What is looked at in a text, and how much it weighs."""


def _count(look: Look, said: Iterable[str], cut: Cut) -> Counter[str]:
    return Counter(chain.from_iterable(look(text, cut) for text in said))


def _checksum(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass"))
