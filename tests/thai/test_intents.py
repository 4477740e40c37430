from __future__ import annotations

import re
import time

import pytest

from infogo.thai.intents import Question, asks_for_overview, ends_like_question, read


@pytest.mark.parametrize(
    ("query", "intent", "subject"),
    [
        ("ทำพาสปอร์ตใช้เอกสารอะไรบ้างคะ", "documents", "ทำพาสปอร์ต"),
        ("เปลี่ยนชื่อเสียค่าธรรมเนียมกี่บาท", "fee", "เปลี่ยนชื่อ"),
        ("ขอคืนภาษีใช้เวลากี่วัน", "time", "ขอคืนภาษี"),
        ("จดทะเบียนสมรสที่ไหน", "place", "จดทะเบียนสมรส"),
        ("ต่อทะเบียนรถออนไลน์ได้ไหม", "online", "ต่อทะเบียนรถ"),
        ("สำนักงานเขตเปิดกี่โมง", "hours", "สำนักงานเขต"),
        ("ขนส่งยังเปิดอยู่ไหม", "hours", "ขนส่ง"),
        ("อำเภอพักเที่ยงไหม", "hours", "อำเภอ"),
        ("ยื่นภาษีช้าสุดวันที่เท่าไหร่", "deadline", "ยื่นภาษี"),
        ("แจ้งเกิดภายในวันไหน", "deadline", "แจ้งเกิด"),
        ("ทำพาสปอร์ตจะได้เล่มเมื่อไหร่", "time", "ทำพาสปอร์ต"),
        ("บัตรประชาชนหมดอายุต้องทำยังไง", "how", "บัตรประชาชนหมดอายุ"),
        ("ตกงานต้องทำอะไรก่อน", "how", "ตกงาน"),
        ("ทำบัตรคนพิการไปโรงพยาบาลหรือไปอำเภอ", "place", "ทำบัตรคนพิการ"),
        ("เขตบางรักเปิดถึงกี่โมง", "hours", "เขตบางรัก"),
        ("เขตบางรักเปิดเสาร์มั้ย", "hours", "เขตบางรัก"),
        ("อำเภอบางเสาธงหยุดเสาร์อาทิตย์ไหม", "hours", "อำเภอบางเสาธง"),
        ("ขนส่งหยุดวันไหน", "hours", "ขนส่ง"),
        ("เขตบางรักอยู่แถวไหน", "place", "เขตบางรัก"),
        ("อบจ ลำพูน อยู่ถนนอะไร", "place", "อบจ ลำพูน"),
        ("แผนที่ไปเขตบางรัก", "place", "เขตบางรัก"),
        ("อำเภอกระทุ่มแบน แผนที่", "place", "อำเภอกระทุ่มแบน"),
        ("ขนส่งลำปาง google map", "place", "ขนส่งลำปาง"),
        ("passport office location", "place", "passport office"),
        ("ขายบ้านต้องเสียค่าธรรมเนียมอะไรบ้าง", "fee", "ขายบ้าน"),
        ("มีลูกคนแรกต้องทำเอกสารอะไร", "documents", "มีลูกคนแรก"),
        ("bat prachachon hai tham yang ngai", "how", "bat prachachon hai"),
        ("tor passport thi nai", "place", "tor passport"),
        ("ใบขับขี่หายทำไงอ่ะ", "how", "ใบขับขี่หาย"),
        ("where can i pay car tax", "place", "pay car tax"),
        ("how much is a passport", "fee", "passport"),
        ("how much does a passport cost", "fee", "passport"),
        ("จดทะเบียนสมรสได้อะไร", "output", "จดทะเบียนสมรส"),
        ("ทำพาสปอร์ตแล้วได้อะไรกลับมาบ้างคะ", "output", "ทำพาสปอร์ต"),
        ("แจ้งเกิดจะได้รับอะไรบ้าง", "output", "แจ้งเกิด"),
        ("แจ้งเกิดได้เอกสารอะไร", "output", "แจ้งเกิด"),
        ("ขอใบขับขี่จะได้ใบอะไร", "output", "ขอใบขับขี่"),
        ("เปลี่ยนชื่อออกเอกสารอะไรให้", "output", "เปลี่ยนชื่อ"),
        ("แจ้งตายได้เอกสารอะไร", "output", "แจ้งตาย"),
        ("what do i get for marriage", "output", "marriage"),
        ("passport which document will i receive", "output", "passport"),
        ("what documents are needed for marriage", "documents", "for marriage"),
        ("how long does a passport take", "time", "passport take"),
    ],
)
def test_question_words_are_taken_out(query: str, intent: str, subject: str) -> None:
    question = read(query)
    assert question.intents == (intent,)
    assert question.subject == subject


