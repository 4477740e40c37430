"""What the address of a plan holds: all of the plan, so that it can be shared and printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from infogo.core.dates import arabic_digits
from infogo.core.money import number_text, to_satang
from infogo.core.written import LONGEST_ASKED
from infogo.manuals.known_answers import known_of
from infogo.manuals.narrowing import Answers
from infogo.planning.trip import MOST_ERRANDS
from infogo.www.pages.places import Near

BASE_FIELDS = tuple(f"b{number}" for number in range(1, MOST_ERRANDS + 1))
ANSWER_FIELDS = tuple(f"f{number}" for number in range(1, MOST_ERRANDS + 1))
"""What the formulas of each service are computed with, by its place."""
FOR_OTHER = "other"
"""Value of ``for`` by which all is told to somebody who does it for another person."""
CASE_FIELDS = tuple(f"a{number}" for number in range(1, MOST_ERRANDS + 1))
"""Answers to the questions of each service, by its place."""
ASK_FIELDS = tuple(f"c{number}" for number in range(1, 5 * MOST_ERRANDS + 1))
"""What the form of questions sends, one a question; the address is then put in order."""
PARAMETERS = (
    *("m", "prov", "district", "near", "day", "foreign", "wheelchair", "online", "for", "q", "v"),
    *(*BASE_FIELDS, *ANSWER_FIELDS, *CASE_FIELDS, *ASK_FIELDS),
)
DAYS_AHEAD = 21
LONGEST_ANSWERS = 320
HIGHEST_BASE = 10**13
LONGEST_PRINTED = 200
MOST_READ = 40
"""Ids that are read from an address at all; nobody's list is that long."""
_ID = re.compile(r"[1-9]\d{0,11}", re.ASCII)
_CASES = re.compile(r"[a-z0-9_.,-]{1,400}", re.ASCII)
_ASKED = re.compile(r"([1-8]{1,8}):([a-z0-9_.-]{1,90})", re.ASCII)


@dataclass(frozen=True)
class PlanQuery:
    """One plan as its address tells it.

    ``ids`` are procedures in the reader's order; ``left_over`` is how many more the address names
    than a plan may hold. ``day`` is empty when none, or one that cannot be chosen, was given.
    ``bases`` are amounts in satang of which an errand's fees are a percentage; ``answers`` what
    its formulas are computed with, as ``manuals/answers.py`` writes it. ``cases`` are the
    answers to an errand's questions as its own page would carry them; ``is_sent`` when they come
    from the form, so that the address is to be put in order. ``printed`` are the marks of the
    editions that a printed plan was made from, as its QR code has them. ``is_wheelchair`` when
    somebody who goes uses one.
    """

    ids: tuple[int, ...] = ()
    left_over: int = 0
    province: str = ""
    district: str = ""
    near: Near | None = None
    day: date | None = None
    is_foreigner: bool = False
    is_wheelchair: bool = False
    is_online: bool = False
    is_for_other: bool = False
    q: str = ""
    is_cut: bool = False
    bases: Mapping[int, int] | None = None
    answers: Mapping[int, str] | None = None
    cases: Mapping[int, str] | None = None
    is_sent: bool = False
    printed: str = ""

    def answered(self, errand: int) -> str:
        """Return the answers to the questions of an errand."""
        return (self.cases or {}).get(errand, "")

    @property
    def known(self) -> Answers:
        """Answers to questions of manuals that follow from what the plan itself says."""
        return known_of(is_for_other=self.is_for_other, is_foreigner=self.is_foreigner)

    @property
    def is_full(self) -> bool:
        """Whether no further service can be added."""
        return len(self.ids) >= MOST_ERRANDS

    def url(self, ids: Sequence[int] | None = None, page: str = "plan") -> str:
        """Return the address of this plan, or of one with other services; never with a search.

        ``page`` names another page of the same plan: plan_send, plan_easy, plan_text, plan_ics.
        """
        chosen = self.ids if ids is None else tuple(ids)
        fields = [("m", ",".join(map(str, chosen))), *self._rest(chosen)]
        return f"{reverse(f'www:{page}')}?{urlencode(fields, safe=',~')}"

    def url_at(self, errand: int, ids: Sequence[int]) -> str:
        """Return the address of a plan with these services, opened at one of them."""
        return f"{self.url(ids)}#errand-{errand}"

    def paper_url(self, *, is_large: bool = False) -> str:
        """Return the address of this plan as a PDF file."""
        fields = [("m", ",".join(map(str, self.ids))), *self._rest(self.ids)]
        fields += [("large", "1")] if is_large else []
        return f"{reverse('www:plan_paper')}?{urlencode(fields, safe=',')}"

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """Return the fields that a form keeps when it asks for those in ``without``."""
        fields = [("m", ",".join(map(str, self.ids))), *self._rest(self.ids)]
        return [(name, value) for name, value in fields if name not in without]

    def _rest(self, ids: Sequence[int]) -> list[tuple[str, str]]:
        near = f"{self.near.lat:g},{self.near.lng:g}" if self.near else ""
        bases = [
            (BASE_FIELDS[place], number_text(amount).replace(",", ""))
            for place, errand in enumerate(ids)
            if place < MOST_ERRANDS and (amount := (self.bases or {}).get(errand))
        ]
        bases += [
            (ANSWER_FIELDS[place], text)
            for place, errand in enumerate(ids)
            if place < MOST_ERRANDS and (text := (self.answers or {}).get(errand))
        ]
        cases = [
            (CASE_FIELDS[place], text)
            for place, errand in enumerate(ids)
            if place < MOST_ERRANDS and (text := (self.cases or {}).get(errand))
        ]
        fields = [
            ("prov", self.province),
            ("district", self.district),
            ("near", near),
            ("day", self.day.isoformat() if self.day else ""),
            ("foreign", "1" if self.is_foreigner else ""),
            ("wheelchair", "1" if self.is_wheelchair else ""),
            ("online", "1" if self.is_online else ""),
            ("for", FOR_OTHER if self.is_for_other else ""),
        ]
        return [(name, value) for name, value in fields if value] + bases + cases

    def with_cases(self, cases: Mapping[int, str]) -> PlanQuery:
        """Return the plan with other answers to the questions of its errands."""
        return replace(self, cases=cases)

    def with_answers(self, place: int, text: str) -> PlanQuery:
        """Return the plan with what was answered to the formulas of the errand at ``place``."""
        return replace(self, answers={**(self.answers or {}), self.ids[place]: text})

    def told_to(self, *, is_for_other: bool) -> PlanQuery:
        """Return the plan as told to somebody who does it for another person, or for herself."""
        return replace(self, is_for_other=is_for_other)

    def with_ids(self, ids: Sequence[int]) -> PlanQuery:
        """Return the plan with other services, as when one was merged into another."""
        return replace(self, ids=tuple(ids))


