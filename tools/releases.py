"""The release that runs in production while the next one is being deployed: its marker.

The marker names the commit and the last migration of every app, with a digest of each migration
file. It is part of the repository, because a clone may have neither tags nor history.

    python -m tools.releases          what is new since the release
    python -m tools.releases mark     the state here and now is released
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
MARKER = ROOT / "tests" / "online" / "release.json"


@dataclass(frozen=True)
class Release:
    """``migrations`` are all migration files of ours by name, with their SHA-256."""

    version: str
    commit: str
    migrations: dict[str, str]


def released() -> Release:
    """Return the release that the marker names."""
    return Release(**json.loads(MARKER.read_text(encoding="utf-8")))


def present_migrations() -> dict[str, str]:
    """Return the migrations of this tree, such as ``core.0001_initial``, with their digests."""
    return {
        f"{path.parent.parent.name}.{path.stem}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((ROOT / "infogo").glob("*/migrations/0*.py"))
    }


def new_migrations() -> list[str]:
    """Return the migrations that the release does not have, by name."""
    return sorted(present_migrations().keys() - released().migrations.keys())


def has_history(commit: str) -> bool:
    """Whether this clone holds the commit of the release."""
    found = subprocess.run(
        ["git", "cat-file", "-e", f"{commit}^{{commit}}"], cwd=ROOT, capture_output=True
    )
    return found.returncode == 0


def mark(version: str) -> Release:
    """Write the marker of this tree's last commit and migrations."""
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    release = Release(version, commit, present_migrations())
    MARKER.write_text(json.dumps(asdict(release), indent=1, sort_keys=True) + "\n")
    return release


def main(arguments: list[str]) -> int:
    """Mark a release, or tell what is new since the last."""
    if arguments[:1] == ["mark"]:
        release = mark(arguments[1] if arguments[1:] else released().version)
        print(f"{release.version} {release.commit[:10]}: {len(release.migrations)} migrations")
        return 0
    print(f"{released().version} {released().commit[:10]}")
    print("\n".join(f"+ {name}" for name in new_migrations()))
    return 0


def setup() -> None:
    """Let Django know the models, with the settings of tests unless others are chosen."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
