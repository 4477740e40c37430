"""Who may do it for somebody else: a file beside the services, which quotes what it rests on."""

from __future__ import annotations

from typing import Any

from infogo.core.importing import Job
from infogo.manuals.representation import AuthorityDocument, Representation

FILE = "services/representation.jsonl"
_PLAIN = ("answer", "who", "must_come", "reason", "note", "law")

Data = dict[str, Any]


class Representations:
    """Finds what the file tells about a service; most services it does not name.

    Every entry has ``because``: words of the service itself from which it follows. A test holds
    them against ``services.jsonl``; they are not loaded.
    """

    def __init__(self, job: Job) -> None:
        """Read the file."""
        self._told: dict[str, Data] = {
            str(row.data.get("code")): row.data for row in job.jsonl_rows(FILE)
        }

    def find(self, data: Data) -> Representation | None:
        """Return what is told about a service; papers are counted as in its own list of documents.

        Raises:
            KeyError: a paper is not in that list.
        """
        told = self._told.get(str(data.get("code")))
        if told is None:
            return None
        asked = {item["name"]: item for item in data["documents"]}
        return Representation(
            **{name: told[name] for name in _PLAIN if name in told},
            documents=tuple(_document(asked[name]) for name in told.get("documents", ())),
        )


def _document(item: Data) -> AuthorityDocument:
    return AuthorityDocument(
        name=item["name"],
        issuer=item["issuer"] or "",
        originals=item["originals"],
        copies=item["copies"],
    )
