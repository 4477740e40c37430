"""Links of the old site lead to today's pages, once somebody said which id stands for what."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from infogo.core.models import AuditEntry
from infogo.manuals.models import ProcedureStatus
from infogo.oldlinks.models import FormerId, Scheme
from infogo.oldlinks.services import (
    COLUMNS,
    FormerIdError,
    Imported,
    canonical,
    export_former_ids,
    import_former_ids,
)
from tests.factories import ACTOR, ServicePointFactory, adoption, standard_manual
from tests.www.reading import read

pytestmark = pytest.mark.django_db
ONE = "11111111-aaaa-4bbb-8ccc-000000000001"
TWO = "11111111-aaaa-4bbb-8ccc-000000000002"
HEAD = ",".join(COLUMNS)


def table(*rows: str) -> str:
    return "\n".join((HEAD, *rows, ""))


def take_in(*rows: str, dry_run: bool = False) -> Imported:
    return import_former_ids(table(*rows), actor=ACTOR, dry_run=dry_run)


def leads_to(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 301
    return response.headers["Location"]


def test_a_manual(client: Client) -> None:
    manual = standard_manual(code="DLT-001")
    take_in(f"procedure_uuid,{ONE.upper()},DLT-001,,", "procedure_number,0113,DLT-001,,")
    assert leads_to(client, f"/procedure/{ONE}/view") == f"/manual/{manual.procedure_id}"
    assert leads_to(client, f"/procedure/{ONE.upper()}/view") == f"/manual/{manual.procedure_id}"
    assert leads_to(client, "/procedure/113/view") == f"/manual/{manual.procedure_id}"
    assert leads_to(client, f"/en/procedure/{ONE}/view") == f"/en/manual/{manual.procedure_id}"


def test_an_agencys_own_manual(client: Client) -> None:
    standard = standard_manual(code="DLT-001")
    own = adoption(standard)
    take_in(f"procedure_uuid,{ONE},DLT-001,{own.agency.key},")
    there = f"/manual/{standard.procedure_id}/at/{own.agency_id}"
    assert leads_to(client, f"/procedure/{ONE}/view") == there


def test_a_point(client: Client) -> None:
    point = ServicePointFactory(key="sp-old")
    take_in(f"point_uuid,{ONE},,,sp-old")
    assert leads_to(client, f"/service-point/{ONE}/procedures") == f"/place/{point.pk}"
    assert client.get(f"/procedure/{ONE}/view").status_code == 404


def test_what_ended_since_says_so_itself(client: Client) -> None:
    manual = standard_manual(code="DLT-001")
    take_in(f"procedure_uuid,{ONE},DLT-001,,")
    manual.procedure.status = ProcedureStatus.WITHDRAWN
    manual.procedure.save()
    assert client.get(f"/procedure/{ONE}/view", follow=True).status_code == 410


def test_pages_that_moved(client: Client) -> None:
    assert leads_to(client, "/emergency-number") == "/emergency"
    there = leads_to(client, "/search?lat=13.75&lng=100.54&search=บัตรประชาชน")
    assert there == f"/search?q={quote('บัตรประชาชน')}"
    assert client.get("/search", {"search": "a", "q": "b"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"/procedure/{ONE}/view",
        "/procedure/nothing/view",
        f"/service-point/{ONE}/procedures",
        "/service-point/%00/procedures",
    ],
)
def test_an_unknown_one_offers_a_search(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    page = read(response)
    assert page.h1 == "ลิงก์นี้มาจากเว็บไซต์เดิม"
    assert 'action="/search"' in page.html
    assert '<meta name="robots" content="noindex">' in page.html


def test_taking_in_again_changes_only_what_is_other() -> None:
    standard_manual(code="DLT-001")
    second = standard_manual(code="DLT-002")
    rows = (f"procedure_uuid,{ONE},DLT-001,,", f"procedure_uuid,{TWO},DLT-001,,")
    assert take_in(*rows) == Imported(added=2, changed=0, known=0)
    assert take_in(*rows) == Imported(added=0, changed=0, known=2)
    assert AuditEntry.objects.filter(verb="import_former_ids").count() == 1
    moved = take_in(rows[0], f"procedure_uuid,{TWO},DLT-002,,")
    assert moved == Imported(added=0, changed=1, known=1)
    assert FormerId.objects.get(value=TWO).procedure_id == second.procedure_id
    assert AuditEntry.objects.filter(verb="import_former_ids").count() == 2


def test_a_dry_run_writes_nothing() -> None:
    standard_manual(code="DLT-001")
    assert take_in(f"procedure_uuid,{ONE},DLT-001,,", dry_run=True).added == 1
    assert not FormerId.objects.exists()
    assert not AuditEntry.objects.filter(verb="import_former_ids").exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"guide,{ONE},DLT-001,,", "ไม่รู้จัก scheme “guide”"),
        ("procedure_uuid,12,DLT-001,,", "value “12” ไม่ใช่UUID"),
        ("procedure_number,x,DLT-001,,", "value “x” ไม่ใช่ตัวเลข"),
        (f"procedure_uuid,{TWO},,,", "ใส่คอลัมน์ procedure"),
        (f"procedure_uuid,{TWO},NONE-1,,", "ไม่มี procedure “NONE-1”"),
        (f"procedure_uuid,{TWO},DLT-001,nobody,", "ไม่มี agency “nobody”"),
        (f"procedure_uuid,{TWO},DLT-001,,sp-1", "เว้นคอลัมน์ point ว่างไว้"),
        (f"point_uuid,{TWO},,,", "ใส่คอลัมน์ point"),
        (f"procedure_uuid,{ONE},DLT-002,,", "ชี้ไปสองที่"),
    ],
)
def test_a_table_with_a_fault_is_refused_whole(row: str, said: str) -> None:
    standard_manual(code="DLT-001")
    standard_manual(code="DLT-002")
    with pytest.raises(FormerIdError) as refusal:
        take_in(f"procedure_uuid,{ONE},DLT-001,,", row)
    assert any(
        problem.startswith("บรรทัด 3: ") and said in problem for problem in refusal.value.problems
    )
    assert not FormerId.objects.exists()


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(FormerIdError, match="ไม่มีคอลัมน์ procedure, agency, point"):
        import_former_ids("scheme,value\n", actor=ACTOR)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ไฟล์ว่าง"),
        ("scheme;value;procedure;agency;point\n", "คั่นด้วยเครื่องหมายอื่น"),
        ("scheme\tvalue\tprocedure\tagency\tpoint\n", "คั่นด้วยเครื่องหมายอื่น"),
        ("Scheme,Value,Procedure,Agency,Point\n", "แถวแรกของไฟล์เป็น “Scheme,Value"),
        (f"procedure_uuid,{ONE},DLT-001,,\n", "บรรทัด 1: แถวแรกต้องเป็นชื่อคอลัมน์"),
        ('"' + "ก" * 200_000 + '",value\n', "อ่านเป็น CSV ไม่ได้"),
    ],
)
def test_a_wrong_first_line_says_which_columns_are_expected(text: str, said: str) -> None:
    with pytest.raises(FormerIdError, match=said) as refusal:
        import_former_ids(text, actor=ACTOR)
    if "CSV ไม่ได้" not in said:
        assert "scheme,value,procedure,agency,point" in str(refusal.value)


def test_what_is_given_out_can_be_taken_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    standard_manual(code="DLT-001")
    ServicePointFactory(key="sp-old")
    file = tmp_path / "ids.csv"
    file.write_text(
        table(f"point_uuid,{TWO},,,sp-old", f"procedure_uuid,{ONE},DLT-001,,"), encoding="utf-8-sig"
    )
    call_command("former_ids", str(file), "--dry-run")
    assert not FormerId.objects.exists()
    call_command("former_ids", str(file))
    assert "ใหม่ 2" in capsys.readouterr().out
    call_command("former_ids")
    given_out = capsys.readouterr().out
    assert given_out == export_former_ids()
    assert import_former_ids(given_out, actor=ACTOR).known == 2


def test_the_command_names_every_fault(tmp_path: Path) -> None:
    file = tmp_path / "ids.csv"
    file.write_text(table("x,1,,,", "point_uuid,1,,,"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"(?s)บรรทัด 2.*บรรทัด 3"):
        call_command("former_ids", str(file))
    with pytest.raises(CommandError, match="ไม่พบไฟล์"):
        call_command("former_ids", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="เปิดไฟล์"):
        call_command("former_ids", str(tmp_path))


@given(st.sampled_from(Scheme.values), st.text(max_size=60))
def test_an_id_has_one_form(scheme: str, text: str) -> None:
    form = canonical(scheme, text)
    assert form == canonical(scheme, form)
    assert len(form) <= 40
