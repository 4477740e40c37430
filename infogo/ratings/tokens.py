"""The number of a form: proves that we gave it out and when, without a session or a cookie.

It is the idempotency key too: a form sent twice makes one rating.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer

from infogo.ratings.errors import FormExpiredError, FormForgedError

_SALT = "infogo.ratings.form"
_NUMBER = re.compile(r"(?P<key>[0-9a-f]{32})\.(?P<second>\d{1,12})", re.ASCII)


@dataclass(frozen=True)
class FormNumber:
    """A number that was given out by us, and how long ago."""

    key: str
    age: timedelta


def give_out(now: datetime, purpose: str = "") -> str:
    """Return a new signed number for one form; one for another ``purpose`` is no number here."""
    return Signer(salt=_SALT + purpose).sign(f"{secrets.token_hex(16)}.{int(now.timestamp())}")


def read(token: str, *, hours: int, now: datetime, purpose: str = "") -> FormNumber:
    """Return the number in a token that is at most ``hours`` old.

    Raises:
        FormForgedError: it was not signed by us.
        FormExpiredError: it is older.
    """
    try:
        found = _NUMBER.fullmatch(Signer(salt=_SALT + purpose).unsign(token))
    except BadSignature as problem:
        raise FormForgedError from problem
    if found is None:
        raise FormForgedError
    age = timedelta(seconds=now.timestamp() - int(found["second"]))
    if age > timedelta(hours=hours):
        raise FormExpiredError
    return FormNumber(found["key"], age)
