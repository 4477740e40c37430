"""How far apart two spellings are, and what two have in common that are a slip apart.

What Thai ears do not tell apart (ส ศ ษ, ณ น, short and long vowels, tone marks) costs little.
``docs/search.md`` says why ``sounds`` and ``by_ear`` have distances of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import inf
from typing import NamedTuple
from zlib import crc32

_UNSPOKEN = re.compile("[่้๊๋็ฺ]|[ก-ฮ]?[ิุ]?์")
"""Marks and silenced letters."""
_SILENT = f"{_UNSPOKEN.pattern}|ะ|(?<=[ก-ฮ])อ(?![ัาิีึืุู็่้๊๋])"
"""And vowels that are written or left out (มรดก, มอระดก)."""
_UNHEARD = re.compile(
    f"{_SILENT}|(?<=[กขคตปผพ])[รล](?=.)|(?<=[สศ])ร(?=[้่]?[าีัเ])|(?<=จ)ร(?=ิ)|(?<=[คตทด])ร$"
)
"""And ร ล behind another consonant, which few people say or nobody (ประปา, ปะปา; สมัคร, สมัค; สร้าง,
จริง). In a whole word what follows tells whether they are said: กร ends with its ร, บัตร does not."""
_TWICE = re.compile(r"([ก-ฮ])\1$")
_SHORT_A = re.compile("รร(?=[ก-ฮ])")
_AS_S = re.compile("ทร(?=[วาัุง])")
"""กระทรวง and ทรัพย์ begin with a sound that neither letter has."""
_SAME_SOUND = str.maketrans(
    "ศษซณญฐถธฒฑฎฏผขฃฅฆฌฉฬลใฟ" "ีืูำ", "สสสนยทททททดตพคคคคชชรรไฝ" "ิึุา"
)  # fmt: skip
_ENDS = {
    **dict.fromkeys("จฉชซฌฎฏฐฑฒดตถทธศษส", "ด"),
    **dict.fromkeys("ญณนรลฬ", "น"),
    **dict.fromkeys("บปผฝพฟภ", "บ"),
    **dict.fromkeys("กขคฆ", "ก"),
}
"""Thai ends a syllable with one of eight sounds, however it is written: สมรส, สมรถ."""
_CLOSING = re.compile("(?<=[ัาิีึืุู])[ก-ฮ](?![ัาิีึืุู])|(?<=[ก-ฮ])[ก-ฮ]$")
"""A consonant that ends its syllable: behind a vowel and before none, or last in the word."""
_ALL_ENDS = str.maketrans({**_ENDS, **dict(zip("ใีืูำ", "ไิึุา", strict=True))})
_UNSAID = re.compile(f"{_SILENT}|(?<=[กขคตทปผพส])[รล]|ห(?=[มนยวรล])")
"""The same of a beginning, of which nobody knows what follows: ร ล behind another consonant always,
so that กร begins กระทรวง; and ห before what it only raises, since few letters are known yet."""
_DOUBLED = re.compile(r"([ก-ฮ])\1+")
_SLIGHT = frozenset("่้๊๋็์ๆะ")
_SLIGHT_COST = 0.5
BITS_OF_HALVES = 1 << 20
"""For some sixty thousand halves: of those that no key has one in seventeen looks as if it did."""


@lru_cache(maxsize=20_000)
def sound_key(word: str) -> str:
    """Return how a word sounds: letters that Thai ears do not tell apart are one."""
    if word[-2:-1] == word[-1:]:
        word = _TWICE.sub(r"\1", word)
    if "รร" in word:
        word = _SHORT_A.sub("ั", word)
    if "ทร" in word:
        word = _AS_S.sub("ซ", word)
    heard = _UNHEARD.sub("", word.replace("ำ", "ัม"))
    heard = _CLOSING.sub(lambda found: _ENDS.get(found[0], found[0]), heard)
    return heard.translate(_SAME_SOUND)


@lru_cache(maxsize=20_000)
def letter_key(word: str) -> str:
    """Return ``folded(word)``, remembered."""
    return folded(word)


def folded(text: str) -> str:
    """Return a text with letters of one sound as one, without tone marks and silenced letters."""
    return _UNSPOKEN.sub("", text).translate(_SAME_SOUND)


def heard(text: str) -> str:
    """Return roughly how a text sounds, so that the beginning of a word sounds as it begins.

    ``sound_key`` needs the whole word to tell what ends a syllable; here every consonant is the
    sound that it would end one with: มรดก, มอระดก; บัตรประชา, บัดประชา; สรรพา, สับพา.
    """
    spoken = _AS_S.sub("ซ", _SHORT_A.sub("ั", text.replace("ำ", "ัม")))
    spoken = _UNSAID.sub("", spoken).translate(_ALL_ENDS)
    return _DOUBLED.sub(r"\1", spoken)


def neighbours(key: str) -> set[str]:
    """Return a key and all that lack one of its letters: two that differ by one letter meet."""
    return {key, *[key[:at] + key[at + 1 :] for at in range(len(key))]}


class Halves:
    """First and second halves of keys, to see at once that a word shares none of them.

    A bit is set for each half: as a set of texts they would take 9 MB. Some halves that no key has
    share their bit with one that some key has, and are looked up in vain.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        """Take the halves of these keys, and of the words that have a letter more."""
        self._first = bytearray(BITS_OF_HALVES // 8)
        self._second = bytearray(BITS_OF_HALVES // 8)
        for key in keys:
            for length in (len(key), len(key) + 1):
                half = length // 2
                _set_bit(self._first, key[:half])
                _set_bit(self._second, key[len(key) - (length - half) :])

    def neighbours(self, spelling: str) -> Iterator[str]:
        """Yield what may be a key: ``spelling``, or it without one of its letters.

        Whichever letter goes, one half stays.
        """
        half = len(spelling) // 2
        if _has_bit(self._first, spelling[:half]):
            yield spelling
            for at in range(half, len(spelling)):
                yield spelling[:at] + spelling[at + 1 :]
        if _has_bit(self._second, spelling[half:]):
            for at in range(half):
                yield spelling[:at] + spelling[at + 1 :]


def _set_bit(bits: bytearray, text: str) -> None:
    place = crc32(text.encode()) % BITS_OF_HALVES
    bits[place >> 3] |= 1 << (place & 7)


def _has_bit(bits: bytearray, text: str) -> int:
    place = crc32(text.encode()) % BITS_OF_HALVES
    return bits[place >> 3] >> (place & 7) & 1


def distance(typed: str, meant: str, most: float = inf) -> float:
    """Return how far apart two words are: letters lost, added, swapped or exchanged.

    Letters that sound alike and tone marks count half. A distance that is sure to be more than
    ``most`` may come back as infinity.
    """
    mine, theirs = _spelt(typed), _spelt(meant)
    if most < max(_SLIGHT_COST, _least_apart(mine.held, theirs.held)):
        return 0.0 if typed == meant else inf
    two_back: list[float] = []
    previous = [0.0]
    for weight in theirs.alone:
        previous.append(previous[-1] + weight)
    before = ""
    for a, alone, added, sound, is_slight in mine.letters:
        cost = previous[0] + alone
        current = [cost]
        lowest = cost
        for j, (b, _alone, lost, heard, is_slight_too) in enumerate(theirs.letters):
            cost += lost
            if (other := previous[j + 1] + added) < cost:
                cost = other
            other = previous[j]
            if a != b:
                other += _SLIGHT_COST if sound == heard or (is_slight and is_slight_too) else 1.0
            if other < cost:
                cost = other
            if j and before and b == before and a == meant[j - 1]:
                other = two_back[j - 1] + (1.0 if a != b else 0.0)
                if other < cost:
                    cost = other
            current.append(cost)
            if cost < lowest:
                lowest = cost
        # A swap reaches two rows back, and no further.
        if lowest > most and min(previous) > most:
            return inf
        two_back, previous, before = previous, current, a
    return previous[-1]


def _least_apart(mine: int, theirs: int) -> int:
    """Return what two words cost at least: 1 for each sound that only one of them has.

    A swap changes no sound, a letter of a pair or a slight mark neither; any other change costs 1
    and takes away one sound at most, and adds one at most.
    """
    return max((mine & ~theirs).bit_count(), (theirs & ~mine).bit_count())


_Letter = tuple[str, float, float, str, bool]
"""A letter, what it costs alone and in its place, its sound, and whether it is slight."""


class _Spelt(NamedTuple):
    """A word as it is compared.

    ``alone`` is what each letter costs alone. ``held`` has one bit for each sound that stands in
    the word and is not slight.
    """

    alone: tuple[float, ...]
    letters: tuple[_Letter, ...]
    held: int


@lru_cache(maxsize=8192)
def _spelt(word: str) -> _Spelt:
    pairs = zip(word, " " + word, strict=False)
    letters = tuple(_letter(letter, letter == before) for letter, before in pairs)
    held = 0
    for _written, _alone, _in_place, sound, is_slight in letters:
        if not is_slight:
            held |= 1 << (ord(sound) & 127)
    return _Spelt(tuple(alone for _, alone, *_ in letters), letters, held)


# Thousands of words share some hundred of these: apart they would take 20 MB.
@lru_cache(maxsize=1024)
def _letter(letter: str, is_twice: bool) -> _Letter:
    sound = letter.translate(_SAME_SOUND)
    is_slight = letter in _SLIGHT
    alone = _SLIGHT_COST if is_slight else 1.0
    # One of a pair more or less costs little.
    return letter, alone, _SLIGHT_COST if is_twice else alone, sound, is_slight
