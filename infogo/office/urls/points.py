"""Service points and their parts."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import certificates, handovers, points, rounds

urlpatterns = [
    path("points/", points.points, name="points"),
    path("points/new", points.point_new, name="point_new"),
    path("points/<id:point_id>", points.point, name="point"),
    path("points/<id:point_id>/edit", points.point_edit, name="point_edit"),
    path("points/<id:point_id>/position", points.point_position, name="point_position"),
    path("points/<id:point_id>/hours", points.point_hours, name="point_hours"),
    path("points/<id:point_id>/access", points.point_access, name="point_access"),
    path("points/<id:point_id>/status", points.point_status, name="point_status"),
    path("points/<id:point_id>/certificate", certificates.certificate, name="certificate"),
    path(
        "points/<id:point_id>/certificate/take-back",
        certificates.certificate_take_back,
        name="certificate_take_back",
    ),
    path("points/<id:point_id>/rounds", rounds.rounds, name="rounds"),
    path("points/<id:point_id>/rounds/new", rounds.round_new, name="round_new"),
    path("points/<id:point_id>/rounds/<id:round_id>", rounds.round_edit, name="round_edit"),
    path(
        "points/<id:point_id>/rounds/<id:round_id>/cancel", rounds.round_cancel, name="round_cancel"
    ),
    path("points/<id:point_id>/handover", handovers.handover, name="handover"),
    path("handovers/", handovers.handovers, name="handovers"),
    path("handovers/<id:proposal_id>", handovers.handover_proposal, name="handover_proposal"),
    path("handovers/<id:proposal_id>/decline", handovers.handover_decline, name="handover_decline"),
    path(
        "handovers/<id:proposal_id>/withdraw", handovers.handover_withdraw, name="handover_withdraw"
    ),
    path("points/<id:point_id>/confirm", points.point_confirm, name="point_confirm"),
    path("points/<id:point_id>/posted", points.point_posted, name="point_posted"),
]
