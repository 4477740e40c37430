"""The printed notice: what it says, and that it prints whatever an officer wrote."""

from __future__ import annotations

import pytest
from django.utils import timezone

from infogo.core.dates import long_date
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.errors import DelayError
from infogo.delays.letters import letter_data, letter_pdf
from infogo.delays.models import PauseKind
from infogo.delays.services.cases import pause_clock, resume_clock
from tests.delays.making import Made, day, noticed, record
from tests.factories import ACTOR
from tests.manuals.lint.law import enact
from tests.paper.reading import read_paper

pytestmark = pytest.mark.django_db
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.fixture
def made() -> Made:
    enact()
    return Made()


def test_a_letter_says_what_the_law_asks_for(made: Made) -> None:
    case = made.case(60)
    noticed(case, 25)
    second = noticed(case, 10, reason="site_visit", text="นัดตรวจใหม่\n\nรอฝนหยุด")
    data = letter_data(case, second, is_copy=False)
    assert data["subject"] == "แจ้งเหตุแห่งความล่าช้า ครั้งที่ ๒"
    assert data["reference"] == case.reference
    assert data["reason"] == "รอตรวจสถานที่"
    assert data["text"] == ["นัดตรวจใหม่", "รอฝนหยุด"]
    assert data["due"] == f"วันที่ {long_date(day(30))}".translate(THAI_DIGITS)
    assert data["promised"] == "๓๐ วัน"
    assert "ทุก ๗ วัน" in str(data["next"])
    assert data["copies"] == ["สำนักงาน ก.พ.ร."]
    assert "มาตรา ๑๐" in str(data["law"])
    assert data["mark"] == ""
    case.is_simulated = True
    assert letter_data(case, second, is_copy=False)["mark"] == SIMULATED_TH


def test_a_letter_tells_which_days_were_not_counted(made: Made) -> None:
    case = made.case(60)
    stop = {"kind": PauseKind.DEFECT, "basis": "12/2569", "actor": ACTOR, "record": record()}
    pause_clock(case_id=case.pk, begins_on=day(50), **stop)
    resume_clock(case_id=case.pk, ends_on=day(46), actor=ACTOR)
    case.refresh_from_db()
    (words,) = letter_data(case, noticed(case, 20), is_copy=False)["pauses"]
    assert "บันทึกความบกพร่อง (มาตรา 8) 12/2569" in words


def test_the_place_of_the_sender_is_written_as_the_rest_and_parts_between_words(made: Made) -> None:
    case = made.case(60)
    case.point.address = "ตำบลขามใหญ่ อำเภอเมืองอุบลราชธานี จังหวัดอุบลราชธานี 34000"
    case.point.phones = [{"number": "+6653259000"}]
    notice = noticed(case, 10, text="นัดวันที่ 20")
    data = letter_data(case, notice, is_copy=False)
    assert data["address"] == "ตำบลขามใหญ่ อำเภอเมืองอุบลราชธานี จังหวัดอุบลราชธานี ๓๔๐๐๐"
    assert data["phones"] == "๐๕๓-๒๕๙-๐๐๐"
    assert data["text"] == ["นัดวันที่ 20"]
    (page,) = read_paper(letter_pdf(case, notice, made_at=timezone.now())).pages
    assert "จังหวัดอุบลราชธานี\n" in page


@pytest.mark.parametrize("is_copy", [False, True])
def test_whatever_was_written_is_printed_as_text(made: Made, is_copy: bool) -> None:
    case = made.case(40)
    text = '#import "/etc/passwd"\n$ x^2 $ *ตัวหนา* _เอียง_ <label> @ref [] \\ ' + "ก" * 600
    notice = noticed(case, 1, text=text)
    made_at = timezone.now()
    first = letter_pdf(case, notice, made_at=made_at, is_copy=is_copy)
    assert first.startswith(b"%PDF-")
    assert letter_pdf(case, notice, made_at=made_at, is_copy=is_copy) == first


def test_a_missed_turn_has_no_letter(made: Made) -> None:
    case = made.case(40)
    with pytest.raises(DelayError, match="ไม่มีหนังสือ"):
        letter_data(case, case.notices.get(sent_on=None), is_copy=False)
