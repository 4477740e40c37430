"""Pictures of docs/officer-guide.md: the demonstration's workspace as officers see it.

Each is one screen of an officer of the demonstration, small enough to live in the repository.
Run it again when pages changed; pictures of the same pages replace the old ones. It works in a
copy of the home folder, into which it puts invented failed searches and a broken link of a site
that cannot exist.

``./dev guide [HOME]``; without a folder the one that benchmarks keep.
"""

from __future__ import annotations

import base64
import re
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from tools import country
from tools.chromium import chromium
from tools.folders import named_folder

FOLDER = country.ROOT / "docs" / "images" / "officer-guide"
WIDTH, HEIGHT = 1024, 820
MOST_BYTES = 60_000
CODE_SECONDS = 30
QUALITIES = (80, 70, 60, 50, 40, 30)
MANUAL = """
    SELECT manual.id FROM manuals_manual manual
    JOIN manuals_procedure procedure ON procedure.id = manual.procedure_id
    JOIN agencies_agency agency ON agency.id = manual.agency_id
    WHERE manual.standard_id IS NULL AND agency.key = 'moi-dopa'
    ORDER BY procedure.code LIMIT 1 OFFSET 2
"""

UNFOUND = (("บัตรโดนขโมย", 14), ("หนังสือรับรองโสด", 11), ("ย้ายชื่อเข้าบ้านแฟน", 8), ("ขอใบเกิดใหม่", 7))
"""Words and in how many hours nobody found anything by them."""
BROKEN = "https://old-site.example/form.pdf"


@dataclass(frozen=True)
class Picture:
    """One screen: who looks, at which address, and what she has done there before."""

    name: str
    officer: str
    path: str
    act: Callable[[Page], None] | None = None


def look_first(page: Page) -> None:
    """Type an everyday word and look at what it would change."""
    page.get_by_label("เพิ่มป้ายคำ", exact=True).fill("บัตรโดนหนูแทะ")
    page.get_by_role("button", name="ดูผลก่อนบันทึก").click()
    page.get_by_role("heading", name="ผลต่อการค้นหา ถ้าบันทึก").scroll_into_view_if_needed()


def begin(page: Page) -> None:
    """Open the draft of the manual, a new one if there is none."""
    edit = page.get_by_role("button", name="แก้คู่มือ", exact=True)
    (edit if edit.count() else page.get_by_role("link", name="เปิดร่าง")).click()


def write_fees(page: Page) -> None:
    """Open the fees of the manual's draft."""
    begin(page)
    page.get_by_role("link", name="16. ค่าธรรมเนียม").click()
    page.get_by_role("group", name="ค่าธรรมเนียม: มีหรือไม่").scroll_into_view_if_needed()


def submit(page: Page) -> None:
    """Change the remark of the manual and send it to the approver."""
    begin(page)
    draft = page.url
    page.goto(f"{draft}/sections/remark")
    page.get_by_role("textbox").first.fill("นำบัตรประชาชนตัวจริงมา ไม่ต้องถ่ายสำเนา")
    page.get_by_role("button", name="บันทึกร่าง", exact=True).click()
    page.goto(f"{draft}/submit")
    page.get_by_label("มีอะไรใหม่").fill("บอกว่าไม่ต้องถ่ายสำเนา")
    page.get_by_role("button", name="ส่งให้ผู้อนุมัติ").click()


def first_waiting(page: Page) -> None:
    """Open the first draft that waits, at what changed."""
    page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first.click()
    page.get_by_role("heading", name="แก้ 1 ข้อ").scroll_into_view_if_needed()


def hours(page: Page) -> None:
    """Open the opening hours of the first point."""
    page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first.click()
    page.goto(f"{page.url}/hours")


PICTURES = (
    Picture("draft", "manual-editor", "/office/manuals/{manual}", begin),
    Picture("section", "manual-editor", "/office/manuals/{manual}", write_fees),
    Picture("tags", "manual-editor", "/office/manuals/{manual}/tags"),
    Picture("tags-preview", "manual-editor", "/office/manuals/{manual}/tags", look_first),
    Picture("failed-searches", "manual-editor", "/office/failed-searches/"),
    Picture("submitted", "manual-editor", "/office/manuals/{manual}", submit),
    Picture("decide", "manual-approver", "/office/approvals/", first_waiting),
    Picture("hours", "point-editor", "/office/points/", hours),
    Picture("pins", "agency-admin", "/office/manuals/{manual}/pins"),
    Picture("bulk", "agency-admin", "/office/bulk/"),
    Picture("todo", "agency-admin", "/office/"),
    Picture("todo-points", "point-editor", "/office/"),
    Picture("links", "agency-admin", "/office/links/"),
    Picture("team", "agency-admin", "/office/team/"),
    Picture("account", "agency-admin", "/office/account/"),
)


