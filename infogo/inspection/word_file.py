"""A file for word processors (DOCX), with Thai set as complex script: its own fonts and sizes.

A word processor takes Thai letters for complex script: without the font and size given for it
there, it falls back to its own.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

FONT = "TH Sarabun New"
"""What offices have installed; a machine without it shows its own Thai font."""
BODY_POINTS, TABLE_POINTS, HEAD_POINTS, SMALL_POINTS = 16, 14, 18, 12


def word_file(data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Return a paper, as ``papers.paper_data`` makes it, with its ``footer``, as DOCX."""
    book = Document()
    _page(book)
    _styles(book)
    book.core_properties.title = data["title"]
    book.core_properties.author = ""
    book.core_properties.language = "th-TH"
    moment = made_at.astimezone(UTC).replace(tzinfo=None)
    book.core_properties.created = book.core_properties.modified = moment
    _mark_every_page(book, data["mark"], data["footer"])
    book.add_paragraph(data["mark"], style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    _pairs(book, data["head"])
    for section in data["sections"]:
        book.add_heading(section["title"], level=1)
        for text in section["paragraphs"]:
            book.add_paragraph(text)
        if section["table"] is not None:
            _table(book, section["table"])
    book.add_paragraph(data["note"], style="Caption")
    if data["sources"]:
        book.add_paragraph(f"ที่มาของเกณฑ์: {' · '.join(data['sources'])}", style="Caption")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _page(book: DocumentFile) -> None:
    page = book.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(2)
    page.top_margin = page.bottom_margin = Cm(2.5)


def _styles(book: DocumentFile) -> None:
    sizes = {
        "Normal": BODY_POINTS,
        "Title": HEAD_POINTS,
        "Heading 1": HEAD_POINTS,
        "Caption": SMALL_POINTS,
        "Header": BODY_POINTS,
        "Footer": SMALL_POINTS,
    }
    for name, points in sizes.items():
        style = book.styles[name]
        if isinstance(style, ParagraphStyle):
            _thai(style, points)


def _thai(style: ParagraphStyle, points: int) -> None:
    """Give a style its font and size for Latin letters and for Thai ones."""
    style.font.name, style.font.size = FONT, Pt(points)
    style.font.italic, style.font.color.rgb = False, None
    run = style.element.get_or_add_rPr()
    fonts = run.find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for tag, attributes in {
        "w:szCs": {"w:val": str(points * 2)},
        "w:lang": {"w:val": "en-US", "w:bidi": "th-TH"},
    }.items():
        known = run.find(qn(tag))
        if known is not None:
            run.remove(known)
        made = OxmlElement(tag)
        for key, value in attributes.items():
            made.set(qn(key), value)
        run.append(made)
    if style.font.bold:
        run.append(OxmlElement("w:bCs"))


def _mark_every_page(book: DocumentFile, mark: str, footer: str) -> None:
    page = book.sections[0]
    above = page.header.paragraphs[0]
    above.text, above.alignment = mark, WD_ALIGN_PARAGRAPH.RIGHT
    page.footer.paragraphs[0].text = footer


def _pairs(book: DocumentFile, pairs: Sequence[Sequence[str]]) -> None:
    for label, text in pairs:
        line = book.add_paragraph()
        line.add_run(label).bold = True
        line.add_run(f"  {text}")
        line.paragraph_format.space_after = Pt(2)


def _table(book: DocumentFile, table: Mapping[str, Any]) -> None:
    book.add_paragraph(table["caption"], style="Caption")
    made = book.add_table(rows=1, cols=len(table["head"]), style="Table Grid")
    _row(made.rows[0].cells, table["head"], is_head=True)
    # Told again on every page that the table reaches.
    repeated = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cells in table["rows"]:
        _row(made.add_row().cells, cells)
    book.add_paragraph()


def _row(places: Sequence[Any], texts: Sequence[str], *, is_head: bool = False) -> None:
    for place, text in zip(places, texts, strict=True):
        run = place.paragraphs[0].add_run(text)
        run.bold, run.font.size = is_head, Pt(TABLE_POINTS)
        size = OxmlElement("w:szCs")
        size.set(qn("w:val"), str(TABLE_POINTS * 2))
        run._r.get_or_add_rPr().append(size)
