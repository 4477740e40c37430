"""Which tests PostgreSQL is asked: none that asks anything new is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency
from infogo.agencies.selectors import children_of
from tests.asked import Asked, Told, left_out, noted, read_all, repeated, shape, write_down
from tests.factories import AgencyFactory


@dataclass
class Item:
    """As much of a collected test as is looked at."""

    nodeid: str
    marks: dict[str, Any] = field(default_factory=dict)
    fixturenames: tuple[str, ...] = ()

    def get_closest_marker(self, name: str) -> Any:
        return self.marks.get(name)


def choose(items: list[Item], told: dict[str, Told]) -> set[str]:
    return repeated(cast(list[pytest.Item], items), told)


def questions_of(work: Callable[[], object]) -> set[int]:
    told = Asked()
    with noted(told):
        work()
    assert not told.is_needed
    return told.questions


LISTED = [
    Item("tests/www/test_a.py::one"),
    Item("tests/www/test_a.py::two"),
    Item("tests/office/test_b.py::three"),
]


class TestChoice:
    def test_a_page_that_asks_nothing_new_is_left_out_and_all_questions_are_asked(self) -> None:
        told = {
            "tests/www/test_a.py::one": Told(3, frozenset({1, 2, 3})),
            "tests/www/test_a.py::two": Told(2, frozenset({2, 3})),
            "tests/office/test_b.py::three": Told(2, frozenset({3, 4})),
        }
        again = choose(LISTED, told)
        assert again == {"tests/www/test_a.py::two"}
        asked = {
            question
            for name, one in told.items()
            if name not in again
            for question in one.questions
        }
        assert asked == {1, 2, 3, 4}

    def test_of_two_that_ask_the_same_one_is_asked(self) -> None:
        same = Told(2, frozenset({1, 2}))
        assert len(choose(LISTED[:2], {item.nodeid: same for item in LISTED[:2]})) == 1

    def test_whoever_asks_the_same_with_less_is_preferred(self) -> None:
        names = [item.nodeid for item in LISTED[:2]]
        told = {names[0]: Told(50, frozenset({1, 2})), names[1]: Told(2, frozenset({1, 2}))}
        assert choose(LISTED[:2], told) == {names[0]}

    def test_below_the_faces_two_ask_what_a_third_need_not(self) -> None:
        below = [Item(f"tests/pins/test_services.py::{name}") for name in ("four", "five", "six")]
        told = {item.nodeid: Told(1, frozenset({1})) for item in (*below, LISTED[0])}
        assert choose(below[:2], told) == set()
        assert len(choose(below, told)) == 1
        left = choose([*below[:2], LISTED[0]], told)
        assert len(left) == 1, "a page counts as one of the two, or two others ask for it"
        told[below[0].nodeid] = Told(1, frozenset({1, 2}))
        assert below[0].nodeid not in choose(below, told)

    def test_what_was_chosen_first_is_let_go_when_later_ones_ask_all_of_it(self) -> None:
        questions = ({1, 2, 3, 4}, {1, 2, 5}, {3, 4, 6})
        told = {
            item.nodeid: Told(len(asked), frozenset(asked))
            for item, asked in zip(LISTED, questions, strict=True)
        }
        told[LISTED[0].nodeid] = Told(3, frozenset(questions[0]))  # the most for what it asks
        assert choose(LISTED, told) == {LISTED[0].nodeid}

    def test_what_two_must_ask_is_still_asked_by_two_when_one_is_let_go(self) -> None:
        below = [Item(f"tests/pins/test_services.py::{name}") for name in ("four", "five", "six")]
        told = {
            below[0].nodeid: Told(1, frozenset({1, 2})),
            below[1].nodeid: Told(2, frozenset({1, 3})),
            below[2].nodeid: Told(2, frozenset({2, 3})),
        }
        assert choose(below, told) == set()

    def test_what_a_test_asks_by_itself_our_code_may_ask_instead(self) -> None:
        statement, line = 31, 5
        by_itself = Told(1, frozenset({statement}), frozenset({statement}))
        by_our_code = Told(1, frozenset({statement + line}), frozenset({statement}))
        told = {LISTED[0].nodeid: by_itself, LISTED[1].nodeid: by_our_code}
        assert choose(LISTED[:2], told) == {LISTED[0].nodeid}

    def test_a_test_that_runs_on_one_database_answers_for_no_other(self) -> None:
        whole = Item("tests/search/test_c.py::five", {"country": True})
        same = Told(1, frozenset({1}))
        assert choose([whole, LISTED[0]], {whole.nodeid: same, LISTED[0].nodeid: same}) == set()

    def test_who_is_needed_stays_and_answers_for_others(self) -> None:
        needed = Told(9, frozenset({1, 2}), is_needed=True)
        told = {LISTED[0].nodeid: needed, LISTED[1].nodeid: Told(1, frozenset({1}))}
        assert choose(LISTED[:2], told) == {LISTED[1].nodeid}

    def test_transactions_and_what_nobody_saw_pass_stay(self) -> None:
        apart = Item("tests/www/test_a.py::six", fixturenames=("transactional_db",))
        own = Item(
            "tests/www/test_a.py::seven", {"django_db": pytest.mark.django_db(transaction=True)}
        )
        same = Told(1, frozenset({1}))
        told = {item.nodeid: same for item in (apart, own)}
        assert choose([apart, own, LISTED[0]], told) == set()

    def test_the_choice_is_made_once(self, tmp_path: Path) -> None:
        same = Asked({1}, times=1, has_passed=True)
        write_down(tmp_path, {item.nodeid: same for item in LISTED})
        first = left_out(tmp_path, cast(list[pytest.Item], LISTED))
        assert len(first) == 2
        alone = [item for item in LISTED if item.nodeid in first][:1]
        assert left_out(tmp_path, cast(list[pytest.Item], alone)) == first


@pytest.mark.django_db
class TestNoting:
    def test_statements_are_the_same_for_any_length_of_a_list(self) -> None:
        two = str(Agency.objects.filter(pk__in=[1, 2]).query)
        assert shape(two) == shape(str(Agency.objects.filter(pk__in=[3, 4]).query))
        assert shape("IN (%s, %s) LIMIT 21") == shape("IN (%s) LIMIT 5")
        assert shape("VALUES (%s, %s), (%s, %s)") == shape("VALUES (%s, %s)")
        assert shape('SELECT "a" WHERE "b" = %s') != shape('SELECT "a" WHERE "c" = %s')

    def test_the_same_statement_from_elsewhere_in_our_code_is_another_question(self) -> None:
        parent = AgencyFactory()
        ours = questions_of(lambda: list(children_of(parent)))
        assert ours == questions_of(lambda: list(children_of(parent)))
        assert questions_of(lambda: [agency.parent for agency in Agency.objects.all()])
        assert ours != questions_of(lambda: list(Agency.objects.all()))

    def test_whoever_is_refused_is_needed_whoever_counts_is_not(self, tmp_path: Path) -> None:
        counting, refused, plain = Asked(), Asked(), Asked()
        with noted(plain):
            Agency.objects.exists()
        with noted(counting), CaptureQueriesContext(connection):
            Agency.objects.exists()
        taken = AgencyFactory().key
        with noted(refused), pytest.raises(DatabaseError), transaction.atomic():
            AgencyFactory(key=taken)
        for one in (counting, refused, plain):
            one.has_passed = True
        write_down(tmp_path, {"counting": counting, "refused": refused, "plain": plain})
        written = read_all(tmp_path)
        assert [name for name, one in written.items() if one.is_needed] == ["refused"]
        assert written["plain"].times == 1

    def test_a_test_that_failed_is_not_written_down(self, tmp_path: Path) -> None:
        write_down(tmp_path, {"failed": Asked({1}, times=1)})
        assert read_all(tmp_path) == {}
