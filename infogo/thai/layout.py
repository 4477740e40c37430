"""Undo a forgotten keyboard switch: ``l;ylfu`` was meant to be สวัสดี.

The Thai Kedmanee layout and the US layout map key for key, so conversion is exact; the art is in
leaving alone what was typed as meant. Both guesses therefore need a vocabulary's consent.
"""

from __future__ import annotations

import re

from infogo.thai.normalise import normalise
from infogo.thai.vocabulary import Vocabulary, coverage

_US = (
    "`1234567890-=" "qwertyuiop[]\\" "asdfghjkl;'" "zxcvbnm,./"
    "~!@#$%^&*()_+" "QWERTYUIOP{}|" 'ASDFGHJKL:"' "ZXCVBNM<>?"
)  # fmt: skip
_KEDMANEE = (
    "_ๅ/-ภถุึคตจขช" "ๆไำพะัีรนยบลฃ" "ฟหกดเ้่าสวง" "ผปแอิืทมใฝ"
    "%+๑๒๓๔ู฿๕๖๗๘๙" '๐"ฎฑธํ๊ณฯญฐ,ฅ' "ฤฆฏโฌ็๋ษศซ." "()ฉฮฺ์?ฒฬฦ"
)  # fmt: skip
_TO_THAI = str.maketrans(_US, _KEDMANEE)
_TO_US = str.maketrans(_KEDMANEE, _US)

LEAST_COVERAGE = 0.5
"""A guess must be known words by half; measured: 44 of 45 restored, none of 24 taken wrongly."""
MEANT_AS_THAI = 0.4
"""Thai text whose words are known to this share was meant as Thai."""
MOST_SWITCHED = 0.9
"""Of Thai with a part on the other keyboard more than this must become known words."""
SHORTEST_GUESS = 3

_LATIN_WORD = re.compile(r"(?<!\S)[A-Za-z]{2,}(?:-[A-Za-z]+)*(?!\S)")
_NO_ENGLISH = re.compile(r"[<>\[\]{}|\\^~`]|[,;:\"](?=\S)|[a-z][A-Z]")
"""Signs that nobody writes inside English: ``di,ry<oN`` was never meant by กรมพัฒน์."""
_NO_THAI = re.compile("(?<![\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
"""Marks that stand above no letter: jod would be ่นก."""
_LATIN_WITHIN = re.compile(
    r"(?<=[ก-๎])[!-~]*[a-zA-Z;'\[\]][!-~]*|(?<![!-~])[!-~]*[a-zA-Z;'\[\]][!-~]*(?=[ก-๎])"
)
"""Keys of the US layout that touch Thai letters: บัตรxitชาชน."""
_THAI = re.compile(r"[\u0E01-\u0E4E]")
_INITIALS = re.compile(r"(?<!\S)[ก-ฮ]{3,6}(?!\S)")
"""Initials that stand alone: in สนง ปปช no word of the everyday is known, and nothing is wrong."""


def to_thai(text: str) -> str:
    """Return what the same keys type on the Thai Kedmanee layout."""
    return text.translate(_TO_THAI)


def to_us(text: str) -> str:
    """Return what the same keys type on the US layout."""
    return text.translate(_TO_US)


def other_keys(text: str) -> str:
    """Return what the same keys type on the other layout, by the letters of the text."""
    return to_us(text) if _THAI.search(text) else to_thai(text)


def restored(text: str, vocabulary: Vocabulary, everyday: Vocabulary) -> str | None:
    """Return the text that was meant if the keyboard was switched wrongly, else ``None``.

    ``vocabulary`` holds all words that can be found. ``everyday`` leaves out place names, whose
    thousands of rare syllables turn up in any random string of Thai letters.
    """
    if len(text.replace(" ", "")) < SHORTEST_GUESS or vocabulary.knows(_one_word(text)):
        return None
    if _THAI.search(text):
        if _LATIN_WITHIN.search(text):
            return _switched_within(text, vocabulary)
        return _latin_meant(text, vocabulary, everyday)
    return _thai_meant(text, vocabulary) if text.isascii() else None


def _switched_within(text: str, vocabulary: Vocabulary) -> str | None:
    """When keys in the middle of Thai are no Latin word, and the Thai of them makes known words."""
    runs = [run[0].lower() for run in _LATIN_WITHIN.finditer(text)]
    if any(vocabulary.knows(run) for run in runs):
        return None
    guess = _LATIN_WITHIN.sub(lambda run: to_thai(run[0]), text)
    before = coverage(text, vocabulary)
    return guess if coverage(guess, vocabulary) > max(before, MOST_SWITCHED) else None


def _one_word(text: str) -> str:
    """Return the text as one word, such as an abbreviation without its dots."""
    return "".join(c for c in normalise(text) if c.isalnum() or "\u0e31" <= c <= "\u0e4e")


def _thai_meant(text: str, vocabulary: Vocabulary) -> str | None:
    """Only when no Latin word is known and the Thai of the same keys is."""
    if any(vocabulary.knows(word.lower()) for word in _LATIN_WORD.findall(text)):
        return None
    guess = to_thai(text)
    if _NO_THAI.search(guess):
        return None
    return guess if coverage(guess, vocabulary) >= LEAST_COVERAGE else None


def _latin_meant(text: str, vocabulary: Vocabulary, everyday: Vocabulary) -> str | None:
    """Only when the Thai makes no sense, with stray spaces closed either."""
    if any(map(vocabulary.knows, _INITIALS.findall(text))):
        return None
    readings = dict.fromkeys((text, text.replace(" ", "")))
    if any(coverage(one, everyday) >= MEANT_AS_THAI for one in readings):
        return None
    guess = to_us(text)
    if not guess.isascii() or _NO_ENGLISH.search(guess):
        return None
    return guess if coverage(guess, vocabulary) >= LEAST_COVERAGE else None
