"""Canonical documents, whatever a manual calls them."""

from __future__ import annotations

from infogo.core.importing import Job, Row, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.manuals.models import Document

FILE = "services/documents.csv"
DOCUMENTS = Table(
    "document",
    Document,
    key=("name_th",),
    fields=("name_en", "issuer", "is_state_issued", "is_in_state_register", "aliases"),
)
COLUMNS = (
    "name_th", "name_en", "issuer", "issued_by_state", "obtainable_from_government_link",
    "aliases",
)  # fmt: skip


def load_documents(job: Job) -> Tally:
    """Load ``services/documents.csv``."""
    return load_rows(DOCUMENTS, convert(job.csv_rows(FILE, COLUMNS), _document), job)


class DocumentNames:
    """Finds the canonical document behind a name or an alias."""

    def __init__(self) -> None:
        """Read the loaded documents; a name goes before an equal alias of another document."""
        documents = list(Document.objects.order_by("pk"))
        self._by_name = {alias: item for item in documents for alias in item.aliases}
        self._by_name |= {item.name_th: item for item in documents}

    def find(self, name: str) -> Document | None:
        """Return the document called so, if any."""
        return self._by_name.get(name)


def _document(row: Row) -> Values:
    aliases = row.text("aliases", longest=2000).split("|")
    return {
        "name_th": row.text("name_th", longest=200, required=True),
        "name_en": row.text("name_en", longest=200),
        "issuer": row.text("issuer", longest=200),
        "is_state_issued": row.flag("issued_by_state"),
        "is_in_state_register": row.flag("obtainable_from_government_link"),
        "aliases": [alias.strip() for alias in aliases if alias.strip()],
    }
