"""Who names an office beside something to be done wants that done: the service leads.

Offices are looked for by ear, anywhere in a text and with talk around them. What a reader found
that this broke at first stays found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from infogo.search.results import Kind
from infogo.search.selectors import search
from tests.search.corpus import use_index

SERVICES = (
    ("หย่า เขตสาทร", "DOPA"),
    ("ภาษีที่ดิน มุกดาหาร", "LOCAL"),
    ("ปิดร้าน เทศบาลโนนสะอาด", "LOCAL"),
    ("tor bai khap khi khonsong lampang", "DLT"),
    ("tham passport chiang mai", "CONS"),
    ("jaeng kerd khet dusit", "DOPA"),
    ("tor phasi rot khonsong phuket", "DLT"),
    ("marry amphoe mae rim", "DOPA"),
    ("husband died district hua hin", "DOPA"),
    ("register newborn municipality khon kaen", "DOPA"),
    ("ข้างห้องเสียงดัง เขตห้วยขวาง", "LOCAL"),
    ("ตรงข้ามบ้านเปิดร้านเหล้า เขตจตุจักร", "EXC"),
    ("ริมคลองสร้างบ้าน เขตดอนเมือง", "LOCAL"),
    ("แถวนี้ไม่มีถังขยะ เทศบาลเมืองแพร่", "LOCAL"),
    ("ถนนสกปรก เขตสายไหม", "LOCAL"),
    ("ต่อบัตร ที่ทำการ อำเภอปาย", "DOPA"),
    ("ทำรั้ว เขตบางแค", "LOCAL"),
    ("ฟันผุ ประกันสังคมระยอง", "SSO"),
)
OFFICES = (
    ("ตรงข้ามโรงพยาบาล เทศบาลเมืองแพร่", "เทศบาลเมืองแพร่"),
    ("ชุมแพ นาเพี่ยง เทศบาล", "เทศบาลตำบลนาเพียง"),
    ("ไหม่พัดทะนา เกาะคา", "องค์การบริหารส่วนตำบลใหม่พัฒนา"),
    ("กรมบันชีกลาง พระรามหก เบอร์โทร", "กรมบัญชีกลาง"),
    ("ditp จอดรถตรงไหน", "กรมส่งเสริมการค้าระหว่างประเทศ"),
    ("จังวัดชัยพูม", "ศาลากลางจังหวัดชัยภูมิ"),
    ("nong kob banpong o.b.t.", "องค์การบริหารส่วนตำบลหนองกบ"),
    ("กรมสรรพสามิต ถนนนครไชยศรี", "กรมสรรพสามิต"),
)


@pytest.mark.country
def test_a_service_beside_an_office_leads(country: Path) -> None:
    with use_index(country / "index"):
        first = {typed: search(typed).results[0] for typed, _owner in SERVICES}
    wrong = {
        typed: first[typed].title_th
        for typed, owner in SERVICES
        if first[typed].kind is not Kind.PROCEDURE or not first[typed].code.startswith(owner)
    }
    assert wrong == {}


@pytest.mark.country
def test_an_office_with_talk_about_it_leads(country: Path) -> None:
    with use_index(country / "index"):
        found = {typed: search(typed).results[0].title_th for typed, _name in OFFICES}
    assert found == dict(OFFICES)


MATTERS = (
    ("ไฟดับ", ("moi-mea", "moi-pea")),
    ("ไฟดับเชียงใหม่", ("moi-pea",)),
    ("ไฟดับ ระยอง", ("moi-pea",)),
    ("ไฟดับ บางใหญ่", ("moi-mea",)),
    ("ไฟดับทั้งซอย", ("moi-mea", "moi-pea")),
    ("น้ำไม่ไหล", ("moi-mwa", "moi-pwa")),
    ("น้ำไม่ไหล ขอนแก่น", ("moi-pwa",)),
    ("น้ำไม่ไหล นนทบุรี", ("moi-mwa",)),
    ("ไฟทางดับ", ("LOCAL-026",)),
    ("ถนนพัง", ("LOCAL-026",)),
    ("รถชน", ("rtp",)),
    ("โดนใบสั่ง", ("rtp",)),
    ("คนหาย", ("rtp",)),
    ("มือถือหาย", ("RTP-002",)),
    ("ประกันไม่จ่าย", ("mof-oic",)),
    ("งูเข้าบ้าน", ("mnre-dnp",)),
    ("student loans", ("SLF-001",)),
    ("ใบอนุญาตทำงานต่างด้าว", ("DOE-001",)),
    ("power outage", ("moi-mea", "moi-pea")),
    ("power outage bangkok", ("moi-mea",)),
    ("water outage chiang mai", ("moi-pwa",)),
    ("ขอมิเตอร์ไฟฟ้า กรุงเทพ", ("MEA-001",)),
    ("ขอมิเตอร์ไฟ ต่างจังหวัด", ("PEA-001",)),
)
"""Of what no service is for, those whose matter it is, by whom they serve."""


@pytest.mark.country
def test_what_no_service_is_for_leads_to_whose_matter_it_is(country: Path) -> None:
    with use_index(country / "index"):
        first = {typed: search(typed).results[0].code for typed, _codes in MATTERS}
    assert {typed: first[typed] for typed, codes in MATTERS if first[typed] not in codes} == {}
