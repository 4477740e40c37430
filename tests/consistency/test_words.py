"""One concept, one word: what the glossary does not say, no page, document or message says."""

from __future__ import annotations

import pytest

from tests.consistency.source import ROOT, repository_files

READ_BY_PEOPLE = {".html", ".js", ".md", ".po", ".py", ".txt"}
KEPT = {
    ROOT / "CHANGELOG.md": "tells what was said before",
    ROOT / "docs" / "glossary.md": "names the words that are not used",
    ROOT / "tests" / "consistency" / "test_words.py": "this one",
}


@pytest.mark.parametrize(("other", "word"), [("แฟ้ม", "ไฟล์")])
def test_a_thing_has_one_name(other: str, word: str) -> None:
    read = [file for file in repository_files() if file.suffix in READ_BY_PEOPLE]
    assert sum(word in file.read_text() for file in read) > 100
    assert [file for file in read if file not in KEPT and other in file.read_text()] == []
