"""How records leave the API: pages with a cursor, only the fields asked for, and 304 answers."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from ninja import Field, Query, Schema

from infogo.api.callers import UNUSABLE, ApiProblemError
from infogo.core import replica, versions
from infogo.core.memory import reading_under
from infogo.records.base import Kind, Record, said

LARGEST_LIMIT = 200
USUAL_LIMIT = 50
OLDEST_CURSOR = "a"
"""Mark of the present form of cursors; another form gets another letter."""
WEAK = "W/"
"""Tags are weak: one stands for the answer in every encoding that it is sent in."""
ItemT = TypeVar("ItemT")


class PageOut(Schema, Generic[ItemT]):
    """One page of a list. ``next`` is the address of the following page, null at the end."""

    items: list[ItemT] = said("รายการของหน้านี้", "Records of this page")
    next: str | None = said("ที่อยู่ของหน้าถัดไป null คือหมดแล้ว", "Address of the next page")


class OneIn(Schema):
    """What every address understands."""

    fields: str = Field(
        "",
        max_length=400,
        pattern=r"^[a-z0-9_,]*$",
        description="Only these fields, with commas: id,name_th",
    )
    lang: str = Field(
        "",
        pattern=r"^(th|en)?$",
        description="th or en: leaves out texts of the other language where this one has them",
    )


class PageIn(OneIn):
    """What every list understands."""

    limit: int = Field(USUAL_LIMIT, ge=1, le=LARGEST_LIMIT, description="Records a page")
    cursor: str = Field(
        "", max_length=40, pattern=r"^[A-Za-z0-9_-]*$", description="From the answer before; opaque"
    )


One = Annotated[OneIn, Query()]
Paged = Annotated[PageIn, Query()]


def answered(
    request: HttpRequest,
    topics: Iterable[str],
    make: Callable[[], Any],
    *,
    may_refuse: bool = False,
) -> HttpResponse:
    """Return what ``make`` makes as JSON, or 304 where the caller holds the same already.

    ``topics`` are the version keys of what the answer is made from; their tokens are read before
    ``make`` reads any data, and nothing is made for a copy that is still good, except where
    ``make`` may refuse: then nothing is promised before it did not. What others remember under
    the same tokens (``core.memory``) serves ``make`` too.
    """

    def answer() -> HttpResponse:
        tokens = versions.tokens([versions.EVERYTHING, *topics])
        tag = _tag(request, tokens)
        with reading_under(tokens):
            if may_refuse:
                body = orjson.dumps(make())
                return tagged(request, tag, lambda: body)
            return tagged(request, tag, lambda: orjson.dumps(make()))

    return replica.read(answer)


def answered_by_content(request: HttpRequest, value: Any) -> HttpResponse:
    """Return a value as JSON, or 304 where the caller holds the very same."""
    body = orjson.dumps(value)
    return tagged(request, f'"{hashlib.sha256(body).hexdigest()[:32]}"', lambda: body)


def tagged(request: HttpRequest, tag: str, body: Callable[[], bytes]) -> HttpResponse:
    """Return a body under its tag, or 304 where the caller holds the same already."""
    held = {one.removeprefix(WEAK) for one in parse_etags(request.headers.get("If-None-Match", ""))}
    response: HttpResponse
    if tag in held or "*" in held:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(body(), content_type="application/json")
    response["ETag"] = WEAK + tag
    response["Cache-Control"] = "no-cache"
    return response


def _tag(request: HttpRequest, tokens: Mapping[str, int]) -> str:
    text = repr((sorted(tokens.items()), request.get_full_path(), settings.INFOGO["PUBLIC_URL"]))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def page_of(
    request: HttpRequest,
    kind: Kind[Any, Any],
    asked: PageIn,
    rows: Callable[[], QuerySet[Any]] | None = None,
    ids_after: Callable[[int], QuerySet[Any, int]] | None = None,
) -> HttpResponse:
    """Return one page of records in the order of their ids, of all public ones or of ``rows``.

    ``ids_after`` gives the ids after one, where another query than ``rows`` finds them sooner.
    """
    chosen, last = chosen_fields(kind.record, asked), read_cursor(asked.cursor)

    def make() -> dict[str, Any]:
        # Ids first: what belongs to a row is joined to the rows of the page only.
        found = ids_after(last) if ids_after else _ids_after((rows or kind.public)(), last)
        ids = list(found[: asked.limit + 1])
        items = kind.some(ids[: asked.limit])
        more = len(ids) > asked.limit
        return {
            "items": told(items, asked, chosen),
            "next": next_page(request, ids[asked.limit - 1]) if more else None,
        }

    return answered(request, kind.topics, make)


def _ids_after(rows: QuerySet[Any], last: int) -> QuerySet[Any, int]:
    return rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)


def told(records: Sequence[Record], asked: OneIn, chosen: Collection[str]) -> list[Any]:
    """Return records as JSON values, with the fields and in the language asked for."""
    include = set(chosen) or None
    plain = [one.model_dump(mode="json", include=include) for one in records]
    return [_spoken(one, asked.lang) for one in plain] if asked.lang else plain


def one_told(record: Record, asked: OneIn) -> Any:
    """Return one record in the same way."""
    return told([record], asked, chosen_fields(type(record), asked))[0]


def _spoken(value: Any, lang: str) -> Any:
    """Leave out the texts of the other language; an English text that is missing stays Thai."""
    if isinstance(value, list):
        return [_spoken(one, lang) for one in value]
    if not isinstance(value, dict):
        return value
    other = "_en" if lang == "th" else "_th"
    own = "_th" if lang == "th" else "_en"
    return {
        name: _spoken(inner, lang)
        for name, inner in value.items()
        if not (name.endswith(other) and value.get(name[: -len(other)] + own))
    }


def chosen_fields(record: type[Record], asked: OneIn) -> list[str]:
    """Return the fields asked for; none means all.

    Raises:
        ApiProblemError: there is no such field.
    """
    names = [name for name in asked.fields.split(",") if name]
    unknown = [name for name in names if name not in record.model_fields]
    if unknown:
        known = ", ".join(record.model_fields)
        thai, english = f"ไม่มีช่อง {unknown[0]} มี {known}", f"no {unknown[0]}; there are {known}"
        raise wrong("fields", thai, english)
    return names


def read_cursor(text: str) -> int:
    """Return the id after which a page begins.

    Raises:
        ApiProblemError: it is none of ours.
    """
    if not text:
        return 0
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        mark, number = plain[:1], plain[1:]
        if mark == OLDEST_CURSOR and number.isdecimal() and len(number) < 19:
            return int(number)
    except (binascii.Error, UnicodeDecodeError):
        pass  # what cannot be decoded was never ours either
    raise wrong("cursor", "cursor ไม่ใช่ของเรา เริ่มจากหน้าแรกใหม่", "not a cursor of ours; begin again")


def next_page(request: HttpRequest, last: int) -> str:
    """Return the address of the page after an id, with everything else as it was asked."""
    cursor = base64.urlsafe_b64encode(f"{OLDEST_CURSOR}{last}".encode()).decode().rstrip("=")
    query = request.GET.copy()
    query["cursor"] = cursor
    pairs = [(name, value) for name in query for value in query.getlist(name)]
    return f"{settings.INFOGO['PUBLIC_URL']}{request.path}?{urlencode(pairs)}"


def wrong(parameter: str, thai: str, english: str) -> ApiProblemError:
    """Return the problem of one parameter."""
    line = {"parameter": parameter, "message": english, "message_th": thai}
    return ApiProblemError(UNUSABLE, f"{parameter}: {thai}", f"{parameter}: {english}", [line])


def missing(thai: str, english: str) -> ApiProblemError:
    """Return the problem of a record that is not there."""
    return ApiProblemError(404, thai, english)


def gone(thai: str, english: str) -> ApiProblemError:
    """Return the problem of a record that was there and is not coming back."""
    return ApiProblemError(410, thai, english)
