from __future__ import annotations

import pytest

from infogo.search.understanding.understand import units
from infogo.search.words.english import base, forms
from infogo.search.words.synonyms import Group, synonyms_of


@pytest.mark.parametrize(
    "family",
    [
        "license licence licences licensing",
        "marry married marries marriage",
        "pay pays paid paying payment",
        "house houses housing",
        "visa visas",
        "organisation organization organise",
    ],
)
def test_the_forms_of_a_word_have_one_base(family: str) -> None:
    assert len({base(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["business buses", "will well", "land loan", "car card"])
def test_other_words_have_another(pair: str) -> None:
    one, other = pair.split()
    assert base(one) != base(other)


def test_thai_and_numbers_stay() -> None:
    assert base("ใบขับขี่") == "ใบขับขี่"
    assert base("90") == "90"


def test_a_form_that_no_service_uses_stands_for_those_it_uses() -> None:
    (unit,) = units("subdivisions", {}, forms(["subdivision", "land"]))
    assert [more.words for more in unit.expansions] == ["subdivision"]
    (unit,) = units("land", {}, forms(["subdivision", "land"]))
    assert unit.expansions == ()
    (unit,) = units("nam", {}, forms(["name"]))  # too short: น้ำ or นาม
    assert unit.expansions == ()


def test_a_synonym_of_one_form_serves_all_forms() -> None:
    known = synonyms_of([Group(("driving license",), ("ใบขับขี่",), 0.6)])
    (unit,) = units("driving licences", known.phrases)
    assert [more.words for more in unit.expansions] == ["ใบขับขี่"]
