"""Failed searches of the country."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.central.views import searches

urlpatterns = [
    path("searches/", searches.searches, name="searches"),
    path("searches/searches.<kind>", searches.searches_file, name="searches_file"),
    path("searches/proposals", searches.word_proposals, name="word_proposals"),
    path("searches/<id:failed_id>", searches.search, name="search"),
]
