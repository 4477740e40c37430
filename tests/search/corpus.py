"""A small country for tests of search: ten services, three provinces, a few offices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.test import override_settings

from infogo.agencies.models import Agency
from infogo.geo.models import District, Province
from infogo.manuals.models import Manual, Procedure
from infogo.points.models import ServicePoint
from infogo.search import suggest
from infogo.search.indexing.index import only_writer, reader
from infogo.search.indexing.indexer import rebuild
from infogo.search.memory.knowledge import library
from infogo.taxonomy.models import Tag, TargetGroup, Topic
from infogo.thai.normalise import normalise
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    TargetGroupFactory,
    TopicFactory,
    adoption,
    standard_manual,
)

SERVICES = (
    ("ID-1", "ทำบัตรประชาชนครั้งแรก", "การขอมีบัตรประจำตัวประชาชนครั้งแรก", "First ID card"),
    ("ID-2", "บัตรประชาชนหาย", "การขอมีบัตรประจำตัวประชาชนใหม่ กรณีสูญหาย", "Lost ID card"),
    ("BIRTH-1", "แจ้งเกิด", "การแจ้งเกิดในสถานพยาบาล", "Birth registration"),
    ("BIRTH-2", "แจ้งเกิดเกินกำหนด", "การแจ้งเกิดเกินกำหนด", "Late birth registration"),
    ("CAR-1", "ต่อภาษีรถ", "การชำระภาษีรถประจำปี", "Annual vehicle tax"),
    ("CAR-2", "ใบขับขี่หาย", "การขอใบแทนใบอนุญาตขับรถ", "Lost driving licence"),
    ("LAND-1", "โอนที่ดิน", "การจดทะเบียนโอนขายที่ดิน", "Transfer of land"),
    ("PASS-1", "ทำพาสปอร์ต", "การขอหนังสือเดินทาง", "Passport"),
    ("TAX-1", "ยื่นภาษีเงินได้", "การยื่นแบบภาษีเงินได้ (ภ.ง.ด.90/91)", "Personal income tax"),
    ("NOISE-1", "ร้องเรียนเสียงดัง", "การรับแจ้งเหตุเดือดร้อนรำคาญ", "Nuisance complaint"),
)
TAGS = {"ID-2": ("บัตร ปชช หาย", "กระเป๋าตังค์หาย"), "PASS-1": ("พาสปอร์ต", "passport")}
SAYINGS = {
    "BIRTH-1": ["หมอผ่าท้องเอาเด็กออกมาตอนตีสาม", "our son came into the world at dawn"],
    "ID-2": ["ล้วงกระเป๋าแล้วไม่เจออะไรที่ใช้ยืนยันตัวได้เลย"],
}


@dataclass
class Country:
    """What the corpus made, by code or key."""

    procedures: dict[str, Procedure]
    manuals: dict[str, Manual]
    provinces: dict[str, Province]
    districts: dict[str, District]
    agencies: dict[str, Agency]
    points: dict[str, ServicePoint]
    topic: Topic
    group: TargetGroup


def forget() -> None:
    """Drop what this process remembers of indexes, as a new process would have it."""
    reader.forget()
    library.forget()
    suggest.forget()


@contextmanager
def use_index(folder: Path) -> Iterator[None]:
    """Let search use the index in ``folder``, and leave nothing in memory afterwards."""
    forget()
    with override_settings(INFOGO={**settings.INFOGO, "INDEX_DIR": folder}):
        yield
    forget()


@contextmanager
def shared_country(folder: Path) -> Iterator[Country]:
    """Make the corpus and its index for several tests that only read, then undo it."""
    with transaction.atomic():
        made = make_country()
        with use_index(folder), only_writer():
            rebuild()
        yield made
        transaction.set_rollback(True)


def make_country() -> Country:
    """Make the corpus; nothing is indexed yet."""
    provinces = {
        code: ProvinceFactory(code=code, name_th=th, name_en=en)
        for code, th, en in (
            ("50", "เชียงใหม่", "Chiang Mai"),
            ("63", "ตาก", "Tak"),
            ("42", "เลย", "Loei"),
        )
    }
    districts = {
        code: DistrictFactory(
            code=code, name_th=name, full_name_th=f"อำเภอ{name}", province=provinces[code[:2]]
        )
        for code, name in (("5001", "เมืองเชียงใหม่"), ("5007", "แม่ริม"), ("6306", "แม่สอด"))
    }
    agencies = _agencies(provinces, districts)
    topic = TopicFactory(slug="id-civil", name_th="บัตรประชาชน")
    group = TargetGroupFactory(slug="parent", name_th="พ่อแม่")
    manuals = _manuals(agencies, topic, group)
    points = _points(agencies, districts)
    for key in ("hall-5001", "hall-6306"):
        PinFactory(manual=manuals["ID-2"], point=points[key])
    ArticleFactory(slug="new-baby", title_th="ลูกเพิ่งเกิดต้องทำอะไร", title_en="A new baby")
    return Country(
        procedures={code: manual.procedure for code, manual in manuals.items()},
        manuals=manuals,
        provinces=provinces,
        districts=districts,
        agencies=agencies,
        points=points,
        topic=topic,
        group=group,
    )


def _agencies(provinces: dict[str, Province], districts: dict[str, District]) -> dict[str, Agency]:
    made = {
        "moi-dopa": AgencyFactory(
            key="moi-dopa",
            name_th="กรมการปกครอง",
            name_en="Department of Provincial Administration",
            abbreviation="ปค.",
        ),
        "mot-dlt": AgencyFactory(
            key="mot-dlt", name_th="กรมการขนส่งทางบก", name_en="Department of Land Transport"
        ),
    }
    local = (
        ("muni-cm", "municipality_city", "เทศบาลนครเชียงใหม่", "5001"),
        ("muni-maerim", "municipality_subdistrict", "เทศบาลตำบลแม่ริม", "5007"),
        ("sao-rim", "sao", "องค์การบริหารส่วนตำบลริมเหนือ", "5007"),
        ("muni-maesot", "municipality_city", "เทศบาลนครแม่สอด", "6306"),
    )
    for key, kind, name, district in local:
        made[key] = AgencyFactory(
            key=key,
            kind=kind,
            name_th=name,
            name_en="",
            district=districts[district],
            province=provinces[district[:2]],
        )
    return made


def _manuals(agencies: dict[str, Agency], topic: Topic, group: TargetGroup) -> dict[str, Manual]:
    made = {}
    for code, name, official, english in SERVICES:
        owner = agencies["mot-dlt" if code.startswith("CAR") else "moi-dopa"]
        made[code] = standard_manual(
            code=code,
            name_th=name,
            official_name_th=official,
            name_en=english,
            owner=owner,
            topic=topic,
            sayings=SAYINGS.get(code, []),
        )
        for text in TAGS.get(code, ()):
            tag, _ = Tag.objects.get_or_create(key=normalise(text), defaults={"text": text})
            made[code].procedure.tags.add(tag)
    made["BIRTH-1"].procedure.target_groups.add(group)
    for code in ("ID-1", "ID-2", "BIRTH-1"):
        for key in ("muni-cm", "muni-maerim", "muni-maesot"):
            adoption(made[code], agencies[key])
    return made


def _points(agencies: dict[str, Agency], districts: dict[str, District]) -> dict[str, ServicePoint]:
    rows = (
        ("hall-5001", "moi-dopa", "district_office", "ที่ว่าการอำเภอเมืองเชียงใหม่", "5001"),
        ("hall-6306", "moi-dopa", "district_office", "ที่ว่าการอำเภอแม่สอด", "6306"),
        ("dlt-50", "mot-dlt", "transport_office", "สำนักงานขนส่งจังหวัดเชียงใหม่", "5001"),
        ("dlt-63", "mot-dlt", "transport_office", "สำนักงานขนส่งจังหวัดตาก", "6306"),
    )
    return {
        key: ServicePointFactory(
            key=key,
            agency=agencies[agency],
            kind=kind,
            name_th=name,
            name_en="",
            subdistrict=None,
            district=districts[district],
            province=districts[district].province,
            address="",
        )
        for key, agency, kind, name, district in rows
    }
