"""The documents say what the code does."""

from __future__ import annotations

import re
from dataclasses import fields

from config.env import Environment, variable_name
from tests.consistency.source import ROOT, repository_files, shown

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def test_every_environment_variable_is_documented_with_its_default() -> None:
    documented = dict(re.findall(r"^\| `(INFOGO_\w+)` \| ([^|]*) \|", OPERATIONS, re.M))
    expected = {variable_name(setting.name): setting.default for setting in fields(Environment)}

    assert set(documented) == set(expected)
    for name, default in expected.items():
        if name == "INFOGO_HOME":
            assert "`.infogo/`" in documented[name]
        elif isinstance(default, bool):
            assert f"`{int(default)}`" in documented[name]
        else:
            assert ("empty" if default == "" else f"`{default}`") in documented[name], name


def test_every_management_command_is_documented() -> None:
    commands = {
        file.stem
        for file in repository_files()
        if file.match("infogo/*/management/commands/*.py") and file.stem != "__init__"
    }
    documented = set(re.findall(r"^\| `(?:\./dev )?manage (\w+)", OPERATIONS, re.M))

    assert commands == documented


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{shown(file)}: {target}"
        for file in repository_files()
        if file.suffix == ".md"
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", file.read_text())
        if not (file.parent / target).exists()
    ]
    assert broken == []


def test_files_named_in_documents_exist() -> None:
    """A path in backquotes that looks like one of ours must be there."""
    ours = re.compile(r"`((?:infogo|config|tests|tools|docs|bench|demo|requirements)/[\w./-]+)`")
    missing = [
        f"{shown(file)}: {path}"
        for file in repository_files()
        if file.suffix == ".md"
        for path in ours.findall(file.read_text())
        if not (ROOT / path).exists()
    ]
    assert missing == []
