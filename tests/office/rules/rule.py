"""What one address of the workspace must do for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FORM = ("GET", "HEAD", "POST")
POST_ONLY = ("POST",)


@dataclass(frozen=True)
class Rule:
    """Who may do what at an address: ``open`` to all, one's ``own``, a ``list``, an ``object``,
    or a list of the ``central`` agency, which officers of agencies do not get into.

    ``kwargs`` and ``data`` may name records of the walk's world: ``"{agency}"``. ``lists_for``
    are officers with narrow rights who may open a list too: it shows them only what is theirs.
    ``answer`` is what whoever may come in is told: 302 where an address only leads on.
    """

    kind: str
    methods: tuple[str, ...] = ("GET", "HEAD")
    kwargs: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    lists_for: tuple[str, ...] = ()
    answer: int = 200
