"""Refusals: nothing was changed, and ``str()`` says in Thai what to do."""

from __future__ import annotations


class MergerError(ValueError):
    """A change of agencies, or of whose a point is, that is not possible."""
