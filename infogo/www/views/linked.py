"""Linked data of a page's record, the mapping of our fields, and our own terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.linked.documents import FORMS, form_of
from infogo.linked.graph import Node
from infogo.linked.mapping.tables import TABLES
from infogo.linked.terms import concept_node, ontology
from infogo.linked.words import Words
from infogo.www.pages.mappings import mapping_data, mapping_page, mappings_page, vocabulary_page

ANY_SITE = {"Access-Control-Allow-Origin": "*"}


def linked_data(ending: str, nodes: Iterable[Node]) -> HttpResponse:
    """Answer statements in the form with an ending; any site may read them."""
    form = form_of(ending)
    return HttpResponse(form.write(nodes), content_type=form.media_type, headers=ANY_SITE)


@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    """List the records whose fields are mapped."""
    return render(request, "www/mappings.html", {"page": mappings_page()})


@require_safe
def mapping(request: HttpRequest, name: str) -> HttpResponse:
    """Show every field of one record in the words of the standards."""
    if name not in TABLES:
        raise Http404
    return render(request, "www/mapping.html", {"page": mapping_page(TABLES[name])})


@require_safe
def mappings_json(request: HttpRequest) -> HttpResponse:
    """Answer the whole mapping for programs."""
    return JsonResponse(
        {"tables": mapping_data()},
        headers=ANY_SITE,
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    """Show our own terms and the vocabularies; the names of all of them lead here."""
    return render(request, "www/vocabulary.html", {"page": vocabulary_page()})


@require_safe
def vocabulary_data(request: HttpRequest, ending: str) -> HttpResponse:
    """Answer the same as linked data."""
    if ending not in {form.ending for form in FORMS}:
        raise Http404
    return linked_data(ending, _vocabulary())


def _vocabulary() -> Iterator[Node]:
    yield from ontology()
    for name, terms in Words.now().concepts.items():
        yield from (concept_node(name, code, *label) for code, label in terms.items())
