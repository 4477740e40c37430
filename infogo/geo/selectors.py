"""Reading the territory by its codes."""

from __future__ import annotations

from infogo.core.memory import Memory
from infogo.geo.models import District, Province

_provinces = Memory(77)
_districts = Memory(256)


def province_of(code: str) -> Province | None:
    """Return the province with a two-digit code. Shared between readers: not to be changed."""
    return _provinces.recall(code, (), lambda: Province.objects.filter(pk=code).first())


def district_of(code: str, province: Province | None) -> District | None:
    """Return the district with a four-digit code, if it lies in ``province``. Shared as well."""
    found = _districts.recall(code, (), lambda: District.objects.filter(pk=code).first())
    return found if found and province and found.province_id == province.pk else None
