"""Both signed-in faces know who is signed in, and no public page hears of it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from infogo.accounts.roles import Role
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory
from tests.office.people import administrator, signed_in, with_second_factor

pytestmark = pytest.mark.django_db


def central_officer(role: str) -> Client:
    officer = with_second_factor(OfficerFactory())
    GrantFactory(officer=officer, role=role, agency=None)
    return signed_in(officer)


@pytest.mark.parametrize("home", settings.WORKSPACE_PATHS)
def test_a_session_moves_on_for_each_face_and_for_nothing_else(home: str) -> None:
    client = central_officer(Role.CENTRAL_ANALYST)
    answer = client.get(home)
    assert answer.status_code == 200
    sessions = [
        (morsel.key, morsel["path"], morsel["httponly"], morsel.value)
        for morsel in answer.cookies.values()
        if morsel.key == settings.SESSION_COOKIE_NAME
    ]
    assert {path for _key, path, _http, _value in sessions} == set(settings.WORKSPACE_PATHS)
    assert len({value for *_rest, value in sessions}) == 1
    assert all(http_only for _key, _path, http_only, _value in sessions)


def test_signing_out_ends_the_session_for_both_faces() -> None:
    client = central_officer(Role.CENTRAL_ANALYST)
    client.get("/central/")
    answer = client.post(reverse("account_logout"))
    ended = [m["path"] for m in answer.cookies.values() if m.key == settings.SESSION_COOKIE_NAME]
    assert set(ended) == set(settings.WORKSPACE_PATHS)
    assert all(
        m["max-age"] == 0 for m in answer.cookies.values() if m.key == settings.SESSION_COOKIE_NAME
    )
    assert client.get("/central/").status_code == 303


def test_a_forgery_token_belongs_to_the_face_that_gave_it() -> None:
    answer = Client().get(reverse("account_login"))
    assert answer.cookies[settings.CSRF_COOKIE_NAME]["path"] == "/office/"


def test_officers_of_agencies_have_no_business_in_the_central_workspace() -> None:
    client = signed_in(administrator(AgencyFactory(), whole_subtree=True))
    with nothing_changes():
        assert client.get("/central/").status_code == 403
    assert "/central/" not in client.get("/office/").content.decode()


@pytest.mark.parametrize("role", [Role.CENTRAL_ADMIN, Role.CENTRAL_REVIEWER, Role.CENTRAL_ANALYST])
def test_central_officers_go_from_face_to_face(role: str) -> None:
    client = central_officer(role)
    assert 'href="/central/"' in client.get("/office/").content.decode()
    assert 'href="/office/"' in client.get("/central/").content.decode()
