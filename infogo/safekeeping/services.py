"""Making a backup of a whole installation, and putting one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from infogo.safekeeping import contents, keys, marker, shelf
from infogo.safekeeping.databases import Copying, database, is_empty
from infogo.safekeeping.errors import ChangedError, DamagedError, NotEmptyError
from infogo.safekeeping.ledger import digests_named, present_ledger
from infogo.safekeeping.manifest import KEYS, Manifest, check, part_of, parts_below, read_manifest
from infogo.safekeeping.sealing import Lock, open_sealed, seal
from infogo.search.indexing.index import only_writer

SEALED = "keys.sealed"
Said = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A backup that is whole: where it is, what it holds, and the digest of its manifest."""

    folder: Path
    manifest: Manifest
    digest: str


def back_up(shelf_folder: Path, *, lock: Lock | None, copying: Copying | None = None) -> Made:
    """Copy database, files and keys to a new folder on a shelf, while officers go on writing.

    Without ``lock`` the keys are copied as they are, readable by the owner of the folder only.

    Raises:
        SafekeepingError: nothing was made; the shelf is as it was.
    """
    copying = copying or database()
    with shelf.writing(shelf_folder):
        moment = timezone.now().astimezone(UTC)
        earlier = shelf.backups(shelf_folder)
        with shelf.unfinished(shelf_folder, shelf.name_of(moment)) as folder:
            files = contents.Collected(folder, earlier[-1] if earlier else None)
            files.collect()
            copy, ledger = copying.copy(folder)
            made_at = timezone.now().astimezone(UTC)
            files.collect()
            parts = [
                *parts_below(folder, copy),
                part_of(folder, files.write_list()),
                *parts_below(folder, _write_keys(folder, lock)),
            ]
            manifest = Manifest(
                kind=copying.kind,
                made_at=made_at.isoformat(),
                ledger=ledger,
                parts=tuple(parts),
                files=files.count,
                files_bytes=files.total_bytes,
                are_keys_sealed=lock is not None,
            )
            digest = manifest.write(folder)
        return Made(shelf_folder / shelf.name_of(moment), manifest, digest)


def examine(folder: Path) -> Manifest:
    """Prove a backup: every digest, and that the copy of the database can be read.

    Raises:
        DamagedError: something is missing or changed.
    """
    manifest = read_manifest(folder)
    check(folder, manifest)
    return manifest


def restore(folder: Path, *, lock: Lock | None, force: bool, say: Said) -> Manifest:
    """Put a backup in the place of what this installation holds.

    Everything is proved before anything is touched. Files are added, then the database is
    replaced in one transaction, then the keys; a mark keeps everybody else out from the first
    change to the end, and the same call again finishes what was interrupted.

    Raises:
        DamagedError: the backup is not whole, or of a later release.
        NotEmptyError: there is something already, and ``force`` was not given.
        ChangedError: what came out is not what was backed up.
        SafekeepingError, WriterBusyError: somebody uses the database, or the worker runs.
    """
    copying = database()
    manifest = examine(folder)
    if manifest.kind != copying.kind:
        raise DamagedError(
            f"{folder}: เป็นของ {manifest.kind} แต่ที่นี่ใช้ {copying.kind} · another kind of database"
        )
    copying.check(_copy_in(folder, manifest))
    _refuse_later_release(manifest)
    found_keys = read_keys(folder, manifest, lock)
    _refuse_overwriting(found_keys, force=force)
    say(f"ชุดสำรองครบถ้วน · the backup is whole: {folder.name}")
    with only_writer():
        pass  # a running worker is told before anything is marked
    with marker.under_way(folder):
        with only_writer():
            say(f"ไฟล์ · files: {contents.put_back([folder]):,} / {manifest.files:,}")
            copying.put_back(_copy_in(folder, manifest))
            _compare(manifest)
            keys.put_keys(found_keys)
            say(f"ฐานข้อมูลและกุญแจ · database and keys: {', '.join(found_keys)}")
        finish(say)
    return manifest


def finish(say: Said) -> None:
    """Bring a restored database to this release, verify its chains and build the index anew.

    Raises:
        ChangedError: rows name files that the backup does not hold.
        CommandError: a hash chain does not verify.
    """
    call_command("migrate", verbosity=0, interactive=False)
    call_command("verify_chains")
    with connections["default"].cursor() as cursor:
        absent = contents.missing(digests_named(cursor))
    if absent:
        raise ChangedError(f"ไม่มีไฟล์ที่แถวอ้างถึง · files are missing: {', '.join(absent[:5])}")
    say("สายโซ่แฮชถูกต้อง ไฟล์ครบ · hash chains verified, files complete")
    call_command("reindex")


def _compare(manifest: Manifest) -> None:
    differences = manifest.ledger.differences(present_ledger())
    if differences:
        raise ChangedError(
            "ฐานข้อมูลที่กู้ไม่ตรงกับชุดสำรอง · restored differs: " + "; ".join(differences[:10])
        )


def _refuse_later_release(manifest: Manifest) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    # Releases squash migrations only when nobody can come from before them.
    unknown = [name for name in manifest.ledger.migrations if name not in known]
    if unknown:
        raise DamagedError(
            "ชุดสำรองเป็นของรุ่นใหม่กว่าโปรแกรมนี้ ติดตั้งรุ่นนั้นก่อน · made by a later release: "
            + ", ".join(unknown[:5])
        )


def _refuse_overwriting(found_keys: dict[str, bytes], *, force: bool) -> None:
    if force or marker.is_set():
        return
    if not is_empty():
        raise NotEmptyError("มีข้อมูลอยู่แล้ว ถ้าต้องการเขียนทับสั่งด้วย --force · the database is not empty")
    # A start makes a secret key of its own; without a database it signed nothing yet.
    others = [name for name in keys.other_keys(found_keys) if name != keys.SIGNING]
    if others:
        raise NotEmptyError(
            f"มีกุญแจอื่นอยู่แล้ว ({', '.join(others)}) ถ้าต้องการเขียนทับสั่งด้วย --force · other keys"
        )


def _copy_in(folder: Path, manifest: Manifest) -> Path:
    return folder / manifest.parts[0].path


def _write_keys(folder: Path, lock: Lock | None) -> Path:
    found = keys.present_keys()
    if lock is not None:
        path = folder / SEALED
        path.write_bytes(seal(found, lock))
        return path
    (folder / KEYS).mkdir(mode=0o700)
    for name, data in found.items():
        path = folder / KEYS / name
        path.touch(keys.PRIVATE)
        path.write_bytes(data)
    return folder / KEYS


def read_keys(folder: Path, manifest: Manifest, lock: Lock | None) -> dict[str, bytes]:
    """Return the keys of a backup by name.

    Raises:
        SealError: they are sealed, and ``lock`` does not open them.
    """
    if manifest.are_keys_sealed:
        return open_sealed((folder / SEALED).read_bytes(), lock or Lock())
    return {path.name: path.read_bytes() for path in sorted((folder / KEYS).iterdir())}
