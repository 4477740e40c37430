"""Open data: its page, its catalogues, and the files."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.opendata.catalogue import MEDIA_TYPES, ckan, datapackage, dcat, json_schema
from infogo.opendata.datasets import DATASETS
from infogo.opendata.dumps import MANIFEST, Dump, changes_of, find, latest
from infogo.opendata.serving import file_response
from infogo.www.pages.open_data import open_data_page

ASK_AGAIN = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """List the datasets with their files and what every column means."""
    return render(request, "www/data.html", {"page": open_data_page()})


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Answer the catalogue as DCAT in JSON-LD."""
    return _json(dcat(_newest()), "application/ld+json")


@require_safe
def government_catalogue(request: HttpRequest) -> HttpResponse:
    """Answer the datasets with the mandatory fields of data.go.th."""
    return _json({"packages": ckan(_newest())})


@require_safe
def package(request: HttpRequest) -> HttpResponse:
    """Answer the tables as a Frictionless data package."""
    return _json(datapackage(_newest()))


@require_safe
def schema(request: HttpRequest, dataset: str) -> HttpResponse:
    """Answer the JSON Schema of a line of a dataset."""
    if dataset not in DATASETS:
        raise Http404
    return _json(json_schema(DATASETS[dataset]), "application/schema+json")


@require_safe
def file(request: HttpRequest, dump: str, name: str) -> HttpResponse | StreamingHttpResponse:
    """Answer one file of a dump, whole or in part."""
    found = find(dump)
    path = found.file(name) if found else None
    if found is None or path is None or not path.is_file():
        raise Http404
    if name == MANIFEST:
        return _json(found.manifest)
    one = next(file for file in found.files if file["name"] == name)
    return file_response(request, path, MEDIA_TYPES[one["format"]], one["sha256"])


@require_safe
def changes(request: HttpRequest, dump: str) -> HttpResponse:
    """Answer what came, changed and went in every dataset since an earlier dump."""
    old, new = find(dump), _newest()
    if old is None:
        raise Http404
    found = {name: asdict(one) for name, one in changes_of(old.name, new.name).items()}
    return _json({"from": old.name, "to": new.name, "datasets": found})


def _newest() -> Dump:
    found = latest()
    if found is None:
        raise Http404
    return found


def _json(value: Any, media_type: str = "application/json") -> JsonResponse:
    return JsonResponse(
        value,
        content_type=media_type,
        headers=ASK_AGAIN,
        json_dumps_params={"ensure_ascii": False},
    )
