"""The engines that the site is compared with: each does what the comparison says of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bench.asks import Ask
from bench.corpus import WORD_FIELDS, Entry
from bench.groonga import GroongaText, NoGroongaError
from bench.rivals import RANKINGS, Engine, PostgresText, PostgresTrigrams, SqliteText, best
from infogo.search.indexing.schema import BODY, NATIONWIDE, WORDS
from tools.postgres import private_cluster

SERVICE, OFFICE = 1, 3


def entry(number: int, words: str, **values: object) -> Entry:
    """An entry with ``words`` as its name; ``body`` and filters on demand."""
    texts = {WORDS: words, BODY: values.pop("body", "")}
    given: dict[str, object] = {"kind": SERVICE, "provinces": (NATIONWIDE,), "weight": 1.0}
    return Entry(
        number=number,
        code=f"E-{number}",
        texts=tuple(str(texts.get(name, "")) for name in WORD_FIELDS),
        **{**given, **values},  # type: ignore[arg-type]
    )


ENTRIES = [
    entry(1, "บัตร ประชาชน หาย", weight=1.0),
    entry(2, "บัตร ผู้สูงอายุ", body="ประชาชน ทุก คน"),
    entry(3, "ย้าย บ้าน", body="บัตร"),
    entry(4, "เก็บ ขยะ", provinces=(50,)),
    entry(5, "เก็บ ขยะ", provinces=(63,), weight=1.5),
    entry(6, "สำนักงาน เก็บ ขยะ", kind=OFFICE, provinces=(50,)),
    entry(7, "แบบ ภงด 90/91 e-visa o'neil น้ำ"),
    entry(8, "ทาง ด่วน ใหม่"),
]


@pytest.fixture(scope="module", params=["words", "groonga", *(
    pytest.param(name, marks=pytest.mark.country) for name in RANKINGS)])  # fmt: skip
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Each engine over cut words; PostgreSQL where everything is installed, as for the country."""
    if request.param == "words":
        path = tmp_path_factory.mktemp("sqlite") / "words.sqlite3"
        with closing(SqliteText(path)) as made:
            made.fill(ENTRIES)
            yield made
        return
    if request.param == "groonga":
        with closing(_groonga(tmp_path_factory.mktemp("groonga"))) as library:
            library.fill(ENTRIES)
            yield library
        return
    with private_cluster() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        server = PostgresText(connection, request.param)
        server.fill(ENTRIES)
        yield server


def _groonga(folder: Path) -> GroongaText:
    try:
        return GroongaText(folder)
    except NoGroongaError as problem:
        pytest.skip(str(problem))


def ask(*things: str, kinds: tuple[int, ...] = (SERVICE, OFFICE), province: int = 0) -> Ask:
    """An ask for words parted by spaces; ``a|b c`` is a thing that may be said in two ways."""
    split = tuple(tuple(tuple(way.split()) for way in thing.split("|")) for thing in things)
    return Ask(kinds, province, " ".join(things), split)


def found(engine: Engine, *asks: Ask) -> list[int]:
    return best(engine, asks, 10)


def test_what_says_all_comes_before_what_says_any(engine: Engine) -> None:
    assert found(engine, ask("บัตร", "ประชาชน")) == [1, 2, 3]


def test_a_thing_said_in_two_ways(engine: Engine) -> None:
    assert set(found(engine, ask("ทาง ด่วน|ย้าย"))) == {3, 8}
    assert found(engine, ask("ทาง ขยะ|ย้าย")) == [3]


def test_a_name_counts_more_than_the_body(engine: Engine) -> None:
    assert found(engine, ask("บัตร"))[-1] == 3


def test_popularity_breaks_a_tie(engine: Engine) -> None:
    assert found(engine, ask("เก็บ", kinds=(SERVICE,))) == [5, 4]


def test_filters_hold(engine: Engine) -> None:
    assert found(engine, ask("เก็บ", kinds=(SERVICE,), province=50)) == [4]
    assert found(engine, ask("เก็บ", kinds=(OFFICE,))) == [6]
    assert set(found(engine, ask("บัตร", province=50))) == {1, 2, 3}, "nationwide"


def test_marks_numbers_and_quotes_do_no_harm(engine: Engine) -> None:
    for word in ("น้ำ", "90/91", "e-visa", "o'neil"):
        assert found(engine, ask(word)) == [7], word
    for word in ("'", '"', "\\", "น้", ") OR (", "*", ":*"):
        assert found(engine, ask(word, "ผู้สูงอายุ")) == [2], word


def test_several_asks_become_one_list(engine: Engine) -> None:
    services = ask("บัตร", "หาย", kinds=(SERVICE,))
    offices = ask("สำนักงาน", "ขยะ", kinds=(OFFICE,))
    answers = found(engine, services, offices)
    assert set(answers[:2]) == {1, 6}, "both say all that is asked"
    assert answers[2:] == [2, 3]


def test_nothing_asked_finds_nothing(engine: Engine) -> None:
    assert found(engine, Ask((SERVICE,), 0, "", ())) == []
    assert engine.size() > 0


def test_trigrams_forgive_a_misspelling(tmp_path: Path) -> None:
    with closing(SqliteText(tmp_path / "grams.sqlite3", by_trigram=True)) as engine:
        engine.fill(ENTRIES)
        assert found(engine, ask("ผู้สูงอายะ"))[0] == 2
        assert found(engine, ask("บัตรประชาชน"))[0] == 1, "no space inside Thai in the index"
        assert found(engine, ask("ขย", kinds=(SERVICE,))) == [], "shorter than a trigram"


@pytest.mark.country
def test_trigrams_of_postgresql_forgive_a_misspelling_too() -> None:
    with private_cluster() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        engine = PostgresTrigrams(connection)
        engine.fill(ENTRIES)
        assert found(engine, ask("ผู้สูงอายะ"))[0] == 2
        assert found(engine, ask("เก็บขยะ", kinds=(SERVICE,), province=50)) == [4]
        assert found(engine, ask("ไม่มีอะไรเหมือน")) == []
        assert engine.size() > 0


@pytest.mark.country
def test_a_private_cluster_leaves_nothing_behind() -> None:
    with private_cluster("jit=off") as dsn, psycopg.connect(dsn) as connection:
        assert connection.execute("SHOW jit").fetchone() == ("off",)
        folder = Path(connection.execute("SHOW data_directory").fetchall()[0][0]).parent
        postmaster = int((folder / "db" / "postmaster.pid").read_text().split()[0])
    assert not folder.exists()
    assert _has_ended(postmaster)


def _has_ended(process: int) -> bool:
    """Whether a process is gone, or dead and only waiting for its parent to hear of it."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"
