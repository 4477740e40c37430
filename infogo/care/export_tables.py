"""What an export of an agency holds about its own work; ``export_oversight.py`` has the rest."""

from __future__ import annotations

from django.db.models import Q

from infogo.accounts.models import Grant, Officer
from infogo.agencies.models import Agency, AgencyCode, AgencyFormerName
from infogo.articles.models import Article
from infogo.care.export_columns import ExportTable, columns
from infogo.care.export_oversight import tables_of_oversight
from infogo.care.export_places import tables_of_places
from infogo.channels.models import AgencyEChannel, EActDeclaration
from infogo.core.models import AuditEntry
from infogo.delays.models import DelayCase, DelayNotice, Receipt, Refusal
from infogo.editing.models import Draft
from infogo.files.models import StoredFile
from infogo.manuals.models import Manual, ManualRevision
from infogo.mergers.models import HandoverProposal, MergedAgency
from infogo.pins.models import Pin
from infogo.ratings.models import Improvement, Rating, RatingReply
from infogo.volumes.models import COLUMNS as VOLUME_COLUMNS
from infogo.volumes.models import MonthlyReport, VolumeRow


def tables_of(agency: Agency, *, with_people: bool) -> list[ExportTable]:
    """Return the tables of an export in their order; people only where they are allowed."""
    tables = [
        *_of_agency(agency),
        *_of_services(agency),
        *_of_work(agency),
        *tables_of_oversight(agency),
    ]
    if with_people:
        tables += _of_people(agency)
    kept = []
    for table in tables:
        shown = [column for column in table.columns if with_people or not column.of_person]
        kept.append(ExportTable(table.name, table.title, table.rows.order_by("pk"), shown))
    return kept


def _of_agency(agency: Agency) -> list[ExportTable]:
    return [
        ExportTable("agency", "หน่วยงาน", Agency.objects.filter(pk=agency.pk), columns("""
            id เลขที่ในระบบ ไม่เปลี่ยนและไม่ใช้ซ้ำ
            key รหัสในไฟล์ต้นทาง
            parent_id เลขที่หน่วยงานต้นสังกัด
            kind ประเภท รหัสจากบัญชีประเภทหน่วยงาน
            name_th ชื่อ
            name_en ชื่อภาษาอังกฤษ
            abbreviation ชื่อย่อ
            description_th คำอธิบาย
            province_id รหัสจังหวัด
            district_id รหัสอำเภอ
            subdistrict_id รหัสตำบล
            address ที่อยู่
            phones โทรศัพท์ แต่ละเบอร์มี number (E.164) และ extension
            email อีเมล
            website เว็บไซต์
            lat ละติจูด
            lng ลองจิจูด
            coordinate_quality พิกัดแม่นแค่ไหน
            status active ดำเนินงาน, merged รวมแล้ว, closed เลิกแล้ว
            merged_into_id เลขที่หน่วยงานที่รับช่วง
            checked_on วันที่หน่วยงานยืนยันข้อมูลล่าสุด
            source ที่มา
        """)),
        ExportTable("former_names", "ชื่อเดิม", AgencyFormerName.objects.filter(agency=agency),
                    columns("name_th ชื่อที่เคยใช้หรือที่คนยังเรียก")),
        ExportTable("codes", "รหัสหน่วยงาน", AgencyCode.objects.filter(agency=agency), columns("""
            scheme ระบบรหัส
            code รหัส
            note หมายเหตุ
        """)),
        ExportTable("mergers", "การรวมหน่วยงาน",
                    MergedAgency.objects.filter(Q(agency=agency) | Q(merger__into=agency)),
                    columns("""
            merger_id เลขที่การรวม
            agency_id หน่วยงานที่รวมเข้าไป
            merger__into_id หน่วยงานที่รับช่วง
            merger__effective_on วันที่มีผล
            merger__basis กฎหมายหรือคำสั่ง
            merger__state สถานะ
        """)),
        ExportTable("handovers", "ข้อเสนอโอนจุดให้บริการ",
                    HandoverProposal.objects.filter(Q(source=agency) | Q(into=agency)),
                    columns("""
            id เลขที่ข้อเสนอ
            point_id เลขที่จุด
            source_id หน่วยงานที่เสนอโอน
            into_id หน่วยงานที่รับโอน
            reason เหตุผล
            state proposed รอตอบ, accepted รับโอนแล้ว, declined ไม่รับโอน, withdrawn ถอนข้อเสนอแล้ว
            answer เหตุผลของคำตอบ
            proposed_at วันเวลาที่เสนอ
            decided_at วันเวลาที่ตอบ
        """)),
        *tables_of_places(agency),
    ]  # fmt: skip


