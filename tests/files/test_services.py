"""Taking in, naming, withdrawing and clearing away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from infogo.core.models import AuditEntry
from infogo.files import services, store
from infogo.files.kinds import FileKind, FileRefusedError
from infogo.files.links import file_id_of, file_ids, unusable_files
from infogo.files.models import FileUse, Holder, StoredFile
from tests.files import samples

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Somebody:
    id: str = "officer 7"
    name: str = "ปราณี"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.INFOGO = {**settings.INFOGO, "FILES_DIR": tmp_path / "files"}
    yield tmp_path / "files"


def stored(name: str = "แบบ คำขอ.pdf", content: str = "", owner: str = "dopa") -> StoredFile:
    data = samples.pdf(f"/Type /Catalog /Lang ({content})")
    return services.store_file(samples.upload(data, name), Somebody(), owner)


def age(file: StoredFile, **time: float) -> None:
    StoredFile.objects.filter(pk=file.pk).update(uploaded_at=timezone.now() - timedelta(**time))


class TestTakingIn:
    def test_a_file_is_kept_by_its_content_with_who_brought_it(self, folder: Path) -> None:
        file = stored()
        assert file.public_path == f"/files/{file.pk}/แบบ-คำขอ.pdf"
        assert (file.owner_key, file.uploader, file.kind) == ("dopa", "officer 7", FileKind.PDF)
        path = folder / file.sha256[:2] / file.sha256
        assert store.digest_of(path.read_bytes()) == file.sha256
        assert path.stat().st_mode & 0o007 == 0
        assert [f for f in folder.rglob("*") if f.is_file()] == [path]
        line = AuditEntry.objects.get(target="file", target_id=file.pk)
        assert (line.verb, line.actor) == ("upload", "officer 7 ปราณี")

    def test_the_same_again_is_the_same_file(self, folder: Path) -> None:
        file, again, other = stored(), stored(), stored(owner="ldd")
        assert again == file
        assert other.sha256 == file.sha256
        assert other.pk != file.pk
        assert sum(1 for f in folder.rglob("*") if f.is_file()) == 1

    @pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"%PDF-" + b"x" * 400])
    def test_a_refused_file_leaves_nothing(self, folder: Path, data: bytes) -> None:
        with pytest.raises(FileRefusedError):
            services.store_file(samples.upload(data, "x.pdf"), Somebody())
        assert not StoredFile.objects.exists()
        assert not AuditEntry.objects.exists()
        assert not list(folder.rglob("*"))

    def test_a_file_that_is_too_large_is_refused_unread(self, settings: Settings) -> None:
        settings.INFOGO = {**settings.INFOGO, "FILE_MEGABYTES": 1}
        big = samples.upload(samples.pdf(body=b"%" * 1_000_000), "x.pdf")
        with pytest.raises(FileRefusedError, match="ไม่เกิน 1 MB"):
            services.store_file(big, Somebody())

    def test_a_logo_is_small(self) -> None:
        file = services.store_logo(
            samples.upload(samples.picture("PNG", (900, 600)), "ตรา.png"),
            Somebody(),
            "dopa",
            longest_side=240,
            most_bytes=20_000,
        )
        assert (file.kind, file.width, file.height) == (FileKind.WEBP, 240, 160)
        assert file.byte_count <= 20_000
        assert file.name == "ตรา.webp"


class TestNaming:
    def test_addresses_are_found_in_any_text(self) -> None:
        text = 'ดู ![x](/files/12/ก.png) "/files/7/a.pdf" /files/12/ก.png https://x/files/9/a'
        assert file_ids(text) == (12, 7)
        assert file_id_of("/files/7/a.pdf") == 7
        assert file_id_of("https://x.example/files/7/a.pdf") is None

    def test_what_a_draft_names_follows_the_draft(self) -> None:
        one, two = stored(content="1"), stored(content="2")
        services.note_draft(
            Holder.MANUAL_DRAFT, 5, "forms", f"{one.public_path} {two.public_path}", "dopa"
        )
        services.note_draft(Holder.MANUAL_DRAFT, 5, "documents", one.public_path, "dopa")
        services.note_draft(Holder.MANUAL_DRAFT, 5, "forms", two.public_path, "dopa")
        services.note_draft(Holder.MANUAL_DRAFT, 5, "forms", two.public_path, "dopa")
        assert set(FileUse.objects.values_list("file_id", "part")) == {
            (one.pk, "documents"),
            (two.pk, "forms"),
        }
        services.forget_draft(Holder.MANUAL_DRAFT, 5)
        assert not FileUse.objects.exists()
        assert not StoredFile.objects.exclude(published_at=None).exists()

    def test_publishing_makes_public_and_stays(self) -> None:
        file, other = stored(content="1"), stored(content="2")
        services.note_published(
            Holder.MANUAL, 5, "1", f"{file.public_path} /files/99999/x.pdf", "dopa"
        )
        file.refresh_from_db()
        other.refresh_from_db()
        assert file.is_public
        assert not other.is_public
        services.forget_draft(Holder.MANUAL, 5)
        assert FileUse.objects.get().part == "1"

    def test_naming_somebody_elses_private_file_opens_nothing(self) -> None:
        file = stored(owner="dopa")
        services.note_draft(Holder.MANUAL_DRAFT, 5, "forms", file.public_path, "ldd")
        services.note_published(Holder.MANUAL, 5, "1", file.public_path, "ldd")
        file.refresh_from_db()
        assert not file.is_public
        assert not FileUse.objects.exists()
        services.note_published(Holder.MANUAL, 6, "1", file.public_path, "dopa")
        services.note_published(Holder.MANUAL, 5, "2", file.public_path, "ldd")
        assert FileUse.objects.count() == 2

    def test_files_that_citizens_could_not_have_are_told(self) -> None:
        file = stored()
        assert unusable_files(f"{file.public_path} /files/99999/x.pdf", "dopa") == (99999,)
        assert unusable_files(file.public_path, "ldd") == (file.pk,)
        services.withdraw_file(file_id=file.pk, reason="มีชื่อคน", actor=Somebody())
        assert unusable_files(file.public_path, "dopa") == (file.pk,)


class TestWithdrawing:
    def test_it_needs_a_reason_and_happens_once(self) -> None:
        file = stored()
        for reason in ("", "  "):
            with pytest.raises(FileRefusedError, match="เหตุผล"):
                services.withdraw_file(file_id=file.pk, reason=reason, actor=Somebody())
        services.withdraw_file(file_id=file.pk, reason="มีเลขบัตรประชาชน", actor=Somebody())
        with pytest.raises(FileRefusedError, match="ถอนไปแล้ว"):
            services.withdraw_file(file_id=file.pk, reason="อีกครั้ง", actor=Somebody())
        assert AuditEntry.objects.filter(verb="withdraw").count() == 1
        assert stored().pk != file.pk  # it may be brought anew


class TestSweeping:
    def test_only_what_nothing_ever_named_goes_after_30_days(self, folder: Path) -> None:
        fresh, forgotten, draft, public = (stored(content=text) for text in "abcd")
        services.note_draft(Holder.ARTICLE_DRAFT, 1, "", draft.public_path, "dopa")
        services.note_published(Holder.ARTICLE, 1, "1", public.public_path, "dopa")
        FileUse.objects.filter(file=public).delete()
        age(fresh, days=29, hours=23)
        for file in (forgotten, draft, public):
            age(file, days=31)
        assert services.sweep_files().files == 1
        assert set(StoredFile.objects.all()) == {fresh, draft, public}
        assert AuditEntry.objects.get(verb="forget").detail["sha256"] == forgotten.sha256
        assert services.sweep_files().files == 0

    def test_bytes_go_when_no_file_stands_for_them(self, folder: Path) -> None:
        mine, shared = stored(owner="a"), stored(owner="b")
        withdrawn = stored(content="x")
        services.withdraw_file(file_id=withdrawn.pk, reason="ผิด", actor=Somebody())
        unfinished = folder / withdrawn.sha256[:2] / ".cut-off"
        unfinished.write_bytes(b"half")
        assert services.sweep_files().contents == 0  # all of it may be on its way
        for path in [*folder.glob("??/*")]:
            path.touch()
            _make_old(path)
        assert services.sweep_files().contents == 2
        assert store.path_of(mine.sha256).exists()
        assert not store.path_of(withdrawn.sha256).exists()
        assert not unfinished.exists()
        mine.delete()
        assert services.sweep_files().contents == 0
        shared.delete()
        assert services.sweep_files().contents == 1


def _make_old(path: Path) -> None:
    os.utime(path, (0, 0))
