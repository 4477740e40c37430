"""How texts name files: by their public address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.db.models import Q

from infogo.files.models import StoredFile

_ADDRESS = re.compile(r"(?<![\w./-])/files/([1-9][0-9]{0,14})/")


def file_ids(text: str) -> tuple[int, ...]:
    """Return the ids of the files that a text names, each once, in order."""
    return tuple(dict.fromkeys(int(found) for found in _ADDRESS.findall(text)))


def file_id_of(address: str) -> int | None:
    """Return the id of the file that an address leads to, ``None`` for any other address."""
    found = _ADDRESS.match(address)
    return int(found[1]) if found else None


def stored_files(addresses: Iterable[str]) -> Mapping[int, StoredFile]:
    """Return the files that citizens can have behind addresses; no query where none is ours."""
    wanted = [file_id for address in addresses if (file_id := file_id_of(address))]
    if not wanted:
        return {}
    public = StoredFile.objects.exclude(published_at=None).filter(withdrawn_at=None)
    return public.in_bulk(wanted)


def unusable_files(text: str, owner_key: str) -> tuple[int, ...]:
    """Return the ids of files that a text names and citizens could not have if it were published.

    They are gone, withdrawn, or private files of somebody else than ``owner_key``.
    """
    wanted = file_ids(text)
    if not wanted:
        return ()
    usable = StoredFile.objects.filter(Q(owner_key=owner_key) | ~Q(published_at=None))
    there = usable.filter(pk__in=wanted, withdrawn_at=None).values_list("pk", flat=True)
    return tuple(sorted(set(wanted) - set(there)))
