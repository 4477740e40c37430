"""A session is hers alone: not given to her by somebody else, and dead when she ends it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.factories import OfficerFactory
from tests.office.test_sign_in import PASSWORD, enter, is_in

pytestmark = pytest.mark.django_db
NAME = "infogo_office"


def test_a_key_that_somebody_made_up_never_becomes_a_session() -> None:
    """Session fixation: the cookie was put there before she signed in."""
    made_up = "a" * 32
    client = Client()
    client.cookies[NAME] = made_up
    client.get(reverse("account_login"))
    enter(client, OfficerFactory(password=PASSWORD))
    assert client.cookies[NAME].value != made_up
    assert not Session.objects.filter(session_key=made_up).exists()
    attacker = Client()
    attacker.cookies[NAME] = made_up
    assert not is_in(attacker)


def test_a_session_from_before_does_not_become_hers() -> None:
    """The key was real: somebody else began that session and knows it."""
    attacker, victim = Client(), Client()
    enter(attacker, OfficerFactory(password=PASSWORD))
    attacker.post(reverse("account_logout"))
    enter(attacker, OfficerFactory(password=PASSWORD), "wrong")
    known = attacker.cookies[NAME].value if NAME in attacker.cookies else ""
    victim.cookies[NAME] = known
    enter(victim, OfficerFactory(password=PASSWORD))
    assert victim.cookies[NAME].value != known
    assert is_in(victim)
    assert not is_in(attacker)


def test_a_cookie_of_a_session_that_ended_opens_nothing() -> None:
    client = Client()
    enter(client, OfficerFactory(password=PASSWORD))
    stolen = client.cookies[NAME].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies[NAME] = stolen
    assert not is_in(thief)


def test_another_password_ends_every_other_session() -> None:
    officer = OfficerFactory(password=PASSWORD)
    hers, stolen = Client(), Client()
    enter(hers, officer)
    enter(stolen, officer)
    assert is_in(stolen)
    changed = hers.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "ประโยคใหม่ที่ยาวกว่า",
            "password2": "ประโยคใหม่ที่ยาวกว่า",
        },
    )
    assert changed.status_code == 302
    assert is_in(hers)
    assert not is_in(stolen)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    client = Client()
    enter(client, OfficerFactory(password=PASSWORD))
    for cookie in (client.cookies[NAME], client.cookies[settings.CSRF_COOKIE_NAME]):
        assert cookie["httponly"]
        assert cookie["samesite"] in {"Lax", "Strict"}
        assert cookie["path"] in settings.WORKSPACE_PATHS
        assert not cookie["domain"]


def test_a_session_goes_with_the_browser() -> None:
    """No cookie outlives half an hour without use, whatever the browser keeps."""
    client = Client()
    enter(client, OfficerFactory(password=PASSWORD))
    age = client.cookies[NAME]["max-age"]
    assert age == "" or int(age) <= 30 * 60