def read_plan(
    given: QueryDict, *, province: str, district: str, near: Near | None, today: date
) -> PlanQuery:
    """Read a plan out of an address; nonsense is read as nothing, and nothing is unbounded."""
    listed = [
        int(text) for text in given.get("m", "").split(",")[:MOST_READ] if _ID.fullmatch(text)
    ]
    unique = list(dict.fromkeys(listed))
    ids = tuple(unique[:MOST_ERRANDS])
    bases = {
        errand: amount
        for errand, field in zip(ids, BASE_FIELDS, strict=False)
        if (amount := _base(given.get(field, "")))
    }
    return PlanQuery(
        ids=ids,
        left_over=len(unique) - len(ids),
        province=province,
        district=district,
        near=near,
        day=_day(given.get("day", ""), today),
        is_foreigner=given.get("foreign") == "1",
        is_wheelchair=given.get("wheelchair") == "1",
        is_online=given.get("online") == "1",
        is_for_other=given.get("for") == FOR_OTHER,
        q=(words := given.get("q", "").replace("\0", "").strip())[:LONGEST_ASKED].rstrip(),
        is_cut=len(words) > LONGEST_ASKED,
        bases=bases,
        answers={
            errand: text
            for errand, field in zip(ids, ANSWER_FIELDS, strict=False)
            if (text := given.get(field, "").replace("\0", "")[:LONGEST_ANSWERS])
        },
        cases=_cases(given, ids),
        is_sent=any(field in given for field in ASK_FIELDS),
        printed=given.get("v", "")[:LONGEST_PRINTED],
    )


def _cases(given: QueryDict, ids: Sequence[int]) -> dict[int, str]:
    """Return the answers for each errand: those of the form, else those of the address.

    The form names the places of the services that ask a question: ``13:who.self``.
    """
    sent = [given.get(field, "") for field in ASK_FIELDS if field in given]
    if not sent:
        found = {e: given.get(field, "") for e, field in zip(ids, CASE_FIELDS, strict=False)}
        return {errand: text for errand, text in found.items() if _CASES.fullmatch(text)}
    answers: dict[int, list[str]] = {}
    for text in sent:
        if asked := _ASKED.fullmatch(text):
            for place in map(int, asked[1]):
                if place <= len(ids):
                    answers.setdefault(ids[place - 1], []).append(asked[2])
    return {errand: ",".join(texts) for errand, texts in answers.items()}


def _day(text: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if today <= day <= today + timedelta(days=DAYS_AHEAD) else None


def _base(text: str) -> int | None:
    """Return the satang of an amount that the reader typed; nothing when it is none."""
    try:
        satang = to_satang(arabic_digits(text[:30]))
    except ValueError:
        return None
    return satang if 0 < satang <= HIGHEST_BASE else None
