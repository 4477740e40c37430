"""Which answers may be kept, under which key, and what they depend on.

A view says what its page is made from with ``@public_page``. The decorator reads the tokens of
those keys *before* the view reads any data and hands them, with the parameters that the page may
depend on, to the layer in front of Django. It also takes away what a page for everybody must not
see: the view finds no header, no cookie and no address of the reader, and touching a session or
a user is an error.
"""

from __future__ import annotations

import functools
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone

from infogo.announcements.selectors import next_change, posted
from infogo.core import replica, versions
from infogo.core.dates import bangkok_now
from infogo.core.keys import ANNOUNCEMENT, EVERYTHING
from infogo.core.memory import reading_under
from infogo.points.access import ASKED
from infogo.points.certificates import CERTIFIED
from infogo.www.pages.embed_code import THEMES
from infogo.www.pages.paging import counting_pages, page_number
from infogo.www.pages.plan_query import FOR_OTHER
from infogo.www.pages.unknown import noting_unknown
from infogo.www.views.parameters import (
    DISTRICT_DIGITS,
    PROVINCE_DIGITS,
    read_code,
    read_kind,
    read_near,
)

HANDOVER = "infogo.cache_rule"
"""Key of the WSGI environment under which a view tells the layer what its page is made from."""
WANTED = "infogo.cache_wanted"
"""Key under which the layer says that it is there; without it nobody needs to be told."""
OK = 200
LONGEST_VALUE = 100
LONGEST_QUERY = 600
MOST_PATHS = 1000
TURNS = 1 << 16
PERSONAL_ATTRIBUTES = ("session", "user", "auser")


class PersonalDataError(RuntimeError):
    """A page that everybody is shown tried to look at who is asking."""


@dataclass(frozen=True)
class Rule:
    """What a page was made from; ``seconds`` limits its life when it shows the time of day."""

    tokens: versions.Tokens
    parameters: frozenset[str]
    seconds: float | None


View = Callable[..., HttpResponse]


def public_page(
    *,
    depends_on: Iterable[str] = (),
    parameters: Iterable[str] = (),
    seconds: float | None = None,
    seconds_unasked: float | None = None,
) -> Callable[[View], View]:
    """Mark a view whose page is the same for everybody and may be kept.

    Args:
        depends_on: version keys such as ``"procedure"`` or ``"procedure:{procedure_id}"``; names
            in braces are filled from the address.
        parameters: query parameters that the page depends on; the view sees no others.
        seconds: how long a page may be kept that shows the time of day, such as "open now".
        seconds_unasked: how long without any parameter, if that is longer.
    """
    # Announcements of the centre may stand above any page.
    keys = (EVERYTHING, ANNOUNCEMENT, *depends_on)
    allowed = frozenset(parameters)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.GET = _only(request.GET, allowed)  # type: ignore[assignment]
            if WANTED not in request.META:
                with _nothing_personal(request):
                    return _where_it_stands(view, request, *args, **kwargs)
            began = timezone.now()

            def make() -> tuple[Mapping[str, int], HttpResponse, datetime | None]:
                own = [key.format(**kwargs) for key in keys]
                also = _named_before.get(request.path, ())
                found = versions.tokens([*own, *also])
                tokens = {key: found[key] for key in own}
                with _nothing_personal(request), reading_under(tokens, found) as present:
                    response = _where_it_stands(view, request, *args, **kwargs)
                    until = next_change(posted(began), began)
                # The page depends by now on what it found out to name as well.
                _remember(request.path, [key for key in present if key not in tokens])
                return present, response, until

            tokens, response, until = replica.read(make)
            life = seconds if request.GET or seconds_unasked is None else seconds_unasked
            if life is not None:
                life = min(_until_its_turn(life, request.path), _seconds_of_today())
            life = _at_most_until(until, life)
            request.META[HANDOVER] = Rule(tuple(tokens.items()), allowed, life)
            return response

        return wrapped

    return decorate


