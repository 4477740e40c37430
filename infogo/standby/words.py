"""What a copy says of itself, in the two languages of the site."""

from __future__ import annotations

WORDS = {
    "th": {
        "copied": "หน้านี้เป็นสำเนาที่บันทึกไว้เมื่อ {when} เพราะระบบหลักใช้ไม่ได้ชั่วคราว",
        "check": "ข้อมูลอาจเปลี่ยนไปแล้ว โทรถามหน่วยงานก่อนเดินทาง ค้นหาได้ตามปกติ แต่ตัวกรองและแบบฟอร์มใช้ไม่ได้",
        "form": "ส่วนนี้ใช้ไม่ได้ในสำเนา ใช้ได้อีกครั้งเมื่อระบบหลักกลับมา",
        "missing": "หน้านี้ไม่มีในสำเนา",
        "missing_why": (
            "ระบบหลักใช้ไม่ได้ชั่วคราว ตอนนี้เปิดได้เฉพาะหน้าที่บันทึกไว้"
            " แบบฟอร์ม คะแนน รายการเตรียมตัว และงานเจ้าหน้าที่ใช้ไม่ได้ ลองใหม่ในอีกไม่กี่นาที"
        ),
        "search": "ค้นหาในสำเนา",
        "province": "หาสำนักงานในจังหวัด",
        "any": "เลือกจังหวัด",
        "loading": "กำลังค้นหา",
        "failed": "ค้นหาไม่ได้ ดูตามหมวดหมู่หรือหน่วยงานแทนได้",
        "none": "ไม่พบในสำเนา ลองใช้คำที่สั้นลง หรือเลือกจังหวัดเพื่อหาสำนักงาน",
        "read_as": "ค้นคำว่า “{text}” ให้แล้ว เพราะแป้นพิมพ์น่าจะเป็นอีกภาษา",
        "found": "พบ {n} รายการ",
    },
    "en": {
        "copied": "This is a copy saved on {when}, shown because the site cannot be reached.",
        "check": (
            "It may have changed since: call the office before you go."
            " Searching works; filters and forms do not."
        ),
        "form": "This part does not work in the copy. It will again when the site is back.",
        "missing": "This page is not in the copy",
        "missing_why": (
            "The site itself cannot be reached for the moment; only saved pages can be read."
            " Forms, ratings, plans and officers' work are not available."
            " Try again in a few minutes."
        ),
        "search": "Search the copy",
        "province": "Find offices in a province",
        "any": "Choose a province",
        "loading": "Searching",
        "failed": "Search does not work. Look by category or by agency instead.",
        "none": "Not found in the copy. Try shorter words, or choose a province to find offices.",
        "read_as": "Searched for “{text}”: the keyboard seems to be in the other language.",
        "found": "{n} found",
    },
}  # fmt: skip
