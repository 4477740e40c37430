"""Failed searches are learned from without a trace of who searched."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from infogo.search.curation import failed
from infogo.search.models import FailedQuery, FailedQueryHour, Shortfall
from infogo.search.results import Kind, Result, SearchPage
from tests.search.processes import migrate
from tools.country import ROOT, environment

NOW = datetime(2026, 3, 2, 9, 41, 17, tzinfo=UTC)
WORDS = "ขอใบเหยียบดวงจันทร์"


def empty(text: str) -> SearchPage:
    return SearchPage(query=text, used=text)


def ask(text: str = WORDS, *, hours: int = 1, start: datetime = NOW, times: int = 1) -> None:
    """Fail to find ``text`` in so many hours, each note written before the next hour."""
    for hour in range(hours):
        for second in range(times):
            failed.note_failure(empty(text), now=start + timedelta(hours=hour, milliseconds=second))
        failed.flush()


@pytest.mark.django_db
class TestWords:
    def test_are_kept_from_the_fifth_hour_on(self) -> None:
        ask(hours=5)
        kept = FailedQuery.objects.get()
        assert (kept.text, kept.hours, kept.shortfall) == (WORDS, 5, Shortfall.NOTHING)
        assert kept.last_on == date(2026, 3, 2)

    def test_are_not_kept_before(self) -> None:
        ask(hours=4)
        assert not FailedQuery.objects.exists()
        assert FailedQueryHour.objects.count() == 4

    def test_are_kept_sooner_where_the_operator_says_so(self, settings: object) -> None:
        settings.INFOGO = {**settings.INFOGO, "FAILED_QUERY_MINIMUM": 2}  # type: ignore[attr-defined]
        ask(hours=2)
        assert FailedQuery.objects.get().text == WORDS

    def test_go_on_being_counted_by_the_hour(self) -> None:
        ask(hours=5)
        ask(hours=2, start=NOW + timedelta(days=1))
        kept = FailedQuery.objects.get()
        assert (kept.hours, kept.last_on) == (7, date(2026, 3, 3))

    def test_are_one_however_they_are_spelled(self) -> None:
        for number, text in enumerate(("ใบ ๑", "ใบ 1", "ใบ  1", "ใบ​ 1", "ใบ 1 ")):
            ask(text, start=NOW + timedelta(hours=number))
        assert FailedQuery.objects.get().text == "ใบ 1"


@pytest.mark.django_db
class TestTime:
    def test_no_time_is_finer_than_the_hour(self) -> None:
        ask()
        assert FailedQueryHour.objects.get().hour == datetime(2026, 3, 2, 9, tzinfo=UTC)

    def test_ten_thousand_in_one_hour_count_once(self) -> None:
        ask(times=10_000)
        assert FailedQueryHour.objects.count() == 1
        ask(times=10, start=NOW + timedelta(minutes=5))
        assert FailedQueryHour.objects.count() == 1

    def test_a_second_process_does_not_count_the_hour_again(self) -> None:
        ask(hours=4)
        failed.forget()  # what another process would know: nothing
        ask(start=NOW + timedelta(hours=3, minutes=10))
        assert not FailedQuery.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "1101700203451",
        "บัตร 1 1017 00203 45 1 หาย",
        "๑-๑๐๑๗-๐๐๒๐๓-๔๕-๑",
        "โทร 081 234 5678",
        "02-612-6060",
        "123456789",
        "ๅๅจๅึจจ/จ-ภถๅ",  # 1101700203451 with the keyboard on Thai
        "somchai@example.com",
        "https://example.com/a",
        "www.example.go.th ล่ม",
        "example.co.th",
        "พาสปอร์ต AA1234567",
        "เรื่องมีอยู่ว่า" * 10,
    ],
)
def test_what_may_be_personal_leaves_nothing(text: str) -> None:
    ask(text, hours=6)
    assert not FailedQueryHour.objects.exists()
    assert not FailedQuery.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "ภ.ง.ด.90",
        "ภงด 90 91 94",
        "พ.ร.บ. 2558",
        "สด.9",
        "ค่าปรับ 1,000 บาท",
        "ใบขับขี่ในการสอบ",
        "visa on arrival",
    ],
)
def test_what_everybody_may_say_is_not_personal(text: str) -> None:
    assert not failed.is_personal(text)


@pytest.mark.django_db
def test_a_flood_of_junk_fills_no_more_than_its_hour() -> None:
    for number in range(failed.MOST_AN_HOUR + 200):
        failed.note_failure(empty(f"ขยะ ก{number}"), now=NOW)
    failed.flush()
    assert FailedQueryHour.objects.count() == failed.MOST_AN_HOUR
    ask("ของจริง", start=NOW + timedelta(hours=1))
    assert FailedQueryHour.objects.filter(digest=failed.digest_of("ของจริง")).exists()


def found(*kinds: Kind, is_relaxed: bool = False, is_ready: bool = True) -> SearchPage:
    results = tuple(
        Result(kind, 1, "x", "ชื่อ", "", "ชื่อ", "", None, "", "", "", "/x", 1.0) for kind in kinds
    )
    return SearchPage(
        query=WORDS,
        used=WORDS,
        results=results,
        total=len(results),
        is_relaxed=is_relaxed,
        is_ready=is_ready,
    )


@pytest.mark.parametrize(
    ("page", "shortfall"),
    [
        (found(), Shortfall.NOTHING),
        (found(Kind.PROCEDURE), None),
        (found(Kind.PROCEDURE, is_relaxed=True), Shortfall.RELAXED),
        (found(Kind.AGENCY, Kind.PROCEDURE, is_relaxed=True), None),
        (found(is_ready=False), None),
        (SearchPage(query="", used=""), None),
    ],
)
def test_what_counts_as_failed(page: SearchPage, shortfall: Shortfall | None) -> None:
    assert failed.shortfall_of(page) is shortfall


@pytest.mark.django_db
def test_notes_survive_a_failing_database(monkeypatch: pytest.MonkeyPatch) -> None:
    failed.note_failure(empty(WORDS), now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(FailedQueryHour.objects, "get_or_create", _fail)
        assert failed.flush() == 0
    assert failed.flush() == 1
    assert FailedQueryHour.objects.count() == 1


def _fail(**_given: object) -> None:
    raise DatabaseError("gone")


@pytest.mark.django_db
def test_old_traces_are_forgotten() -> None:
    ask(hours=5)
    ask("ถามครั้งเดียว")
    assert failed.forget_old(now=NOW + timedelta(days=29)) == 0
    assert failed.forget_old(now=NOW + timedelta(days=31)) == 6
    assert FailedQuery.objects.get().text == WORDS
    assert failed.forget_old(now=NOW + timedelta(days=364)) == 0
    assert failed.forget_old(now=NOW + timedelta(days=367)) == 1
    assert not FailedQuery.objects.exists()


@pytest.mark.django_db
def test_the_list_is_printed_the_most_asked_first() -> None:
    ask(hours=5)
    ask("ขอเลขเด็ด", hours=6)
    ask("ถามครั้งเดียว")
    lines, table = StringIO(), StringIO()
    call_command("failed_queries", stdout=lines)
    first, second = lines.getvalue().splitlines()
    assert "ขอเลขเด็ด" in first and "6" in first and "2 มีนาคม 2569" in first
    assert WORDS in second
    call_command("failed_queries", "--csv", stdout=table)
    assert table.getvalue().splitlines() == [
        "text,hours,shortfall,last_on",
        "ขอเลขเด็ด,6,nothing,2026-03-02",
        f"{WORDS},5,nothing,2026-03-02",
    ]


# ---------------------------------------------------------------- real files and processes

# Each process fails to find the same words in the same hours, in its own order, as fast as it can.
ASK = """
import sys, random, django; django.setup()
from datetime import UTC, datetime, timedelta
from infogo.search.curation import failed
from infogo.search.results import SearchPage
failed._later.ask = lambda: None
seed, hours, words = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
order = list(range(hours))
random.Random(seed).shuffle(order)
for hour in order:
    now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC) + timedelta(hours=hour)
    failed.note_failure(SearchPage(query=words, used=words), now=now)
    while not failed.flush():
        pass
