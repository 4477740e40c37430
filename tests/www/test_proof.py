"""Anyone can prove that the past was not rewritten, with the site's help or without it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from infogo.manuals import services
from infogo.manuals.chain import revision_hash
from infogo.manuals.merkle import root_hash
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.register_services import note_register
from infogo.www.pages.proof import SCRIPT
from tests.factories import ACTOR, adoption, manual_content, standard_manual
from tests.www.reading import Page, read

DOCS = Path(__file__).resolve().parents[2] / "docs" / "proof.md"
NOON = datetime(2026, 11, 27, 5, tzinfo=UTC)


def script_of_the_docs() -> str:
    found = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.S)
    assert found
    return found[1]


def run(script: Path, proof: bytes) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(script)],
        input=proof.decode(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "verify_editions.py"
    file.write_text(script_of_the_docs())
    return file


def a_manual() -> Manual:
    manual = standard_manual()
    for number in range(2, 5):
        services.publish_standard(
            manual=manual, content=manual_content(remark=f"ฉบับ {number} “ใหม่” 1.5"), actor=ACTOR
        )
    return manual


def show(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return read(response)


def tamper(manual: Manual) -> None:
    revision = ManualRevision.objects.get(manual=manual, number=2)
    revision.content["remark"] = "แก้ย้อนหลัง"
    revision.save()


@pytest.mark.django_db(transaction=True)
def test_the_script_of_the_documentation_checks_the_running_site(
    live_server: LiveServer, script: Path
) -> None:
    manual = a_manual()
    for _n in range(6):
        standard_manual()
    noted = note_register(now=NOON)
    assert noted
    address = f"{live_server.url}/manual/{manual.procedure_id}/proof.json"

    def read_proof() -> bytes:
        with urllib.request.urlopen(address) as answer:  # noqa: S310
            return bytes(answer.read())

    good = run(script, read_proof())
    assert good.returncode == 0, good.stderr
    assert "4 editions follow one another" in good.stdout
    assert noted.root in good.stdout

    tamper(manual)
    bad = run(script, read_proof())
    assert bad.returncode == 1
    assert "WRONG: edition 2 was changed" in bad.stderr


def test_page_documentation_and_download_hold_the_same_script() -> None:
    assert script_of_the_docs() == SCRIPT


@pytest.mark.django_db
class TestPages:
    def test_every_edition_is_computed_when_the_page_is_read(self, client: Client) -> None:
        manual = a_manual()
        path = f"/manual/{manual.procedure_id}/proof"
        page = show(client, path)
        assert "ตรวจผ่านทุกฉบับ" in page.text
        for revision in ManualRevision.objects.filter(manual=manual):
            assert revision.content_hash in page.text
        assert "def check_editions" in page.text
        assert "ยังไม่อยู่ในทะเบียน" in page.text
        assert "no-store" in client.get(path).headers["Cache-Control"]

        tamper(manual)
        page = show(client, path)
        assert "ฉบับที่ 2 ตรวจไม่ผ่าน: เนื้อหาไม่ตรงกับรหัส" in page.text

    def test_a_chain_that_fits_itself_but_not_the_register_is_told(self, client: Client) -> None:
        manual = standard_manual()
        note_register(now=NOON)
        forged = ManualRevision.objects.get(manual=manual)
        forged.author = "คนอื่น"
        forged.content_hash = revision_hash(
            manual_id=manual.pk,
            number=1,
            content=forged.content,
            author=forged.author,
            previous_hash=forged.previous_hash,
        )
        forged.save()

        page = show(client, f"/manual/{manual.procedure_id}/proof")

        assert "ไม่ตรงกับที่จดไว้ในทะเบียนวันที่ 2026-11-27" in page.text

    def test_an_agency_without_editions_leads_to_the_standard(self, client: Client) -> None:
        manual = standard_manual()
        local = adoption(manual)
        page = show(client, f"/manual/{manual.procedure_id}/at/{local.agency_id}/proof")
        assert page.href("ตรวจคู่มือมาตรฐานกลาง") == f"/manual/{manual.procedure_id}/proof"
        data = client.get(f"/manual/{manual.procedure_id}/at/{local.agency_id}/proof.json").json()
        assert (data["editions"], data["register"]) == ([], None)

    def test_the_register_of_a_day_gives_every_line(self, client: Client) -> None:
        for _n in range(4):
            standard_manual()
        noted = note_register(now=NOON)
        assert noted

        page = show(client, "/proof/2026-11-27")
        data: dict[str, Any] = json.loads(client.get("/proof/2026-11-27.json").content)

        assert page.h1 == "ทะเบียนวันที่ 27 พฤศจิกายน 2569"
        assert noted.day_hash in page.text
        assert root_hash(data["lines"]) == data["root"] == noted.root
        assert client.get("/proof/2026-11-26").status_code == 404
        assert client.get("/proof/verify_editions.py").content.decode() == SCRIPT

    def test_the_days_are_listed_and_paged(self, client: Client) -> None:
        standard_manual()
        assert "ยังไม่มีทะเบียน" in show(client, "/proof/").text
        for ahead in range(35):
            note_register(now=NOON + timedelta(days=ahead))
        page = show(client, "/proof/")
        assert page.href("ดูวันก่อนหน้า") == "/proof/?before=2026-12-01"
        older = show(client, "/proof/?before=2026-12-01")
        assert "30 พฤศจิกายน 2569" in older.text
        assert "ดูวันก่อนหน้า" not in older.text
        assert show(client, "/proof/?before=nonsense").text == page.text

    @pytest.mark.parametrize("path", ["/proof/", "/proof/2026-11-27", "/manual/{}/proof"])
    def test_english_pages_mark_thai(self, client: Client, path: str) -> None:
        manual = a_manual()
        note_register(now=NOON)
        page = show(client, "/en" + path.format(manual.procedure_id))
        assert page.thai_without_mark() == []
