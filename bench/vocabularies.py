"""Whether every manual of the country holds to the shapes of CPSV-AP, and what checking costs."""

from __future__ import annotations

import multiprocessing
import os
import time
import warnings
from pathlib import Path

from bench.report import Table
from tools import country

SHAPES = country.ROOT / "tests" / "linked" / "shapes" / "cpsv-ap-3.2.0.ttl"
COLUMNS = ("manuals with text of their own", "statements", "hold to the shapes", "s to make", "s")


def vocabularies() -> Table:
    """Describe every manual with text of its own in CPSV-AP and validate all of them."""
    home = country.kept_home()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        row = pool.apply(_measure, (home,))
    return Table("CPSV-AP 3.2 against its own SHACL shapes", COLUMNS, [row])


def _measure(home: Path) -> tuple[int, int, str, float, float]:
    os.environ.update(country.environment(home))
    warnings.simplefilter("ignore", DeprecationWarning)
    import django

    django.setup()
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
