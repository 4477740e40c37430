"""The radar of simplification: its worklist, one finding, pairs, papers, progress."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import simplify

ONE = "simplify/<id:finding_id>"

urlpatterns = [
    path("simplify/", simplify.worklist, name="simplify"),
    path("simplify/findings.<str:kind>", simplify.file, name="simplify_file"),
    path("simplify/pairs", simplify.pairs, name="simplify_pairs"),
    path("simplify/papers", simplify.papers, name="simplify_papers"),
    path("simplify/progress", simplify.progress, name="simplify_progress"),
    path("simplify/how", simplify.how, name="simplify_how"),
    path(ONE, simplify.finding, name="finding"),
    path(f"{ONE}/state", simplify.state, name="finding_state"),
    path(f"{ONE}/owner", simplify.owner, name="finding_owner"),
    path(f"{ONE}/note", simplify.note, name="finding_note"),
    path(f"{ONE}/verdict", simplify.verdict, name="finding_verdict"),
]
