"""Everyday words by spreadsheet."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import transaction

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.bulk.cells import LONGEST_CELL
from infogo.bulk.models import BulkRow
from infogo.bulk.sheet import Acting
from infogo.bulk.sheets import SHEETS
from infogo.editing.may import person_of
from infogo.manuals import services as manuals
from infogo.manuals.models import Manual, Procedure
from infogo.manuals.sayings import LONGEST_SAYING, MOST_SAYINGS
from tests.bulk.helping import applied, checked, downloaded, editor, undone
from tests.editing.office import ALL
from tests.editing.test_concurrency import at_once
from tests.factories import ACTOR, AgencyFactory, TagFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db


@pytest.fixture
def manual() -> Manual:
    manual = standard_manual(sayings=["บัตรหายทำไง", "ทำบัตรใหม่ที่ไหน"])
    manual.procedure.tags.set([TagFactory(text="บัตรหาย"), TagFactory(text="บัตรชำรุด")])
    return manual


def words(manual: Manual) -> tuple[list[str], list[str]]:
    procedure = type(manual.procedure).objects.get(pk=manual.procedure_id)
    return sorted(tag.text for tag in procedure.tags.all()), procedure.sayings


def test_words_go_down_unchanged_up_changed_and_back(manual: Manual) -> None:
    officer = editor(manual.agency, Role.MANUAL_EDITOR)
    before = words(manual)
    table = downloaded("words", officer)
    assert checked("words", officer, table).outcomes == {"same": 1}
    table[0] |= {"ป้ายคำ": "บัตรหาย, เปลี่ยนบัตร", "ประโยคที่ประชาชนพูด": "ลบค่า"}
    job = applied(checked("words", officer, table))
    assert job.applied == 1
    assert words(manual) == (["บัตรหาย", "เปลี่ยนบัตร"], [])
    assert undone(job).undone == 1
    assert words(manual) == before


def test_a_service_with_as_many_sayings_as_it_may_have_loses_none(manual: Manual) -> None:
    every = [f"{number} {'ก' * LONGEST_SAYING}"[:LONGEST_SAYING] for number in range(MOST_SAYINGS)]
    type(manual.procedure).objects.filter(pk=manual.procedure_id).update(sayings=every)
    officer = editor(manual.agency, Role.MANUAL_EDITOR)
    table = downloaded("words", officer)
    assert len(table[0]["ประโยคที่ประชาชนพูด"]) < LONGEST_CELL
    assert checked("words", officer, table).outcomes == {"same": 1}


def test_what_does_not_fit_is_said(manual: Manual) -> None:
    officer = editor(manual.agency, Role.MANUAL_EDITOR)
    (row,) = downloaded("words", officer)
    long = {**row, "ป้ายคำ": "ก" * 61}
    new = {**row, "รหัสคู่มือ": "", "ป้ายคำ": "x"}
    job = checked("words", officer, [long, new])
    reasons = [r.problems[0]["reason"] for r in BulkRow.objects.filter(job=job)]
    assert "ยาวเกินไป" in reasons[0]
    assert reasons[1] == "ไม่มีรหัสคู่มือ"


def test_an_adopting_agency_has_no_words_of_its_own(manual: Manual) -> None:
    adopted = adoption(manual)
    assert downloaded("words", editor(adopted.agency, Role.MANUAL_EDITOR)) == []


@pytest.mark.django_db(transaction=True)
def test_words_go_up_while_somebody_adopts_the_manual(manual: Manual) -> None:
    """Both hold the service before its manual, so that neither waits for the other in a ring."""
    officer, adopter = editor(manual.agency, Role.MANUAL_EDITOR), AgencyFactory()
    sheet, acting = SHEETS["words"], Acting(Rights.of(officer), person_of(officer), ALL)
    is_held = threading.Event()

    def adopt() -> None:
        with transaction.atomic():
            Procedure.objects.select_for_update(no_key=True).get(pk=manual.procedure_id)
            is_held.set()
            time.sleep(0.3)  # so that the row is asked for before this is over
            manuals.adopt(standard=manual, agency=adopter, actor=ACTOR)

    def change() -> None:
        assert is_held.wait(20)
        with transaction.atomic():
            current = sheet.current([manual.pk], acting, lock=True)[manual.pk]
            sheet.change(current, {"tags": ["เปลี่ยนบัตร"]}, acting)

    assert at_once(adopt, change) == [None, None]
    assert words(manual)[0] == ["เปลี่ยนบัตร"]
    assert Manual.objects.get(agency=adopter).standard == manual
