"""Whether every manual holds to CPSV-AP, and what the whole country costs as other files."""

from __future__ import annotations

import multiprocessing
import os
import resource
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from bench.report import Table
from tools import country

SHAPES = country.ROOT / "tests" / "linked" / "shapes" / "cpsv-ap-3.2.0.ttl"
COLUMNS = ("manuals with text of their own", "statements", "hold to the shapes", "s to make", "s")
FILES = ("file", "in it", "MB", "s", "peak memory, MB")
FORMS = ("linked-data", "hsds")


def vocabularies() -> Sequence[Table]:
    """Validate every manual with text of its own, and write the whole country in both forms."""
    home = country.kept_home()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        row = pool.apply(_measure, (home,))
    files = []
    for name in FORMS:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            files.append(pool.apply(_write, (home, name)))
    return [
        Table("CPSV-AP 3.2 against its own SHACL shapes", COLUMNS, [row]),
        Table("The whole country in the forms of others", FILES, files),
    ]


def _set_up(home: Path) -> None:
    os.environ.update(country.environment(home))
    warnings.simplefilter("ignore", DeprecationWarning)
    import django

    django.setup()


def _measure(home: Path) -> tuple[int, int, str, float, float]:
    _set_up(home)
    from pyshacl import validate
    from rdflib import Graph

    from infogo.linked.documents import manual_document
    from infogo.linked.graph import n_triples
    from infogo.manuals.selectors import merged_manual
    from infogo.records.manuals import whole_manuals

    began = time.perf_counter()
    graph, count = Graph(), 0
    for manual in whole_manuals().filter(current__isnull=False).order_by("pk"):
        nodes = manual_document(merged_manual(manual))
        graph.parse(data="".join(n_triples(nodes)), format="nt")
        count += 1
    made = time.perf_counter() - began
    shapes = SHAPES.read_text()
    found, _report, text = validate(graph, shacl_graph=shapes, shacl_graph_format="turtle")
    spent = time.perf_counter() - began - made
    return count, len(graph), "yes" if found else text[:300], made, spent


def _write(home: Path, name: str) -> tuple[str, str, float, float, float]:
    _set_up(home)
    from infogo.opendata.exports import EXPORTS, write_export

    export = EXPORTS[name]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        written = write_export(export, Path(folder))
        spent = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"{written.rows:,} {export.unit_en}"
    return written.files[0].name, told, written.files[0].bytes / 1e6, spent, peak
