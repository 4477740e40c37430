"""What an export of an agency holds about its service points and where its mobile units go."""

from __future__ import annotations

from infogo.agencies.models import Agency
from infogo.care.export_columns import ExportTable, columns
from infogo.points.models import Certificate, ServicePoint
from infogo.rounds.models import Round


def tables_of_places(agency: Agency) -> list[ExportTable]:
    """Return the tables of an agency's points and of the rounds of those that move."""
    return [
        ExportTable("points", "จุดให้บริการ", ServicePoint.objects.filter(agency=agency), columns("""
            id เลขที่จุด
            key รหัสในไฟล์ต้นทาง
            kind ประเภทจุด
            name_th ชื่อ
            name_en ชื่อภาษาอังกฤษ
            address ที่อยู่
            landmark จุดสังเกต
            subdistrict_id รหัสตำบล
            district_id รหัสอำเภอ
            province_id รหัสจังหวัด
            postcode รหัสไปรษณีย์
            lat ละติจูด
            lng ลองจิจูด
            coordinate_quality พิกัดแม่นแค่ไหน
            phones โทรศัพท์
            email อีเมล
            website เว็บไซต์
            hours เวลาทำการ
            hours_status เวลาทำการรู้ได้อย่างไร
            accessibility สิ่งอำนวยความสะดวก true มี, false ไม่มี, ไม่มีคีย์คือไม่ทราบ
            entrance ทางเข้าที่ไม่ต้องขึ้นบันได
            transit รถประจำทางและขนส่งสาธารณะ
            status สถานะ
            suspended_from ปิดชั่วคราวตั้งแต่
            suspended_until ปิดชั่วคราวถึง
            checked_on วันที่ยืนยันข้อมูลล่าสุด
            manuals_posted_on วันที่ยืนยันว่าปิดประกาศคู่มือไว้ล่าสุด
        """)),
        ExportTable("rounds", "รอบออกหน่วยเคลื่อนที่", Round.objects.filter(point__agency=agency),
                    columns("""
            id เลขที่รอบ
            point_id เลขที่จุด
            first_on วันแรก
            last_on วันสุดท้าย
            opens เริ่มเวลา
            closes ถึงเวลา
            place สถานที่
            province_id รหัสจังหวัด
            district_id รหัสอำเภอ
            subdistrict_id รหัสตำบล
            lat ละติจูด
            lng ลองจิจูด
            procedures เลขที่กระบวนงานที่รับ ว่างคือทุกเรื่องที่ปักหมุด
            note หมายเหตุ
            cancelled_at ยกเลิกเมื่อ (UTC)
            cancelled_reason เหตุผลที่ยกเลิก
        """)),
        ExportTable("certificates", "ใบรับรองศูนย์ราชการสะดวก",
                    Certificate.objects.filter(point__agency=agency), columns("""
            id เลขที่
            point_id เลขที่จุด
            level ระดับ basic พื้นฐาน, advanced ก้าวหน้า, excellent เป็นเลิศ
            number เลขที่ใบรับรอง
            granted_on วันที่ได้รับ
            expires_on วันหมดอายุ
            state told รอส่วนกลางยืนยัน, confirmed ยืนยันแล้ว, refused ไม่ยืนยัน
            reason เหตุผลที่ไม่ยืนยัน
            told_by ผู้แจ้ง
            told_at แจ้งเมื่อ (UTC)
        """, ["told_by"])),
    ]  # fmt: skip
