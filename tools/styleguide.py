"""Render every component of the public face with sample content, to look at.

``python -m tools.styleguide FOLDER [th|en]`` writes ``FOLDER/styleguide.html`` beside a link to the
static files; serve the folder with ``python -m http.server`` and look. No database is needed. The
content is real services of the demonstration country, shortened, and agencies' own numbers.
"""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import django
from django.utils import translation
from jinja2 import FileSystemLoader
from jinja2.environment import Environment

from config.jinja import environment
from infogo.geo.navigation import navigation_links, search_links
from tools.folders import named_folder

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = (ROOT / "infogo" / "templates", ROOT / "tools")
ADDRESSES = {
    "site:manifest": "/manifest.webmanifest",
    "agents:llms": "/llms.txt",
    "www:developers": "/developers",
    "www:home": "/",
    "www:search": "/search",
    "www:opensearch": "/opensearch.xml",
    "www:data": "/data",
    "www:statistics": "/statistics",
    "www:help": "/help",
    "www:report": "/report",
    "www:emergency": "/emergency",
    "www:places": "/places",
    "www:plan": "/plan",
    "www:agencies": "/agency/",
    "www:accessibility": "/accessibility",
    "www:privacy": "/privacy",
    "www:about": "/about",
}

SERVICES = [
    {
        "title": "ต่ออายุบัตรประชาชน (บัตรหมดอายุ)",
        "official": "การขอมีบัตรประจำตัวประชาชนใหม่ กรณีบัตรเดิมหมดอายุ",
        "href": "/manual/10002",
        "agency": "กรมการปกครอง",
        "facts": ["ไม่มีค่าธรรมเนียม", "ไม่เกิน 15 นาที", "2,502 แห่ง"],
        "why": "ตรงกับคำว่า บัตรหมดอายุ",
    },
    {
        "title": "ทำใบขับขี่รถยนต์ครั้งแรก (2 ปี)",
        "official": "การขอใบอนุญาตขับรถยนต์ส่วนบุคคลชั่วคราว",
        "href": "/manual/10101",
        "agency": "กรมการขนส่งทางบก",
        "facts": ["205 บาท", "ไม่เกิน 2 วันทำการ", "96 แห่ง"],
    },
    {
        "title": "ขอใบอนุญาตขายอาหารริมทาง",
        "official": "การขอใบอนุญาตจำหน่ายสินค้าในที่หรือทางสาธารณะ",
        "href": "/manual/10140",
        "agency": "กรมอนามัย",
        "facts": ["ค่าธรรมเนียมคิดตามกรณี", "ไม่เกิน 30 วัน"],
        "why": ["ตรงกับคำว่า ขายของริมทาง", "มีเฉพาะบางพื้นที่"],
        "sample": True,
    },
    {
        "title": "แจ้งเกิดลูกที่คลอดในโรงพยาบาล",
        "official": "การแจ้งเกิด กรณีเกิดในสถานพยาบาล",
        "href": "/manual/10008",
        "agency": "กรมการปกครอง",
        "facts": ["ไม่มีค่าธรรมเนียม", "ไม่เกิน 20 นาที", "ภายใน 15 วัน"],
    },
]
ANSWER = {
    "title": "ต่ออายุบัตรประชาชน",
    "path": "/manual/10002",
    "is_sample": True,
    "agency": "เทศบาลนครเชียงใหม่",
    "caution": "ข้อมูลตัวอย่าง ยังไม่ได้ตรวจกับหน่วยงาน ถามหน่วยงานก่อนไป",
    "parts": [
        {
            "label": "เอกสารที่ต้องเตรียม",
            "state": "known",
            "value": "1 อย่าง บางกรณีอีก 1",
            "path": "/manual/10002#documents",
            "link": "ดูรายการเอกสารในคู่มือ",
            "lines": [
                {"text": "บัตรประชาชนใบเดิม", "detail": "ตัวจริง 1 ฉบับ · ไม่ต้องใช้สำเนา"},
                {"text": "ใบสำคัญการเปลี่ยนชื่อ", "condition": "เคยเปลี่ยนชื่อ"},
            ],
        },
        {
            "label": "ยื่นที่ไหน",
            "state": "known",
            "value": "25 แห่งใน จ.เชียงใหม่",
            "path": "/manual/10002/places?prov=50",
            "link": "ดูทั้ง 25 แห่งใน จ.เชียงใหม่",
            "lines": [
                {
                    "text": "ที่ว่าการอำเภอแม่ริม",
                    "path": "/place/1",
                    "status": {"state": "open", "text": "เปิดอยู่ ถึง 16:30 น."},
                },
            ],
            "more": "และอีก 24 แห่ง",
        },
        {
            "label": "ระยะเวลา",
            "state": "unknown",
            "value": "คู่มือยังไม่ได้บอกเวลารวมทั้งหมด",
            "path": "/manual/10002#steps",
            "link": "ดูขั้นตอนและเวลาในคู่มือ",
        },
    ],
}
FACTS = [
    {"label": "ค่าธรรมเนียม", "value": "ไม่มีค่าธรรมเนียม", "icon": "money", "state": "none"},
    {"label": "ระยะเวลา", "value": "ไม่เกิน 15 นาที", "icon": "clock"},
    {"label": "เอกสาร", "value": "3 อย่าง", "note": "1 อย่างเฉพาะบางกรณี", "icon": "document"},
    {"label": "ที่ไหน", "value": "2,502 แห่ง", "note": "ทั่วประเทศ", "icon": "pin", "href": "#"},
    {"label": "ออนไลน์", "value": "", "icon": "online", "state": "unknown"},
]
TOPICS = [
    ("id-civil", "บัตรประชาชนและทะเบียนราษฎร", "ทำบัตร แจ้งเกิด แจ้งตาย ย้ายบ้าน เปลี่ยนชื่อ", 26),
    ("family", "ครอบครัวและสถานะบุคคล", "สมรส หย่า รับรองบุตร บุตรบุญธรรม", 12),
    ("travel-immigration", "เดินทางต่างประเทศและคนเข้าเมือง", "หนังสือเดินทาง วีซ่า", 11),
    ("vehicle", "รถและใบขับขี่", "ใบขับขี่ ทะเบียนรถ ภาษีรถ", 21),
    ("land-home", "ที่ดิน บ้าน และการก่อสร้าง", "โอนที่ดิน ขออนุญาตก่อสร้าง", 20),
    ("welfare", "สวัสดิการ", "เบี้ยผู้สูงอายุ บัตรคนพิการ เงินอุดหนุนบุตร", 12),
    ("social-security", "ประกันสังคม", "ขึ้นทะเบียน ว่างงาน คลอดบุตร ชราภาพ", 14),
    ("health", "สุขภาพ", "บัตรทอง เปลี่ยนโรงพยาบาล", 4),
    ("agriculture", "เกษตรและประมง", "ขึ้นทะเบียนเกษตรกร เรือประมงพื้นบ้าน", 8),
]
EVENTS = [
    ("people", "มีลูก", "ใบเกิด สิทธิรักษา และเงินช่วยเหลือ"),
    ("home", "ย้ายบ้านหรือสร้างบ้าน", "ทะเบียนบ้าน น้ำ ไฟ และใบอนุญาต"),
    ("work", "ตกงานหรือเปลี่ยนงาน", "เงินว่างงาน และหางานใหม่"),
    ("shop", "เปิดร้าน", "จดทะเบียน ใบอนุญาต และภาษี"),
    ("heart", "ดูแลผู้สูงอายุ", "เบี้ยยังชีพ บัตรคนพิการ และผู้ดูแล"),
    ("scales", "คนในครอบครัวเสียชีวิต", "แจ้งตาย มรดก และสิทธิที่ต้องขอ"),
]
STAGES = [
    {
        "title": "แจ้งเกิดและรับสูติบัตร",
        "deadline": "ภายใน 15 วันนับแต่วันเกิด",
        "services": [SERVICES[3]],
    },
    {
        "title": "จัดการสถานะพ่อแม่ลูก",
        "services": [{"title": "จดทะเบียนรับรองบุตร", "href": "#", "agency": "กรมการปกครอง"}],
    },
]
DOCUMENTS = [
    {"name": "บัตรประจำตัวประชาชนเดิม", "originals": 1, "copies": 0, "issuer": "กรมการปกครอง"},
    {
        "name": "ใบรับรองแพทย์",
        "originals": 1,
        "copies": 0,
        "note": "ออกไม่เกิน 1 เดือน",
        "form_href": "#",
        "form_label": "แบบใบรับรองแพทย์ (PDF 120 KB)",
        "sample_href": "#",
    },
    {"name": "แผนที่สังเขปที่ตั้งร้าน", "note": "วาดเองได้"},
    {
        "name": "หนังสือสำคัญการเปลี่ยนชื่อตัวหรือชื่อสกุล",
        "originals": 1,
        "copies": 1,
        "condition": "กรณีเคยเปลี่ยนชื่อตัวหรือชื่อสกุล",
        "issuer": "กรมการปกครอง",
    },
]
STEPS = [
    {
        "title": "ตรวจสอบเอกสาร",
        "description": "เจ้าหน้าที่รับคำขอ ตรวจหลักฐานและฐานข้อมูลทะเบียนราษฎร",
        "who": "เจ้าหน้าที่สำนักทะเบียน",
        "duration": "5 นาที",
        "total": "5 นาที",
    },
    {
        "title": "ถ่ายรูปและพิมพ์ลายนิ้วมือ",
        "description": "บันทึกภาพใบหน้าและลายนิ้วมือของผู้ขอ",
        "who": "เจ้าหน้าที่สำนักทะเบียน",
        "duration": "5 นาที",
        "total": "10 นาที",
    },
    {"title": "ออกบัตรและส่งมอบให้ผู้ขอ", "who": "เจ้าหน้าที่สำนักทะเบียน", "total": "15 นาที"},
]
FEES = [
    {"label": "ค่าคำขอ", "amount": 500, "unit": "ต่อคำขอ"},
    {"label": "ใบอนุญาตขับรถยนต์ส่วนบุคคลชั่วคราว", "amount": 20000, "unit": "ต่อฉบับ"},
    {"label": "ยื่นครั้งแรก", "amount": 0, "note": "ภายใน 60 วัน"},
    {"label": "รังวัดที่ดิน", "formula": "คิดตามเนื้อที่และระยะทาง"},
    {"label": "ค่าพยาน"},
]
POINTS = [
    {
        "name": "ที่ว่าการอำเภอเมืองเชียงใหม่",
        "href": "/place/88310",
        "agency": "กรมการปกครอง",
        "address": "อ.เมืองเชียงใหม่ จ.เชียงใหม่ 50200",
        "distance": "2.4 กม.",
        "status": {"state": "open", "text": "เปิดอยู่", "detail": "ถึง 16:30 น."},
        "phones": ["1548"],
        "nav_href": "https://www.google.com/maps/dir/?api=1&destination=18.790500,98.984500",
    },
    {
        "name": "สำนักงานพัฒนาธุรกิจการค้าจังหวัดเชียงราย",
        "href": "/place/88311",
        "agency": "กรมพัฒนาธุรกิจการค้า",
        "address": "ศาลากลางจังหวัดเชียงราย ชั้น 3 ต.ริมกก อ.เมืองเชียงราย จ.เชียงราย 57100",
        "distance": "ราว 160 กม.",
        "approximate": True,
        "status": {"state": "closed", "text": "ปิดอยู่", "detail": "เปิดพรุ่งนี้ 08:30 น."},
        "phones": [{"number": "+6653744115", "ext": "12"}],
        "note": "รับเฉพาะผู้มีชื่อในทะเบียนบ้านของอำเภอ",
    },
]
FILTERS: list[dict[str, Any]] = [
    {
        "name": "topic",
        "legend": "หมวด",
        "kind": "checkbox",
        "options": [
            {"value": slug, "label": title, "count": count, "checked": index == 0}
            for index, (slug, title, _about, count) in enumerate(TOPICS)
        ],
    },
    {
        "name": "fee",
        "legend": "ค่าธรรมเนียมและช่องทาง",
        "kind": "checkbox",
        "options": [
            {"value": "free", "label": "ไม่มีค่าธรรมเนียม", "count": 89},
            {"value": "online", "label": "ทำออนไลน์ได้", "count": 64},
            {"value": "weekend", "label": "เปิดวันเสาร์หรืออาทิตย์", "count": 0},
        ],
    },
    {
        "name": "prov",
        "legend": "จังหวัด",
        "kind": "select",
        "options": [{"value": "50", "label": "เชียงใหม่", "count": 12, "checked": True}],
    },
]
REGIONS = [
    {
        "label": "ภาคเหนือ",
        "options": [{"code": "50", "name": "เชียงใหม่"}, {"code": "63", "name": "ตาก"}],
    },
    {
        "label": "ภาคใต้",
        "options": [{"code": "90", "name": "สงขลา"}, {"code": "96", "name": "นราธิวาส"}],
    },
]
WEEK = [
    {"days": "จันทร์–ศุกร์", "times": "08:30–12:00 น., 13:00–16:30 น.", "today": True},
    {"days": "เสาร์", "times": None},
    {"days": "อาทิตย์", "times": "ปิด", "closed": True},
]
VERSIONS = [
    {
        "label": "ฉบับที่ 7",
        "href": "#",
        "date": date(2022, 8, 19),
        "status": "ใช้อยู่",
        "status_kind": "success",
        "current": True,
    },
    {"label": "ฉบับที่ 6", "href": "#", "date": date(2021, 2, 3), "note": "ลดเวลาจาก 30 เป็น 15 นาที"},
]
STATUTORY = [
    {"label": "ชื่อกระบวนงาน", "value": "การขอมีบัตรประจำตัวประชาชนใหม่ กรณีบัตรเดิมหมดอายุ"},
    {"label": "กฎหมายที่ให้อำนาจ", "value": ["พ.ร.บ.บัตรประจำตัวประชาชน พ.ศ. 2526 มาตรา 6"]},
    {"label": "ค่าธรรมเนียม", "value": "", "state": "none"},
    {"label": "จำนวนคำขอเฉลี่ยต่อเดือน", "value": None},
]


