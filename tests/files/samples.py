"""Files as programs write them, and as somebody with bad intent would change them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from infogo.files import store

CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="{part}" ContentType="{kind}"/></Types>"""
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://x/officeDocument/{kind}" Target="{target}"{mode}/>
</Relationships>"""
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def archive(parts: Mapping[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            made.writestr(name, content, method)
    return out.getvalue()


def docx(extra: Mapping[str, str | bytes] | None = None, main: str = WORD_MAIN) -> bytes:
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(part="/word/document.xml", kind=main),
            "_rels/.rels": RELATIONS.format(
                kind="officeDocument", target="word/document.xml", mode=""
            ),
            "word/document.xml": "<document>แบบคำขอ</document>",
            **(extra or {}),
        }
    )


def xlsx(extra: Mapping[str, str | bytes] | None = None) -> bytes:
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(part="/xl/workbook.xml", kind=EXCEL_MAIN),
            "xl/workbook.xml": "<workbook/>",
            **(extra or {}),
        }
    )


def open_document(kind: str = ODT, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    parts = {
        "mimetype": kind,
        "content.xml": "<office/>",
        "META-INF/manifest.xml": "<manifest/>",
        **(extra or {}),
    }
    return archive(parts, stored=("mimetype",))


def pdf(catalog: str = "/Type /Catalog", body: bytes = b"", tail: bytes = b"") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj\n<< "
        + catalog.encode()
        + b" >>\nendobj\n"
        + body
        + b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
        + tail
    )


def pdf_stream(content: bytes, about: str = "/Type /ObjStm /N 1 /First 4") -> bytes:
    packed = zlib.compress(content)
    head = f"5 0 obj\n<< {about} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return head.encode() + packed + b"\nendstream\nendobj\n"


def picture(
    format: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **saved: object
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, (20, 90, 160) if mode == "RGB" else None).save(out, format, **saved)
    return out.getvalue()


def photograph_with_position() -> bytes:
    """A photograph that says where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "SECRET PLACE"
    return picture("JPEG", (60, 40), exif=exif)


def savepoints_held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list to which each content put away adds how many transactions it kept open."""
    held: list[int] = []
    outside, put = len(connection.savepoint_ids), store.put

    def watched(data: bytes) -> str:
        held.append(len(connection.savepoint_ids) - outside)
        return put(data)

    monkeypatch.setattr(store, "put", watched)
    return held
