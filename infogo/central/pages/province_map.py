"""The map of a table whose rows are provinces: of the figure by which the table is sorted."""

from __future__ import annotations

from infogo.display.choropleth import ProvinceMap, Reading, province_map
from infogo.geo.models import Province
from infogo.oversight.figures import Unit
from infogo.oversight.grouping import By
from infogo.oversight.slices import Slice
from infogo.oversight.tables import Table


def map_of(table: Table, by: By | None, part: Slice, code: str = "") -> ProvinceMap | None:
    """Return the map of a figure, or of the first that is no plain count; one query.

    Tables that are not of the provinces of the country have no map.
    """
    if by != By.PLACE or part.province or not table.columns:
        return None
    place = table.place_of(code)
    if place is None:
        columns = enumerate(table.columns)
        place = next((at for at, each in columns if each.figure.unit != Unit.COUNT), 0)
    figure = table.columns[place].figure
    codes = dict(Province.objects.order_by().values_list("name_th", "code"))
    readings = [
        Reading(
            code=codes[row.label],
            name=row.label,
            value=figure.rounded(row.cells[place].value),
            words=figure.text(row.cells[place].value),
            href=row.href,
            is_small=table.is_small(place, row.cells[place]),
        )
        for row in table.rows
        if row.label in codes
    ]
    return province_map(f"{table.columns[place].head}รายจังหวัด", readings)
