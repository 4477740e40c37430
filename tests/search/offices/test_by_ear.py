"""Offices that are spelt as they sound, by their kind, name and where they are."""

from __future__ import annotations

import pytest

from infogo.points.models import PointStatus, ServicePoint
from infogo.search.offices.by_ear import NamedOffice, OfficesByEar
from infogo.search.offices.names import read_offices_by_ear
from infogo.search.selectors import search
from infogo.search.words.lexicon import kinds_of_offices, words_for_offices_heard
from infogo.thai.normalise import normalise
from infogo.thai.sounds import Sounds
from infogo.thai.vocabulary import WordSet
from tests.search.corpus import Country

SAO, TOWN, LAND = "sao_office", "municipality_office", "land_office"
AREAS = {
    "3103": ["กระสัง"], "31": ["บุรีรัมย์"], "8407": ["ไชยา"], "84": ["สุราษฎร์ธานี"],
    "6007": ["พยุหะคีรี"],
    "60": ["นครสวรรค์"], "3910": ["นาวัง"], "39": ["หนองบัวลำภู"], "6204": ["ขาณุวรลักษบุรี"],
    "62": ["กำแพงเพชร"], "4601": ["เมืองกาฬสินธุ์"], "46": ["กาฬสินธุ์"], "9001": ["เทพา"],
    "90": ["สงขลา"],
}  # fmt: skip
OFFICES = [
    ("ศรีภูมิ", SAO, "3103", "31"),
    ("ศรีภูมิ", SAO, "8407", "84"),
    ("เทพคีรี", SAO, "3910", "39"),
    ("สระ", SAO, "8407", "84"),
    ("เทพา", SAO, "9001", "90"),
    ("สลกบาตร", TOWN, "6204", "62"),
    ("โพนเมือง", TOWN, "8407", "84"),
    ("โพน", TOWN, "4601", "46"),
    ("ที่วัง", TOWN, "8407", "84"),
    ("พยุหะคีรี", LAND, "6007", "60"),
    ("มรดก", LAND, "6007", "60"),
    ("บุรีรัมย์", "provincial_hall", "3101", "31"),
]
EVERYDAY = WordSet(frozenset({"มรดก", "โอน", "จำนอง"}))


def offices() -> OfficesByEar:
    named = [
        NamedOffice(normalise(name), f"{kind} {name} {district}", kind, district, province)
        for name, kind, district, province in OFFICES
    ]
    areas = {code: [normalise(name) for name in names] for code, names in AREAS.items()}
    names = {one.name for one in named}.union(*areas.values())
    return OfficesByEar(
        named,
        areas,
        Sounds(dict.fromkeys(names, 1.0)),
        EVERYDAY.knows,
        {"fee"}.__contains__,
    )


BY_EAR = offices()


@pytest.mark.parametrize(
    ("typed", "office", "rest"),
    [
        ("อบต.ศรีพูม กระสัง บุรีรำ", "sao_office ศรีภูมิ 3103", ""),
        ("อบต ศรีพูม สุราด", "sao_office ศรีภูมิ 8407", ""),  # a province cut short
        ("ศรีพูม กระสัง อบต", "sao_office ศรีภูมิ 3103", ""),
        ("อบตเทบคีรีนาวังไปทางไหน", "sao_office เทพคีรี 3910", "ไปทางไหน"),
        ("เทศบาลสะหลกบาด", "municipality_office สลกบาตร 6204", ""),  # not สระ
        ("เทดสะบานสะหลกบาด", "municipality_office สลกบาตร 6204", ""),
        ("อบต สลกบาตร กำแพงเพชร", "municipality_office สลกบาตร 6204", ""),  # by the other rank
        ("เทศบาลโพนเมือง", "municipality_office โพนเมือง 8407", ""),  # not โพน in a district เมือง
        ("ที่ดินพยุหะ", "land_office พยุหะคีรี 6007", ""),  # a name cut short
        ("ที่ดิน นครสวรรค์ พยุหะ", "land_office พยุหะคีรี 6007", ""),  # the province first
        ("สลกบาตร เทดสะบาน", "municipality_office สลกบาตร 6204", ""),
        ("เทศบาลที่วัง", "municipality_office ที่วัง 8407", ""),  # ที่ is a part of it
        ("กระสัง ศรีพูม อบต", "sao_office ศรีภูมิ 3103", ""),  # the district first
        ("ขาณุ อบต เทพคีรี นาวัง", "sao_office เทพคีรี 3910", "ขาณุ"),
        ("สะหลกบาด กำแพงเพชร", "municipality_office สลกบาตร 6204", ""),  # no kind is said
        ("จังหวัดบุรีรำ", "provincial_hall บุรีรัมย์ 3101", ""),
        ("o.b.t. thepha songkhla", "sao_office เทพา 9001", ""),
        ("tambon thepha songkhla", "sao_office เทพา 9001", ""),
        ("obt thepha songkhla, near the market", "sao_office เทพา 9001", "near the market"),
        ("obt thepha songkhla address", "sao_office เทพา 9001", ""),
    ],
)
def test_the_office_and_what_else_is_said(typed: str, office: str, rest: str) -> None:
    meant = BY_EAR.meant(normalise(typed))
    assert meant is not None
    assert (meant.office, meant.rest) == (office, rest)


