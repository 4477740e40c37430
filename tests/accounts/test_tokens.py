"""Tokens: told once, good only as long as the right behind them, ended at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from infogo.accounts import tokens
from infogo.accounts.models import AgencyToken, Grant, Officer, TokenAnswer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, Role
from infogo.accounts.services import RefusedError, end_grant, officer_leaves
from infogo.accounts.tokens import (
    TOKEN_ACTS,
    OtherNetworkError,
    OtherRequestError,
    answer_once,
    caller_with,
    make_token,
    read_networks,
    rights_of,
)
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter() -> Officer:
    return GrantFactory(role=Role.REPORTER).officer


def in_days(count: int) -> date:
    return bangkok_now().date() + timedelta(days=count)


def made(officer: Officer, *acts: Act, days: int = 30) -> tuple[AgencyToken, str]:
    chosen = acts or (Act.REPORT,)
    return make_token(officer=officer, name="ระบบ", acts=chosen, expires_on=in_days(days))


def test_the_secret_is_kept_nowhere_and_opens_what_was_chosen(reporter: Officer) -> None:
    token, secret = made(reporter)
    kept = str(AgencyToken.objects.values().get()) + str(list(AuditEntry.objects.values()))
    assert secret not in kept
    assert secret.removeprefix(f"{token.prefix}_") not in kept
    assert secret.startswith(token.prefix)
    caller = caller_with(secret)
    assert caller is not None
    assert caller.token == token
    assert caller.rights.can(Act.REPORT)
    assert not caller.rights.can(Act.VIEW), "she has it, the program was not given it"
    assert not caller.rights.points(Act.VIEW).exists()


def test_an_act_she_has_not_is_not_hers_to_give(reporter: Officer) -> None:
    viewer = GrantFactory(role=Role.VIEWER).officer
    for officer, acts in (
        (viewer, [Act.REPORT]),
        (reporter, [Act.ADMINISTER]),
        (reporter, []),
        (reporter, ["report", "nonsense"]),
    ):
        with nothing_changes(), pytest.raises(RefusedError, match="เลือกสิ่งที่โปรแกรมทำได้"):
            make_token(officer=officer, name="ระบบ", acts=acts, expires_on=in_days(1))


@pytest.mark.parametrize("days", [-1, tokens.MOST_DAYS + 1])
def test_it_lasts_a_year_at_most(reporter: Officer, days: int) -> None:
    with nothing_changes(), pytest.raises(RefusedError, match="หนึ่งปี"):
        made(reporter, days=days)


def test_not_more_than_anybody_can_look_after(reporter: Officer) -> None:
    for number in range(tokens.MOST_LIVE):
        make_token(
            officer=reporter, name=f"ระบบ {number}", acts=[Act.REPORT], expires_on=in_days(30)
        )
    with nothing_changes(), pytest.raises(RefusedError, match="เพิกถอนที่ไม่ใช้ก่อน"):
        made(reporter)


def test_it_ends_with_its_last_day_with_the_right_and_with_the_officer(reporter: Officer) -> None:
    _token, secret = made(reporter)
    AgencyToken.objects.update(expires_on=in_days(-1))
    assert caller_with(secret) is None
    AgencyToken.objects.update(expires_on=in_days(0))
    grant = Grant.objects.get(officer=reporter)
    end_grant(actor=None, grant=grant, reason="ย้ายหน่วยงาน")
    caller = caller_with(secret)
    assert caller is not None
    assert not caller.rights.can(Act.REPORT)
    officer_leaves(actor=None, officer=reporter, reason="ย้ายหน่วยงาน")
    assert caller_with(secret) is None


def test_a_program_of_her_former_agency_gets_nothing_of_her_rights_in_the_next(
    reporter: Officer,
) -> None:
    _token, secret = made(reporter)
    officer_leaves(actor=None, officer=reporter, reason="ย้ายหน่วยงาน")
    Officer.objects.filter(pk=reporter.pk).update(left_on=None, is_active=True)
    GrantFactory(officer=reporter, agency=AgencyFactory(), role=Role.REPORTER)
    assert caller_with(secret) is None
    assert AgencyToken.objects.get().revoked_at is not None


def test_who_left_while_her_token_was_made_gets_none(
    reporter: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her page was asked before she left, so it still holds her as she was."""
    as_she_was = Officer.objects.get(pk=reporter.pk)
    rights = Rights.of(as_she_was)
    officer_leaves(actor=None, officer=reporter, reason="ย้ายหน่วยงาน")
    monkeypatch.setattr(
        tokens.Rights,
        "of",
        lambda officer, on: rights if officer.is_active else Rights(officer, (), on),
    )
    with nothing_changes(), pytest.raises(RefusedError):
        made(as_she_was)


def test_a_button_pressed_twice_leaves_one_token_the_one_whose_secret_was_seen(
    reporter: Officer,
) -> None:
    first, hidden = made(reporter)
    second, shown = made(reporter)
    assert caller_with(hidden) is None
    assert caller_with(shown) is not None
    ended = AuditEntry.objects.get(verb="revoke_token")
    assert ended.target_id == first.pk
    another, _secret = made(reporter, days=31)
    alive = AgencyToken.objects.filter(revoked_at=None)
    assert set(alive) == {second, another}, "another is no second press"


