"""Where a text speaks of a kind of offices: ``อบต``, ``เขด``, ``ออบอจอ``, ``tax office``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from infogo.search.understanding.office_words import DONE
from infogo.search.words.lexicon import (
    kinds_of_offices,
    office_words,
    squashed,
    words_for_offices_heard,
)
from infogo.thai.by_ear import begins_like, ear_key, end_of
from infogo.thai.normalise import normalise

LONGEST_KIND, LONG_KIND = 30, 7
MOST_OFF = 0.5
"""How far a word for a kind of offices may be off; twice as much where it is long."""
SHORTEST = 3
"""Letters of such a word that may be misspelt."""
TOLD_APART_BY = 2
"""Sounds that such a word begins with, however it is misspelt."""
DISTRICT, DISTRICT_SHORT = "อำเภอ", "อ "
MUNICIPALITY, SAO = "municipality_office", "sao_office"
LONGEST_HEARD = 40
"""Letters of a text in which such a word is looked for by ear."""
MOST = 3
"""Mentions that are looked at: hostile texts have many."""
_SMALL = frozenset({"in", "at", "of", "the", "for", "to", "office", "offices"})
_TALK = re.compile(
    r"\b(?:(?:tele)?phone numbers?|contact numbers?|(?:opening|office) (?:hours|times?)"
    r"|where is(?: the)?|how (?:do i|to) get to(?: the)?|address|maps?|phone|tel|telephone|hours"
    r"|location|directions|parking|contact|website|email)\b"
)
"""English in which only an office is asked for: where it stands, when it is open."""
_LANDMARK = re.compile(
    r",? (?:is it |it is |its )?"
    r"(?:near|next to|opposite|across|behind|beside|close to|in front of|by the)\b"
)
"""What goes on from here tells beside what an office stands."""
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_LATIN = re.compile(r"[a-z0-9'-]+")
_MUEANG = re.compile("mu?ang|meuang")
"""เมือง and ม่วง are written alike: bangmuang."""
_ANY_KIND = frozenset({"ที่ทำการ", "ที่ทำการต", "จังหวัด"})
"""Another word beside it may tell which: พาสปอดเพชรบุรี ที่ทำการ, องการบริหานจังหวัด."""
_NO_KINDS = frozenset({"ทะเบียนราษฎร", "สำนักงานใหญ่"})


class Mention(NamedTuple):
    """Kinds of offices that are spoken of, and what stands before and behind the word for them."""

    word: str
    kinds: tuple[str, ...]
    before: str
    behind: str
    is_first: bool
    """Nothing is told before the word, or a word of its own begins with it."""
    is_joined: bool = False
    """The word stood behind: what is before it may be a name, or something else."""
    is_read: bool = False
    """What stands behind was read from Latin letters as names, so it is no other word."""


def mentions(text: str, names_in: Callable[[str], str]) -> Iterator[Mention]:
    """Yield where a normalised text may speak of offices.

    A word for them may be misspelt where none is not. ``names_in`` reads names of places in
    Latin letters, or returns an empty text.
    """
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)  # o.b.t.
    if not text.isascii():
        yield from islice(_in_thai(text), MOST)
        if not text.startswith(DISTRICT_SHORT) and not _thai_words().search(text):
            yield Mention("", (SAO, MUNICIPALITY), "", text, is_first=False)
    elif told := _in_latin(text):
        said = dict.fromkeys((told.behind, _MUEANG.sub("mueang", told.behind)))
        for names in dict.fromkeys(map(names_in, said)):
            if names:
                yield told._replace(behind=names)


def _in_thai(text: str) -> Iterator[Mention]:
    if text.startswith(DISTRICT_SHORT):
        # อ. is said of teachers, too: its name must be written so, or an area say which it is.
        kinds = _kinds_called()[DISTRICT]
        yield Mention(DISTRICT, kinds, "", text.removeprefix(DISTRICT_SHORT), is_first=False)
    is_any = False
    for match in _thai_words().finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        word = squashed(match[0])
        is_any = is_any or word not in _ANY_KIND
        kinds = _kinds_called()[word]
        if squashed(behind):
            yield Mention(word, kinds, before, behind, not before or before[-1] == " ")
        if before[-1:] == " ":  # คุยม่วงบางระกำ อบต ทางไป
            yield Mention(
                word, kinds, "", f"{before.strip()} {behind.strip()}", True, is_joined=True
            )
    if not is_any and len(text) <= LONGEST_HEARD:
        yield from _by_ear(text)


def _by_ear(text: str) -> Iterator[Mention]:
    for start in (0, *(at + 1 for at, letter in enumerate(text) if letter == " ")):
        begins = ear_key(squashed(text[start : start + LONGEST_KIND]))
        for called, key in _words_by_sound().get(begins[:TOLD_APART_BY], ()):
            most = MOST_OFF if len(key) < LONG_KIND else 2 * MOST_OFF
            cost, length = begins_like(begins, key, most)
            if cost <= most:
                end = end_of(text, start, length)
                before, behind = text[:start], text[end:]
                if not squashed(behind):  # แม่สอด อำเพอ
                    before, behind = "", before
                if squashed(behind):
                    kinds = _kinds_called()[called]
                    yield Mention(called, kinds, before, behind, is_first=True)
                return


def _in_latin(text: str) -> Mention | None:
    """Return the offices that a text in Latin letters speaks of, and all else that it says."""
    match = _latin_words().search(text)
    if match is None:
        return None
    named, beside = text, ""
    if landmark := _LANDMARK.search(text, match.start()):
        named, beside = text[: landmark.start()], text[landmark.start() :].strip(" ,?")
    words = _LATIN.findall(_latin_words().sub(" ", _TALK.sub(" ", named)))
    said = " ".join(word for word in words if word not in _SMALL)
    word = squashed(match[1])
    return Mention(word, _kinds_called()[word], beside, said, is_first=True, is_read=True)


@lru_cache(maxsize=1)
def _kinds_called() -> dict[str, tuple[str, ...]]:
    """Return kinds of offices by the words for them, squashed, but for what is done there."""
    found = {word: kinds for word, kinds in kinds_of_offices().items() if DONE not in word}
    for kind, words in words_for_offices_heard().items():
        for word in map(squashed, map(normalise, words)):
            found[word] = (*(other for other in found.get(word, ()) if other != kind), kind)
    return {word: kinds for word, kinds in found.items() if word not in _NO_KINDS}


@lru_cache(maxsize=1)
def _thai_words() -> re.Pattern[str]:
    """Return what finds them; of two letters only where they stand alone: ทน is in เงินทดแทน.

    Beside Thai a word in Latin letters may stand, too: passport สายใต้ใหม่.
    """
    words = sorted(_kinds_called(), key=len)[::-1]
    thai = [re.escape(word) for word in words if not word.isascii()]
    latin = "|".join(re.escape(word) for word in words if word.isascii() and len(word) >= SHORTEST)
    short = "|".join(word for word in thai if len(word) < SHORTEST)
    long = "|".join(word for word in thai if len(word) >= SHORTEST)
    return re.compile(rf"{long}|(?<![ก-๎])(?:{short})(?= )|\b(?:{latin})\b")


@lru_cache(maxsize=1)
def _latin_words() -> re.Pattern[str]:
    told = chain.from_iterable([*words_for_offices_heard().values(), *office_words().values()])
    latin = {normalise(word) for word in told if word.isascii()}
    words = sorted((re.escape(word) for word in latin), key=len)[::-1]
    return re.compile(rf"\b({'|'.join(words)})(?: office)?\b")


@lru_cache(maxsize=1)
def _words_by_sound() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word in sorted(_kinds_called(), key=len)[::-1]:
        if len(word) >= SHORTEST and not word.isascii():
            found[ear_key(word)[:TOLD_APART_BY]].append((word, ear_key(word)))
    return dict(found)
