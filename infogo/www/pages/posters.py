"""Posters that ask visitors of a point to rate it: one address as a code, few words."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from infogo.core.models import Record
from infogo.display.qr import qr_file
from infogo.display.structured import absolute
from infogo.display.whereabouts import place_of
from infogo.paper.press import press
from infogo.points.models import ServicePoint

TEMPLATE = "poster"
SIZES = {"a4": 1.0, "a6": 0.5}
"""How large everything is, against A4."""


def poster_pdf(point: ServicePoint, size: str) -> bytes:
    """Return the poster of a point as PDF in ``a4`` or ``a6``."""
    return press.pdf(TEMPLATE, _data(point, size), made_at=made_at(point))


def poster_svg(point: ServicePoint) -> bytes:
    """Return the poster as a picture for any size; its letters are drawn, so it needs no font."""
    return press.svg(TEMPLATE, _data(point, "a4"), made_at=made_at(point))


def made_at(record: Record) -> datetime:
    """Return since when the poster looks as it does: the same record gives the same bytes."""
    return record.updated_at


def _data(point: ServicePoint, size: str) -> dict[str, object]:
    """Return what the template shows; posters hang in Thailand and speak Thai first."""
    with translation.override("th"):
        address = absolute(reverse("www:place_rate", args=[point.pk]))
        return {
            "name": point.name_th,
            "agency": point.agency.name_th,
            "where": place_of(point).address,
            "address": address.removeprefix("https://").removeprefix("http://"),
            "site": str(settings.INFOGO["PUBLIC_URL"]).split("://")[-1],
            "qr": qr_file(address).decode(),
            "paper": size,
            "scale": SIZES[size],
        }
