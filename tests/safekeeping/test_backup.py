"""A backup holds everything of one moment, and a restore brings exactly that back."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django import Settings

from infogo.core import audit
from infogo.core.models import AuditEntry
from infogo.files import store
from infogo.files.models import StoredFile
from infogo.files.services import store_file, withdraw_file
from infogo.manuals.models import Manual
from infogo.safekeeping import marker, shelf
from infogo.safekeeping.errors import DamagedError, NotEmptyError, SafekeepingError
from infogo.safekeeping.ledger import present_ledger
from infogo.safekeeping.manifest import read_manifest
from infogo.safekeeping.physical import KIND
from infogo.safekeeping.sealing import Lock, SealError, open_sealed, seal
from infogo.safekeeping.services import Made, back_up, restore
from infogo.search.indexing.index import only_writer
from tests.accounts.watching import nothing_changes
from tests.factories import OfficerFactory, adoption, standard_manual
from tests.files import samples

# What refuses before it touches the database needs no committed rows, and is faster without.
pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)
PASSPHRASE = Lock(passphrase="ปากกาแดงบนโต๊ะไม้เก่า")


@dataclass(frozen=True)
class Somebody:
    id: str = "officer 7"
    name: str = "ปราณี"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A home of its own: keys, files and index beside each other."""
    folder = tmp_path / "home"
    folder.mkdir()
    settings.INFOGO = {
        **settings.INFOGO,
        "HOME": folder,
        "INDEX_DIR": folder / "index",
        "FILES_DIR": folder / "files",
    }
    (folder / "packs.key").write_bytes(b"the key of packs")
    return folder


@pytest.fixture
def filled(home: Path) -> StoredFile:
    """A small installation: a standard, an adoption, an officer, a form, an audit trail."""
    standard = standard_manual()
    adoption(standard)
    OfficerFactory.create()
    return a_file("แบบคำขอ")


def a_file(content: str) -> StoredFile:
    data = samples.pdf(f"/Type /Catalog /Lang ({content})")
    return store_file(samples.upload(data, f"{content}.pdf"), Somebody(), "dopa")


def put_back(made: Path, **given: Any) -> list[str]:
    said: list[str] = []
    restore(made, **{"lock": None, "force": True, "say": said.append, **given})
    return said


def a_backup(tmp_path: Path, lock: Lock | None = None) -> Made:
    return back_up(tmp_path / "shelf", lock=lock)


class TestRoundTrip:
    @committed
    def test_everything_of_that_moment_comes_back_and_nothing_later(
        self, filled: StoredFile, home: Path, tmp_path: Path
    ) -> None:
        before = present_ledger()
        made = a_backup(tmp_path)
        later = a_file("แบบใหม่")
        Manual.objects.filter(standard__isnull=False).delete()
        store.path_of(filled.sha256).unlink()
        (home / "packs.key").write_bytes(b"another")
        with transaction.atomic():
            audit.record(actor="officer 9 อื่น", verb="edit", target="manual")

        put_back(made.folder)

        assert made.manifest.ledger == before
        assert present_ledger().differences(before) == []
        assert Manual.objects.filter(standard__isnull=False).count() == 1
        assert not StoredFile.objects.filter(pk=later.pk).exists()
        kept = store.path_of(filled.sha256).read_bytes()
        assert store.digest_of(kept) == filled.sha256
        assert (home / "packs.key").read_bytes() == b"the key of packs"
        assert (home / "packs.key").stat().st_mode & 0o077 == 0
        assert not marker.is_set()

    def test_the_next_backup_shares_the_files_of_the_last(
        self, filled: StoredFile, tmp_path: Path
    ) -> None:
        assert a_backup(tmp_path).manifest.files == 1
        _named_apart(tmp_path)
        one, two = (
            backup / "files" / filled.sha256[:2] / filled.sha256
            for backup in shelf.backups(tmp_path / "shelf")
        )
        assert one.samefile(two)

    def test_only_the_newest_stay(self, filled: StoredFile, tmp_path: Path) -> None:
        a_backup(tmp_path)
        newest = _named_apart(tmp_path)
        gone = shelf.keep_only(tmp_path / "shelf", 1, read_manifest(newest).kind)
        assert len(gone) == 1
        assert shelf.backups(tmp_path / "shelf") == [newest]
        assert shelf.chosen(tmp_path / "shelf") == newest

    def test_dumps_and_base_backups_on_one_shelf_are_counted_apart(
        self, filled: StoredFile, tmp_path: Path
    ) -> None:
        """As backup.md tells operators to keep them: one a night, the other a week."""
        made = a_backup(tmp_path)
        base = _named_apart(tmp_path)
        replace(made.manifest, kind=KIND).write(base)
        both = shelf.backups(tmp_path / "shelf")
        for kind in (KIND, made.manifest.kind):
            assert shelf.keep_only(tmp_path / "shelf", 1, kind) == []
        assert shelf.backups(tmp_path / "shelf") == both
        assert shelf.chosen(tmp_path / "shelf") == base
        assert shelf.chosen(tmp_path / "shelf", made.manifest.kind) == both[0]

    @committed
    def test_a_file_that_was_withdrawn_is_not_missed(
        self, filled: StoredFile, tmp_path: Path
    ) -> None:
        withdraw_file(file_id=filled.pk, reason="มีข้อมูลส่วนบุคคล", actor=Somebody())
        store.path_of(filled.sha256).unlink()  # as the daily duty does
        made = a_backup(tmp_path)
        put_back(made.folder)
        assert not marker.is_set()
        assert StoredFile.objects.get().withdrawn_reason == "มีข้อมูลส่วนบุคคล"

    @committed
    def test_what_officers_write_meanwhile_is_in_it_whole_or_not_at_all(
        self, filled: StoredFile, tmp_path: Path
    ) -> None:
        stop, acknowledged, began = threading.Event(), [0], threading.Event()

        def write() -> None:
            try:
                while not stop.is_set():
                    with transaction.atomic():
                        entry = audit.record(actor="officer 7 ปราณี", verb="edit", target="point")
                    acknowledged[0] = entry.number
                    began.set()
            finally:
                connection.close()

        writer = threading.Thread(target=write)
        writer.start()
        try:
            assert began.wait(30)
            written_before = acknowledged[0]
            made = a_backup(tmp_path)
            written_after = acknowledged[0]
        finally:
            stop.set()
            writer.join()

        put_back(made.folder)

        number, _head = made.manifest.ledger.audit
        assert written_before <= number <= written_after + 1
        assert AuditEntry.objects.count() == number
        assert audit.verify() is None


