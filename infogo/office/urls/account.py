"""Signing in by invitation, and one's own account."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import account, notices, sign_in, tokens
from infogo.workspace.gate import during_setup, open_to_all

urlpatterns = [
    path("sign-in/signed-out", open_to_all(sign_in.signed_out), name="signed_out"),
    path("sign-in/invitation/<str:token>", open_to_all(sign_in.invitation), name="invitation"),
    path(
        "sign-in/invitation/<str:token>/with/<slug:provider_id>",
        open_to_all(sign_in.invitation_with),
        name="invitation_with",
    ),
    path("account/", during_setup(account.account), name="account"),
    path("account/letters", notices.letters, name="letters"),
    path("account/tokens", tokens.tokens, name="tokens"),
    path("account/tokens/<id:token_id>/revoke", tokens.revoke, name="token_revoke"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read", notices.read, name="notices_read"),
    path("account/setup", during_setup(account.setup), name="setup"),
]
