"""An officer's own account: ways of signing in, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from infogo.accounts.models import Officer, SignIn, SignInOutcome
from infogo.accounts.perms import Rights
from infogo.accounts.words import method_words
from infogo.office.pages.home import administrators_of, own_grants
from infogo.workspace.grants import GrantLine
from infogo.workspace.providers import ConfiguredProvider, configured_providers

MOST_SIGN_INS = 20
GOOD = {SignInOutcome.SIGNED_IN, SignInOutcome.SIGNED_OUT}


@dataclass(frozen=True)
class SignInLine:
    """One line of the history; ``kind`` colours its tag."""

    at: datetime
    outcome: str
    method: str
    kind: str


@dataclass(frozen=True)
class AccountPage:
    """The page's content."""

    officer: Officer
    has_password: bool
    has_app: bool
    passkeys: Sequence[tuple[int, str]]
    has_codes: bool
    connected: Sequence[str]
    connectable: Sequence[ConfiguredProvider]
    needs_second_factor: bool
    sign_ins: Sequence[SignInLine]
    grants: Sequence[GrantLine]
    administrators: Sequence[str]


def account_page(rights: Rights) -> AccountPage:
    """Return the page of the officer herself."""
    officer = rights.officer
    factors = list(Authenticator.objects.filter(user=officer).order_by("pk"))
    kinds = {factor.type for factor in factors}
    joined = set(SocialAccount.objects.filter(user=officer).values_list("provider", flat=True))
    providers = configured_providers()
    return AccountPage(
        officer=officer,
        has_password=officer.has_usable_password(),
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=[
            (factor.pk, str(factor.wrap().name))
            for factor in factors
            if factor.type == Authenticator.Type.WEBAUTHN
        ],
        has_codes=Authenticator.Type.RECOVERY_CODES in kinds,
        connected=[provider.name for provider in providers if provider.id in joined],
        connectable=[provider for provider in providers if provider.id not in joined],
        needs_second_factor=rights.needs_second_factor,
        sign_ins=history_of(officer),
        grants=own_grants(rights),
        administrators=administrators_of(rights),
    )


def history_of(officer: Officer) -> Sequence[SignInLine]:
    """Return the newest lines of an officer's sign-in history."""
    return [
        SignInLine(
            at=timezone.localtime(line.at),
            outcome=str(SignInOutcome(line.outcome).label),
            method=method_words(line.method),
            kind="success" if line.outcome in GOOD else "warning",
        )
        for line in SignIn.objects.filter(officer=officer)[:MOST_SIGN_INS]
    ]
