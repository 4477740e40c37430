"""A line of messages, a real receiver that behaves badly, and nothing lost or out of order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from infogo.accounts.models import Letter, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import AgencyStatus
from infogo.changes import delivering
from infogo.changes.delivering import GIVEN_UP_AFTER, LEASE, due, turn, wait_after
from infogo.changes.models import Change, DeadLetter, Subscription, SubscriptionState
from infogo.changes.services import keepers, manageable, renew_secret
from infogo.core.models import AuditEntry
from infogo.core.outgoing import Limits
from infogo.points.models import ServicePoint
from tests.changes.making import begun, edit, numbered, subscription
from tests.changes.receivers import Manner, receiver
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, ServicePointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nearby(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INFOGO = {**settings.INFOGO, "WEBHOOK_LOOPBACK": True}
    monkeypatch.setattr(delivering, "LIMITS", Limits(silence=0.5, whole=0.7))


@pytest.fixture
def point() -> ServicePoint:
    made = ServicePointFactory()
    begun()
    return made


def change(point: ServicePoint, *landmarks: str) -> list[str]:
    """Make changes; returns the ids of their messages."""
    for landmark in landmarks:
        edit(point, landmark)
        numbered()
    newest = Change.objects.order_by("-number")[: len(landmarks)]
    return [f"chg_{one.number}" for one in reversed(newest)]


def again(row: Subscription) -> None:
    """Let the time of waiting pass."""
    Subscription.objects.filter(pk=row.pk).update(next_at=timezone.now())


def test_changes_come_in_order_signed_and_once(point: ServicePoint) -> None:
    with receiver() as (url, it):
        row, it.secret = subscription(url)
        messages = change(point, "ก", "ข", "ค")
        assert turn(row.pk) == 3
        assert [key for key, _value in it.taken] == messages
        assert it.forged == []
        _key, last = it.taken[-1]
        assert last["type"] == "points.changed"
        assert last["data"]["id"] == point.pk
        assert last["data"]["href"].endswith(f"/api/v1/points/{point.pk}")
        assert turn(row.pk) == 0
    row.refresh_from_db()
    assert row.position == last["data"]["number"]
    assert row.last_success_at is not None
    assert row.leased_until is None


BAD: dict[str, Manner] = {
    "500": lambda it, _id: it.say(500),
    "400": lambda it, _id: it.say(400),
    "redirect": lambda it, _id: it.say(307, location="/elsewhere"),
    "slow": lambda it, _id: it.drip(),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_taken_is_sent_again_before_anything_later(
    point: ServicePoint, name: str
) -> None:
    with receiver(BAD[name]) as (url, it):
        row, it.secret = subscription(url)
        messages = change(point, "ก", "ข")
        assert turn(row.pk) == 0
        row.refresh_from_db()
        assert (row.failures, row.state) == (1, SubscriptionState.ACTIVE)
        assert row.next_at > timezone.now()
        assert not due(timezone.now()).exists()
        again(row)
        it.manner = staticmethod(lambda it, _id: it.take())
        assert turn(row.pk) == 2
        assert it.tried == [messages[0], *messages]
        assert [key for key, _value in it.taken] == messages
    row.refresh_from_db()
    assert (row.failures, row.problem, row.first_failed_at) == (0, "", None)


def test_an_endless_answer_is_read_a_little_and_counts(point: ServicePoint) -> None:
    with receiver(lambda it, _id: it.flood()) as (url, it):
        row, it.secret = subscription(url)
        messages = change(point, "ก")
        assert turn(row.pk) == 1
        assert [key for key, _value in it.taken] == messages


def test_nobody_there(point: ServicePoint) -> None:
    with receiver() as (url, _it):
        pass
    row, _secret = subscription(url)
    change(point, "ก")
    assert turn(row.pk) == 0
    row.refresh_from_db()
    assert "ไม่ตอบ" in row.problem


def test_after_days_the_line_stops_and_the_owner_is_told(point: ServicePoint) -> None:
    with receiver(BAD["500"]) as (url, it):
        row, it.secret = subscription(url, failures=30)
        messages = change(point, "ก", "ข")
        long_ago = timezone.now() - GIVEN_UP_AFTER - timedelta(minutes=1)
        Subscription.objects.filter(pk=row.pk).update(first_failed_at=long_ago)
        before = row.position
        turn(row.pk)
        row.refresh_from_db()
        assert (row.state, row.position) == (SubscriptionState.STOPPED, before)
        assert DeadLetter.objects.get().message == messages[0]
        assert row.url in Letter.objects.get().body
        assert AuditEntry.objects.filter(verb="stop_subscription").exists()
        assert turn(row.pk) == 0
        it.manner = staticmethod(lambda it, _id: it.take())
        Subscription.objects.filter(pk=row.pk).update(state=SubscriptionState.ACTIVE)
        again(row)
        turn(row.pk)
        assert [key for key, _value in it.taken] == messages
    assert not DeadLetter.objects.exists()


def test_who_is_gone_is_written_to_no_more(point: ServicePoint) -> None:
    with receiver(lambda it, _id: it.say(410)) as (url, it):
        row, it.secret = subscription(url)
        change(point, "ก")
        turn(row.pk)
    row.refresh_from_db()
    assert row.state == SubscriptionState.STOPPED
    assert not DeadLetter.objects.exists()
    assert Letter.objects.count() == 1


def test_who_keeps_it_now_is_told_when_its_owner_left(point: ServicePoint) -> None:
    ministry = AgencyFactory()
    agency = AgencyFactory(parent=ministry)
    owner, other, above, centre = (
        OfficerFactory(agency=home) for home in (agency, agency, ministry, None)
    )
    admin = Role.AGENCY_ADMIN
    held = GrantFactory(officer=owner, agency=agency, role=admin)
    grant = GrantFactory(officer=other, agency=agency, role=admin)
    upper = GrantFactory(officer=above, agency=ministry, role=admin, whole_subtree=True)
    GrantFactory(officer=OfficerFactory(), agency=ministry, role=admin)
    GrantFactory(officer=centre, agency=None, role=Role.CENTRAL_ADMIN)
    row, _secret = subscription("https://a.example/", owner=owner, agency=agency)
    assert keepers(row) == [owner]
    held.delete()
    assert keepers(row) == [other, above]
    grant.delete()
    assert keepers(row) == [above]
    upper.delete()
    Officer.objects.filter(pk=owner.pk).update(is_active=False)
    row = Subscription.objects.get(pk=row.pk)
    assert keepers(row) == [centre]


def test_the_successor_of_a_merged_agency_keeps_its_addresses(point: ServicePoint) -> None:
    successor, stranger = AgencyFactory(), AgencyFactory()
    merged = AgencyFactory(status=AgencyStatus.MERGED, merged_into=successor)
    admin, other = (OfficerFactory(agency=agency) for agency in (successor, stranger))
    for officer in (admin, other):
        GrantFactory(officer=officer, role=Role.AGENCY_ADMIN)
    row, _secret = subscription("https://a.example/", agency=merged)
    assert list(manageable(Rights.of(admin))) == [row]
    assert not manageable(Rights.of(other)).exists()
    assert keepers(row) == [admin]


def test_an_address_has_to_confirm_first(point: ServicePoint) -> None:
    with receiver() as (url, it):
        row, it.secret = subscription(url, state=SubscriptionState.VERIFYING)
        messages = change(point, "ก")
        assert turn(row.pk) == 1
        assert [key for key, _value in it.taken] == messages
    row.refresh_from_db()
    assert row.state == SubscriptionState.ACTIVE
    assert row.verified_at is not None


def test_an_address_that_does_not_know_the_challenge_gets_nothing(
    point: ServicePoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver() as (url, it):
        monkeypatch.setattr(it, "do_POST", lambda it: it.say(200, b'{"challenge": "x"}'))
        row, it.secret = subscription(url, state=SubscriptionState.VERIFYING)
        change(point, "ก")
        assert turn(row.pk) == 0
        assert it.taken == []
    row.refresh_from_db()
    assert row.state == SubscriptionState.VERIFYING
    assert "challenge" in row.problem


def test_only_what_was_asked_for_is_sent_and_the_place_moves_on() -> None:
    mother = AgencyFactory()
    below = ServicePointFactory(agency=AgencyFactory(parent=mother))
    elsewhere = ServicePointFactory()
    begun()
    with receiver() as (url, it):
        row, it.secret = subscription(url, agencies=[mother.pk], kinds=["points"])
        wanted = change(below, "ก")
        last = change(elsewhere, "ข")
        turn(row.pk)
        assert [key for key, _value in it.taken] == wanted
    row.refresh_from_db()
    assert [f"chg_{row.position}"] == last


def test_a_button_for_a_new_secret_pressed_twice_leaves_the_one_in_use(
    point: ServicePoint,
) -> None:
    admin = OfficerFactory()
    GrantFactory(officer=admin, agency=None, role=Role.CENTRAL_ADMIN)
    with receiver() as (url, it):
        row, it.secret = subscription(url)
        for _press in range(2):
            renewed, second = renew_secret(rights=Rights.of(admin), subscription_id=row.pk)
        change(point, "ก")
        assert turn(row.pk) == 1
        it.secret = second
        change(point, "ข")
        assert turn(row.pk) == 1
        assert it.forged == []
    Subscription.objects.update(old_until=timezone.now() + timedelta(days=6))
    last, _third = renew_secret(rights=Rights.of(admin), subscription_id=row.pk)
    assert last.old_secret == renewed.secret


def test_both_secrets_sign_while_one_replaces_the_other(point: ServicePoint) -> None:
    later = timezone.now() + timedelta(days=1)
    with receiver() as (url, it):
        old, it.secret = subscription(url)
        new, other = subscription(url, old_secret=old.secret, old_until=later)
        change(point, "ก")
        turn(new.pk)
        it.secret = other
        change(point, "ข")
        turn(new.pk)
        assert it.forged == []
        it.secret = "whsec_eHh4"
        change(point, "ค")
        turn(new.pk)
        assert len(it.forged) == 1


def test_one_who_sends_keeps_others_out_until_the_lease_ends(point: ServicePoint) -> None:
    with receiver() as (url, it):
        now = timezone.now()
        row, it.secret = subscription(url, lease="other", leased_until=now + LEASE)
        change(point, "ก")
        assert not due(now).exists()
        assert turn(row.pk) == 0
        assert it.tried == []
        Subscription.objects.update(leased_until=now - timedelta(seconds=1))
        assert turn(row.pk) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/",
        "https://[::ffff:10.0.0.1]/",
        "https://localhost/",
        "http://127.0.0.1/",
    ],
)
def test_nothing_inside_and_nothing_in_the_clear(
    settings: Settings, point: ServicePoint, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.INFOGO = {**settings.INFOGO, "WEBHOOK_LOOPBACK": False}
    found = [(0, 0, 0, "", ("93.184.216.34", 80))]
    if "example" in url:  # a public address, without asking the network for it
        monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_more: found)
    row, _secret = subscription(url)
    change(point, "ก")
    turn(row.pk)
    row.refresh_from_db()
    assert "ภายในเครือข่าย" in row.problem


def test_waiting_grows_and_is_never_the_same_for_all() -> None:
    assert all(wait_after(1) <= timedelta(seconds=5) for _try in range(20))
    assert wait_after(8) > wait_after(1)
    assert all(wait_after(99) <= timedelta(hours=6) for _try in range(20))
    assert len({wait_after(9) for _try in range(20)}) > 1


def test_a_trial_tells_how_it_went(point: ServicePoint) -> None:
    with receiver() as (url, it):
        row, it.secret = subscription(url, errand_at=timezone.now(), state="paused")
        assert due(timezone.now()).get() == row
        turn(row.pk)
        assert [value["type"] for _key, value in it.taken] == ["webhook.test"]
    row.refresh_from_db()
    assert (row.errand_at, row.test_result) == (None, "ปลายทางรับแล้ว")
