"""Forms that anybody may send without an account: what all of them check, and how they refuse.

Each carries a signed number (``infogo.ratings.tokens``), a field that people do not see, and may
be sent so often from one network. Nothing that she wrote is lost: a refusal shows the form again.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from django.http import HttpRequest, HttpResponse

from infogo.ratings import tokens
from infogo.ratings.errors import FormExpiredError, FormForgedError
from infogo.ratings.guard import Masked
from infogo.ratings.tokens import FormNumber

UNPROCESSABLE, FORBIDDEN, TOO_MANY = 422, 403, 429
TRAP = "website"
"""A field that people do not see."""
SEND_MASKED = "mask"
"""The button by which she sends her words with personal data masked."""


class FormRules(Protocol):
    """What the rules in force say of one form."""

    @property
    def form_hours(self) -> int:
        """For how long an open form may be sent."""

    @property
    def shortest_fill_seconds(self) -> int:
        """How long it takes people to fill it in."""


class Sign(StrEnum):
    """What a machine does; forms that note it call it the same."""

    TRAP = "trap"
    TOO_FAST = "too_fast"


class Refusal(Exception):  # noqa: N818  (it is an answer, not a fault)
    """Why a form is shown again; ``masked`` when personal data was found in her words.

    ``opened_before`` is how long a form with a new token counts as open already.
    """

    def __init__(
        self,
        status: int,
        problem: str = "",
        *,
        masked: Masked | None = None,
        needs_new_token: bool = False,
        opened_before: timedelta = timedelta(),
        retry_after: int = 0,
    ) -> None:
        super().__init__(problem)
        self.status, self.problem, self.masked = status, problem, masked
        self.needs_new_token, self.retry_after = needs_new_token, retry_after
        self.opened_before = opened_before


def number_of(
    request: HttpRequest, rules: FormRules, now: datetime, *, problem: str, purpose: str = ""
) -> FormNumber:
    """Return the number of the form that was sent.

    Raises:
        Refusal: ``problem``, since it is none of ours or lay open for too long.
    """
    token = request.POST.get("token", "")
    try:
        return tokens.read(token, hours=rules.form_hours, now=now, purpose=purpose)
    except (FormExpiredError, FormForgedError) as reason:
        # Whoever let our form lie open filled it in long ago: pressing once more is not too fast.
        is_ours = isinstance(reason, FormExpiredError)
        raise Refusal(
            UNPROCESSABLE,
            problem,
            needs_new_token=True,
            opened_before=timedelta(seconds=rules.shortest_fill_seconds if is_ours else 0),
        ) from reason


def key_of(number: FormNumber, *said: object) -> str:
    """Return the key under which what somebody said by a form is taken in, once.

    The same sent again by the same form has the same key, other words have another. The number is
    random and kept nowhere, so nobody can try words or addresses against what is kept of both.
    """
    return hashlib.sha256(json.dumps([number.key, *map(str, said)]).encode()).hexdigest()


def signs_of_machine(request: HttpRequest, number: FormNumber, rules: FormRules) -> list[Sign]:
    """Return what people do not do: fill in what they cannot see, or answer in no time."""
    found = []
    if request.POST.get(TRAP):
        found.append(Sign.TRAP)
    if number.age < timedelta(seconds=rules.shortest_fill_seconds):
        found.append(Sign.TOO_FAST)
    return found


def too_many(problem: str, now: datetime) -> Refusal:
    """Return the refusal of a network that sent too many in this hour."""
    return Refusal(TOO_MANY, problem, retry_after=3600 - now.minute * 60 - now.second)


def token_to_show(
    request: HttpRequest, refusal: Refusal | None, now: datetime, purpose: str = ""
) -> str:
    """Return the number of the form that is shown: the one that was sent, unless it is no good."""
    if refusal is None:
        return tokens.give_out(now, purpose)
    if refusal.needs_new_token:
        return tokens.give_out(now - refusal.opened_before, purpose)
    return request.POST.get("token", "")


def answered(response: HttpResponse, refusal: Refusal | None) -> HttpResponse:
    """Return the answer with a form as it is sent: kept nowhere, and when to try again."""
    response.headers["Cache-Control"] = "no-store"
    if refusal and refusal.retry_after:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
