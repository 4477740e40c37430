from __future__ import annotations

import pytest

from infogo.search.words.nicknames import names_office, nicknames

TRANSPORT = ("กรมการขนส่งทางบก", "Department of Land Transport", "ขบ.")
REVENUE = ("กรมสรรพากร", "Revenue Department")
WATER = ("การประปาส่วนภูมิภาค", "Provincial Waterworks Authority", "กปภ.")
ELECTIONS = ("สำนักงานคณะกรรมการการเลือกตั้ง", "Election Commission of Thailand")


@pytest.mark.parametrize(
    ("alias", "names"),
    [
        ("ขนส่ง", TRANSPORT),  # a part of the name
        ("กรมขนส่ง", TRANSPORT),  # some of it left out
        ("ประปาภูมิภาค", WATER),  # its beginning left out as well
        ("กกต", ELECTIONS),  # Thai initials
        ("PWA", WATER),  # English initials
        ("ก.ป.ภ.", WATER),
        ("น.ป.", WATER),  # dots say that letters stand for words, whichever
    ],
)
def test_a_shortened_name_means_the_office(alias: str, names: tuple[str, ...]) -> None:
    assert nicknames([alias], names) == [alias]


@pytest.mark.parametrize(
    ("alias", "names"),
    [
        ("ใบขับขี่", TRANSPORT),
        ("driving license", TRANSPORT),
        ("vat", REVENUE),
        ("ภาษี", REVENUE),
        ("", REVENUE),
    ],
)
def test_what_is_done_there_does_not(alias: str, names: tuple[str, ...]) -> None:
    assert nicknames([alias], names) == []


@pytest.mark.parametrize(
    "query",
    [
        "กระทรวงมหาดไท",
        "สำนักทรัพย์สินทางปัญญา",
        "อำเภอปาย",
        "krom thidin",
        "amphoe pai",
        "kong thun kan om",
        "pai district office",
        "zoo organisation",
    ],
)
def test_who_speaks_of_an_office_looks_for_one(query: str) -> None:
    assert names_office(query)


@pytest.mark.parametrize(
    "query", ["บัตรปะชาชน", "ที่ดินอำเภอปาย", "chanot hai", "driving test", "kromma"]
)
def test_who_names_a_thing_does_not(query: str) -> None:
    assert not names_office(query)
