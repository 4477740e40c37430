from __future__ import annotations

import tantivy

from infogo.search.indexing.documents import Doc
from infogo.search.indexing.index import WRITER_MEMORY, Snapshot, engine_document
from infogo.search.indexing.schema import GRAMS, PLACES, build_schema, register_analyzers
from infogo.search.results import Kind
from infogo.search.retrieval.pieces import has_share_of_rare
from infogo.thai.grams import grams

OFFICE = "ที่ว่าการอำเภอ"
NAMES = (f"{OFFICE}สันกำแพง", f"{OFFICE}สันกำแพงใหม่", f"{OFFICE}เบตง", "ที่ดินสันกำแพง")
SHARE = 0.6


def offices() -> Snapshot:
    """Return an index in memory: the names above, and ninety offices more."""
    schema = build_schema()
    index = tantivy.Index(schema)
    register_analyzers(index)
    writer = index.writer(WRITER_MEMORY, 1)
    for number, name in enumerate([*NAMES, *(f"{OFFICE}ที่ {n}" for n in range(90))]):
        doc = Doc(Kind.POINT, number)
        doc.add_names([name])
        writer.add_document(engine_document(doc))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return Snapshot((), schema, {PLACES: index.searcher()})


def near(snapshot: Snapshot, text: str) -> list[str]:
    query = has_share_of_rare(
        GRAMS, grams(text), SHARE, lambda gram: snapshot.is_common(PLACES, GRAMS, gram)
    )
    found, count = snapshot.find(PLACES, query, limit=200, with_count=True)
    assert count == len(found)
    return [NAMES[hit.id] if hit.id < len(NAMES) else OFFICE for hit in found]


def test_what_most_offices_are_called_makes_none_of_them_near() -> None:
    assert near(offices(), f"{OFFICE}สันกำแพน") == [NAMES[0], NAMES[1], NAMES[3]]


def test_common_trigrams_still_put_the_office_first_that_has_them() -> None:
    assert near(offices(), f"{OFFICE}สันกำแพง")[0] == NAMES[0]


def test_where_all_trigrams_are_common_they_are_what_is_looked_for() -> None:
    assert near(offices(), "ที่ว่าการอำเภอ").count(OFFICE) == 90


def test_common_is_what_more_than_one_document_of_twenty_has() -> None:
    snapshot = offices()
    assert snapshot.is_common(PLACES, GRAMS, "อำเ")
    assert not snapshot.is_common(PLACES, GRAMS, "สัน")
    assert not snapshot.is_common(PLACES, GRAMS, "ฌฌฌ")
