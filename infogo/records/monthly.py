"""What is published of one service in one month, all agencies together."""

from __future__ import annotations

from infogo.records.base import Record, said


class MonthlyRecord(Record):
    """Which service and which month a row is about."""

    id: str = said("รหัสแถว", "Procedure and month: 16:2026-10")
    procedure: int = said("เลขบริการ", "Id of the procedure")
    code: str = said("รหัสบริการ", "Code of the procedure")


class TransactionsRecord(MonthlyRecord):
    """One month of a procedure, as all agencies together reported it."""

    month: str = said("เดือน ค.ศ.", "Month, Common Era: 2026-10")
    in_time: int = said("เสร็จทันเวลา", "Finished within the promised time")
    late: int = said("เสร็จช้า", "Finished late")
    is_simulated: bool = said("มีข้อมูลจำลองรวมอยู่", "Whether invented figures are among them")


class DelaysRecord(MonthlyRecord):
    """One month of a procedure: requests that ran late, in all agencies together."""

    month: str = said("เดือน ค.ศ. ที่ครบกำหนด", "Month in which they were due, Common Era: 2026-10")
    late_cases: int = said(
        "เรื่องที่พ้นกำหนดโดยยังไม่เสร็จ", "Requests due in this month that were not decided in time"
    )
    missed_notices: int = said(
        "หนังสือแจ้งความล่าช้าที่ไม่ได้ส่งของเรื่องเหล่านั้น", "Notices of delay not sent for those requests"
    )
    is_simulated: bool = said("มีข้อมูลจำลองรวมอยู่", "Whether invented figures are among them")