def test_it_is_told_whether_a_place_beside_the_name_says_which() -> None:
    typed = ("ที่ดินพยุหะ", "ที่ดินพยุหะ นคนสวรร", "ที่ดินพยุหะคีรี")  # the last is a district too
    meant = [BY_EAR.meant(normalise(text)) for text in typed]
    assert [one is not None and one.is_placed for one in meant] == [False, True, True]


@pytest.mark.parametrize(
    "typed",
    [
        "อบต ศรีพูม",  # two are called so and nothing says which
        "โอนที่ดินมรดก",  # what is said of services
        "ที่ดินมรดก",
        "อบต",
        "ทำบัตรประชาชน",
        "land office fee",
        "อบต. " + "ศรีภูมิ " * 20,
        "",
        "อ.ศรีพูม",  # a teacher as well
        "เงินทดแทน กระสัง",  # ทน within a word
        "koh tao",
        "ที่ดินพยุหะ บุรีรัมย์",  # another place is named
        "จังหวัดบุรีรัมย์",  # as it is written it is a place
        "มรดก กระสัง",  # without a kind an ordinary word is no name
        "สะหลกบาด กำแพงเพชร โอน",  # and nothing else may be said
        "how to get land title at land office",
    ],
)
def test_no_office_is_named(typed: str) -> None:
    assert BY_EAR.meant(normalise(typed)) is None


def test_words_heard_are_for_kinds_that_there_are_and_written_once() -> None:
    kinds = {kind for kinds in kinds_of_offices().values() for kind in kinds}
    for kind, words in words_for_offices_heard().items():
        assert kind in kinds | {"rajabhat", "rajamangala", "university"}
        assert len(set(words)) == len(words), kind


@pytest.mark.django_db
def test_they_are_read_once_until_one_changes(country: Country) -> None:
    point = next(iter(country.points.values()))
    ServicePoint.objects.filter(pk=point.pk).update(
        kind="district_office", name_th="ที่ว่าการอำเภอวิภาวดี"
    )
    none = WordSet(frozenset())
    first = read_offices_by_ear(none, none, None)
    found = first.meant(normalise("อำเภอวิพาวะดี"))
    assert found is not None
    assert found.office.startswith(normalise("ที่ว่าการอำเภอวิภาวดี"))
    assert read_offices_by_ear(none, none, first) is first
    ServicePoint.objects.filter(pk=point.pk).update(name_en="Vibhavadi District Office")
    assert read_offices_by_ear(none, none, first) is not first
    ServicePoint.objects.filter(pk=point.pk).update(status=PointStatus.CLOSED)
    closed = read_offices_by_ear(none, none, first)
    assert closed.meant(normalise("อำเภอวิพาวะดี")) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("อำเพอแม่ซอด จ.ตาก เปิดกี่โมงครับ", "ที่ว่าการอำเภอแม่สอด จังหวัดตาก"),
        ("amphur mae sord", "ที่ว่าการอำเภอแม่สอด จังหวัดตาก"),
    ],
)
def test_it_leads_and_the_reader_is_told_and_may_insist(
    country: Country, typed: str, told: str
) -> None:
    page = search(typed)
    assert page.results[0].code == "hall-6306"
    assert page.correction is not None
    assert page.correction.used == told
    assert search(typed, as_typed=True).correction is None


@pytest.mark.django_db
def test_nothing_is_told_where_the_name_is_written_so(country: Country) -> None:
    page = search("ที่ว่าการอำเภอแม่สอด ตาก เบอร์โทร")
    assert page.results[0].code == "hall-6306"
    assert page.correction is None
