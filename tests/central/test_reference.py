"""Editors of reference data over HTTP: look, save, refuse with what was typed, tell of others."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.announcements.models import Announcement
from infogo.central.edition_forms import EditionForm
from infogo.central.pages.reference_editions import ROOMS
from infogo.channels.models import AgencyEChannel
from infogo.core.dates import bangkok_now, long_date
from infogo.core.models import PublicHoliday
from infogo.manuals.models import RuleSet
from infogo.oversight.models import IndexRuleSet
from infogo.oversight.quality.measures import BY_CODE
from infogo.search.synonyms import groups
from infogo.taxonomy.models import Topic, VocabularyTerm
from infogo.volumes.models import ReportForm
from tests.accounts.watching import nothing_changes
from tests.announcements.making import published
from tests.central.reference import coming, coming_rule_set, first_of_coming_month, term
from tests.channels import law as e_act
from tests.factories import (
    AgencyFactory,
    LifeEventFactory,
    LifeEventStageFactory,
    ProcedureFactory,
    TagFactory,
    TopicFactory,
    standard_manual,
)
from tests.manuals.lint.law import enact
from tests.office.people import central_officer, signed_in
from tests.volumes.forms import enact_form

pytestmark = pytest.mark.django_db
DAY = "21 ธันวาคม 2580"
INDEX_FILE = Path(__file__).resolve().parents[2] / "demo" / "data" / "quality_index_rules.json"


@pytest.fixture
def centre() -> Client:
    return signed_in(central_officer())


def seen_on(page: str) -> str:
    """Return the mark that a page carries."""
    return page.split('name="seen" value="')[1].split('"')[0]


def typed(page_fields: Any) -> dict[str, Any]:
    """Return what a form would send as it is shown."""
    return {
        name: value
        for bound in page_fields
        if (name := bound.html_name) and (value := bound.value()) not in (None, "")
        if value is not False
    }


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


def test_a_rule_set_is_made_by_its_definition_and_its_effect_counted(centre: Client) -> None:
    enact()
    standard_manual()
    new = reverse("central:edition_new", args=["rules"])
    sent = typed(EditionForm.of(ROOMS["rules"]))
    sent |= {"code": "next", "name_th": "ฉบับหน้า", "effective_from": DAY}
    sent |= {"appeal_days": "30", "lint-no-tag-severity": "blocking"}
    with nothing_changes():
        looked = centre.post(new, {**sent, "act": "look"})
    assert looked.status_code == 200
    page = looked.content.decode()
    assert "คู่มือที่จะส่งไม่ได้จนกว่าแก้" in page
    assert "อุทธรณ์ได้ภายใน (วัน)" in page
    assert centre.post(new, {**sent, "act": "save"}).status_code == 302
    made = RuleSet.objects.get(code="next")
    before = RuleSet.objects.exclude(code="next").get().parameters
    assert made.parameters["appeal_days"] == 30
    changed = {
        name
        for name, value in made.parameters.items()
        if name in before and name not in {"lint", "ratings"} and value != before[name]
    }
    assert changed == {"appeal_days"}
    assert made.parameters["lint"]["no-tag"]["severity"] == "blocking"
    wrong = centre.post(new, {**sent, "appeal_days": "เร็ว ๆ", "act": "save"})
    assert wrong.status_code == 422
    assert "ใส่อุทธรณ์ได้ภายใน (วัน)เป็นตัวเลข" in wrong.content.decode()


def test_a_coming_rule_set_is_withdrawn_and_one_in_force_has_no_such_page(centre: Client) -> None:
    present = enact()
    made = coming_rule_set()
    assert (
        centre.get(reverse("central:edition_withdraw", args=["rules", present.pk])).status_code
        == 404
    )
    address = reverse("central:edition_withdraw", args=["rules", made.pk])
    centre.post(address, {"reason": "เปลี่ยนใจ", "act": "save", "seen": "x"})
    assert list(RuleSet.objects.all()) == [present]


def test_a_report_form_takes_a_new_field_and_loses_an_emptied_one(centre: Client) -> None:
    enact_form()
    new = reverse("central:edition_new", args=["forms"])
    sent = typed(EditionForm.of(ROOMS["forms"]))
    month = long_date(first_of_coming_month())
    sent |= {"code": "next", "name_th": "แบบหน้า", "effective_from": month}
    fields = ReportForm.objects.get().definition["fields"]
    at = len(fields)
    sent |= {
        f"fields-{at}-name": "walk_in", f"fields-{at}-label": "เดินเข้ามา",
        f"fields-{at}-label_en": "Walk-in", f"fields-{at}-kind": "count",
    }  # fmt: skip
    gone = next(n for n, field in enumerate(fields) if field["name"] == "fee_satang")
    sent[f"fields-{gone}-name"] = ""
    page = centre.post(new, {**sent, "act": "look"}).content.decode()
    assert "เดินเข้ามา" in page
    assert centre.post(new, {**sent, "act": "save"}).status_code == 302
    made = ReportForm.objects.get(code="next")
    names = [field["name"] for field in made.definition["fields"]]
    assert "walk_in" in names
    assert "fee_satang" not in names
    assert len(names) == len(fields)


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


@pytest.mark.parametrize("room", ROOMS)
def test_every_kind_of_edition_is_listed_shown_and_looked_at_before_it_begins(
    centre: Client, room: str
) -> None:
    in_force = put_in_force(room)
    page = centre.get(reverse("central:reference")).content.decode()
    assert ROOMS[room].title in page and in_force.name_th in page
    assert in_force.name_th in centre.get(ROOMS[room].address("s")).content.decode()
    assert centre.get(ROOMS[room].address("", in_force.pk)).status_code == 200
    sent = typed(EditionForm.of(ROOMS[room])) | {
        "code": "next", "name_th": "ฉบับหน้า",
        "effective_from": long_date(first_of_coming_month()),
    }  # fmt: skip
    with nothing_changes():
        looked = centre.post(ROOMS[room].address("_new"), {**sent, "act": "look"})
    assert looked.status_code == 200
    shown = looked.content.decode()
    assert "ไม่มีค่าใดต่างจากฉบับที่ใช้อยู่" in shown
    assert centre.post(ROOMS[room].address("_new"), {**sent, "act": "save"}).status_code == 302
    made = ROOMS[room].newest()
    kind = ROOMS[room].kind
    assert kind.read(made) == kind.read(in_force)
    assert kind.in_force(first_of_coming_month()) == made
    assert kind.in_force(bangkok_now().date()) == in_force


def put_in_force(room: str) -> Any:
    """Put the first edition of a kind in force; returns it."""
    if room == "forms":
        enact_form()
        return ReportForm.objects.get()
    if room == "index":
        entry = json.loads(INDEX_FILE.read_text(encoding="utf-8"))[0]
        return IndexRuleSet.objects.create(**entry | {"effective_from": date(2023, 10, 1)})
    return e_act.enact() if room == "e-act" else enact()


def test_the_rules_of_channels_hold_together_and_lose_nothing_in_use(centre: Client) -> None:
    e_act.enact()
    channel = AgencyEChannel.objects.create(
        agency=AgencyFactory(),
        kind=e_act.RULES.kinds[0].code,
        address="a@agency.example",
        opened_on=date(2024, 1, 1),
    )
    new = ROOMS["e-act"].address("_new")
    sent = typed(EditionForm.of(ROOMS["e-act"])) | {
        "code": "next", "name_th": "ฉบับหน้า", "effective_from": DAY, "act": "save",
    }  # fmt: skip
    for changed, words in (
        ({"kinds-0-code": ""}, f"ใช้ช่องทางชนิด {channel.kind} อยู่"),
        ({"kinds-0-level": "nowhere"}, "ไม่มีระดับที่มีรหัส nowhere"),
        ({"kinds-1-code": channel.kind}, "มีซ้ำ"),
        ({"reports_from": "เมื่อวาน"}, "อ่านวันที่ไม่ได้"),
        ({"report_days": "0"}, "ค่านี้ใช้ไม่ได้"),
    ):
        with nothing_changes():
            answer = centre.post(new, {**sent, **changed})
        assert answer.status_code == 422
        assert words in answer.content.decode(), changed


def test_the_weights_of_the_index_are_looked_at_before_they_count(centre: Client) -> None:
    put_in_force("index")
    new = ROOMS["index"].address("_new")
    sent = typed(EditionForm.of(ROOMS["index"])) | {
        "code": "next", "name_th": "ฉบับหน้า", "effective_from": DAY,
    }  # fmt: skip
    first = next(iter(BY_CODE))
    looked = centre.post(new, {**sent, f"weights-{first}": "99", "act": "look"}).content.decode()
    assert BY_CODE[first].name in looked and "ดัชนีทั้งประเทศ" in looked
    nothing = {f"weights-{code}": "0" for code in BY_CODE}
    answer = centre.post(new, {**sent, **nothing, "act": "save"})
    assert answer.status_code == 422
    assert "อย่างน้อยหนึ่งเรื่องที่ไม่ใช่ 0" in answer.content.decode()
