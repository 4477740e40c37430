"""What each page type weighs, as a browser sees it."""

from __future__ import annotations

from bench.report import Table
from tests.e2e.pages import PAGES, find_examples
from tools import country
from tools.chromium import chromium
from tools.visits import reader, visit


def weights() -> Table:
    """Visit every page type with an empty cache, and once more with a warm one."""
    home = country.kept_home()
    examples = find_examples(home)
    rows = []
    with country.served(home) as address, chromium() as browser:
        for page_type in PAGES:
            url = address + page_type.address("th", examples)
            with reader(browser, width=360, height=740) as context:
                first, again = visit(context, url), visit(context, url)
            rows.append(
                (
                    page_type.name,
                    first.page_bytes / 1000,
                    first.total_bytes / 1000,
                    first.requests,
                    again.total_bytes / 1000,
                    f"{first.layout_shift:.3f}",
                )
            )
    columns = ("page", "HTML, KB", "first visit, KB", "requests", "again, KB", "layout shift")
    return Table("Weight of pages at 360 px (bytes on the wire, headers included)", columns, rows)
