"""The room of monthly transaction reports: filling in, submitting, looking back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.pins.models import Pin
from infogo.volumes.models import (
    MonthlyReport,
    ReportState,
    VolumeExplanation,
    VolumeRow,
)
from infogo.volumes.months import code_of, later
from infogo.volumes.services.rows import save_rows
from infogo.volumes.services.states import submit
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, standard_manual
from tests.office.people import administrator, signed_in
from tests.office.test_pages import queries, text_of
from tests.volumes.forms import GOOD, enact_form, key_of_pin, last_month, pins_of, rights_of, told

pytestmark = pytest.mark.django_db
MONTH = code_of(last_month())


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


def address(agency: Agency, *more: str, month: str = MONTH) -> str:
    return "/".join([f"/office/volumes/{agency.pk}/{month}", *more])


def typed(pin: Pin, *, seen: int = 0, **values: Any) -> dict[str, str]:
    """Return a row as the page sends it."""
    key = key_of_pin(pin)
    cells = {name: str(value) for name, value in {**GOOD, **values}.items()}
    return {f"{key}.{name}": value for name, value in cells.items()} | {f"{key}.seen": str(seen)}


def html_of(answer: Any) -> str:
    return str(answer.content.decode())


def page_of(*rows: dict[str, str]) -> dict[str, str]:
    keys = " ".join(name.split(".")[0] for row in rows for name in row if name.endswith(".seen"))
    merged = {name: value for row in rows for name, value in row.items()}
    return {"keys": keys, **merged}


def test_a_note_that_is_too_long_is_kept_whole_and_said(client: Client, agency: Agency) -> None:
    (pin,) = pins_of(agency, 1)
    note = "ผู้มาติดต่อมากกว่าเดือนก่อน " * 30
    with nothing_changes():
        answer = client.post(address(agency), page_of(typed(pin, note=note)))
    assert answer.status_code == 422
    assert f"หมายเหตุยาว {len(note.strip())} ตัวอักษร" in text_of(answer)
    assert note in html_of(answer)


def test_what_is_wrong_is_said_of_every_row_by_its_name(client: Client, agency: Agency) -> None:
    first, second = pins_of(agency, 2)
    rows = page_of(typed(first, received="x"), typed(second, received=10**9))
    with nothing_changes():
        answer = client.post(address(agency), rows)
    wrong = html_of(answer).split('id="wrong"')[1].split("</ul>")[0]
    assert f">{first.procedure.name_th} " in wrong and "ใส่จำนวนเป็นตัวเลข" in wrong
    assert f">{second.procedure.name_th} " in wrong and "ไม่เกิน 100,000,000" in wrong


def test_a_page_is_saved_without_a_script(client: Client, agency: Agency) -> None:
    first, second = pins_of(agency, 2)
    page = client.get(address(agency))
    assert first.procedure.name_th in text_of(page)
    answer = client.post(
        address(agency), page_of(typed(first, received="๑,๐๐๐", carried_forward=910), typed(second))
    )
    assert answer.status_code == 302
    assert set(VolumeRow.objects.values_list("received", flat=True)) == {1000, 100}
    shown = text_of(client.get(address(agency)))
    assert "ใส่แล้ว 2 จาก 2 แถว" in shown


def test_a_row_that_nobody_touched_is_not_told(client: Client, agency: Agency) -> None:
    pin, other = pins_of(agency, 2)
    save_rows(
        rights=rights_of(agency), agency=agency, month=later(last_month(), -1), rows=[told(pin)]
    )
    page = html_of(client.get(address(agency)))
    assert f'name="{key_of_pin(pin)}.brought_forward" value="10"' in page
    blank = dict.fromkeys(GOOD, "")
    assert f'name="{key_of_pin(pin)}.offered" value="10"' in page
    offered = typed(pin, **{**blank, "brought_forward": 10, "offered": 10})
    client.post(address(agency), page_of(offered, typed(other, **blank)))
    assert not VolumeRow.objects.filter(month=last_month()).exists()
    other_number = typed(pin, **{**blank, "brought_forward": 12, "offered": 10})
    client.post(address(agency), page_of(other_number))
    assert VolumeRow.objects.get(month=last_month()).brought_forward == 12


def test_a_row_of_which_only_the_opening_number_was_typed_is_kept(
    client: Client, agency: Agency
) -> None:
    (pin,) = pins_of(agency)
    blank = dict.fromkeys(GOOD, "")
    client.post(address(agency), page_of(typed(pin, **{**blank, "brought_forward": "๑๒๐"})))
    assert VolumeRow.objects.get().brought_forward == 120


def test_what_cannot_be_read_is_said_and_kept_as_typed(client: Client, agency: Agency) -> None:
    good, bad = pins_of(agency, 2)
    with nothing_changes():
        answer = client.post(
            address(agency),
            page_of(typed(good), typed(bad, received="สิบสอง", carried_forward="-1")),
        )
    assert answer.status_code == 422
    page = html_of(answer)
    assert 'value="สิบสอง"' in page
    assert f'href="#{key_of_pin(bad)}.received"' in page
    assert "ใส่จำนวนเป็นตัวเลข" in page
    assert f'name="{key_of_pin(good)}.received" value="100"' in page


def test_a_row_saves_by_itself(client: Client, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    row = address(agency, "row", str(key_of_pin(pin)))
    htmx = {"HX-Request": "true"}
    answer = client.post(row, typed(pin, carried_forward=99), headers=htmx)
    assert answer.status_code == 200
    assert "บันทึกแล้ว" in text_of(answer)
    assert "ต้องแก้" in text_of(answer), "the findings of the row come with it"
    assert f'name="{key_of_pin(pin)}.seen" value="1"' in answer.content.decode()
    with nothing_changes():
        wrong = client.post(row, typed(pin, seen=1, received="x"), headers=htmx)
    assert (wrong.status_code, "ใส่จำนวนเป็นตัวเลข" in text_of(wrong)) == (422, True)
    with nothing_changes():
        late = client.post(row, typed(pin, seen=0, received=1), headers=htmx)
    assert (late.status_code, "แก้แถวนี้หลังจากที่คุณเปิดหน้า" in text_of(late)) == (409, True)
    assert f'name="{key_of_pin(pin)}.received" value="100"' in html_of(late), "the newest numbers"
    assert late["HX-Reswap"] == "outerHTML"
    assert client.post(row, typed(pin, seen=1)).status_code == 302


def test_who_saves_a_page_again_writes_over_nobody(client: Client, agency: Agency) -> None:
    mine, hers = pins_of(agency, 2)
    save_rows(rights=rights_of(agency), agency=agency, month=last_month(),
              rows=[told(hers, received=200, carried_forward=110)])  # fmt: skip
    page = page_of(typed(mine, received=70, carried_forward=0), typed(hers, received=90))
    with nothing_changes():
        late = client.post(address(agency), page)
    assert late.status_code == 409
    shown = html_of(late)
    assert f'href="#n-{key_of_pin(hers)}"' in shown
    assert "officer" not in text_of(late).split("แก้แถวนี้")[0][-60:]
    assert f'name="{key_of_pin(mine)}.received" value="70"' in shown, "what she typed is kept"
    assert f'name="{key_of_pin(hers)}.received" value="200"' in shown, "what she did not know"


def test_what_is_wrong_beside_a_row_of_somebody_else_forgets_no_version(
    client: Client, agency: Agency
) -> None:
    (pin,) = pins_of(agency)
    save_rows(rights=rights_of(agency), agency=agency, month=last_month(), rows=[told(pin)])
    wrong = client.post(address(agency), page_of(typed(pin, received="x")))
    assert wrong.status_code == 422
    assert f'name="{key_of_pin(pin)}.seen" value="0"' in html_of(wrong)


def test_nobody_came_shows_the_row_with_its_zeros(client: Client, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    key = key_of_pin(pin)
    sent = {f"{key}.zero": "1", f"{key}.seen": "0"}
    answer = client.post(address(agency, "row", str(key)), sent, headers={"HX-Request": "true"})
    assert answer["HX-Reswap"] == "outerHTML"
    assert f'name="{key}.received" value="0"' in answer.content.decode()
    assert VolumeRow.objects.get().is_zero


def test_a_narrow_reporter_fills_in_her_rows_alone(agency: Agency) -> None:
    mine, other = pins_of(agency, 2)
    client = signed_in(rights_of(agency, only=[mine.point]).officer)
    page = text_of(client.get(address(agency)))
    assert mine.procedure.name_th in page
    assert other.procedure.name_th not in page
    key = str(key_of_pin(other))
    assert client.post(address(agency, "row", key), typed(other)).status_code == 404
    with nothing_changes():
        assert client.post(address(agency), page_of(typed(other))).status_code == 422
        assert client.post(address(agency, "submit")).status_code == 403


def test_a_viewer_reads_and_changes_nothing(agency: Agency, rights: Rights) -> None:
    (pin,) = pins_of(agency)
    save_rows(rights=rights, agency=agency, month=last_month(), rows=[told(pin)])
    client = signed_in(rights_of(agency, Role.VIEWER).officer)
    page = html_of(client.get(address(agency)))
    assert '<input type="text" form="grid"' not in page
    assert "100" in page
    with nothing_changes():
        assert client.post(address(agency), page_of(typed(pin, seen=1))).status_code == 422


def test_rows_are_found_by_name_and_by_what_is_left(client: Client, agency: Agency) -> None:
    first, second = pins_of(agency, 2)
    client.post(address(agency), page_of(typed(first)))
    found = text_of(client.get(address(agency), {"q": second.point.name_th}))
    assert second.procedure.name_th in found
    assert first.procedure.name_th not in found
    left = text_of(client.get(address(agency), {"show": "left"}))
    assert second.procedure.name_th in left
    assert first.procedure.name_th not in left


def test_a_long_list_goes_on_where_the_page_ended(client: Client, agency: Agency) -> None:
    pins = sorted(pins_of(agency, 27), key=lambda pin: pin.point_id)
    first = html_of(client.get(address(agency)))
    assert f'id="n-{key_of_pin(pins[24])}"' in first
    assert f'id="n-{key_of_pin(pins[25])}"' not in first
    after = f"{pins[24].point_id}-{pins[24].pk}"
    second = html_of(client.get(address(agency), {"after": after}))
    assert f'id="n-{key_of_pin(pins[25])}"' in second
    assert f'id="n-{key_of_pin(pins[24])}"' not in second


def test_going_on_saves_the_page_first(client: Client, agency: Agency) -> None:
    pins = sorted(pins_of(agency, 27), key=lambda pin: pin.point_id)
    after = f"{pins[24].point_id}-{pins[24].pk}"
    page = html_of(client.get(address(agency), {"show": "left"}))
    assert f'name="after" value="{after}"' in page
    sent = page_of(typed(pins[0]))
    answer = client.post(f"{address(agency)}?show=left", {**sent, "after": after})
    assert answer.headers["Location"] == f"{address(agency)}?show=left&after={after}"
    assert VolumeRow.objects.count() == 1


def test_who_reports_in_part_is_told_what_is_left_of_hers(client: Client, agency: Agency) -> None:
    mine, other = pins_of(agency, 2)
    assert "ใส่แล้ว 0 จาก 2 แถว เหลือ 2 แถว" in text_of(client.get(address(agency)))
    hers = signed_in(rights_of(agency, only=[mine.point]).officer)
    assert "ใส่แล้ว 0 จาก 1 แถว เหลือ 1 แถว" in text_of(hers.get(address(agency)))
    hers.post(address(agency), page_of(typed(mine)))
    assert "ใส่แล้ว 1 จาก 1 แถว ครบทุกแถวแล้ว" in text_of(hers.get(address(agency)))
    assert "ใส่แล้ว 1 จาก 2 แถว เหลือ 1 แถว" in text_of(client.get(address(agency)))
    path = address(agency, "row", str(key_of_pin(other)))
    row = client.post(path, typed(other), headers={"HX-Request": "true"})
    assert "ครบทุกแถวแล้ว" in text_of(row)


def test_a_month_is_submitted_confirmed_and_reopened(client: Client, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    boss = signed_in(administrator(agency))
    with nothing_changes():
        early = client.post(address(agency, "submit"))
    assert early.status_code == 422
    assert "ยังไม่ได้ใส่จำนวน" in text_of(early)
    client.post(address(agency), page_of(typed(pin)))
    assert "พร้อมส่ง" in text_of(client.get(address(agency, "findings")))
    done = client.post(address(agency, "submit"), follow=True)
    assert "ส่งรายงานแล้ว" in text_of(done)
    assert client.post(address(agency, "lock")).status_code == 403
    assert "เปิดรายงานให้แก้ใหม่" in text_of(client.get(address(agency)))
    assert "รับรองรายงานแล้ว" in text_of(boss.post(address(agency, "lock"), follow=True))
    # Who cannot open it herself any more is told whom to ask, on every page of the month.
    for page in ((), ("findings",), ("reopen",)):
        told_whom = text_of(client.get(address(agency, *page)))
        assert "ผู้ดูแลหน่วยงานหรือผู้ดูแลส่วนกลางเปิดให้แก้ใหม่" in told_whom
    reopened = boss.post(address(agency, "reopen"), {"reason": "พิมพ์ผิดหนึ่งแถว"}, follow=True)
    assert "เปิดให้แก้แล้ว" in text_of(reopened)
    # Who reports learns who opened her report again and why, wherever she looks first.
    assert "“พิมพ์ผิดหนึ่งแถว”" in text_of(client.get(address(agency)))
    client.post(address(agency), page_of(typed(pin, seen=1, received=101, carried_forward=11)))
    trail = text_of(client.get(address(agency, "trail")))
    for words in ("ส่งรายงาน", "รับรองรายงาน", "พิมพ์ผิดหนึ่งแถว", "รับคำขอ 100 → 101"):
        assert words in trail
    with nothing_changes():
        empty = boss.post(address(agency, "reopen"), {"reason": ""})
    assert empty.status_code == 422


def test_a_finding_gets_its_word(client: Client, agency: Agency, rights: Rights) -> None:
    (pin,) = pins_of(agency)
    for month in (later(last_month(), -1), last_month()):
        save_rows(rights=rights, agency=agency, month=month, rows=[told(pin)])
    page = text_of(client.get(address(agency, "findings")))
    assert "แต่เดือนก่อนคงค้าง 10" in page
    sent = {"key": str(key_of_pin(pin)), "kind": "carry", "text": "ย้ายระบบแล้วนับใหม่"}
    with nothing_changes():
        empty = client.post(address(agency, "findings"), {**sent, "text": "ก"})
    assert empty.status_code == 422
    assert "เพราะอะไร" in text_of(empty)
    assert client.post(address(agency, "findings"), sent).status_code == 302
    assert VolumeExplanation.objects.get().text == "ย้ายระบบแล้วนับใหม่"
    assert "อธิบายแล้ว" in text_of(client.get(address(agency, "findings")))


def test_months_that_cannot_be_are_not_found(client: Client, agency: Agency) -> None:
    for month in ("2569-13", "2026-10", code_of(later(last_month(), 2)), "2550-01"):
        assert client.get(address(agency, month=month)).status_code == 404


def test_an_agency_without_pins_is_told_where_rows_come_from(
    client: Client, agency: Agency
) -> None:
    assert "ปักหมุดคู่มือ" in text_of(client.get(address(agency)))
    manual = standard_manual(owner=agency)
    manual.facts.is_online = True
    manual.facts.save()
    assert "ออนไลน์" in text_of(client.get(address(agency)))


def test_twice_the_rows_cost_no_more_queries(
    client: Client, agency: Agency, rights: Rights
) -> None:
    paths = [
        "/office/volumes/",
        address(agency),
        address(agency, "findings"),
        address(agency, "trail"),
        f"/office/volumes/{agency.pk}/year/{2569}",
        "/office/volumes/completeness",
    ]

    def fill() -> list[int]:
        rows = [told(pin, carried_forward=3) for pin in pins_of(agency, 5)]
        save_rows(rights=rights, agency=agency, month=last_month(), rows=rows)
        return [queries(client, path) for path in paths]

    before = fill()
    assert fill() == before
    assert max(before) <= 30


def test_the_state_is_said_in_the_list(client: Client, agency: Agency, rights: Rights) -> None:
    (pin,) = pins_of(agency)
    assert "ยังไม่เริ่ม" in text_of(client.get("/office/volumes/"))
    save_rows(rights=rights, agency=agency, month=last_month(), rows=[told(pin)])
    MonthlyReport.objects.update(due_on=later(last_month(), -1))
    assert "เลยกำหนดส่ง" in text_of(client.get("/office/volumes/"))
    submit(rights=rights, agency=agency, month=last_month())
    assert MonthlyReport.objects.get().state == ReportState.SUBMITTED
    assert "ส่งแล้ว (ส่งช้า)" in text_of(client.get("/office/volumes/"))
    assert "ส่งครบทุกหน่วยงานแล้ว" in text_of(client.get("/office/volumes/", {"show": "left"}))


def test_an_online_row_that_is_not_told_counts_as_left(client: Client, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    manual = standard_manual(owner=agency)
    manual.facts.is_online = True
    manual.facts.save()
    client.post(address(agency), page_of(typed(pin)))
    assert "อีก 1 แถวยังไม่ได้ใส่จำนวน" in text_of(client.get(address(agency, "findings")))
    left = html_of(client.get(f"{address(agency)}?show=left"))
    assert f'name="{manual.pk}-0.received"' in left
    assert f'name="{key_of_pin(pin)}.received"' not in left


def test_an_online_row_is_found_however_its_letters_are_typed(
    client: Client, agency: Agency
) -> None:
    manual = standard_manual(owner=agency)
    manual.procedure.name_th = "ขอใบอนุญาต e-Service"
    manual.procedure.save()
    manual.facts.is_online = True
    manual.facts.save()
    found = html_of(client.get(address(agency), {"q": "E-SERVICE"}))
    assert f'name="{manual.pk}-0.received"' in found


def test_who_only_looks_is_not_offered_to_send_a_file(
    client: Client, agency: Agency, rights: Rights
) -> None:
    assert "/office/bulk/volumes" in html_of(client.get(address(agency)))
    onlooker = signed_in(rights_of(agency, Role.VIEWER).officer)
    page = html_of(onlooker.get(address(agency)))
    assert "/office/bulk/volumes" not in page
    assert "/office/pins/" not in page and "ขอให้ผู้ดูแลจุดหรือผู้จัดทำคู่มือปักหมุดคู่มือก่อน" in page
