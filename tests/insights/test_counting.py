"""Openings are counted without identity, and no page view writes to the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError

from infogo.insights import counting
from infogo.insights.models import NextOpenings, OpenedFrom, ProcedureOpenings
from tests.factories import ProcedureFactory

pytestmark = pytest.mark.django_db

HOST = "info.example"
BROWSER = "Mozilla/5.0 (Linux; Android 14)"


@pytest.fixture(autouse=True)
def nothing_gathered_before() -> Iterator[None]:
    counting.flush()
    yield
    counting.flush()


def _open(path: str, referer: str = "", user_agent: str = BROWSER) -> None:
    counting.count_opening(path=path, referer=referer, user_agent=user_agent, host=HOST)


def test_sums_are_written_per_day_and_origin() -> None:
    procedure = ProcedureFactory()
    path = f"/manual/{procedure.pk}"
    _open(path)
    _open(path, referer=f"https://{HOST}/search?q=บัตร")
    _open(f"/en{path}", referer=f"https://{HOST}/en/search?q=card")
    _open(path, referer=f"https://{HOST}/category/id-civil")
    counting.flush()
    counts = dict(ProcedureOpenings.objects.values_list("opened_from", "count"))
    assert counts == {OpenedFrom.ELSEWHERE: 1, OpenedFrom.SEARCH: 2, OpenedFrom.SITE: 1}


def test_a_second_flush_adds_to_the_first() -> None:
    procedure = ProcedureFactory()
    for _round in range(2):
        _open(f"/manual/{procedure.pk}")
        counting.flush()
    assert ProcedureOpenings.objects.get().count == 2


def test_what_is_opened_next_is_counted_between_two_manuals() -> None:
    first, second = ProcedureFactory(), ProcedureFactory()
    _open(f"/manual/{second.pk}", referer=f"https://{HOST}/manual/{first.pk}")
    _open(f"/manual/{second.pk}", referer=f"https://{HOST}/manual/{second.pk}")
    _open(f"/manual/{second.pk}", referer=f"https://elsewhere.example/manual/{first.pk}")
    counting.flush()
    pair = NextOpenings.objects.get()
    assert (pair.procedure_id, pair.next_procedure_id, pair.count) == (first.pk, second.pk, 1)


def test_an_address_that_cannot_be_read_came_from_elsewhere() -> None:
    procedure = ProcedureFactory()
    _open(f"/manual/{procedure.pk}", referer="http://[")
    counting.flush()
    assert ProcedureOpenings.objects.get().opened_from == OpenedFrom.ELSEWHERE


@pytest.mark.parametrize(
    ("path", "user_agent"),
    [
        ("/manual/{id}", "Mozilla/5.0 (compatible; SomeBot/1.0)"),
        ("/manual/{id}", "Mozilla/5.0 " + "x" * 1000 + " crawler"),
        ("/manual/{id}", ""),
        ("/manual/{id}/legal", BROWSER),
        ("/agency/{id}", BROWSER),
        ("/manual/999999999", BROWSER),
    ],
)
def test_robots_and_other_pages_do_not_count(path: str, user_agent: str) -> None:
    procedure = ProcedureFactory()
    _open(path.format(id=procedure.pk), user_agent=user_agent)
    counting.flush()
    assert not ProcedureOpenings.objects.exists()


def test_a_local_manual_counts_for_its_procedure() -> None:
    procedure = ProcedureFactory()
    _open(f"/manual/{procedure.pk}/at/12")
    counting.flush()
    assert ProcedureOpenings.objects.get().procedure_id == procedure.pk


def test_counts_survive_a_database_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    procedure = ProcedureFactory()
    _open(f"/manual/{procedure.pk}")

    def fail(*_args: object) -> int:
        raise DatabaseError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(counting, "_write", fail)
        assert counting.flush() == 0
    assert counting.flush() == 1
    assert ProcedureOpenings.objects.get().count == 1


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_PENDING", 5)
    for number in range(100):
        _open(f"/manual/{number}")
    assert len(counting._openings) == 5