def _of_services(agency: Agency) -> list[ExportTable]:
    here = {"manual__agency": agency}
    return [
        ExportTable("manuals", "คู่มือ", Manual.objects.filter(agency=agency), columns("""
            id เลขที่คู่มือ
            procedure_id เลขที่กระบวนงาน
            procedure__code รหัสกระบวนงาน
            procedure__name_th ชื่อที่ประชาชนเรียก
            procedure__official_name_th ชื่อทางราชการ
            standard_id เลขที่คู่มือมาตรฐานกลางที่รับมาใช้ ว่างคือเป็นคู่มือมาตรฐานกลางเอง
            status สถานะ
            current_id เลขที่ฉบับที่ใช้อยู่
            overridden_sections ข้อที่หน่วยงานเขียนเอง
            is_pinned มีจุดให้บริการหรือไม่
        """)),
        ExportTable("editions", "ฉบับของคู่มือ ทุกฉบับ",
                    ManualRevision.objects.filter(**here), columns("""
            id เลขที่ฉบับ
            manual_id เลขที่คู่มือ
            number ฉบับที่
            status สถานะ
            author ผู้เขียน
            note มีอะไรใหม่
            created_at เวลาที่เขียน (UTC)
            published_at เวลาที่เผยแพร่ (UTC)
            content เนื้อหาทั้งฉบับ
            content_hash รหัสตรวจสอบของฉบับ ต่อเนื่องจากฉบับก่อน
        """, ["author"])),
        ExportTable("drafts", "ร่างคู่มือ", Draft.objects.filter(**here), columns("""
            id เลขที่ร่าง
            manual_id เลขที่คู่มือ
            state สถานะ
            author_name ผู้เขียน
            note มีอะไรใหม่
            created_at เริ่มเมื่อ (UTC)
            changed_at แก้ล่าสุด (UTC)
        """, ["author_name"])),
        ExportTable("pins", "หมุด", Pin.objects.filter(point__agency=agency), columns("""
            id เลขที่หมุด
            manual_id เลขที่คู่มือ
            point_id เลขที่จุด
            hours เวลาเฉพาะบริการนี้ ว่างคือตามจุด
            phones โทรศัพท์เฉพาะบริการนี้
            counter ช่องบริการ
            accepts_walk_in รับโดยไม่นัดหรือไม่ ว่างคือไม่ทราบ
            residents_only เฉพาะผู้มีชื่อในพื้นที่หรือไม่
            accepts_foreigners รับคนต่างชาติหรือไม่
            queue_url ลิงก์จองคิว
            daily_limit รับวันละ
            note หมายเหตุ
            confirmed_on วันที่ยืนยันล่าสุด
            confirmed_by ผู้ยืนยัน
        """, ["confirmed_by"])),
        ExportTable("articles", "บทความ", Article.objects.filter(agency=agency), columns("""
            id เลขที่บทความ
            slug ชื่อในที่อยู่เว็บ
            title_th ชื่อ
            summary_th สรุป
            body_th เนื้อหา (Markdown)
            sayings ประโยคที่ประชาชนพูด
            status สถานะ
            published_at เผยแพร่เมื่อ (UTC)
        """)),
        ExportTable("files", "รายการไฟล์และภาพ",
                    StoredFile.objects.filter(owner_key=agency.key), columns("""
            id เลขที่ไฟล์ ที่อยู่คือ /files/เลขที่/ชื่อ
            name ชื่อไฟล์
            kind ชนิด
            byte_count ขนาดเป็นไบต์
            sha256 รหัสตรวจสอบของเนื้อหา
            uploaded_at นำเข้าเมื่อ (UTC)
            uploader_name ผู้นำเข้า
            published_at เผยแพร่เมื่อ (UTC)
            withdrawn_at ถอนเมื่อ (UTC)
        """, ["uploader_name"])),
    ]  # fmt: skip


