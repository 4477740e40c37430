"""Pinning manuals at points, in both directions."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import pin_facts, pins

urlpatterns = [
    path("pins/", pin_facts.hub, name="pins"),
    path("pins/<id:pin_id>", pin_facts.pin, name="pin"),
    path("manuals/<id:manual_id>/pins", pins.pick, name="manual_pins"),
    path("manuals/<id:manual_id>/pins/review", pins.review, name="manual_pins_review"),
    path("manuals/<id:manual_id>/pins/undo", pins.undo, name="manual_pins_undo"),
    path("manuals/<id:manual_id>/pins/facts", pin_facts.several, name="manual_pins_facts"),
    path("points/<id:point_id>/pins", pins.pick, name="point_pins"),
    path("points/<id:point_id>/pins/review", pins.review, name="point_pins_review"),
    path("points/<id:point_id>/pins/undo", pins.undo, name="point_pins_undo"),
    path("points/<id:point_id>/pins/facts", pin_facts.several, name="point_pins_facts"),
]