def _named_apart(tmp_path: Path) -> Path:
    """Make a backup under a later name: names are seconds, and tests are faster."""
    folder = tmp_path / "shelf"
    (earlier,) = shelf.backups(folder)
    aside = earlier.rename(folder / "20200101T000000Z")
    assert shelf.backups(folder) == [aside]
    return back_up(folder, lock=None).folder


class TestRefusals:
    def test_what_is_there_is_not_overwritten_unasked(
        self, filled: StoredFile, tmp_path: Path
    ) -> None:
        made = a_backup(tmp_path)
        with nothing_changes(), pytest.raises(NotEmptyError, match="--force"):
            put_back(made.folder, force=False)
        assert not marker.is_set()

    @pytest.mark.parametrize("part", ["database", "file", "list", "key", "manifest", "gone"])
    def test_a_damaged_backup_touches_nothing(
        self, filled: StoredFile, home: Path, tmp_path: Path, part: str
    ) -> None:
        made = a_backup(tmp_path)
        folder = made.folder
        content = folder / "files" / filled.sha256[:2] / filled.sha256
        damaged = {
            "database": folder / made.manifest.parts[0].path,
            "file": content,
            "list": folder / "files.sha256",
            "key": folder / "keys" / "packs.key",
            "manifest": folder / "manifest.json",
            "gone": content,
        }[part]
        if part == "gone":
            damaged.unlink()
        else:
            data = bytearray(damaged.read_bytes())
            data[len(data) // 2] ^= 0xFF
            damaged.unlink()  # earlier backups may share it
            damaged.write_bytes(data)
        (home / "packs.key").write_bytes(b"another")
        with nothing_changes(), pytest.raises(DamagedError):
            put_back(folder)
        assert (home / "packs.key").read_bytes() == b"another"
        assert not marker.is_set()

    def test_a_backup_of_a_later_release_is_refused(
        self, filled: StoredFile, tmp_path: Path
    ) -> None:
        made = a_backup(tmp_path)
        path = made.folder / "manifest.json"
        data = json.loads(path.read_text())
        data["ledger"]["migrations"].append("core.9999_later")
        path.write_text(json.dumps(data))
        with nothing_changes(), pytest.raises(DamagedError, match=r"core\.9999_later"):
            put_back(made.folder)

    def test_a_running_worker_is_told(self, filled: StoredFile, tmp_path: Path) -> None:
        made = a_backup(tmp_path)
        with nothing_changes(), only_writer(), pytest.raises(CommandError, match="run_worker"):
            call_command("restore", str(made.folder), "--force", stdout=StringIO())
        assert not marker.is_set()

    def test_two_backups_do_not_meet_on_a_shelf(self, filled: StoredFile, tmp_path: Path) -> None:
        with shelf.writing(tmp_path / "shelf"), pytest.raises(SafekeepingError, match="another"):
            a_backup(tmp_path)


class TestInterruption:
    def test_what_an_interrupted_backup_left_is_no_backup_and_goes(
        self, filled: StoredFile, tmp_path: Path
    ) -> None:
        left = tmp_path / "shelf" / ".unfinished-20260101T000000Z"
        left.mkdir(parents=True)
        (left / "database.sqlite3").write_bytes(b"half")
        with pytest.raises(DamagedError):
            shelf.chosen(tmp_path / "shelf")
        made = a_backup(tmp_path)
        assert not left.exists()
        assert shelf.chosen(tmp_path / "shelf") == made.folder

    def test_a_failing_backup_leaves_nothing(
        self, filled: StoredFile, home: Path, tmp_path: Path
    ) -> None:
        store.path_of("f" * 64).mkdir(parents=True)  # cannot be copied as a file
        with pytest.raises(OSError, match="directory"):
            a_backup(tmp_path)
        assert [path.name for path in (tmp_path / "shelf").iterdir()] == [".lock"]

    @committed
    def test_a_half_restored_home_starts_nothing_until_it_is_finished(
        self, filled: StoredFile, home: Path, tmp_path: Path
    ) -> None:
        made = a_backup(tmp_path)
        before = present_ledger()
        store.path_of(filled.sha256).write_bytes(b"")
        with pytest.raises(SafekeepingError), marker.under_way(made.folder):
            raise SafekeepingError("killed here")

        with pytest.raises(ImproperlyConfigured, match="--force"):
            marker.refuse_half_restored()
        store.path_of(filled.sha256).unlink()
        put_back(made.folder, force=False)  # it was begun on purpose: no force needed

        marker.refuse_half_restored()
        assert present_ledger().differences(before) == []


class TestSealedKeys:
    def test_they_open_with_the_passphrase_and_with_nothing_else(
        self, filled: StoredFile, tmp_path: Path
    ) -> None:
        made = a_backup(tmp_path, PASSPHRASE)
        assert not (made.folder / "keys").exists()
        sealed = (made.folder / "keys.sealed").read_bytes()
        assert b"the key of packs" not in sealed
        for wrong in (None, Lock(passphrase="ปากกาแดงบนโต๊ะไม้ใหม่")):
            with nothing_changes(), pytest.raises(SealError):
                put_back(made.folder, lock=wrong)
        assert open_sealed(sealed, PASSPHRASE)["packs.key"] == b"the key of packs"

    def test_whoever_makes_backups_needs_no_secret(self) -> None:
        private, stranger = X25519PrivateKey.generate(), X25519PrivateKey.generate()
        public = private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        sealed = seal({"packs.key": b"the key of packs"}, Lock(pem=public))
        with pytest.raises(SealError):
            open_sealed(sealed, Lock(pem=_pem(stranger)))
        with pytest.raises(SealError):
            open_sealed(sealed, Lock(pem=public))
        assert open_sealed(sealed, Lock(pem=_pem(private))) == {"packs.key": b"the key of packs"}

    def test_a_short_passphrase_seals_nothing(self, filled: StoredFile, tmp_path: Path) -> None:
        with pytest.raises(SealError):
            a_backup(tmp_path, Lock(passphrase="สั้น"))
        assert shelf.backups(tmp_path / "shelf") == []


def _pem(key: X25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@committed
def test_operators_commands_say_what_they_did(filled: StoredFile, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase"
    phrase.write_text(PASSPHRASE.passphrase + "\n")
    out = StringIO()
    place = str(tmp_path / "shelf")
    call_command("backup", place, "--passphrase-file", str(phrase), "--keep", "3", stdout=out)
    call_command("restore", place, "--check", stdout=out)
    with nothing_changes(), pytest.raises(CommandError, match="--passphrase-file"):
        call_command("restore", place, "--force", stdout=out)
    call_command("restore", place, "--force", "--passphrase-file", str(phrase), stdout=out)
    said = out.getvalue()
    assert "manifest sha256" in said
    assert "ครบถ้วน" in said
    assert "กู้คืนถึง" in said


@pytest.fixture(autouse=True)
def nothing_left_marked() -> Iterator[None]:
    """No test leaves the mark behind unseen."""
    yield
    assert not marker.is_set()
