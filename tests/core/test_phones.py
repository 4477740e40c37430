from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from infogo.core.phones import Phone, read_phones


def shown(text: str) -> list[str]:
    return [phone.display for phone in read_phones(text).phones]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 2281 3333", ["02-281-3333"]),
        ("0 2589 0100-1", ["02-589-0100", "02-589-0101"]),
        ("0 2618 3340-41", ["02-618-3340", "02-618-3341"]),
        ("0 5374 4115-6", ["053-744-115", "053-744-116"]),
        ("0 2202 4000, 0 2202 3967", ["02-202-4000", "02-202-3967"]),
        ("1111", ["1111"]),
        ("สายด่วน 191", ["191"]),
        ("โทร. 081 234 5678", ["081-234-5678"]),
        ("+66 2 612 6060", ["02-612-6060"]),
        ("(02) 612-6060", ["02-612-6060"]),
        ("๐ ๒๒๘๑ ๓๓๓๓", ["02-281-3333"]),
        ("0 2281 3333 ต่อ 12", ["02-281-3333 ต่อ 12"]),
        ("0 2281 3333 ext. 12", ["02-281-3333 ต่อ 12"]),
        ("0 2281 3333 หรือ 1111", ["02-281-3333", "1111"]),
        ("0 2281 3333; 0 2281 3333", ["02-281-3333"]),
        ("1800 123 456", ["1800-123-456"]),
        ("0 2589 0198-201", [f"02-589-0{n}" for n in (198, 199, 200, 201)]),
    ],
)
def test_phones_are_read_as_offices_write_them(text: str, expected: list[str]) -> None:
    assert shown(text) == expected
    assert read_phones(text).rejected == ()


def test_a_range_gives_every_line_and_a_list_goes_on() -> None:
    assert len(shown("0 2241 5600-18")) == 19
    assert shown("0 2221 0151-8, 1548")[-2:] == ["02-221-0158", "1548"]


@pytest.mark.parametrize(
    "text", ["0 2281 333", "ไม่มี", "12345678901", "0 2241 5600-5600", "0 2241 5618-00", "1111-5"]
)
def test_the_unreadable_is_given_back(text: str) -> None:
    reading = read_phones(text)
    assert reading.phones == ()
    assert reading.rejected == (text,)


def test_good_numbers_survive_a_bad_neighbour() -> None:
    reading = read_phones("0 2281 3333, สอบถามที่เคาน์เตอร์")
    assert [phone.display for phone in reading.phones] == ["02-281-3333"]
    assert reading.rejected == ("สอบถามที่เคาน์เตอร์",)


def test_storage_and_links() -> None:
    phone = read_phones("0 2281 3333 ต่อ 12").phones[0]
    assert phone == Phone(number="+6622813333", extension="12")
    assert phone.uri == "tel:+6622813333;ext=12"
    assert phone.shown("en") == "02-281-3333 ext. 12"
    assert read_phones("1111").phones[0].uri == "tel:1111"
    assert Phone.model_validate_json(phone.model_dump_json()) == phone


@pytest.mark.parametrize("number", ["022813333", "+66022813333", "tel:1111", "", "99"])
def test_only_stored_forms_are_accepted(number: str) -> None:
    with pytest.raises(ValidationError):
        Phone(number=number)


def test_an_extension_is_digits() -> None:
    with pytest.raises(ValidationError):
        Phone(number="1111", extension="12a")


@given(st.from_regex(r"\+66(2\d{7}|[3457]\d{7}|[689]\d{8})|1\d{2,3}", fullmatch=True))
def test_the_display_form_is_read_back(number: str) -> None:
    if not number.isascii():
        return
    phone = Phone(number=number)
    assert read_phones(phone.display).phones == (phone,)


@given(st.text(max_size=40))
def test_reading_never_raises(text: str) -> None:
    read_phones(text)
