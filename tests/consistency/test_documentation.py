"""The documents say what the code does."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

from config.env import Environment, variable_name
from tests.consistency.source import ROOT, repository_files, shown

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text()
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


def test_the_map_shows_every_app_once_in_the_order_of_the_layers() -> None:
    depth = depths_below("infogo")
    shown_apps = re.findall(r"^\|[^|]*\| `infogo/(\w+)/` \|", ARCHITECTURE, re.M)

    assert sorted(shown_apps) == sorted(depth)
    assert [depth[app] for app in shown_apps] == sorted(depth.values())


def test_every_room_of_search_stands_behind_those_that_it_builds_on() -> None:
    folder = ROOT / "infogo" / "search"
    rooms = {file.parent.name for file in folder.glob("*/__init__.py")} - {
        "management",
        "migrations",
    }
    depth = {name: at for name, at in depths_below("infogo.search").items() if name in rooms}
    told = (ROOT / "docs" / "search.md").read_text().partition("### The rooms")[2]
    rows = re.findall(r"^\| (`\w+/`.*?) \|", told.partition("###")[0], re.M)
    shown_rooms = [room for row in rows for room in re.findall(r"`(\w+)/`", row) if room != "data"]

    assert sorted(shown_rooms) == sorted(depth) == sorted(rooms)
    assert [depth[room] for room in shown_rooms] == sorted(depth.values(), reverse=True)


def depths_below(package: str) -> dict[str, int]:
    """Return how deep each part of a package lies by the contract that orders them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    ordered = [each["layers"] for each in contracts["contracts"] if each["type"] == "layers"]
    part = re.compile(rf"{re.escape(package)}\.(\w+)\b(?!\.)")
    (layers,) = (lines for lines in ordered if part.search(lines[0]))
    return {name: at for at, line in enumerate(layers) for name in part.findall(line)}


def test_files_of_the_map_stand_in_the_folder_of_their_row() -> None:
    rows = re.findall(r"^\|(?:[^|]*\|)? `([\w/]+)/` \|(.*)\|$", ARCHITECTURE, re.M)
    named = [
        (folder, file)
        for folder, said in rows
        for file in re.findall(r"`(?:\*\*)?(\w[\w/]*(?:\.py|/))", said)
    ]
    assert len(named) > 40
    missing = [
        f"{folder}: {file}"
        for folder, file in named
        if not (ROOT / folder / file).exists() and not (ROOT / file).exists()
    ]
    assert missing == []


def test_no_path_in_a_document_is_cut_short() -> None:
    """A path names a file from the root of the repository."""
    ours = [shown(file) for file in repository_files()]
    whole = set(ours)
    tails = {path.split("/", depth)[-1] for path in ours for depth in range(1, path.count("/"))}
    cut = [
        f"{shown(file)}: {path}"
        for file in repository_files()
        if file.suffix == ".md" and file.name != "CHANGELOG.md"
        for path in re.findall(r"`([\w-]+(?:/[\w.-]+)+\.\w+)`", file.read_text())
        if path in tails and path not in whole and not (file.parent / path).exists()
    ]
    assert cut == []
