"""Acts on a delayed request that cannot be done so: all that is wrong is said at once."""

from __future__ import annotations

import pytest

from infogo.core.dates import long_date
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, counter, day, reporter
from tests.manuals.lint.law import enact
from tests.office.people import signed_in
from tests.office.test_delays import address
from tests.office.test_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("act", "said", "told"),
    [
        ("notice",
         {"sent_on": long_date(day(-3)), "expected_on": long_date(day(-2)), "channel": "",
          "reason": "site_visit", "text": "คุณ 3 1005 00123 45 8", "copied_on": long_date(day(-1))},
         ["วันที่แจ้งยังมาไม่ถึง", "เลือกว่าแจ้งทางใด", "เอาเลขประจำตัวประชาชนออกจาก", "วันที่ส่งสำเนายังมาไม่ถึง"]),
        ("pause",
         {"kind": "", "basis": "3100500123458", "begins_on": long_date(day(400))},
         ["เลือกว่าหยุดนับเวลาเพราะอะไร", "เอาเลขประจำตัวประชาชนออกจาก", "อยู่ก่อนวันที่รับคำขอ"]),
        ("extend",
         {"value": "x", "unit": "day", "basis": "3100500123458", "granted_on": long_date(day(-1))},
         ["ใส่จำนวนเป็นตัวเลข", "เอาเลขประจำตัวประชาชนออกจาก", "วันที่อนุมัติให้ขยายยังมาไม่ถึง"]),
        ("close",
         {"outcome": "", "decided_on": long_date(day(90)), "told_on": "32 ม.ค."},
         ["เลือกผล", "วันที่พิจารณาเสร็จอยู่ก่อนวันที่รับคำขอ", "วันที่แจ้งผลให้ผู้ยื่นทราบ: อ่านวันที่ไม่ได้"]),
    ],
    ids=["notice", "pause", "extend", "close"],
)  # fmt: skip
def test_everything_wrong_with_an_act_is_said_at_once_and_kept(
    act: str, said: dict[str, str], told: list[str]
) -> None:
    enact()
    made = Made(counter())
    client = signed_in(reporter(made.manual.agency))
    case = made.case(36)
    with nothing_changes():
        answer = client.post(address(case, act), said)
    assert answer.status_code == 422
    text = text_of(answer)
    assert [words for words in told if words not in text] == []
    page = answer.content.decode()
    typed = [words for name, words in said.items() if name in ("text", "basis", "decided_on")]
    assert [words for words in typed if words not in page] == []
