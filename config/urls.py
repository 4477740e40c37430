"""Every address of the system, face by face."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

# Patterns are tried in turn. Programs and every key pressed in the search box ask the API, which
# one prefix tells apart; then the public pages, which most of the other requests are for.
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("infogo.api.urls")),
    *i18n_patterns(path("", include("infogo.www.urls")), prefix_default_language=False),
    path("", include("infogo.www.site_urls")),
    path("api/hsds/", include("infogo.api.hsds_urls")),
    path("", include("infogo.agents.urls")),
    path("line/", include("infogo.line.urls")),
    path("office/", include("infogo.office.sign_in_urls")),
    path("office/", include("infogo.office.urls")),
    path("central/", include("infogo.central.urls")),
]

handler400 = "infogo.www.views.errors.bad_request"
handler403 = "infogo.www.views.errors.permission_denied"
handler404 = "infogo.www.views.errors.page_not_found"
handler429 = "infogo.workspace.errors.too_many_requests"
handler500 = "infogo.www.views.errors.server_error"
