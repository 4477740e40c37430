"""Word, Excel and OpenDocument files: zip archives that are opened and looked through.

Nothing is trusted that the archive says about itself: entries are unpacked with a bound, and the
archive must be nothing but its entries, so that no other file hides before, between or behind.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree  # nosec B405 (documents with a DOCTYPE are refused first)

from infogo.files.kinds import MEDIA_TYPES, FileKind, FileRefusedError

MOST_ENTRIES = 2_000
MOST_UNPACKED_BYTES = 100_000_000
MOST_RATIO = 150
"""Of unpacked to packed bytes; spreadsheets of repeated rows reach about 60."""
RATIO_COUNTS_FROM_BYTES = 5_000_000
LONGEST_PART_NAME = 300
CHUNK = 65_536
LOCAL_HEADER_BYTES = 30
END_RECORD_BYTES = 22
DATA_DESCRIPTORS = frozenset({0, 12, 16, 20, 24})

# How a part begins that is a program or another container.
_PROGRAMS = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"#!", b"%PDF-", b"Rar!")
_PLAIN_PARTS = re.compile(r"\.(xml|rels|vml|rdf|txt)$|^mimetype$", re.I)
_MACRO_PARTS = re.compile(
    r"vbaproject|vbadata|/macrosheets/|/dialogsheets/|^basic/|^scripts/|/activex/|\.bas$", re.I
)
_SCRIPTS = re.compile(rb"macroEnabled|vbaProject|script:event-listener|vnd\.sun\.star\.script")

_MAIN_PARTS: Mapping[FileKind, tuple[str, str]] = {
    FileKind.DOCX: (
        "/word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    FileKind.XLSX: (
        "/xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
}
_OPEN_DOCUMENTS = {MEDIA_TYPES[kind].encode(): kind for kind in (FileKind.ODT, FileKind.ODS)}

DAMAGED = "เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสีย เปิดในโปรแกรมเดิมแล้วบันทึกเป็นไฟล์ใหม่"
UNKNOWN = "ใช้ไฟล์ชนิดนี้ไม่ได้ ใช้ได้ PDF, DOCX, XLSX, ODT, ODS, JPEG, PNG และ WebP"
ENCRYPTED = "ไฟล์มีรหัสผ่าน เอารหัสผ่านออกแล้วแนบใหม่"
TOO_BIG_INSIDE = "ไฟล์นี้ขยายแล้วใหญ่เกินไป ลดจำนวนแถวหรือภาพแล้วบันทึกใหม่"
HAS_MACROS = "ไฟล์มีมาโครหรือสคริปต์ บันทึกเป็นไฟล์แบบไม่มีมาโคร (.docx หรือ .xlsx) แล้วแนบใหม่"
HAS_FILES_INSIDE = "มีไฟล์อื่นซ่อนหรือฝังอยู่ในไฟล์นี้ เอาออก แล้วแนบเป็นไฟล์แยก"
LOADS_FROM_ELSEWHERE = "ไฟล์ดึงเนื้อหาจากที่อื่นเมื่อเปิด ฝังเนื้อหาไว้ในไฟล์ หรือลบออก แล้วบันทึกใหม่"


@dataclass(frozen=True)
class _Part:
    """One entry: its beginning, and all of it where it is text."""

    head: bytes
    text: bytes


def check_container(data: bytes) -> FileKind:
    """Return what an archive is: Word, Excel or OpenDocument.

    Raises:
        FileRefusedError: it is damaged, locked, something else, or carries what may run.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_shape(archive, data)
            parts = _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as problem:
        if isinstance(problem, FileRefusedError):
            raise
        raise FileRefusedError(DAMAGED) from problem
    _check_parts(parts)
    if "[Content_Types].xml" in parts:
        return _office_kind(parts)
    return _open_document_kind(parts)


