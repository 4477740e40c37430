from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.normalise import normalise
from infogo.thai.segment import ICU_VERSION, form_numbers, raw_words, tokens, words


def test_offsets_point_into_the_raw_text_even_after_an_emoji() -> None:
    text = "ทำ😀บัตรประชาชน 🇹🇭 หาย"
    found = list(raw_words(text))
    assert [word.text for word in found] == ["ทำ", "บัตร", "ประชาชน", "หาย"]
    assert all(text[word.start : word.end] == word.text for word in found)


@given(st.text(max_size=60))
def test_every_word_is_a_slice_of_its_text(text: str) -> None:
    for word in raw_words(text):
        assert len(word.text) == word.end - word.start
        assert 0 <= word.start < word.end <= len(text)


def test_words_drop_repetition_marks() -> None:
    assert words("ร้านเล็กๆ") == ["ร้าน", "เล็ก"]


def test_form_numbers_are_one_term_however_they_are_written() -> None:
    for spelling in ("ภ.ง.ด.90", "ภงด 90", "ภงด90", "ภ.ง.ด.๙๐"):
        assert "ภงด90" in tokens(normalise(spelling))
    assert {"ภงด90/91", "ภงด90", "ภงด91"} <= set(tokens(normalise("ภ.ง.ด.90/91")))
    assert "ทร1/1" in tokens(normalise("ท.ร. 1/1"))
    assert "ทร1" not in tokens(normalise("ท.ร. 1/1"))
    assert "สปส2-01" in tokens(normalise("สปส.2-01"))


def test_words_before_a_number_are_not_form_numbers() -> None:
    assert form_numbers("เกิน 15 วัน") == []
    assert form_numbers("อายุ 60 ปี") == []


def test_letters_and_digits_are_split_too() -> None:
    assert tokens(normalise("covid19")) == ["covid", "19"]


def test_the_version_of_the_dictionary_is_known() -> None:
    assert ICU_VERSION.split(".")[0].isdigit()
