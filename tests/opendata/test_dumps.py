"""Dumps: every form says the same, changes are found, and nothing half made is ever seen."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from infogo.delays.models import DelayCase, Outcome
from infogo.opendata import dumps
from infogo.opendata.datasets import DATASETS
from infogo.opendata.dumps import Dump, changes_between, find, latest, write_dump
from infogo.opendata.nightly import is_due
from infogo.volumes.months import later
from tests.api.reading import small_country
from tests.delays.making import Made
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    standard_manual,
)
from tests.search.processes import migrate

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> Path:
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path}
    return tmp_path


def lines(dump: Dump, name: str) -> list[dict[str, Any]]:
    with gzip.open(dump.folder / f"{name}.jsonl.gz", "rt") as file:
        return [json.loads(line) for line in file]


def table(dump: Dump, name: str) -> list[dict[str, str]]:
    path = dump.folder / f"{name}.csv"
    if path.exists():
        raw = path.read_bytes()
    else:
        with zipfile.ZipFile(dump.folder / f"{name}.csv.zip") as box:
            raw = box.read(f"{name}.csv")
    assert raw.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


class TestForms:
    def test_all_say_the_same(self) -> None:
        made = small_country()
        dump = write_dump(NOON)

        for name, dataset in DATASETS.items():
            records = lines(dump, name)
            assert dump.manifest["datasets"][name]["rows"] == len(records), name
            if dataset.is_whole:
                continue
            rows = table(dump, name)
            keys = [str(record[dataset.key]) for record in records]
            assert [row[dataset.key] for row in rows] == keys, name
            file = f"{dump.folder / name}.parquet"
            query = f"SELECT CAST({dataset.key} AS VARCHAR) FROM '{file}'"  # noqa: S608
            assert [key for (key,) in duckdb.sql(query).fetchall()] == keys, name
        points = json.loads((dump.folder / "points.geojson").read_text())
        assert points["features"][0]["geometry"]["coordinates"] == [98.98, 18.79]
        assert points["features"][0]["properties"]["agency_id"] == made.department.pk
        assert lines(dump, "manual-texts")[0]["content"]["steps"]

    def test_a_stranger_asks_with_sql(self) -> None:
        made = small_country()
        dump = write_dump(NOON)
        parts = {name: f"'{dump.folder / name}.parquet'" for name in ("points", "pins", "manuals")}

        query = (
            f"SELECT p.id, m.agency_name_th, m.edition_number FROM {parts['pins']} n"  # noqa: S608
            f" JOIN {parts['points']} p ON p.id = n.point"
            f" JOIN {parts['manuals']} m ON m.id = n.manual"
        )
        found = duckdb.sql(query).fetchall()

        assert found == [(made.point.pk, made.department.name_th, 1)]

    def test_checksums_and_bytes_are_true(self) -> None:
        small_country()
        dump = write_dump(NOON)
        assert set(dump.manifest["datasets"]) == set(DATASETS)
        for dataset in dump.manifest["datasets"].values():
            assert dataset["files"]
            for file in dataset["files"]:
                raw = (dump.folder / file["name"]).read_bytes()
                assert (len(raw), hashlib.sha256(raw).hexdigest()) == (
                    file["bytes"],
                    file["sha256"],
                )

    def test_the_same_rows_give_the_same_bytes(self) -> None:
        small_country()
        one, two = write_dump(NOON), write_dump(NOON + timedelta(days=1))
        assert one.manifest["datasets"] == two.manifest["datasets"]

    def test_no_cell_is_a_formula(self) -> None:
        AgencyFactory(name_th='=HYPERLINK("http://evil.test")', name_en="+1", abbreviation="@x")
        dump = write_dump(NOON)
        row = table(dump, "agencies")[0]
        assert [row[name][0] for name in ("name_th", "name_en", "abbreviation")] == ["'"] * 3

    def test_unknown_is_empty_and_not_nothing(self) -> None:
        ServicePointFactory(hours={}, lat=None, lng=None)
        row = table(write_dump(NOON), "points")[0]
        assert (row["hours"], row["position_lat"], row["opens_on_weekend"]) == ("", "", "false")

    def test_nobody_who_works_here_is_in_it(self, own_home: Path) -> None:
        made = small_country()
        officer = OfficerFactory(name_th="สมหญิง ลับสุดยอด", email="secret@agency.example")
        GrantFactory(officer=officer, agency=made.department)
        dump = write_dump(NOON)
        held = list(dump.folder.iterdir())
        assert len(held) > len(DATASETS)
        for path in held:
            raw = path.read_bytes()
            if path.name.endswith(".gz"):
                raw = gzip.decompress(raw)
            elif path.suffix == ".zip":
                with zipfile.ZipFile(path) as box:
                    raw = b"".join(map(box.read, box.namelist()))
            elif path.suffix == ".parquet":
                raw = str(duckdb.sql(f"FROM '{path}'").fetchall()).encode()
            assert "ลับสุดยอด".encode() not in raw
            assert b"secret@agency.example" not in raw


class TestChanges:
    @pytest.mark.parametrize("seed", range(4))
    def test_an_earlier_dump_and_its_changes_give_the_later(self, seed: int) -> None:
        chance = random.Random(seed)
        agencies = [AgencyFactory() for _each in range(12)]
        before = write_dump(NOON)
        held = {row["id"]: row for row in lines(before, "agencies")}
        for agency in chance.sample(agencies, 5):
            if chance.random() < 0.4:
                Agency.objects.filter(pk=agency.pk).update(status="closed")
            else:
                Agency.objects.filter(pk=agency.pk).update(name_en=f"New {chance.random()}")
        for _new in range(chance.randrange(4)):
            AgencyFactory()
        after = write_dump(NOON + timedelta(days=1))
        wanted = {row["id"]: row for row in lines(after, "agencies")}

        changes = changes_between(before, after, DATASETS["agencies"])

        for key in changes.removed:
            del held[int(key)]
        for key in (*changes.added, *changes.changed):
            held[int(key)] = wanted[int(key)]
        assert held == wanted
        assert not set(changes.added) & set(changes.changed)

    def test_keys_stand_in_one_order(self) -> None:
        small_country()
        small_country()
        dump = write_dump(NOON)
        for name, dataset in DATASETS.items():
            keys = [record[dataset.key] for record in lines(dump, name)]
            if name != "holidays":
                assert keys == sorted(keys), name


class TestDelays:
    def late(self, procedure: int, *months: date) -> None:
        """Make a service with a request that ran late in each of these months."""
        manual = standard_manual(pk=procedure)
        pin = PinFactory(manual=manual, point=ServicePointFactory())
        for number, month in enumerate(months):
            case = Made(pin, number + procedure * 100).case(100)
            DelayCase.objects.filter(pk=case.pk).update(
                due_on=month + timedelta(days=4), missed_count=number, is_simulated=number == 1
            )

    @pytest.fixture
    def last_month(self, settings: Any) -> date:
        settings.INFOGO = {**settings.INFOGO, "TIMES_MINIMUM": 3}
        return later(bangkok_now().date().replace(day=1), -1)

    def test_by_month_and_only_where_there_are_enough(self, last_month: date) -> None:
        self.late(9, *[last_month] * 2, later(last_month, -11))
        self.late(10, *[last_month] * 2, later(last_month, -12), later(last_month, 1))
        rows = lines(write_dump(NOON), "delays")
        assert [(row["id"], row["late_cases"], row["missed_notices"]) for row in rows] == [
            (f"9:{later(last_month, -11):%Y-%m}", 1, 2),
            (f"9:{last_month:%Y-%m}", 2, 1),
        ]
        assert [row["is_simulated"] for row in rows] == [False, True]

    def test_what_was_decided_in_time_is_not_late(self, last_month: date) -> None:
        self.late(9, *[last_month] * 3)
        DelayCase.objects.update(decided_on=last_month, outcome=Outcome.APPROVED)
        assert lines(write_dump(NOON), "delays") == []

    def test_a_new_month_of_an_early_number_is_all_that_changed(self, last_month: date) -> None:
        self.late(9, *[later(last_month, -1)] * 3)
        self.late(10, *[last_month] * 3)
        before = write_dump(NOON)
        first = DelayCase.objects.filter(manual__procedure=9)[0]
        DelayCase.objects.filter(pk=first.pk).update(due_on=last_month)
        after = write_dump(NOON + timedelta(days=1))
        changes = changes_between(before, after, DATASETS["delays"])
        assert changes.added == (f"9:{last_month:%Y-%m}",)
        assert changes.changed == (f"9:{later(last_month, -1):%Y-%m}",)
        assert changes.removed == ()


class TestLife:
    def test_only_some_are_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dumps, "KEPT", 2)
        made = [write_dump(NOON + timedelta(days=day), only=["topics"]) for day in range(4)]
        assert [dump.name for dump in dumps.all_dumps()] == [made[3].name, made[2].name]

    def test_what_a_killed_process_left_is_swept_away(self, own_home: Path) -> None:
        left = own_home / "dumps" / ".20200101T000000Z"
        left.mkdir(parents=True)
        (left / "agencies.csv").write_text("half")
        assert latest() is None
        write_dump(NOON, only=["topics"])
        assert not left.exists()

    def test_a_full_disk_keeps_the_last_one(
        self, own_home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        last = write_dump(NOON, only=["topics"])
        full = shutil.disk_usage(own_home)._replace(free=0)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
        with pytest.raises(CommandError, match="ชุดเดิมยังอยู่"):
            call_command("write_dumps")
        assert latest() == last

    def test_one_is_due_every_night_but_not_at_once(self) -> None:
        assert not is_due(NOON, running_seconds=10)
        assert is_due(NOON, running_seconds=1000)
        write_dump(NOON, only=["topics"])
        assert not is_due(NOON + timedelta(hours=23), running_seconds=1000)
        assert is_due(NOON + timedelta(hours=25), running_seconds=1000)

    @pytest.mark.parametrize("name", ["..", "20261127T050000Z/../x", "x", ""])
    def test_other_names_lead_nowhere(self, name: str) -> None:
        assert find(name) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fresh", [False, True], ids=["connected", "first of a process"])
def test_writers_go_on_while_a_dump_reads_one_state(fresh: bool) -> None:
    agency = AgencyFactory(name_en="Before")
    if fresh:  # as in the process that writes the nightly dump
        connection.close()

    def rename() -> None:
        try:
            Agency.objects.filter(pk=agency.pk).update(name_en="After")
        finally:
            connection.close()

    with dumps.snapshot():
        assert Agency.objects.get(pk=agency.pk).name_en == "Before"
        writer = threading.Thread(target=rename)
        writer.start()
        writer.join(timeout=15)
        assert not writer.is_alive()
        assert Agency.objects.get(pk=agency.pk).name_en == "Before"
    assert Agency.objects.get(pk=agency.pk).name_en == "After"


def test_kill_9_at_random_moments_leaves_whole_dumps_only(own_home: Path, tmp_path: Path) -> None:
    """A real process over a real file of many agencies, killed five times."""
    home = tmp_path / "killed"
    program = (
        "import django; django.setup();"
        " from infogo.agencies.models import Agency;"
        " Agency.objects.bulk_create([Agency(key=f'k{n}', kind='x', name_th=f'น{n}',"
        " sort_key=str(n)) for n in range(4000)])"
    )
    environment = {
        "PATH": "/usr/bin:/bin",
        "INFOGO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }
    migrate(home)
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=120)
    chance = random.Random(1)
    for _round in range(5):
        command = [sys.executable, "-m", "django", "write_dumps"]
        child = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.8, 3.0))
        child.send_signal(signal.SIGKILL)
        child.wait()
        for folder in (home / "dumps").glob("2*"):
            manifest = json.loads((folder / "manifest.json").read_text())
            for dataset in manifest["datasets"].values():
                for file in dataset["files"]:
                    raw = (folder / file["name"]).read_bytes()
                    assert hashlib.sha256(raw).hexdigest() == file["sha256"]
    done = subprocess.run(
        [sys.executable, "-m", "django", "write_dumps"],
        env=environment, check=True, timeout=120, capture_output=True, text=True,
    )  # fmt: skip
    assert "agencies: 4,000 แถว" in done.stdout
    assert not list((home / "dumps").glob(".2*"))