def main(home: Path) -> None:
    """Write every picture, of a copy of ``home`` that is thrown away."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy, symlinks=True)
        take_all(copy, invent(copy))


def invent(home: Path) -> int:
    """Put what the pictures need into the database; returns the id of a manual."""
    now = datetime.now(UTC)
    with closing(sqlite3.connect(home / "db.sqlite3")) as database, database:
        manual: int = database.execute(MANUAL).fetchone()[0]
        for table in ("insights_procedureopenings", "search_failedquery", "links_linkuse"):
            database.execute(f"DELETE FROM {table}")  # noqa: S608  (our own names)
        database.execute("DELETE FROM links_linkcheck")
        database.executemany(
            "INSERT INTO search_failedquery (digest, text, shortfall, hours, last_on)"
            " VALUES (?, ?, 'nothing', ?, ?)",
            [(text, text, hours, now.date().isoformat()) for text, hours in UNFOUND],
        )
        link = database.execute(
            "INSERT INTO links_linkcheck (url, host, status, problem, http_code, moved_to, note,"
            " checked_at, next_at, first_failed_at, failed_days)"
            " VALUES (?, 'old-site.example', 'broken', 'not_found', 404, '', '', ?, ?, ?, 3)",
            (BROKEN, now.isoformat(), now.isoformat(), (now - timedelta(days=4)).isoformat()),
        ).lastrowid
        database.execute(
            "INSERT INTO links_linkuse (link_id, key, part, manual_id) VALUES (?, ?, 'forms', ?)",
            (link, f"manual:{manual}:forms", manual),
        )
    return manual


def take_all(home: Path, manual: int) -> None:
    """Write every picture; signs each officer in once."""
    served = country.served(home, INFOGO_LINK_CHECK="1")
    with served as address, chromium() as browser:
        page = signed_out(browser, address)
        page.goto("/office/")
        write("sign-in", page)
        for officer in dict.fromkeys(picture.officer for picture in PICTURES):
            page = signed_out(browser, address)
            sign_in(page, officer)
            for picture in PICTURES:
                if picture.officer == officer:
                    page.goto(picture.path.format(manual=manual))
                    if picture.act is not None:
                        picture.act(page)
                    write(picture.name, page)
            page.context.close()


def sign_in(page: Page, officer: str) -> None:
    """Sign in as an officer of the demonstration; the pages themselves tell password and code."""
    page.goto("/office/")
    password = page.locator(".o-demo code").first.inner_text()
    page.get_by_label("อีเมล", exact=True).fill(f"{officer}@demo.example")
    page.get_by_label("รหัสผ่าน", exact=True).fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    while page.get_by_role("heading", name="ยืนยันตัวตนชั้นที่สอง").count():
        code = re.search(r"ขณะนี้: (\d{6})", page.get_by_role("main").inner_text())
        page.get_by_label("รหัส 6 หลัก").fill(code[1] if code else "")
        page.get_by_role("button", name="ยืนยัน", exact=True).click()
        if page.get_by_role("heading", name="ยังทำไม่สำเร็จ").count():
            # A code is good once, and somebody has used this one a moment ago.
            time.sleep(CODE_SECONDS - time.time() % CODE_SECONDS + 0.5)
            page.reload()


def signed_out(browser: Browser, address: str) -> Page:
    """Return a page of a browser that knows nobody."""
    size = {"width": WIDTH, "height": HEIGHT}
    return browser.new_context(base_url=address, viewport=size, locale="th-TH").new_page()  # type: ignore[arg-type]


def write(name: str, page: Page) -> None:
    """Write what is on the screen, as good as its limit allows.

    Raises:
        RuntimeError: it does not fit at all.
    """
    page.evaluate("document.fonts.ready.then(() => 0)")
    session = page.context.new_cdp_session(page)
    for quality in QUALITIES:
        taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        picture = base64.b64decode(taken["data"])
        if len(picture) <= MOST_BYTES:
            path = FOLDER / f"{name}.webp"
            path.write_bytes(picture)
            print(f"{path.relative_to(country.ROOT)} {len(picture):,} bytes")
            return
    raise RuntimeError(f"{name} is larger than {MOST_BYTES:,} bytes at the lowest quality")


if __name__ == "__main__":
    main(named_folder(sys.argv[1:], __doc__) or country.kept_home())
