"""Refusals that an assistant can mend by itself."""

from __future__ import annotations


class ToolRefusedError(ValueError):
    """A tool cannot answer; ``str()`` says why and which call to make instead."""
