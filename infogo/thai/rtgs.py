"""Thai in Latin letters by the sounds of the Royal Institute's general system (RTGS).

Rules alone cannot read Thai: บัตร, ประชาชน or จักรยานยนต์ hide their vowels. Words that the rules
get wrong stand in ``romanised.csv``; for the rest a syllable is a beginning, a vowel and an end.
The result serves searching by sound and is not fit to be shown.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

_EXCEPTIONS_FILE = Path(__file__).with_name("romanised.csv")

_BEGINNINGS = {
    **dict.fromkeys("ก", "k"),
    **dict.fromkeys("ขฃคฅฆ", "kh"),
    **dict.fromkeys("ง", "ng"),
    **dict.fromkeys("จ", "ch"),
    **dict.fromkeys("ฉชฌ", "ch"),
    **dict.fromkeys("ซศษส", "s"),
    **dict.fromkeys("ญย", "y"),
    **dict.fromkeys("ฎด", "d"),
    **dict.fromkeys("ฏต", "t"),
    **dict.fromkeys("ฐฑฒถทธ", "th"),
    **dict.fromkeys("ณน", "n"),
    **dict.fromkeys("บ", "b"),
    **dict.fromkeys("ป", "p"),
    **dict.fromkeys("ผพภ", "ph"),
    **dict.fromkeys("ฝฟ", "f"),
    **dict.fromkeys("ม", "m"),
    **dict.fromkeys("ร", "r"),
    **dict.fromkeys("ลฬ", "l"),
    **dict.fromkeys("ว", "w"),
    **dict.fromkeys("หฮ", "h"),
    "อ": "",
}
_ENDS = {
    **dict.fromkeys("กขคฆ", "k"),
    **dict.fromkeys("ง", "ng"),
    **dict.fromkeys("จฉชซฌฎฏฐฑฒดตถทธศษส", "t"),
    **dict.fromkeys("ญณนรลฬ", "n"),
    **dict.fromkeys("บปผฝพฟภ", "p"),
    **dict.fromkeys("ม", "m"),
    **dict.fromkeys("ย", "i"),
    **dict.fromkeys("ว", "o"),
}

_VOWELS = "ะัาำิีึืุู็"
_C = r"(ห[งญณนมยรลวฬ]|อย|[กขคตปผพฟ][รล]|[กขค]ว(?=[ะัาำิีึืุู็])|[ทสซจ]ร|[ก-ฮ])"
_F = rf"([ก-ฮ](?![{_VOWELS}]))?"
_SYLLABLES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), vowel)
    for pattern, vowel in (
        (rf"เ{_C}ีย{_F}", "ia"),
        (rf"เ{_C}ือ{_F}", "uea"),
        (rf"เ{_C}าะ", "o"),
        (rf"เ{_C}า", "ao"),
        (rf"เ{_C}อะ?{_F}", "oe"),
        (rf"เ{_C}ิ{_F}", "oe"),
        (rf"เ{_C}ย(?![{_VOWELS}])", "oei"),
        (rf"เ{_C}็?ะ?{_F}", "e"),
        (rf"แ{_C}็?ะ?{_F}", "ae"),
        (rf"โ{_C}ะ?{_F}", "o"),
        (rf"[ใไ]{_C}(?:ย(?![{_VOWELS}]))?", "ai"),
        (rf"{_C}ัวะ?", "ua"),
        (rf"{_C}ั{_F}", "a"),
        (rf"{_C}ำ", "am"),
        (rf"{_C}า{_F}", "a"),
        (rf"{_C}ะ", "a"),
        (rf"{_C}[ิี]{_F}", "i"),
        (rf"{_C}[ึื]อ?{_F}", "ue"),
        (rf"{_C}[ุู]{_F}", "u"),
        (rf"{_C}็?อ{_F}", "o"),
        (rf"{_C}ว([ก-ฮ](?![{_VOWELS}]))", "ua"),
        (rf"{_C}รร([ก-ฮ](?![{_VOWELS}]))", "a"),
        (rf"{_C}รร", "an"),
        (rf"{_C}([ก-ฮ](?![{_VOWELS}อว]))", "o"),
        (rf"{_C}(?=[เแโใไก-ฮ])", "a"),
    )
)
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_UNHEARD = re.compile("[่้๊๋ๆฯฺํ๎]")
_DIGRAPHS = {"อย": "y", "ทร": "s", "สร": "s", "ซร": "s", "จร": "ch"}


@lru_cache(maxsize=20_000)
def rtgs(word: str) -> str:
    """Return the sound of one normalised word; what is not Thai stays as it is."""
    if word.isascii():
        return word
    return _exceptions().get(word) or _by_rule(word)


def _by_rule(word: str) -> str:
    text = _UNHEARD.sub("", _SILENT.sub("", word)).replace("ฤ", "รึ").replace("ฦ", "ลึ")
    sound: list[str] = []
    at = 0
    while at < len(text):
        for pattern, vowel in _SYLLABLES:
            found = pattern.match(text, at)
            if found:
                end = found[2] if found.re.groups > 1 else None
                sound.append(_beginning(found[1]) + vowel + (_ENDS.get(end, "") if end else ""))
                at = found.end()
                break
        else:
            # A last consonant without a vowel closes the syllable before it.
            sound.append(_ENDS.get(text[at], "" if "\u0e01" <= text[at] <= "\u0e4e" else text[at]))
            at += 1
    return "".join(sound)


def _beginning(letters: str) -> str:
    if letters in _DIGRAPHS:
        return _DIGRAPHS[letters]
    if len(letters) > 1 and letters[0] == "ห":
        letters = letters[1:]
    return "".join(_BEGINNINGS[letter] for letter in letters)


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    with _EXCEPTIONS_FILE.open(encoding="utf-8", newline="") as lines:
        return {row["word"]: row["rtgs"] for row in csv.DictReader(lines)}
