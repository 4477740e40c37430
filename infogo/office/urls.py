"""Addresses of the workspace; every view is closed unless marked otherwise (``gate.py``)."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.office.gate import during_setup, open_to_all
from infogo.office.views import account, give, home, sign_in, team

app_name = "office"

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/signed-out", open_to_all(sign_in.signed_out), name="signed_out"),
    path("sign-in/invitation/<str:token>", open_to_all(sign_in.invitation), name="invitation"),
    path(
        "sign-in/invitation/<str:token>/with/<slug:provider_id>",
        open_to_all(sign_in.invitation_with),
        name="invitation_with",
    ),
    path("account/", during_setup(account.account), name="account"),
    path("account/setup", during_setup(account.setup), name="setup"),
    path("team/", team.team, name="team"),
    path("team/log", team.log, name="log"),
    path("team/invite", team.invite, name="invite"),
    path("team/<id:officer_id>", team.officer, name="officer"),
    path("team/<id:officer_id>/invite-again", team.invite_again, name="invite_again"),
    path("team/<id:officer_id>/leave", team.leave, name="leave"),
    path("team/<id:officer_id>/give", give.give, name="give"),
    path("team/grant/<id:grant_id>/end", team.end, name="end"),
]
