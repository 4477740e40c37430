"""Agencies of the country, their officers, rights, and the tree."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import agencies, mergers, roles, tree

urlpatterns = [
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new", tree.agency_new, name="agency_new"),
    path("agencies/<id:agency_id>", agencies.agency, name="agency"),
    path("agencies/<id:agency_id>/grants", agencies.agency_grants, name="agency_grants"),
    path("agencies/<id:agency_id>/appoint", agencies.appoint, name="appoint"),
    path("agencies/<id:agency_id>/rename", tree.agency_rename, name="agency_rename"),
    path("agencies/<id:agency_id>/move", tree.agency_move, name="agency_move"),
    path("agencies/<id:agency_id>/end", tree.agency_end, name="agency_end"),
    path("agencies/<id:agency_id>/reopen", tree.agency_reopen, name="agency_reopen"),
    path("grants/<id:grant_id>/end", agencies.end_grant, name="end_grant"),
    path("officers/", agencies.officers, name="officers"),
    path("roles/", roles.roles, name="roles"),
    path("roles/propose", roles.role_propose, name="role_propose"),
    path("roles/<id:proposal_id>", roles.role_proposal, name="role_proposal"),
    path("roles/<id:proposal_id>/confirm", roles.role_confirm, name="role_confirm"),
    path("roles/<id:proposal_id>/reject", roles.role_reject, name="role_reject"),
    path("roles/<id:proposal_id>/withdraw", roles.role_withdraw, name="role_withdraw"),
    path("roles/grant/<id:grant_id>/end", roles.role_end, name="role_end"),
    path("mergers/", mergers.mergers, name="mergers"),
    path("mergers/new", mergers.merger_new, name="merger_new"),
    path("mergers/preview", mergers.merger_preview, name="merger_preview"),
    path("mergers/<id:merger_id>", mergers.merger, name="merger"),
    path("mergers/<id:merger_id>/moved.csv", mergers.merger_moved, name="merger_moved"),
    path("mergers/<id:merger_id>/cancel", mergers.merger_cancel, name="merger_cancel"),
]
