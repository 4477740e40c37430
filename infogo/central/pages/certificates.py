"""Certified points of the country: what waits, who holds what where, what ends soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from infogo.display.filters import number
from infogo.geo.models import Province
from infogo.points.certificates import count_holders, expiring, holders, waiting
from infogo.points.models import Certificate, CertificateLevel
from infogo.thai.collate import sort_key

MOST_LISTED = 50
NOWHERE = "ไม่ระบุจังหวัด"


@dataclass(frozen=True)
class CertificatesPage:
    """Everything the page shows; lists are cut after ``MOST_LISTED``, and their lengths told.

    ``holders`` are those of the province that is ``chosen`` by a link of the table.
    """

    waiting: Sequence[Certificate]
    waiting_count: int
    expiring: Sequence[Certificate]
    expiring_count: int
    columns: Sequence[Mapping[str, Any]]
    rows: Sequence[Sequence[str]]
    total: int
    chosen: str
    holders: Sequence[Certificate]


def certificates_page(today: date, province: str = "") -> CertificatesPage:
    """Return how certificates stand on a day, and who holds one in a province, by its code."""
    told, soon = waiting(), expiring(today)
    by_province = defaultdict[str, dict[str, int]](dict)
    sums = dict.fromkeys(CertificateLevel.values, 0)
    for (code, level), count in count_holders(today).items():
        by_province[code][level] = count
        sums[level] += count
    names = dict(Province.objects.order_by().values_list("code", "name_th"))
    named = sorted(by_province.items(), key=lambda row: sort_key(names.get(row[0], "")))
    heads = [*(f"{label}" for label in CertificateLevel.labels), "รวม"]
    here = holders(today).filter(point__province=province) if province in names else None
    return CertificatesPage(
        waiting=list(told[:MOST_LISTED]),
        waiting_count=told.count(),
        expiring=list(soon[:MOST_LISTED]),
        expiring_count=soon.count(),
        columns=[{"label": "จังหวัด"}, *({"label": head, "numeric": True} for head in heads)],
        rows=[
            _row("ทั้งประเทศ", sums),
            *(_row(_link(code, names.get(code, "")), counts) for code, counts in named),
        ],
        total=sum(sums.values()),
        chosen=names.get(province, ""),
        holders=list(here.order_by("point__sort_key", "pk")) if here is not None else (),
    )


def _link(code: str, name: str) -> str:
    """Return the name of a province that leads to who holds a certificate there."""
    if not name:
        return NOWHERE
    address = f"{reverse('central:certificates')}?prov={code}#here"
    return format_html('<a href="{}">{}</a>', address, name)


def _row(name: str, counts: Mapping[str, int]) -> Sequence[str]:
    """Return a row of the table: a name, how many hold each level, how many in all."""
    cells = [counts.get(level, 0) for level in CertificateLevel.values]
    return [name, *(number(count) for count in (*cells, sum(cells)))]
