"""Write down what the API promises: its OpenAPI file, as the documentation and the client read it.

``./dev openapi`` writes ``infogo/www/developers/openapi-v1.json``; ``--release`` also makes it the
contract that later changes are compared with. ``tests/consistency/test_contract.py`` holds both.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import django

from tools.contract import breaking_changes

ROOT = Path(__file__).resolve().parent.parent
DEVELOPERS = ROOT / "infogo" / "www" / "developers"
SNAPSHOT = DEVELOPERS / "openapi-v1.json"
RELEASED = ROOT / "tests" / "api" / "openapi-v1-released.json"


def current() -> dict[str, Any]:
    """Return what the API promises now; Django must be set up."""
    from infogo.api.urls import api

    return dict(json.loads(json.dumps(api.get_openapi_schema(), default=str)))


def written(contract: dict[str, Any]) -> str:
    """Return the text of a contract's file: one line for each value, Thai as it is."""
    return json.dumps(contract, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write the files, and say what would break programs."""
    parser = argparse.ArgumentParser(prog="./dev openapi", description=__doc__)
    parser.add_argument("--release", action="store_true", help="what is promised from now on")
    is_release = parser.parse_args(arguments).release
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    contract = current()
    SNAPSHOT.write_text(written(contract))
    print(f"✓ {SNAPSHOT.relative_to(ROOT)}: {len(contract['paths'])} ที่อยู่ · addresses")
    if is_release or not RELEASED.exists():
        RELEASED.write_text(json.dumps(contract, ensure_ascii=False) + "\n")
        print(f"✓ {RELEASED.relative_to(ROOT)}: สัญญาที่ออกแล้ว · the released contract")
    for change in breaking_changes(json.loads(RELEASED.read_text()), contract):
        print(f"⚠ {change}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
