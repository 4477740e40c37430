"""Rows with nothing but what a record is made from, where the model's would bring too much.

A list of manuals touches six tables; as instances of models its rows cost more than all the rest of
an answer. A lean row has the columns it was asked for under the names that the model has for them,
and knows nothing else: whoever looks at more is told so at once.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

ABOVE = "__"
"""What stands in queries between a relation and what lies behind it."""


class Lean:
    """The shape of rows with some columns, named as in queries: ``pk``, ``agency__name_th``.

    What lies behind a relation is a row of its own; it is ``None`` where its ``pk``, which must be
    among the columns of a relation that may be empty, is null.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self._build = _builder([(name.split(ABOVE), place) for place, name in enumerate(columns)])

    def row(self, values: Sequence[Any]) -> Any:
        """Return the row of these values, which come in the order of the columns."""
        return self._build(values)


def _builder(columns: Sequence[tuple[list[str], int]]) -> Callable[[Sequence[Any]], Any]:
    own = {way[0]: place for way, place in columns if len(way) == 1}
    behind: dict[str, list[tuple[list[str], int]]] = {}
    for way, place in columns:
        if len(way) > 1:
            behind.setdefault(way[0], []).append((way[1:], place))
    named: Any = namedtuple
    shape = named("row", [*own, *behind])._make
    pick = _picking(list(own.values()))
    parts = [_builder(inner) for inner in behind.values()]
    pk = own.get("pk")

    def build(values: Sequence[Any]) -> Any:
        if pk is not None and values[pk] is None:
            return None
        return shape((*pick(values), *(part(values) for part in parts)))

    return build


def _picking(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Return what takes the values at some places out of a row."""
    if len(places) < 2:  # of one, itemgetter would give the value itself
        return lambda values: tuple(values[place] for place in places)
    return itemgetter(*places)
