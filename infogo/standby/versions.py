"""Where a copy lies: whole versions beside each other, the newest under the name ``current``.

Files that did not change are shared between versions by hard links. A version that is being made
has a name of its own and is continued after an interruption; nobody is shown anything of it.
"""

from __future__ import annotations

import gzip
import json
import os
import secrets
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from infogo.core.versions import Tokens

PAGES, RAW, STATE = "pages", "raw", "state.sqlite3"
UNFINISHED, CURRENT, VERSIONS = "unfinished", "current", "versions"
KEPT = 2
"""How many versions stay: the one that is served, and the one before it."""
_TABLES = """
CREATE TABLE IF NOT EXISTS page (
  address TEXT PRIMARY KEY, file TEXT NOT NULL, tokens TEXT NOT NULL, maker TEXT NOT NULL,
  made_at TEXT NOT NULL, found TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting (address TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (address TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Known:
    """What a version knows of one of its pages."""

    def __init__(self, row: tuple[str, str, str, str, str]) -> None:
        self.file, tokens, self.maker, made_at, found = row
        self.tokens: Tokens = tuple((key, token) for key, token in json.loads(tokens))
        self.made_at = datetime.fromisoformat(made_at)
        self.found: list[str] = json.loads(found)


class Version:
    """A folder of pages with a small database of what they were made from."""

    def __init__(self, folder: Path) -> None:
        """Open a version, or begin one."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        # Written again after a power cut; until it is whole nobody relies on it.
        self._state = sqlite3.connect(folder / STATE, isolation_level=None)
        self._state.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; {_TABLES}")

    def begin(self) -> None:
        """Begin a run: what one that was interrupted saw may have changed or gone since."""
        self._state.executescript("DELETE FROM seen; DELETE FROM waiting;")

    def see(self, address: str) -> None:
        """Note that a page belongs to this version."""
        self._state.execute("INSERT OR IGNORE INTO seen VALUES (?)", [address])

    def is_seen(self, address: str) -> bool:
        """Return whether this run was at a page already, and it is there."""
        found = self._state.execute("SELECT 1 FROM seen WHERE address = ?", [address])
        return found.fetchone() is not None

    def drop_unseen(self) -> None:
        """Remove the pages that only an interrupted run made: they are no longer public."""
        of_others = "FROM page WHERE address NOT IN (SELECT address FROM seen)"
        for (file,) in self._state.execute(f"SELECT file {of_others}"):
            (self.folder / file).unlink(missing_ok=True)
        self._state.execute(f"DELETE {of_others}")
        self._state.execute("DELETE FROM seen")

    def known(self, address: str) -> Known | None:
        """Return what is known of a page; ``None``: it is not in this version."""
        row = self._state.execute(
            "SELECT file, tokens, maker, made_at, found FROM page WHERE address = ?", [address]
        ).fetchone()
        return Known(row) if row else None

    def note(
        self,
        address: str,
        *,
        file: str,
        tokens: Tokens,
        maker: str,
        made_at: datetime,
        found: list[str],
    ) -> None:
        """Note a page whose file is there; it belongs to this version."""
        self.see(address)
        self._state.execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)",
            [address, file, json.dumps(tokens), maker, made_at.isoformat(), json.dumps(found)],
        )

    def wait_for(self, addresses: list[str]) -> None:
        """Note addresses that were found on pages and are to be copied too."""
        self._state.executemany(
            "INSERT OR IGNORE INTO waiting VALUES (?)", [(one,) for one in addresses]
        )

    def next_waiting(self) -> str | None:
        """Return the next such address that is not copied yet, and forget it."""
        row = self._state.execute("SELECT address FROM waiting LIMIT 1").fetchone()
        if row:
            self._state.execute("DELETE FROM waiting WHERE address = ?", row)
        return row[0] if row else None

    def count(self) -> int:
        """Return how many pages there are."""
        return int(self._state.execute("SELECT COUNT(*) FROM page").fetchone()[0])

    def write(self, file: str, body: bytes) -> None:
        """Write a file whole or not at all; a link to an earlier version is never written to."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{secrets.token_hex(8)}")
        part.write_bytes(body)
        part.replace(path)

    def share(self, other: Version, file: str) -> bool:
        """Take a file of another version; ``False`` when it is not there any more."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.unlink(missing_ok=True)
            os.link(other.folder / file, path)
        except FileNotFoundError:
            return False
        return True

    def close(self) -> None:
        """Let the database be one file again."""
        self._state.execute("PRAGMA journal_mode=DELETE")
        self._state.close()

    def let_go(self) -> None:
        """Close the database as it is; the next run goes on from there."""
        self._state.close()


def page_file(address: str) -> str:
    """Return where a page lies: ``/agency/5?page=2`` in ``pages/agency/5@page=2.html.gz``."""
    path, _mark, query = address.partition("?")
    return f"{PAGES}{unquote(path)}@{query}.html.gz"


def raw_file(address: str) -> str:
    """Return where anything else lies: under its own address."""
    return f"{RAW}{unquote(address)}"


def packed(text: str) -> bytes:
    """Return a page as it lies on disk; the same page gives the same bytes."""
    return gzip.compress(text.encode(), 6, mtime=0)


def newest(root: Path) -> Version | None:
    """Return the version that is served, if there is one."""
    link = root / CURRENT
    return Version(link.resolve()) if link.exists() else None


def serve(root: Path, version: Version, name: str) -> Path:
    """Let readers see a version from now on, all at once, and drop those before the last."""
    version.close()
    os.sync()
    folder = root / VERSIONS / name
    folder.parent.mkdir(exist_ok=True)
    version.folder.rename(folder)
    link = root / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.relative_to(root))
    link.replace(root / CURRENT)
    # A clock that was ahead gave earlier ones later names.
    earlier = sorted(one for one in folder.parent.iterdir() if one != folder)
    for old in earlier[: 1 - KEPT]:
        shutil.rmtree(old)
    return folder
