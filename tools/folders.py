"""The folder that a command line names, told from an option that was meant."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def named_folder(arguments: Sequence[str], usage: str | None) -> Path | None:
    """Return the folder named first; none where none is named.

    A word that begins with "-" is no folder: ``--help`` once became a home with a database.

    Raises:
        SystemExit: help was asked for, which is printed, or the word is an option nobody knows.
    """
    if {"-h", "--help"} & set(arguments):
        print((usage or "").strip())
        sys.exit(0)
    if not arguments:
        return None
    name = arguments[0]
    if not name or name.startswith("-"):
        sys.exit(f"“{name}” เป็นตัวเลือกที่ไม่รู้จัก ไม่ใช่โฟลเดอร์ · an unknown option, no folder\n\n{usage}")
    return Path(name)
