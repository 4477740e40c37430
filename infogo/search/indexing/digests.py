"""Digests of what the index says of records: the indexer leaves alone what reads as before."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

import tantivy

from infogo.search.indexing.documents import Doc
from infogo.search.indexing.schema import DIGEST, KEY

NO_DIGEST = -1


def digest_of(doc: Doc) -> int:
    """Return a number of 63 bits that differs when anything of a document does."""
    parts = [
        (name, sorted(value) if isinstance(value, set | frozenset) else value)
        for name, value in vars(doc).items()
        if name != "numbers"
    ]
    numbers = sorted((name, sorted(values)) for name, values in doc.numbers.items())
    seen = hashlib.blake2b(repr((parts, numbers)).encode(), digest_size=8).digest()
    return int.from_bytes(seen, "big") >> 1


def held_digests(index: tantivy.Index, keys: Collection[str]) -> dict[str, int]:
    """Return the digests of the documents that an index has under these keys, as committed last.

    A key that is missing has no document; ``NO_DIGEST`` stands for several documents of one key.

    Raises:
        ValueError, OSError: the engine finds its files damaged.
    """
    index.reload()
    searcher = index.searcher()
    found: dict[str, int] = {}
    for key in keys:
        query = tantivy.Query.term_query(index.schema, KEY, key, index_option="basic")
        addresses = [address for _score, address in searcher.search(query, 2).hits]
        digests = searcher.fast_field_values(DIGEST, addresses)
        if addresses:
            found[key] = int(digests[0] or 0) if len(addresses) == 1 else NO_DIGEST
    return found
