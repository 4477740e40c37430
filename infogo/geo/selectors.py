"""Reading the territory by its codes."""

from __future__ import annotations

from infogo.core.memory import Memory
from infogo.geo.models import District, Province
from infogo.thai.collate import by_name

_provinces = Memory(77)
_districts = Memory(256)


def province_of(code: str) -> Province | None:
    """Return the province with a two-digit code. Shared between readers: not to be changed."""
    return _provinces.recall(code, (), lambda: Province.objects.filter(pk=code).first())


def provinces_by_name() -> list[tuple[str, str]]:
    """Return every province as (code, Thai name), in the order in which menus show them."""
    return by_name(Province.objects.values_list("code", "name_th"))


def district_of(code: str, province: Province | None) -> District | None:
    """Return the district with a four-digit code, if it lies in ``province``. Shared as well."""
    found = _districts.recall(code, (), lambda: District.objects.filter(pk=code).first())
    return found if found and province and found.province_id == province.pk else None
