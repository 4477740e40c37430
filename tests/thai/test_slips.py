"""What Thai ears do not tell apart, in whole words and in beginnings."""

from __future__ import annotations

import pytest

from infogo.thai.slips import folded, heard, sound_key


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