def context(lang: str) -> dict[str, Any]:
    """Return everything the style guide shows."""
    from infogo.www.context import Frame  # its models need Django, which is set up below

    return {
        "lang": lang,
        "reportable_path": "",
        "site_name": "ติดต่อราชการ",
        "alternate_urls": {"th": "http://localhost/", "en": "http://localhost/en/"},
        "demo_notice": True,
        "announcements": [
            {"text": "ระบบจะปิดปรับปรุงคืนนี้ เวลา 22.00–24.00 น.", "lang": None, "is_urgent": True},
        ],
        "services": SERVICES,
        "answer": ANSWER,
        "facts": FACTS,
        "topics": [
            {"icon": slug, "title": title, "description": about, "count": count, "href": "#"}
            for slug, title, about, count in TOPICS
        ],
        "events": [
            {"icon": icon, "title": title, "description": about, "href": "#"}
            for icon, title, about in EVENTS
        ],
        "stages": STAGES,
        "documents": DOCUMENTS,
        "steps": STEPS,
        "fees": FEES,
        "points": POINTS,
        "filters": FILTERS,
        "regions": REGIONS,
        "week": WEEK,
        "versions": VERSIONS,
        "statutory": STATUTORY,
        "frame": Frame(lang, demo_notice=True),
        "a_day": date(2022, 8, 19),
        "ways": navigation_links(13.7521, 100.4967, "กรมการปกครอง"),
        "ways_by_name": search_links("กรมการปกครอง ถ.อัษฎางค์ กรุงเทพมหานคร"),
        "a_moment": datetime(2022, 8, 19, 10, 42),
    }


def engine() -> Environment:
    """Return the site's own template engine, without its addresses and hashed file names."""
    made = environment(loader=FileSystemLoader(TEMPLATES), auto_reload=False)
    made.globals.update(static=lambda path: f"/static/{path}", url=lambda name: ADDRESSES[name])
    return made


def render(lang: str = "th") -> str:
    """Return the page in HTML."""
    with translation.override(lang):
        return engine().get_template("styleguide.jinja").render(context(lang))


def write(folder: Path, lang: str = "th") -> Path:
    """Write the page into ``folder`` beside the static files, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    files = folder / "static"
    if not files.exists():
        files.symlink_to(ROOT / "infogo" / "static")
    page = folder / "styleguide.html"
    page.write_text(render(lang), encoding="utf-8")
    return page


if __name__ == "__main__":
    named = named_folder(sys.argv[1:], __doc__)
    if named is None:
        sys.exit(__doc__)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    print(write(named, *sys.argv[2:3]))
