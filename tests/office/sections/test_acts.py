"""The buttons of a list: add, remove, move."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.editing.parts import parts_of_standard
from infogo.manuals.content import ManualContent
from infogo.office.section_forms.acts import act
from infogo.office.section_forms.typed import typed
from tests.office.sections.forms import form

THREE = {"criteria": {"state": "listed", "items": ["ก", "ข", "ค"]}}


@pytest.mark.parametrize(
    ("command", "items", "place"),
    [
        ("add:criteria", ["ก", "ข", "ค", typed("")], "criteria.3"),
        ("remove:criteria.1", ["ก", "ค"], "criteria.1"),
        ("remove:criteria.2", ["ก", "ข"], "criteria.1"),
        ("up:criteria.1", ["ข", "ก", "ค"], "criteria.0"),
        ("up:criteria.0", ["ก", "ข", "ค"], "criteria.0"),
        ("down:criteria.1", ["ก", "ค", "ข"], "criteria.2"),
        ("down:criteria.2", ["ก", "ข", "ค"], "criteria.2"),
        ("remove:criteria.9", ["ก", "ข", "ค"], "criteria.2"),
        ("remove:nothing.0", ["ก", "ข", "ค"], ""),
        ("hostile", ["ก", "ข", "ค"], ""),
    ],
)
def test_a_button_changes_the_list(command: str, items: list[Any], place: str) -> None:
    values, name = act(form("criteria"), THREE, command)
    assert values["criteria"]["items"] == items
    assert name == place
    assert THREE["criteria"]["items"] == ["ก", "ข", "ค"]


def test_the_answer_follows_the_first_and_the_last_item() -> None:
    empty = parts_of_standard(ManualContent())["documents"]
    one, _name = act(form("documents"), empty, "add:documents")
    assert one["documents"] == {"state": "listed", "items": [{}]}
    none, _name = act(form("documents"), one, "remove:documents.0")
    assert none["documents"] == {"state": "unknown", "items": []}


def test_a_list_without_an_answer() -> None:
    values, _name = act(form("outputs"), {"outputs": []}, "add:outputs")
    assert values == {"outputs": [typed("")]}


def test_a_list_inside_a_group_that_says_nothing_yet() -> None:
    empty = parts_of_standard(ManualContent())["documents"]
    one, place = act(form("documents"), empty, "add:representation.documents")
    assert one["representation"] == {"documents": [{}]}
    assert place == "representation.documents.0"
    two, _place = act(form("documents"), one, "add:representation.documents")
    two["representation"]["documents"] = [{"name": "ก"}, {"name": "ข"}]
    moved, place = act(form("documents"), two, "up:representation.documents.1")
    assert [item["name"] for item in moved["representation"]["documents"]] == ["ข", "ก"]
    assert place == "representation.documents.0"
    assert [item["name"] for item in two["representation"]["documents"]] == ["ก", "ข"]


@pytest.mark.parametrize(
    "command",
    ["add:representation", "add:representation.note", "add:documents.9.name", "add:criteria.0.x"],
)
def test_a_name_that_is_no_list_changes_nothing(command: str) -> None:
    before = parts_of_standard(ManualContent())["documents"]
    assert act(form("documents"), before, command) == (before, "")
