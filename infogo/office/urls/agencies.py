"""The data of agencies."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import agencies

urlpatterns = [
    path("agencies/", agencies.agencies, name="agencies"),
    path("agency/<id:agency_id>", agencies.agency_edit, name="agency_edit"),
    path("agency/<id:agency_id>/position", agencies.agency_position, name="agency_position"),
    path("agency/<id:agency_id>/codes", agencies.agency_codes, name="agency_codes"),
    path("agency/<id:agency_id>/confirm", agencies.agency_confirm, name="agency_confirm"),
]
