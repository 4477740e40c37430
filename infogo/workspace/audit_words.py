"""Lines of the audit trail in words that an officer understands."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from infogo.accounts.roles import Act, Role
from infogo.core.dates import month_and_year, short_date
from infogo.editing.parts import BESIDE_SECTIONS
from infogo.manuals.content import SECTIONS

VERBS: Mapping[str, str] = {
    "accept_invitation": "ตอบรับคำเชิญ", "add_e_channel": "เพิ่มช่องทางอิเล็กทรอนิกส์",
    "adopt": "รับคู่มือมาใช้", "approve": "อนุมัติ", "ask_export": "ขอส่งออกข้อมูลหน่วยงาน",
    "begin": "เริ่มคู่มือ", "bulk_cancel": "ยกเลิกงานแก้ทีละหลายรายการ",
    "cancel_merger": "ยกเลิกแผนรวมหน่วยงาน",
    "choose_letters": "เลือกรับแจ้งเตือนทางอีเมล", "close_e_channel": "ปิดช่องทางอิเล็กทรอนิกส์",
    "import_former_ids": "นำเข้าเลขของเว็บไซต์เดิม",
    "confirm_agency": "ยืนยันข้อมูลหน่วยงาน", "confirm_point": "ยืนยันข้อมูลจุด",
    "confirm_posting": "ยืนยันว่าปิดประกาศคู่มือ", "deny_posting": "แจ้งว่ายังไม่ปิดประกาศคู่มือ",
    "confirmed_central_role": "ยืนยันข้อเสนอหน้าที่ส่วนกลาง",
    "copy_delay_notice": "ส่งสำเนาการแจ้งเหตุล่าช้า", "create": "สร้าง", "create_agency": "ตั้งหน่วยงาน",
    "create_round": "เพิ่มรอบออกหน่วย", "edit_round": "แก้รอบออกหน่วย",
    "cancel_round": "ยกเลิกรอบออกหน่วย", "tell_certificate": "แจ้งใบรับรองศูนย์ราชการสะดวก",
    "take_back_certificate": "เอาใบรับรองศูนย์ราชการสะดวกออก",
    "confirm_certificate": "ยืนยันใบรับรองศูนย์ราชการสะดวก",
    "refuse_certificate": "ไม่ยืนยันใบรับรองศูนย์ราชการสะดวก",
    "create_point": "เพิ่มจุดให้บริการ", "decide-standard-change": "ตัดสินใจเรื่องมาตรฐานกลางที่เปลี่ยน",
    "download_export": "ดาวน์โหลดข้อมูลหน่วยงาน",
    "draft-approve": "อนุมัติร่าง", "draft-begin": "เริ่มร่าง", "draft-discard": "ทิ้งร่าง",
    "draft-edit": "แก้ร่าง", "draft-pass-review": "ตรวจผ่าน", "draft-publish": "เผยแพร่ร่าง",
    "draft-return": "ส่งร่างกลับให้แก้", "draft-submit": "ส่งร่างขออนุมัติ",
    "draft-take-back": "เอาร่างกลับมาแก้", "edit": "แก้",
    "edit_agency": "แก้ข้อมูลหน่วยงาน", "edit_e_channel": "แก้ช่องทางอิเล็กทรอนิกส์",
    "edit_point": "แก้จุดให้บริการ", "end_agency": "ยุบเลิกหน่วยงาน", "end_grant": "ยุติสิทธิ",
    "export_audit": "ส่งออกบันทึกการใช้งาน", "finish_merger": "รวมหน่วยงานเสร็จ",
    "finish_receipt": "ปิดใบรับเรื่อง", "forget": "ลบไฟล์ที่ไม่มีใครใช้",
    "forget_invitee": "ลบชื่อผู้ไม่ตอบรับคำเชิญ",
    "freeze_e_act_report": "จัดทำรายงานมาตรา 22", "give_grant": "ให้สิทธิ",
    "hand_over_point": "โอนจุดไปหน่วยงานอื่น", "propose_handover": "เสนอโอนจุด",
    "accept_handover": "รับโอนจุด", "decline_handover": "ไม่รับโอนจุด",
    "withdraw_handover": "ถอนข้อเสนอโอนจุด", "invite": "ส่งคำเชิญ",
    "issue_receipt": "ออกใบรับเรื่อง", "lay_down_central_role": "สละหน้าที่ส่วนกลาง", "load": "นำเข้าข้อมูล",
    "lock_volumes": "รับรองรายงานธุรกรรม", "make_demo_officers": "สร้างเจ้าหน้าที่สาธิต",
    "make_token": "สร้างโทเค็น", "merge": "รวมกระบวนงาน", "merge_agency": "รวมหน่วยงาน",
    "miss_delay_notice": "เลยงวดแจ้งเหตุล่าช้า", "move_agency": "ย้ายสังกัด",
    "move_to_successor": "ย้ายข้อมูลไปหน่วยงานที่รับช่วง", "officer_leaves": "ปิดบัญชี",
    "open_volumes": "เปิดรายงานธุรกรรม", "plan_merger": "วางแผนรวมหน่วยงาน",
    "propose_central_end": "เสนอยุติหน้าที่ส่วนกลาง", "propose_central_give": "เสนอหน้าที่ส่วนกลาง",
    "publish": "เผยแพร่", "rate": "ประชาชนให้คะแนน", "rebuild": "คำนวณใหม่",
    "rejected_central_role": "ไม่เห็นชอบข้อเสนอหน้าที่ส่วนกลาง", "remind_e_act": "เตือนตามมาตรา 22",
    "remove": "ลบ", "remove-logo": "ลบตราหน่วยงาน", "remove_delay_notice": "ลบการแจ้งเหตุล่าช้า",
    "remove_point": "ลบจุดให้บริการ", "remove_reply_template": "ลบข้อความสำเร็จรูป",
    "rename_agency": "เปลี่ยนชื่อหน่วยงาน", "reopen": "เปิดใช้อีกครั้ง", "reopen_agency": "เปิดหน่วยงานอีกครั้ง",
    "reopen_e_channel": "เปิดช่องทางอีกครั้ง", "reopen_receipt": "เปิดใบรับเรื่องอีกครั้ง",
    "restore_point": "คืนค่าจุดให้บริการ",
    "retire_manual": "เลิกใช้คู่มือที่ซ้ำหลังรวมหน่วยงาน", "return": "ส่งกลับให้แก้",
    "revoke_token": "ยกเลิกโทเค็น", "save_reply_template": "บันทึกข้อความสำเร็จรูป",
    "save_volumes": "บันทึกรายงานธุรกรรม", "seal": "ปิดผนึกวันที่ผ่านมา", "send_delay_notice": "แจ้งเหตุล่าช้า",
    "set-logo": "ใส่ตราหน่วยงาน", "set_point_status": "เปลี่ยนสถานะจุด", "set_words": "แก้คำที่ประชาชนใช้",
    "simulate": "สร้างข้อมูลจำลอง", "standard-changed": "มาตรฐานกลางเปลี่ยน",
    "submit": "ส่งขออนุมัติ", "upload": "นำไฟล์เข้า",
    "verify_audit": "สั่งตรวจบันทึก", "void_receipt": "ยกเลิกใบรับเรื่อง",
    "withdraw": "ยกเลิก", "withdrawn_central_role": "ถอนข้อเสนอหน้าที่ส่วนกลาง",
    # cases of the centre, words, headings and what else others refer to
    "case-flag": "ตั้งเรื่องตรวจสอบ", "case-ask": "ขอให้หน่วยงานชี้แจง", "case-answer": "ชี้แจงเรื่องตรวจสอบ",
    "case-propose": "จัดทำร่างข้อเสนอคณะรัฐมนตรี", "case-close": "ปิดเรื่องตรวจสอบ",
    "propose_words": "เสนอป้ายคำ", "accepted_words": "รับป้ายคำที่เสนอ",
    "declined_words": "ไม่รับป้ายคำที่เสนอ", "merge_tags": "รวมป้ายคำ", "drop_tag": "เอาป้ายคำออกทุกเรื่อง",
    "add_heading": "เพิ่มหัวข้อ", "change_heading": "แก้หัวข้อ", "order_headings": "เรียงลำดับหัวข้อใหม่",
    "end_heading": "เลิกใช้หัวข้อ", "set_stages": "แก้ขั้นของเหตุการณ์",
    "add_term": "เพิ่มรหัสในบัญชีคำ", "reword_term": "เปลี่ยนคำในบัญชีคำ", "end_term": "เลิกใช้รหัสในบัญชีคำ",
    "withdraw_term": "ถอนคำที่ยังไม่เริ่มใช้", "add_synonym": "เพิ่มคำพ้อง", "change_synonym": "แก้คำพ้อง",
    "end_synonym": "เลิกใช้คำพ้อง", "set_holiday": "กำหนดวันหยุด", "drop_holiday": "ยกเลิกวันหยุด",
    "fail_recount": "นับกำหนดใหม่ไม่สำเร็จ",
    "publish_announcement": "สร้างประกาศ", "change_announcement": "แก้ประกาศ",
    "withdraw_announcement": "ถอนประกาศ",
    "enact_rule_set": "ออกเกณฑ์ตามกฎหมาย", "withdraw_rule_set": "ถอนเกณฑ์ตามกฎหมายที่ยังไม่เริ่มใช้",
    "enact_index_rules": "ออกเกณฑ์ดัชนีคุณภาพบริการ",
    "withdraw_index_rules": "ถอนเกณฑ์ดัชนีคุณภาพบริการที่ยังไม่เริ่มใช้",
    "enact_report_form": "ออกแบบรายงานธุรกรรม", "withdraw_report_form": "ถอนแบบรายงานที่ยังไม่เริ่มใช้",
    "enact_e_act_rules": "ออกเกณฑ์ช่องทางอิเล็กทรอนิกส์",
    "withdraw_e_act_rules": "ถอนเกณฑ์ช่องทางอิเล็กทรอนิกส์ที่ยังไม่เริ่มใช้",
    "declare_e_act": "แจ้งประกาศช่องทางอิเล็กทรอนิกส์", "review_e_act": "ตรวจประกาศช่องทางอิเล็กทรอนิกส์",
    "note_register": "จดทะเบียนฉบับของวัน",
    # delays, transactions, ratings and the radar
    "open_delay_case": "เปิดเรื่องล่าช้า", "pause_clock": "หยุดนับเวลา", "resume_clock": "นับเวลาต่อ",
    "explain_refusal": "บันทึกเหตุผลที่ไม่อนุญาตหรือคืนคำขอ",
    "extend_delay_case": "ขยายเวลาตามกฎหมาย", "close_delay_case": "ปิดเรื่องล่าช้า",
    "tell_result": "บันทึกวันที่แจ้งผล", "reopen_delay_case": "เปิดเรื่องล่าช้าอีกครั้ง",
    "remove_delay_case": "ลบเรื่องล่าช้า", "take_back_runs": "ถอนการนับวันที่นับก่อนเวลา",
    "submit_volumes": "ส่งรายงานธุรกรรม", "reopen_volumes": "เปิดรายงานธุรกรรมให้แก้",
    "explain_volumes": "อธิบายตัวเลขธุรกรรม", "doubt_seen": "ดูตัวเลขที่สงสัยแล้ว ไม่ต้องแก้",
    "doubt_asked": "ขอให้ตรวจตัวเลขที่สงสัย",
    "rating-public": "เผยแพร่ความเห็น", "rating-held": "พักความเห็นไว้ตรวจ",
    "rating-hidden": "ซ่อนความเห็น",
    "reply-public": "ตอบความเห็น", "reply-internal": "บันทึกภายในเรื่องความเห็น",
    "improvement-publish": "เผยแพร่ “คุณบอก เราปรับ”", "improvement-withdraw": "ถอน “คุณบอก เราปรับ”",
    "report-page": "ประชาชนแจ้งข้อมูลผิดหรือถาม", "page-report-mending": "เริ่มแก้เรื่องที่แจ้ง",
    "page-report-mended": "แก้เรื่องที่แจ้งแล้ว", "page-report-not_error": "ตอบว่าข้อมูลไม่ผิด",
    "page-report-answered": "ตอบคำถามของประชาชน", "page-report-handed": "ส่งเรื่องที่แจ้งให้ส่วนกลาง",
    "page-report-given-back": "ส่งเรื่องที่แจ้งกลับให้หน่วยงาน",
    "page-report-contact-forgotten": "ผู้แจ้งลบอีเมลของตน",
    "assign_finding": "มอบข้อค้นพบของเรดาร์", "note_finding": "บันทึกในข้อค้นพบของเรดาร์",
    "move_finding": "เปลี่ยนสถานะข้อค้นพบของเรดาร์", "sweep": "เรดาร์ตรวจข้อมูล",
    # pins, spreadsheets and addresses that are told of changes
    "change_pins": "เปลี่ยนหมุด", "undo_pins": "คืนหมุดที่เปลี่ยน", "set_pin_facts": "แก้ข้อมูลของหมุด",
    "confirm_pins": "ยืนยันหมุด", "bulk_apply": "บันทึกงานแก้ทีละหลายรายการ",
    "bulk_undo": "ย้อนงานแก้ทีละหลายรายการ",
    "subscribe": "เพิ่มปลายทาง webhook", "unsubscribe": "ลบปลายทาง webhook",
    "pause_subscription": "พักปลายทาง webhook", "resume_subscription": "ส่งไปปลายทาง webhook ต่อ",
    "stop_subscription": "ระบบหยุดส่งไปปลายทาง webhook", "renew_secret": "เปลี่ยนกุญแจของ webhook",
    "try_subscription": "ทดลองส่งไปปลายทาง webhook", "send_again": "ส่ง webhook อีกครั้ง",
}  # fmt: skip
TARGETS: Mapping[str, str] = {
    "access-log": "บันทึกการเข้าใช้ตาม พ.ร.บ. คอมพิวเตอร์",
    "agency": "หน่วยงาน", "article": "บทความ", "audit": "บันทึกการใช้งาน",
    "bulk_job": "งานแก้ทีละหลายรายการ",
    "country": "ข้อมูลทั้งประเทศ", "delay_case": "เรื่องล่าช้า", "e_act_declaration": "ประกาศช่องทาง",
    "e_act_report": "รายงานมาตรา 22", "e_channel": "ช่องทางอิเล็กทรอนิกส์",
    "former_id": "เลขของเว็บไซต์เดิม",
    "file": "ไฟล์",
    "grant": "สิทธิ", "improvement": "คุณบอก เราปรับ", "manual": "คู่มือ", "officer": "เจ้าหน้าที่",
    "page_report": "เรื่องที่ประชาชนแจ้ง",
    "pins": "หมุด", "point": "จุดให้บริการ", "procedure": "กระบวนงาน", "rating": "ความเห็น",
    "receipt": "ใบรับเรื่อง", "reminder_round": "รอบเตือน", "reply_template": "ข้อความสำเร็จรูป",
    "token": "โทเค็น", "volume_report": "รายงานธุรกรรม",
    "announcement": "ประกาศ", "delay_run": "การนับวันเรื่องล่าช้า", "e_act_rules": "เกณฑ์ช่องทางอิเล็กทรอนิกส์",
    "event": "เหตุการณ์ชีวิต", "finding": "ข้อค้นพบของเรดาร์", "finding_sweep": "การตรวจของเรดาร์",
    "group": "กลุ่มเป้าหมาย", "holiday": "วันหยุด", "index_rules": "เกณฑ์ดัชนีคุณภาพบริการ",
    "inspection_case": "เรื่องตรวจสอบ", "rating-tally": "ผลรวมคะแนน", "register": "ทะเบียนฉบับของวัน",
    "report_form": "แบบรายงานธุรกรรม", "rule_set": "เกณฑ์ตามกฎหมาย",
    "subscription": "ปลายทาง webhook",
    "synonym": "คำพ้อง", "tag": "ป้ายคำ", "topic": "หมวดหมู่", "vocabulary": "บัญชีคำ",
    "volume_doubt": "ตัวเลขธุรกรรมที่สงสัย", "word_proposal": "ข้อเสนอป้ายคำ",
}  # fmt: skip
KEYS: Mapping[str, str] = {
    "reason": "เหตุผล", "missing": "สิ่งที่ขาด", "basis": "กฎหมายหรือคำสั่ง", "detail": "รายละเอียด",
    "name": "ชื่อ",
    "name_th": "ชื่อ", "name_en": "ชื่อภาษาอังกฤษ", "role": "หน้าที่", "officer": "เจ้าหน้าที่เลขที่",
    "agency": "หน่วยงานเลขที่", "into": "ไปหน่วยงานเลขที่", "parent": "ต้นสังกัดเลขที่",
    "valid_from": "เริ่ม", "valid_until": "สิ้นสุด", "whole_subtree": "รวมในสังกัด", "note": "หมายเหตุ",
    "from": "จาก", "to": "เป็น", "number": "ฉบับที่", "edition": "ฉบับที่",
    "kind": "ชนิด", "subject": "เกี่ยวกับ", "merger": "การรวมเลขที่", "handover": "ข้อเสนอโอนเลขที่",
    "grants": "สิทธิ", "manuals": "คู่มือ", "points": "จุด", "pins": "หมุด", "status": "สถานะ",
    "address": "ที่อยู่", "phones": "โทรศัพท์", "email": "อีเมล", "website": "เว็บไซต์", "on": "วันที่",
    "added_count": "เพิ่ม", "removed_count": "เอาออก", "method": "วิธี", "former_names": "ชื่อเดิม",
    "month": "เดือน", "rows": "แถว", "export": "การส่งออกเลขที่", "with_people": "มีข้อมูลเจ้าหน้าที่",
    "instead": "ใช้แทนด้วยเลขที่", "proposed_by": "เสนอโดยเลขที่", "effective_on": "มีผล",
    "program": "โปรแกรม", "networks": "เครือข่าย",
    "lines": "บรรทัด", "ended": "สิทธิที่ยุติ", "hours": "เวลาทำการ", "moved": "ย้าย",
    "day": "วัน", "log": "บันทึกชุด", "seal": "ผนึก",
    "accept": "รับตามมาตรฐาน", "acts": "ทำได้", "agencies": "หน่วยงาน", "answer": "ผล",
    "applied": "ทำแล้ว", "back": "กลับมาอีก", "before": "เดิม", "code": "รหัส",
    "copied_on": "ส่งสำเนา", "count": "จำนวน", "days": "วัน", "detector": "ตัวตรวจ",
    "draft": "ร่างเลขที่", "due_on": "ครบกำหนด", "earlier": "รวมมาก่อนแล้ว",
    "effective_from": "เริ่มใช้", "expected_on": "คาดว่าเสร็จ", "expires_on": "หมดอายุ",
    "cases": "เรื่องเลขที่", "failed": "ไม่สำเร็จ", "file": "ไฟล์", "found": "พบ", "gone": "หายไป",
    "hours_status": "ที่มาของเวลาทำการ", "keep": "คงของเดิม", "kept": "ไม่เปลี่ยน", "key": "รหัส",
    "made": "สร้าง", "manual": "คู่มือเลขที่", "now": "เป็น", "officers": "เจ้าหน้าที่",
    "official_name": "ชื่อทางการ", "order": "คำสั่ง", "outcome": "ผล", "owner": "เจ้าของเลขที่",
    "round": "รอบเลขที่", "first_on": "วันแรก",
    "point": "จุดเลขที่", "position": "ลำดับ", "prefix": "ขึ้นต้นด้วย", "problem": "ปัญหา",
    "procedure": "กระบวนงานเลขที่", "reply": "คำตอบเลขที่", "review": "ผลตรวจ",
    "sayings": "ประโยคที่ประชาชนพูด", "search": "คำค้น", "section": "ข้อ", "sections": "ข้อ",
    "sent_on": "แจ้ง", "state": "สถานะ", "steps": "ขั้น", "suspicion": "ข้อสงสัย",
    "text": "ข้อความ", "title": "ชื่อ", "turn": "งวดที่", "undone": "ย้อนคืน", "version": "ครั้งที่บันทึก",
    "wanted": "เลือก", "words": "คำ",
    "decided_on": "พิจารณาเสร็จ", "law": "กฎหมายและมาตรา", "record": "บันทึกความบกพร่อง",
    "record_on": "ทำบันทึก", "record_due_on": "ให้ส่งภายใน",
    "record_last_on": "วันสุดท้ายที่ส่งได้", "made_by": "ผู้ออกคำสั่ง", "refusals": "เหตุผลเลขที่",
    "appeal_days": "อุทธรณ์ภายในกี่วัน", "appeal_to": "อุทธรณ์ต่อ", "appeal_law": "กฎหมายของการอุทธรณ์",
}  # fmt: skip
ACTS: Mapping[str, str] = {
    Act.VIEW: "อ่านข้อมูล", Act.EDIT_POINT: "แก้จุดให้บริการ", Act.EDIT_MANUAL: "เขียนร่างคู่มือ",
    Act.REPORT: "ส่งรายงาน", Act.ADMINISTER: "ดูแลปลายทาง webhook",
}  # fmt: skip
"""What a token may do, shorter than where it is chosen: a line of the trail names several."""
PAIRS = frozenset({"name", "parent"})
"""Told beside ``changes`` as [before, after]; any other list is a list, also one of two."""
OF_SECTIONS = frozenset({"section", "sections", "accept", "keep"})
MOST_PARTS = 8
LONGEST_PART = 160
SILENT = frozenset({"facts", "added", "removed", "ids", "hash", "digest", "root"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def verb_words(verb: str) -> str:
    """Say what was done; a verb of which nothing is known stands as it is."""
    return VERBS.get(verb, verb)


def target_words(target: str) -> str:
    """Say to what kind of record."""
    return TARGETS.get(target, target)


def detail_words(detail: Mapping[str, Any]) -> list[str]:
    """Say what else the line tells, each in short: "ชื่อ: เดิม → ใหม่"."""
    parts: list[str] = []
    for key, value in detail.items():
        if key == "changes" and isinstance(value, Mapping):
            parts += [_change(name, change) for name, change in value.items()]
        elif key not in SILENT and value not in (None, "", [], {}):
            parts.append(_part(key, value))
    more = len(parts) - MOST_PARTS
    return [*parts[:MOST_PARTS], *([f"และอีก {more} รายการ"] if more > 0 else [])]


def _change(key: str, value: Any) -> str:
    """Say what something was and is; a line of an older release may hold no pair."""
    is_pair = isinstance(value, list) and len(value) == 2
    words = f"{_plain(value[0])} → {_plain(value[1])}" if is_pair else _plain(value)
    return _short(f"{KEYS.get(key, key)}: {words}")


def _part(key: str, value: Any) -> str:
    if key in PAIRS:
        return _change(key, value)
    label = KEYS.get(key, key)
    if key == "month" and isinstance(value, str) and _DAY.fullmatch(value):
        return f"{label}: {month_and_year(date.fromisoformat(value))}"
    if key == "acts" or key in OF_SECTIONS:
        words = ACTS if key == "acts" else _section_titles()
        codes = value if isinstance(value, list) else [value]
        value = [words.get(code, code) if isinstance(code, str) else code for code in codes]
    return _short(f"{label}: {_plain(value)}")


def _section_titles() -> dict[str, str]:
    return {one.code: str(one.title) for one in (*SECTIONS, *BESIDE_SECTIONS)}


def _plain(value: Any) -> str:
    if value in (None, "", [], {}):
        return "ไม่มี"
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, str):
        return str(Role(value).label) if value in Role.values else _as_day(value)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return json.dumps(value, ensure_ascii=False)


def _as_day(text: str) -> str:
    """Return a day that was written for machines as people write it; other words stand."""
    try:
        return short_date(date.fromisoformat(text)) if _DAY.fullmatch(text) else text
    except ValueError:
        return text


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_PART else f"{text[:LONGEST_PART]}…"
