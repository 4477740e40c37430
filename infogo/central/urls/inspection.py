"""The central review, and the cases that grow from it."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>)
from infogo.central.views import cases, reviews

urlpatterns = [
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/reviews.<kind>", reviews.reviews_file, name="reviews_file"),
    path("reviews/<id:draft_id>", reviews.review, name="review"),
    path("cases/", cases.cases, name="cases"),
    path("cases/cases.<kind>", cases.cases_file, name="cases_file"),
    path("cases/new", cases.case_search, name="case_search"),
    path("cases/new/<id:manual_id>", cases.case_new, name="case_new"),
    path("cases/<id:case_id>", cases.case, name="case"),
    path("cases/<id:case_id>/<slug:act>", cases.case_act, name="case_act"),
    path("cases/<id:case_id>/papers/<id:number>.<kind>", cases.case_paper, name="case_paper"),
    path("cases/<id:case_id>/files/<id:file_id>", cases.case_file, name="case_file"),
]
