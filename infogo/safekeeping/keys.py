"""The keys of an installation: what signs sessions and packs, under the names of their files."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

from infogo.packs.keys import OWN_KEY

SIGNING = "secret.key"
PRIVATE = 0o600


def present_keys() -> dict[str, bytes]:
    """Return the keys in use by name, wherever the settings take them from."""
    found = {SIGNING: settings.SECRET_KEY.encode()}
    for path in (_home() / OWN_KEY, *_named().values()):
        if path.exists():
            found[path.name] = path.read_bytes()
    return found


def other_keys(keys: dict[str, bytes]) -> list[str]:
    """Return the names under which this installation has another key than ``keys``."""
    present = present_keys()
    return sorted(name for name in keys if name in present and present[name] != keys[name])


def put_keys(keys: dict[str, bytes]) -> list[Path]:
    """Write keys to where the settings look for them, else into the home; return their paths."""
    written = []
    for name, data in keys.items():
        path = _named().get(name, _home() / name)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        written.append(path)
    return written


def _named() -> dict[str, Path]:
    parts = str(settings.INFOGO["PACK_KEY"]).split(",")
    return {Path(part.strip()).name: Path(part.strip()) for part in parts if part.strip()}


def _home() -> Path:
    return Path(settings.INFOGO["HOME"])
