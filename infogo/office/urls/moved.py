"""Old addresses that letters and bookmarks still name."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import moved

urlpatterns = [
    path("central/<slug:room>/", moved.central_moved, name="central_room_moved"),
    path("central/<slug:room>/<path:rest>", moved.central_moved, name="central_page_moved"),
]
