"""What every page template may use besides its own page data."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import gettext as _

from infogo.core.language import current_language

# Only these query parameters say which page it is; all others are dropped from canonical links.
CANONICAL_PARAMETERS = ("q", "type", "topic", "group", "agency", "prov", "district", "kind", "page")


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the names that ``base/page.html`` needs."""
    return {
        "lang": current_language(),
        "alternate_urls": alternate_urls(request),
        "demo_notice": settings.INFOGO["DEMO_NOTICE"],
        "site_name": _("ติดต่อราชการ"),
        "request_path": request.path,
        "public_url": settings.INFOGO["PUBLIC_URL"],
    }


def alternate_urls(request: HttpRequest) -> dict[str, str]:
    """Return the absolute address of this page in each language.

    The host comes from the settings, never from the request: a forged Host header must not
    reach a page that others are shown.
    """
    if request.resolver_match is None:
        return {}
    kept = [(name, request.GET[name]) for name in CANONICAL_PARAMETERS if request.GET.get(name)]
    tail = f"?{urlencode(kept)}" if kept else ""
    return {
        code: str(settings.INFOGO["PUBLIC_URL"]) + translate_url(request.path, code) + tail
        for code, _name in settings.LANGUAGES
    }
