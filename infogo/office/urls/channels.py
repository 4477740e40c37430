"""Electronic channels of agencies, and their announcements."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import channels

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
]
