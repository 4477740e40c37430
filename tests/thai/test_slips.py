"""What Thai ears do not tell apart, in whole words and in beginnings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.slips import Halves, folded, heard, neighbours, sound_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("มรดก", "มอระดก"),
        ("ประปา", "ปะปา"),
        ("สมัคร", "สมัค"),
        ("สร้าง", "ส้าง"),
        ("บัตร", "บัด"),
        ("สมรส", "สมรถ"),
        ("กระทรวง", "กะซวง"),
    ],
)
def test_words_that_sound_alike_are_one(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)
    assert heard(one) == heard(other)


@pytest.mark.parametrize(
    ("beginning", "word"),
    [("กร", "กระทรวง"), ("มอระ", "มรดก"), ("สับพา", "สรรพากร"), ("ปล", "ปะปา")],
)
def test_a_beginning_sounds_as_its_word_begins(beginning: str, word: str) -> None:
    assert heard(word).startswith(heard(beginning))


def test_a_whole_word_keeps_what_is_said_at_its_end_and_before_its_vowel() -> None:
    assert sound_key("กร") != sound_key("ก")
    assert sound_key("หมา") != sound_key("มา")
    assert heard("หมา") == heard("มา"), "of a beginning few letters are known: they are not lost"


def test_marks_and_silenced_letters_count_for_nothing() -> None:
    assert folded("ค้าขาย") == folded("คาขาย")
    assert folded("ศุกร์") == folded("สุก")


WORDS_OF_FEW_LETTERS = st.text(alphabet="กขคง", min_size=1, max_size=7)


@given(st.lists(WORDS_OF_FEW_LETTERS, max_size=30), WORDS_OF_FEW_LETTERS)
def test_halves_hide_no_key_that_is_a_letter_away(keys: list[str], spelling: str) -> None:
    near = neighbours(spelling) & set(keys)
    assert near <= set(Halves(keys).neighbours(spelling))


def test_halves_spare_looking_up_what_is_nowhere_near() -> None:
    halves = Halves(["ทะเบียนราษฎร", "บัตรประชาชน"])
    assert [*halves.neighbours("ใบขับขี่")] == []
