"""Workbooks that are small as files and, opened as they ask to be, larger than any memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FAR = "ZZ60000"


def archive(parts: Mapping[str, str]) -> bytes:
    """Return a zip file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return target.getvalue()


def rows(inside: str) -> str:
    """Return a worksheet with these rows."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{inside}</sheetData></worksheet>'


def relations(*named: tuple[str, str, str]) -> str:
    """Return a part that says which parts belong to another: id, kind and name of each."""
    inside = "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, kind, target in named
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def workbook(
    sheet: str,
    place: str = "worksheets/sheet1.xml",
    *,
    stored: str = "",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Return a workbook whose only sheet is said to lie at ``place``, and lies at ``stored``.

    ``more`` are further parts by their names.
    """
    named = [("rId1", "worksheet", place)]
    others = more or {}
    if "xl/sharedStrings.xml" in others:
        named.append(("rId2", "sharedStrings", "sharedStrings.xml"))
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
                '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": relations(*named),
            stored or f"xl/{place}": sheet,
            **others,
        }
    )


def cell(place: str) -> str:
    """Return two rows: a cell where tables begin, and one at ``place``."""
    return rows(f'<row><c r="A1"><v>1</v></c></row><row><c r="{place}"><v>1</v></c></row>')


def many_of_one_text(cells: int, letters: int) -> bytes:
    """Return a workbook with one long text that many cells name."""
    named = '<row><c t="s"><v>0</v></c></row>' * cells
    texts = f'<sst xmlns="{_MAIN}"><si><t>{"x" * letters}</t></si></sst>'
    return workbook(rows(named), more={"xl/sharedStrings.xml": texts})


def other_format() -> bytes:
    """Return an archive that a reader of workbooks gives up, and one of OpenDocument takes."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0"'
        f' xmlns:table="{office}:table:1.0"><office:body><office:spreadsheet><table:table'
        ' table:name="S"><table:table-row table:number-rows-repeated="60000"><table:table-cell'
        ' table:number-columns-repeated="1000" office:value-type="float" office:value="1"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>',
            "content.xml": content,
            "xl/workbook.xml": "<broken",
        }
    )
