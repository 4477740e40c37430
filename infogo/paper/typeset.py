"""Make a PDF or a picture from one of our typst templates and data.

Data reach the template as JSON and are shown as text: nothing a person wrote is ever read as
typst source. The fonts are ours, so a page looks the same on every machine; what they cannot show
becomes an empty square, because paper for screen readers refuses to be set with a letter missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import typst

from infogo.paper.glyphs import printable_data

FONTS = Path(__file__).resolve().parent / "fonts"
TEMPLATES = Path(__file__).resolve().parent / "templates"


class PaperError(RuntimeError):
    """A template could not be set; its message is typst's own, for the log and not for readers."""


def pdf(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Return the PDF/UA of ``templates/<template>.typ`` with ``data``.

    The template reads the data with ``json(bytes(sys.inputs.data))``. The same data and
    ``made_at`` give the same bytes. Takes 50 to 100 ms of processor time.

    Raises:
        PaperError: the template and the data do not fit together.
    """
    return _set(template, data, made_at, format="pdf", pdf_standards=["ua-1"])


def svg(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Return the first page of a template as a picture in SVG, its letters drawn as outlines.

    Raises:
        PaperError: the template and the data do not fit together.
    """
    return _set(template, data, made_at, format="svg")


def _set(template: str, data: Mapping[str, Any], made_at: datetime, **wanted: Any) -> bytes:
    try:
        made = typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={
                "data": orjson.dumps(printable_data(data)).decode(),
                "made_at": made_at.isoformat(),
            },
            timestamp=int(made_at.timestamp()),
            **wanted,
        )
    except typst.TypstError as problem:
        raise PaperError(f"{template}: {problem.message}") from problem
    page: bytes = made[0] if isinstance(made, list) else made
    return page
