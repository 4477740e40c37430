"""Find Thai by its sound in Latin letters: ``bai khap khi``, ``baikubkee``, ``tor pasee``.

Nobody spells Thai in Latin letters alike. So both the Thai text (through the Royal Institute's
general system, RTGS) and the typed letters are reduced to one rough *skeleton*, and skeletons are
compared by trigrams.
"""

from __future__ import annotations

import re

from infogo.thai.grams import SIZE
from infogo.thai.normalise import normalise
from infogo.thai.rtgs import rtgs
from infogo.thai.segment import words

_NOT_LATIN = re.compile("[^a-zKPT]+")
_LATIN_QUERY = re.compile(r"[a-z][a-z0-9 '.-]*")

# Order matters: digraphs first, then vowels from long to short, then single letters.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("ng", "N"),
        ("ph|bp", "p"),
        ("th|dt", "t"),
        ("kh|gh|ck|q|g", "k"),
        ("tch|ch|sh|j", "c"),
        ("v", "w"),
        ("(?<=[aeiou])w(?![aeiou])", "o"),  # laew, laeo
        ("[xz]", "s"),
        ("(?<=[aeiou])r(?![aeiou])", ""),  # tor, por, ker: an English hint at a long vowel
        ("(?<=[aeiou])h", ""),
        ("oo|uu|ue|eu", "u"),
        ("ee|ii|ea(?=[^aeiou]|$)", "i"),
        ("aa", "a"),
        ("ae", "e"),
        ("oe|oei", "e"),
        ("ay|ai|aj", "ai"),
        ("y", "i"),
    )
)
_BREATHED = re.compile("[kpt]h")
_ALIKE = str.maketrans("dbl", "tpr")
_REPEATED = re.compile(r"(.)\1+")


def skeleton(latin: str) -> str:
    """Return the rough sound of Latin letters, as one word without spaces."""
    return _REPEATED.sub(r"\1", _sounded(normalise(latin)).translate(_ALIKE))


def careful_skeleton(latin: str) -> str:
    """Return the sound of Latin letters for who keeps d, t and th, b, p and ph, l and r apart."""
    breathed = _BREATHED.sub(lambda found: found[0][0].upper(), normalise(latin))
    return _REPEATED.sub(r"\1", _sounded(breathed))


def thai_skeleton(normalised: str) -> str:
    """Return the rough sound of the Thai (and Latin) words of a normalised title or tag."""
    return skeleton(_latin(normalised))


def careful_thai_skeleton(normalised: str) -> str:
    """Return ``careful_skeleton`` of the Thai (and Latin) words of a normalised title or tag."""
    return careful_skeleton(_latin(normalised))


def _sounded(latin: str) -> str:
    sound = _NOT_LATIN.sub("", latin)
    for pattern, replacement in _RULES:
        sound = pattern.sub(replacement, sound)
    return sound


def _latin(normalised: str) -> str:
    return "".join(rtgs(word) for word in words(normalised))


def skeleton_grams(sound: str) -> list[str]:
    """Return the trigrams of a skeleton; a shorter one whole."""
    if len(sound) <= SIZE:
        return [sound] if sound else []
    return [sound[at : at + SIZE] for at in range(len(sound) - SIZE + 1)]


def may_be_romanised(normalised: str) -> bool:
    """Return whether a query is written in Latin letters (and digits) only."""
    return _LATIN_QUERY.fullmatch(normalised) is not None
