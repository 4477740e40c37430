"""Addresses of the public pages; each exists in Thai and, below ``/en/``, in English."""

from __future__ import annotations

from django.urls import path

import infogo.www.converters  # noqa: F401  (registers <id:…>)
from infogo.www.views import articles, home, info, meta, search, taxonomy

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
