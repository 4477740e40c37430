"""What an article still needs, and what would make it plainer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from infogo.articles.checking import blocking, check_text, plain_text, word_count
from infogo.files.services import store_file, withdraw_file
from infogo.manuals.models import ProcedureStatus
from tests.articles.office import good_text
from tests.factories import ProcedureFactory
from tests.files import samples
from tests.files.test_services import Somebody
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


def reasons(*, only_blocking: bool = False, **given: Any) -> str:
    found = check_text(good_text(**given), "dopa", TODAY)
    return " / ".join(f.reason for f in (blocking(found) if only_blocking else found))


def test_a_good_text_has_nothing_to_look_at() -> None:
    assert reasons() == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title_th": " "}, "ยังไม่มีชื่อ"),
        ({"summary_th": ""}, "ยังไม่มีคำตอบสั้น"),
        ({"body_th": "## "}, "ยังไม่มีเนื้อหา"),
        ({"body_th": "ก *" * 3_000}, "เกิน 1,000 ตัว"),
        ({"body_th": "![](/files/1/a.png)"}, "ไม่มีคำอธิบาย"),
        ({"body_th": "![แผนที่](https://x.example/a.png)"}, "ภาพจากเว็บไซต์อื่น"),
        ({"body_th": "![แผนที่](/files/999/a.png)"}, "ไม่มีไฟล์หมายเลข 999"),
        ({"body_th": "ไป[ทำบัตร](service:NONE-1)"}, "ไม่มีบริการรหัส NONE-1"),
        ({"services": ("NONE-2",)}, "ไม่มีบริการรหัส NONE-2"),
        ({"sayings": [f"ประโยค {n}" for n in range(121)]}, "มีประโยคที่ประชาชนพูด 121 ประโยค"),
        ({"sayings": ("สั้น", "ก" * 201)}, "บรรทัดที่ 2 ยาว 201 ตัวอักษร"),
    ],
)
def test_what_is_missing_stops_it(given: dict[str, Any], words: str) -> None:
    assert words in reasons(only_blocking=True, **given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"topic": ""}, "ยังไม่เลือกหมวด"),
        ({"services": ()}, "ยังไม่พาไปบริการใด"),
        ({"sayings": ()}, "ยังไม่มีประโยคที่ประชาชนพูด"),
        ({"title_th": "ก" * 91}, "ชื่อยาว 91 ตัวอักษร"),
        ({"summary_th": "ตอบ " * 80}, "คำตอบสั้นยาว"),
        ({"body_th": "คำ " * 700}, "เนื้อหายาว 700 คำ"),
        ({"body_th": "[คลิกที่นี่](https://x.example)"}, "ไม่บอกปลายทาง"),
        ({"body_th": "<b>หนา</b>"}, "แท็ก <b>"),
        ({"body_th": "ต้องยื่นคำร้อง ณ ที่ทำการ"}, "คำราชการ"),
        ({"summary_th": "ประชาชนที่ต้องการทำบัตร" * 8}, "ไม่เว้นวรรค"),
    ],
)
def test_a_hint_stops_nothing(given: dict[str, Any], words: str) -> None:
    assert words in reasons(**given)
    assert reasons(only_blocking=True, **given) == ""


def test_a_withdrawn_service_is_only_a_hint() -> None:
    service = ProcedureFactory(status=ProcedureStatus.WITHDRAWN, name_th="เรื่องเก่า")
    assert "เรื่องเก่า ยกเลิกแล้ว" in reasons(services=(service.code,))


def test_another_agencys_private_file_stops_it(settings: Settings, tmp_path: Path) -> None:
    settings.INFOGO = {**settings.INFOGO, "FILES_DIR": tmp_path / "files"}
    theirs = store_file(samples.upload(samples.picture(), "ก.jpg"), Somebody(), "ldd")
    mine = store_file(samples.upload(samples.picture(), "ก.jpg"), Somebody(), "dopa")
    assert "เป็นของหน่วยงานอื่น" in reasons(body_th=f"![ก]({theirs.public_path})")
    assert reasons(body_th=f"![ก]({mine.public_path})") == ""
    withdraw_file(file_id=mine.pk, reason="ผิด", actor=Somebody())
    assert "ไม่มีไฟล์หมายเลข" in reasons(body_th=f"![ก]({mine.public_path})")


def test_readers_do_not_count_marks() -> None:
    assert plain_text("## หัวข้อ\n\n- ไป[ทำบัตร](service:DOPA-1) **ก่อน**") == ("หัวข้อ\n\nไปทำบัตร ก่อน")
    assert word_count("ไป[บ้าน](https://very.long.example/path)") == 2
