"""Full-text search as Groonga brings it, over the words that the site cuts, inside this process."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bench.asks import Ask
from bench.corpus import WORD_FIELDS, Entry
from bench.rivals import WEIGHTS, Hit, all_then_any
from infogo.search.indexing.schema import NATIONWIDE, SAID

WEIGHTED = {**WEIGHTS, SAID: 0.3}
BLOCK = 2_000
MORE = 1
"""Flag of an answer that goes on."""


class NoGroongaError(Exception):
    """Groonga's library is not on this machine."""


class GroongaText:
    """One index for each field, terms as the site cuts them, ranked by tf·idf with weights."""

    def __init__(self, folder: Path) -> None:
        """Make an empty database in a folder that is there.

        Raises:
            NoGroongaError: the library is not installed.
        """
        name = ctypes.util.find_library("groonga")
        if name is None:
            raise NoGroongaError(
                "ไม่มี Groonga · no Groonga library; Debian: apt-get install libgroonga0"
            )
        self._library = ctypes.CDLL(name)
        self._library.grn_init()
        self._library.grn_ctx_open.restype = ctypes.c_void_p
        self._library.grn_db_create.restype = ctypes.c_void_p
        self._context = ctypes.c_void_p(self._library.grn_ctx_open(0))
        self._folder = folder
        path = str(folder / "db").encode()
        self._database = ctypes.c_void_p(self._library.grn_db_create(self._context, path, None))

    def close(self) -> None:
        """Close the database."""
        self._library.grn_obj_close(self._context, self._database)
        self._library.grn_ctx_close(self._context)

    def fill(self, entries: Iterable[Entry]) -> None:
        """Write the entries, then let Groonga make the indexes, which is its fastest way."""
        self._send("table_create Docs TABLE_NO_KEY")
        for name, kind in (("number", "UInt32"), ("kind", "UInt8"), ("weight", "Float")):
            self._send(f"column_create Docs {name} COLUMN_SCALAR {kind}")
        self._send("column_create Docs provinces COLUMN_VECTOR UInt32")
        for name in WORD_FIELDS:
            self._send(f"column_create Docs {name} COLUMN_SCALAR Text")
        left = iter(entries)
        while block := list(islice(left, BLOCK)):
            self._send("load --table Docs")
            self._send(json.dumps([_row(entry) for entry in block], ensure_ascii=False))
        for name in WORD_FIELDS:
            self._send(
                f"table_create Terms_{name} TABLE_HASH_KEY ShortText"
                " --default_tokenizer TokenDelimit"
            )
            self._send(f"column_create Terms_{name} found COLUMN_INDEX Docs {name}")

    def size(self) -> int:
        """Return the bytes of all files of the database that are in use."""
        return sum(file.stat().st_blocks * 512 for file in self._folder.iterdir())

    def find(self, ask: Ask, limit: int) -> list[Hit]:
        """Look for all of the words, then for any."""
        return all_then_any(self._ask, ask, limit, _query)

    def _ask(self, query: str, ask: Ask, limit: int) -> list[tuple[float, int]]:
        columns = " || ".join(
            f"scorer_tf_idf({name}) * {weight}" for name, weight in WEIGHTED.items()
        )
        filters = " || ".join(f"kind == {kind}" for kind in ask.kinds)
        if ask.province:
            filters = f"({filters}) && (provinces @ {ask.province} || provinces @ {NATIONWIDE})"
        answer = self._send(
            "select Docs --command_version 3 --output_columns _score,number --sort_keys"
            f" -_score,number --limit {limit} --match_columns {_argument(columns)}"
            f" --query {_argument(query)} --filter {_argument(filters)}"
            f" --scorer {_argument('_score = _score * weight')}"
        )
        found: list[tuple[float, int]] = json.loads(answer)["records"]
        return [(float(score), int(number)) for score, number in found]

    def _send(self, command: str) -> bytes:
        """Carry a command out and return its answer.

        Raises:
            RuntimeError: Groonga refused it.
        """
        sent = command.encode()
        self._library.grn_ctx_send(self._context, sent, len(sent), 0)
        whole, flags = b"", ctypes.c_int(MORE)
        text, length = ctypes.c_void_p(), ctypes.c_uint()
        while flags.value & MORE:
            code = self._library.grn_ctx_recv(
                self._context, ctypes.byref(text), ctypes.byref(length), ctypes.byref(flags)
            )
            if code:
                raise RuntimeError(f"Groonga refused ({code}): {command[:200]}")
            whole += ctypes.string_at(text, length.value) if text.value else b""
        return whole


def _row(entry: Entry) -> dict[str, object]:
    texts = dict(zip(WORD_FIELDS, entry.texts, strict=True))
    return {
        "number": entry.number,
        "kind": entry.kind,
        "weight": entry.weight,
        "provinces": entry.provinces,
        **texts,
    }


def _query(ask: Ask, between: str) -> str:
    things = []
    for ways in ask.things:
        said = (" ".join(map(_argument, way)) for way in ways)
        things.append(f"({' OR '.join(f'({way})' for way in said)})")
    return {"AND": " ", "OR": " OR "}[between].join(things)


def _argument(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
