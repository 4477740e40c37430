"""How large the packs of all districts are, how long one takes to make, and what a change costs."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from pathlib import Path

from bench.report import Table, spread
from tools import country

COLUMNS = ("what", "median", "p95", "largest", "of district")
KB = 1000
Row = tuple[object, ...]


def packs() -> Table:
    """Make the pack of every district of the country, once, in a folder of its own."""
    home = country.kept_home()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        rows = pool.apply(_measure, (home,))
    return Table("District packs (every district; a budget of 2,000 KB each)", COLUMNS, rows)


def _measure(home: Path) -> list[Row]:
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from django.conf import settings

    from infogo.geo.models import District
    from infogo.packs.format import difference, hashes_of, unpack
    from infogo.packs.services import present_pack

    times: dict[str, float] = {}
    sizes: dict[str, float] = {}
    parts: dict[str, float] = {}
    changes: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        settings.INFOGO = {**settings.INFOGO, "HOME": Path(folder), "PACK_KEY": ""}
        for code in District.objects.values_list("code", flat=True):
            began = time.perf_counter()
            kept = present_pack(code)
            times[code] = (time.perf_counter() - began) * 1000
            whole = unpack(kept.file)
            hashes = hashes_of(whole.manifest)
            name = next(name for name in hashes if not name.startswith("manual"))
            known = [own for other, own in hashes.items() if other != name]
            sizes[code], parts[code] = len(kept.file) / KB, len(hashes)
            changes[code] = len(difference(whole, known)) / KB
    measured = {
        "size, KB": sizes,
        "parts": parts,
        "one part changed, KB": changes,
        "made, ms": times,
    }
    return [(what, *spread(list(found.values())), _most(found)) for what, found in measured.items()]


def _most(found: dict[str, float]) -> str:
    return max(found, key=lambda code: found[code])
