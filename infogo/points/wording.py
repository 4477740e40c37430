"""How service points are counted in words."""

from __future__ import annotations

from django.utils.translation import ngettext


def place_count_text(count: int) -> str:
    """Say at how many points a service is offered."""
    return ngettext("%(count)s แห่ง", "%(count)s แห่ง", count) % {"count": f"{count:,}"}