def _of_work(agency: Agency) -> list[ExportTable]:
    numbers = "\n".join(f"{name} ช่อง {name} ของแบบรายงาน ว่างคือไม่ได้บอก" for name in VOLUME_COLUMNS)
    return [
        ExportTable("channels", "ช่องทางอิเล็กทรอนิกส์",
                    AgencyEChannel.objects.filter(agency=agency), columns("""
            id เลขที่
            kind ชนิด
            level ระดับ
            address ที่อยู่
            purpose_th ใช้ทำอะไร
            opened_on เปิดเมื่อ
            status สถานะ
            closed_on ปิดเมื่อ
        """)),
        ExportTable("declarations", "ประกาศตามมาตรา 10 และ 16",
                    EActDeclaration.objects.filter(agency=agency), columns("""
            id เลขที่
            section มาตรา
            review ผลตรวจ
            order_number เลขที่คำสั่ง
            signed_on ลงวันที่
            declared_at แจ้งเมื่อ (UTC)
            reason เหตุผล
            is_simulated true คือข้อมูลจำลอง
        """)),
        ExportTable("volume_reports", "รายงานธุรกรรมรายเดือน",
                    MonthlyReport.objects.filter(agency=agency), columns("""
            id เลขที่รายงาน
            month เดือน (วันที่ 1)
            state สถานะ
            due_on กำหนดส่ง
            submitted_at ส่งเมื่อ (UTC)
            submitted_by ผู้ส่ง
            late ส่งช้าหรือไม่
            is_simulated true คือข้อมูลจำลอง
        """, ["submitted_by"])),
        ExportTable("volume_rows", "แถวของรายงานธุรกรรม",
                    VolumeRow.objects.filter(report__agency=agency), columns(f"""
            id เลขที่แถว
            report_id เลขที่รายงาน
            manual_id เลขที่คู่มือ
            point_id เลขที่จุด ว่างคือออนไลน์
            channel ช่องทาง
            is_zero ผู้รายงานยืนยันว่าไม่มีผู้มาใช้บริการ
            {numbers}
            note หมายเหตุ
            is_simulated true คือข้อมูลจำลอง
        """)),
        ExportTable("delay_cases", "เรื่องล่าช้า", DelayCase.objects.filter(agency=agency), columns("""
            id เลขที่เรื่อง
            reference เลขที่คำขอ
            manual_id เลขที่คู่มือ
            point_id เลขที่จุด
            received_at เอกสารครบเมื่อ (UTC)
            promised_value เวลาที่สัญญา
            promised_unit หน่วยเวลา
            due_on ครบกำหนด
            decided_on ตัดสินเมื่อ
            outcome ผล
            missed_count จำนวนงวดที่ไม่ได้แจ้ง
            is_simulated true คือข้อมูลจำลอง
        """)),
        ExportTable("delay_notices", "การแจ้งเหตุล่าช้า",
                    DelayNotice.objects.filter(case__agency=agency), columns("""
            id เลขที่
            case_id เลขที่เรื่อง
            seq งวดที่
            due_on กำหนดแจ้ง
            sent_on แจ้งเมื่อ ว่างคือไม่ได้แจ้ง
            reason รหัสเหตุ
            text ข้อความ
            is_simulated true คือข้อมูลจำลอง
        """)),
        ExportTable("receipts", "ใบรับเรื่อง", Receipt.objects.filter(agency=agency), columns("""
            id เลขที่
            manual_id เลขที่คู่มือ
            point_id เลขที่จุด
            received_at รับเมื่อ (UTC)
            due_on กำหนดเสร็จ
            finished_on เสร็จเมื่อ
            days_taken ใช้กี่วัน นับตามชนิดวันของคำสัญญา
            voided_at ยกเลิกใบเมื่อ (UTC)
            is_simulated true คือข้อมูลจำลอง
        """)),
        ExportTable("refusals", "เหตุผลที่ไม่อนุญาตหรือคืนคำขอ",
                    Refusal.objects.filter(Q(case__agency=agency) | Q(receipt__agency=agency)),
                    columns("""
            id เลขที่
            case_id เลขที่เรื่องล่าช้า
            receipt_id เลขที่ใบรับ
            outcome ผล
            decided_on ตัดสินเมื่อ
            reason เหตุผล
            facts ข้อเท็จจริง
            law กฎหมายและมาตรา
            missing เอกสารที่ยังขาด
            record เลขที่บันทึกความบกพร่อง
            record_on ทำบันทึกเมื่อ
            record_due_on กำหนดส่งตามบันทึก
            record_last_on วันสุดท้ายที่ส่งได้ เลื่อนแล้วถ้าตรงกับวันหยุด
            appeal_days อุทธรณ์ภายในกี่วัน ว่างคือตามกฎหมายกลาง
            appeal_to อุทธรณ์ต่อ
            appeal_law กฎหมายที่กำหนดการอุทธรณ์
            made_by ผู้ออกคำสั่ง
            withdrawn_at ถอนเมื่อ (UTC) ว่างคือยังใช้อยู่
            withdrawn_why เหตุที่ถอน
        """)),
        ExportTable("ratings", "คะแนนและความเห็น", Rating.objects.filter(agency=agency), columns("""
            id เลขที่
            manual_id เลขที่คู่มือ
            point_id เลขที่จุด
            channel ช่องทางที่ใช้
            overall คะแนนรวม 1 ถึง 5
            comment ความเห็นที่ปิดข้อมูลส่วนบุคคลแล้ว
            month เดือนที่ให้คะแนน
            state เผยแพร่หรือไม่
            is_simulated true คือข้อมูลจำลอง
        """)),
        ExportTable("rating_replies", "คำตอบต่อความเห็น",
                    RatingReply.objects.filter(agency=agency), columns("""
            id เลขที่
            rating_id เลขที่ความเห็น
            kind public ทุกคนเห็น, internal ภายใน
            text ข้อความ
            at ตอบเมื่อ (UTC)
            officer_id เลขที่เจ้าหน้าที่
        """, ["officer_id"])),
        ExportTable("improvements", "คุณบอก เราปรับ",
                    Improvement.objects.filter(agency=agency), columns("""
            id เลขที่
            theme ประชาชนบอกว่า
            change หน่วยงานปรับ
            published_on เผยแพร่เมื่อ
            is_withdrawn ถอนแล้วหรือไม่
        """)),
    ]  # fmt: skip