def test_a_token_that_works_is_not_ended_by_one_alike(reporter: Officer) -> None:
    _token, used = made(reporter)
    assert caller_with(used) is not None
    old, waits = made(reporter)
    AgencyToken.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(minutes=1))
    made(reporter)
    assert caller_with(used) is not None
    assert caller_with(waits) is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda secret: "",
        lambda secret: "x" * 5000,
        lambda secret: secret[:-1],
        lambda secret: secret + "a",
        lambda secret: secret[:13] + "a" * 43,
        lambda secret: secret.replace("igt", "igt\x00"),
        lambda secret: secret + "ก",
        lambda secret: secret + "\n",
    ],
)
def test_what_is_not_the_secret_opens_nothing(reporter: Officer, change: Any) -> None:
    _token, secret = made(reporter)
    with nothing_changes():
        assert caller_with(change(secret)) is None


def test_use_is_noted_once_a_minute(reporter: Officer) -> None:
    _token, secret = made(reporter)
    caller_with(secret)
    first = AgencyToken.objects.get().last_used_at
    assert first is not None
    caller_with(secret)
    assert AgencyToken.objects.get().last_used_at == first
    long_ago = first - timedelta(days=3)
    AgencyToken.objects.update(last_used_at=long_ago)
    caller_with(secret)
    assert AgencyToken.objects.get().last_used_at > long_ago


def test_its_owner_and_her_administrator_may_end_it_nobody_else(reporter: Officer) -> None:
    administrator = GrantFactory(
        officer=OfficerFactory(agency=reporter.agency), role=Role.AGENCY_ADMIN
    ).officer
    colleague = GrantFactory(
        officer=OfficerFactory(agency=reporter.agency), role=Role.REPORTER
    ).officer
    stranger = GrantFactory(
        officer=OfficerFactory(agency=AgencyFactory()), role=Role.AGENCY_ADMIN
    ).officer
    token, secret = made(reporter)
    for nobody in (colleague, stranger):
        with nothing_changes(), pytest.raises(RefusedError, match="ไม่ใช่ของคุณ"):
            tokens.revoke_token(rights=Rights.of(nobody), token_id=token.pk)
    tokens.revoke_token(rights=Rights.of(administrator), token_id=token.pk)
    assert caller_with(secret) is None
    assert AgencyToken.objects.get().revoked_by == administrator
    with nothing_changes(), pytest.raises(RefusedError, match="เพิกถอนไปแล้ว"):
        tokens.revoke_token(rights=Rights.of(reporter), token_id=token.pk)


def test_an_answer_is_given_again_instead_of_acting_again(reporter: Officer) -> None:
    token, _secret = made(reporter)
    times: list[int] = []

    def act() -> tuple[int, Any]:
        times.append(1)
        return 200, {"rows": 3}

    for _each in range(2):
        answer = answer_once(token=token, key="k", request_digest="a", do=act)
        assert answer == (200, {"rows": 3})
    assert len(times) == 1
    with nothing_changes(), pytest.raises(OtherRequestError):
        answer_once(token=token, key="k", request_digest="b", do=act)


def test_a_refusal_keeps_no_answer(reporter: Officer) -> None:
    token, _secret = made(reporter)

    def refuse() -> tuple[int, Any]:
        raise RefusedError("ไม่ได้")

    with nothing_changes(), pytest.raises(RefusedError):
        answer_once(token=token, key="k", request_digest="a", do=refuse)
    assert answer_once(token=token, key="k", request_digest="a", do=lambda: (200, {})) == (200, {})


def test_old_answers_are_forgotten(reporter: Officer) -> None:
    token, _secret = made(reporter)
    answer_once(token=token, key="k", request_digest="a", do=lambda: (200, {}))
    assert tokens.forget_answers() == 0
    TokenAnswer.objects.update(created_at=bangkok_now() - tokens.ANSWERS_KEPT)
    assert tokens.forget_answers() == 1


def test_no_program_may_approve_or_review() -> None:
    assert {Act.EDIT_MANUAL, Act.EDIT_POINT, Act.REPORT} <= TOKEN_ACTS.keys()
    assert not {Act.APPROVE_MANUAL, Act.REVIEW} & TOKEN_ACTS.keys()


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("203.0.113.7", True),
        ("::ffff:203.0.113.7", True),
        ("203.0.114.7", False),
        ("2001:db8::17", True),
        ("2001:db9::17", False),
        ("", False),
        ("unix:", False),
    ],
)
def test_it_opens_only_from_the_networks_it_names(
    reporter: Officer, address: str, opens: bool
) -> None:
    networks = read_networks(["203.0.113.9/24", "2001:db8::/32"])
    _token, secret = make_token(
        officer=reporter, name="ระบบ", acts=[Act.REPORT], expires_on=in_days(1), networks=networks
    )
    assert AgencyToken.objects.get().networks == ["203.0.113.0/24", "2001:db8::/32"]
    if opens:
        assert caller_with(secret, address)
        return
    with nothing_changes(), pytest.raises(OtherNetworkError):
        caller_with(secret, address)
    assert AgencyToken.objects.get().last_used_at is None


@pytest.mark.parametrize(
    "texts", [["แผนก"], ["203.0.113.0/33"], [f"10.0.{n}.0/24" for n in range(21)]]
)
def test_what_is_no_network_is_refused(reporter: Officer, texts: list[str]) -> None:
    with nothing_changes(), pytest.raises(RefusedError, match="เครือข่าย"):
        make_token(
            officer=reporter, name="ก", acts=[Act.REPORT], expires_on=in_days(1), networks=texts
        )


def test_what_a_token_may_is_asked_anew(reporter: Officer) -> None:
    token, _secret = made(reporter)
    assert rights_of(token).can(Act.REPORT)
    token.revoked_at = token.created_at
    assert not rights_of(token).can(Act.REPORT)
