"""What offices of places are called, read from the database for whoever spells them by ear."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from infogo.agencies.models import Agency, AgencyStatus
from infogo.points.models import PointStatus, ServicePoint
from infogo.search.offices.by_ear import NamedOffice, OfficesByEar
from infogo.search.offices.mentions import MUNICIPALITY, SAO
from infogo.search.words.lexicon import place_aliases, squashed
from infogo.thai.normalise import normalise
from infogo.thai.sounds import Sounds
from infogo.thai.vocabulary import Vocabulary, coverage

WEIGHT_OF_AN_AREA = 4.0
"""Among names that sound alike in Latin letters, beside any other: nan is น่าน and not นาอาน."""
_BEFORE_NAMES = {
    SAO: "ที่ทำการองค์การบริหารส่วนตำบล",
    MUNICIPALITY: "สำนักงานเทศบาล(?:ตำบล|เมือง|นคร)",
    "pao_office": "ที่ทำการองค์การบริหารส่วนจังหวัด",
    "district_office": "ที่ว่าการอำเภอ",
    "bma_district_office": "สำนักงานเขต",
    "provincial_hall": "ศาลากลางจังหวัด",
    "land_office": "สำนักงานที่ดิน(?:จังหวัด)?(?:.+ ?(?:สาขา|ส่วนแยก)(?:อำเภอ)?)?",
    "transport_office": "สำนักงานขนส่ง(?:จังหวัด)?(?:.+ ?สาขา(?:อำเภอ)?)?",
    "social_security_office": "สำนักงานประกันสังคม(?:จังหวัด)?(?:.+ ?สาขา(?:อำเภอ)?)?",
    "employment_office": "สำนักงานจัดหางาน(?:จังหวัด)?",
    "revenue_area_office": "สำนักงานสรรพากรพื้นที่",
    "passport_office": "สำนักงานหนังสือเดินทาง",
    "business_development_office": "สำนักงานพัฒนาธุรกิจการค้า(?:จังหวัด|เขต ?[0-9]+ ?)",
}
_UNIVERSITIES = {
    "rajabhat": re.compile("มหาวิทยาลัยราชภัฏ"),
    "rajamangala": re.compile("มหาวิทยาลัยเทคโนโลยีราชมงคล"),
    "university": re.compile("มหาวิทยาลัย"),
}
"""In this order: the first that begins a name tells its sort."""
_SORT_IN_ENGLISH = re.compile(" ?(?:Rajabhat |Rajamangala )?University(?: of Technology)? ?")
_IN_ENGLISH = re.compile("(.+?) (?:Subdistrict|Town|City|Passport) ")
_NAMES = {kind: re.compile(before) for kind, before in _BEFORE_NAMES.items()}
_BEGINS_MANY = re.compile("(?:เกาะ|บ้าน)(?=.{6})")
_BODY = {"ที่ทำการ": "", "สำนักงานเทศบาล": "เทศบาล"}
"""What a local government's office is called more than itself."""


def name_alone(kind: str, name_th: str) -> str:
    """Return an office's name without what tells its kind, or an empty text if there is no more."""
    told = _NAMES[kind].match(name_th)
    return name_th[told.end() :].strip(" ()") if told else ""


