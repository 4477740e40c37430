"""What somebody typed into a form that could not be taken, given back to be kept or sent again.

What of it is a secret, and therefore never given back, is told here alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import Resolver404, resolve

WORTH_KEEPING = 30
"""Characters; less is typed again faster than it is copied."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
FORGERY_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of Django's field)
_SECRET = re.compile(r"passw|secret|otp|credential", re.IGNORECASE)
_SECRET_OF_ACCOUNTS = frozenset({"code", "again"})
"""Fields that are a secret where accounts are opened, and only there: a code from an app or a
recovery code, and the password once more. Elsewhere a code names a record."""
_ACCOUNTS = ("sign-in/", "account/")
"""Below ``settings.OFFICE_PATH``."""


@dataclass(frozen=True)
class UnsentForm:
    """A form as it came: ``fields`` can be sent again, ``texts`` are shown to be copied.

    The token against forgery is in neither: whoever shows the form adds the one that counts then.
    ``back`` is the page on which it stood; empty when the browser did not say.
    """

    path: str
    back: str
    fields: Sequence[tuple[str, str]]
    texts: Sequence[str]
    has_files: bool
    can_be_sent_again: bool


def unsent_form(request: HttpRequest) -> UnsentForm:
    """Return what came; a form with a secret in it, or from elsewhere, cannot be sent again."""
    came = [(name, text) for name, texts in request.POST.lists() for text in texts]
    kept = [pair for pair in came if not is_secret(request, pair[0])]
    return UnsentForm(
        path=request.get_full_path(),
        back=page_before(request),
        fields=[pair for pair in kept if pair[0] != FORGERY_TOKEN],
        texts=unsent_texts(request),
        has_files=bool(request.FILES),
        can_be_sent_again=bool(came) and len(kept) == len(came) and came_from_here(request),
    )


def unsent_texts(request: HttpRequest) -> Sequence[str]:
    """Return the longer texts of a form in its order, none of them a secret."""
    return [
        text
        for name, texts in request.POST.lists()
        if not is_secret(request, name)
        for text in texts
        if _is_written(text)
    ]


def is_secret(request: HttpRequest, name: str) -> bool:
    """Whether what was typed into a field may open an account: neither shown nor sent again."""
    path = request.path_info.removeprefix(settings.OFFICE_PATH)
    opens = path != request.path_info and path.startswith(_ACCOUNTS)
    return bool(_SECRET.search(name)) or (opens and name in _SECRET_OF_ACCOUNTS)


def _is_written(text: str) -> bool:
    """Whether somebody wrote it; the keys and marks that forms carry are one run of ASCII."""
    return len(text) >= WORTH_KEEPING and (" " in text or not text.isascii())


def came_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent the form: another site's words must not appear as ours."""
    kind = request.META.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind not in FORMS:
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return urlsplit(origin).netloc == _own_host(request)


def page_before(request: HttpRequest) -> str:
    """Return the page of a signed-in face from which a request came; empty for none.

    Many forms are sent to an address at which there is nothing to read.
    """
    came = urlsplit(request.headers.get("Referer", ""))
    if not came.netloc or came.netloc != _own_host(request):
        return ""
    if not came.path.startswith(settings.WORKSPACE_PATHS):
        return ""
    try:
        resolve(came.path)
    except Resolver404:
        return ""
    return f"{came.path}?{came.query}" if came.query else came.path


def _own_host(request: HttpRequest) -> str:
    """Return the host that was asked; ``-``, which nothing came from, for one that is not ours."""
    try:
        return str(request.get_host())
    except DisallowedHost:
        return "-"