def is_also_archive(data: bytes) -> bool:
    """Whether a file of another kind can be opened as a zip archive as well."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _check_shape(archive: zipfile.ZipFile, data: bytes) -> None:
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    names = [entry.filename for entry in entries]
    if not entries or len(entries) > MOST_ENTRIES or len(set(names)) != len(names):
        raise FileRefusedError(DAMAGED)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileRefusedError(ENCRYPTED)
    if not all(map(_is_plain_name, names)):
        raise FileRefusedError(DAMAGED)
    methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if any(entry.compress_type not in methods for entry in entries):
        raise FileRefusedError(DAMAGED)
    if not _is_without_gaps(archive, entries, data):
        raise FileRefusedError(HAS_FILES_INSIDE)


def _is_plain_name(name: str) -> bool:
    if not name or len(name) > LONGEST_PART_NAME or "\\" in name or "\x00" in name:
        return False
    return not name.startswith("/") and ".." not in name.split("/") and ":" not in name


def _is_without_gaps(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], data: bytes) -> bool:
    """Whether the entries follow one another from the first byte to the directory at the end."""
    at = 0
    for entry in entries:
        if entry.header_offset - at not in (DATA_DESCRIPTORS if at else {0}):
            return False
        header = data[entry.header_offset : entry.header_offset + LOCAL_HEADER_BYTES]
        name_bytes = int.from_bytes(header[26:28], "little")
        extra_bytes = int.from_bytes(header[28:30], "little")
        at = entry.header_offset + LOCAL_HEADER_BYTES + name_bytes + extra_bytes
        at += entry.compress_size
    if archive.start_dir - at not in DATA_DESCRIPTORS:
        return False
    return not archive.comment and data[-END_RECORD_BYTES:].startswith(b"PK\x05\x06")


def _unpacked(archive: zipfile.ZipFile) -> dict[str, _Part]:
    """Unpack every entry within bounds; what the archive says about sizes is not believed."""
    parts: dict[str, _Part] = {}
    total = packed = 0
    for entry in archive.infolist():
        kept = bytearray()
        is_text = bool(_PLAIN_PARTS.search(entry.filename))
        packed += entry.compress_size
        with archive.open(entry) as source:
            head = chunk = source.read(CHUNK)
            while chunk:
                total += len(chunk)
                if total > MOST_UNPACKED_BYTES or (
                    total > RATIO_COUNTS_FROM_BYTES and total > MOST_RATIO * packed
                ):
                    raise FileRefusedError(TOO_BIG_INSIDE)
                if is_text:
                    kept += chunk
                chunk = source.read(CHUNK)
        parts[entry.filename] = _Part(head[:16], bytes(kept))
    return parts


def _check_parts(parts: Mapping[str, _Part]) -> None:
    for name, part in parts.items():
        if _MACRO_PARTS.search(name):
            raise FileRefusedError(HAS_MACROS)
        if part.head.startswith(_PROGRAMS) or "/embeddings/" in name.lower():
            raise FileRefusedError(HAS_FILES_INSIDE)
        if b"\x00" in part.text or b"<!DOCTYPE" in part.text.upper():
            # Neither another encoding nor an entity may hide anything from what is looked for.
            raise FileRefusedError(DAMAGED)
        if _SCRIPTS.search(part.text):
            raise FileRefusedError(HAS_MACROS)


def _office_kind(parts: Mapping[str, _Part]) -> FileKind:
    declared = {
        (str(element.get("PartName")), str(element.get("ContentType")))
        for element in _tree(parts["[Content_Types].xml"].text)
    }
    for name, part in parts.items():
        if name.lower().endswith(".rels"):
            _check_relations(part.text)
    for kind, main in _MAIN_PARTS.items():
        if main in declared and main[0].lstrip("/") in parts:
            return kind
    raise FileRefusedError(UNKNOWN)


def _check_relations(text: bytes) -> None:
    """Refuse what is loaded from elsewhere when the document opens; a link to tap is fine."""
    for relation in _tree(text):
        is_link = str(relation.get("Type")).endswith("/hyperlink")
        if str(relation.get("TargetMode")).lower() == "external" and not is_link:
            raise FileRefusedError(LOADS_FROM_ELSEWHERE)


def _open_document_kind(parts: Mapping[str, _Part]) -> FileKind:
    first = next(iter(parts))
    kind = _OPEN_DOCUMENTS.get(parts[first].text) if first == "mimetype" else None
    manifest = parts.get("META-INF/manifest.xml")
    if kind is None or manifest is None or "content.xml" not in parts:
        raise FileRefusedError(UNKNOWN)
    if b"encryption-data" in manifest.text:
        raise FileRefusedError(ENCRYPTED)
    return kind


def _tree(text: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(text)  # noqa: S314  # nosec B314 (no DOCTYPE is left to expand)
    except (ElementTree.ParseError, LookupError) as problem:
        raise FileRefusedError(DAMAGED) from problem
