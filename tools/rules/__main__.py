"""Check the code against our own rules, and the rules against their examples."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tools.rules import regexes
from tools.scanners import ROOT, NoScannerError, program

RULES = ROOT / "tools" / "rules"
EXAMPLES = RULES / "examples"
LOOKED_AT = ("infogo", "config")
MARK = re.compile(r"(?:#|<!--|\{#)\s*(ruleid|ok):\s*([a-z-]+)")


class Found(NamedTuple):
    """A line that a rule reports."""

    rule: str
    path: str
    line: int
    message: str


def main() -> int:
    """Print what was found; return 1 when there is anything."""
    try:
        found = scan()
    except NoScannerError as problem:
        print(f"✗ semgrep ติดตั้งไม่ได้ จึงไม่ได้ตรวจ · could not run: {problem}")
        return 1
    shown = str(EXAMPLES.relative_to(ROOT))
    in_code = [one for one in found if not one.path.startswith(shown)]
    in_examples = [one for one in found if one.path.startswith(shown)]
    wrong = wrong_examples(in_examples)
    in_code += list(shapes())
    for one in in_code:
        print(f"{one.path}:{one.line}: {one.rule}: {one.message}")
    for line in wrong:
        print(line)
    rules = {rule for _path, _line, _kind, rule in marks()}
    if not (in_code or wrong):
        print(f"✓ {len(rules)} rules, {len(list(marks()))} examples, and every regular expression")
    return 1 if in_code or wrong else 0


def scan() -> list[Found]:
    """Run semgrep over the code and the examples.

    Raises:
        NoScannerError: it cannot be had, or did not end well.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "SEMGREP_SEND_METRICS": "off",
            "SEMGREP_ENABLE_VERSION_CHECK": "0",
            "SEMGREP_SETTINGS_FILE": str(Path(folder) / "settings.yml"),
            "SEMGREP_LOG_FILE": str(Path(folder) / "log"),
        }
        command = [
            *(str(program("semgrep")), "scan", "--quiet", "--json", "--metrics", "off"),
            *("--disable-version-check", "--no-git-ignore", "--config", str(RULES)),
            *("--exclude", "locale", "--exclude", "static"),
            *LOOKED_AT,
            str(EXAMPLES.relative_to(ROOT)),
        ]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise NoScannerError(done.stderr.strip()) from error
    if answer["errors"]:
        raise NoScannerError("; ".join(problem["message"] for problem in answer["errors"]))
    return [
        Found(
            row["check_id"].rpartition(".")[2],
            row["path"],
            row["start"]["line"],
            row["extra"]["message"],
        )
        for row in answer["results"]
    ]


def marks() -> list[tuple[str, int, str, str]]:
    """Return what the examples say: path, line that is meant, ``ruleid`` or ``ok``, rule."""
    found = []
    for path in sorted(EXAMPLES.rglob("*.*")):
        if path.suffix == ".pyc":
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            meant = next((n for n in range(number, len(lines)) if not MARK.search(lines[n])), 0)
            for kind, rule in MARK.findall(line):
                found.append((str(path.relative_to(ROOT)), meant + 1, kind, rule))
    return found


def wrong_examples(found: list[Found]) -> list[str]:
    """Say which examples a rule misses, and which it should have left in peace."""
    reported = {(one.path, one.line, one.rule) for one in found}
    wrong = []
    for path, line, kind, rule in marks():
        is_reported = (path, line, rule) in reported
        if is_reported != (kind == "ruleid"):
            what = "reports" if is_reported else "misses"
            wrong.append(f"{path}:{line}: the rule {rule} {what} this example")
    return wrong


def shapes() -> list[Found]:
    """Return the regular expressions that could take for ever."""
    return [
        Found(
            f"regex-{doubt.what}",
            doubt.written.path,
            doubt.written.line,
            f"{doubt.written.pattern!r} on a run of {doubt.character!r}",
        )
        for folder in LOOKED_AT
        for path in sorted((ROOT / folder).rglob("*.py"))
        for written in regexes.written_in(path, str(path.relative_to(ROOT)))
        for doubt in regexes.doubts(written)
    ]


if __name__ == "__main__":
    sys.exit(main())
