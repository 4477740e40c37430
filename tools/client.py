"""Make the generated part of the Python client again from the written contract.

``./dev client`` replaces ``clients/python/infogo_client/generated`` and sets the version of the
package to that of the contract; what people wrote beside it stays.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.openapi import ROOT, SNAPSHOT

CLIENT = ROOT / "clients" / "python"
GENERATED = CLIENT / "infogo_client" / "generated"
NAME = "generated"
LINES = "application/x-ndjson"
"""Read as a file of bytes; the generator does not know it."""
LINE_LENGTH = 100
REDIRECT = re.compile(r"3\d\d")


def generate(folder: Path) -> None:
    """Write the package ``generated`` into a folder that has none.

    Raises:
        RuntimeError: some part of the contract could not be turned into code.
    """
    contract, settings = folder / "contract.json", folder / "settings.json"
    contract.write_text(json.dumps(_plain(json.loads(SNAPSHOT.read_text()))))
    settings.write_text(
        json.dumps(
            {
                "package_name_override": NAME,
                "literal_enums": True,
                "post_hooks": [],
                "content_type_overrides": {LINES: "application/octet-stream"},
            }
        )
    )
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(contract)]
    command += ["--meta", "none", "--config", str(settings), "--output-path", str(folder / NAME)]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    contract.unlink()
    settings.unlink()
    # What it cannot turn into code it leaves out with a warning: that would be a hole.
    if made.returncode or "WARNING" in made.stderr + made.stdout:
        raise RuntimeError(made.stdout + made.stderr)
    _tidy(folder / NAME)


def _plain(part: Any) -> Any:
    """Leave out what the generator does not know: defaults that are objects or lists.

    Answers without content that lead elsewhere (301, 304) never reach a caller: what is written
    by hand follows them. As types they would only blur what an address gives.
    """
    if isinstance(part, list):
        return [_plain(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _plain(each)
        for name, each in part.items()
        if not (name == "default" and isinstance(each, dict | list))
        and not (REDIRECT.fullmatch(name) and "content" not in each)
    }


def _tidy(package: Path) -> None:
    """Sort imports and format, as the generator's own hooks do, by our locked ruff."""
    ruff = [sys.executable, "-m", "ruff"]
    alone = ["--isolated", "--no-cache", "--quiet", f"--config=line-length={LINE_LENGTH}"]
    rules = ["--fix-only", "--select=I,F401,UP"]
    subprocess.run([*ruff, "check", *alone, *rules, str(package)], check=True)
    subprocess.run([*ruff, "format", *alone, str(package)], check=True)


def set_version(version: str) -> None:
    """Give the package the version of the contract."""
    file = CLIENT / "pyproject.toml"
    file.write_text(re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', file.read_text()))


def main() -> int:
    """Generate anew beside the old package, then put it in its place."""
    with tempfile.TemporaryDirectory() as scratch:
        generate(Path(scratch))
        if GENERATED.exists():
            shutil.rmtree(GENERATED)
        shutil.move(Path(scratch) / NAME, GENERATED)
    set_version(json.loads(SNAPSHOT.read_text())["info"]["version"])
    print(f"✓ {GENERATED.relative_to(ROOT)}: {len(list(GENERATED.rglob('*.py')))} ไฟล์ · files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
