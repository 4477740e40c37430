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

_PROCEDURE = "SELECT id FROM manuals_procedure WHERE code = '{}'"
EXAMPLES = {
    "manual": _PROCEDURE.format("DOPA-001"),
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


PAGES = (PageType("home", "/"),)
BY_LANGUAGE = tuple(product(PAGES, LANGUAGES))
