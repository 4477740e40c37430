from __future__ import annotations

import pytest

from infogo.search.gazetteer import Gazetteer
from infogo.search.lexicon import Expansion
from infogo.search.results import CorrectionKind
from infogo.search.understand import LONGEST_QUERY, tidied, understand, units
from tests.thai.vocabularies import Words

KNOWN = Words("บัตร ประชาชน หาย ใบ ขับขี่ ต่อ ภาษี รถ passport")
PHRASES = {"ใบขับขี่": (Expansion("ใบอนุญาตขับรถ", 0.5),), "หาย": (Expansion("สูญหาย", 0.6),)}


def test_stages_run_in_order() -> None:
    query = "9jv4kKui5"  # ต่อภาษีรถ with the keyboard left in English
    understood = understand(query, vocabulary=KNOWN, everyday=KNOWN, gazetteer=Gazetteer())
    assert understood.used == understood.subject == understood.service == "ต่อภาษีรถ"
    assert understood.correction is not None
    assert understood.correction.kind == CorrectionKind.LAYOUT


def test_as_typed_changes_nothing() -> None:
    for query in ("9jv4kKui5", "บัตร ประ ชา ชน"):
        understood = understand(
            query, vocabulary=KNOWN, everyday=KNOWN, gazetteer=Gazetteer(), as_typed=True
        )
        assert understood.correction is None
        assert understood.service == query.lower()


def test_question_words_do_not_look_for_anything() -> None:
    understood = understand(
        "บัตรประชาชนหายต้องทำยังไง", vocabulary=KNOWN, everyday=KNOWN, gazetteer=Gazetteer()
    )
    assert understood.service == "บัตรประชาชนหาย"
    assert understood.intents == ("how",)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  ก \n ข ", "ก ข"),
        ("ก\x00ข\u200bค", "กขค"),
        ("ก" * 500, "ก" * LONGEST_QUERY),
        ("\ud800", ""),
    ],
)
def test_texts_are_tidied(typed: str, read: str) -> None:
    assert tidied(typed) == read


def test_the_longest_phrase_with_synonyms_is_one_unit() -> None:
    first, second = units("ใบขับขี่หาย", PHRASES)
    assert first.tokens == ("ใบ", "ขับขี่")
    assert first.expansions == PHRASES["ใบขับขี่"]
    assert second.expansions == PHRASES["หาย"]


def test_stop_words_are_known_as_such() -> None:
    assert [unit.is_stop for unit in units("อยากโอนที่ดิน", {})] == [True, False, False]


def test_form_numbers_are_units_too() -> None:
    assert units("สด 9", {})[-1].tokens == ("สด9",)


def test_nothing_gives_nothing() -> None:
    assert units("", {}) == ()
    assert units("!!!", {}) == ()
