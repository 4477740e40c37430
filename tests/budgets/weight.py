"""What a visit may cost the reader (compressed, as a browser sees it)."""

from __future__ import annotations

from tests.e2e.pages import PageType
from tools.visits import Visit

KB = 1000
MOST_MANUAL_PAGE_BYTES = 14 * KB
MOST_PAGE_BYTES = 12 * KB
MOST_FIRST_VISIT_BYTES = 85 * KB
MOST_FIRST_VISIT_REQUESTS = 9
# Its own script, and the size of what it offers to keep.
MOST_DISTRICT_REQUESTS = 10
MOST_REPEAT_VISIT_BYTES = 15 * KB
MOST_LAYOUT_SHIFT = 0.05


def too_heavy(page_type: PageType, first: Visit, again: Visit) -> list[str]:
    """Return what of a first and a repeated visit goes beyond the budget, in words."""
    is_long = page_type.name.startswith(("manual", "plan"))
    is_kept = page_type.name == "offline-district"
    most_page = MOST_MANUAL_PAGE_BYTES if is_long else MOST_PAGE_BYTES
    most_requests = MOST_DISTRICT_REQUESTS if is_kept else MOST_FIRST_VISIT_REQUESTS
    limits: tuple[tuple[str, float, float, float], ...] = (
        ("bytes of the page", 1, first.page_bytes, most_page),
        ("bytes of a first visit", 1, first.total_bytes, MOST_FIRST_VISIT_BYTES),
        ("requests of a first visit", 2, first.requests, most_requests),
        # Ours comes in after the reader's own Thai font: every device in Thailand has one, and so
        # has a machine on which `./dev test` installed what it needs.
        ("layout shift", 0, first.layout_shift, MOST_LAYOUT_SHIFT),
        ("bytes of a repeated visit", 1, again.total_bytes, MOST_REPEAT_VISIT_BYTES),
    )
    return [
        f"{what}: {counted}, not {least} to {most}"
        for what, least, counted, most in limits
        if not least <= counted <= most
    ]
