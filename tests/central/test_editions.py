"""Editors of definitions that come in editions: look, save, take back, over HTTP."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infogo.central.edition_forms import EditionForm
from infogo.central.pages.reference_editions import ROOMS
from infogo.channels.models import AgencyEChannel
from infogo.core.dates import bangkok_now, long_date
from infogo.manuals.models import RuleSet
from infogo.oversight.models import IndexRuleSet
from infogo.oversight.quality.measures import BY_CODE
from infogo.volumes.models import ReportForm
from tests.accounts.watching import nothing_changes
from tests.central.reference import coming_rule_set, first_of_coming_month, typed
from tests.channels import law as e_act
from tests.factories import (
    AgencyFactory,
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


def refusal_of(centre: Client, room: str, **wrong: str) -> str:
    """Try to save an edition with values that cannot be; returns the page that asks again."""
    put_in_force(room)
    sent = typed(EditionForm.of(ROOMS[room])) | {
        "code": "next", "name_th": "ฉบับหน้า", "act": "save",
        "effective_from": long_date(first_of_coming_month()), **wrong,
    }  # fmt: skip
    with nothing_changes():
        answer = centre.post(ROOMS[room].address("_new"), sent)
    assert answer.status_code == 422
    return answer.content.decode()


@pytest.mark.parametrize("days", ["--5", "๕ วัน", "9" * 15, "-"])
def test_days_that_are_no_number_are_asked_again(centre: Client, days: str) -> None:
    assert "ค่านี้ใช้ไม่ได้" in refusal_of(centre, "forms", reminder_days=days)


@pytest.mark.parametrize("days", ["-7", "9" * 15])
@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("rules", "delay_notice_interval_days"),
        ("rules", "first_delay_notice_offset_days"),
        ("rules", "appeal_days"),
        ("rules", "standard_step_working_days-signing"),
        ("e-act", "report_days"),
        ("e-act", "reminder_days"),
        ("forms", "lock_after_days"),
    ],
)
def test_a_law_counts_no_days_that_cannot_be_reckoned_with(
    centre: Client, room: str, name: str, days: str
) -> None:
    assert "ค่านี้ใช้ไม่ได้" in refusal_of(centre, room, **{name: days})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("reminder_days", "3\n-3", "เรียงวันเตือน"),
        ("checks-0-equation", "received = ", "ต้องเป็นตัวเลขหรือชื่อช่อง"),
        ("checks-0-equation", "received = nobody", "ใช้ช่องที่ไม่มี"),
        ("carry-source", "nobody", "ไม่มีช่องชนิดจำนวนชื่อ nobody"),
    ],
)
def test_what_is_wrong_with_a_report_form_is_said_in_thai(
    centre: Client, name: str, value: str, words: str
) -> None:
    assert words in refusal_of(centre, "forms", **{name: value})


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
