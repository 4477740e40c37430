"""What is answered: services, documents, fees, points, and what to do when nothing is found."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.core.dates import BANGKOK
from infogo.core.hours import Hours
from infogo.line.buttons import Button, Wish, read_button
from infogo.line.events import Event, Said, UnreadableError, read_events
from infogo.line.messages import (
    asks,
    bubble,
    flex_message,
    line,
    opens,
    says,
    text_message,
    with_quick,
)
from infogo.line.replies import reply_to
from infogo.manuals.content import DocumentGroup, Fee, FeeKind, RequiredDocument
from infogo.manuals.models import ManualFacts, ProcedureStatus
from infogo.manuals.part import Listing, ListingState
from infogo.points.models import HoursStatus, ServicePoint
from infogo.points.opening import Clock
from infogo.thai.graphemes import cut, units
from infogo.thai.layout import to_us
from tests.factories import (
    EmergencyNumberFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.line.schema import check
from tests.search.corpus import Country

pytestmark = pytest.mark.django_db
TUESDAY = Clock(datetime(2026, 11, 24, 10, tzinfo=BANGKOK))
OPEN = Hours.weekdays().model_dump(mode="json")


def ask(said: Said, **more: Any) -> list[dict[str, Any]]:
    return check(reply_to(Event(said, "key", "token", **more), TUESDAY))


def ask_words(text: str) -> list[dict[str, Any]]:
    return ask(Said.TEXT, text=text)


def press(button: Button) -> list[dict[str, Any]]:
    return ask(Said.BUTTON, data=button.data)


def bubbles(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    contents = next(m["contents"] for m in messages if m["type"] == "flex")
    return list(contents["contents"]) if contents["type"] == "carousel" else [contents]


def titles(messages: list[dict[str, Any]]) -> list[str]:
    return [one["body"]["contents"][0]["text"] for one in bubbles(messages)]


def words(messages: list[dict[str, Any]]) -> str:
    return json.dumps(messages, ensure_ascii=False)


def test_words_find_services_with_their_buttons(country_indexed: Country) -> None:
    messages = ask_words("บัตรประชาชนหาย")
    first = bubbles(messages)[0]
    assert titles(messages)[0] == "บัตรประชาชนหาย"
    actions = [button["action"] for button in first["footer"]["contents"]]
    assert [action["label"] for action in actions] == [
        "เอกสารที่ต้องใช้",
        "จุดให้บริการใกล้ฉัน",
        "เปิดคู่มือ",
    ]
    key = country_indexed.procedures["ID-2"].pk
    assert read_button(actions[0]["data"]) == Button(Wish.DOCUMENTS, key)
    assert actions[2]["uri"].endswith(f"/manual/{key}")
    assert "ค่าธรรมเนียม:" in words([first])


def test_facts_name_once_what_they_tell_of(country_indexed: Country) -> None:
    ManualFacts.objects.update(
        duration_value=None, duration_unit="", is_free=False, is_fee_unknown=False,
        fee_low_satang=None, fee_high_satang=None, document_count=3,
    )  # fmt: skip
    lines = [each["text"] for each in bubbles(ask_words("บัตรประชาชนหาย"))[0]["body"]["contents"]]
    assert "ค่าธรรมเนียม: คิดตามกรณี" in lines
    assert "เวลา: ไม่มีข้อมูล" in lines
    assert "เอกสาร: ไม่เกิน 3 อย่าง" in lines


def test_who_needs_help_now_is_told_first_whom_to_call(country_indexed: Country) -> None:
    EmergencyNumberFactory(number="1669", name_th="แพทย์ฉุกเฉิน")
    EmergencyNumberFactory(number="191", name_th="ตำรวจ", source="general_knowledge")
    first = ask_words("รถชน")[0]
    assert first["text"] == (
        "โทรได้ทันที\n191 ตำรวจ\n1669 แพทย์ฉุกเฉิน\nเบอร์ที่รู้กันทั่วไป ยังไม่ได้ตรวจกับหน่วยงาน"
    )


def test_misspelt_words_are_put_right_and_it_is_said(country_indexed: Country) -> None:
    messages = ask_words("แจ้งเกีดเกินกำหนด")
    assert messages[0]["text"] == "แสดงผลของ “แจ้งเกิดเกินกำหนด” แทน “แจ้งเกีดเกินกำหนด”"
    assert titles(messages)[0] == "แจ้งเกิดเกินกำหนด"
    messages = ask_words(to_us("บัตรประชาชน"))
    assert messages[0]["text"].startswith("แสดงผลของ “บัตรประชาชน”")


def test_nothing_found_says_what_to_do(country_indexed: Country) -> None:
    messages = ask_words("กฟหดกฟหดกฟหด")
    assert "โทร 1111" in messages[0]["text"]
    assert messages[0]["quickReply"]["items"]


def test_without_an_index_it_says_to_wait(db: None, settings: Any, tmp_path: Any) -> None:
    settings.INFOGO = {**settings.INFOGO, "INDEX_DIR": tmp_path / "none"}
    from_index = ask_words("บัตร")
    assert "ลองอีกครั้ง" in from_index[0]["text"] or "ไม่พบ" in from_index[0]["text"]


def test_documents_and_fees_of_a_manual() -> None:
    manual = standard_manual(name_th="ทำบัตรใหม่")
    documents = press(Button(Wish.DOCUMENTS, manual.procedure_id))
    assert titles(documents) == ["เอกสารที่ต้องใช้: ทำบัตรใหม่"]
    labels = [b["action"]["label"] for b in bubbles(documents)[0]["footer"]["contents"]]
    assert labels == ["ค่าธรรมเนียม", "จุดให้บริการใกล้ฉัน", "เปิดคู่มือ"]
    fees = press(Button(Wish.FEES, manual.procedure_id))
    assert titles(fees) == ["ค่าธรรมเนียม: ทำบัตรใหม่"]
    local = adoption(manual)
    own = press(Button(Wish.FEES, manual.procedure_id, local.agency_id))
    assert f"/manual/{manual.procedure_id}/at/{local.agency_id}" in words(own)


def test_documents_say_what_the_page_says_of_them() -> None:
    listed = ListingState.LISTED
    documents = (
        RequiredDocument(
            group=DocumentGroup.IDENTITY, name="บัตรประจำตัวประชาชน", copies=1, is_state_issued=True
        ),
        RequiredDocument(
            group=DocumentGroup.OTHER, name="รูปถ่าย", unit="รูป", note="ถ่ายไม่เกิน 6 เดือน",
            condition="กรณีทำบัตรใหม่",
        ),
    )  # fmt: skip
    content = manual_content(documents=Listing[RequiredDocument](state=listed, items=documents))
    manual = standard_manual(content=content)
    said = words(press(Button(Wish.DOCUMENTS, manual.procedure_id)))
    assert "บัตรประจำตัวประชาชน (ตัวจริง 1 ฉบับ สำเนา 1 ฉบับ) – ขอสำเนาที่กฎหมายไม่ให้ขอ" in said
    assert "รูปถ่าย (1 รูป) – เฉพาะกรณี ทำบัตรใหม่ – ถ่ายไม่เกิน 6 เดือน" in said


def test_fees_say_what_the_page_says_of_them() -> None:
    fees = (
        Fee(item="คำขอ", kind=FeeKind.FREE, amount_satang=500),
        Fee(
            item="หนังสือรับรอง", kind=FeeKind.FIXED, amount_satang=10_000, per="ฉบับ",
            formula="เกิน 10 หน้า หน้าละ 5 บาท",
        ),
        Fee(item="ค่าตรวจ", kind=FeeKind.FORMULA, formula="ตามเวลาที่ใช้"),
    )  # fmt: skip
    listed = Listing[Fee](state=ListingState.LISTED, items=fees)
    manual = standard_manual(content=manual_content(fees=listed, fee_note="จ่ายด้วยเงินสดเท่านั้น"))
    said = words(press(Button(Wish.FEES, manual.procedure_id)))
    assert "คำขอ: ไม่เสียค่าธรรมเนียม" in said
    assert "หนังสือรับรอง: 100 บาท ต่อฉบับ เกิน 10 หน้า หน้าละ 5 บาท" in said
    assert "ค่าตรวจ: ตามเวลาที่ใช้" in said
    assert "จ่ายด้วยเงินสดเท่านั้น" in said


def test_a_button_of_a_manual_that_ended_says_so() -> None:
    manual = standard_manual()
    manual.procedure.status = ProcedureStatus.WITHDRAWN
    manual.procedure.save()
    for wish in Wish:
        assert "ใช้ไม่ได้แล้ว" in press(Button(wish, manual.procedure_id))[0]["text"]
    assert "ใช้ไม่ได้แล้ว" in ask(Said.BUTTON, data="delete=1")[0]["text"]


def test_a_position_finds_the_open_points_first() -> None:
    near = ServicePointFactory(name_th="ใกล้แต่ปิด", lat=13.75, lng=100.5, hours={})
    far = ServicePointFactory(
        name_th="ไกลแต่เปิด",
        lat=13.80,
        lng=100.5,
        hours=OPEN,
        hours_status=HoursStatus.CONFIRMED,
        phones=[{"number": "+6621234567"}],
    )
    manual = standard_manual(name_th="ทำบัตรใหม่", popularity=99)
    PinFactory(point=near, manual=manual)
    messages = ask(Said.PLACE, lat=13.7501, lng=100.5001)
    # The country of the search tests stands around, with hours that nobody knows.
    assert titles(messages)[:1] == ["ไกลแต่เปิด"]
    assert "ใกล้แต่ปิด" in titles(messages)[1:]
    assert f"/place/{far.pk}" in words(messages)
    assert "tel:+6621234567" in words(messages)

    choices = [item["action"] for item in messages[-1]["quickReply"]["items"]]
    buttons = [read_button(choice["data"]) for choice in choices if "data" in choice]
    assert Button(Wish.NEAR, manual.procedure_id, at=(13.75, 100.5)) in buttons
    here = press(Button(Wish.NEAR, manual.procedure_id, at=(13.75, 100.5)))
    assert titles(here) == ["ใกล้แต่ปิด"]


def test_services_used_most_narrow_a_position_first() -> None:
    PinFactory(point=ServicePointFactory(lat=13.75, lng=100.5), manual=standard_manual())
    less, most = (standard_manual(popularity=used).procedure_id for used in (98, 99))
    messages = ask(Said.PLACE, lat=13.75, lng=100.5)
    choices = [item["action"] for item in messages[-1]["quickReply"]["items"]]
    buttons = [read_button(choice["data"]) for choice in choices if "data" in choice]
    assert [button.procedure_id for button in buttons if button][:2] == [most, less]


def test_a_point_without_a_number_gives_that_of_its_agency() -> None:
    point = ServicePointFactory(lat=13.75, lng=100.5, agency__phones=[{"number": "+6622210151"}])
    pin = PinFactory(point=point, manual=standard_manual())
    here = words(press(Button(Wish.NEAR, pin.manual.procedure_id, at=(13.75, 100.5))))
    assert "โทรเบอร์กลาง" in here
    assert "tel:+6622210151" in here


def test_a_point_near_says_what_differs_there_for_the_service() -> None:
    point = ServicePointFactory(lat=13.75, lng=100.5, phones=[{"number": "+6621234567"}])
    pin = PinFactory(
        point=point,
        manual=standard_manual(),
        counter="4",
        residents_only=True,
        phones=[{"number": "+6627654321"}],
        queue_url="https://queue.example/4",
    )
    here = words(press(Button(Wish.NEAR, pin.manual.procedure_id, at=(13.75, 100.5))))
    assert "ช่อง 4 · เฉพาะผู้มีชื่อในทะเบียนบ้านในพื้นที่" in here.replace("\u00a0", " ")
    assert "tel:+6627654321" in here
    assert "tel:+6621234567" not in here
    assert "https://queue.example/4" in here


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (
            "https://จองคิว.ไทย:8443/สาขา?ที่=ก",
            "https://xn--42cfc0k1a8b.xn--o3cw4h:8443/%E0%B8%AA%E0%B8%B2%E0%B8%82%E0%B8%B2"
            "?%E0%B8%97%E0%B8%B5%E0%B9%88=%E0%B8%81",
        ),
        ("https://queue.example/ก b?x=%20", "https://queue.example/%E0%B8%81%20b?x=%20"),
        (f"https://{'ก' * 70}.ไทย/", None),
        (f"https://จองคิว.ไทย/{'ก' * 120}", None),
    ],
)
def test_a_link_travels_as_line_takes_it_or_not_at_all(written: str, sent: str | None) -> None:
    """LINE refuses a whole answer for one address with Thai letters in it."""
    pin = PinFactory(
        point=ServicePointFactory(lat=13.75, lng=100.5),
        manual=standard_manual(),
        queue_url=written,
    )
    here = press(Button(Wish.NEAR, pin.manual.procedure_id, at=(13.75, 100.5)))
    footer = here[-1]["contents"]["footer"]["contents"]
    links = {each["action"]["label"]: each["action"]["uri"] for each in footer}
    assert links.get("จองคิวออนไลน์") == sent
    assert links["เปิดหน้าของจุดนี้"].isascii()


def test_nobody_of_unknown_hours_is_said_to_be_closed() -> None:
    manual = standard_manual()
    PinFactory(manual=manual, point=ServicePointFactory(lat=13.75, lng=100.5, hours={}))
    near = Button(Wish.NEAR, manual.procedure_id, at=(13.75, 100.5))
    said = press(near)[0]["text"]
    assert "ไม่มีข้อมูลเวลาทำการ" in said
    assert "ใกล้คุณยังไม่เปิด" not in said
    closed = Hours.weekdays().model_dump(mode="json")
    ServicePoint.objects.update(hours=closed, hours_status=HoursStatus.CONFIRMED)
    sunday = Clock(datetime(2026, 11, 22, 10, tzinfo=BANGKOK))
    told = check(reply_to(Event(Said.BUTTON, "key", "token", data=near.data), sunday))
    assert "ใกล้คุณยังไม่เปิด" in told[0]["text"]


def test_a_service_without_a_position_asks_for_one() -> None:
    manual = standard_manual()
    messages = press(Button(Wish.NEAR, manual.procedure_id))
    assert f"/manual/{manual.procedure_id}/places" in words(messages)
    assert messages[-1]["quickReply"]["items"][0]["action"]["type"] == "location"
    here = Button(Wish.NEAR, manual.procedure_id, at=(13.75, 100.5))
    assert "ยังไม่มีจุดให้บริการ" in press(here)[0]["text"]


@pytest.mark.parametrize(("lat", "lng"), [(0.0, 0.0), (51.5, -0.1), (float("nan"), 100.0)])
def test_a_position_outside_thailand_is_said(lat: float, lng: float) -> None:
    assert "นอกประเทศไทย" in ask(Said.PLACE, lat=lat, lng=lng)[0]["text"]


TEXT = st.text(min_size=1, max_size=700) | st.text("ก่ำี้เแ 😀👩‍👧", min_size=1, max_size=700)


@given(TEXT, st.integers(2, 400))
def test_cutting_keeps_within_and_tears_nothing(text: str, most: int) -> None:
    short = cut(text, most)
    assert units(short) <= most
    short.encode("utf-8")
    if units(text) <= most:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short.removesuffix("…"))


@settings(max_examples=60)
@given(st.lists(TEXT, min_size=1, max_size=30), st.integers(1, 15))
def test_any_words_make_messages_that_line_takes(texts: list[str], count: int) -> None:
    texts = [text.replace("\x00", "").strip() or "ก" for text in texts]
    actions = [asks(texts[0], "near", texts[0]), opens(texts[-1], "https://a.example/")]
    one = bubble(texts[0], [line(text) for text in texts], actions)
    messages = [text_message("\n".join(texts)), flex_message(texts[0], [one] * count)]
    quick = [says(text, text) for text in texts]
    check(with_quick(messages, quick))


IDS = st.integers(1, 10**9 - 1)
PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180)).map(
    lambda at: (round(at[0], 3) + 0.0, round(at[1], 3) + 0.0)
)


@given(st.sampled_from(Wish), IDS, st.none() | IDS, st.none() | PLACES)
def test_a_button_comes_back_as_it_went(
    wish: Wish, procedure: int, agency: int | None, at: tuple[float, float] | None
) -> None:
    button = Button(wish, procedure, agency, at)
    assert units(button.data) <= 300
    assert read_button(button.data) == button


@given(st.text(max_size=60))
def test_no_text_breaks_a_button(data: str) -> None:
    read = read_button(data)
    assert read is None or read.wish in Wish


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "message",
                    "mention",
                    "mentionees",
                    "index",
                    "isSelf",
                    "text",
                    "replyToken",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=3), st.sampled_from(["message", "postback", "follow", "x"]))
def test_no_event_breaks_the_reader(parts: list[Any], kind: str) -> None:
    base = {"type": kind, "webhookEventId": "k", "replyToken": "t"}
    events = [{**base, "message": part, "postback": part, "source": part} for part in parts]
    for body in ({"events": events + parts}, parts):
        try:
            read = read_events(json.dumps(body).encode())
        except UnreadableError:
            continue
        assert all(one.key == "k" for one in read)
