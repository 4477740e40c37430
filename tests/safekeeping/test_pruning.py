"""What is removed of the log is what no base backup needs, and the rest still gives any moment."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from infogo.safekeeping import shelf
from infogo.safekeeping.ledger import present_ledger
from infogo.safekeeping.manifest import Manifest
from infogo.safekeeping.physical import KIND, PhysicalPostgresql
from infogo.safekeeping.point_in_time import restore_at, serving
from infogo.safekeeping.services import back_up
from tests.safekeeping.test_point_in_time import (
    archive_all,
    archiving_cluster,
    place,  # noqa: F401
    verbs,
    write,
)

OLD = "0000000100000001000000{}"
KEPT = (
    "00000002.history",
    "000000010000000100000002.00000028.backup",
    ".000000010000000100000001.part",
    "000000010000000100000003",
    "000000020000000100000004",
)


def backup(folder: Path, name: str, first: str, kind: str = KIND) -> None:
    """Put a backup on the shelf whose copy of the database begins in this piece of the log."""
    base = folder / name / "base"
    base.mkdir(parents=True)
    label = f"START WAL LOCATION: 1/3000028 (file {first})\nCHECKPOINT LOCATION: 1/3000060\n"
    (base / "backup_label").write_text(label if first else "")
    Manifest(kind, "2026-11-27T00:00:00+00:00", present_ledger(), (), 0, 0, False).write(
        folder / name
    )


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A shelf whose oldest base begins in the third piece, and a log of four on two timelines."""
    log = tmp_path / "wal"
    log.mkdir()
    removed = (OLD.format("01"), OLD.format("02"), OLD.format("02") + ".partial",
               "000000020000000100000002")  # fmt: skip
    for name in (*removed, *KEPT):
        (log / name).write_bytes(b"x")
    backup(tmp_path / "shelf", "20261126T000000Z", "", kind="postgresql-dump")
    backup(tmp_path / "shelf", "20261127T000000Z", OLD.format("03"))
    backup(tmp_path / "shelf", "20261128T000000Z", OLD.format("04"))
    return tmp_path / "shelf", log


def names(log: Path) -> list[str]:
    return sorted(path.name for path in log.iterdir())


@pytest.mark.django_db
def test_what_is_older_than_the_oldest_base_goes_on_every_timeline(
    places: tuple[Path, Path],
) -> None:
    said = io.StringIO()
    before = names(places[1])
    call_command("prune_wal", *map(str, places), "--dry-run", stdout=said)
    assert names(places[1]) == before
    call_command("prune_wal", *map(str, places), stdout=said)
    assert names(places[1]) == sorted(KEPT)
    assert "ลบแล้ว · removed: 4" in said.getvalue()
    assert "20261127T000000Z" in said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("mistake", ["another log", "no base", "no label"])
def test_nothing_goes_where_it_is_not_sure(places: tuple[Path, Path], mistake: str) -> None:
    folder, log = places
    if mistake == "another log":
        (log / OLD.format("03")).unlink()
    for name in ("20261127T000000Z", "20261128T000000Z"):
        if mistake == "no base":
            (folder / name / "manifest.json").unlink()
        elif mistake == "no label":
            (folder / name / "base" / "backup_label").write_text("")
    before = names(log)
    with pytest.raises(CommandError, match="ไม่ได้ลบอะไร"):
        call_command("prune_wal", str(folder), str(log))
    assert names(log) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the other databases have no log")
def test_any_moment_since_the_oldest_base_still_comes_back(
    place: Path,  # noqa: F811
    settings: Settings,
) -> None:
    home, wal, into = place / "home", place / "wal", place / "restored"
    settings.INFOGO = {**settings.INFOGO, "HOME": home, "FILES_DIR": home / "files"}
    with archiving_cluster(wal):
        for verb in ("one", "two"):
            write(verb)
            archive_all(wal)
            last = back_up(place / f"shelf-{verb}", lock=None, copying=PhysicalPostgresql())
        assert shelf.backups(place / "shelf-two") == [last.folder]
        wanted = write("three")
        write("a mistake")
        archive_all(wal)
        before = set(names(wal))
        call_command("prune_wal", str(last.folder.parent), str(wal), stdout=io.StringIO())
        assert set(names(wal)) < before
        restore_at(place / "shelf-two", moment=wanted, into=into, wal=wal, lock=None, force=False,
                   say=print)  # fmt: skip
        with serving(into):
            assert verbs() == ["one", "two", "three"]
