"""Programs write manuals as drafts; people approve them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftState
from infogo.editing.services.drafts import save_section, take_lock
from infogo.editing.services.workflow import approve_draft, return_draft
from infogo.manuals.models import Manual
from infogo.taxonomy.models import VocabularyTerm
from tests.accounts.watching import nothing_changes
from tests.api.programs import Program
from tests.editing.office import BROKEN, FEE, good_content
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    TopicFactory,
    adoption,
    standard_manual,
)
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law(db: None) -> None:
    enact()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return adoption(standard_manual(content=good_content(), name_th="ขอเปิดตลาด"), agency)


@pytest.fixture
def call(agency: Agency) -> Program:
    grant = GrantFactory(role=Role.MANUAL_EDITOR, officer__agency=agency)
    return Program(grant.officer, "edit_manual", "view")


def colleague(agency: Agency, role: str) -> dict[str, Any]:
    officer = GrantFactory(role=role, officer__agency=agency).officer
    return {"actor": person_of(officer), "may": OfficerMay(Rights.of(officer))}


def begun(call: Program, manual: Manual) -> Any:
    return call("POST", f"/manuals/{manual.pk}/draft", {}, status=201)


def write(call: Program, draft: Any, values: Any = None, **given: Any) -> Any:
    body = {"values": values or FEE, "seen": 0}
    return call("PUT", f"/drafts/{draft['id']}/sections/fees", body, **given)


def test_a_draft_goes_from_the_program_to_people_and_out(
    call: Program, agency: Agency, manual: Manual
) -> None:
    draft = begun(call, manual)
    assert (draft["state"], draft["changed"], draft["can_submit"]) == ("draft", [], False)
    saved = write(call, draft)
    fees = next(part for part in saved["sections"] if part["section"] == "fees")
    assert (fees["status"], fees["version"], fees["values"]) == ("changed", 1, FEE)
    assert saved["lock"]["is_yours"]
    address = f"/drafts/{draft['id']}"
    submitted = call(
        "POST", f"{address}/submit", {"seen": saved["version"], "note": "ลดค่าธรรมเนียม"}
    )
    assert submitted["state"] == "submitted"

    approver = colleague(agency, Role.MANUAL_APPROVER)
    return_draft(
        draft_id=draft["id"], seen=submitted["version"], comments={"fees": "ใส่กฎหมาย"}, **approver
    )
    returned = call("GET", address)
    assert [(each["section"], each["text"]) for each in returned["comments"]] == [
        ("fees", "ใส่กฎหมาย")
    ]
    assert [step["verb"] for step in returned["steps"]] == ["begin", "submit", "return"]
    assert call("GET", f"/manuals/{manual.pk}")["draft"] == draft["id"]

    body = {"values": {**FEE, "fee_note": "ตามข้อบัญญัติ"}, "seen": 1}
    again = call("PUT", f"{address}/sections/fees", body)
    submitted = call("POST", f"{address}/submit", {"seen": again["version"]})
    approve_draft(draft_id=draft["id"], seen=submitted["version"], **approver)
    done = call("GET", address)
    assert (done["state"], done["edition"]) == ("published", 1)
    assert call("GET", f"/manuals/{manual.pk}")["draft"] is None
    by_program = AuditEntry.objects.filter(detail__program=call.token.prefix)
    assert {entry.officer_id for entry in by_program} == {call.officer.pk}
    assert "draft-approve" not in set(by_program.values_list("verb", flat=True))
    assert "draft-submit" in set(by_program.values_list("verb", flat=True))


def test_there_is_no_way_to_approve(call: Program, manual: Manual) -> None:
    draft = begun(call, manual)
    saved = write(call, draft)
    waiting = call("POST", f"/drafts/{draft['id']}/submit", {"seen": saved["version"]})
    body = {"seen": waiting["version"]}
    for verb in ("approve", "decide", "return", "publish", "pass-review"):
        with nothing_changes():
            call("POST", f"/drafts/{draft['id']}/{verb}", body, status=404)
    taken = call("POST", f"/drafts/{draft['id']}/withdraw", body)
    assert taken["state"] == "draft"
    gone = call("POST", f"/drafts/{draft['id']}/discard", {"seen": taken["version"]})
    assert gone["state"] == "discarded"


def test_what_the_law_demands_is_told_line_by_line(call: Program, manual: Manual) -> None:
    draft = begun(call, manual)
    saved = write(call, draft, BROKEN)
    found = [finding for finding in saved["findings"] if finding["severity"] == "blocking"]
    assert found[0]["part"] == "fees"
    with nothing_changes():
        refused = call(
            "POST", f"/drafts/{draft['id']}/submit", {"seen": saved["version"]}, status=422
        )
    assert len(refused["errors"]) == len(found)
    assert refused["errors"][0]["parameter"].startswith("fees:")
    assert found[0]["reason"] in refused["errors"][0]["message_th"]


def test_somebody_elses_version_and_lock_stay(
    call: Program, agency: Agency, manual: Manual
) -> None:
    draft = begun(call, manual)
    other = colleague(agency, Role.MANUAL_EDITOR)
    take_lock(draft_id=draft["id"], **other)
    with nothing_changes():
        refused = write(call, draft, status=409)
    assert other["actor"].name in refused["title_th"]
    assert "try again" in refused["title"]
    save_section(draft_id=draft["id"], section="fees", values=BROKEN, seen=0, **other)
    Draft.objects.get(pk=draft["id"]).lock.delete()
    with nothing_changes():
        refused = write(call, draft, status=409)
    assert "version 1" in refused["title"]
    assert refused["errors"][0]["parameter"] == "seen"
    body = {"values": FEE, "seen": 1}
    saved = call("PUT", f"/drafts/{draft['id']}/sections/fees", body)
    assert call("POST", f"/drafts/{draft['id']}/release")["lock"] is None
    call("POST", f"/drafts/{draft['id']}/submit", {"seen": saved["version"]})
    with nothing_changes():
        call("POST", f"/drafts/{draft['id']}/submit", {"seen": saved["version"]}, status=409)


def test_a_section_follows_the_standard_again(call: Program, manual: Manual) -> None:
    draft = begun(call, manual)
    write(call, draft)
    body = {"values": None, "seen": 1}
    followed = call("PUT", f"/drafts/{draft['id']}/sections/fees", body)
    fees = next(part for part in followed["sections"] if part["section"] == "fees")
    assert (fees["status"], fees["values"]) == ("followed", None)


def test_a_manual_is_adopted_and_begun_from_a_copy(call: Program, agency: Agency) -> None:
    standard = standard_manual(content=good_content(), name_th="ขอขายอาหาร")
    body = {"agency": agency.pk, "procedure": standard.procedure_id}
    adopted = call("POST", "/manuals", body, status=201)
    assert (adopted["status"], adopted["is_standard"]) == ("published", False)
    assert call("POST", "/manuals", body, status=201) == adopted
    other = adoption(standard)
    draft = call("POST", f"/manuals/{adopted['id']}/draft", {"copy_of": other.pk}, status=201)
    assert str(other.pk) in draft["note"]
    with nothing_changes():
        call("POST", f"/manuals/{adopted['id']}/draft", {"copy_of": 10**6}, status=422)
    with nothing_changes():
        call("POST", "/manuals", {**body, "procedure": 10**6}, status=404)


@pytest.fixture
def new(agency: Agency) -> dict[str, Any]:
    for vocabulary in ("service_type", "service_category"):
        VocabularyTerm.objects.create(
            vocabulary=vocabulary,
            code="general",
            label_th="ทั่วไป",
            label_en="General",
            order=1,
            effective_from="2015-07-21",
            source="test",
        )
    return {
        "agency": agency.pk,
        "name": "ขอยืมหนังสือ",
        "official_name": "การขอยืมหนังสือ",
        "topic": TopicFactory().slug,
        "service_type": "general",
        "category": "general",
    }


def test_a_new_procedure_begins_empty(call: Program, new: dict[str, Any]) -> None:
    draft = call("POST", "/procedures", new, status=201)
    assert draft["is_standard"]
    manual = call("GET", f"/manuals/{draft['manual']}")
    assert (manual["status"], manual["edition"]) == ("draft", None)
    with nothing_changes():
        call("POST", "/procedures", new, status=422)  # the name is taken


@pytest.mark.parametrize(
    ("change", "field"),
    [({"topic": "castles"}, "topic"), ({"service_type": "x"}, "service_type"), ({"name": " "}, "")],
)
def test_a_new_procedure_needs_its_headings(
    call: Program, new: dict[str, Any], change: dict[str, str], field: str
) -> None:
    call("GET", "/drafts")
    with nothing_changes():
        refused = call("POST", "/procedures", {**new, **change}, status=422)
    assert [line["parameter"] for line in refused["errors"]] == ([field] if field else [])


@pytest.mark.parametrize(
    ("section", "values"),
    [("nothing", {}), ("fees", {"castle": 1}), ("fees", {"fee_note": "ก" * 70_000})],
)
def test_what_is_no_section_is_refused(
    call: Program, manual: Manual, section: str, values: dict[str, Any]
) -> None:
    draft = begun(call, manual)
    body = {"values": values, "seen": 0}
    with nothing_changes():
        call("PUT", f"/drafts/{draft['id']}/sections/{section}", body, status=422)


def test_a_time_in_the_past_is_refused(call: Program, manual: Manual) -> None:
    draft = begun(call, manual)
    saved = write(call, draft)
    past = (timezone.now() - timedelta(hours=1)).isoformat()
    body = {"seen": saved["version"], "publish_at": past}
    with nothing_changes():
        call("POST", f"/drafts/{draft['id']}/submit", body, status=422)
    with nothing_changes():
        body["publish_at"] = "2030-01-01T08:30:00"  # in which time zone?
        call("POST", f"/drafts/{draft['id']}/submit", body, status=422)


def test_lists_cost_the_same_however_long(call: Program, agency: Agency, manual: Manual) -> None:
    begun(call, manual)
    assert [row["manual"] for row in call("GET", "/drafts")["items"]] == [manual.pk]
    assert call("GET", f"/drafts?state={DraftState.RETURNED}")["items"] == []
    lists = ("/drafts", f"/manuals?agency={agency.pk}")
    with CaptureQueriesContext(connection) as few:
        for path in lists:
            call("GET", path)
    for _each in range(4):
        begun(call, adoption(standard_manual(content=good_content()), agency))
    with CaptureQueriesContext(connection) as many:
        for path in lists:
            assert len(call("GET", path)["items"]) == 5
    assert len(many) == len(few)
