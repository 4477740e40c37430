"""Abbreviations that are written as they are said: ``ปอปอชอ`` for ปปช, ``ตอมอสามสิบ`` for ตม 30.

Who dictates, or spells by ear, writes the names of letters. They are read as an abbreviation only
where one of these letters is known; several letters may bear one name (สอ is ส ศ or ษ).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from infogo.thai.segment import raw_words

SAME_NAME = str.maketrans("ฃฅฆฌญฎฏฐธฑฒณภฬศษ", "ขคคชยดตถทททนพลสส")
"""Letters of one name as one of them."""
LATIN_NAMES = {
    "เอ": "a", "บี": "b", "ซี": "c", "ดี": "d", "อี": "e", "เอฟ": "f", "จี": "g", "เอช": "h",
    "เฮช": "h", "ไอ": "i", "เจ": "j", "เค": "k", "แอล": "l", "เอล": "l", "เอ็ม": "m", "เอม": "m",
    "เอ็น": "n", "เอน": "n", "โอ": "o", "พี": "p", "คิว": "q", "อาร์": "r", "อา": "r", "เอส": "s",
    "ที": "t", "ยู": "u", "วี": "v", "ดับเบิลยู": "w", "เอ็กซ์": "x", "วาย": "y", "แซด": "z",
}  # fmt: skip
MOST_LETTERS = 6
SURE_LETTERS = 3
"""Fewer stand alone or before the number of a form: within other words they meet by chance."""
VERBS = frozenset("ขพรคหท")
"""Their names are words as well (ขอ พอ รอ คอ หอ ทอ), so two of them name nothing alone."""
_ONES = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7,
         "แปด": 8, "เก้า": 9}  # fmt: skip
_TENS = {"": 1, "ยี่": 2, **{word: number for word, number in _ONES.items() if number > 2}}
_ONE = "|".join(_ONES)
_NUMBER = re.compile(
    rf" ?(?:(?P<digits>[0-9]{{1,3}})(?![0-9])"
    rf"|(?:(?P<tens>{'|'.join(filter(None, _TENS))}|)(?P<ten>สิบ))?(?P<one>{_ONE}|))"
)
_THAI = re.compile("[ก-์]")
_COUNTED = re.compile(
    " ?(?:วัน|ชั่วโมง|ชม|นาที|โมง|ปี|เดือน|สัปดาห์|อาทิตย์|ขวบ|คน|ต้น|ตัว|คัน|เครื่อง|ใบ|แผ่น|ห้อง|ชั้น|บาท|ครั้ง|ถึง)"
)
_THAI_RUN = re.compile(rf"(?:[ก-ฮ]อ(?![ะ-ฺๅ็-์])){{2,{2 * MOST_LETTERS}}}")
_LATIN_NAME = "|".join(sorted(LATIN_NAMES, key=len, reverse=True))
_LATIN_RUN = re.compile(rf"(?:(?:{_LATIN_NAME})(?![ะ-ฺๅ็-์]) ?){{2,{MOST_LETTERS}}}")
_ABBREVIATION = re.compile(f"[ก-ฮ]{{2,{MOST_LETTERS}}}")
_FORM = re.compile("([ก-ฮ]{2,4}|[a-z]{2,4})[0-9]{1,3}(?![0-9])")


class LetterNames:
    """Reads names of letters as the abbreviations that are known."""

    def __init__(self, words: Iterable[str], dictionary: Container[str]) -> None:
        """Take normalised words that can be found; words of the dictionary abbreviate nothing."""
        self._thai: dict[str, str] = {}
        self._forms: set[str] = set()
        self._of_forms: dict[str, str] = {}
        for word in sorted(words):
            if _ABBREVIATION.fullmatch(word) and word not in dictionary:
                self._thai.setdefault(word.translate(SAME_NAME), word)
            elif form := _FORM.match(word):
                self._forms.add(form[0])
                self._of_forms.setdefault(form[1].translate(SAME_NAME), form[1])

    def read(self, normalised: str) -> str:
        """Return a text with names of letters, and a form's number behind them, as written."""
        runs = [(run, self._thai_of) for run in _THAI_RUN.finditer(normalised)]
        runs += [(run, self._latin_of) for run in _LATIN_RUN.finditer(normalised)]
        if not runs:
            return normalised
        cuts = {0, len(normalised)}.union(*((w.start, w.end) for w in raw_words(normalised)))
        text, at = "", 0
        for run, read in sorted(runs, key=lambda found: found[0].start()):
            found = read(run, cuts) if run.start() >= at else None
            if found is not None:
                text += _beside(normalised[at : found.begins], found.written)
                at = found.ends
        return _beside(text, normalised[at:]) if at else normalised

    def _thai_of(self, run: re.Match[str], cuts: Container[int]) -> _Read | None:
        """Return the longest abbreviation in a run of names of Thai letters, and its number."""
        names = run[0][::2]
        for length in range(len(names), 1, -1):
            for first in range(len(names) - length + 1):
                called = names[first : first + length].translate(SAME_NAME)
                begins = run.start() + 2 * first
                ends = begins + 2 * length
                is_last = first + length == len(names) and begins in cuts
                if is_last and (form := self._form(called, begins, ends, run.string)):
                    return form
                letters = self._thai.get(called)
                stands_alone = is_last and not first and not _THAI.match(run.string, ends)
                if letters and (length >= SURE_LETTERS or (stands_alone and not VERBS & {*names})):
                    return _Read(begins, ends, letters)
        return None

    def _form(self, called: str, begins: int, ends: int, text: str) -> _Read | None:
        """Return letters that forms bear and are called so, with the number behind them.

        What is counted is no form (คอ รอ 3 วัน), and names that are words as well need one of this
        number.
        """
        letters = self._of_forms.get(called)
        match = _NUMBER.match(text, ends) if letters else None
        if match is None or not match[0].strip() or _COUNTED.match(text, match.end()):
            return None
        number = int(match["digits"] or 0) or _ONES.get(match["one"], 0)
        if match["ten"]:
            number += 10 * _TENS[match["tens"]]
        if VERBS & {*called} and f"{letters}{number}" not in self._forms:
            return None
        return _Read(begins, match.end(), f"{letters} {number}")

    def _latin_of(self, run: re.Match[str], cuts: Container[int]) -> _Read | None:
        """Return a form that is called by names of Latin letters: ทีเอ็ม 30.

        Without a number they are known as Thai words: ดีเอสไอ, ทีวี 2 เครื่อง.
        """
        letters = "".join(LATIN_NAMES[name] for name in re.findall(_LATIN_NAME, run[0]))
        ends = run.end() - run[0].endswith(" ")
        number = _NUMBER.match(run.string, ends)
        if number is None or not number["digits"] or run.start() not in cuts:
            return None
        if f"{letters}{number['digits']}" not in self._forms:
            return None
        return _Read(run.start(), ends, letters)


class _Read(NamedTuple):
    """What stands between two places of a text."""

    begins: int
    ends: int
    written: str


def _beside(one: str, other: str) -> str:
    """Return two texts with a space between them."""
    return f"{one.rstrip()} {other.lstrip()}".strip()
