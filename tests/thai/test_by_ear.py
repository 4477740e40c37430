"""Names as they are heard."""

from __future__ import annotations

import string
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.by_ear import begins_like, ear_key, end_of
from infogo.thai.normalise import normalise

THAI = st.text(st.sampled_from([chr(code) for code in range(0x0E01, 0x0E4F)]), max_size=30)


def key(name: str) -> str:
    return ear_key(normalise(name))


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("ล่องคำ", "ร่องคำ"),
        ("ต้นธงไชย", "ต้นธงชัย"),
        ("สำเพาล่ม", "สำเภาล่ม"),
        ("หนองบัวลำพู", "หนองบัวลำภู"),
        ("กาลสิน", "กาฬสินธุ์"),
        ("บุรีรำ", "บุรีรัมย์"),
        ("นครสวรร", "นครสวรรค์"),
        ("น้ำเกี้ยง", "น้ำเกลี้ยง"),
        ("ตะลุกเทียม", "ตลุกเทียม"),
        ("ซายม้า", "ไทรม้า"),
    ],
)
def test_what_sounds_alike_has_one_key(heard: str, name: str) -> None:
    assert begins_like(key(heard), key(name), 0.5)[0] == 0.0


@pytest.mark.parametrize(
    ("heard", "name", "most"),
    [("เทบคีรี", "เทพคีรี", 0.5), ("ศรีพูม", "ศรีภูมิ", 0.5), ("กำแพงเพด", "กำแพงเพชร", 1.0)],
)
def test_what_sounds_nearly_alike_costs_little(heard: str, name: str, most: float) -> None:
    assert 0.0 < begins_like(key(heard), key(name), 2.0)[0] <= most


@pytest.mark.parametrize(
    ("typed", "name"), [("หนองแค", "หนองโดน"), ("บางนา", "บางรัก"), ("สระ", "สลกบาตร")]
)
def test_other_names_are_far(typed: str, name: str) -> None:
    assert begins_like(key(typed), key(name), 0.2 * len(key(name)))[0] == inf


def test_the_beginning_alone_is_compared_and_where_it_ends_is_told() -> None:
    text = normalise("เทบคีรีนาวังไปทางไหน")
    cost, length = begins_like(ear_key(text), key("เทพคีรี"), 1.0)
    assert cost == 0.5
    assert text[: end_of(text, 0, length)] == "เทบคีรี"


def test_a_name_ends_behind_what_is_not_heard() -> None:
    text = normalise("ต้นธงไชย ลำปาง")
    _cost, length = begins_like(ear_key(text.replace(" ", "")), key("ต้นธงชัย"), 1.0)
    assert text[: end_of(text, 0, length)] == normalise("ต้นธงไชย")


@given(THAI | st.text(string.printable, max_size=30))
def test_any_text_has_a_key_and_is_like_itself(text: str) -> None:
    heard = ear_key(normalise(text).replace(" ", ""))
    cost, length = begins_like(heard, heard, 0.0)
    assert (cost, length) == (0.0, len(heard))


@given(THAI, THAI)
def test_a_name_is_found_whatever_goes_on_behind_it(name: str, more: str) -> None:
    assert begins_like(name + more, name, 0.0)[0] == 0.0


@given(THAI, st.integers(0, 40), st.integers(0, 40))
def test_an_end_lies_within_the_text(text: str, at: int, length: int) -> None:
    start = min(at, len(text))
    assert start <= end_of(text, start, length) <= len(text)
