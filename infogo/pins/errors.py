"""Refusals of pinning: every message is Thai, says what is wrong and what to do."""

from __future__ import annotations


class PinError(ValueError):
    """An act on pins that is refused; nothing was changed and the message is fit for officers."""


class NotAllowedError(PinError):
    """She lacks the right over some of it."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"คุณไม่มีสิทธิปักหรือนำหมุดออก {count:,} รายการในชุดนี้ จึงยังไม่ได้บันทึกอะไร "
            "นำรายการนั้นออกจากที่เลือก หรือขอให้ผู้ดูแลหน่วยงานของจุดนั้นทำ"
        )


class ChangedMeanwhileError(PinError):
    """Somebody else changed the pin after she had opened it."""

    def __init__(self) -> None:
        super().__init__("มีคนแก้หมุดนี้หลังจากที่คุณเปิด เทียบกับข้อมูลล่าสุดด้านล่าง แล้วบันทึกอีกครั้ง")
