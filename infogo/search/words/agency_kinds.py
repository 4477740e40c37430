"""Kinds of agencies that search treats alike: those of places, and those that do all the same."""

from __future__ import annotations

MINISTRY = "ministry"
GROUP = "group"
OF_PLACES = (
    "sao", "municipality_subdistrict", "municipality_town", "municipality_city", "pao",
    "province", GROUP, "bma_district",
)  # fmt: skip
"""Thousands of agencies called by places: a slip apart from one another."""
STRANGERS = (*(kind for kind in OF_PLACES if kind != GROUP), "university")
"""Agencies that all do the same, each for its place or its students."""
