"""Structured data (schema.org) that several pages share, as plain values for JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.language import current_language


def absolute(path: str) -> str:
    """Return the address that citizens see; the host comes from the settings."""
    return f"{settings.INFOGO['PUBLIC_URL']}{path}"


def website() -> dict[str, Any]:
    """Return the description of this site and of its search, for search engines."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": _("ติดต่อราชการ"),
        "url": absolute(reverse("www:home")),
        "inLanguage": current_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(reverse("www:search")) + "?q={query}",
            },
            "query-input": "required name=query",
        },
    }


def breadcrumb_trail(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the way to a page: (label, path) pairs from the home page's child to the page."""
    trail = [(_("หน้าแรก"), reverse("www:home")), *items]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": label, "item": absolute(path)}
            for position, (label, path) in enumerate(trail, start=1)
        ],
    }
