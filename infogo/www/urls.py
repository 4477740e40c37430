"""Addresses of the public pages; each exists in Thai and, below ``/en/``, in English."""

from __future__ import annotations

from django.urls import path

import infogo.www.converters  # noqa: F401  (registers <id:…>)
from infogo.www.views import (
    agencies,
    articles,
    home,
    info,
    manuals,
    meta,
    points,
    search,
    taxonomy,
)

app_name = "www"

urlpatterns = [
    path("", home.home, name="home"),
    path("search", search.search, name="search"),
    path("category/", taxonomy.topics, name="topics"),
    path("category/<slug:slug>", taxonomy.topic, name="topic"),
    path("for/", taxonomy.groups, name="groups"),
    path("for/<slug:slug>", taxonomy.group, name="group"),
    path("life/", taxonomy.events, name="events"),
    path("life/<slug:slug>", taxonomy.event, name="event"),
    path("article/", articles.articles, name="articles"),
    path("article/<id:article_id>", articles.article, name="article"),
    path("emergency", info.emergency, name="emergency"),
    path("help", info.help_page, name="help"),
    path("about", info.about, name="about"),
    path("privacy", info.privacy, name="privacy"),
    path("accessibility", info.accessibility, name="accessibility"),
    path("opensearch.xml", meta.opensearch, name="opensearch"),
]

# Pages of a manual, below the standard manual and below an agency's manual alike.
MANUAL_PAGES = [
    ("", manuals.manual, ""),
    (".json", manuals.manual_json, "_json"),
    ("/legal", manuals.manual_legal, "_legal"),
    ("/places", manuals.manual_places, "_places"),
    ("/qr.svg", manuals.manual_qr, "_qr"),
    ("/versions", manuals.manual_versions, "_versions"),
    ("/v/<id:number>", manuals.manual_version, "_version"),
]
for tail, view, name in MANUAL_PAGES:
    urlpatterns += [
        path(f"manual/<id:procedure_id>{tail}", view, name=f"manual{name}"),
        path(f"manual/<id:procedure_id>/at/<id:agency_id>{tail}", view, name=f"local_manual{name}"),
    ]

urlpatterns += [
    path("agency/", agencies.agencies, name="agencies"),
    path("agency/province/<code>", agencies.agencies_in_province, name="agencies_in_province"),
    path("agency/<id:agency_id>", agencies.agency, name="agency"),
    path("agency/<id:agency_id>.json", agencies.agency_json, name="agency_json"),
    path("agency/<id:agency_id>/manuals", agencies.agency_manuals, name="agency_manuals"),
    path("agency/<id:agency_id>/places", agencies.agency_places, name="agency_places"),
    path("places", points.places, name="places"),
    path("place/<id:point_id>", points.place, name="place"),
    path("place/<id:point_id>.json", points.place_json, name="place_json"),
    path("place/<id:point_id>/qr.svg", points.place_qr, name="place_qr"),
]
