"""Reports over time and over agencies: the fiscal year, completeness, and item 9 of a manual."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.test import Client

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.dates import fiscal_year
from infogo.editing.models import DraftSection
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.office.pages.volume_figures import _share
from infogo.pins.models import Pin
from infogo.volumes.models import MonthlyReport, ReportForm, VolumeRow
from infogo.volumes.months import code_of, later, month_label
from infogo.volumes.selectors import Completeness
from infogo.volumes.services.rows import save_rows
from infogo.volumes.services.states import submit
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory
from tests.office.people import administrator, signed_in
from tests.office.test_pages import text_of
from tests.office.test_volumes import address, html_of
from tests.volumes.forms import enact_form, key_of_pin, last_month, pins_of, rights_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    enact_form()
    return AgencyFactory()


@pytest.fixture
def rights(agency: Agency) -> Rights:
    return rights_of(agency)


@pytest.fixture
def client(rights: Rights) -> Client:
    return signed_in(rights.officer)


def test_the_year_tells_what_nobody_told(client: Client, agency: Agency, rights: Rights) -> None:
    (pin,) = pins_of(agency)
    save_rows(rights=rights, agency=agency, month=last_month(), rows=[told(pin, received=4321)])
    year = fiscal_year(last_month())
    page = text_of(client.get(f"/office/volumes/{agency.pk}/year/{year}"))
    assert "4,321" in page
    assert client.get(f"/office/volumes/{agency.pk}/year/{year + 2}").status_code == 404
    assert client.get(f"/office/volumes/{agency.pk}/year/2500").status_code == 404


def test_the_trail_tells_values_as_they_were_typed(
    client: Client, agency: Agency, rights: Rights
) -> None:
    (pin,) = pins_of(agency)
    row = told(pin, fee_satang=150050, average_duration=Decimal("2.50"),
               duration_unit="working_day", note="-ด่วน")  # fmt: skip
    save_rows(rights=rights, agency=agency, month=last_month(), rows=[row])
    trail = text_of(client.get(address(agency, "trail")))
    assert "ค่าธรรมเนียมที่รับ (บาท) ว่าง → 1500.50" in trail
    assert "หน่วยของเวลา ว่าง → วันทำการ" in trail
    assert "เวลาเฉลี่ย ว่าง → 2.5" in trail
    assert "หมายเหตุ ว่าง → -ด่วน" in trail


def test_what_stops_a_month_leads_to_the_row_that_is_wrong(
    client: Client, agency: Agency, rights: Rights
) -> None:
    wrong, missing = pins_of(agency, 2)
    save_rows(rights=rights, agency=agency, month=last_month(), rows=[told(wrong, received=999)])
    page = html_of(client.post(address(agency, "submit")))
    month = address(agency)
    asked = urlencode({"q": wrong.procedure.name_th})
    assert f'href="{month}?{asked}#n-{key_of_pin(wrong)}"' in page
    assert f'href="{month}?show=left"' in page
    shown = html_of(client.get(f"{month}?{asked}"))
    assert f'id="n-{key_of_pin(wrong)}"' in shown
    assert f'id="n-{key_of_pin(missing)}"' not in shown


def test_a_row_of_a_service_that_ended_stops_nothing(
    client: Client, agency: Agency, rights: Rights
) -> None:
    good, wrong = pins_of(agency, 2)
    rows = [told(good), told(wrong, received=999)]
    save_rows(rights=rights, agency=agency, month=last_month(), rows=rows)
    assert "1 ข้อต้องแก้หรืออธิบายก่อนส่ง" in text_of(client.get(address(agency, "findings")))
    Procedure.objects.filter(pk=wrong.procedure_id).update(status=ProcedureStatus.WITHDRAWN)
    assert "พร้อมส่ง" in text_of(client.get(address(agency, "findings")))
    assert client.post(address(agency, "submit")).status_code == 302


def test_no_page_leads_to_a_month_before_the_first_form(client: Client, agency: Agency) -> None:
    pins_of(agency)
    ReportForm.objects.update(effective_from=last_month())
    year = fiscal_year(last_month())
    for path in (address(agency), f"/office/volumes/{agency.pk}/year/{year}"):
        links = re.findall(
            rf'href="(/office/volumes/{agency.pk}/[^"]+)"', html_of(client.get(path))
        )
        assert links
        assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("path", ["/office/volumes/", "/office/volumes/completeness"])
def test_no_list_of_agencies_leads_before_the_first_form(
    client: Client, agency: Agency, path: str
) -> None:
    pins_of(agency)
    ReportForm.objects.update(effective_from=last_month())
    before = later(last_month(), -1)
    page = html_of(client.get(path, {"month": code_of(before)}))
    assert month_label(last_month()) in page
    assert month_label(before) not in page
    assert client.get(address(agency)).status_code == 200
    assert address(agency) in page
    assert code_of(before) not in page


def test_no_list_says_that_more_was_told_than_is_asked_for(client: Client, agency: Agency) -> None:
    pin, ended = pins_of(agency, 2)
    rows = [told(pin), told(ended)]
    save_rows(rights=rights_of(agency), agency=agency, month=last_month(), rows=rows)
    MonthlyReport.objects.update(expected=1)
    assert "ใส่แล้ว 1 จาก 1 แถว" in text_of(client.get("/office/volumes/"))
    page = text_of(client.get("/office/volumes/completeness"))
    assert "2/1" not in page
    assert "1/1" in page


def test_completeness_counts_all_below(agency: Agency, rights: Rights) -> None:
    child = AgencyFactory(parent=agency)
    for each in (agency, child):
        (pin,) = pins_of(each)
        save_rows(rights=rights_of(each), agency=each, month=last_month(), rows=[told(pin)])
    submit(rights=rights_of(child), agency=child, month=last_month())
    boss = signed_in(administrator(agency, whole_subtree=True))
    page = text_of(boss.get("/office/volumes/completeness"))
    assert "1 จาก 2 หน่วยงาน (50%)" in page
    below = text_of(boss.get("/office/volumes/completeness", {"under": agency.pk}))
    assert child.name_th in below
    own = signed_in(administrator(agency))
    assert "0 จาก 1 หน่วยงาน" in text_of(own.get("/office/volumes/completeness"))


@pytest.mark.parametrize(
    ("sent", "of", "share"),
    [(0, 0, "ไม่มีรายงาน"), (0, 9, "0%"), (999, 1000, "99%"), (1, 1000, "1%"), (5, 8, "63%")],
)
def test_all_is_said_of_all_alone(sent: int, of: int, share: str) -> None:
    assert _share(Completeness(of, sent, late=0, expected=0, filled=0)) == share


def submitted(agency: Agency, pin: Pin, months: int) -> None:
    rights = rights_of(agency)
    for back in range(months, 0, -1):
        month = later(last_month(), 1 - back)
        row = told(pin, brought_forward=0, carried_forward=0, received=10 * back,
                   completed_in_time=10 * back, completed_late=0)  # fmt: skip
        save_rows(rights=rights, agency=agency, month=month, rows=[row])
        submit(rights=rights, agency=agency, month=month)


def test_twelve_months_propose_item_9(agency: Agency) -> None:
    (pin,) = pins_of(agency)
    submitted(agency, pin, 4)
    editor = signed_in(rights_of(agency, Role.MANUAL_EDITOR).officer)
    path = f"/office/manuals/{pin.manual_id}/figures"
    page = text_of(editor.get(path))
    assert "รายงานที่ส่งแล้ว 4 เดือน" in page
    answer = editor.post(path)
    assert answer.status_code == 302
    section = DraftSection.objects.get(section="statistics")
    assert section.values == {"statistics": {"average": 25, "highest": 40, "lowest": 10}}
    assert editor.get(answer["Location"]).status_code == 200


def test_two_months_propose_nothing(agency: Agency) -> None:
    (pin,) = pins_of(agency)
    submitted(agency, pin, 2)
    editor = signed_in(rights_of(agency, Role.MANUAL_EDITOR).officer)
    path = f"/office/manuals/{pin.manual_id}/figures"
    with nothing_changes():
        assert editor.post(path).status_code == 422
    viewer = signed_in(rights_of(agency, Role.VIEWER).officer)
    assert viewer.get(path).status_code == 200
    with nothing_changes():
        assert viewer.post(path).status_code == 403


def test_simulated_numbers_propose_nothing(agency: Agency) -> None:
    (pin,) = pins_of(agency)
    submitted(agency, pin, 4)
    VolumeRow.objects.filter(month=last_month()).update(is_simulated=True)
    editor = signed_in(rights_of(agency, Role.MANUAL_EDITOR).officer)
    path = f"/office/manuals/{pin.manual_id}/figures"
    assert "เริ่มร่าง" not in text_of(editor.get(path))
    with nothing_changes():
        answer = editor.post(path)
    assert answer.status_code == 422
    assert "จึงนำไปใส่ในคู่มือไม่ได้" in text_of(answer)


def test_numbers_that_were_not_submitted_propose_nothing(agency: Agency, rights: Rights) -> None:
    (pin,) = pins_of(agency)
    save_rows(rights=rights, agency=agency, month=last_month(), rows=[told(pin)])
    client = signed_in(rights.officer)
    page = text_of(client.get(f"/office/manuals/{pin.manual_id}/figures"))
    assert "ยังไม่มีรายงานธุรกรรมที่ส่งแล้ว" in page
