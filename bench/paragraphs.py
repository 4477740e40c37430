"""Plain paragraphs in an index of the site's own kind, asked by the site's own stages.

Needs Django set up, because the search's modules know the models; it reads no database.
"""

from __future__ import annotations

from collections.abc import Sequence

import tantivy

from infogo.search.indexing.documents import Doc
from infogo.search.indexing.index import WRITER_MEMORY, Snapshot, engine_document
from infogo.search.indexing.schema import WORDS, build_schema, register_analyzers
from infogo.search.results import Kind
from infogo.search.retrieval.query import Builder, QueryWording
from infogo.search.understanding.gazetteer import Gazetteer
from infogo.search.understanding.understand import Readers, understand, units
from infogo.search.words.synonyms import shipped
from infogo.thai.vocabulary import WordSet

_INDEX = "paragraphs"


class ParagraphIndex:
    """One document for each paragraph, in memory, analysed as the names of a service are."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        schema = build_schema()
        index = tantivy.Index(schema)
        register_analyzers(index)
        writer = index.writer(WRITER_MEMORY, 1)
        for number, paragraph in enumerate(paragraphs):
            doc = Doc(Kind.ARTICLE, number)
            doc.add_names([paragraph])
            writer.add_document(engine_document(doc))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._snapshot = Snapshot((), schema, {_INDEX: index.searcher()})
        self._builder = Builder(schema)
        known = WordSet(self._snapshot.terms(_INDEX, WORDS))
        self._known = known.words
        self._readers = Readers(
            vocabulary=known, everyday=known, english=known, gazetteer=Gazetteer()
        )

    def ask(self, question: str, limit: int) -> list[int]:
        """Return the numbers of the best paragraphs, best first.

        The question passes the keyboard guard, normalising, question words and stray spaces like
        any query; there are no places to recognise and no names of services to spell after. It is
        asked in the form for what is told in a sentence: no share of the words has to match.
        """
        understood = understand(question, self._readers)
        wording = QueryWording(understood.service, units(understood.service, shipped().phrases))
        query = self._builder.service([wording], known=self._known, is_relaxed=True)
        hits, _count = self._snapshot.find(_INDEX, query, limit=limit)
        return [found for _, _, found, _ in hits]
