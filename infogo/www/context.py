"""What every page template may use besides its own page data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.www.pages.announced import announced
from infogo.www.pages.plan_query import PARAMETERS as PLAN_PARAMETERS
from infogo.www.reportable import reportable_path

# Only these query parameters say which page it is; all others are dropped from canonical links.
CANONICAL_PARAMETERS = (
    "q",
    "type",
    "topic",
    "group",
    "agency",
    "prov",
    "district",
    "kind",
    "for",
    "page",
)

# A plan is all in its address, so that it can be read on in the other language.
# Two editions are compared in either language.
PARAMETERS_OF = {
    "www:plan": PLAN_PARAMETERS,
    "www:plan_send": PLAN_PARAMETERS,
    "www:plan_easy": PLAN_PARAMETERS,
    "www:compare": ("m", "only"),
    "www:report": ("about",),
    "www:manual_changes_between": ("from", "to"),
    "www:local_manual_changes_between": ("from", "to"),
}


@dataclass(frozen=True, eq=False)
class Frame:
    """What is the same around every page of one language; what is made from it is made once."""

    lang: str
    demo_notice: bool


@lru_cache(maxsize=16)
def _frame(lang: str, demo_notice: bool) -> Frame:
    return Frame(lang, demo_notice)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the names that ``base/page.html`` needs."""
    return {
        "lang": current_language(),
        "frame": _frame(current_language(), settings.INFOGO["DEMO_NOTICE"]),
        "announcements": SimpleLazyObject(lambda: announced(request)),
        "alternate_urls": alternate_urls(request),
        "demo_notice": settings.INFOGO["DEMO_NOTICE"],
        "site_name": _("ติดต่อราชการ"),
        "request_path": request.path,
        "reportable_path": reportable_path(request),
        "public_url": settings.INFOGO["PUBLIC_URL"],
    }


def alternate_urls(request: HttpRequest) -> dict[str, str]:
    """Return the absolute address of this page in each language.

    The host comes from the settings, never from the request: a forged Host header must not
    reach a page that others are shown.
    """
    if request.resolver_match is None:
        return {}
    names = PARAMETERS_OF.get(request.resolver_match.view_name, CANONICAL_PARAMETERS)
    kept = [(name, request.GET[name]) for name in names if request.GET.get(name)]
    tail = f"?{urlencode(kept)}" if kept else ""
    site = str(settings.INFOGO["PUBLIC_URL"])
    return {code: site + path + tail for code, path in _paths_in_languages(request.path).items()}


@lru_cache(maxsize=4096)
def _paths_in_languages(path: str) -> dict[str, str]:
    """Return a path that exists in each language; addresses are fixed while a process lives."""
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}
