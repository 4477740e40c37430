"""Offices drawn at random and typed as people slip: how often the right one comes first.

A word for the kind of office, its name with up to two slips, often its district or province, and
sometimes talk around it. All of it is drawn from one seed, so a run can be made again; nobody
wrote these texts, so they say nothing about what is asked.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bench.report import Table
from tools import country

SEED = 2569
OFFICES = 400
THAI_KINDS = {
    "sao_office": ("อบต", "อบต.", "องค์การบริหารส่วนตำบล"),
    "municipality_office": ("เทศบาล", "ทต.", "เทศบาลตำบล"),
    "district_office": ("อำเภอ", "ที่ว่าการอำเภอ", "อ."),
    "bma_district_office": ("เขต", "สำนักงานเขต"),
    "land_office": ("ที่ดิน", "สนง.ที่ดิน", "สำนักงานที่ดิน"),
    "transport_office": ("ขนส่ง", "ขนส่งจังหวัด"),
    "social_security_office": ("ประกันสังคม", "สปส.", "ปกส"),
    "employment_office": ("จัดหางาน", "จัดหางานจังหวัด"),
    "revenue_area_office": ("สรรพากร", "สรรพากรพื้นที่"),
    "pao_office": ("อบจ.", "อบจ"),
    "provincial_hall": ("ศาลากลาง", "ศาลากลางจังหวัด"),
    "passport_office": ("พาสปอร์ต", "ที่ทำพาสปอร์ต"),
}
LATIN_KINDS = {
    "sao_office": ("{} sao", "obt {}", "{} subdistrict administrative organization"),
    "municipality_office": ("{} municipality", "thetsaban {}", "{} town hall"),
    "district_office": ("{} district office", "amphoe {}", "amphur {}"),
    "bma_district_office": ("{} district office", "khet {}"),
    "land_office": ("{} land office", "land office {}", "tee din {}"),
    "transport_office": ("{} land transport office", "DLT {}", "khon song {}"),
    "social_security_office": ("{} social security office", "prakan sangkom {}"),
    "employment_office": ("{} employment office", "jad ha ngan {}"),
    "revenue_area_office": ("{} revenue office", "tax office {}", "sanpakorn {}"),
    "pao_office": ("{} PAO", "{} provincial administrative organization"),
    "provincial_hall": ("{} provincial hall", "sala klang {}"),
    "passport_office": ("{} passport office", "passport office in {}"),
}
THAI_SLIPS = (
    ("ศ", "ส"), ("ษ", "ส"), ("ณ", "น"), ("ญ", "ย"), ("ภ", "พ"), ("ฤ", "รึ"), ("ร", "ล"), ("ล", "ร"),
    ("ฬ", "ล"), ("ฒ", "ท"), ("ธ", "ท"), ("ฐ", "ถ"), ("ี", "ิ"), ("ิ", "ี"), ("ู", "ุ"), ("ุ", "ู"),
    ("ใ", "ไ"), ("ัย", "าย"), ("่", ""), ("้", ""), ("ะ", ""), ("รร", "ัน"), ("์", ""), ("ทร", "ซ"),
    ("ช", "ซ"), ("ข", "ค"),
)  # fmt: skip
LATIN_SLIPS = (
    ("ph", "p"), ("th", "t"), ("kh", "k"), ("ae", "e"), ("ue", "u"), ("u", "oo"), ("i", "ee"),
    ("o", "aw"), ("ch", "j"), ("k", "g"), ("p", "b"), ("r", "l"), ("uea", "ua"), (" ", ""),
    ("ai", "ay"), ("a", "aa"),
)  # fmt: skip
THAI_TALK = ("", "", "", "ครับ", " เปิดกี่โมง", " อยู่ตรงไหน", " เบอร์โทร", " ไปยังไง", " พักเที่ยงไหม")
LATIN_TALK = ("", "", "", " opening hours", " address", " phone number", " parking")
HEARD = 0.7
"""Part of the slips that sound like what was meant; of the others a letter is lost."""
_KIND_IN_ENGLISH = re.compile(
    r"\b(?:Subdistrict|Administrative|Organization|Office|Municipality|Town|City|District|Provincial"
    r"|Land|Branch|Transport|Social|Security|Employment|Revenue|Area|Passport|Hall)\b|[,().-]"
)


class Drawn(NamedTuple):
    """An office by its key, its name alone, and where it is, in the letters that are typed."""

    key: str
    kind: str
    name: str
    district: str
    province: str
    is_only: bool
    """No other office of its kind is called so."""


def office_slips() -> Table:
    """Ask for offices drawn at random and tell how many come first, and among the first five."""
    home = country.kept_home()
    os.environ.update(country.environment(home))
    import django

    django.setup()
    from infogo.search.selectors import search

    rows = []
    for letters, drawn, typed in (
        ("Thai", _in_thai(), thai),
        ("Latin", _in_latin(), latin),
    ):
        for slips in (0, 1, 2):
            chance = random.Random(SEED)
            ranks = [
                _rank(one, [result.code for result in search(typed(one, slips, chance)).results])
                for one in drawn_by_kind(drawn, OFFICES, chance)
            ]
            rows.append((letters, slips, len(ranks), *_shares(ranks)))
    columns = ("letters", "slips in the name", "offices", "first", "among the first five")
    return Table("Offices drawn at random", columns, rows)


def drawn_by_kind(offices: Sequence[Drawn], many: int, chance: random.Random) -> list[Drawn]:
    """Return offices, as many of each kind as of any other."""
    by_kind: dict[str, list[Drawn]] = defaultdict(list)
    for one in offices:
        by_kind[one.kind].append(one)
    kinds = sorted(by_kind)
    return [chance.choice(by_kind[kinds[at % len(kinds)]]) for at in range(many)]


def thai(one: Drawn, slips: int, chance: random.Random) -> str:
    """Return what somebody types in Thai who looks for an office."""
    kind = chance.choice(THAI_KINDS[one.kind])
    where = f"{one.district} {one.province}" if not one.is_only else ""
    if one.is_only and chance.random() < 0.5:
        where = chance.choice((one.district, one.province))
    typed = f"{kind}{slipped(one.name, slips, THAI_SLIPS, chance)}"
    beside = slipped(where, min(slips, 1), THAI_SLIPS, chance)
    return f"{typed} {beside}".strip() + chance.choice(THAI_TALK)


def latin(one: Drawn, slips: int, chance: random.Random) -> str:
    """Return what somebody types without a Thai keyboard."""
    kind = chance.choice(LATIN_KINDS[one.kind])
    where = f" {one.district} {one.province}" if not one.is_only else ""
    if one.is_only and one.name != one.province and chance.random() < 0.5:
        where = f" {one.province}"
    typed = kind.format(slipped(one.name.lower(), slips, LATIN_SLIPS, chance))
    beside = slipped(where.lower(), min(slips, 1), LATIN_SLIPS, chance)
    return f"{typed}{beside}{chance.choice(LATIN_TALK)}"


def slipped(text: str, times: int, slips: Sequence[tuple[str, str]], chance: random.Random) -> str:
    """Return a text with slips: what sounds alike, or a letter within it lost."""
    for _time in range(times):
        may_be = [(meant, typed) for meant, typed in slips if meant in text[1:]]
        if may_be and chance.random() < HEARD:
            meant, typed = chance.choice(may_be)
            at = chance.choice([found.start() + 1 for found in re.finditer(meant, text[1:])])
            text = text[:at] + typed + text[at + len(meant) :]
        elif len(text) > len("สีดา"):
            at = chance.randrange(1, len(text) - 1)
            text = text[:at] + text[at + 1 :]
    return text


def _in_thai() -> list[Drawn]:
    from infogo.search.offices.names import name_alone

    return _drawn(
        ("name_th", "district__name_th", "province__name_th"),
        name_alone,
    )


def _in_latin() -> list[Drawn]:
    return _drawn(
        ("name_en", "district__name_en", "province__name_en"),
        lambda _kind, name: " ".join(_KIND_IN_ENGLISH.sub(" ", name).split()),
    )


def _drawn(fields: tuple[str, str, str], alone: Callable[[str, str], str]) -> list[Drawn]:
    from infogo.points.models import ServicePoint

    found = ServicePoint.objects.filter(kind__in=THAI_KINDS, district__isnull=False)
    rows = [
        (key, kind, alone(kind, name), district, province)
        for key, kind, name, district, province in found.order_by("key").values_list(
            "key", "kind", *fields
        )
    ]
    called = Counter((kind, name) for _key, kind, name, *_where in rows)
    return [Drawn(*row, is_only=called[row[1], row[2]] == 1) for row in rows if row[2]]


def _rank(one: Drawn, codes: Sequence[str]) -> int:
    """Return where the office stands, or the agency whose it is; 0 for nowhere."""
    own = one.key.removeprefix("sp-")
    right = {one.key, own, *(own.replace(*pair) for pair in _AGENCIES.items())}
    return next((at for at, code in enumerate(codes, 1) if code in right), 0)


_AGENCIES: Mapping[str, str] = {"hall-": "prov-", "khet-": "bma-"}
"""How the key of an office differs from that of its agency."""


def _shares(ranks: Sequence[int]) -> tuple[str, str]:
    first, five = (sum(0 < rank <= most for rank in ranks) for most in (1, 5))
    return f"{first / len(ranks):.2f}", f"{five / len(ranks):.2f}"
