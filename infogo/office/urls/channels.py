"""Electronic channels of agencies, and what the central agency does with their announcements."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import channels, e_act

urlpatterns = [
    path("channels/", channels.channels, name="channels"),
    path("channels/<id:agency_id>", channels.channels_agency, name="channels_agency"),
    path("channels/<id:agency_id>/new", channels.channel_new, name="channel_new"),
    path(
        "channels/<id:agency_id>/declare/<id:section>",
        channels.channel_declare,
        name="channel_declare",
    ),
    path("channels/<id:agency_id>/<id:channel_id>", channels.channel_edit, name="channel_edit"),
    path(
        "channels/<id:agency_id>/<id:channel_id>/close",
        channels.channel_close,
        name="channel_close",
    ),
    path(
        "channels/declaration/<id:declaration_id>/file",
        channels.declaration_file,
        name="declaration_file",
    ),
    path("central/declarations/", e_act.declarations, name="declarations"),
    path("central/declarations/<id:declaration_id>", e_act.declaration, name="declaration"),
    path("central/e-act/", e_act.e_act, name="e_act"),
    path("central/e-act/agencies", e_act.e_act_agencies, name="e_act_agencies"),
    path("central/e-act/now.<kind>", e_act.e_act_file, name="e_act_file"),
    path("central/e-act/<id:report_id>", e_act.e_act_report, name="e_act_report"),
    path("central/e-act/<id:report_id>.<kind>", e_act.e_act_report_file, name="e_act_report_file"),
]
