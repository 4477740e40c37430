"""Editors of reference data over HTTP: look, save, refuse with what was typed, tell of others."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.announcements.models import Announcement
from infogo.core.dates import bangkok_now, be_year, long_date
from infogo.core.models import PublicHoliday
from infogo.delays.holidays import years_without
from infogo.search.words.synonyms import groups
from infogo.taxonomy.models import Topic, VocabularyTerm
from tests.accounts.watching import nothing_changes
from tests.announcements.making import published
from tests.central.reference import coming, seen_on, term
from tests.factories import (
    LifeEventFactory,
    LifeEventStageFactory,
    ProcedureFactory,
    TagFactory,
    TopicFactory,
)
from tests.office.people import central_officer, signed_in

pytestmark = pytest.mark.django_db
DAY = "21 ธันวาคม 2580"
INDEX_FILE = Path(__file__).resolve().parents[2] / "demo" / "data" / "quality_index_rules.json"


@pytest.fixture
def centre() -> Client:
    return signed_in(central_officer())


def announcement(**given: str) -> dict[str, str]:
    now = bangkok_now()
    return {
        "text_th": "ระบบปิดปรับปรุง",
        "text_en": "Closed tonight",
        "level": "urgent",
        "place": "public",
        "starts_on": long_date(now.date()),
        "starts_time": "00:00",
        "ends_on": long_date(now.date() + timedelta(days=2)),
        "ends_time": "8.30 น.",
        **given,
    }


def test_an_announcement_is_looked_at_published_changed_and_withdrawn(centre: Client) -> None:
    new = reverse("central:announcement_new")
    with nothing_changes():
        looked = centre.post(new, announcement(act="look"))
    assert looked.status_code == 200
    page = looked.content.decode()
    assert "ผลที่จะเกิดขึ้น" in page
    assert "Closed tonight" in page
    done = centre.post(new, announcement(act="save"))
    assert done.status_code == 302
    assert "ระบบปิดปรับปรุง" in Client().get("/").content.decode()
    held = Announcement.objects.get()
    address = reverse("central:announcement", args=[held.pk])
    mark = seen_on(centre.get(address).content.decode())
    centre.post(address, announcement(act="save", seen=mark, text_th="เปิดแล้ว"))
    assert "เปิดแล้ว" in Client().get("/").content.decode()
    withdrawal = reverse("central:announcement_withdraw", args=[held.pk])
    mark = seen_on(centre.get(withdrawal).content.decode())
    centre.post(withdrawal, {"act": "save", "seen": mark, "reason": "เสร็จ"})
    assert "เปิดแล้ว" not in Client().get("/").content.decode()
    history = centre.get(address).content.decode()
    assert "ข้อความ: ระบบปิดปรับปรุง → เปิดแล้ว" in history


def test_the_number_of_what_is_announced_may_be_in_thai_digits(centre: Client) -> None:
    procedure = ProcedureFactory()
    number = str(procedure.pk).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    given = announcement(act="save", place="procedure", target=number)
    assert centre.post(reverse("central:announcement_new"), given).status_code == 302
    assert Announcement.objects.get().target_id == procedure.pk


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text_th": ""}, "ใส่ข้อความภาษาไทย"),
        ({"ends_on": "เมื่อวาน"}, "ends_on"),
        ({"ends_time": "25:00"}, "ใส่เวลา เช่น 08:30"),
        ({"place": "province"}, "เลือกจังหวัด"),
        ({"place": "agency", "target": "999999"}, "ไม่พบเลขนี้"),
        ({"place": "procedure", "target": "๙๙"}, "ไม่พบเลขนี้"),
        ({"ends_on": "1 มกราคม 2560"}, "เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม"),
    ],
)
def test_what_cannot_be_announced_is_told_and_kept_as_typed(
    centre: Client, given: dict[str, str], said: str
) -> None:
    with nothing_changes():
        answer = centre.post(reverse("central:announcement_new"), announcement(act="save", **given))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Closed tonight" in page


def test_who_is_second_reads_the_newest_and_keeps_her_words(centre: Client) -> None:
    held = published()
    address = reverse("central:announcement", args=[held.pk])
    mark = seen_on(centre.get(address).content.decode())
    centre.post(address, announcement(act="save", seen=mark, text_th="ของคนแรก"))
    with nothing_changes():
        answer = centre.post(address, announcement(act="save", seen=mark, text_th="ของคนที่สอง"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "มีคนแก้รายการนี้" in page
    assert "ของคนแรก" in page
    assert "ของคนที่สอง" in page
    again = announcement(act="save", seen=seen_on(page), text_th="ของคนที่สอง")
    assert centre.post(address, again).status_code == 302


def test_a_holiday_is_added_and_its_effect_told(centre: Client) -> None:
    sent = {"on": DAY, "name_th": "วันหยุดพิเศษ", "name_en": "", "source": "มติคณะรัฐมนตรี"}
    new = reverse("central:holiday_new")
    with nothing_changes():
        page = centre.post(new, {**sent, "act": "look"}).content.decode()
    assert "เรื่องล่าช้าที่ยังไม่เสร็จและกำหนดเลื่อน" in page
    assert centre.post(new, {**sent, "act": "save"}).status_code == 302
    held = PublicHoliday.objects.get()
    assert "วันหยุดพิเศษ" in centre.get(reverse("central:holidays"), {"year": "2037"}).content.decode()
    answer = centre.post(new, {**sent, "act": "save"})
    assert answer.status_code == 409
    drop = reverse("central:holiday_drop", args=[held.on.isoformat()])
    mark = seen_on(centre.get(drop).content.decode())
    centre.post(drop, {"act": "save", "seen": mark, "reason": "ยกเลิก"})
    assert not PublicHoliday.objects.exists()


def test_a_year_without_holidays_is_told_before_days_in_it_are_promised(centre: Client) -> None:
    today = bangkok_now().date()
    assert years_without(date(2026, 9, 30)) == [2026]
    assert years_without(date(2026, 10, 1)) == [2026, 2027]
    missing = f"วันหยุดราชการของ พ.ศ. {be_year(today.year)}"
    assert f"ยังไม่มีวันหยุดของ พ.ศ. {be_year(today.year)}" in _holidays(centre)
    assert missing in centre.get(reverse("central:home")).content.decode()
    for year in (today.year, today.year + 1):
        PublicHoliday.objects.create(on=date(year, 1, 1), name_th="วันขึ้นปีใหม่", source="มติ")
    assert "ยังไม่มีวันหยุดของ" not in _holidays(centre)
    assert missing not in centre.get(reverse("central:home")).content.decode()


def _holidays(centre: Client) -> str:
    return centre.get(reverse("central:holidays")).content.decode()


def test_a_day_that_is_no_holiday_has_no_page(centre: Client) -> None:
    for day in ("2037-01-01", "tomorrow"):
        assert centre.get(reverse("central:holiday", args=[day])).status_code == 404


def test_synonyms_are_found_edited_and_ended(centre: Client) -> None:
    listed = centre.get(reverse("central:synonyms"), {"q": "แต่งงาน"}).content.decode()
    assert "สมรส" in listed
    group = next(group for group in groups() if "แต่งงาน" in group.phrases)
    address = reverse("central:synonym", args=[group.key])
    mark = seen_on(centre.get(address).content.decode())
    sent = {"phrases": "แต่งงาน\nวิวาห์\nตกแต่ง", "means": "สมรส", "weight": "0.4", "seen": mark}
    assert centre.post(address, {**sent, "act": "save"}).status_code == 302
    after = next(group for group in groups() if "ตกแต่ง" in group.phrases)
    assert (after.means, after.weight) == (("สมรส",), 0.4)
    assert "น้ำหนัก: 0.5 → 0.4" in centre.get(address).content.decode()
    wrong = centre.post(address, {**sent, "weight": "0.9", "act": "save"})
    assert wrong.status_code == 422
    assert "น้ำหนักต้องไม่เกิน 0.6" in wrong.content.decode()


def test_a_preview_of_synonyms_without_an_index_says_so(centre: Client) -> None:
    sent = {"phrases": "ก", "means": "ข", "weight": "0.5", "act": "look"}
    page = centre.post(reverse("central:synonym_new"), sent).content.decode()
    assert "กำลังสร้างดัชนีค้นหาใหม่" in page


def test_tags_are_merged_after_their_services_were_shown(centre: Client) -> None:
    old, new = TagFactory(), TagFactory()
    procedure = ProcedureFactory()
    procedure.tags.add(old)
    address = reverse("central:tag", args=[old.pk])
    mark = seen_on(centre.get(address).content.decode())
    with nothing_changes():
        page = centre.post(address, {"into": new.text, "act": "look", "seen": mark})
    assert procedure.name_th in page.content.decode()
    done = centre.post(address, {"into": new.text, "act": "save", "seen": mark})
    assert done.status_code == 302
    assert list(procedure.tags.all()) == [new]


def test_a_topic_is_renamed_ordered_and_ended(centre: Client) -> None:
    first, second = TopicFactory(), TopicFactory()
    procedure = ProcedureFactory(topic=first)
    address = reverse("central:heading", args=["topic", first.pk])
    shown = centre.get(address)
    sent = {"name_th": "ชื่อใหม่", "name_en": "New", "seen": seen_on(shown.content.decode())}
    page = centre.post(address, {**sent, "act": "look"}).content.decode()
    assert procedure.name_th in page
    assert centre.post(address, {**sent, "act": "save"}).status_code == 302
    order = reverse("central:heading_order", args=["topic"])
    mark = seen_on(centre.get(order).content.decode())
    places = {f"place-{first.pk}": "2", f"place-{second.pk}": "1"}
    centre.post(order, {**places, "seen": mark, "act": "save"})
    assert [topic.pk for topic in Topic.objects.all()] == [second.pk, first.pk]
    end = reverse("central:heading_end", args=["topic", first.pk])
    mark = seen_on(centre.get(end).content.decode())
    none = centre.post(end, {"reason": "รวม", "seen": mark, "act": "save"})
    assert none.status_code == 422
    done = {"reason": "รวม", "successor": str(second.pk), "seen": mark, "act": "save"}
    assert centre.post(end, done).status_code == 302
    procedure.refresh_from_db()
    assert procedure.topic == second


def test_stages_are_arranged_by_their_numbers(centre: Client) -> None:
    event = LifeEventFactory()
    one, two = LifeEventStageFactory(event=event), LifeEventStageFactory(event=event)
    procedure = ProcedureFactory()
    address = reverse("central:stages", args=[event.pk])
    mark = seen_on(centre.get(address).content.decode())
    sent = {
        "ids": f"{one.pk},{two.pk}", "seen": mark,
        "0-place": "2", "0-title_th": "หลัง", "1-place": "1", "1-title_th": "ก่อน",
        "1-codes": procedure.code, "2-place": "3", "2-title_th": "ใหม่",
    }  # fmt: skip
    with nothing_changes():
        page = centre.post(address, {**sent, "act": "look"}).content.decode()
    assert procedure.name_th in page
    assert centre.post(address, {**sent, "act": "save"}).status_code == 302
    titles = list(event.stages.order_by("order").values_list("title_th", flat=True))
    assert titles == ["ก่อน", "หลัง", "ใหม่"]
    mark = seen_on(centre.get(address).content.decode())
    wrong = {**sent, "seen": mark, "1-codes": "NO-SUCH", "act": "save"}
    answer = centre.post(address, wrong)
    assert answer.status_code == 422
    assert "NO-SUCH" in answer.content.decode()


def test_terms_are_reworded_from_a_day_on(centre: Client) -> None:
    held = term()
    address = reverse("central:term", args=[held.pk])
    mark = seen_on(centre.get(address).content.decode())
    sent = {"label_th": "ลงชื่อ", "order": "1", "effective_from": DAY, "source": "มติ"}
    assert centre.post(address, {**sent, "seen": mark, "act": "save"}).status_code == 302
    coming_one = VocabularyTerm.objects.get(label_th="ลงชื่อ")
    assert (
        "ยังไม่เริ่มใช้"
        in centre.get(reverse("central:vocabulary", args=["step_type"])).content.decode()
    )
    withdraw = reverse("central:term_withdraw", args=[coming_one.pk])
    mark = seen_on(centre.get(withdraw).content.decode())
    centre.post(withdraw, {"reason": "x", "seen": mark, "act": "save"})
    assert not VocabularyTerm.objects.filter(label_th="ลงชื่อ").exists()


def test_every_list_can_be_had_as_a_file_without_formulas(centre: Client) -> None:
    TopicFactory(name_th="=1+1")
    answer = centre.get(reverse("central:headings", args=["topic"]), {"format": "csv"})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    text = answer.content.decode("utf-8-sig")
    assert "'=1+1" in text
    book = centre.get(reverse("central:headings", args=["topic"]), {"format": "xlsx"})
    assert book.content.startswith(b"PK")
    assert (
        centre.get(reverse("central:headings", args=["topic"]), {"format": "exe"}).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("announcements", lambda: published()),
        ("holidays", lambda: PublicHoliday.objects.create(
            on=coming(PublicHoliday.objects.count()), name_th="x", source="y")),
        ("tags", lambda: TagFactory()),
    ],
)  # fmt: skip
def test_lists_ask_the_same_queries_however_long_they_are(
    centre: Client, name: str, make: Any
) -> None:
    address = reverse(f"central:{name}")
    make()
    few = queries(centre, address)
    for _number in range(3):
        make()
    assert queries(centre, address) == few


def queries(centre: Client, address: str) -> int:
    """Return how many queries a page asks."""
    centre.get(address)
    with CaptureQueriesContext(connection) as asked:
        centre.get(address)
    return len(asked)
