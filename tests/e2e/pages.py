"""Every page type of the public site, once: a new page is one line here.

Accessibility, weight, Thai type, third parties, reflow and screenshots all read this table.
``{names}`` in a path are looked up in the loaded country by ``EXAMPLES``.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path

LANGUAGES = {"th": "", "en": "/en"}

EXAMPLES = {
    "manual": "SELECT id FROM manuals_procedure WHERE code = 'DOPA-002'",
    "standard": "SELECT owner_id FROM manuals_procedure WHERE code = 'DOPA-002'",
    "adopted": (
        "SELECT procedure_id FROM manuals_manual WHERE standard_id IS NOT NULL ORDER BY id LIMIT 1"
    ),
    "adopter": (
        "SELECT agency_id FROM manuals_manual WHERE standard_id IS NOT NULL ORDER BY id LIMIT 1"
    ),
    "ministry": "SELECT id FROM agencies_agency WHERE kind = 'ministry' ORDER BY id LIMIT 1",
    "department": "SELECT owner_id FROM manuals_procedure WHERE code = 'DOPA-001'",
    "municipality": (
        "SELECT id FROM agencies_agency WHERE kind = 'municipality_city' ORDER BY id LIMIT 1"
    ),
    "place": "SELECT id FROM points_servicepoint WHERE kind = 'district_office' ORDER BY id LIMIT 1",
    "approximate_place": (
        "SELECT id FROM points_servicepoint WHERE coordinate_quality = 'district_office_proxy'"
        " ORDER BY id LIMIT 1"
    ),
    "article": "SELECT id FROM articles_article ORDER BY id LIMIT 1",
}


def find_examples(home: Path) -> dict[str, int | str]:
    """Look the examples up in a loaded country."""
    with closing(sqlite3.connect(home / "db.sqlite3")) as database:
        return {name: database.execute(query).fetchone()[0] for name, query in EXAMPLES.items()}


@dataclass(frozen=True)
class PageType:
    """A kind of page and one address that shows it well."""

    name: str
    path: str
    status: int = 200

    def __str__(self) -> str:
        return self.name

    def address(self, language: str, examples: dict[str, int | str]) -> str:
        """Return the path in a language with its examples filled in."""
        path = self.path.format(**examples)
        return (LANGUAGES[language] + path).removesuffix("/") or "/"


PAGES = (
    PageType("home", "/"),
    PageType("search", "/search?q=บัตรประชาชน"),
    PageType("search-filtered", "/search?q=ใบอนุญาต&type=procedure&topic=business-licence"),
    PageType("search-nothing", "/search?q=กฟหดกฟหดกฟหด"),
    PageType("topics", "/category/"),
    PageType("topic", "/category/id-civil"),
    PageType("groups", "/for/"),
    PageType("group", "/for/elderly"),
    PageType("events", "/life/"),
    PageType("event", "/life/coming-of-age"),
    PageType("articles", "/article/"),
    PageType("article", "/article/{article}"),
    PageType("emergency", "/emergency"),
    PageType("help", "/help"),
    PageType("about", "/about"),
    PageType("privacy", "/privacy"),
    PageType("accessibility", "/accessibility"),
    PageType("not-found", "/nowhere", status=404),
)
# Answers that are not pages for people.
EXTRA_ADDRESSES = (
    ("/opensearch.xml", 200),
    ("/en/opensearch.xml", 200),
    ("/sitemap.xml", 200),
    ("/robots.txt", 200),
    ("/healthz", 200),
)
BY_LANGUAGE = tuple(product(PAGES, LANGUAGES))
