"""The address space of the HSDS API: everything under ``/api/hsds/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from ninja.errors import ValidationError

from infogo.api.callers import ApiProblemError
from infogo.api.hsds import router
from infogo.api.rendering import Answering, JSONRenderer
from infogo.api.urls import invalid, refused

hsds = Answering(
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
