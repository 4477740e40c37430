"""Addresses of the public pages; each exists in Thai and, below ``/en/``, in English."""

from __future__ import annotations

from django.urls import URLPattern, path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.www.cache.policy import public_page
from infogo.www.pages.plan_query import PARAMETERS as PLAN
from infogo.www.views import (
    agencies,
    articles,
    home,
    info,
    manuals,
    meta,
    plan,
    points,
    search,
    taxonomy,
)

app_name = "www"

# What pages are made from and which parameters make another page: see www/cache/policy.py.
# A list shows whichever records exist, so it depends on the whole collection; whether a place is
# open changes with the time of day, so such pages are made anew every minute.
MINUTE = 60
WHERE = ("prov", "district", "kind", "near", "page")
text = public_page()
home_page = public_page(depends_on=["procedure", "article"])
headings = public_page(
    depends_on=["procedure", "article", "agency"], parameters=["group", "topic", "page"]
)
article_pages = public_page(depends_on=["article", "procedure", "agency"], parameters=["page"])
# All of a manual's pages count or name the points at which it is served. Without a place asked
# for, the standard manual's show no time of day: only the date of printing, and what readers open
# next, which is counted all the time.
MANUAL_KEYS = ["procedure", "procedure:{procedure_id}", "agency", "point"]
manual_pages = public_page(
    depends_on=MANUAL_KEYS, parameters=WHERE, seconds=MINUTE, seconds_unasked=10 * MINUTE
)
manual_places_pages = public_page(depends_on=MANUAL_KEYS, parameters=WHERE, seconds=MINUTE)
agency_pages = public_page(
    depends_on=["agency", "procedure", "point"], parameters=WHERE, seconds=MINUTE
)
point_pages = public_page(
    depends_on=["point", "agency", "procedure"], parameters=(*WHERE, "manual"), seconds=MINUTE
)
# A search for a further service shows the index, which follows the database within a second.
plan_pages = public_page(
    depends_on=["procedure", "point", "agency"], parameters=PLAN, seconds=MINUTE
)

# Read most, therefore first: addresses are tried in this order.
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
urlpatterns: list[URLPattern] = []
for tail, view, name in MANUAL_PAGES:
    kept = manual_places_pages if name == "_places" else manual_pages
    urlpatterns += [
        path(f"manual/<id:procedure_id>{tail}", kept(view), name=f"manual{name}"),
        path(
            f"manual/<id:procedure_id>/at/<id:agency_id>{tail}",
            manual_places_pages(view),
            name=f"local_manual{name}",
        ),
    ]

urlpatterns += [
    path("", home_page(home.home), name="home"),
    path("search", search.search, name="search"),
    path("plan", plan_pages(plan.plan), name="plan"),
    path("category/", headings(taxonomy.topics), name="topics"),
    path("category/<slug:slug>", headings(taxonomy.topic), name="topic"),
    path("for/", headings(taxonomy.groups), name="groups"),
    path("for/<slug:slug>", headings(taxonomy.group), name="group"),
    path("life/", headings(taxonomy.events), name="events"),
    path("life/<slug:slug>", headings(taxonomy.event), name="event"),
    path("article/", article_pages(articles.articles), name="articles"),
    path("article/<id:article_id>", article_pages(articles.article), name="article"),
    path("emergency", text(info.emergency), name="emergency"),
    path("help", text(info.help_page), name="help"),
    path("about", text(info.about), name="about"),
    path("privacy", text(info.privacy), name="privacy"),
    path("accessibility", text(info.accessibility), name="accessibility"),
    path("opensearch.xml", text(meta.opensearch), name="opensearch"),
    path("agency/", agency_pages(agencies.agencies), name="agencies"),
    path(
        "agency/province/<code>",
        agency_pages(agencies.agencies_in_province),
        name="agencies_in_province",
    ),
    path("agency/<id:agency_id>", agency_pages(agencies.agency), name="agency"),
    path("agency/<id:agency_id>.json", agency_pages(agencies.agency_json), name="agency_json"),
    path(
        "agency/<id:agency_id>/manuals",
        agency_pages(agencies.agency_manuals),
        name="agency_manuals",
    ),
    path(
        "agency/<id:agency_id>/places", agency_pages(agencies.agency_places), name="agency_places"
    ),
    path("places", point_pages(points.places), name="places"),
    path("place/<id:point_id>", point_pages(points.place), name="place"),
    path("place/<id:point_id>.json", point_pages(points.place_json), name="place_json"),
    path("place/<id:point_id>/qr.svg", point_pages(points.place_qr), name="place_qr"),
]
