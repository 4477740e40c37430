"""Refusals: nothing was changed, and ``str()`` says in Thai what to do."""

from __future__ import annotations


class RoundError(ValueError):
    """A round that cannot be announced, changed or cancelled."""
