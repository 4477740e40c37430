"""Tables of an export about what the central agencies asked of an agency."""

from __future__ import annotations

from infogo.agencies.models import Agency
from infogo.care.export_columns import ExportTable, columns
from infogo.editing.models import WordProposal
from infogo.inspection.models import CasePaper, CaseStep, InspectionCase
from infogo.simplify.models import Finding


def tables_of_oversight(agency: Agency) -> list[ExportTable]:
    """Return the cases under section 7, proposed words and what the radar found."""
    return [
        ExportTable("inspection_cases", "เรื่องตรวจสอบตามมาตรา 7",
                    InspectionCase.objects.filter(agency=agency), columns("""
            id เลขที่เรื่อง
            manual_id เลขที่คู่มือ
            state ขั้นที่อยู่
            outcome ผลเมื่อปิด
            reason เหตุที่ตั้งเรื่อง
            due_on กำหนดชี้แจง
            opened_by ผู้ตั้งเรื่อง
            opened_at ตั้งเรื่องเมื่อ (UTC)
            closed_at ปิดเมื่อ (UTC)
        """, ["opened_by"])),
        ExportTable("inspection_steps", "แต่ละขั้นของเรื่องตรวจสอบ",
                    CaseStep.objects.filter(case__agency=agency), columns("""
            id เลขที่
            case_id เลขที่เรื่อง
            verb ทำอะไร
            to_state ขั้นต่อมา
            text ข้อความ
            due_on กำหนดชี้แจง
            at เมื่อ (UTC)
            actor_name ผู้ทำ
        """, ["actor_name"])),
        ExportTable("inspection_papers", "ร่างข้อเสนอคณะรัฐมนตรี",
                    CasePaper.objects.filter(case__agency=agency), columns("""
            id เลขที่
            case_id เลขที่เรื่อง
            number ฉบับที่
            made_at จัดทำเมื่อ (UTC)
            digest SHA-256 ที่พิมพ์บนเอกสาร
        """)),
        ExportTable("word_proposals", "ป้ายคำที่ส่วนกลางเสนอ",
                    WordProposal.objects.filter(procedure__owner=agency), columns("""
            id เลขที่
            procedure_id เลขที่บริการ
            words คำที่เสนอ
            asked คำค้นที่ไม่พบ
            why เหตุผล
            state รอ รับ หรือไม่รับ
            proposed_by_name ผู้เสนอ
            proposed_at เสนอเมื่อ (UTC)
            decided_by_name ผู้ตอบ
            decided_at ตอบเมื่อ (UTC)
            answer คำตอบ
        """, ["proposed_by_name", "decided_by_name"])),
        ExportTable("findings", "สิ่งที่เรดาร์เห็นว่าทำให้ง่ายขึ้นได้",
                    Finding.objects.filter(agency=agency), columns("""
            id เลขที่
            kind ชนิด
            procedure_id เลขที่บริการ
            manual_id เลขที่คู่มือ
            citizens ประชาชนต่อปี ว่างคือไม่รู้
            minutes_saved นาทีที่ประหยัดได้ต่อปี ว่างคือไม่รู้
            satang_saved สตางค์ที่ประหยัดได้ต่อปี ว่างคือไม่รู้
            state สถานะ
            reason เหตุผลของสถานะ
            gone_at ไม่พบอีกตั้งแต่ (UTC)
            is_simulated true คือคิดจากข้อมูลจำลอง
        """)),
    ]  # fmt: skip
