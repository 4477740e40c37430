"""Paper is set with our own fonts, is accessible, and shows what people wrote as text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from infogo.paper import typeset

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


def test_data_that_do_not_fit_are_reported(own_template: str) -> None:
    """A template that asks for what is not there fails loudly."""
    with pytest.raises(typeset.PaperError, match="sheet"):
        typeset.pdf(own_template, {"title": "ก"}, made_at=MOMENT)
