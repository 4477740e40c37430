"""What is taken and what is refused, told by content."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from infogo.files.checking import Limits, check_file
from infogo.files.kinds import FileKind, FileRefusedError
from tests.files import samples

LIMITS = Limits(file_bytes=400_000, image_bytes=100_000)
GOOD = {
    "แบบคำขอ.pdf": (samples.pdf(body=samples.pdf_stream(b"7 0 << /Type /Page >>")), FileKind.PDF),
    "แบบคำขอ.docx": (samples.docx(), FileKind.DOCX),
    "ตาราง.xlsx": (samples.xlsx(), FileKind.XLSX),
    "แบบคำขอ.odt": (samples.open_document(), FileKind.ODT),
    "ตาราง.ods": (samples.open_document(samples.ODS), FileKind.ODS),
    "ภาพ.JPG": (samples.picture("JPEG"), FileKind.JPEG),
    "ภาพ.png": (samples.picture("PNG"), FileKind.PNG),
    "ภาพ.webp": (samples.picture("WEBP"), FileKind.WEBP),
}
FULL_LINK = ' TargetMode="External"'


def relation(kind: str) -> dict[str, str]:
    text = samples.RELATIONS.format(kind=kind, target="https://evil.example/x", mode=FULL_LINK)
    return {"word/_rels/document.xml.rels": text}


def bomb() -> bytes:
    return samples.docx({"word/media/a.emf": b"\x00" * 60_000_000})


def hidden_between() -> bytes:
    """A document with bytes that belong to no entry, before the directory at its end."""
    data = samples.docx()
    at = data.index(b"PK\x01\x02")
    end = bytearray(data[:at] + b"<script>alert(1)</script>" + data[at:])
    start = int.from_bytes(end[-6:-2], "little") + 25
    end[-6:-2] = start.to_bytes(4, "little")
    return bytes(end)


BAD = {
    "0 bytes": (b"", "x.pdf", "ว่างเปล่า"),
    "too large": (samples.pdf(body=b"%" * 400_000), "x.pdf", "ใหญ่เกินไป"),
    "too large a picture": (samples.picture("BMP", (300, 300)), "x.bmp", "ใช้ไฟล์ชนิดนี้ไม่ได้"),
    "program": (b"MZ\x90\x00" + b"\x00" * 500, "คู่มือ.pdf", "ใช้ไฟล์ชนิดนี้ไม่ได้"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "x.png", "ใช้ไฟล์ชนิดนี้ไม่ได้"),
    "html": (b"<html><script>alert(1)</script>", "x.pdf", "ใช้ไฟล์ชนิดนี้ไม่ได้"),
    "html before pdf": (b"<html>" + samples.pdf(), "x.pdf", "ไฟล์อาจเสีย"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "x.doc", "รุ่นเก่า"),
    "name of another kind": (samples.pdf(), "x.docx", "เปลี่ยนให้ลงท้าย .pdf"),
    "macro template as docx": (samples.docx(main=samples.MACRO_MAIN), "x.docx", "มาโคร"),
    "vba": (samples.docx({"word/vbaProject.bin": b"macro"}), "x.docx", "มาโคร"),
    "excel 4 macros": (samples.xlsx({"xl/macrosheets/sheet1.xml": "<x/>"}), "x.xlsx", "มาโคร"),
    "program inside": (samples.docx({"word/media/a.png": b"MZ\x90\x00"}), "x.docx", "ฝังอยู่"),
    "archive inside": (samples.docx({"word/a.bin": samples.xlsx()}), "x.docx", "ฝังอยู่"),
    "embedding": (samples.docx({"word/embeddings/o.bin": b"abc"}), "x.docx", "ฝังอยู่"),
    "template from elsewhere": (samples.docx(relation("attachedTemplate")), "x.docx", "ดึงเนื้อหา"),
    "entities": (
        samples.docx({"word/a.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}),
        "x.docx",
        "เสีย",
    ),
    "utf-16 part": (samples.docx({"word/a.xml": "<x/>".encode("utf-16")}), "x.docx", "เสีย"),
    "folder climbing": (samples.docx({"../../etc/cron": "x"}), "x.docx", "เสีย"),
    "bomb": (bomb(), "x.docx", "ขยายแล้วใหญ่เกินไป"),
    "bytes between": (hidden_between(), "x.docx", "ฝังอยู่"),
    "bytes behind": (samples.docx() + b"<script>", "x.docx", "ฝังอยู่"),
    "any zip": (samples.archive({"a.txt": "x"}), "x.docx", "ใช้ไฟล์ชนิดนี้ไม่ได้"),
    "cut off": (samples.docx()[:-30], "x.docx", "เสีย"),
    "odf basic": (samples.open_document(extra={"Basic/m.xml": "<x/>"}), "x.odt", "มาโคร"),
    "odf script": (
        samples.open_document(extra={"styles.xml": "<script:event-listener/>"}),
        "x.odt",
        "มาโคร",
    ),
    "odf locked": (
        samples.open_document(extra={"META-INF/manifest.xml": "<encryption-data/>"}),
        "x.odt",
        "รหัสผ่าน",
    ),
    "odf drawing": (
        samples.open_document("application/vnd.oasis.opendocument.graphics"),
        "x.odt",
        "ชนิด",
    ),
    "pdf script": (samples.pdf("/OpenAction << /S /JavaScript /JS (x) >>"), "x.pdf", "สคริปต์"),
    "pdf script escaped": (samples.pdf("/OpenAction << /S /J#61vaScr#69pt >>"), "x.pdf", "สคริปต์"),
    "pdf script packed": (
        samples.pdf(body=samples.pdf_stream(b"7 0 << /S /JavaScript /JS (x) >>")),
        "x.pdf",
        "สคริปต์",
    ),
    "pdf script in a stream of no type": (
        samples.pdf(body=samples.pdf_stream(b"7 0 << /S /JavaScript >>", "/N 1")),
        "x.pdf",
        "สคริปต์",
    ),
    "pdf objects that cannot be read": (
        samples.pdf(body=b"5 0 obj << /Type /ObjStm /Filter /LZWDecode >>\nstream\nx\nendstream\n"),
        "x.pdf",
        "ตรวจ PDF นี้ไม่ได้",
    ),
    "pdf objects that do not end": (
        samples.pdf(body=samples.pdf_stream(b"7 0 << >>").replace(b"endstream", b"")),
        "x.pdf",
        "ตรวจ PDF นี้ไม่ได้",
    ),
    "pdf launch": (samples.pdf("/A << /S /Launch /F (cmd.exe) >>"), "x.pdf", "คำสั่ง"),
    "pdf with files": (samples.pdf("/Names << /EmbeddedFiles 3 0 R >>"), "x.pdf", "ฝังอยู่"),
    "pdf locked": (samples.pdf("/Encrypt 9 0 R"), "x.pdf", "รหัสผ่าน"),
    "pdf with html behind": (samples.pdf(tail=b"<script>alert(1)</script>"), "x.pdf", "ฝังอยู่"),
    "pdf that is a zip too": (
        samples.pdf(body=samples.archive({"a": "b"})[:-2] + b"\x40\x00"),
        "x.pdf",
        "ฝังอยู่",
    ),
    "pdf without end": (samples.pdf()[:-8], "x.pdf", "เสีย"),
    "jpeg cut off": (samples.picture("JPEG", (400, 400))[:700], "x.jpg", "เสีย"),
    "moving picture": (
        samples.picture(
            "WEBP", save_all=True, append_images=[Image.new("RGB", (60, 40))], duration=100
        ),
        "x.webp",
        "เคลื่อนไหว",
    ),
    "enormous picture": (samples.picture("PNG", (9_000, 9_000), "1"), "x.png", "ละเอียดเกินไป"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_known_by_its_content(name: str) -> None:
    data, kind = GOOD[name]
    for given in (name, name.rpartition(".")[0]):
        checked = check_file(data, given, LIMITS)
        assert checked.kind is kind
    if "image" not in checked.kind.label and checked.width is None:
        assert checked.data == data


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_and_says_why(what: str) -> None:
    data, name, words = BAD[what]
    with pytest.raises(FileRefusedError, match=words):
        check_file(data, name, LIMITS)


def test_a_link_in_a_document_is_no_offence() -> None:
    assert check_file(samples.docx(relation("hyperlink")), "x.docx", LIMITS).kind is FileKind.DOCX


class TestPictures:
    def test_nothing_but_pixels_survives(self) -> None:
        taken = check_file(samples.photograph_with_position() + b"<script>x", "x.jpg", LIMITS)
        with Image.open(io.BytesIO(taken.data)) as kept:
            assert not kept.getexif()
            assert kept.size == (40, 60)  # turned upright by what it said
        assert b"SECRET" not in taken.data
        assert b"<script>" not in taken.data
        assert (taken.width, taken.height) == (40, 60)

    def test_it_is_no_larger_than_a_page_needs(self) -> None:
        taken = check_file(samples.picture("PNG", (3_000, 300)), "x.png", LIMITS)
        assert (taken.width, taken.height) == (2_000, 200)

    def test_a_picture_has_a_limit_of_its_own(self) -> None:
        limits = Limits(file_bytes=400_000, image_bytes=300)
        with pytest.raises(FileRefusedError, match="ใหญ่เกินไป"):
            check_file(samples.picture("PNG", (400, 400), compress_level=0), "x.png", limits)

    @pytest.mark.parametrize("mode", ["L", "P", "CMYK", "LA", "RGBA", "1", "I;16"])
    def test_every_mode_can_be_made_anew(self, mode: str) -> None:
        kind = "JPEG" if mode == "CMYK" else "PNG"
        data = samples.picture(kind, mode=mode)
        taken = check_file(data, "x.png" if kind == "PNG" else "x.jpg", LIMITS)
        with Image.open(io.BytesIO(taken.data)) as kept:
            kept.load()
