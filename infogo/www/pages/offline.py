"""The site without a network: its worker, its manifest, and the pages about what a device keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from infogo.core.dates import weekday_name
from infogo.core.language import current_language, in_language
from infogo.geo.models import District, Province
from infogo.geo.wording import district_name, province_name
from infogo.packs.format import MOST_BYTES
from infogo.packs.keys import public_keys
from infogo.packs.selectors import A_WEEK
from infogo.points.selectors import districts_of, provinces
from infogo.www.pages.manual_area import Choice
from infogo.www.pages.places import province_choices

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
# What every page needs, and the page about what is kept; all but the last are on the device
# already when the worker comes.
FILES = (
    "css/public.css",
    "js/public.js",
    "fonts/sarabun-thai-400.woff2",
    "fonts/sarabun-thai-700.woff2",
    "fonts/sarabun-latin-400.woff2",
    "fonts/sarabun-latin-700.woff2",
    "img/mark.svg",
    "js/offline.js",
)
ICON_SIZES = (192, 512)
NAVY, WHITE = "#1C2C66", "#ffffff"


@dataclass(frozen=True)
class DistrictLink:
    """A district to choose, as ``link_list`` reads it."""

    title: str
    href: str
    lang: str | None = None


@dataclass(frozen=True)
class OfflinePage:
    """What a device keeps, and where to get more; ``districts`` are those of a chosen province."""

    pickers: Sequence[Choice]
    province: str
    districts: Sequence[DistrictLink]
    words: Mapping[str, str]


@dataclass(frozen=True)
class DistrictPage:
    """One district to keep on the device; ``words`` and ``keys`` are for the script."""

    code: str
    name: str
    place: str
    trail: Sequence[tuple[str, str]]
    places_href: str
    most_megabytes: int
    words: Mapping[str, Any]
    keys: Sequence[Mapping[str, str]]
    addresses: Mapping[str, str]


def worker_script() -> str:
    """Return the service worker, or what takes it away where the settings say so.

    Its bytes change with any file that it keeps: that is how browsers notice a new deployment.
    """
    if not settings.INFOGO["OFFLINE"]:
        return _script("sw-off.js")
    site: dict[str, Any] = {
        "files": [static(name) for name in FILES],
        "shells": {},
        "words": {},
    }
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            site["shells"][language] = reverse("www:offline")
            site["words"][language] = _worker_words()
    told = json.dumps(site, ensure_ascii=False, sort_keys=True)
    script = _script("sw.js")
    version = hashlib.sha256((told + script).encode()).hexdigest()[:12]
    return f"/* {version} */\nconst SITE = {told};\n{script}"


@lru_cache(maxsize=4)
def _script(name: str) -> str:
    return (SCRIPTS / name).read_text(encoding="utf-8")


def _worker_words() -> dict[str, str]:
    return {
        "offline": _("ไม่มีอินเทอร์เน็ต"),
        "unreachable": _("ตอนนี้ติดต่อเว็บไซต์ไม่ได้"),
        "kept": _("หน้านี้บันทึกไว้เมื่อ {when} น."),
        "old": _("ข้อมูลอาจเปลี่ยนไปแล้ว โทรถามก่อนเดินทาง"),
        "list": _("ดูสิ่งที่เก็บไว้ในเครื่อง"),
    }


def manifest() -> dict[str, Any]:
    """Return the web app manifest: what a phone needs to know to install the site."""
    icons = [
        {
            "src": static(f"img/icon-{purpose}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for purpose in ("any", "maskable")
        for size in ICON_SIZES
    ]
    scalable = {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    with translation.override("th"):
        return {
            "id": "/",
            "name": _("ติดต่อราชการ"),
            "short_name": _("ติดต่อราชการ"),
            "description": _("ค้นหาเรื่องที่ต้องติดต่อราชการ หน่วยงาน และจุดให้บริการ"),
            "lang": "th",
            "dir": "ltr",
            "start_url": reverse("www:home"),
            "scope": "/",
            "display": "standalone",
            "background_color": WHITE,
            "theme_color": NAVY,
            "categories": ["government", "utilities"],
            "icons": [*icons, scalable],
            "shortcuts": [
                {"name": _("ค้นหา"), "url": reverse("www:search")},
                {"name": _("รายการเตรียมตัว"), "url": reverse("www:plan")},
                {"name": _("ที่เก็บไว้ในเครื่อง"), "url": reverse("www:offline")},
            ],
        }


def offline_page(province_code: str) -> OfflinePage:
    """Return the page about what a device keeps; a code that no province has is no choice."""
    known = provinces()
    chosen = next((province for province in known if province.code == province_code), None)
    return OfflinePage(
        pickers=province_choices(known),
        province=chosen.code if chosen else "",
        districts=_district_links(chosen) if chosen else [],
        words=_list_words(),
    )


def _district_links(province: Province) -> list[DistrictLink]:
    return [
        DistrictLink(district_name(district), district_href(district.code))
        for district in districts_of(province)
    ]


def district_href(code: str) -> str:
    """Return the address at which a district is kept on the device."""
    return reverse("www:offline_district", args=[code])


def district_page(district: District) -> DistrictPage:
    """Return the page of a district whose province is selected."""
    province = district.province
    places = f"{reverse('www:places')}?prov={province.code}&district={district.code}"
    name = in_language(district.full_name_th, district_name(district))[0]
    return DistrictPage(
        code=district.code,
        name=name,
        place=f"{name} {province_name(province)}",
        trail=[(_("ที่เก็บไว้ในเครื่อง"), reverse("www:offline"))],
        places_href=places,
        most_megabytes=MOST_BYTES // 1_000_000,
        words=_district_words(),
        keys=public_keys(),
        addresses={
            "pack": reverse("site:pack", args=[district.code]),
            "manual": reverse("www:manual", args=[1]),
            "place": reverse("www:place", args=[1]),
        },
    )


def _list_words() -> dict[str, str]:
    return {
        "offline": _("ไม่มีอินเทอร์เน็ต"),
        "notKept": _("หน้านี้ยังไม่ได้เก็บไว้ในเครื่อง จึงเปิดไม่ได้ตอนนี้ ที่อ่านได้มีตามรายการข้างล่าง"),
        "kept": _("บันทึกเมื่อ {when} น."),
        "drop": _("ลบ"),
        "dropOne": _("ลบ {name} ออกจากเครื่อง"),
        "nothing": _("ยังไม่มีอะไรเก็บไว้ในเครื่องนี้"),
        "total": _("รวม {size}"),
        "renewed": _("ปรับให้เป็นปัจจุบันแล้ว {n} หน้า"),
        "gone": _("ลบหน้าที่ยกเลิกแล้ว {n} หน้า"),
        "unreachable": _("ติดต่อเว็บไซต์ไม่ได้ ลองใหม่เมื่อมีอินเทอร์เน็ต"),
        "checking": _("กำลังตรวจ"),
        "cannot": _("เครื่องหรือเบราว์เซอร์นี้เก็บหน้าไว้ไม่ได้ ลองใช้เบราว์เซอร์รุ่นใหม่ และเปิดเว็บไซต์ด้วย https"),
    }


def _district_words() -> dict[str, Any]:
    return {
        **_steps_of_keeping(),
        **_words_of_results(),
        **_words_of_hours(),
        "weekdays": [weekday_name(day, current_language()) for day in A_WEEK],
    }


def _steps_of_keeping() -> dict[str, str]:
    return {
        "download": _("เก็บอำเภอนี้ไว้ในเครื่อง ({size})"),
        "update": _("ปรับให้เป็นปัจจุบัน ({size})"),
        "current": _("เป็นข้อมูลล่าสุดแล้ว"),
        "have": _("เก็บไว้เมื่อ {when} น. · {points} จุดให้บริการ · {manuals} เรื่อง"),
        "loading": _("กำลังดาวน์โหลด"),
        "done": _("เก็บแล้ว ค้นได้แม้ไม่มีอินเทอร์เน็ต"),
        "deleted": _("ลบออกจากเครื่องแล้ว"),
        "refused": _("ไม่ใช้ไฟล์นี้ เพราะลายเซ็นไม่ตรงกับของเว็บไซต์ อาจถูกแก้ไขระหว่างทาง ลองใหม่ด้วยเครือข่ายอื่น"),
        "refusedKept": _("ข้อมูลที่เก็บไว้ไม่ตรงกับลายเซ็น จึงไม่ใช้ ลบแล้วเก็บใหม่เมื่อมีอินเทอร์เน็ต"),
        "failed": _("ดาวน์โหลดไม่ได้ ตรวจอินเทอร์เน็ตแล้วลองใหม่"),
        "full": _("พื้นที่เก็บในเครื่องเต็ม ลบของอื่นก่อนแล้วลองใหม่"),
        "cannot": _("เครื่องหรือเบราว์เซอร์นี้เก็บไว้ไม่ได้ ลองใช้เบราว์เซอร์รุ่นใหม่ และเปิดเว็บไซต์ด้วย https"),
        "offline": _("ไม่มีอินเทอร์เน็ต ยังเก็บอำเภอนี้ไม่ได้"),
        "old": _("เก็บไว้นานกว่า 30 วัน ข้อมูลอาจเปลี่ยนไปแล้ว ปรับให้เป็นปัจจุบันเมื่อมีอินเทอร์เน็ต"),
    }


def _words_of_results() -> dict[str, str]:
    return {
        "found": _("พบ {n} รายการ"),
        "none": _("ไม่พบในอำเภอนี้ ลองคำอื่น หรือค้นทั้งประเทศเมื่อมีอินเทอร์เน็ต"),
        "readAs": _("ค้นหา “{text}” ให้แทน เพราะน่าจะลืมเปลี่ยนแป้นพิมพ์"),
        "service": _("เรื่อง"),
        "place": _("จุดให้บริการ"),
        "back": _("กลับไปผลค้นหา"),
        "online": _("เปิดหน้าเต็มเมื่อมีอินเทอร์เน็ต"),
        "documents": _("เอกสารที่ต้องเตรียม"),
        "fees": _("ค่าธรรมเนียม"),
        "steps": _("ขั้นตอนและเวลา"),
        "channels": _("ช่องทางยื่น"),
        "received": _("สิ่งที่ได้รับ"),
        "criteria": _("ใครยื่นได้และเงื่อนไข"),
        "complaints": _("สอบถามและร้องเรียน"),
        "remark": _("หมายเหตุ"),
        "where": _("ทำได้ที่ไหนในอำเภอนี้"),
        "services": _("เรื่องที่ทำได้ที่นี่"),
        "noList": _("ไม่มี"),
        "unknown": _("ไม่มีข้อมูล"),
        "original": _("ตัวจริง {n} {unit}"),
        "copy": _("สำเนา {n} {unit}"),
        "unit": _("ฉบับ"),
        "issuer": _("ออกโดย {name}"),
        "unlawful": _("ขอสำเนาที่กฎหมายไม่ให้ขอ"),
        "by": _("โดย {name}"),
        "takes": _("ใช้เวลา {time}"),
        "whole": _("รวมทั้งหมด {time}"),
        "way": _("นำทาง"),
        "book": _("จองคิวออนไลน์"),
        "landmark": _("จุดสังเกต {text}"),
        "noPhone": _("ไม่มีข้อมูลเบอร์โทร"),
        "edition": _("ฉบับที่ {n}"),
        "samples": _("เช่น ทำบัตรประชาชน"),
    }


def _words_of_hours() -> dict[str, str]:
    return {
        "open": _("เปิดอยู่ ถึง {time} น."),
        "openMaybe": _("น่าจะเปิดอยู่ ถึง {time} น."),
        "always": _("เปิดตลอด 24 ชั่วโมง"),
        "closed": _("ปิดอยู่"),
        "closedMaybe": _("น่าจะปิดอยู่"),
        "holiday": _("ปิด วันนี้{name}"),
        "exception": _("ปิด: {note}"),
        "suspended": _("ปิดชั่วคราว"),
        "lunch": _("ช่วงเที่ยงอาจปิดพัก ไม่มีข้อมูลยืนยัน"),
        "opens": _("เปิดอีกครั้ง {when} {time} น."),
        "noHours": _("ไม่มีข้อมูลเวลาทำการ"),
        "unsure": _("เวลาราชการทั่วไป หน่วยงานยังไม่ยืนยัน ควรถามก่อนไป"),
        "today": _("วันนี้"),
        "tomorrow": _("พรุ่งนี้"),
    }
