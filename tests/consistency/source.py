"""What the consistency tests read: the files of the repository and the tokens of its templates."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "infogo" / "templates"
LEXER = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


@cache
def repository_files() -> tuple[Path, ...]:
    """Return every file that is, or would be, committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(file for file in files if file.is_file())


def python_files(*folders: str) -> Iterator[Path]:
    """Return the Python files below these folders of the repository."""
    for file in repository_files():
        if file.suffix == ".py" and any(ROOT / folder in file.parents for folder in folders):
            yield file


def template_files() -> Iterator[Path]:
    """Return the HTML templates."""
    return (
        file for file in repository_files() if file.suffix == ".html" and TEMPLATES in file.parents
    )


def tokens(template: Path) -> Iterator[tuple[int, str, str]]:
    """Return the (line, type, text) tokens of a template, without white space."""
    for line, kind, text in LEXER.lex(template.read_text()):
        if kind != "whitespace":
            yield line, kind, text


def shown(file: Path) -> str:
    """Return the path as a reader of a failure wants to see it."""
    return str(file.relative_to(ROOT))