@pytest.mark.parametrize(
    "query",
    [
        "แจ้งเกิดได้เงินเท่าไหร่",
        "ทำบัตรคนพิการได้สิทธิอะไรบ้าง",
        "ทำบัตรคนพิการได้อะไรบ้าง",
        "ขึ้นทะเบียนเกษตรกรได้อะไรบ้าง",
        "ชาวนาลงทะเบียนแล้วได้อะไร",
        "มาตรา 40 จ่ายเดือนละเท่าไหร่ ได้อะไรคืน",
        "ครอบครัวได้อะไร",
        "ขอคืนภาษีได้อะไร",
        "ทำบัตรทองใช้ได้อะไรบ้าง",
        "ตกงานขอได้อะไรบ้าง",
        "ทำพาสปอร์ตใช้เอกสารอะไรบ้าง",
        "ทำพาสปอร์ตต้องเตรียมเอกสารอะไร",
        "ไปโอนคอนโดต้องให้นิติออกใบอะไรให้ก่อน",
        "what benefits do i get",
        "register unemployed what do i get",
        "what do i need for a passport",
    ],
)
def test_who_asks_for_money_rights_or_papers_to_bring_does_not_ask_for_what_is_given(
    query: str,
) -> None:
    assert "output" not in read(query).intents


def test_a_map_that_is_wanted_as_a_paper_is_no_question() -> None:
    assert read("ขอสำเนาระวางแผนที่").subject == "ขอสำเนาระวางแผนที่"
    assert read("กรมแผนที่ทหาร").intents == ()


def test_a_query_without_a_question_stays() -> None:
    assert read("ใบขับขี่หาย") == ((), "ใบขับขี่หาย")


@pytest.mark.parametrize(
    ("query", "subject"),
    [
        ("ทะเบียนบ้านหายต้องแจ้งความก่อนไหม", "ทะเบียนบ้านหาย"),
        ("ทำบัตรประชาชนเด็กต้องพาพ่อแม่ไปด้วยไหม", "ทำบัตรประชาชนเด็ก"),
        ("ทำพาสปอร์ตให้ลูกพ่อแม่ต้องไปทั้งสองคนไหม", "ทำพาสปอร์ตให้ลูกพ่อแม่"),
        ("เปลี่ยนชื่อแล้วต้องไปแก้ใบขับขี่ไหม", "เปลี่ยนชื่อแล้วต้องไปแก้ใบขับขี่"),  # nor is this a condition
        ("ขายของในเฟสต้องจดทะเบียนไหม", "ขายของในเฟสต้องจดทะเบียน"),  # that is the service
    ],
)
def test_a_condition_that_is_asked_about_is_no_subject(query: str, subject: str) -> None:
    assert read(query).subject == subject


@pytest.mark.parametrize(
    ("query", "subject"),
    [
        ("เบอร์โทร อบต วังสวาบ", "อบต วังสวาบ"),
        ("ขอเบอร์สรรพากรภูเก็ต", "สรรพากรภูเก็ต"),
        ("เทศบาลนครรังสิต โทรศัพท์", "เทศบาลนครรังสิต"),
        ("จัดหางานนครพนมโทร", "จัดหางานนครพนม"),
        ("ติดต่อกรมสรรพากร", "กรมสรรพากร"),
        ("วิธีติดต่ออบต บางปู", "อบต บางปู"),
        ("ติดต่อขอน้ำประปา", "ติดต่อขอน้ำประปา"),
        ("passport office phone number", "passport office"),
        ("ขอติดโทรศัพท์บ้าน", "ขอติดโทรศัพท์บ้าน"),  # that is a service
        ("เขาโทรมาหลอก", "เขาโทรมาหลอก"),
    ],
)
def test_who_asks_for_a_number_wants_the_office(query: str, subject: str) -> None:
    assert read(query).subject == subject


@pytest.mark.parametrize(
    ("query", "subject"),
    [
        ("ช่วยดูให้หน่อยว่าที่ดินของพ่อโอนยังไง", "ที่ดินของพ่อโอน"),
        ("อยากทราบว่าทำบัตรใหม่กี่บาท", "ทำบัตรใหม่"),
        ("สวัสดีค่ะขอสอบถามเรื่องเงินอุดหนุน", "เงินอุดหนุน"),
        ("คือว่าพ่อเสียชีวิต", "พ่อเสียชีวิต"),
        ("ช่วยคนตกทุกข์", "ช่วยคนตกทุกข์"),  # that is what is wanted
    ],
)
def test_how_somebody_begins_is_no_subject(query: str, subject: str) -> None:
    assert read(query).subject == subject


