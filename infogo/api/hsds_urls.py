"""The address space of the HSDS API: everything under ``/api/hsds/``."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.errors import ValidationError

from infogo.api.callers import ApiProblemError
from infogo.api.hsds import router
from infogo.api.rendering import LEAST_REFUSAL, PROBLEM_TYPE, JSONRenderer
from infogo.api.urls import invalid, refused


class HsdsAPI(NinjaAPI):
    """The API that Open Referral defines; refusals are those of our own."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """Return an answer; every refusal has the type of a problem."""
        response = super().create_response(request, data, **kwargs)
        if response.status_code >= LEAST_REFUSAL:
            response["Content-Type"] = PROBLEM_TYPE
        return response


hsds = HsdsAPI(
    title="info.go.th in HSDS",
    version="3.0",
    description="Services of the state by the specification of Open Referral (HSDS 3.0).",
    renderer=JSONRenderer(),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="hsds",
)
hsds.add_router("", router)
hsds.exception_handler(ValidationError)(invalid)
hsds.exception_handler(ApiProblemError)(refused)
urlpatterns: list[URLPattern | URLResolver] = [path("", hsds.urls)]
