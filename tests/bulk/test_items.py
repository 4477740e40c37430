"""Fees and channels of manuals by spreadsheet: drafts come out, never editions."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.bulk.models import BulkRow
from infogo.bulk.sheets.items import CHANNELS, FEES
from infogo.editing.models import Draft, DraftSection, DraftState
from infogo.editing.services.drafts import begin_draft, take_lock
from infogo.manuals.content import Channel, Fee, FeeKind
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.part import Listing, ListingState
from tests.bulk.helping import applied, checked, downloaded, editor, undone
from tests.editing.office import ALL, COLLEAGUE
from tests.factories import AgencyFactory, adoption, manual_content, standard_manual
from tests.manuals import case_examples

pytestmark = pytest.mark.django_db
TWO_FEES = Listing[Fee](
    state=ListingState.LISTED,
    items=(
        Fee(item="ค่าธรรมเนียมบัตร", kind=FeeKind.FIXED, amount_satang=10_000),
        Fee(item="ค่าปรับ", kind=FeeKind.PERCENT, percent="2.5", percent_base="มูลค่า"),
    ),
)


@pytest.fixture
def manual() -> Manual:
    return standard_manual(content=manual_content(fees=TWO_FEES))


@pytest.fixture
def officer(manual: Manual) -> Officer:
    return editor(manual.agency, Role.MANUAL_EDITOR)


def fees(manual: Manual) -> list[dict[str, Any]]:
    values = DraftSection.objects.get(draft__manual=manual, section="fees").values
    return values["fees"]["items"] if values else []


def problems(job: Any) -> list[str]:
    rows = BulkRow.objects.filter(job=job)
    return [f"{p['column']}: {p['reason']}" for row in rows for p in row.problems]


@pytest.mark.parametrize(("sheet", "part"), [(FEES, Fee), (CHANNELS, Channel)])
def test_a_sheet_has_the_fields_of_the_definition(sheet: Any, part: Any) -> None:
    names = [column.name for column in sheet.columns]
    assert names[-len(part.model_fields) :] == list(part.model_fields)


@pytest.mark.parametrize("kind", ["fees", "channels"])
def test_down_and_up_again_changes_nothing(officer: Officer, kind: str) -> None:
    empty = Listing[Fee](state=ListingState.NONE)
    Manual.objects.filter(pk=standard_manual(content=manual_content(fees=empty)).pk).update(
        agency=officer.agency
    )
    table = downloaded(kind, officer)
    job = checked(kind, officer, table)
    assert job.outcomes == {"same": len(table)}, problems(job)
    assert len(table) == (3 if kind == "fees" else 2)


def test_a_percentage_is_read_and_shown_as_one(officer: Officer, manual: Manual) -> None:
    table = downloaded("fees", officer)
    assert table[1]["ร้อยละ"] == "2.5"
    table[1]["ร้อยละ"] = "๓.๗๕"
    job = applied(checked("fees", officer, table))
    assert job.applied == 1, problems(job)
    assert fees(manual)[1]["percent"] == "3.75"


def test_what_no_cell_can_hold_is_shown_and_stays() -> None:
    lost = case_examples.fee("ค่าออกบัตรใหม่", 100, "lost")
    content = case_examples.card_manual(fees=case_examples.listed(Fee, lost))
    manual = standard_manual(content=content)
    officer = editor(manual.agency, Role.MANUAL_EDITOR)
    table = downloaded("fees", officer)
    assert (table[0]["เฉพาะกรณี"], table[0]["สูตรที่ระบบคิดให้"]) == ("lost", "")
    table[0] |= {"จำนวนเงิน": "120", "เฉพาะกรณี": "50"}
    job = applied(checked("fees", officer, table))
    assert job.applied == 1, problems(job)
    assert [(fee["amount_satang"], fee["cases"]) for fee in fees(manual)] == [(12_000, ["lost"])]


@pytest.mark.parametrize("ended", ["manual", "procedure"])
def test_what_ended_is_in_no_file_and_takes_no_rows(
    officer: Officer, manual: Manual, ended: str
) -> None:
    table = downloaded("fees", officer)
    row = manual if ended == "manual" else manual.procedure
    row.status = "withdrawn"
    row.save(update_fields=["status"])
    assert downloaded("fees", officer) == []
    assert downloaded("words", officer) == []
    job = checked("fees", officer, table)
    assert job.outcomes == {"wrong": len(table)}
    assert all("เลิกใช้แล้ว" in said for said in problems(job))


def test_rows_become_a_draft_and_go_back_when_undone(officer: Officer, manual: Manual) -> None:
    editions = ManualRevision.objects.count()
    table = downloaded("fees", officer)
    table[0] |= {"วิธีคิด *": "ช่วงจำนวน", "จำนวนเงิน": "1,500.50", "จำนวนเงินสูงสุด": "๒๐๐๐"}
    table[1]["คงไว้หรือเอาออก"] = "เอาออก"
    table.append({"รหัสคู่มือ *": str(manual.pk), "รายการ *": "ใหม่", "วิธีคิด *": "ไม่มีค่าธรรมเนียม"})
    job = checked("fees", officer, table)
    assert job.outcomes == {"change": 1, "remove": 1, "add": 1}, problems(job)
    job = applied(job)
    assert job.applied == 3, problems(job)
    found = fees(manual)
    assert [(fee["item"], fee.get("amount_satang")) for fee in found] == [
        ("ค่าธรรมเนียมบัตร", 150_050),
        ("ใหม่", None),
    ]
    draft = Draft.objects.get(manual=manual)
    assert (draft.state, draft.authors) == (DraftState.DRAFT, [f"officer {officer.pk}"])
    assert ManualRevision.objects.count() == editions

    assert undone(job).undone == 3
    content = manual.current.content if manual.current else {}
    assert fees(manual) == content["fees"]["items"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"วิธีคิด *": "แล้วแต่"}, "วิธีคิด: ไม่มีตัวเลือกนี้"),
        ({"จำนวนเงิน": "ร้อยบาท"}, "จำนวนเงิน: ไม่ใช่จำนวนเงิน"),
        ({"จำนวนเงิน": "ลบค่า"}, "ใส่จำนวนเงินของค่าธรรมเนียม"),
        ({"รายการ *": "ลบค่า"}, "รายการ: ลบค่านี้ไม่ได้"),
    ],
)
def test_what_the_definition_refuses_is_wrong(
    officer: Officer, manual: Manual, cells: dict[str, str], reason: str
) -> None:
    table = downloaded("fees", officer)
    table[0] |= cells
    job = checked("fees", officer, table)
    (said,) = problems(job)
    assert reason in said
    assert not job.effective
    assert not Draft.objects.exists()


def test_an_item_changed_meanwhile_is_a_conflict(officer: Officer, manual: Manual) -> None:
    old, new = downloaded("fees", officer), downloaded("fees", officer)
    new[0]["จำนวนเงิน"] = "5"
    applied(checked("fees", officer, new))
    old[0]["จำนวนเงิน"] = "7"
    job = checked("fees", officer, old)
    assert job.outcomes == {"conflict": 1, "same": 1}


def test_a_draft_that_somebody_holds_is_left_alone(officer: Officer, manual: Manual) -> None:
    draft = begin_draft(manual=manual, actor=COLLEAGUE, may=ALL)
    take_lock(draft_id=draft.pk, actor=COLLEAGUE, may=ALL)
    table = downloaded("fees", officer)
    table[0]["จำนวนเงิน"] = "5"
    job = applied(checked("fees", officer, table))
    assert (job.applied, job.failed) == (0, 1)
    assert COLLEAGUE.name in problems(job)[0]


def test_an_adopting_agency_writes_its_own_section_and_follows_again_when_undone(
    manual: Manual,
) -> None:
    adopted = adoption(manual, AgencyFactory())
    officer = editor(adopted.agency, Role.MANUAL_EDITOR)
    table = downloaded("fees", officer)
    table[0]["จำนวนเงิน"] = "50"
    job = applied(checked("fees", officer, table))
    assert [fee.get("amount_satang") for fee in fees(adopted)] == [5_000, None]
    undone(job)
    assert DraftSection.objects.get(draft__manual=adopted, section="fees").values is None


def test_the_first_item_of_a_list_that_said_none_goes_and_says_none_again(
    officer: Officer,
) -> None:
    none = standard_manual(content=manual_content(fees=Listing[Fee](state=ListingState.NONE)))
    Manual.objects.filter(pk=none.pk).update(agency=officer.agency)
    row = {
        "รหัสคู่มือ": str(none.pk), "รหัสรุ่น": "", "รายการ": "ค่าบัตร", "วิธีคิด": "จำนวนแน่นอน",
        "จำนวนเงิน": "20",
    }  # fmt: skip
    job = applied(checked("fees", officer, [row]))
    assert job.applied == 1, problems(job)
    undone(job)
    section = DraftSection.objects.get(draft__manual=none, section="fees")
    assert section.values is not None
    assert section.values["fees"] == {"state": "none", "items": []}
