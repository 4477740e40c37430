"""Rules about the files themselves."""

from __future__ import annotations

import ast
import re
import subprocess

import pytest

from tests.consistency.source import ROOT, python_files, repository_files, shown

LONGEST_MODULE = 400
# A long module that is still one concept: its path and why.
LONG_FOR_A_REASON = {
    "infogo/manuals/content.py": "the one definition of what a manual says",
    "tests/www/test_manual.py": "one page, the widest of all, block by block",
}
# A test that may step aside, and when.
SKIPPED_FOR_A_REASON = {
    "tests/deploy/test_servers.py": "containers and other systems have no systemd to ask",
    "tests/core/test_replica.py": "./dev test --fast needs no PostgreSQL; ./dev test installs it",
    "tests/faults/disks.py": "only root may mount a small disk",
    "tests/faults/test_database_away.py": "SQLite is a file; its disk is filled and closed instead",
    "tests/faults/test_full_disk.py": "the disk of a PostgreSQL server is not the test's",
    "tests/faults/test_rounds.py": "played once a run, where the database can be cut off",
    "tests/bench/test_rivals.py": "Groonga is compared where its library is installed",
    "tests/points/test_selectors.py": "the query plan of SQLite, on SQLite only",
    "tests/safekeeping/test_pruning.py": "the log of PostgreSQL, on PostgreSQL only",
    "tests/safekeeping/test_point_in_time.py": "the log of PostgreSQL, on PostgreSQL only",
    "tests/search/ranking/test_semantic.py": "the packaged model exists for x86-64 only",
}
# Written so that this file does not match itself.
FOREIGN = re.compile(
    r"(^|[\s\"'(=:])/(wor[k]|roo[t]|hom[e]|User[s])/"  # a path of somebody's machine
    r"|--(extra-)?inde[x]-url|/simpl[e]/|pythonhoste[d]"  # the address of a package index
    r"|\"resolved\": *\"http|\.\./share[d]"
)
SWALLOWED = re.compile(
    r"except[^:\n]*:\s*(pass|\.\.\.)\s*$|contextlib\.suppress\(Exception\)", re.M
)
LEFTOVER = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")
TEXT_SUFFIXES = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".sh", ".po", ""}


def text_files():
    for file in repository_files():
        if file.suffix in TEXT_SUFFIXES and file.name != "LICENSE":
            yield file, file.read_text(encoding="utf-8")


def test_no_file_names_a_machine_or_a_package_index() -> None:
    found = [
        f"{shown(file)}:{number}: {line.strip()[:120]}"
        for file, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert found == []


def test_no_module_is_too_long_to_be_one_concept() -> None:
    long = {
        shown(file): lines
        for file in python_files("infogo", "config", "tests", "tools", "bench")
        if "migrations" not in file.parts
        and (lines := len(file.read_text().splitlines())) > LONGEST_MODULE
    }
    assert set(long) == set(LONG_FOR_A_REASON), long


def test_nothing_is_left_for_later_and_no_error_is_swallowed() -> None:
    found = [
        f"{shown(file)}: {match[0].strip()}"
        for file in python_files("infogo", "config", "tests", "tools", "bench")
        for pattern in (SWALLOWED, LEFTOVER)
        for match in pattern.finditer(file.read_text())
    ]
    assert found == []


def test_no_test_is_skipped_without_a_reason() -> None:
    found = {
        shown(file)
        for file in python_files("tests")
        if re.search(r"pytest\.(mark\.)?(ski[p]|skipi[f]|xfai[l])", file.read_text())
    }
    assert found == set(SKIPPED_FOR_A_REASON)


def test_only_the_environment_module_reads_environment_variables() -> None:
    """``DJANGO_SETTINGS_MODULE`` is Django's own, set by the entry points."""
    readers = {
        shown(file)
        for file in python_files("infogo", "config")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }
    assert readers == {"config/env.py", "config/serve.py", "config/wsgi.py"}


def test_only_test_files_mark_what_dev_looks_for_in_them() -> None:
    """``./dev test`` reads only files with a mark: nothing else may give it."""
    elsewhere = [
        shown(file)
        for file in python_files("tests")
        if re.search(r"\b(mar[k]\.|add_marker\(.)(browser|cluster)\b", file.read_text())
        and not file.name.startswith("test_")
    ]
    assert elsewhere == []


def test_every_command_of_dev_is_in_its_help() -> None:
    script = (ROOT / "dev").read_text()
    cases = script[script.index("case $command in") :]
    commands = set(re.findall(r"^ {4}([a-z]+)(?: \||\))", cases, re.M))
    help_text = subprocess.run(
        ["sh", "dev", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {"run", "test", "lint"} <= commands
    for command in commands - {"help"}:
        assert re.search(rf"\b{command}\b", help_text), command


@pytest.mark.parametrize(
    "name", ["base", "dev", "uv", "scanners/pip-audit", "scanners/semgrep", "scanners/wapiti3"]
)
def test_every_locked_library_has_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.findall(
        r"^[a-z0-9][^\n]*\\\n(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, re.M
    )
    assert len(entries) == len(re.findall(r"^[a-z0-9]", text, re.M)) > 0
