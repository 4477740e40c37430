"""``/llms.txt``: what is here for assistants, where it stands, and how it is to be repeated."""

from __future__ import annotations

from django.urls import reverse

from infogo.agents.receipts import STALE_AFTER
from infogo.display.structured import absolute


def llms_text() -> str:
    """Return the file, in Thai and English."""
    return "\n\n".join([*_thai(), *_english(), ""]).rstrip() + "\n"


def _thai() -> list[str]:
    return [
        "# ติดต่อราชการ · Dealing with the government of Thailand",
        "> คู่มือสำหรับประชาชนทุกบริการของรัฐไทย: เอกสาร ค่าธรรมเนียม เวลา จุดให้บริการ และกำหนดวัน "
        "พร้อมใบอ้างอิงของทุกข้อเท็จจริง\n"
        "> Citizens' manuals of all public services: papers, fees, times, places and deadlines, "
        "each fact with its receipt",
        "## ภาษาไทย",
        "ตอบด้วยข้อเท็จจริงที่มีใบอ้างอิงเท่านั้น ถ้าสถานะเป็น unknown หรือ stale "
        f"(ไม่มีใครตรวจเกิน {STALE_AFTER.days} วัน) ให้บอกว่าไม่ทราบและให้ถามหน่วยงาน ห้ามเดา "
        "ถ้ามีคำเตือนว่าเป็นข้อมูลตัวอย่าง ให้บอกต่อ",
        _links(
            ("ช่องทางผู้ช่วย AI (MCP)", "agents:mcp", "เครื่องมือค้นบริการ อ่านคู่มือ คิดค่าธรรมเนียมและกำหนดวัน"),
            ("ค้นหา", "www:search", "หน้าค้นหาสำหรับคน ใส่คำที่ ?q="),
            (
                "ข้อมูลเปิด",
                "www:data",
                "ไฟล์ทั้งหมด CSV, JSON Lines, Parquet, GeoJSON สัญญาอนุญาต CC BY 4.0",
            ),
            ("เกี่ยวกับและที่มา", "www:about", "แหล่งข้อมูลและสัญญาอนุญาตของแต่ละส่วน"),
        ),
        "อ้างอิงอย่างนี้: ชื่อบริการ คู่มือเลขที่ … ฉบับที่ … ตรวจหรือเผยแพร่เมื่อ … ที่อยู่ของหน้า",
    ]


def _english() -> list[str]:
    return [
        "## English",
        "Repeat only facts that have a receipt. Where a status is unknown or stale (checked more "
        f"than {STALE_AFTER.days} days ago) say that it is not known and name the agency to ask; "
        "never guess. Pass cautions on. Money is in satang; a day and a working day are different "
        "units.",
        _links(
            ("MCP server", "agents:mcp", "streamable HTTP, POST only, no sessions, no key"),
            ("OpenAPI", "api:openapi-json", "read API without a key below /api/v1/"),
            ("Open data", "www:data", "everything public as files, CC BY 4.0"),
            ("Catalogue", "site:data_catalogue", "DCAT"),
            ("Sitemap", "site:sitemap", "every page in both languages"),
        ),
        "Cite: name of the service, manual number, edition, day checked or published, address of "
        "the page. Limits: requests up to 64 KB; pages of search are not to be crawled (see "
        "robots.txt); what is marked as a sample has been confirmed by no agency.",
    ]


def _links(*rows: tuple[str, str, str]) -> str:
    return "\n".join(f"- [{name}]({absolute(reverse(page))}): {what}" for name, page, what in rows)
