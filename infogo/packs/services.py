"""Making packs, keeping them and telling what changed since one that a reader has."""

from __future__ import annotations

import logging
from typing import Any

from infogo.core import versions
from infogo.core.dates import bangkok_now
from infogo.core.memory import reading_under
from infogo.core.models import OutboxEvent
from infogo.core.trouble import trouble_of
from infogo.core.versions import record_key
from infogo.geo.models import District
from infogo.packs import store
from infogo.packs.format import (
    PackTooLargeError,
    difference,
    hashes_of,
    manifest_of,
    pack,
    pack_hash,
    unpack,
)
from infogo.packs.keys import trusted_keys
from infogo.packs.selectors import KEYS, district_parts, procedures_at
from infogo.packs.store import BusyError, Kept

logger = logging.getLogger(__name__)


class UnknownDistrictError(LookupError):
    """There is no district with this code."""


def present_pack(district: str) -> Kept:
    """Return the pack of a district as the data are now: from the disk, or made.

    Raises:
        UnknownDistrictError: there is no such district.
        PackTooLargeError: it would be larger than a reader may be asked to download.
        BusyError: others are being made, and this one did not get its turn in time.
    """
    kept = store.read(district)
    if kept is not None and _is_true(kept.made_from):
        return kept
    found = District.objects.select_related("province").filter(pk=district).first()
    if found is None:
        raise UnknownDistrictError(district)
    with store.building():
        kept = store.read(district)  # somebody else may have made it meanwhile
        if kept is not None and _is_true(kept.made_from):
            return kept
        return _make(found)


def changed_since(district: str, known: str) -> Kept:
    """Return what a reader needs who has the state ``known``; the whole pack if nobody knows it.

    Raises:
        UnknownDistrictError, PackTooLargeError, BusyError: as ``present_pack``.
    """
    kept = present_pack(district)
    manifest = store.manifest(district, known)
    if manifest is None:
        return kept
    file = difference(unpack(kept.file), hashes_of(manifest).values())
    return Kept(kept.made_from, kept.hash, file)


def renew_one() -> int:
    """Make one pack anew of those on disk that are no longer true, used last first; 1 or 0."""
    newest = _newest_change()
    if _looked_at.get("change") == newest:
        return 0
    for district in store.districts():
        made_from = store.made_from(district)
        if made_from is not None and not _is_true(made_from):
            return _renewed(district)
    _looked_at["change"] = newest
    return 0


# Up to which change everything on disk was found true: most of the time nothing happens.
_looked_at: dict[str, object] = {}


def _newest_change() -> object:
    """Return what is another value after any change that a pack could be made from."""
    newest = OutboxEvent.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest, tuple(versions.tokens(KEYS).items()), trusted_keys()[0].id


def _renewed(district: str) -> int:
    try:
        present_pack(district)
    except BusyError:
        return 0  # a reader's pack is being made; the next turn comes soon
    except (UnknownDistrictError, PackTooLargeError) as problem:
        logger.warning("pack of district %s is dropped: %s", district, problem)
        store.drop(district)
    return 1


def _make(district: District) -> Kept:
    made_from, parts = _read(district)
    manifest = manifest_of(district.code, parts)
    file = pack(manifest, trusted_keys()[0].sign(manifest), parts)
    kept = Kept(made_from, pack_hash(manifest), file)
    try:
        store.write(district.code, kept, manifest)
    except OSError as problem:
        if trouble_of(problem) is None:
            raise
        # The reader gets her pack all the same; it is made anew for the next one.
        logger.warning("pack of district %s could not be kept: %s", district.code, problem)
    return kept


def _read(district: District) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the parts of a district and the tokens that were present before they were read.

    A change in between makes the pack old, never wrongly new. An agency's own text touches
    nothing but the key of its procedure, so those of all that is offered here are read too.
    """
    while True:
        offered = procedures_at(district)
        tokens = dict(versions.tokens([*KEYS, *(record_key("procedure", pk) for pk in offered)]))
        with reading_under(tokens) as present:
            parts = district_parts(district, bangkok_now().date())
        if procedures_at(district) == offered:
            return {"tokens": dict(present), **_maker()}, parts


def _is_true(made_from: dict[str, Any]) -> bool:
    """Whether a pack is what would be made now: of the same data, by the same key and code."""
    tokens: dict[str, int] = made_from["tokens"]
    if made_from != {"tokens": tokens, **_maker()}:
        return False
    return dict(versions.tokens(tokens)) == tokens


def _maker() -> dict[str, Any]:
    return {"key": trusted_keys()[0].id, "maker": store.MAKER}
