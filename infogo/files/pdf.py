"""PDF files: looked through for what may act by itself; whatever cannot be read is refused.

This is a search for words, not a PDF reader. It is conservative on purpose: a form that an office
publishes needs no script, no password and no file inside.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from infogo.files.containers import (
    DAMAGED,
    ENCRYPTED,
    HAS_FILES_INSIDE,
    is_also_archive,
)
from infogo.files.kinds import FileRefusedError

MAGIC = b"%PDF-"
END_WITHIN_BYTES = 1_024
MOST_UNPACKED_BYTES = 100_000_000
LOOKED_AT_BYTES = 65_536
"""Of each stream that does not say it holds objects; those that do are looked through whole."""
LOOKED_AT_TOTAL_BYTES = 50_000_000
LONGEST_DICTIONARY = 4_096
PACKING_BYTES = 1_024
"""More than packing adds to what cannot be packed."""

HAS_ACTIONS = "PDF มีสคริปต์หรือคำสั่งที่ทำงานเอง พิมพ์เป็น PDF ใหม่ แล้วแนบไฟล์นั้น"
UNREADABLE = "ตรวจ PDF นี้ไม่ได้ พิมพ์เป็น PDF ใหม่ แล้วแนบไฟล์นั้น"
TOO_BIG_INSIDE = "PDF นี้ขยายแล้วใหญ่เกินไป ลดขนาดภาพ หรือแบ่งเป็นหลายไฟล์"

# Long words only: short ones such as /JS or /AA appear by chance in compressed bytes, and no
# action of either kind works without one of these beside it.
_FORBIDDEN = {
    b"JavaScript": HAS_ACTIONS,
    b"Launch": HAS_ACTIONS,
    b"SubmitForm": HAS_ACTIONS,
    b"ImportData": HAS_ACTIONS,
    b"Rendition": HAS_ACTIONS,
    b"RichMedia": HAS_ACTIONS,
    b"XFA": HAS_ACTIONS,
    b"GoToE": HAS_FILES_INSIDE,
    b"EmbeddedFile": HAS_FILES_INSIDE,
    b"EmbeddedFiles": HAS_FILES_INSIDE,
    b"Encrypt": ENCRYPTED,
}
_WORD = re.compile(rb"/(" + b"|".join(sorted(_FORBIDDEN, reverse=True)) + rb")(?![A-Za-z0-9_])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT_STREAM = re.compile(rb"/ObjStm(?![A-Za-z0-9_])")
_OTHER_FILTERS = re.compile(rb"LZWDecode|ASCIIHexDecode|ASCII85Decode|RunLength|/Crypt|/Predictor")


def check_pdf(data: bytes) -> None:
    """Refuse a PDF that is damaged, locked, two things at once, or acts by itself.

    Raises:
        FileRefusedError: with what to do.
    """
    end = data.rfind(b"%%EOF", -END_WITHIN_BYTES)
    if not data.startswith(MAGIC) or end < 0:
        raise FileRefusedError(DAMAGED)
    if data[end + len(b"%%EOF") :].strip(b"\r\n\t \x00"):
        raise FileRefusedError(HAS_FILES_INSIDE)
    if is_also_archive(data):
        raise FileRefusedError(HAS_FILES_INSIDE)
    _refuse_words(data)
    for text in _streams(data):
        _refuse_words(text)


def _refuse_words(text: bytes) -> None:
    for found in _WORD.finditer(_unescaped(text)):
        raise FileRefusedError(_FORBIDDEN[found[1]])


def _unescaped(text: bytes) -> bytes:
    """Return a text with names written plainly: ``/J#61vaScript`` is ``/JavaScript``."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield what the streams hold: object streams whole, of others the beginning.

    Raises:
        FileRefusedError: an object stream cannot be read, or all of it is too much.
    """
    readable = 0
    total = looked_at = 0
    for match in _STREAM.finditer(data):
        about = _dictionary(data, match.start())
        holds_objects = bool(_OBJECT_STREAM.search(about))
        if not holds_objects and looked_at >= LOOKED_AT_TOTAL_BYTES:
            continue
        most = MOST_UNPACKED_BYTES - total if holds_objects else LOOKED_AT_BYTES
        text = _inflated(data, match.end(), about, most)
        if text is None:
            continue
        if holds_objects:
            readable += 1
            total += len(text)
            if total >= MOST_UNPACKED_BYTES:
                raise FileRefusedError(TOO_BIG_INSIDE)
        else:
            looked_at += len(text)
        yield text
    if readable < sum(1 for _found in _OBJECT_STREAM.finditer(_unescaped(data))):
        raise FileRefusedError(UNREADABLE)


def _dictionary(data: bytes, stream_at: int) -> bytes:
    """Return what is said about a stream before it begins, names written plainly."""
    before = data[max(0, stream_at - LONGEST_DICTIONARY) : stream_at]
    return _unescaped(before[max(before.rfind(b" obj"), before.rfind(b"\nobj"), 0) :])


def _inflated(data: bytes, at: int, about: bytes, most: int) -> bytes | None:
    """Return the first ``most`` bytes of a stream, or ``None`` where it cannot be read.

    Only as much of the file is copied as can matter: there may be thousands of streams.
    """
    holds_objects = bool(_OBJECT_STREAM.search(about))
    end = data.find(b"endstream", at) if holds_objects else at + most + PACKING_BYTES
    if end < 0 or (holds_objects and _OTHER_FILTERS.search(about)):
        return None
    if b"/Filter" not in about:
        return data[at : min(end, at + most)]
    if b"FlateDecode" not in about and b"/Fl" not in about:
        return None
    try:
        return zlib.decompressobj().decompress(data[at:end], most)
    except zlib.error:
        return None
