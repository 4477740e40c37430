"""How texts name files: by their public address."""

from __future__ import annotations

import re

from infogo.files.models import StoredFile

_ADDRESS = re.compile(r"(?<![\w./-])/files/([1-9][0-9]{0,14})/")


def file_ids(text: str) -> tuple[int, ...]:
    """Return the ids of the files that a text names, each once, in order."""
    return tuple(dict.fromkeys(int(found) for found in _ADDRESS.findall(text)))


def file_id_of(address: str) -> int | None:
    """Return the id of the file that an address leads to, ``None`` for any other address."""
    found = _ADDRESS.match(address)
    return int(found[1]) if found else None


def missing_files(text: str) -> tuple[int, ...]:
    """Return the ids of files that a text names and that are not there any more."""
    wanted = file_ids(text)
    if not wanted:
        return ()
    there = StoredFile.objects.filter(pk__in=wanted, withdrawn_at=None)
    return tuple(sorted(set(wanted) - set(there.values_list("pk", flat=True))))
