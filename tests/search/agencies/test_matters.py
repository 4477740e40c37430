"""Whose matter it is what people tell, where services that are a little like it are known."""

from __future__ import annotations

import pytest

from infogo.search.agencies.duties import Duties, Owned
from infogo.search.results import Kind
from infogo.thai.normalise import normalise
from tests.search.agencies.test_duties import BINS, BOAT, DUTIES, PIERS, duty


@pytest.mark.parametrize(
    ("said", "having_all", "boat", "ids"),
    [
        # Just these words are told of it, whoever has a service that is a little like them.
        ("ท่าเรือ", (), 9.0, ()),
        ("เรือโดยสาร ท่าเรือ แม่น้ำ", (), 9.0, (3,)),
        # A far-fetched service has all the words, or one that people say so of.
        ("เรือโดยสาร ท่าเรือ แม่น้ำ", (BINS,), 9.0, (3,)),
        ("ท่าเรือ", (BINS,), 9.0, ()),
        ("เรือโดยสาร ท่าเรือ แม่น้ำ", (BOAT,), 9.0, (3,)),
        ("เรือโดยสาร ท่าเรือ แม่น้ำ", (BOAT,), 14.0, ()),
    ],
)
def test_what_is_told_of_an_agency_in_just_these_words_is_its_matter(
    said: str, having_all: tuple[tuple[Kind, int], ...], boat: float, ids: tuple[int, ...]
) -> None:
    evidence = {PIERS: 30.0, BOAT: boat, BINS: 3.0}
    found = DUTIES.whose_matter(normalise(said), evidence, lambda: frozenset(having_all))
    assert (found.ids if found else ()) == ids


@pytest.mark.parametrize(("province", "first"), [("10", "moi-mea"), ("21", "moi-pea")])
def test_of_agencies_that_do_the_same_the_one_that_serves_the_place_comes_first(
    province: str, first: str
) -> None:
    power = Duties(
        [
            duty(1, "moi-mea", "การไฟฟ้านครหลวง", "ไฟดับ"),
            duty(2, "moi-pea", "การไฟฟ้าส่วนภูมิภาค", "ไฟดับ"),
        ],
        [Owned(pk, 3, ()) for pk in range(100, 340)],
    )
    evidence = {(Kind.AGENCY, 1): 20.0, (Kind.AGENCY, 2): 20.5}
    found = power.whose_matter("ไฟดับ", evidence)
    assert found is not None
    ids = power.serving_first(found, province, evidence).ids
    assert ids[0] == {"moi-mea": 1, "moi-pea": 2}[first]
    assert power.serving_first(found, "", evidence).ids == (2, 1)


def test_words_that_name_a_service_are_no_matter_of_an_agency() -> None:
    police = Duties(
        [duty(1, "rtp", "สำนักงานตำรวจแห่งชาติ", "รถชน|อยากแจ้งความ")],
        [Owned(pk, 3, (), ("แจ้งความ",)) for pk in range(100, 340)],
    )
    crash = police.whose_matter("รถชน", {(Kind.PROCEDURE, 100): 2.0})
    assert crash is not None and (crash.ids, crash.is_sure) == ((1,), True)
    assert police.whose_matter("อยากแจ้งความ", {(Kind.PROCEDURE, 100): 2.0}) is None
