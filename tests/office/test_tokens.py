"""The page on which an officer makes a token and ends it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from infogo.accounts.models import AgencyToken, Officer
from infogo.accounts.roles import Role
from infogo.accounts.tokens import caller_with
from infogo.core.dates import bangkok_now, short_date
from tests.accounts.watching import nothing_changes
from tests.factories import GrantFactory, OfficerFactory
from tests.office.people import administrator, signed_in, token_of

pytestmark = pytest.mark.django_db
PAGE = "/office/account/tokens"
SECRET = re.compile(r"igt_[0-9a-f]{8}_[\w-]+")


@pytest.fixture
def reporter() -> Officer:
    return GrantFactory(role=Role.REPORTER).officer


@pytest.fixture
def client(reporter: Officer) -> Client:
    return signed_in(reporter)


def typed(**changes: object) -> dict[str, object]:
    last_day = short_date(bangkok_now().date() + timedelta(days=90))
    return {"name": "ระบบรับคำขอ", "acts": ["report"], "expires_on": last_day, **changes}


def test_the_secret_is_shown_once(client: Client, reporter: Officer) -> None:
    page = client.post(PAGE, typed()).content.decode()
    (secret,) = set(SECRET.findall(page))
    caller = caller_with(secret)
    assert caller is not None
    assert caller.token.officer == reporter
    again = client.get(PAGE).content.decode()
    assert SECRET.search(again) is None
    assert caller.token.prefix in again
    assert "ระบบรับคำขอ" in again


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "ใส่ชื่อโปรแกรม"),
        ({"name": "ก" * 101}, "ยาว 101 ตัวอักษร"),
        ({"acts": []}, "เลือกสิ่งที่โปรแกรมทำได้"),
        ({"acts": ["administer"]}, "เลือกจากรายการ"),
        ({"networks": "203.0.113.0/40"}, "ไม่ใช่เครือข่าย"),
        ({"expires_on": "30 ก.ย. 2022"}, "หมายถึง พ.ศ. 2565"),
        ({"expires_on": "1 ม.ค. 2560"}, "หนึ่งปี"),
    ],
)
def test_what_cannot_be_is_said_with_the_form_kept(
    client: Client, changes: dict[str, object], words: str
) -> None:
    with nothing_changes():
        answer = client.post(PAGE, typed(**changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "ยังทำไม่สำเร็จ" in page
    assert str(changes.get("name", "ระบบรับคำขอ")).strip() in page


def test_what_opens_something_heads_the_list(client: Client, reporter: Officer) -> None:
    """Behind fifty that ended since it would be in nobody's reach."""
    old = token_of(reporter)
    AgencyToken.objects.bulk_create(
        AgencyToken(
            officer=reporter, name="เลิกแล้ว", prefix=f"igt_{number:08x}", digest="", acts=["report"],
            expires_on=old.expires_on, revoked_at=old.created_at,
        )
        for number in range(60)
    )  # fmt: skip
    page = client.get(PAGE).content.decode()
    assert page.index("ระบบทดสอบ") < page.index("เลิกแล้ว")
    assert f"{PAGE}/{old.pk}/" in page


def test_she_ends_it(client: Client, reporter: Officer) -> None:
    token = token_of(reporter)
    answer = client.post(f"{PAGE}/{token.pk}/revoke", follow=True)
    assert "เพิกถอนแล้ว" in answer.content.decode()
    assert AgencyToken.objects.get().revoked_by == reporter


def test_her_administrator_sees_it_and_ends_it(reporter: Officer) -> None:
    token = token_of(reporter)
    boss = signed_in(administrator(reporter.agency))  # type: ignore[arg-type]
    assert token.prefix in boss.get(f"/office/team/{reporter.pk}").content.decode()
    answer = boss.post(f"{PAGE}/{token.pk}/revoke", follow=True)
    assert answer.redirect_chain[-1][0] == f"/office/team/{reporter.pk}"
    assert AgencyToken.objects.get().revoked_at is not None


def test_a_colleague_does_not_find_it(reporter: Officer) -> None:
    token = token_of(reporter)
    colleague = OfficerFactory(agency=reporter.agency)
    GrantFactory(officer=colleague, role=Role.REPORTER)
    with nothing_changes():
        answer = signed_in(colleague).post(f"{PAGE}/{token.pk}/revoke")
    assert answer.status_code == 404


def test_she_says_from_where_it_may_call(client: Client) -> None:
    page = client.post(PAGE, typed(networks="203.0.113.7, 2001:db8::/32")).content.decode()
    assert "เฉพาะจาก 203.0.113.7/32, 2001:db8::/32" in page