def read_offices_by_ear(
    everyday: Vocabulary, english: Vocabulary, before: OfficesByEar | None
) -> OfficesByEar:
    """Read all offices of places from the database, or return those of ``before`` if none changed.

    ``everyday`` are the words of services, ``english`` the English ones among them.
    """
    rows = tuple(
        ServicePoint.objects.filter(
            status__in=(PointStatus.OPEN, PointStatus.SUSPENDED),
            kind__in=_NAMES,
            district__isnull=False,
        )
        .order_by("pk")
        .values_list(
            "kind",
            "name_th",
            "name_en",
            "district_id",
            "district__name_th",
            "district__name_en",
            "province_id",
            "province__name_th",
            "province__name_en",
        )
    )
    schools = tuple(_universities())
    state = hash((rows, schools))
    if before is not None and before.state == state:
        return before
    also = defaultdict(list)
    for alias, code in place_aliases().items():
        also[code].append(squashed(alias))
    offices: list[NamedOffice] = []
    also_called: list[NamedOffice] = []
    areas: dict[str, list[str]] = {}
    latin: dict[str, str] = {}
    areas_in_latin: dict[str, str] = {}
    for kind, name_th, name_en, *where in rows:
        name = squashed(normalise(name_alone(kind, name_th)))
        if not name:
            continue
        district, district_th, district_en, province, province_th, province_en = where
        asked = _asked(kind, name_th, district_th, province_th)
        named = NamedOffice(name, asked, kind, district, province)
        for code, area, english_name in (
            (district, district_th, district_en),
            (province, province_th, province_en),
        ):
            called = areas.setdefault(code, [squashed(normalise(area)), *also[code]])
            in_latin = [one for one in (english_name, *called[1:]) if one.isascii()]
            areas_in_latin |= dict.fromkeys(in_latin, called[0])
            if called[0] == name:
                also_called += [named._replace(name=other) for other in called[1:]]
        offices.append(named)
        if kind == "passport_office":  # บางนา-ศรีนครินทร์
            also_called += [named._replace(name=part) for part in name.split("-") if part != name]
        if in_english := _IN_ENGLISH.match(name_en):
            latin.setdefault(in_english[1], name)
    also_called += _without_beginnings(offices)
    # ป่าตอง is what many call the district of กะทู้, but its own municipality is called so.
    own = {(one.kind, one.name, one.province) for one in offices}
    offices += [one for one in also_called if (one.kind, one.name, one.province) not in own]
    called_else = {official: others for official, *others in areas.values()}
    for named, english_name in schools:
        others = called_else.get(named.name, ())  # ราชภัฏโคราช
        offices += [named, *(named._replace(name=other) for other in others)]
        latin.setdefault(english_name, named.name)
    weights = {named.name: 1.0 for named in offices}
    weights |= dict.fromkeys(chain.from_iterable(areas.values()), WEIGHT_OF_AN_AREA)
    latin = {
        **areas_in_latin,
        **{one: name for one, name in latin.items() if one not in areas_in_latin},
    }
    words = [normalise(name).split() for name in latin]
    written = {*chain.from_iterable(words), *map("".join, words)}  # Pa Tong, patong
    return OfficesByEar(
        offices,
        areas,
        Sounds(
            {name: weight for name, weight in weights.items() if not name.isascii()},
            written=latin.items(),
        ),
        lambda word: coverage(word, everyday) == 1.0,
        lambda word: word not in written and english.knows(word),
        state,
    )


def _without_beginnings(offices: list[NamedOffice]) -> Iterator[NamedOffice]:
    """Yield offices by what is left of their names without เกาะ or บ้าน: อบต.ลันตาน้อย.

    Only where no other office of the country is called so.
    """
    names = Counter(office.name for office in offices)
    short: dict[str, set[NamedOffice]] = defaultdict(set)
    for office in offices:
        if begun := _BEGINS_MANY.match(office.name):
            left = office.name.removeprefix(begun[0])
            if left not in names:
                short[left].add(office)
    for left, called in short.items():
        if len({office.asked for office in called}) == 1:
            yield from (office._replace(name=left) for office in called)


def _universities() -> Iterator[tuple[NamedOffice, str]]:
    """Yield universities with what they are called behind their sort, in Thai and in English."""
    found = Agency.objects.filter(status=AgencyStatus.ACTIVE, kind="university").order_by("pk")
    for name_th, name_en in found.values_list("name_th", "name_en"):
        for sort, begins in _UNIVERSITIES.items():
            if told := begins.match(name_th):
                if name := squashed(normalise(name_th[told.end() :])):
                    named = NamedOffice(name, normalise(name_th), sort, "", "")
                    yield named, _SORT_IN_ENGLISH.sub("", name_en)
                break


def _asked(kind: str, name_th: str, district: str, province: str) -> str:
    """Return the words by which this office and no other is found."""
    for before, instead in _BODY.items():
        if name_th.startswith(before):
            name_th = instead + name_th.removeprefix(before)
    if kind in {SAO, MUNICIPALITY}:
        return normalise(f"{name_th} อำเภอ{district} จังหวัด{province}")
    return normalise(f"{name_th} จังหวัด{province}" if kind == "district_office" else name_th)
