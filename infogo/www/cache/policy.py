"""Which answers may be kept, under which key, and what they depend on.

A view says what its page is made from with ``@public_page``. The decorator reads the tokens of
those keys *before* the view reads any data and hands them, with the parameters that the page may
depend on, to the layer in front of Django. It also takes away what a page for everybody must not
see: cookies.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

from infogo.core import versions

HANDOVER = "infogo.cache_rule"
"""Key of the WSGI environment under which a view tells the layer what its page is made from."""
WANTED = "infogo.cache_wanted"
"""Key under which the layer says that it is there; without it nobody needs to be told."""
LONGEST_VALUE = 100
LONGEST_QUERY = 600


@dataclass(frozen=True)
class Rule:
    """What a page was made from; ``seconds`` limits its life when it shows the time of day."""

    tokens: tuple[tuple[str, int], ...]
    parameters: frozenset[str]
    seconds: float | None


View = Callable[..., HttpResponse]


def public_page(
    *,
    depends_on: Iterable[str] = (),
    parameters: Iterable[str] = (),
    when_asked: Iterable[str] = (),
    seconds: float | None = None,
) -> Callable[[View], View]:
    """Mark a view whose page is the same for everybody and may be kept.

    Args:
        depends_on: version keys such as ``"procedure"`` or ``"procedure:{procedure_id}"``; names
            in braces are filled from the address.
        parameters: query parameters that the page depends on; the view sees no others.
        when_asked: further keys of what the page shows only with a parameter.
        seconds: how long a page may be kept that shows the time of day, such as "open now".
    """
    always = (versions.EVERYTHING, *depends_on)
    asked = (*always, *when_asked)
    allowed = frozenset(parameters)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.COOKIES = {}
            request.GET = _only(request.GET, allowed)  # type: ignore[assignment]
            if WANTED not in request.META:
                return view(request, *args, **kwargs)
            keys = asked if request.GET else always
            tokens = versions.tokens(key.format(**kwargs) for key in keys)
            response = view(request, *args, **kwargs)
            request.META[HANDOVER] = Rule(tuple(tokens.items()), allowed, seconds)
            return response

        return wrapped

    return decorate


def canonical_query(query: str, allowed: frozenset[str]) -> str | None:
    """Return the query string with only the allowed parameters, in one order.

    Returns ``None`` when it is too long to be kept. Parameters that the page does not depend on
    vanish, so junk behind a question mark leads to the page that is kept already.
    """
    if not query or not allowed:
        return ""
    if len(query) > LONGEST_QUERY:
        return None
    first: dict[str, str] = {}
    for name, value in parse_qsl(query, errors="replace"):
        if name in allowed:
            # Django's QueryDict gives views the last value of a repeated parameter.
            first[name] = value
    if any(len(value) > LONGEST_VALUE for value in first.values()):
        return None
    return urlencode(sorted(first.items()))


def _only(query: QueryDict, allowed: frozenset[str]) -> QueryDict:
    """Return the allowed parameters, each with the one value that Django would give."""
    kept = [(name, query[name]) for name in query if name in allowed]
    return QueryDict(urlencode(kept))