def _of_people(agency: Agency) -> list[ExportTable]:
    grants = Grant.objects.filter(agency=agency)
    theirs = Q(agency=agency) | Q(pk__in=grants.order_by().values("officer_id"))
    about = Q(target="agency", target_id=agency.pk) | Q(
        target="grant", target_id__in=grants.order_by().values("pk")
    )
    return [
        ExportTable("officers", "เจ้าหน้าที่", Officer.objects.filter(theirs), columns("""
            id เลขที่เจ้าหน้าที่
            name_th ชื่อ
            email อีเมล
            agency_id สังกัด
            is_active ใช้งานได้หรือไม่
            left_on พ้นจากหน่วยงานเมื่อ
        """)),
        ExportTable("grants", "สิทธิ ทั้งที่ใช้ได้และสิ้นสุดแล้ว", grants, columns("""
            id เลขที่สิทธิ
            officer_id เลขที่เจ้าหน้าที่
            role หน้าที่
            whole_subtree รวมหน่วยงานในสังกัดหรือไม่
            only_points จำกัดเฉพาะบางจุด
            only_manuals จำกัดเฉพาะบางคู่มือ
            valid_from เริ่ม
            valid_until สิ้นสุด
            granted_by_id ผู้ให้
            ended_at ยุติเมื่อ (UTC)
            ended_by_id ผู้ยุติ
            end_reason เหตุผล
        """)),
        ExportTable("audit", "บันทึกการใช้งานเกี่ยวกับหน่วยงานและสิทธิ",
                    AuditEntry.objects.filter(about), columns("""
            number บรรทัดที่
            at เมื่อ (UTC)
            actor ผู้ทำ
            verb ทำอะไร
            target กับข้อมูลใด
            target_id เลขที่ของข้อมูล
            detail รายละเอียด
        """)),
    ]  # fmt: skip
