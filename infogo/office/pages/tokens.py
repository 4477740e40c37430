"""Tokens of agencies' programs, as lists show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, QuerySet, When
from django.utils import timezone

from infogo.accounts.models import AgencyToken
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.accounts.tokens import TOKEN_ACTS
from infogo.display.filters import DOT

MOST_SHOWN = 50


@dataclass(frozen=True)
class TokenLine:
    """One token in words."""

    id: int
    name: str
    prefix: str
    acts: str
    networks: str
    state: str
    state_kind: str
    expires_on: date
    created_at: datetime
    last_used_at: datetime | None
    can_revoke: bool


@dataclass(frozen=True)
class TokensPage:
    """An officer's tokens; ``secret`` is that of the one just made, shown this once."""

    tokens: Sequence[TokenLine]
    secret: str


def acts_to_give(rights: Rights) -> list[tuple[str, str]]:
    """Return what an officer may let a program do, with its words."""
    return [(str(act), words) for act, words in TOKEN_ACTS.items() if rights.can(act)]


def tokens_page(rights: Rights, secret: str) -> TokensPage:
    """Return the page of her own tokens; ``secret`` is that of a new one, else empty."""
    own = AgencyToken.objects.filter(officer=rights.officer)
    return TokensPage(token_lines(own, rights.on), secret)


def token_lines(tokens: QuerySet[AgencyToken], today: date) -> list[TokenLine]:
    """Return the newest tokens in words, those first that open something; one query."""
    is_over = Case(When(revoked_at=None, expires_on__gte=today, then=0), default=1)
    return [_line(token, today) for token in tokens.order_by(is_over, "-pk")[:MOST_SHOWN]]


def _line(token: AgencyToken, today: date) -> TokenLine:
    state, kind = "ใช้ได้", "success"
    if token.revoked_at is not None:
        state, kind = "เพิกถอนแล้ว", "neutral"
    elif token.expires_on < today:
        state, kind = "หมดอายุ", "neutral"
    used = token.last_used_at
    return TokenLine(
        id=token.pk,
        name=token.name,
        prefix=token.prefix,
        acts=DOT.join(TOKEN_ACTS[Act(act)] for act in token.acts if act in TOKEN_ACTS),
        networks=", ".join(token.networks),
        state=state,
        state_kind=kind,
        expires_on=token.expires_on,
        created_at=timezone.localtime(token.created_at),
        last_used_at=timezone.localtime(used) if used else None,
        can_revoke=token.is_live(today),
    )
