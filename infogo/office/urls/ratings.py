"""Ratings by citizens: the inbox, one of them, those that wait, trends, improvements."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import rating_improvements, rating_ready, ratings

ONE = "ratings/<id:rating_id>"
READY = "ratings/ready"
IMPROVED = "ratings/improvements"

urlpatterns = [
    path("ratings/", ratings.inbox, name="ratings"),
    path("ratings/held", ratings.held, name="ratings_held"),
    path("ratings/trends", ratings.trends, name="rating_trends"),
    path("ratings/table", ratings.table, name="ratings_table"),
    path(f"{READY}/", rating_ready.ready_texts, name="ready_texts"),
    path(f"{READY}/of/<id:agency_id>/new", rating_ready.ready_text_new, name="ready_text_new"),
    path(f"{READY}/of/<id:agency_id>/starters", rating_ready.starters, name="ready_starters"),
    path(f"{READY}/<id:template_id>", rating_ready.ready_text, name="ready_text"),
    path(f"{READY}/<id:template_id>/remove", rating_ready.remove, name="ready_text_remove"),
    path(f"{IMPROVED}/", rating_improvements.improvements, name="improvements"),
    path(f"{IMPROVED}/new", rating_improvements.choose_manual, name="improvement_manual"),
    path(
        f"{IMPROVED}/new/<id:manual_id>",
        rating_improvements.improvement_new,
        name="improvement_new",
    ),
    path(
        f"{IMPROVED}/<id:improvement_id>/withdraw",
        rating_improvements.withdraw,
        name="improvement_withdraw",
    ),
    path(ONE, ratings.rating, name="rating"),
    path(f"{ONE}/hide", ratings.hide, name="rating_hide"),
    path(f"{ONE}/release", ratings.release, name="rating_release"),
]
