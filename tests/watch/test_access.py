"""The access log: what the law asks for, nothing that was typed, and no way to alter it unseen."""

from __future__ import annotations

import gzip
import json
import os
import threading
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from config.env import EnvironmentValueError, days_of_access_log
from infogo.core.dates import BANGKOK
from infogo.core.metrics import REGISTRY
from infogo.core.models import AuditEntry
from infogo.core.request_facts import PATH, VIEW, WHO
from infogo.watch.access import AccessLog
from infogo.watch.layer import Watch
from infogo.watch.sealing import days_of, faults, keep, read_seals
from tests.watch.asking import Answer, Application, nobody

NOW = datetime(2026, 11, 27, 16, 42, 12, 123456, BANGKOK)


class Clock:
    """A clock that stands where it is put."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now.timestamp()


class Watched:
    """A site of nothing behind the layer, which writes a log."""

    def __init__(
        self,
        folder: Path,
        view: Application = nobody,
        *,
        clock: Clock | None = None,
        proxies: int = 0,
    ) -> None:
        self.log = AccessLog(folder)
        self.watch = Watch(view, proxies=proxies, tell=(self.log.write,), clock=clock or Clock())

    def ask(self, path: str, **environ: Any) -> Answer:
        return Answer(self.watch, path, **environ)

    def close(self) -> None:
        self.watch.flush()
        self.log.close()


def lines(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*/*.jsonl")):
        found.extend(json.loads(line) for line in path.read_text().splitlines())
    return found


def written(folder: Path, path: str = "/x", proxies: int = 0, **environ: Any) -> dict[str, Any]:
    site = Watched(folder, proxies=proxies)
    site.ask(path, **environ)
    site.close()
    return lines(folder)[-1]


def test_a_line_says_when_from_where_who_and_what(tmp_path: Path) -> None:
    def view(environ: dict[str, Any], start: Any) -> list[bytes]:
        environ |= {WHO: "officer 12", VIEW: "office:manual_save", PATH: "/office/manual/7"}
        start("303 See Other", [])
        return [b""]

    site = Watched(tmp_path, view)
    answer = site.ask(
        "/office/manual/7", REQUEST_METHOD="POST", REMOTE_ADDR="203.0.113.9", REMOTE_PORT="51544"
    )
    site.close()
    (line,) = lines(tmp_path)
    assert line.pop("node")
    assert line == {
        "at": "2026-11-27T16:42:12.123+07:00",
        "address": "203.0.113.9",
        "port": 51544,
        "who": "officer 12",
        "action": "office:manual_save",
        "method": "POST",
        "path": "/office/manual/7",
        "status": 303,
        "request": answer.headers["x-request-id"],
    }


@pytest.mark.django_db
def test_nothing_typed_is_written_and_nothing_of_what_a_rater_rated(
    client: Client, tmp_path: Path
) -> None:
    def as_asked(environ: dict[str, Any], start: Any) -> list[bytes]:
        asked = client.get(environ["asked"]).wsgi_request.META
        environ.update({fact: asked[fact] for fact in (VIEW, PATH) if fact in asked})
        return nobody(environ, start)

    site = Watched(tmp_path, as_asked)
    for address in (
        "/search?q=โรคร้าย", "/place/4711/rate", "/rated/AB12CD34", "/files/1/ใบเกิดของสมชาย.pdf",
        "/office/sign-in/invitation/s3cr3t", "/no/such/page/ของสมชาย",
        "/rated/AB12CD34/", "/receipt/EF56GH78/", "/en/rated/AB12CD34/",
    ):  # fmt: skip
        site.ask(address.partition("?")[0], QUERY_STRING=address.partition("?")[2], asked=address)
    site.close()
    text = "".join(path.read_text() for path in tmp_path.glob("*/*.jsonl"))
    for typed in ("โรคร้าย", "4711", "AB12CD34", "EF56GH78", "สมชาย", "s3cr3t"):
        assert typed not in text, typed
    assert text.count("\n") == 9


@pytest.mark.parametrize(
    ("proxies", "environ", "address", "port"),
    [
        (0, {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "1.1.1.1"}, "203.0.113.9", None),
        (1, {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 203.0.113.9", "HTTP_X_REAL_PORT": "40000"},
         "203.0.113.9", 40000),
        (2, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "", None),
        (1, {"HTTP_X_FORWARDED_FOR": "2001:db8::7"}, "2001:db8::7", None),
        (1, {"HTTP_X_FORWARDED_FOR": 'x"\n{}', "HTTP_X_REAL_PORT": "99999"}, "", None),
        (0, {"HTTP_X_REAL_PORT": "40000", "REMOTE_PORT": "-1"}, "10.0.0.9", None),
    ],
)  # fmt: skip
def test_where_from_is_what_our_own_proxies_say(
    proxies: int, environ: dict[str, str], address: str, port: int | None, tmp_path: Path
) -> None:
    line = written(tmp_path, proxies=proxies, **environ)
    assert (line["address"], line["port"]) == (address, port)


@pytest.mark.parametrize("path", ["/a\n{}", "/\udcff\ud800", "/" + "ก" * 5000, "/\x00\x1b[2K"])
def test_no_path_breaks_a_line(path: str, tmp_path: Path) -> None:
    assert written(tmp_path, path)["path"].startswith("/")
    assert len(lines(tmp_path)) == 1


@pytest.mark.usefixtures("writing_later")
def test_pages_wait_for_one_another_and_acts_for_nobody(tmp_path: Path) -> None:
    site = Watched(tmp_path)
    site.ask("/page")
    assert lines(tmp_path) == []
    site.ask("/act", REQUEST_METHOD="POST")
    assert [line["path"] for line in lines(tmp_path)] == ["/page", "/act"]
    site.ask("/another")
    for _attempt in range(100):
        if len(lines(tmp_path)) == 3:
            break
        time.sleep(0.1)
    assert len(lines(tmp_path)) == 3  # by itself
    site.close()


def test_an_officer_who_only_reads_is_written_at_once(tmp_path: Path) -> None:
    def office(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ[WHO] = "officer 7"
        return nobody(environ, start)

    Watched(tmp_path, office).ask("/office/")
    assert [line["who"] for line in lines(tmp_path)] == ["officer 7"]


def test_only_the_service_reads_it(tmp_path: Path) -> None:
    written(tmp_path / "access")
    (file,) = (tmp_path / "access").glob("*/*.jsonl")
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_many_threads_write_whole_lines(tmp_path: Path) -> None:
    site = Watched(tmp_path)
    threads = [
        threading.Thread(target=lambda: [site.ask(f"/{n}") for n in range(50)])
        for _thread in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    site.close()
    assert len(lines(tmp_path)) == 400


def test_a_new_day_has_a_new_file(tmp_path: Path) -> None:
    clock = Clock(datetime(2026, 11, 27, 23, 59, 59, 0, BANGKOK))
    site = Watched(tmp_path, clock=clock)
    site.ask("/a")
    clock.now += timedelta(seconds=2)
    site.ask("/b")
    site.close()
    assert [day.isoformat() for day in days_of(tmp_path)] == ["2026-11-27", "2026-11-28"]


def test_a_disk_that_takes_no_line_stops_no_answer(tmp_path: Path) -> None:
    (tmp_path / "access").write_text("a file where the folder should be")
    site = Watched(tmp_path / "access")
    name = "infogo_access_lines_lost_total"
    problem = {"problem": "FileExistsError"}
    before = REGISTRY.get_sample_value(name, problem) or 0
    assert site.ask("/x").status == 200
    site.close()
    assert REGISTRY.get_sample_value(name, problem) == before + 1


def test_a_disk_that_takes_a_part_keeps_whole_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, write = Watched(tmp_path), os.write
    name, problem = "infogo_access_lines_lost_total", {"problem": "OSError"}
    before = REGISTRY.get_sample_value(name, problem) or 0
    for path in ("/a", "/b", "/c"):
        site.ask(path)
    monkeypatch.setattr(os, "write", lambda file, text: write(file, text[: len(text) // 2]))
    site.watch.flush()
    monkeypatch.undo()
    site.ask("/d")
    site.close()
    assert [line["path"] for line in lines(tmp_path)] == ["/a", "/d"]
    assert REGISTRY.get_sample_value(name, problem) == before + 2


# ---------------------------------------------------------------- sealing


@pytest.fixture
def month(tmp_path: Path, db: None) -> Path:
    """A log of four days, sealed on the morning of the fifth."""
    clock = Clock()
    site = Watched(tmp_path, clock=clock)
    for _day in range(4):
        for path in ("/a", "/b"):
            site.ask(path)
        clock.now += timedelta(days=1)
    site.close()
    assert keep(tmp_path, days=90, now=clock.now).sealed == 4
    return tmp_path


LATER = NOW + timedelta(days=4)


def wrong(folder: Path, now: datetime = LATER) -> list[str]:
    return faults(folder, days=90, now=now)


def test_days_that_are_over_are_sealed_and_packed(month: Path) -> None:
    assert wrong(month) == []
    (packed,) = (month / "2026-11-28").iterdir()
    assert packed.suffix == ".gz" and packed.stat().st_mode & 0o077 == 0
    assert gzip.decompress(packed.read_bytes()).count(b"\n") == 2
    seals = read_seals(month)
    assert [seal["files"][0]["lines"] for seal in seals.values()] == [2, 2, 2, 2]
    assert keep(month, days=90, now=LATER).sealed == 0
    assert AuditEntry.objects.filter(target="access-log").count() == 4


def test_today_is_not_sealed_nor_yesterday_right_after_midnight(tmp_path: Path, db: None) -> None:
    written(tmp_path)
    midnight = datetime(2026, 11, 28, 0, 0, 0, 0, BANGKOK)
    assert keep(tmp_path, days=90, now=NOW).sealed == 0
    assert keep(tmp_path, days=90, now=midnight + timedelta(minutes=14)).sealed == 0
    assert wrong(tmp_path, midnight) == []
    assert wrong(tmp_path, LATER) == ["2026-11-27: not sealed yet"]
    assert keep(tmp_path, days=90, now=midnight + timedelta(minutes=15)).sealed == 1


def alter(folder: Path) -> None:
    (packed,) = (folder / "2026-11-28").iterdir()
    packed.write_bytes(gzip.compress(gzip.decompress(packed.read_bytes()).replace(b"/a", b"/z")))


def add_file(folder: Path) -> None:
    (folder / "2026-11-28" / "other.jsonl").write_text("{}\n")


def cut(folder: Path) -> None:
    (packed,) = (folder / "2026-11-28").iterdir()
    packed.write_bytes(packed.read_bytes()[:-12])


def spoil(folder: Path) -> None:
    (packed,) = (folder / "2026-11-28").iterdir()
    packed.write_bytes(packed.read_bytes()[:10] + b"\xff" * 20)  # a block of no known sort


def add_folder(folder: Path) -> None:
    (folder / "2026-11-28" / "other").mkdir()


def spoil_seals(folder: Path) -> None:
    with (folder / "seals.jsonl").open("a") as file:
        file.write('{"day": \n')


def take_out(folder: Path) -> None:
    for file in (folder / "2026-11-28").iterdir():
        file.unlink()
    (folder / "2026-11-28").rmdir()


def seal_anew(folder: Path) -> None:
    """What somebody would do who may write the files and run the command."""
    alter(folder)
    kept = (folder / "seals.jsonl").read_text().splitlines(keepends=True)
    (folder / "seals.jsonl").write_text(kept[0])
    assert keep(folder, days=90, now=LATER).sealed == 3


def drop_seals(folder: Path) -> None:
    (folder / "seals.jsonl").unlink()


def rename(folder: Path) -> None:
    (folder / "name").write_text("another")


@pytest.mark.parametrize(
    "tamper",
    [alter, add_file, add_folder, cut, spoil, spoil_seals, take_out, seal_anew, drop_seals, rename],
)
def test_whoever_alters_a_day_is_seen(month: Path, tamper: Any) -> None:
    tamper(month)
    assert wrong(month)


def test_old_days_end_after_their_time_and_not_before(month: Path) -> None:
    last_moment = NOW + timedelta(days=90)
    assert keep(month, days=90, now=last_moment).ended == 0
    assert keep(month, days=90, now=last_moment + timedelta(days=1)).ended == 1
    assert [day.day for day in days_of(month)] == [28, 29, 30]
    assert wrong(month, last_moment + timedelta(days=1)) == []


def test_a_clock_that_jumps_ahead_ends_one_day_and_not_all(month: Path) -> None:
    assert keep(month, days=90, now=NOW + timedelta(days=5000)).ended == 1
    assert len(days_of(month)) == 3


def test_a_day_that_was_not_sealed_is_not_ended(tmp_path: Path, db: None) -> None:
    (tmp_path / "2026-01-01").mkdir()
    (tmp_path / "seals.jsonl").mkdir()  # so that nothing can be sealed
    with pytest.raises(OSError, match=r"seals\.jsonl"):
        keep(tmp_path, days=90, now=LATER)
    assert days_of(tmp_path)


@pytest.mark.parametrize("days", [1, 89, 731])
def test_nobody_can_choose_less_than_the_law(days: int, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentValueError, match="INFOGO_ACCESS_LOG_DAYS"):
        days_of_access_log(days)
    with pytest.raises(ValueError, match="90 to 730"):
        keep(tmp_path, days=days, now=NOW)
    assert [days_of_access_log(good) for good in (0, 90, 730)] == [0, 90, 730]


def test_the_command_seals_and_names_faults(
    month: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.INFOGO = {**settings.INFOGO, "ACCESS_LOG_DIR": month, "ACCESS_LOG_DAYS": 730}
    call_command("access_log")
    call_command("access_log", "--verify")
    assert "verified: 4" in capsys.readouterr().out
    alter(month)
    with pytest.raises(CommandError, match="2026-11-28"):
        call_command("access_log", "--verify")
    settings.INFOGO = {**settings.INFOGO, "ACCESS_LOG_DAYS": 0}
    with pytest.raises(CommandError, match="INFOGO_ACCESS_LOG_DAYS=0"):
        call_command("access_log")
