"""Service points by spreadsheet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.bulk.models import BulkRow, JobState
from infogo.bulk.sheet import MOVED_ON, Acting, digest
from infogo.bulk.sheets import SHEETS
from infogo.core.models import AuditEntry
from infogo.editing.may import person_of
from infogo.geo.models import CoordinateQuality
from infogo.pins.counting import count_points
from infogo.pins.models import Pin
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.taxonomy.models import VocabularyTerm
from infogo.thai.collate import stored_key
from tests.bulk.helping import applied, checked, downloaded, editor, undone
from tests.editing.office import ALL
from tests.factories import (
    AgencyFactory,
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    standard_manual,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds() -> None:
    for code, label in (("district_office", "ที่ว่าการอำเภอ"), ("hospital", "โรงพยาบาล")):
        VocabularyTerm.objects.create(
            vocabulary="point_kind", code=code, label_th=label, effective_from=date(2020, 1, 1)
        )


@pytest.fixture
def officer() -> Officer:
    return editor(AgencyFactory())


def picture(point: ServicePoint) -> dict[str, Any]:
    values = ServicePoint.objects.filter(pk=point.pk).values().get()
    return {k: v for k, v in values.items() if k not in ("updated_at", "edited_at")}


def problems(job: Any) -> list[tuple[str, str, str]]:
    rows = BulkRow.objects.filter(job=job)
    return [(p["column"], p["reason"], p["advice"]) for row in rows for p in row.problems]


class TestChanging:
    @pytest.fixture
    def point(self, officer: Officer) -> ServicePoint:
        return ServicePointFactory(
            agency=officer.agency,
            name_th="ที่ว่าการเดิม",
            sort_key=stored_key("ที่ว่าการเดิม"),
            hours={"known": False, "text": "ตามนัด"},
            accessibility={"ramp": True, "lift": False},
            coordinate_quality=CoordinateQuality.DISTRICT_CENTROID,
        )

    def test_every_fact_is_read_and_all_come_back_when_undone(
        self, officer: Officer, point: ServicePoint
    ) -> None:
        chiang_rai = ProvinceFactory(code="57", name_th="เชียงราย")
        district = DistrictFactory(
            code="5701", province=chiang_rai, name_th="เมืองเชียงราย", full_name_th="อำเภอเมืองเชียงราย"
        )
        SubdistrictFactory(code="570101", district=district, name_th="เวียง")
        manual = standard_manual()
        Pin.objects.create(
            manual=manual, point=point, procedure=manual.procedure, province=point.province
        )
        before = picture(point)
        (row,) = downloaded("points", officer)
        row |= {
            "ชื่อจุดให้บริการ *": "ที่ว่าการ​อำเภอใหม่",
            "ประเภท *": "โรงพยาบาล",
            "สถานะ": "ปิดชั่วคราว",
            "เหตุผลของสถานะ": "ซ่อมอาคาร",
            "จังหวัด": "จ.เชียงราย",
            "อำเภอหรือเขต": "เมืองเชียงราย",
            "ตำบลหรือแขวง": "๕๗๐๑๐๑",
            "รหัสไปรษณีย์": "๕๗๐๐๐",
            "ละติจูด": "๑๙.๙",
            "ลองจิจูด": "99.83",
            "โทรศัพท์": "0 5371 1123 ต่อ 9, 1548",
            "อีเมล": "a@b.go.th",
            "เว็บไซต์": "https://www.example.go.th",
            "เวลาทำการ": "วันจันทร์ - วันเสาร์ เวลา 08.30 - 16.30 น. ไม่พักเที่ยง",
            "ทางลาด": "ไม่มี",
            "ลิฟต์": "ไม่ทราบ",
            "ล่ามภาษามือ": "มี",
            "ทางที่รถเข็นไปถึงเคาน์เตอร์": "มี",
            "ทางเข้าที่ไม่ต้องขึ้นบันได": "ทางลาดด้านหลัง",
            "รถประจำทางและขนส่งสาธารณะ": "รถเมล์สาย 8",
            "ชื่อภาษาอังกฤษ": "ลบค่า",
        }
        job = checked("points", officer, [row])
        assert job.outcomes == {"change": 1}, problems(job)
        job = applied(job)
        assert job.applied == 1, problems(job)
        point.refresh_from_db()
        assert (point.name_th, point.kind, point.name_en) == ("ที่ว่าการอำเภอใหม่", "hospital", "")
        assert (point.province_id, point.subdistrict_id, point.postcode) == (
            "57",
            "570101",
            "57000",
        )
        assert (point.lat, point.coordinate_quality) == (19.9, CoordinateQuality.OFFICE)
        assert (point.hours_status, point.opens_on_weekend) == (HoursStatus.CONFIRMED, True)
        assert point.accessibility == {"wheelchair": True, "ramp": False, "sign_language": True}
        assert (point.entrance, point.transit) == ("ทางลาดด้านหลัง", "รถเมล์สาย 8")
        assert point.status == PointStatus.SUSPENDED
        assert point.edited_at is not None
        assert Pin.objects.get().province_id == "57"

        assert undone(job).undone == 1
        assert picture(point) == before
        assert Pin.objects.get().province_id == before["province_id"]

    def test_closed_points_are_counted_no_more_until_it_is_undone(
        self, officer: Officer, point: ServicePoint
    ) -> None:
        procedure = PinFactory(manual=standard_manual(), point=point).procedure
        count_points()
        (row,) = downloaded("points", officer)
        row |= {"สถานะ": PointStatus.CLOSED.label, "เหตุผลของสถานะ": "ยุบสาขา"}
        job = applied(checked("points", officer, [row]))
        assert job.applied == 1, problems(job)
        procedure.refresh_from_db()
        assert procedure.point_count == 0
        assert undone(job).undone == 1
        procedure.refresh_from_db()
        assert procedure.point_count == 1

    @pytest.mark.parametrize(
        ("column", "cell", "reason"),
        [
            ("ชื่อจุดให้บริการ *", "ก" * 201, "ยาว 201 ตัวอักษร"),
            ("ชื่อจุดให้บริการ *", "ลบค่า", "ลบค่านี้ไม่ได้"),
            ("ประเภท *", "ร้านกาแฟ", "ไม่มีประเภทนี้"),
            ("สถานะ", "ย้ายแล้ว", "ต้องบอกว่าย้ายไปที่ใด"),
            ("จังหวัด", "เชียงหาย", "ไม่มีจังหวัดชื่อ “เชียงหาย” ในประเทศไทย"),
            ("รหัสไปรษณีย์", "5020", "ไม่ใช่รหัสไปรษณีย์"),
            ("ละติจูด", "98.98", "อยู่นอกประเทศไทย"),
            ("ละติจูด", "ลบค่า", "พิกัดต้องมีทั้งละติจูดและลองจิจูด"),
            ("โทรศัพท์", "ถามที่โต๊ะ", "อ่านเบอร์โทรศัพท์ไม่ได้"),
            ("โทรศัพท์", "1548, ถามที่โต๊ะ", "อ่านเบอร์โทรศัพท์ไม่ได้: ถามที่โต๊ะ"),
            ("อีเมล", "a@", "ไม่ใช่อีเมล"),
            ("เว็บไซต์", "javascript:alert(1)", "ไม่ใช่ที่อยู่เว็บ"),
            ("เวลาทำการ", "เช้าถึงเย็น", "อ่านเวลาทำการไม่ได้"),
            ("ลิฟต์", "น่าจะมี", "ไม่มีตัวเลือกนี้"),
            ("ที่อยู่", '=HYPERLINK("x")', "เป็นสูตร"),
            ("รหัสหน่วยงาน *", "987654321", "เปลี่ยนหน่วยงานในไฟล์ไม่ได้"),
            ("รหัสจุด", "999999999", "คุณไม่มีสิทธิแก้แถวนี้"),
            ("รหัสจุด", "หนึ่ง", "รหัสไม่ใช่ตัวเลข"),
            ("รหัสรุ่น", "", "ไม่มีรหัสรุ่น"),
        ],
    )
    def test_what_is_wrong_is_said_with_what_to_write(
        self, officer: Officer, point: ServicePoint, column: str, cell: str, reason: str
    ) -> None:
        before = picture(point)
        (row,) = downloaded("points", officer)
        job = checked("points", officer, [{**row, "จุดสังเกต": "ข้างวัด", column: cell}])
        (problem,) = problems(job)
        assert problem[0] == column.removesuffix(" *")
        assert problem[1].startswith(reason)
        assert problem[2]
        assert not job.effective
        assert picture(point) == before

    def test_a_file_from_before_columns_were_added_can_still_be_used(
        self, officer: Officer, point: ServicePoint
    ) -> None:
        (row,) = downloaded("points", officer)
        new = ("wheelchair", "disabled_parking", "entrance", "transit")
        acting = Acting(Rights.of(officer), person_of(officer), ALL)
        values = SHEETS["points"].current([point.pk], acting)[point.pk].values
        old = {name: value for name, value in values.items() if name not in new}
        headers = [SHEETS["points"].column(name).header for name in new]
        row = {head: cell for head, cell in row.items() if head not in headers}
        row |= {"รหัสรุ่น": digest(old), "จุดสังเกต": "ข้างวัด"}
        job = applied(checked("points", officer, [row]))
        assert (job.applied, job.failed) == (1, 0)
        ServicePoint.objects.filter(pk=point.pk).update(landmark="", entrance="ทางลาดข้างอาคาร")
        (problem,) = problems(checked("points", officer, [row]))
        assert problem[1] == MOVED_ON, "what the file cannot show was told meanwhile"

    def test_a_point_is_closed_with_a_reason(self, officer: Officer, point: ServicePoint) -> None:
        (row,) = downloaded("points", officer)
        job = checked("points", officer, [{**row, "สถานะ": "ปิดถาวร"}])
        assert problems(job)[0][:2] == ("เหตุผลของสถานะ", "ไม่มีเหตุผลของสถานะใหม่")

    def test_a_row_of_another_agency_says_no_more_than_one_that_is_not_there(
        self, officer: Officer, point: ServicePoint
    ) -> None:
        secret = ServicePointFactory(name_th="ความลับ")
        (row,) = downloaded("points", officer)
        rows = [{**row, "รหัสจุด": str(number), "จุดสังเกต": "x"} for number in (secret.pk, 10**12)]
        found = problems(checked("points", officer, rows))
        assert found[0] == found[1]

    def test_a_right_that_ends_stops_what_was_checked(
        self, officer: Officer, point: ServicePoint
    ) -> None:
        (row,) = downloaded("points", officer)
        job = checked("points", officer, [{**row, "จุดสังเกต": "ข้างวัด"}])
        officer.grants.all().delete()
        job = applied(job)
        assert (job.applied, job.failed) == (0, 1)
        point.refresh_from_db()
        assert point.landmark == ""


class TestAdding:
    def row(self, officer: Officer, **given: str) -> dict[str, str]:
        return {
            "รหัสจุด": "",
            "รหัสรุ่น": "",
            "รหัสหน่วยงาน": str(officer.agency_id),
            "ชื่อจุดให้บริการ": "จุดใหม่",
            "ประเภท": "โรงพยาบาล",
            **given,
        }

    def test_a_row_without_an_id_is_a_new_point_and_goes_when_undone(
        self, officer: Officer
    ) -> None:
        job = applied(checked("points", officer, [self.row(officer, ทางลาด="มี")]))
        point = ServicePoint.objects.get(name_th="จุดใหม่")
        assert (point.agency, point.accessibility) == (officer.agency, {"ramp": True})
        assert AuditEntry.objects.filter(verb="create_point", target_id=point.pk).exists()
        assert undone(job).undone == 1
        assert not ServicePoint.objects.exists()

    def test_a_new_point_in_use_stays_when_undone(self, officer: Officer) -> None:
        job = applied(checked("points", officer, [self.row(officer)]))
        manual = standard_manual()
        point = ServicePoint.objects.get()
        Pin.objects.create(manual=manual, point=point, procedure=manual.procedure)
        job = undone(job)
        assert (job.state, job.undone, job.kept) == (JobState.UNDONE, 0, 1)
        assert ServicePoint.objects.filter(pk=point.pk).exists()

    def test_the_same_file_twice_adds_nothing_twice(self, officer: Officer) -> None:
        for expected in (1, 0):
            job = applied(checked("points", officer, [self.row(officer)]))
            assert job.applied == expected
        assert ServicePoint.objects.count() == 1

    def test_not_for_an_agency_that_is_not_hers(self, officer: Officer) -> None:
        other = AgencyFactory()
        row = self.row(officer, รหัสหน่วยงาน=str(other.pk))
        ((column, reason, _advice),) = problems(checked("points", officer, [row]))
        assert (column, reason) == ("รหัสหน่วยงาน", "คุณไม่มีสิทธิเพิ่มจุดให้หน่วยงานนี้")

    def test_whoever_looks_after_single_points_opens_none(self, officer: Officer) -> None:
        point = ServicePointFactory(agency=officer.agency)
        keeper = editor(officer.agency, Role.VIEWER)
        assert downloaded("points", keeper) == []
        assert [row["รหัสจุด"] for row in downloaded("points", officer)] == [str(point.pk)]
