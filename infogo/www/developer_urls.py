"""Addresses of the pages for programmers."""

from __future__ import annotations

from django.urls import URLPattern, path

from infogo.www.cache.policy import public_page
from infogo.www.views import developers

prose = public_page()
# Each address comes with one that can be tried here, so with ids that exist here.
reference = public_page(depends_on=["procedure", "point", "article", "agency"])
DEVELOPERS: list[URLPattern] = [
    path("developers", prose(developers.index), name="developers"),
    path("developers/api/<slug:slug>", reference(developers.resource), name="developers_resource"),
    path("developers/fields/<slug:slug>", prose(developers.fields), name="developers_fields"),
    path("developers/<slug:slug>", prose(developers.prose), name="developers_text"),
]
