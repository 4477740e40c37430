"""Bring Thai text, however it was typed or copied, into the one form that is compared.

``normalise`` is used on every text that enters the index and on every query, so two spellings
that look the same, or that people use for the same word, become equal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INVISIBLE = frozenset(
    map(chr, [0x00AD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
              *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)])
)  # fmt: skip
"""Zero-width and direction characters that copying from PDF and chat leaves inside words."""

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
CONSONANT = "ก-ฮ"
TONES = "่-๋"
MARKS = "ัิ-ฺ็-๎"

SHORT = 200
"""Characters of a text worth remembering the form of: a query, a name, what is being typed."""

_TRANSLATION: dict[int, str | None] = {
    **{ord(char): None for char in INVISIBLE},
    **{ord(digit): str(value) for value, digit in enumerate(THAI_DIGITS)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "‘’‚‛′`´＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»＂"), '"'),
    **{code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)},
    ord("…"): " ",
    ord("ฯ"): None,  # กรุงเทพฯ and กรุงเทพ are one word
}
_MARK_RANK = {"ฺ": 0, **dict.fromkeys("่้๊๋", 2), **dict.fromkeys("์ํ๎", 3)}
_OTHER_MARK_RANK = 1

_SPACES = re.compile(r"\s+")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn"})
_MARK_RUN = re.compile(f"[{MARKS}]{{2,}}")
_NO_NIKHAHIT = "ัิ-ฺ็-์๎"
"""The marks but ํ."""
# Runs of marks are taken whole (``*+``), so that a long one costs no more than its length.
_AFTER_AA = re.compile(f"([{MARKS}]*+)([าำ])([{TONES}ํ]+)|(?=[{_NO_NIKHAHIT}]*+ํ)([{MARKS}]*+)([าำ])")
# Three of a kind are no stretched letter as initials (สสส, ททท), nor where one word ends with two
# of them or the next begins with two: คะแนน|น้อย, แบบ|บริการ, ถนน|นคร, ขอ|ออก, จาก|กกต, งาน|นนทบุรี.
# A letter that is stretched ends its syllable, so none has a vowel or a tone on its last one.
_REPEATED = re.compile(
    rf"(?!(?<![\u0E01-\u0E4E])([{CONSONANT}])\1\1(?![\u0E01-\u0E4E]))"
    rf"(?!([{CONSONANT}])\2\2[ะ-ู{MARKS}])"
    r"(?!อออ(?:ก|ม|นไลน์|นแอร์|ฟ|ท|ร์|เดอร์)|(?<=[แะ])บบบร[ิร]|(?<=ส)รรร[ถวอ])"
    r"(?!นนนท(?:บุ|รี|์)|(?<=ถ)นนน[ก-มย-ฮเ-ไ])"
    r"(?!(?:สสส|ททท|กกก[ตทพ])(?![\u0E01-\u0E4E]))"
    r"([\u0E01-\u0E4E])\3{2,}"
)
_ABBREVIATION = re.compile(
    rf"(?<![\u0E01-\u0E4E])((?:[{CONSONANT}]{{1,4}}\.)+)"
    rf"([{CONSONANT}]{{1,3}}(?![\u0E01-\u0E4E]))?"
)
_OFFICE = re.compile(r"(?<![\u0E01-\u0E4E])สนง\.? ?")
_DEPARTMENT = re.compile(r"\b(?:dept|dep't)\b\.?", re.IGNORECASE)
_PLACE_PREFIXES = frozenset({"จ.", "อ.", "ต.", "ม.", "ถ.", "ซ.", "ข."})


def normalise(text: str) -> str:
    """Return the comparable form of ``text``; applying it again changes nothing.

    Lower case, Arabic digits, composed characters, marks in one order and without repeats,
    ``เเ`` as ``แ``, every spelling of สระอำ as ``ำ``, abbreviations without dots
    (``ภ.ง.ด.`` → ``ภงด``), no invisible characters, single spaces.
    """
    return _of_short(text) if len(text) <= SHORT else _until_still(text)


def closed(text: str) -> str:
    """Return the comparable form of ``text`` in which it does not matter where spaces stand."""
    return normalise(text).replace(" ", "")


@lru_cache(maxsize=4096)
def _of_short(text: str) -> str:
    return _until_still(text)


def _until_still(text: str) -> str:
    while (again := _once(text)) != text:  # closing one gap can open the next: กกกก.ก.
        text = again
    return text


def _once(text: str) -> str:
    text = unicodedata.normalize("NFC", text.lower()).translate(_TRANSLATION)
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    text = text.replace("เเ", "แ")
    text = _AFTER_AA.sub(_write_am, text)
    text = _MARK_RUN.sub(_order_marks, text)
    text = _ABBREVIATION.sub(_close_abbreviation, text)
    text = _REPEATED.sub(r"\3", text)
    return _SPACES.sub(" ", text).strip()


def written_out(text: str) -> str:
    """Return a query with สนง. and ``dept`` written out, สนง. glued to its neighbour or not.

    Queries only: names are never written so, and abbreviations of names have their own aliases.
    """
    if "สนง" in text:
        text = _OFFICE.sub("สำนักงาน", text)
    return _DEPARTMENT.sub("department", text) if "dep" in text.lower() else text


def _order_marks(run: re.Match[str]) -> str:
    """Put the vowel before the tone, as the keyboard rules want, and drop doubled marks."""
    return "".join(
        sorted(set(run[0]), key=lambda mark: (_MARK_RANK.get(mark, _OTHER_MARK_RANK), mark))
    )


def _write_am(syllable: re.Match[str]) -> str:
    """Write นิคหิต + า as one ำ and put a tone that was typed after the vowel before it."""
    marks = f"{syllable[1] or syllable[4] or ''}{syllable[3] or ''}"
    vowel = syllable[2] or syllable[5]
    return marks.replace("ํ", "") + ("ำ" if "ํ" in marks else vowel)


def _close_abbreviation(found: re.Match[str]) -> str:
    """Take the dots out of ส.ป.ก. and ตม.30, but only open the gap in จ.ตาก and อบต.บางปู."""
    dotted, tail = found[1], found[2] or ""
    following = found.string[found.end() : found.end() + 1]
    letters = dotted.replace(".", "")
    if tail and dotted in _PLACE_PREFIXES:
        return f"{letters} {tail}"
    if len(tail) > 1 and dotted.count(".") > 1:  # พ.ร.บ.คอม: a word follows, not a last letter
        return f"{letters} {tail}"
    if tail:
        return letters + tail
    return letters if not following or following.isspace() else f"{letters} "
