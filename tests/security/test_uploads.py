"""Uploads: two things at once, scripts in pictures, bombs; and what is given away cannot act.

tests/files/test_checking.py holds the list of files that are refused, each with its reason.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from infogo.bulk.errors import FileError
from infogo.bulk.reading import read_upload
from infogo.bulk.sheets import SHEETS
from infogo.files.checking import Limits, check_file
from infogo.files.kinds import IMAGES, FileRefusedError
from infogo.files.models import StoredFile
from infogo.files.services import store_file
from tests.editing.office import AUTHOR
from tests.files import samples

LIMITS = Limits(file_bytes=2_000_000, image_bytes=1_000_000)
SCRIPT = b"<script>alert(document.domain)</script>"
PHP = b"<?php system($_GET['c']); ?>"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(9))
    + "]><l>&a8;</l>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "GIF")
    return out.getvalue()


def png_with_text() -> bytes:
    about, out = PngImagePlugin.PngInfo(), io.BytesIO()
    about.add_text("Comment", SCRIPT.decode() + PHP.decode())
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=about)
    return out.getvalue()


def jpeg_with_comment() -> bytes:
    return samples.picture("JPEG", comment=SCRIPT + PHP)


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010E] = SCRIPT.decode()
    return made


REFUSED = {
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "svg behind a mark": b"\xef\xbb\xbf<svg onload='x()'/>",
    "svg packed": b"\x1f\x8b\x08\x00" + b"x" * 40,
    "html": b"<!doctype html>" + SCRIPT,
    "html behind blanks": b"\n" * 600 + b"<html>" + SCRIPT,
    "html behind a picture's beginning": b"GIF89a/*" + SCRIPT,
    "gif": gif(),
    "gif and java": gif() + samples.archive({"A.class": b"\xca\xfe\xba\xbe"}),
    "png that is text": b"\x89PNG\r\n\x1a\n" + SCRIPT * 20,
    "jpeg that is text": b"\xff\xd8\xff\xe0" + SCRIPT * 20,
    "webp that is text": b"RIFF\x00\x01\x00\x00WEBP" + SCRIPT * 20,
    "xml": OUTSIDE.encode(),
    "mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + SCRIPT,
    "shortcut": b"[InternetShortcut]\nURL=https://evil.example",
    "windows program": b"MZ" + b"\x00" * 200,
    "linux program": b"\x7fELF" + b"\x00" * 200,
    "mach-o": b"\xcf\xfa\xed\xfe" + b"\x00" * 200,
    "shell": b"#!/bin/sh\nrm -rf /",
    "rtf": b"{\\rtf1\\object\\objocx}",
    "postscript": b"%!PS-Adobe-3.0\n(x) run",
    "pdf behind a program": b"MZ" + samples.pdf(),
    "word with entities": samples.docx({"word/a.xml": LAUGHS}),
    "word that reads a file": samples.docx({"word/document.xml": OUTSIDE}),
    "excel with entities": samples.xlsx({"xl/sharedStrings.xml": LAUGHS}),
    "link inside": samples.docx({"C:/evil": "x"}),
    "climbing with backslashes": samples.docx({"..\\..\\evil": "x"}),
    "root": samples.docx({"/etc/passwd": "x"}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_could_act_is_refused_whatever_it_is_called(what: str) -> None:
    for name in ("x.png", "x.pdf", "x.docx", "x", "x.png.html", "x.svg", "../../x.php"):
        with pytest.raises(FileRefusedError):
            check_file(REFUSED[what], name, LIMITS)


@pytest.mark.parametrize(
    "data",
    [
        png_with_text(),
        jpeg_with_comment(),
        samples.picture("JPEG") + SCRIPT,
        samples.picture("PNG") + samples.archive({"a": "b"}),
        samples.picture("WEBP", exif=exif()),
    ],
    ids=["png text", "jpeg comment", "behind jpeg", "zip behind png", "webp exif"],
)
def test_of_a_picture_nothing_but_pixels_is_kept(data: bytes) -> None:
    kept = check_file(data, "x.png", LIMITS)
    assert kept.kind in IMAGES
    for mark in (b"<script", b"<?php", b"PK\x03\x04", b"Exif"):
        assert mark not in kept.data


def bomb(layers: int) -> bytes:
    """Zeros packed again and again."""
    data = b"\x00" * 20_000_000
    for _layer in range(layers):
        data = samples.archive({"0.bin": data})
    return data


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_a_bomb_is_refused_before_it_is_unpacked(layers: int) -> None:
    packed = samples.docx({"word/media/a.emf": b"\x00" * 60_000_000, "a.zip": bomb(layers)})
    with pytest.raises(FileRefusedError):
        check_file(packed, "x.docx", LIMITS)


def test_a_picture_that_unfolds_into_much_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with pytest.raises(FileRefusedError):
        check_file(out.getvalue(), "x.png", LIMITS)


def workbook(tmp_path: Path, parts: dict[str, str | bytes]) -> Path:
    path = tmp_path / "x.xlsx"
    path.write_bytes(samples.xlsx(parts))
    return path


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_a_spreadsheet_expands_no_entity(tmp_path: Path, part: str, text: str) -> None:
    path = workbook(tmp_path, {part: text})
    with pytest.raises(FileError):
        read_upload(path, SHEETS["points"])


def test_a_spreadsheet_that_unfolds_into_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        with made.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _piece in range(130):
                sheet.write(b" " * 1_048_576)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(FileError, match="ใหญ่เกินไป"):
        read_upload(path, SHEETS["points"])


@pytest.mark.django_db
def test_what_is_given_away_cannot_act_in_our_name() -> None:
    taken = {
        "แบบ.pdf": samples.pdf(),
        "แบบ.docx": samples.docx(),
        "ภาพ.png": samples.picture("PNG"),
    }
    for name, data in taken.items():
        file = store_file(SimpleUploadedFile(name, data), AUTHOR)
        StoredFile.objects.filter(pk=file.pk).update(published_at="2026-01-01T00:00:00Z")
        answer = Client().get(file.public_path)
        assert answer.status_code == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "html" not in answer.headers["Content-Type"]
        assert "svg" not in answer.headers["Content-Type"]
        is_shown = answer.headers["Content-Disposition"].startswith("inline")
        assert is_shown == (file.kind in IMAGES)
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..\\..\\x.pdf",
        "/etc/x.pdf",
        "x\x00.html.pdf",
        "a\r\nX-Evil: yes.pdf",
        '"; filename="x.html.pdf',
        "con.pdf",
        ".htaccess.pdf",
        "\u202efdp.exe.pdf",
        "x" * 400 + ".pdf",
    ],
)
def test_no_name_leaves_its_place_or_its_header(name: str) -> None:
    upload = SimpleUploadedFile("x.pdf", samples.pdf())
    upload._name = name  # what a browser sent, before Django tidies it
    file = store_file(upload, AUTHOR)
    for mark in ("/", "\\", "\x00", "\r", "\n", '"', "\u202e"):
        assert mark not in file.name
    StoredFile.objects.filter(pk=file.pk).update(published_at="2026-01-01T00:00:00Z")
    answer = Client().get(file.public_path)
    assert answer.status_code == 200
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Disposition"].count("filename=") == 1
