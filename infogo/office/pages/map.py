"""The map on which a position is picked: an offer beside typing it, never the only way."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class PickMap:
    """What the script needs: the outline, tiles if the operator has them, the field to write in."""

    outline: str
    tiles: str
    attribution: str
    field: str


def pick_map(province: str | None, field: str) -> PickMap:
    """Return the map of a province, or of the country, that writes into a field."""
    return PickMap(
        outline=f"geo/province-{province}.json" if province else "geo/country.json",
        tiles=str(settings.INFOGO["TILE_URL"]),
        attribution=str(settings.INFOGO["TILE_ATTRIBUTION"]),
        field=field,
    )
