"""The pages on which administrators keep the addresses to which changes are sent."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.changes.models import DeadLetter, Subscription, SubscriptionState
from infogo.changes.services import Wanted, subscribe
from tests.accounts.watching import nothing_changes
from tests.changes.making import begun
from tests.factories import AgencyFactory
from tests.office.people import administrator, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/office/webhooks/"
SECRET = re.compile(r"whsec_[\w+/=]+")
URL = "https://hooks.example.go.th/in"


@pytest.fixture
def officer() -> Officer:
    begun()
    return administrator(AgencyFactory())


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


def typed(officer: Officer, **changes: object) -> dict[str, object]:
    return {"name": "ระบบ ก", "url": URL, "agency": officer.agency_id, **changes}


def made(officer: Officer, **values: object) -> Subscription:
    wanted = Wanted("ระบบ ก", f"{URL}?n={Subscription.objects.count()}")
    row, _secret = subscribe(rights=Rights.of(officer), agency_id=officer.agency_id, wanted=wanted)
    Subscription.objects.filter(pk=row.pk).update(**values)
    return row


def test_the_secret_is_shown_once(client: Client, officer: Officer) -> None:
    page = client.post(f"{PAGE}new", typed(officer, kinds=["points"])).content.decode()
    assert SECRET.search(page)
    row = Subscription.objects.get()
    again = client.get(f"{PAGE}{row.pk}/").content.decode()
    assert SECRET.search(again) is None
    assert "รอปลายทางยืนยัน" in again
    renewed = client.post(f"{PAGE}{row.pk}/secret").content.decode()
    assert SECRET.findall(renewed) != SECRET.findall(page)
    assert "กุญแจเดิมยังใช้ได้ถึง" in renewed


def test_an_address_whose_button_was_pressed_twice_is_written_to_once(
    client: Client, officer: Officer
) -> None:
    client.post(f"{PAGE}new", typed(officer, kinds=["points"]))
    with nothing_changes():
        again = client.post(f"{PAGE}new", typed(officer, kinds=["points"], name="ระบบ ข"))
    assert again.status_code == 422
    assert "มีปลายทางนี้อยู่แล้ว" in again.content.decode()
    client.post(f"{PAGE}new", typed(officer, kinds=["articles"]))
    assert Subscription.objects.count() == 2, "for something else it may be told apart"


def test_numbers_of_agencies_may_be_in_thai_digits(client: Client, officer: Officer) -> None:
    number = str(officer.agency_id).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    client.post(f"{PAGE}new", typed(officer, agency=number, agencies=number))
    assert Subscription.objects.get().agency_id == officer.agency_id


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "ใส่ชื่อปลายทาง"),
        ({"url": "http://hooks.example.go.th/"}, "https://"),
        ({"agency": "ก"}, "ใส่เป็นตัวเลข"),
        ({"agency": ""}, "หน่วยงานที่คุณดูแล"),
        ({"agency": "999999"}, "เลือกหน่วยงานที่คุณดูแล"),
        ({"agencies": "1,x"}, "ใส่เป็นตัวเลข"),
        ({"agencies": "99999999999"}, "ใส่เป็นตัวเลข"),
        ({"kinds": ["secrets"]}, "เลือกจากรายการ"),
    ],
)
def test_what_cannot_be_is_said_with_the_form_kept(
    client: Client, officer: Officer, changes: dict[str, object], words: str
) -> None:
    with nothing_changes():
        answer = client.post(f"{PAGE}new", typed(officer, **changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "ยังทำไม่สำเร็จ" in page
    assert str(changes.get("name", "ระบบ ก")) in page


def test_she_lets_it_rest_and_go_on_and_tries_it(client: Client, officer: Officer) -> None:
    row = made(officer, state=SubscriptionState.ACTIVE, verified_at=timezone.now())
    for word, state in (("pause", "paused"), ("resume", "active")):
        client.post(f"{PAGE}{row.pk}/do", {"do": word})
        row.refresh_from_db()
        assert row.state == state
    page = client.post(f"{PAGE}{row.pk}/do", {"do": "try"}, follow=True).content.decode()
    assert "กำลังส่งทดลอง" in page
    with nothing_changes():
        client.post(f"{PAGE}{row.pk}/do", {"do": "resume"})
        assert client.post(f"{PAGE}{row.pk}/do", {"do": "x"}).status_code == 400


def test_what_was_not_taken_is_listed_left_behind_and_sent_again(
    client: Client, officer: Officer
) -> None:
    now = timezone.now()
    stopped = {"state": "stopped", "verified_at": now, "position": 0, "problem": "ปลายทางตอบ 500"}
    row = made(officer, failures=9, **stopped)
    letter = DeadLetter.objects.create(
        subscription=row,
        message="chg_1",
        body="{}",
        attempts=9,
        problem="ปลายทางตอบ 500",
        first_failed_at=now,
        died_at=now,
    )
    page = client.get(f"{PAGE}{row.pk}/").content.decode()
    assert "chg_1" in page
    assert "ข้ามข้อความนี้" in page
    assert "ส่งไม่สำเร็จติดกัน 9 ครั้ง" in page
    assert "ลองอีกครั้ง" not in page  # nobody tries before she lets it go on
    with nothing_changes():
        client.post(f"{PAGE}{row.pk}/do", {"again": letter.pk})
    client.post(f"{PAGE}{row.pk}/do", {"do": "skip"})
    page = client.post(f"{PAGE}{row.pk}/do", {"again": letter.pk}, follow=True).content.decode()
    assert "กำลังส่งอีกครั้ง" in page
    row.refresh_from_db()
    assert (row.position, row.state) == (1, "active")
    assert row.errand_at is not None


def test_it_is_ended_after_a_question(client: Client, officer: Officer) -> None:
    row = made(officer)
    with nothing_changes():
        assert "พักการส่งแทน" in client.get(f"{PAGE}{row.pk}/end").content.decode()
    client.post(f"{PAGE}{row.pk}/end")
    assert not Subscription.objects.exists()


def test_more_addresses_cost_the_same_questions(client: Client, officer: Officer) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            client.get(PAGE)
        return len(questions)

    for _row in range(2):
        made(officer)
    asked()
    before = asked()
    for _row in range(2):
        made(officer)
    assert asked() == before
