"""Reading papers as a screen reader does: the text of each page, in which marks stay with letters.

A letter with marks above and below is drawn with several glyphs, and ``ActualText`` says what they
are together; extracting by glyphs alone, as pypdf does by itself, tells each cluster several times.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

_MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass(frozen=True)
class Paper:
    """A PDF file: its pages as text, what it says of itself, and which fonts it carries."""

    pages: list[str]
    title: str
    language: str
    is_for_screen_readers: bool
    fonts: set[str]

    @property
    def text(self) -> str:
        """All pages, with every white space and invisible mark taken away."""
        return squeezed("".join(self.pages))


def squeezed(text: str) -> str:
    """Return a text without spaces: where a line ends is the page's business."""
    return re.sub("[\\s\u200b\u2060]", "", text)


def read_paper(data: bytes) -> Paper:
    """Read a PDF file; ``fonts`` are only those that are embedded."""
    reader = PdfReader(io.BytesIO(data))
    catalogue: Any = reader.trailer["/Root"]
    fonts = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = below["/FontDescriptor"].get_object()
            if "/FontFile2" in descriptor or "/FontFile3" in descriptor:
                fonts.add(str(descriptor["/FontName"]).partition("+")[2])
    metadata = catalogue["/Metadata"].get_object().get_data()
    return Paper(
        pages=[_text(page, reader) for page in reader.pages],
        title=str(reader.metadata.title if reader.metadata else ""),
        language=str(catalogue.get("/Lang", "")),
        is_for_screen_readers=b"pdfuaid:part" in metadata
        and bool(catalogue["/MarkInfo"]["/Marked"]),
        fonts=fonts,
    )


def _text(page: Any, reader: PdfReader) -> str:
    maps = {
        name: _mapping(font.get_object())
        for name, font in page["/Resources"].get("/Font", {}).items()
    }
    said: list[str] = []
    spans: list[bool] = []
    letters: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            actual = operands[1].get("/ActualText") if len(operands) > 1 else None
            if actual is not None and not any(spans):
                said.append(str(actual))
            spans.append(actual is not None)
        elif operator == b"EMC":
            spans.pop()
        elif operator == b"Tf":
            letters = maps[operands[0]]
        elif operator in (b"Tj", b"TJ") and not any(spans):
            parts = operands[0] if operator == b"TJ" else operands
            for part in parts:
                if isinstance(part, bytes | str):
                    raw = part if isinstance(part, bytes) else part.original_bytes
                    codes = zip(raw[::2], raw[1::2], strict=True)
                    said += [letters.get(high << 8 | low, "\ufffd") for high, low in codes]
        elif operator == b"ET":
            said.append("\n")
    return "".join(said)


def _mapping(font: Any) -> dict[int, str]:
    table = font["/ToUnicode"].get_object().get_data()
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _MAPPED.findall(table)
    }
