"""A full disk: what is served goes on, what cannot be written says so, and nothing is half done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from infogo.accounts.perms import Rights
from infogo.care.exporting import ask_export, folder, work_on_exports
from infogo.care.models import ExportState
from infogo.files.models import StoredFile
from infogo.opendata.dumps import NoSpaceError, home, latest, write_dump
from infogo.packs import services as packs
from infogo.packs import store as pack_store
from infogo.ratings.models import Rating
from infogo.search.indexing.index import IndexWriteError, index_dir, only_writer, reader
from infogo.search.indexing.indexer import Follower, rebuild
from infogo.search.selectors import search
from infogo.upkeep.management.commands import run_worker
from infogo.upkeep.timetable import Duty, Timetable
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, DistrictFactory, standard_manual
from tests.faults.disks import SmallDisk, small_disk
from tests.files import samples
from tests.office.people import administrator, signed_in
from tests.ratings.giving import served_manual
from tests.upkeep.test_worker import StopAfter
from tests.www.rating_forms import OWN, token
from tests.www.reading import read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def disk(tmp_path: Path, settings: Settings) -> Iterator[SmallDisk]:
    """A small disk that holds everything but the database."""
    with small_disk(tmp_path / "disk", 24) as made:
        settings.INFOGO = {
            **settings.INFOGO,
            "HOME": made.path,
            "INDEX_DIR": made.path / "index",
            "FILES_DIR": made.path / "files",
        }
        reader.forget()
        yield made
        reader.forget()


@pytest.fixture
def database_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk that holds the database, with the rows that the test made before."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has its disk elsewhere: its own errors are in test_trouble.py")
    with small_disk(tmp_path / "disk", 64) as made:
        usual = connection.settings_dict["NAME"]
        copy = made.path / "db.sqlite3"
        with closing(sqlite3.connect(usual)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
        connection.close()
        connection.settings_dict["NAME"] = str(copy)
        _leave_as_a_running_site_does(made.path)
        try:
            yield made
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual


def _leave_as_a_running_site_does(folder: Path) -> None:
    """Put beside the database what its last user would have removed; a killed one leaves it.

    SQLite needs these two files even to read, and a full or closed disk has no room for them.
    """
    connection.ensure_connection()
    connection.cursor().execute("UPDATE core_contentversion SET token = token")
    beside = {path: path.read_bytes() for path in folder.glob("db.sqlite3-*")}
    connection.close()
    for path, content in beside.items():
        path.write_bytes(content)
    assert len(beside) == 2


def _found(words: str) -> int:
    reader.forget()
    return search(words).total


def test_search_goes_on_as_it_was_and_catches_up(disk: SmallDisk) -> None:
    standard_manual(official_name_th="การขออนุญาตเลี้ยงช้าง")
    with only_writer():
        follower = Follower()
        follower.follow()
        with disk.filled():
            standard_manual(official_name_th="การขอจดทะเบียนเรือ")
            with pytest.raises(IndexWriteError, match="No space"):
                follower.follow()
            assert _found("จดทะเบียนเรือ") == 0
            assert _found("เลี้ยงช้าง") == 1
        follower.follow()
        assert _found("จดทะเบียนเรือ") == 1
        follower.close()


def test_a_rebuild_that_finds_no_room_leaves_nothing_behind(disk: SmallDisk) -> None:
    standard_manual(official_name_th="การขออนุญาตเลี้ยงช้าง")
    with only_writer():
        served = rebuild()
        (index_dir() / "build-1-1").mkdir()  # of a process that was killed
        with disk.filled():
            for _again in range(3):
                with pytest.raises((OSError, ValueError)):
                    rebuild()
            assert list(index_dir().glob("build-*")) == [served]
            assert _found("เลี้ยงช้าง") == 1


def test_the_worker_lives_and_does_what_needs_no_disk(
    disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    duties = (
        Duty("writes", 0, lambda: (disk.path / "more").write_bytes(b"x" * 1_000_000)),
        Duty("other", 0, lambda: done.append(1) or 1),
    )
    standard_manual()
    monkeypatch.setattr(run_worker, "Timetable", lambda _usual: Timetable(duties))
    with only_writer(), disk.filled():
        run_worker.work(StopAfter(3))
    assert len(done) == 3


def test_a_file_is_refused_in_words_and_taken_later(disk: SmallDisk) -> None:
    agency = AgencyFactory()
    client = signed_in(administrator(agency))

    def bring() -> Any:
        data = samples.pdf(f"/Type /Catalog /Lang ({'x' * 300_000})")
        form = {"file": samples.upload(data, "แบบ.pdf"), "agency": agency.pk}
        return client.post(reverse("office:file_upload"), form)

    with disk.filled(leaving=100_000), nothing_changes():
        refused = bring()
        assert refused.status_code == 422
        assert "ที่เก็บไฟล์เต็ม" in refused.content.decode()
        assert [path for path in (disk.path / "files").rglob("*") if path.is_file()] == []
    assert bring().status_code == 302
    assert StoredFile.objects.count() == 1


def test_a_dump_is_whole_or_not_there(disk: SmallDisk) -> None:
    for _one in range(30):
        standard_manual()
    with disk.filled(leaving=100_000):
        with pytest.raises(NoSpaceError):
            write_dump(timezone.now())
        assert latest() is None
        assert [path.name for path in home().iterdir() if path.is_dir()] == []
    assert write_dump(timezone.now()) == latest()


def test_a_pack_is_given_though_it_cannot_be_kept(disk: SmallDisk) -> None:
    district = DistrictFactory().code
    packs.present_pack(DistrictFactory(code="9999").code)  # makes the key
    with disk.filled():
        made = packs.present_pack(district)
        assert pack_store.read(district) is None
        assert [path for path in (disk.path / "packs").iterdir() if path.name[0] == "."] == []
    assert packs.present_pack(district).hash == made.hash
    assert pack_store.read(district) is not None


def test_an_export_says_that_it_failed(disk: SmallDisk) -> None:
    agency = AgencyFactory()
    officer = administrator(agency)
    export = ask_export(rights=Rights.of(officer), agency=agency)
    folder()
    with disk.filled():
        work_on_exports()
    export.refresh_from_db()
    assert export.state == ExportState.FAILED
    assert list(folder().iterdir()) == []


@pytest.fixture
def place() -> str:
    _manual, point = served_manual()
    return f"/place/{point.pk}/rate"


@pytest.mark.parametrize(
    ("fault", "words"), [("filled", "ที่เก็บข้อมูลเต็ม"), ("read_only", "เปิดให้อ่านอย่างเดียว")]
)
def test_a_rating_comes_back_and_can_be_sent_again(
    place: str, database_disk: SmallDisk, fault: str, words: str
) -> None:
    client = Client(raise_request_exception=False)
    form = {"token": token(), "overall": "4", "comment": "รอนานแต่เจ้าหน้าที่พูดดีมาก อธิบายชัด ๆ"}
    with getattr(database_disk, fault)():
        assert client.get(place, **OWN).status_code == 200
        refused = client.post(place, form, **OWN)
        page = read(refused)
        assert refused.status_code == 503
        assert words in page.text
        assert page.fields("token") == [form["token"]]
        assert form["comment"] in refused.content.decode()
    assert Rating.objects.count() == 0
    sent = {name: page.fields(name)[0] for name in form}
    assert client.post(place, sent, **OWN).status_code == 303
    assert client.post(place, sent, **OWN).status_code == 303
    assert Rating.objects.count() == 1
