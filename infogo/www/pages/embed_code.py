"""What agencies copy into their own sites, and the same for programs (oEmbed 1.0)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree  # nosec B405  (it only writes)

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from infogo.core.language import in_language
from infogo.display.manual_head import find_manual
from infogo.display.structured import absolute
from infogo.display.whereabouts import point_name
from infogo.manuals.models import ManualStatus, ProcedureStatus
from infogo.points.selectors import visitable_points, with_whereabouts

THEMES = ("light", "dark")
WIDEST, NARROWEST, USUAL_WIDTH = 800, 280, 360
CACHED_SECONDS = 3600
LONGEST_ADDRESS = 300
MANUALS = frozenset({"manual", "local_manual", "embed_manual", "embed_local_manual"})
POINTS = frozenset({"place", "embed_point"})
# Measured in a browser with the longest cards of the country: at least so wide, so high in pixels.
HEIGHTS: Mapping[str, Sequence[tuple[int, int]]] = {
    "manual": ((600, 460), (360, 620), (1, 780)),
    "point": ((600, 560), (360, 640), (1, 800)),
}


@dataclass(frozen=True)
class Embeddable:
    """A record that can be put into another site; ``path`` is the address of its card."""

    kind: str
    path: str
    page: str
    title: str
    by: str
    language: str

    def height(self, width: int) -> int:
        """Return how high a frame must be so that nothing has to be scrolled, in pixels."""
        return next(height for least, height in HEIGHTS[self.kind] if width >= least)

    def code(self, width: int, height: int, theme: str = "") -> Markup:
        """Return the HTML to copy: attributes only, so that a strict policy allows it as it is."""
        query = f"?{urlencode({'theme': theme})}" if theme else ""
        return Markup(
            '<iframe src="{src}" title="{title}" width="{width}" height="{height}"'
            ' loading="lazy" frameborder="0"></iframe>'
        ).format(src=absolute(self.path) + query, title=self.title, width=width, height=height)


@dataclass(frozen=True)
class EmbedPage:
    """The page on which the code is made; ``problem`` says what is wrong with the address."""

    address: str
    theme: str
    width: int
    found: Embeddable | None
    height: int
    code: str
    preview: str
    problem: str
    heights: Sequence[tuple[str, str, int]]


def find_embeddable(address: str) -> Embeddable | None:
    """Return the record whose page or card is at an address of this site, if it is in use."""
    path = _own_path(address.strip())
    if path is None:
        return None
    with translation.override("en" if path.startswith("/en/") else "th"):
        try:
            match = resolve(path)
        except Resolver404:
            return None
        if match.namespace != "www":
            return None
        if match.url_name in MANUALS:
            return _manual(**match.kwargs)
        return _point(**match.kwargs) if match.url_name in POINTS else None


def embed_page(address: str, theme: str, width: int) -> EmbedPage:
    """Return the page for an address that may be empty, may be a path alone, or may be wrong."""
    address = address.strip()[:LONGEST_ADDRESS]
    found = find_embeddable(address if "://" in address else absolute(f"/{address.lstrip('/')}"))
    found = found if address else None
    height = found.height(width) if found else 0
    query = f"?{urlencode({'theme': theme})}" if theme else ""
    labels = {"manual": _("คู่มือ"), "point": _("จุดให้บริการ")}
    return EmbedPage(
        address=address,
        theme=theme,
        width=width,
        found=found,
        height=height,
        code=str(found.code(width, height, theme)) if found else "",
        preview=found.path + query if found else "",
        problem=_("ไม่พบคู่มือหรือจุดให้บริการที่ใช้อยู่จากลิงก์นี้ คัดลอกลิงก์จากหน้าคู่มือหรือหน้าจุดให้บริการมาวางใหม่")
        if address and found is None
        else "",
        heights=[
            (labels[kind], _("ตั้งแต่ %(pixels)s พิกเซล") % {"pixels": least}, height)
            for kind in labels
            for least, height in ((max(w, NARROWEST), h) for w, h in reversed(HEIGHTS[kind]))
        ],
    )


def oembed(found: Embeddable, most_wide: int | None, most_high: int | None) -> dict[str, Any]:
    """Return the answer of oEmbed 1.0: no wider and no higher than asked."""
    width = min(most_wide or USUAL_WIDTH, WIDEST)
    height = found.height(width)
    height = min(height, most_high) if most_high else height
    return {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "author_name": found.by,
        "provider_name": str(_("ติดต่อราชการ")),
        "provider_url": str(settings.INFOGO["PUBLIC_URL"]) + "/",
        "cache_age": CACHED_SECONDS,
        "html": str(found.code(width, height)),
        "width": width,
        "height": height,
    }


def as_xml(answer: Mapping[str, Any]) -> bytes:
    """Write an answer of oEmbed as XML."""
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _own_path(address: str) -> str | None:
    """Return the path of an address of this site; None for any other text."""
    if len(address) > LONGEST_ADDRESS or not address.isprintable():
        return None
    try:
        parts, site = urlsplit(address), urlsplit(str(settings.INFOGO["PUBLIC_URL"]))
    except ValueError:
        return None
    if (parts.scheme, parts.netloc) != (site.scheme, site.netloc):
        return None
    return parts.path


def _manual(procedure_id: int, agency_id: int | None = None) -> Embeddable | None:
    manual = find_manual(procedure_id, agency_id)
    if (
        manual is None
        or manual.status != ManualStatus.PUBLISHED
        or manual.procedure.status != ProcedureStatus.ACTIVE
        or (manual.standard or manual).current is None
    ):
        return None
    args = [procedure_id, agency_id] if agency_id else [procedure_id]
    kind = "local_manual" if agency_id else "manual"
    return Embeddable(
        kind="manual",
        path=reverse(f"www:embed_{kind}", args=args),
        page=reverse(f"www:{kind}", args=args),
        title=in_language(manual.procedure.name_th, manual.procedure.name_en)[0],
        by=in_language(manual.agency.name_th, manual.agency.name_en)[0],
        language=translation.get_language() or "th",
    )


def _point(point_id: int) -> Embeddable | None:
    point = with_whereabouts(visitable_points()).filter(pk=point_id).first()
    if point is None:
        return None
    return Embeddable(
        kind="point",
        path=reverse("www:embed_point", args=[point_id]),
        page=reverse("www:place", args=[point_id]),
        title=point_name(point)[0],
        by=in_language(point.agency.name_th, point.agency.name_en)[0],
        language=translation.get_language() or "th",
    )
