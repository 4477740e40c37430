"""QR codes of pages, for paper and for counters."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup

# Level M survives a scratched plastic sheet on a counter; four modules of quiet zone are standard.
ERROR_CORRECTION = "m"
QUIET_ZONE = 4
# Drawing one takes as long as all the rest of a page; it depends on the address alone.
MOST_REMEMBERED = 512


@lru_cache(maxsize=MOST_REMEMBERED)
def qr_svg(address: str) -> Markup:
    """Return a QR code of ``address`` as an SVG element; it holds nothing but numbers."""
    code = segno.make(address, error=ERROR_CORRECTION, micro=False)
    drawn = code.svg_inline(border=QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704  # nosec B704  (made of the code's squares alone)


def qr_file(address: str) -> bytes:
    """Return a QR code of ``address`` as a file in SVG, to be printed in any size."""
    target = io.BytesIO()
    code = segno.make(address, error=ERROR_CORRECTION, micro=False)
    code.save(target, kind="svg", border=QUIET_ZONE, scale=8, svgclass=None, lineclass=None)
    return target.getvalue()
