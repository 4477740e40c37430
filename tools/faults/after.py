"""Looks into the database and a node's index after a round; needs Django to be set up.

``programs.AFTER`` runs it: every line of JSON on its input is answered by one on its output.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import Any

import tantivy
from django.db import connection, models

from infogo.articles.models import ArticleDraft
from infogo.core import audit
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating
from infogo.search.indexing.documents import Doc, build
from infogo.search.indexing.index import (
    IndexUnusableError,
    Snapshot,
    current_build,
    read_meta,
    reader,
)
from infogo.search.indexing.schema import INDEX_OF, KEY, SPACED_FIELDS, record_key
from infogo.search.results import Kind
from tests.ratings.giving import counted, tallied

PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.1


def main() -> None:
    """Answer until the input ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        connection.close()  # the server may have been killed since
        print(json.dumps(look(**asked)), flush=True)


def look(*, points: list[int], ratings: list[str], articles: list[str]) -> dict[str, Any]:
    """Return what is there of what was written, and what does not agree."""
    keys = {number.partition(".")[0]: number for number in ratings}
    return {
        "names": dict(ServicePoint.objects.filter(pk__in=points).values_list("pk", "name_th")),
        "ratings": _counts(Rating, "idempotency_key", keys),
        "articles": _counts(ArticleDraft, "content__title_th", {one: one for one in articles}),
        "edits": _edits(points),
        "wrong": [*_wrong_sums(), *_wrong_trail(), *_wrong_index(points)],
    }


def _counts(model: type[models.Model], field: str, names: dict[str, str]) -> dict[str, int]:
    found = Counter(
        model._default_manager.filter(**{f"{field}__in": list(names)}).values_list(field, flat=True)
    )
    return {name: found[key] for key, name in names.items()}


def _edits(points: list[int]) -> dict[int, int]:
    """Return how many edits of each point the audit trail holds."""
    lines = AuditEntry.objects.filter(target="point", target_id__in=points)
    return dict(Counter(lines.values_list("target_id", flat=True)))


def _wrong_sums() -> list[str]:
    return [] if tallied() == counted() else ["the sums of ratings are not those of the ratings"]


def _wrong_trail() -> list[str]:
    fault = audit.verify()
    return [f"audit trail at {fault.number}: {fault.reason}"] if fault else []


def _wrong_index(points: list[int]) -> list[str]:
    """Wait until the index of this node has followed, then compare it with the database."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _is_behind():
        if time.monotonic() > deadline:
            return ["the index does not follow any more"]
        time.sleep(_PAUSE_SECONDS)
    reader.forget()
    snapshot = reader.snapshot()
    wrong = []
    for doc in build(Kind.POINT, points):
        if missing := _missing(snapshot, doc):
            wrong.append(f"the index has not point {doc.id} as it is: {', '.join(missing)[:200]}")
    return wrong


def _missing(snapshot: Snapshot, doc: Doc) -> list[str]:
    """Return the words of a record that its one document in the index does not have."""
    key = tantivy.Query.term_query(snapshot.schema, KEY, record_key(doc.kind, doc.id))
    index = INDEX_OF[doc.kind]
    if (count := snapshot.count(index, key)) != 1:
        return [f"{count} documents"]
    words = [(field, term) for field in SPACED_FIELDS for term in getattr(doc, field)]
    missing = []
    for field, term in words:
        word = tantivy.Query.term_query(snapshot.schema, field, term)
        both = [(tantivy.Occur.Must, key), (tantivy.Occur.Must, word)]
        if snapshot.count(index, tantivy.Query.boolean_query(both)) != 1:
            missing.append(term)
    return missing


def _is_behind() -> bool:
    try:
        meta = read_meta(current_build())
    except IndexUnusableError:
        return True
    later = OutboxEvent.objects.filter(id__gt=meta.position)
    return later.exclude(id__in=meta.seen).exists()
