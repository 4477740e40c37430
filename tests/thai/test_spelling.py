from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.slips import distance
from infogo.thai.spelling import LONGEST_STRETCH, Speller
from tests.thai.vocabularies import Words

TARGETS = "ทะเบียน พาณิชย์ ใบอนุญาต ขับรถ ประชาชน หนังสือเดินทาง ภาษี passport licence สามี"
KNOWN = Words(f"{TARGETS} บัตร หาย รถ สาลี สี ภา ยื่น จด ออนไลน์")
SPELLER = Speller(dict.fromkeys(TARGETS.split(), 1.0), KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("จดทะเบียนพานิชย์", "จดทะเบียนพาณิชย์"),  # a letter of the same sound
        ("บัตรประชาขน", "บัตรประชาชน"),  # a neighbour on the keyboard
        ("บัตรประชชน", "บัตรประชาชน"),  # a letter left out
        ("บัตรปรชะาชนหาย", "บัตรประชาชนหาย"),  # two letters swapped
        ("ใบอณุญาติขับรถ", "ใบอนุญาตขับรถ"),  # two slips in one word
        ("หนังสื่อเดินทาง", "หนังสือเดินทาง"),  # a tone mark too many
        ("lost pasport", "lost passport"),
        ("driving lisence", "driving licence"),
    ],
)
def test_misspelt_words_are_repaired(typed: str, meant: str) -> None:
    repair = SPELLER.repaired(typed)
    assert repair is not None
    assert repair.text == meant
    assert repair.is_sure


@pytest.mark.parametrize(
    "text", ["", "บัตรประชาชนหาย", "สามี", "สาลี", "ภาษีรถ 2569", "passport", "bat", "ก" * 200, "12"]
)
def test_what_is_spelt_right_or_like_nothing_stays(text: str) -> None:
    assert SPELLER.repaired(text) is None


def test_no_letter_of_a_neighbour_is_swallowed() -> None:
    assert SPELLER.repaired("ขับรถฮ") is None
    assert SPELLER.repaired("ฮขับรถ") is None


def test_a_guess_over_known_words_is_not_sure() -> None:
    repair = SPELLER.repaired("ภาสี")  # ภา and สี are words
    assert repair is not None
    assert repair.text == "ภาษี"
    assert not repair.is_sure


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ทะเบียนสมรถ", "ทะเบียนสมรส"),  # another letter for the same end of a syllable
        ("พาดสะปอด", "พาสปอร์ต"),
        ("มอระดก", "มรดก"),  # a vowel written that is only heard
        ("ปะปา", "ประปา"),  # ร that few people say
        ("คาทำสบ", "ค่าทำศพ"),
        ("บุตรร", "บุตร"),  # the last letter typed twice
    ],
)
def test_words_written_as_they_sound_are_repaired(typed: str, meant: str) -> None:
    pieces = "พาด สะ ปอด มอ ระ ดก ปะ ปา คา ทำ สบ สม รถ ทะเบียน"
    named = "ทะเบียนสมรส พาสปอร์ต มรดก ประปา ค่าทำศพ บุตร บัตร"
    speller = Speller(dict.fromkeys(named.split(), 1.0), Words(f"{pieces} {named}"))
    repair = speller.repaired(typed)
    assert repair is not None
    assert repair.text == meant


def test_a_repair_leaves_everything_else_alone() -> None:
    repair = SPELLER.repaired("ยื่นภาษี, บัตรประชาขน (2) หาย")
    assert repair is not None
    assert repair.text == "ยื่นภาษี, บัตรประชาชน (2) หาย"


def test_what_sounds_alike_is_nearer() -> None:
    assert distance("พานิชย์", "พาณิชย์") < distance("พากิชย์", "พาณิชย์")
    assert distance("หนังสื่อ", "หนังสือ") < distance("หนังสกือ", "หนังสือ")
    assert distance("ab", "ba") == 1.0
    assert distance("ขับ", "ขับ") == 0.0


WORDS = st.text(alphabet="กขคงจชนมยรลวสหอะาิีุูเแโ่้์", max_size=12)


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways_and_zero_only_for_equals(one: str, other: str) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert (distance(one, other) == 0.0) == (one == other)


@given(WORDS, WORDS, st.sampled_from([1.0, 1.5, 2.5]))
def test_a_limit_changes_no_distance_within_it(one: str, other: str, most: float) -> None:
    whole, limited = distance(one, other), distance(one, other, most)
    assert limited == whole or (whole > most and limited > most)


@given(st.text(max_size=LONGEST_STRETCH * 2))
def test_any_text_is_read_and_repairing_again_changes_nothing_sure(text: str) -> None:
    repair = SPELLER.repaired(text)
    assert repair is None or repair.text != text


def test_silent_letters_do_not_make_a_word_too_long_to_be_meant() -> None:
    speller = Speller({"มอเตอร์ไซค์": 1.0, "โอน": 1.0}, Words("มอเตอร์ไซค์ โอน โอ"))
    repair = speller.repaired("โอนมอเตอไซ")  # four letters fewer, all of them silent
    assert repair is not None
    assert repair.text == "โอนมอเตอร์ไซค์"


def test_a_word_in_which_nobody_speaks_of_services_is_doubted_in_a_short_text_only() -> None:
    known = Words("มรณะ บัด มรณบัตร ใบ และ ยื่น ที่ สำนักงาน เขต ใกล้บ้าน")
    speller = Speller({"มรณบัตร": 2.0, "ใบ": 1.0, "และ": 1.0}, known)
    repair = speller.repaired("ใบมรณะบัด")
    assert repair is not None
    assert repair.text == "ใบมรณบัตร"
    assert not repair.is_sure, "all of it are words"
    assert speller.repaired("ใบมรณะบัดและยื่นที่สำนักงานเขตใกล้บ้าน") is None


def test_what_was_guessed_once_is_guessed_the_same_again() -> None:
    speller = Speller(dict.fromkeys(TARGETS.split(), 1.0), KNOWN)
    first = [speller.repaired(text) for text in ("บัตรประชาขน", "จดทะเบียนพานิชย์", "ภาสี")]
    assert [speller.repaired(text) for text in ("บัตรประชาขน", "จดทะเบียนพานิชย์", "ภาสี")] == first


@given(st.sampled_from(["หนังสือเดินทาง", "ใบอนุญาต", "ประชาชน", "passport", "licence"]), st.data())
def test_a_long_word_is_found_wherever_a_letter_is_lost_added_or_exchanged(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(word) - 2))
    letter = data.draw(st.sampled_from("กตนsx"))
    before, after = word[:at], word[at:]
    for typed in (before + after[1:], before + letter + after, before + letter + after[1:]):
        assert SPELLER.nearest(typed) == word
