"""A spreadsheet goes down, comes back with mistakes, is applied in part and undone."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import check
from tests.e2e.test_office import enter_room, sign_in
from tools.country import ROOT, environment

pytestmark = pytest.mark.browser
WORKER = """
import django; django.setup()
from infogo.bulk.services.work import work
from infogo.upkeep.duties import acting_for
while work(acting_for, seconds=5): pass
"""
# With and without scripts a page of a job that goes on asks anew by itself, every few seconds. To
# reload it meanwhile could run into that visit; to wait for it shows that it comes.
COMES_BY_ITSELF_MS = 30_000
LANDMARK, POSTCODE = "จุดสังเกต", "รหัสไปรษณีย์"


def let_the_worker_work(home: Path) -> None:
    """Do what the worker of a node does; none runs beside the served country."""
    command = [sys.executable, "-c", WORKER]
    subprocess.run(command, cwd=ROOT, env=environment(home), check=True)


def downloaded(page: Page, link: str) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def upload(page: Page, table: list[dict[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(table[0]))
    writer.writeheader()
    writer.writerows(table)
    content = text.getvalue().encode("utf-8-sig")
    file = {"name": "จุดที่แก้.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("ไฟล์ที่แก้แล้ว").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="ส่งไฟล์ให้ระบบตรวจ").click()


@pytest.mark.parametrize(
    ("size", "javascript"), [(DESK, True), (PHONE, False)], ids=["script", "no script"]
)
def test_good_rows_are_applied_bad_ones_are_mended_and_all_is_undone(
    open_page: OpenPage, country_home: Path, size: Size, javascript: bool
) -> None:
    page = open_page("", size=size, javascript=javascript)
    # Looking is done by a script.
    look = check if javascript else lambda _page: None
    sign_in(page, "agency-admin")
    enter_room(page, "แก้ทีละหลายรายการ")
    look(page)
    page.get_by_role("main").get_by_role("link", name="จุดให้บริการ", exact=True).click()
    look(page)
    # Each way takes rows of its own, for both may be gone at the same time.
    first = 0 if javascript else 3
    table = downloaded(page, "ดาวน์โหลด CSV")[first : first + 3]
    for number, row in enumerate(table):
        row[LANDMARK] = f"ทดลอง {number}"
    table[1][POSTCODE] = "12"
    upload(page, table)
    expect(page.get_by_role("status")).to_contain_text("0 จาก 3 แถว")
    look(page)

    let_the_worker_work(country_home)
    # Phones show no row of headings.
    rows = page.get_by_role("region", name="แถวในไฟล์").get_by_role("row")
    rows = rows.filter(has=page.get_by_role("rowheader"))
    expect(rows.first).to_contain_text(
        "ไม่ใช่รหัสไปรษณีย์ เขียนเป็นตัวเลข 5 หลัก", timeout=COMES_BY_ITSELF_MS
    )
    look(page)
    (wrong,) = downloaded(page, "ดาวน์โหลดแถวที่ต้องแก้")
    assert wrong[LANDMARK] == "ทดลอง 1"
    assert POSTCODE in wrong["สิ่งที่ต้องแก้"]

    page.get_by_role("link", name="เปลี่ยนข้อมูล").click()
    expect(rows.first).to_contain_text("จุดสังเกต: ทดลอง 0")
    page.get_by_role("button", name="ใช้เฉพาะแถวที่ถูกต้อง 2 แถว").click()
    let_the_worker_work(country_home)
    expect(page.get_by_role("list", name="ผล")).to_contain_text(
        "บันทึกแล้ว 2 แถว", timeout=COMES_BY_ITSELF_MS
    )
    look(page)

    page.get_by_role("button", name="ย้อนกลับ 2 แถวที่บันทึก").click()
    let_the_worker_work(country_home)
    expect(page.get_by_role("list", name="ผล")).to_contain_text(
        "ย้อนกลับแล้ว 2 แถว", timeout=COMES_BY_ITSELF_MS
    )
    page.get_by_role("link", name="แก้ทีละหลายรายการ").first.click()
    look(page)