def _where_it_stands(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Call a view; send who asked for what is not there to the page that he was shown.

    To the last page of a list that has fewer, or to the address without what names nothing. Only
    pages that answer 200 are kept, so none is kept for each number or word that somebody thinks of.
    """
    with counting_pages() as counted, noting_unknown() as unknown:
        response = view(request, *args, **kwargs)
    last = max(counted, default=1)
    is_beyond = page_number(str(request.GET.get("page", ""))) > last
    if response.status_code != OK or not (is_beyond or unknown.intersection(request.GET)):
        return response
    fields = request.GET.copy()
    if is_beyond:
        fields.setlist("page", [str(last)] if last > 1 else [])
    for name in unknown:
        fields.setlist(name, [])
    query = fields.urlencode()
    return HttpResponseRedirect(f"{request.path}?{query}" if query else request.path)


# What pages found out to name when they were made last: it is most likely what they will name, and
# asking for the tokens of all of it at once spares a question.
_named_before: dict[str, tuple[str, ...]] = {}


def _remember(path: str, keys: Sequence[str]) -> None:
    if not keys or len(path) > LONGEST_VALUE:
        return
    if len(_named_before) >= MOST_PATHS and path not in _named_before:
        _named_before.clear()
    _named_before[path] = tuple(keys)


def _page(text: str) -> str:
    number = page_number(text)
    return str(number) if number > 1 else ""


def _flag(text: str) -> str:
    return text if text == "1" else ""


def _position(text: str) -> str:
    near = read_near(text)
    return f"{near.lat:g},{near.lng:g}" if near else ""


def _slug(text: str) -> str:
    return text if _SLUG.fullmatch(text) else ""


_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,40}")
_READ_AS: Mapping[str, Callable[[str], str]] = {
    "page": _page,
    "prov": lambda text: read_code(text, PROVINCE_DIGITS),
    "district": lambda text: read_code(text, DISTRICT_DIGITS),
    "kind": read_kind,
    "near": _position,
    "for": lambda text: text if text == FOR_OTHER else "",
    "theme": lambda text: text if text in THEMES else "",
    **dict.fromkeys(("group", "topic"), _slug),
    **dict.fromkeys((*ASKED, CERTIFIED, "foreign", "online", "large"), _flag),
}
"""What parameters say that mean the same on every page; empty where they say nothing.

As views read them (``www/views/parameters.py``): a position to about 100 m.
"""


def _said(asked: Mapping[str, str]) -> dict[str, str]:
    """Return what parameters say, those that every page reads as nothing said empty."""
    said = {name: _READ_AS.get(name, str)(value) for name, value in asked.items()}
    if not said.get("prov") or not said.get("district", "").startswith(said["prov"]):
        said.pop("district", None)  # of another province than was chosen
    return said


def canonical_query(query: str, allowed: frozenset[str]) -> str | None:
    """Return the query string with only the allowed parameters, in one order.

    Returns ``None`` when it is too long to be kept. Parameters that the page does not depend on
    vanish, and so does what every page reads as nothing said: junk behind a question mark leads to
    the page that is kept already.
    """
    if not query or not allowed:
        return ""
    if len(query) > LONGEST_QUERY:
        return None
    asked: dict[str, str] = {}
    # Empty ones count too, until the last word is said: "prov=50&prov=" asks for no province.
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        if name in allowed:
            # Django's QueryDict gives views the last value of a repeated parameter.
            asked[name] = value
    said = {name: value for name, value in _said(asked).items() if value}
    if any(len(value) > LONGEST_VALUE for value in said.values()):
        return None
    return urlencode(sorted(said.items()))


def _at_most_until(moment: datetime | None, life: float | None) -> float | None:
    """Return a life that ends when an announcement appears or vanishes by the clock."""
    if moment is None:
        return life
    seconds = (moment - timezone.now()).total_seconds()
    return seconds if life is None else min(life, seconds)


def _until_its_turn(life: float, path: str) -> float:
    """Return the seconds, at most ``life``, until a page's turn to be made anew.

    Turns are spread evenly by the address. Pages that were made together, as after a restart, would
    otherwise be made anew together, every minute, and whoever reads would wait for all of them.
    """
    turn = zlib.crc32(path.encode()) % TURNS / TURNS * life
    return life - (time.time() - turn) % life


def _seconds_of_today() -> float:
    """Return the seconds until midnight: what shows the time of day may show its date too."""
    now = bangkok_now()
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (tomorrow - now).total_seconds()


class _Untouchable:
    """Stands where something personal would be; any use of it raises ``PersonalDataError``."""

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_name", name)

    def _refuse(self, *_arguments: Any) -> NoReturn:
        name = object.__getattribute__(self, "_name")
        raise PersonalDataError(f"a public page must not touch request.{name}")

    __getattr__ = __setattr__ = __delattr__ = _refuse
    __getitem__ = __setitem__ = __delitem__ = __contains__ = _refuse
    __iter__ = __len__ = __bool__ = __call__ = __str__ = __eq__ = __hash__ = _refuse


@contextmanager
def _nothing_personal(request: HttpRequest) -> Iterator[None]:
    """Hide the reader from a view; middlewares around it find the request as it was."""
    attributes = request.__dict__
    before = dict(attributes)
    meta = request.META
    hidden = {name: meta[name] for name in meta if _is_about_the_reader(name)}
    for name in hidden:
        del meta[name]
    request.COOKIES = {}
    # Made from META on first use, and kept on the request since.
    attributes.pop("headers", None)
    attributes.pop("accepted_types", None)
    for name in PERSONAL_ATTRIBUTES:
        attributes[name] = _Untouchable(name)
    try:
        yield
    finally:
        meta.update(hidden)
        for name in (*PERSONAL_ATTRIBUTES, "COOKIES", "headers", "accepted_types"):
            if name in before:
                attributes[name] = before[name]
            else:
                attributes.pop(name, None)


def _is_about_the_reader(name: str) -> bool:
    return name.startswith(("HTTP_", "REMOTE_"))


def _only(query: QueryDict, allowed: frozenset[str]) -> QueryDict:
    """Return the allowed parameters, each with the one value that Django would give.

    What says nothing is left out, as in the key: else one reader's junk would stand in the
    addresses that the page tells everybody.
    """
    said = _said({name: str(query[name]) for name in query if name in allowed})
    return QueryDict(
        urlencode([pair for pair in said.items() if pair[1] or pair[0] not in _READ_AS])
    )
