"""The whole country's documents as plain data, the same for every engine that is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.manuals.models import Procedure
from infogo.points.models import ServicePoint
from infogo.search.indexing.documents import Doc
from infogo.search.indexing.schema import AROUND, BODY, KIND_CODES, SAID, WORDS
from infogo.search.results import Kind

WORD_FIELDS = (WORDS, SAID, BODY, AROUND)
"""The fields that hold words, of names, tags and summary first; the others hold trigrams."""


@dataclass(frozen=True)
class Entry:
    """One document: what the judged answers call it, its filters and its words by field."""

    number: int
    code: str
    kind: int
    provinces: tuple[int, ...]
    weight: float
    texts: tuple[str, ...]
    """Words parted by spaces, in the order of ``WORD_FIELDS``."""


def entries(docs: Sequence[Doc]) -> list[Entry]:
    """Return the documents with the codes under which they are judged, read from the database."""
    codes: dict[Kind, dict[int, str]] = {
        Kind.PROCEDURE: dict(Procedure.objects.values_list("pk", "code")),
        Kind.ARTICLE: dict(Article.objects.values_list("pk", "slug")),
        Kind.AGENCY: dict(Agency.objects.values_list("pk", "key")),
        Kind.POINT: dict(ServicePoint.objects.values_list("pk", "key")),
    }
    return [
        Entry(
            number=number,
            code=codes[doc.kind][doc.id],
            kind=KIND_CODES[doc.kind],
            provinces=tuple(sorted(doc.numbers.get("province", ()))),
            weight=doc.weight,
            texts=tuple(" ".join(getattr(doc, name)) for name in WORD_FIELDS),
        )
        for number, doc in enumerate(docs, start=1)
    ]
