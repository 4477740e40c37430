"""Access asked of one point and of many: there, not there, unknown."""

from __future__ import annotations

from itertools import combinations

import pytest

from infogo.points.access import (
    ASKED,
    access_answers,
    count_access,
    counted,
    has,
    with_access,
)
from infogo.points.facts import ACCESS
from infogo.points.models import ServicePoint
from tests.factories import PinFactory, ServicePointFactory, standard_manual

SAID = {
    "reached": {"wheelchair": True, "toilet": False},
    "ramp": {"ramp": True},
    "ramp, yet not reached": {"wheelchair": False, "ramp": True},
    "no ramp": {"ramp": False},
    "nothing": {},
    "all": {"wheelchair": True, "toilet": True},
}
REACHED = {"reached": True, "ramp": True, "ramp, yet not reached": False, "no ramp": None,
           "nothing": None, "all": True}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_no_ramp_is_no_answer_about_wheelchairs_and_a_ramp_is(name: str) -> None:
    assert has(SAID[name], "wheelchair") is REACHED[name]


def test_what_lists_ask_for_is_what_points_say() -> None:
    assert set(ASKED) <= ACCESS.keys()


@pytest.mark.django_db
class TestMany:
    @pytest.fixture(autouse=True)
    def points(self) -> None:
        for name, said in SAID.items():
            ServicePointFactory(name_th=name, accessibility=said)

    def test_a_query_says_the_same_as_one_point(self) -> None:
        for fact in ASKED:
            found = with_access(ServicePoint.objects.all(), [fact])
            assert set(found.values_list("name_th", flat=True)) == {
                name for name, said in SAID.items() if has(said, fact)
            }

    def test_all_that_is_asked_for_must_be_there(self) -> None:
        found = with_access(ServicePoint.objects.all(), ["wheelchair", "toilet"])
        assert [point.name_th for point in found] == ["all"]

    def test_the_unknown_are_counted_beside_those_that_have_it(self) -> None:
        found = count_access(ServicePoint.objects.all(), ["wheelchair"])
        assert (found.total, found.unknown) == (3, 2)
        assert found.having["wheelchair"] == 3
        assert found.having["toilet"] == 1
        both = count_access(ServicePoint.objects.all(), ["wheelchair", "toilet"])
        assert (both.total, both.unknown) == (1, 3)

    def test_one_reading_tells_every_choice_as_the_queries_do(self) -> None:
        answers = access_answers(ServicePoint.objects.all())
        for size in range(len(ASKED) + 1):
            for chosen in combinations(ASKED, size):
                fitting = with_access(ServicePoint.objects.all(), chosen).count()
                assert counted(answers, chosen).total == fitting

    def test_without_a_choice_all_count_and_none_is_unknown(self) -> None:
        found = count_access(ServicePoint.objects.all(), [])
        assert (found.total, found.unknown) == (len(SAID), 0)

    def test_pins_are_asked_through_their_points(self) -> None:
        manual = standard_manual()
        pins = [PinFactory(manual=manual, point=point) for point in ServicePoint.objects.all()]
        found = count_access(manual.pins.all(), ["wheelchair"], "point__")
        assert (found.total, found.unknown) == (3, 2)
        assert with_access(manual.pins.all(), ["wheelchair"], "point__").count() == 3 < len(pins)
