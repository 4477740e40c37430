"""Texts that are too long are never cut: the server says so and shows all of them again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms

import infogo
from infogo.office.delay_forms import words
from infogo.workspace.choices import line


class Sample(forms.Form):
    """A line and a text as the workspace makes them."""

    name = line("ชื่อ", 10)
    told = words("เหตุ", "", 20)


def test_widgets_tell_how_much_they_take_and_cut_nothing() -> None:
    html = str(Sample())
    assert "maxlength" not in html
    assert re.findall(r'data-most="(\d+)"', html) == ["10", "20"]


@pytest.mark.parametrize("field", ["name", "told"])
def test_what_is_too_long_is_said_and_kept(field: str) -> None:
    typed = "ก" * 21
    form = Sample({"name": "ก", "told": "ก", field: typed})
    assert not form.is_valid()
    assert "21 ตัวอักษร" in str(form.errors[field])
    assert typed in str(form[field])


def test_a_line_break_counts_once_as_beside_the_field() -> None:
    form = Sample({"name": "ก", "told": "\r\n".join(["ก" * 6] * 3)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["told"] == "\n".join(["ก" * 6] * 3)


def test_every_text_of_several_lines_counts_so() -> None:
    made = [
        path
        for room in ("office", "central", "workspace")
        for path in Path(infogo.__path__[0], room).rglob("*.py")
        if "forms.Textarea(attrs" in path.read_text()
    ]
    assert not made, "Prose of workspace.choices counts as the browser does"
