"""Holding a graph against the published shapes of CPSV-AP."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyshacl import validate
from rdflib import Graph

SHAPES = Path(__file__).parent / "shapes" / "cpsv-ap-3.2.0.ttl"


@cache
def shapes() -> Graph:
    """Return the shapes, read once."""
    return Graph().parse(SHAPES)


def problems(graph: Graph) -> str:
    """Return what is wrong with a graph, empty when nothing is."""
    conforms, _report, text = validate(graph, shacl_graph=shapes(), advanced=False)
    return "" if conforms else str(text)
