"""Many records at once by program: the spreadsheets' own rows, as files or as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.accounts.tokens import revoke_token
from infogo.agencies.models import Agency
from infogo.bulk.models import BulkJob
from infogo.bulk.reading import Upload, read_upload
from infogo.bulk.services import jobs
from infogo.bulk.sheet import Sheet
from infogo.core.models import AuditEntry
from infogo.points.models import ServicePoint
from infogo.volumes.months import code_of
from tests.accounts.watching import nothing_changes
from tests.api.programs import Program
from tests.bulk.helping import as_csv, as_workbook, downloaded, uploaded, worked
from tests.factories import AgencyFactory, GrantFactory, ServicePointFactory
from tests.volumes.forms import enact_form, last_month, pins_of, rights_of

pytestmark = pytest.mark.django_db
ROWS = "/api/v1/office/bulk/points/rows"
JOBS = "/api/v1/office/bulk/points/jobs"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path}


@pytest.fixture
def agency() -> Agency:
    agency = AgencyFactory()
    for number in range(3):
        ServicePointFactory(agency=agency, landmark=f"เดิม {number}")
    return agency


@pytest.fixture
def call(agency: Agency) -> Program:
    grant = GrantFactory(role=Role.POINT_EDITOR, officer__agency=agency)
    return Program(grant.officer, "edit_point")


def lines(call: Program) -> list[dict[str, Any]]:
    answer = call.answer("GET", ROWS)
    assert answer["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.getvalue().decode().splitlines()]


def sent(call: Program, rows: list[dict[str, Any]], **given: Any) -> Any:
    body = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return call.send("POST", JOBS, body, kind="application/x-ndjson", **{"status": 201, **given})


def work(job: dict[str, Any]) -> None:
    worked(BulkJob.objects.get(pk=job["id"]))


def landmarks() -> list[str]:
    return sorted(ServicePoint.objects.values_list("landmark", flat=True))


def test_lines_go_up_are_applied_and_come_back(call: Program) -> None:
    rows = lines(call)
    rows[0]["landmark"] = "=1+1 หน้าตลาด"
    rows[1] = {"id": rows[1]["id"], "mark": rows[1]["mark"], "landmark": None}
    rows[2]["postcode"] = "ก"
    job = sent(call, rows)
    assert (job["state"], job["total"]) == ("checking", 3)
    work(job)
    address = f"/bulk/jobs/{job['id']}"
    checked = call("GET", address)
    assert (checked["state"], checked["outcomes"]) == ("checked", {"change": 2, "wrong": 1})
    (wrong,) = call("GET", f"{address}/rows?problems=true")["items"]
    assert (wrong["line"], wrong["row"]) == (3, 4)
    assert wrong["problems"][0]["column"] == "รหัสไปรษณีย์"
    assert call("POST", f"{address}/apply")["state"] == "applying"
    work(job)
    assert landmarks() == ["", "=1+1 หน้าตลาด", "เดิม 2"]
    done = call("GET", address)
    assert (done["state"], done["applied"], done["can_apply"]) == ("done", 2, False)
    with nothing_changes():
        call("POST", f"{address}/apply", status=409)
    call("POST", f"{address}/undo")
    work(job)
    assert landmarks() == ["เดิม 0", "เดิม 1", "เดิม 2"]
    trail = AuditEntry.objects.filter(target__in=("point", "bulk_job"))
    assert {entry.detail.get("program") for entry in trail} == {call.token.prefix}
    assert {"bulk_apply", "bulk_undo", "edit_point"} <= {entry.verb for entry in trail}


def test_no_other_month_is_given_than_the_one_that_was_asked_for(agency: Agency) -> None:
    enact_form()
    pins_of(agency)
    program = Program(rights_of(agency).officer, "report")
    address, month = "/api/v1/office/bulk/volumes/rows", code_of(last_month())
    (row,) = program.answer("GET", f"{address}?month={month}").getvalue().decode().splitlines()
    assert json.loads(row)["id"].startswith(f"{month}:")
    for wrong in (f"{last_month():%Y-%m}", "2569-13"):
        told = program.send("GET", f"{address}?month={wrong}", status=422)
        assert told["errors"][0]["parameter"] == "month"


def test_the_same_file_twice_is_one_job(call: Program) -> None:
    rows = lines(call)
    first = sent(call, rows, key="night")
    with nothing_changes():
        assert sent(call, rows, key="night") == first
    assert BulkJob.objects.count() == 1
    refused = sent(call, rows[:1], key="night", status=422)
    assert "Idempotency-Key" in refused["title"]


def test_nobody_waits_for_the_database_while_a_file_is_read(
    call: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    outside = len(connection.savepoint_ids)

    def reading(path: Path, sheet: Sheet) -> Upload:
        held.append(len(connection.savepoint_ids) - outside)
        return read_upload(path, sheet)

    monkeypatch.setattr(jobs, "read_upload", reading)
    rows = lines(call)
    first = sent(call, rows, key="night")
    sent(call, rows[:1])
    sent(call, rows[:2])
    assert held == [0, 0, 0]
    # Asked again, nothing is read, and that three jobs are at work stands in no way.
    assert sent(call, rows, key="night") == first
    assert len(held) == 3


@pytest.mark.parametrize("as_file", ["csv", "xlsx"])
def test_files_of_the_workspace_do_as_well(call: Program, tmp_path: Path, as_file: str) -> None:
    content = as_csv(downloaded("points", call.officer))
    if as_file == "xlsx":
        content = as_workbook("points", call.officer, tmp_path)
    job = call.send("POST", f"{JOBS}?name=a.{as_file}", content, kind="text/plain", status=201)
    work(job)
    told = call("GET", f"/bulk/jobs/{job['id']}")
    assert (told["name"], told["outcomes"]) == (f"a.{as_file}", {"same": 3})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "ไฟล์ว่างเปล่า"),
        ("{", "บรรทัดที่ 1 ไม่ใช่ JSON"),
        ('{"id": "1"}\n[1]', "บรรทัดที่ 2"),
        ('{"castle": "1"}', "ไม่มีช่อง castle"),
        ('{"id": ["1"]}', "ค่าต้องเป็นข้อความ"),
        ("a,b\n1,2", "ไม่พบหัวตาราง"),
        ('{"id": "' + "1" * 200_000, "บรรทัดยาวเกินไป"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(call: Program, body: str, words: str) -> None:
    lines(call)
    with nothing_changes():
        refused = call.send("POST", JOBS, body, status=422)
    assert words in refused["title_th"]
    assert not BulkJob.objects.exists()


def test_only_the_token_that_sent_a_job_finds_it(call: Program) -> None:
    by_hand = uploaded("points", call.officer, as_csv(downloaded("points", call.officer)))
    job = sent(call, lines(call))
    assert [each["id"] for each in call("GET", "/bulk/jobs")["items"]] == [job["id"]]
    other = Program(call.officer, "edit_point")
    other("GET", "/bulk/jobs")
    for program, found in ((call, by_hand.pk), (other, job["id"])):
        with nothing_changes():
            program("POST", f"/bulk/jobs/{found}/cancel", status=404)


def test_a_job_ends_with_its_token(call: Program) -> None:
    rows = lines(call)
    for row in rows:
        row["landmark"] = "ใหม่"
    job = sent(call, rows)
    work(job)
    call("POST", f"/bulk/jobs/{job['id']}/apply")
    revoke_token(rights=Rights.of(call.officer), token_id=call.token.pk)
    work(job)
    assert landmarks() == ["เดิม 0", "เดิม 1", "เดิม 2"]
    assert BulkJob.objects.get().failed == 3


def test_kinds_say_their_columns_and_whose_they_are(call: Program) -> None:
    kinds = {kind["code"]: kind for kind in call("GET", "/bulk")["kinds"]}
    assert {"points", "pins"} <= kinds.keys()
    assert "fees" not in kinds
    assert kinds["points"]["columns"][0]["name"] == "id"
    with nothing_changes():
        call.send("POST", "/api/v1/office/bulk/fees/jobs", "{}", status=403)
        call.send("POST", "/api/v1/office/bulk/castles/jobs", "{}", status=404)
    assert (
        call.client.head(ROWS, headers={"Authorization": f"Bearer {call.secret}"}).status_code
        == 200
    )