"""
COUNT = """
import django; django.setup()
from infogo.search.models import FailedQuery, FailedQueryHour
print(FailedQueryHour.objects.count(), *FailedQuery.objects.values_list("hours", flat=True))
"""


def start(home: Path, script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=environment(home),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return out


def is_written(words: str, home: Path) -> bool:
    """Whether the words stand anywhere in the files of a home folder."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return any(words.encode() in path.read_bytes() for path in files)


def test_words_of_few_are_nowhere_in_the_files_and_processes_count_each_hour_once(
    tmp_path: Path,
) -> None:
    migrate(tmp_path)
    for process in [start(tmp_path, ASK, str(seed), "4", WORDS) for seed in range(3)]:
        finish(process)
    assert not is_written(WORDS, tmp_path)
    assert finish(start(tmp_path, COUNT)).split() == ["4"]

    for process in [start(tmp_path, ASK, str(seed), "9", WORDS) for seed in range(3)]:
        finish(process)
    assert finish(start(tmp_path, COUNT)).split() == ["9", "9"]
    assert is_written(WORDS, tmp_path)


@pytest.mark.django_db(transaction=True)
def test_threads_that_write_at_once_count_each_hour_once() -> None:
    """On PostgreSQL the same race is between connections at READ COMMITTED."""
    digest, first = failed.digest_of(WORDS), NOW.replace(minute=0, second=0)
    notes = [
        failed.Note(digest, first + timedelta(hours=hour), WORDS, Shortfall.NOTHING)
        for hour in range(6)
    ]
    problems: list[BaseException] = []

    def write() -> None:
        try:
            for note in notes:
                failed.write([note])
        except BaseException as problem:  # shown by the assertion below
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert FailedQueryHour.objects.count() == 6
    assert FailedQuery.objects.get().hours == 6
