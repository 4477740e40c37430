"""Everything a reader sees exists in English, with the same placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import messages


def test_every_text_has_an_english_translation(tmp_path: Path) -> None:
    texts = messages.collect(tmp_path / "django.pot")

    assert len(texts) > 100
    assert messages.untranslated(texts, messages.translations()) == []


@pytest.mark.parametrize(
    ("english", "problem"),
    [
        ("", "no English: ไม่เกิน %(time)s"),
        ("At most", "placeholders differ: ไม่เกิน %(time)s"),
        ("At most %(time)s", None),
        ("At most %(time)s, 5 %", "a bare % ends the page that shows it: ไม่เกิน %(time)s"),
    ],
)
def test_a_missing_or_damaged_translation_is_reported(english: str, problem: str | None) -> None:
    texts, catalogue = Catalog(), Catalog(locale="en")
    texts.add("ไม่เกิน %(time)s")
    catalogue.add("ไม่เกิน %(time)s", english)

    assert messages.untranslated(texts, catalogue) == ([problem] if problem else [])
