"""docs/security.md names tests that exist, for every kind of threat on every face."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.consistency.source import ROOT, repository_files, shown

TEXT = (ROOT / "docs" / "security.md").read_text()
NAMED = re.compile(r"`(tests/[\w/]+\.py)((?:::\w+)*)`")
FACES = re.compile(r"^## (.+)\n\n((?:\|.*\n)+)", re.M)
COLUMNS = 5


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the tests of a file, those of classes with their class."""
    found: set[str] = set()
    for node in ast.parse((ROOT / path).read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.add(f"::{node.name}")
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            found |= {
                f"::{node.name}::{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef) and inner.name.startswith("test_")
            }
    return frozenset(found)


def rows(table: str) -> list[list[str]]:
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return lines[2:]


def test_every_test_that_is_named_exists() -> None:
    missing = [
        path + name
        for path, name in NAMED.findall(TEXT)
        if not (ROOT / path).is_file() or (name and name not in names_in(path))
    ]
    assert missing == []


def test_every_file_of_attacks_is_named() -> None:
    files = {shown(file) for file in repository_files() if file.match("tests/security/test_*.py")}
    assert files
    assert files - {path for path, _name in NAMED.findall(TEXT)} == set()


def test_every_face_has_every_letter() -> None:
    faces = FACES.findall(TEXT)
    assert len(faces) >= 11
    for face, table in faces:
        assert {row[0] for row in rows(table)} == set("STRIDE"), face


@pytest.mark.parametrize(("face", "table"), FACES.findall(TEXT), ids=lambda text: text[:20])
def test_every_row_says_what_stands_against_it_and_names_a_test(face: str, table: str) -> None:
    assert rows(table)
    for row in rows(table):
        assert len(row) == COLUMNS, (face, row)
        letter, threat, defence, tests, _remains = row
        assert threat and defence, (face, letter)
        assert NAMED.search(tests), (face, threat)
