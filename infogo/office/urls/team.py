"""Officers of one's agencies and their rights."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import give, team

urlpatterns = [
    path("team/", team.team, name="team"),
    path("team/log", team.log, name="log"),
    path("team/invite", team.invite, name="invite"),
    path("team/<id:officer_id>", team.officer, name="officer"),
    path("team/<id:officer_id>/invite-again", team.invite_again, name="invite_again"),
    path("team/<id:officer_id>/leave", team.leave, name="leave"),
    path("team/<id:officer_id>/give", give.give, name="give"),
    path("team/grant/<id:grant_id>/end", team.end, name="end"),
]
