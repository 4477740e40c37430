from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.sounds import Sounds, apart

NAMES = {
    "ใบขับขี่": 5.0, "บัตร": 3.0, "ประชาชน": 3.0, "หาย": 4.0, "ให้": 0.2, "ทะเบียน": 4.0, "บ้าน": 4.0,
    "จด": 3.0, "หย่า": 2.0, "ต่อ": 3.0, "ภาษี": 3.0, "รถ": 3.0, "พาสปอร์ต": 2.0,
}  # fmt: skip
SOUNDS = Sounds(NAMES)


@pytest.mark.parametrize(
    ("latin", "thai"),
    [
        ("bai khap khi", "ใบขับขี่"),
        ("baikubkee hai", "ใบขับขี่หาย"),
        ("bai kup kee hai", "ใบขับขี่หาย"),
        ("bat prachachon", "บัตรประชาชน"),
        ("but pra cha chon", "บัตรประชาชน"),
        ("tabian baan", "ทะเบียนบ้าน"),
        ("jod tabian yaa", "จดทะเบียนหย่า"),
        ("tor pasee rod", "ต่อภาษีรถ"),
    ],
)
def test_latin_letters_are_read_as_known_words(latin: str, thai: str) -> None:
    reading = SOUNDS.read(latin)
    assert reading is not None
    assert reading.text == thai
    assert 0.0 <= reading.doubt < 0.3


def test_of_equal_sounds_the_word_of_services_is_meant() -> None:
    reading = SOUNDS.read("hai")
    assert reading is not None and reading.text == "หาย"


@pytest.mark.parametrize("latin", ["", "  ", "x", "wrstlpg", "bat wrstlpg", "123"])
def test_what_sounds_like_nothing_known_is_not_read(latin: str) -> None:
    assert SOUNDS.read(latin) is None


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(latin: str) -> None:
    reading = SOUNDS.read(latin)
    assert reading is None or set(reading.text) <= set("".join(NAMES) + latin + " ")


SENTENCES = Sounds(
    {
        **NAMES, "ทอง": 2.0, "ต้อง": 3.0, "ตาย": 4.0, "ได้": 3.0, "ไหม": 3.0, "หมุดหาย": 2.0,
        "ขับ": 3.0, "กับ": 3.0, "ทำ": 3.0, "ใหม่": 1.0,
    },
    small=["ต้อง", "ได้", "ไหม", "กับ", "ทำ", "ให้"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("latin", "thai"),
    [
        ("tong tham", "ต้องทำ"),  # not gold, which who writes th for ท writes thong
        ("thong", "ทอง"),
        ("tai", "ตาย"),
        ("dai mai", "ได้ไหม"),  # neither a death nor a lost peg
        ("tham dai mai", "ทำได้ไหม"),
    ],
)
def test_what_holds_a_sentence_together_is_read_as_such(latin: str, thai: str) -> None:
    reading = SENTENCES.read(latin)
    assert reading is not None and reading.text == thai


def test_english_words_and_a_word_like_nothing_stay_as_typed() -> None:
    english = frozenset({"passport", "online", "house", "book"}).__contains__
    reading = SENTENCES.read("tham visa tabian baan online dai mai", english)
    assert reading is not None and reading.text == "ทำ visa ทะเบียนบ้าน online ได้ไหม"
    assert SENTENCES.read("online house book hai", english) is None, "that is English"


@given(st.text("aeibdkt", max_size=12), st.text("aeibdkt", max_size=12), st.integers(0, 6))
def test_who_asks_for_near_sounds_alone_is_told_the_same_of_them(
    one: str, other: str, most: int
) -> None:
    whole, bounded = apart(one, other), apart(one, other, most=most)
    assert bounded == whole if whole <= most else bounded > most
