"""Paper is set with our own fonts, is accessible, and shows what people wrote as text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from infogo.paper import typeset
from infogo.paper.glyphs import INSTEAD, printable
from tests.paper.reading import read_paper, squeezed

MOMENT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SHEET = """#import "base.typ": data, sheet
#sheet(data.title)[
= #data.title
#data.text
]
"""


@pytest.fixture
def own_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put a small template beside a copy of the shared part."""
    (tmp_path / "base.typ").write_bytes((typeset.TEMPLATES / "base.typ").read_bytes())
    (tmp_path / "sheet.typ").write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr(typeset, "TEMPLATES", tmp_path)
    return "sheet"


def test_a_sheet_is_tagged_for_screen_readers_and_carries_its_fonts(own_template: str) -> None:
    """PDF/UA says so in its metadata; the font is embedded, not borrowed from the machine."""
    made = typeset.pdf(own_template, {"title": "หนังสือแจ้ง", "text": "ปู่ ฎีกา ที่"}, made_at=MOMENT)
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid:part" in made
    assert b"Sarabun-Regular" in made


def test_the_same_data_give_the_same_bytes(own_template: str) -> None:
    """So a letter that was printed twice can be shown to be the same letter."""
    data = {"title": "หนังสือแจ้ง", "text": "ครั้งที่ 1"}
    once = typeset.pdf(own_template, data, made_at=MOMENT)
    assert typeset.pdf(own_template, data, made_at=MOMENT) == once


def test_what_people_wrote_is_never_read_as_a_program(own_template: str) -> None:
    """Markup in data is shown, not obeyed: reading a file would be an error."""
    hostile = '#read("base.typ") $x$ *bold* ] #panic("x")'
    assert typeset.pdf(own_template, {"title": "ก", "text": hostile}, made_at=MOMENT)


def test_an_address_ends_its_line_behind_a_mark_that_parts_it(own_template: str) -> None:
    """Words of an address stay whole; a run without such marks may end a line anywhere."""
    address = "https://portal.information.go.th/receipt/590227K9CC6A?lang=th"
    data = {"title": "ก", "text": f"{address} {'x' * 40}"}
    (page,) = read_paper(typeset.pdf(own_template, data, made_at=MOMENT)).pages
    marks = "https:// portal. information. go. th/ receipt/ 590227K9CC6A? lang= th"
    assert marks.replace(" ", "\u200b") in page
    assert "\u200b".join(["x" * 14, "x" * 14, "x" * 12]) in page


def test_data_that_do_not_fit_are_reported(own_template: str) -> None:
    """A template that asks for what is not there fails loudly."""
    with pytest.raises(typeset.PaperError, match="sheet"):
        typeset.pdf(own_template, {"title": "ก"}, made_at=MOMENT)


THAI = (
    "ครั้งแรก ท้องถิ่น ขั้นตอน สิ่งแวดล้อม ทั้งหมด ที่อยู่ นาฬิกา ภาษี ปู่ น้ำ ชื่อ ปีใหม่ ฝั่ง ฎีกา ฐุ ญู"
    " เก็บ เบี้ยว สิทธิ์ พันธุ์ ผู้ยื่นคำขอ ทำซ้ำ"
)


@pytest.mark.parametrize("part", ["title", "text"], ids=["bold", "regular"])
def test_every_letter_is_in_the_file_once(own_template: str, part: str) -> None:
    """A letter with marks is drawn in parts; read aloud, searched and copied it is one."""
    data = {"title": "ก", "text": "ข", part: THAI}
    made = read_paper(typeset.pdf(own_template, data, made_at=MOMENT))
    assert squeezed(THAI) in made.text


def test_a_paper_says_what_it_is_and_in_which_language(own_template: str) -> None:
    made = read_paper(typeset.pdf(own_template, {"title": "หนังสือแจ้ง", "text": "ก"}, made_at=MOMENT))
    assert (made.title, made.language) == ("หนังสือแจ้ง", "th-TH")
    assert made.is_for_screen_readers
    assert made.fonts == {"Sarabun-Regular", "Sarabun-Bold"}


@pytest.mark.parametrize(
    "hostile",
    [
        "ก😀ข 漢字",
        "\x00\x07\x1b[31m",
        "\u202eกข\u2066 ค\ufeff",
        "\ue000\uf8ff",
        "ก\u0e3b\u0e5c\u0e7f",
        "\U000e0041",
        "a" * 4000,
        "ก" * 4000,
        "ั้้้้้" * 200,
        "[#*_`$<@{}\\" * 50,
        "<script>alert(1)</script>",
    ],
)
def test_any_text_can_be_printed(own_template: str, hostile: str) -> None:
    """What the fonts cannot show becomes a square; nothing makes the paper fail."""
    made = read_paper(typeset.pdf(own_template, {"title": "ก", "text": hostile}, made_at=MOMENT))
    shown = squeezed(printable(hostile))
    assert shown in made.text


def test_what_is_called_printable_is_in_both_fonts() -> None:
    both = list(typeset.FONTS.glob("*.ttf"))
    assert len(both) == 2
    for file in both:
        with TTFont(file) as font:
            known = font.getBestCmap()
        shown = {chr(code) for code in range(0x20, 0x10000) if printable(chr(code)) == chr(code)}
        assert {char for char in shown if ord(char) not in known} == {INSTEAD, "\u200b", "\u2060"}
