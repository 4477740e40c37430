from __future__ import annotations

import pytest

from infogo.search.results import CorrectionKind
from infogo.search.stages import ALL, AS_TYPED, NAMES, StepName
from infogo.search.understanding.gazetteer import Gazetteer
from infogo.search.understanding.understand import (
    LONGEST_QUERY,
    Readers,
    Understanding,
    tidied,
    understand,
    units,
)
from infogo.search.words.lexicon import Expansion
from infogo.thai.quantities import Range
from infogo.thai.sounds import Sounds
from infogo.thai.spelling import Speller
from tests.thai.vocabularies import Words

KNOWN = Words("บัตร ประชาชน หาย ใบ ขับขี่ ต่อ ภาษี รถ หมด อายุ ปี passport")
PHRASES = {"ใบขับขี่": (Expansion("ใบอนุญาตขับรถ", 0.5),), "หาย": (Expansion("สูญหาย", 0.6),)}


READERS = Readers(
    KNOWN,
    KNOWN,
    Words("passport"),
    Gazetteer(),
    speller=Speller({"ประชาชน": 1.0, "ขับขี่": 1.0}, KNOWN),
    sounds=Sounds({"บัตร": 1.0, "ประชาชน": 1.0, "หาย": 1.0}),
)


def step(understood: Understanding, name: StepName) -> tuple[str, str, tuple[str, ...]]:
    return next((s.before, s.after, s.found) for s in understood.trace if s.name == name)


def test_stages_run_in_order() -> None:
    query = "9jv4kKui5"  # ต่อภาษีรถ with the keyboard left in English
    understood = understand(query, READERS)
    assert understood.used == understood.subject == understood.service == "ต่อภาษีรถ"
    assert understood.correction is not None
    assert understood.correction.kind == CorrectionKind.LAYOUT
    names = [s.name for s in understood.trace]
    assert names == sorted(names, key=list(StepName).index)
    assert step(understood, StepName.LAYOUT) == (query, "ต่อภาษีรถ", ())


@pytest.mark.parametrize("query", ["9jv4kKui5", "บัตร ประ ชา ชน", "บัตรประชาขน"])
def test_as_typed_changes_nothing(query: str) -> None:
    understood = understand(query, READERS, stages=AS_TYPED)
    assert understood.correction is None
    assert understood.service == query.lower()
    assert understand(query, READERS).service != query.lower()


def test_question_words_do_not_look_for_anything() -> None:
    understood = understand("บัตรประชาชนหายต้องทำยังไง", READERS)
    assert understood.service == "บัตรประชาชนหาย"
    assert understood.intents == ("how",)
    before, after, found = step(understood, StepName.QUESTIONS)
    assert (after, found) == ("บัตรประชาชนหาย", ("how",))
    kept = understand("บัตรประชาชนหายต้องทำยังไง", READERS, stages=ALL.without("questions"))
    assert (kept.service, kept.intents) == (before, ())


def test_a_misspelt_word_is_replaced_and_the_reader_told() -> None:
    understood = understand("บัตรประชาขนหาย", READERS)
    assert understood.service == "บัตรประชาชนหาย"
    assert understood.correction is not None
    assert understood.correction.kind == CorrectionKind.SPELLING
    assert understood.correction.original == "บัตรประชาขนหาย"


def test_thai_in_latin_letters_is_read_beside_what_was_typed() -> None:
    understood = understand("bat prachachon hai", READERS)
    assert understood.romanised == "บัตรประชาชนหาย"
    assert understood.service == "bat prachachon hai"
    assert understood.correction is None
    assert understand("passport", READERS).romanised == ""


def test_amounts_and_actions_are_read() -> None:
    understood = understand("ใบขับขี่หมดอายุ 2 ปี", READERS)
    assert understood.quantities == (Range("time", 730.0, 730.0, False),)
    assert understood.actions == {"renew"}


@pytest.mark.parametrize("name", NAMES)
def test_every_stage_can_be_switched_off(name: str) -> None:
    stages = ALL.without(name)
    assert not getattr(stages, name)
    assert understand("บัตรประชาขน หมดอายุ 2 ปี", READERS, stages=stages).service


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


def test_a_known_word_that_the_sentence_tears_stays_whole() -> None:
    words = frozenset({"โดรน", "ซื้อ"})
    assert [unit.tokens for unit in units("ซื้อโดรนมา", {})][1:3] == [("โด",), ("รน",)]
    whole = units("ซื้อโดรนมา", {}, known=words)[1]
    assert (whole.tokens, whole.cut) == (("โดรน",), ("โด", "รน"))
    assert all(not unit.cut for unit in units("ซื้อบัตรมา", {}, known=words))


def test_form_numbers_are_units_too() -> None:
    assert units("สด 9", {})[-1].tokens == ("สด9",)


def test_nothing_gives_nothing() -> None:
    assert units("", {}) == ()
    assert units("!!!", {}) == ()
