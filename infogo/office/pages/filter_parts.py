"""What a list's filters are made of, as ``filter_panel`` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    checked: bool = False


@dataclass(frozen=True)
class Group:
    """Choices of one filter, as ``filter_panel`` reads them."""

    name: str
    legend: str
    kind: str
    options: Sequence[Option]
    open: bool = False


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address without it."""

    group: str
    label: str
    href: str
