"""Whether every manual of the country holds to the shapes of CPSV-AP, and what checking costs."""

from __future__ import annotations

import json
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

    from infogo.linked.cpsv import Labels, public_service
    from infogo.records.manuals import stream_whole
    from infogo.records.procedures import PROCEDURES

    began = time.perf_counter()
    labels, graph, count = Labels.read(), Graph(), 0
    for manual in stream_whole():
        data = public_service(PROCEDURES.some([manual.procedure])[0], manual, labels)
        graph.parse(data=json.dumps(data, default=str), format="json-ld")
        count += 1
    made = time.perf_counter() - began
    shapes = SHAPES.read_text()
    found, _report, text = validate(graph, shacl_graph=shapes, shacl_graph_format="turtle")
    spent = time.perf_counter() - began - made
    return count, len(graph), "yes" if found else text[:300], made, spent