@pytest.mark.parametrize(
    ("query", "is_asked"),
    [
        ("ตกงานต้องทำอะไรก่อน", True),
        ("คนแก่ได้สิทธิอะไรบ้าง", True),
        ("อยากเปิดคาเฟ่เริ่มตรงไหน", True),
        ("lost my wallet what to do first", True),
        ("มีลูกแล้วต้องเดินเรื่องอะไร", True),
        ("เช็กลิสต์ตอนจะสร้างบ้าน", True),
        ("คู่มือเปิดร้านอาหาร", True),
        ("steps to build a house", True),
        ("คู่มือจดทะเบียนรถหาย", False),
        ("ทำบัตรใช้เอกสารอะไรบ้าง", False),
        ("ต้องทำบัตรก่อนวันเกิดไหม", False),
        ("ต้องทำยังไงต่อภาษีรถ", False),
        ("พ่อเสียแล้วต้องทำยังไงต่อ", True),
    ],
)
def test_an_overview_is_what_all_there_is_to_do(query: str, is_asked: bool) -> None:
    assert asks_for_overview(query) is is_asked


@pytest.mark.parametrize(
    ("query", "intent", "subject"),
    [
        ("ทำบัตรประชาชนเอาหยังไปแหน่", "documents", "ทำบัตรประชาชน"),
        ("ต่อภาษีรถจั๊กบาท", "fee", "ต่อภาษีรถ"),
        ("แจ้งเกิดอยู่ไส", "place", "แจ้งเกิด"),
        ("ขอเลขที่บ้านตี้ไหน", "place", "ขอเลขที่บ้าน"),
        ("ทำพาสปอร์ตเฮ็ดจั่งใด", "how", "ทำพาสปอร์ต"),
        ("ต่อใบขับขี่ทำพรือ", "how", "ต่อใบขับขี่"),
        ("ใช้ไหรมั่งทำใบขับขี่", "documents", "ทำใบขับขี่"),
        ("ทิ้งขยะยังไง", "how", "ทิ้งขยะ"),
    ],
)
def test_questions_in_dialect_are_questions(query: str, intent: str, subject: str) -> None:
    assert read(query) == Question((intent,), subject)


@pytest.mark.parametrize(
    "query",
    ["ขายไส้กรอก", "ไสยศาสตร์", "กรมไหร่", "โดนโกงจะได้เงินคืน", "ผ่าตัดที่ไส้เลื่อน", "ขอแก้ไขข้อบังคับ สมาคม",
     "ศาลเจ้า ขออนุญาตสร้าง", "แก้ไขข้อบังคับ"],
)  # fmt: skip
def test_what_only_looks_like_dialect_stays(query: str) -> None:
    assert read(query) == Question((), query)


@pytest.mark.parametrize(
    ("query", "asked", "subject"),
    [
        ("เขตสายไหม", (), "เขตสายไหม"),
        ("เขตสายไหม อยู่ไหน", ("place",), "เขตสายไหม"),
        ("เขตสายไหมเปิดไหม", ("hours",), "เขตสายไหม"),
        ("อบตแม่ปะ", (), "อบตแม่ปะ"),
        ("ไปเขตสายไหม แจ้งอบตแม่ปะ ได้ไหม", (), "ไปเขตสายไหม แจ้งอบตแม่ปะ"),
        ("ทำบัตร ต้องไปสายไหมก่อนไหม หรืออบตแม่ปะ", (), "ทำบัตร หรืออบตแม่ปะ"),
    ],
)
def test_a_name_that_ends_like_a_question_is_kept(
    query: str, asked: tuple[str, ...], subject: str
) -> None:
    assert read(query, re.compile("สายไหม|อบตแม่ปะ")) == Question(asked, subject)
    assert ends_like_question("สายไหม")
    assert not ends_like_question("บางรัก")


def test_a_mere_question_keeps_its_words() -> None:
    assert read("ที่ไหน").subject == "ที่ไหน"
    assert read("").subject == ""


def test_long_hostile_text_takes_no_time() -> None:
    started = time.monotonic()
    read("เสียจ่ายรอนานต้องจะ" * 200)
    assert time.monotonic() - started < 0.5
