"""The API's address space: everything under ``/api/v1/``."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from infogo.api.agencies import router as agencies
from infogo.api.bodies import BoundedParser, unreadable
from infogo.api.callers import ApiProblemError, no_token
from infogo.api.changes import router as changes
from infogo.api.delays import router as delays
from infogo.api.described import described
from infogo.api.figures import router as figures
from infogo.api.manuals import router as manuals
from infogo.api.office_bulk import router as office_bulk
from infogo.api.office_drafts import router as office_drafts
from infogo.api.office_pins import router as office_pins
from infogo.api.office_points import router as office_points
from infogo.api.planning import router as planning
from infogo.api.points import router as points
from infogo.api.procedures import router as procedures
from infogo.api.rendering import Answering, JSONRenderer, problem
from infogo.api.search import UnknownValueError, router
from infogo.api.volumes import router as volumes
from infogo.api.webhooks import router as webhooks
from infogo.core.statement_timeout import TookTooLongError


class PublicAPI(Answering):
    """The API; what holds for all its addresses stands in ``middleware.py``."""

    _schema: OpenAPISchema | None = None

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Return the OpenAPI file with what everything means.

        It takes a fifth of a second and says the same as long as the process lives.
        """
        if self._schema is None:
            schema = super().get_openapi_schema(**kwargs)
            _times_without_zone(schema)
            schema.update(described(schema))
            self._schema = schema
        return self._schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the short name of an address, by which clients call it."""
        return operation.view_func.__name__.removesuffix("_view")


VERSION = "1.1.0"
"""Of the contract, as in the changelog of the API; the generated client has the same."""

# The explorer page that ninja offers loads scripts from elsewhere; the OpenAPI file is ours.
api = PublicAPI(
    title="info.go.th",
    version=VERSION,
    description="Everything public on the site, for programs; agencies also write by it.",
    renderer=JSONRenderer(),
    parser=BoundedParser(),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("", router)
api.add_router("", agencies)
api.add_router("", points)
api.add_router("", procedures)
api.add_router("", manuals)
api.add_router("", planning)
api.add_router("", figures)
api.add_router("", volumes)
api.add_router("", delays)
api.add_router("", changes)
api.add_router("", webhooks)
api.add_router("", office_drafts)
api.add_router("", office_points)
api.add_router("", office_pins)
api.add_router("", office_bulk)


def _times_without_zone(part: Any) -> None:
    """Say of hours of the day what they look like: JSON Schema's ``time`` demands a time zone."""
    if isinstance(part, dict):
        if part.get("format") == "time":
            del part["format"]
            part["pattern"] = r"^\d{2}:\d{2}(:\d{2})?$"
        for inner in part.values():
            _times_without_zone(inner)
    elif isinstance(part, list):
        for inner in part:
            _times_without_zone(inner)


WRONG_TH, WRONG_EN = "พารามิเตอร์ไม่ถูกต้อง แก้ตามรายการแล้วส่งใหม่", "Some parameters are not valid"


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parameter is wrong, and how, in both languages."""
    errors = [
        {
            "parameter": str(part["loc"][-1]),
            "message": str(part["msg"]),
            "message_th": f"ค่าของ {part['loc'][-1]} ไม่ถูกต้องหรือเกินขอบเขต",
        }
        for part in error.errors
    ]
    return api.create_response(request, problem(422, WRONG_TH, WRONG_EN, errors), status=422)


@api.exception_handler(UnknownValueError)
def unknown(request: HttpRequest, error: UnknownValueError) -> HttpResponse:
    """Say that a filter names something that does not exist."""
    errors = [
        {
            "parameter": error.parameter,
            "message": f"there is no such {error.parameter}: {error.value}",
            "message_th": f"ไม่มี {error.parameter} รหัส {error.value}",
        }
    ]
    return api.create_response(request, problem(422, WRONG_TH, WRONG_EN, errors), status=422)


@api.exception_handler(ApiProblemError)
def refused(request: HttpRequest, error: ApiProblemError) -> HttpResponse:
    """Say why an act was refused; what to do stands in the lines."""
    body = problem(error.status, error.thai, error.english, error.errors)
    response = api.create_response(request, body, status=error.status)
    if error.retry_after:
        response["Retry-After"] = str(error.retry_after)
    return response


@api.exception_handler(HttpError)
def unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say why a body could not be read."""
    return refused(request, unreadable(error))


@api.exception_handler(TookTooLongError)
def too_slow(request: HttpRequest, error: TookTooLongError) -> HttpResponse:
    """Say that the answer took too long, and to ask for less."""
    thai = "คำถามนี้ใช้เวลานานเกินไป ขอให้น้อยลง เช่น ลด limit หรือเพิ่มตัวกรอง แล้วลองใหม่"
    english = "This took too long; ask for less, such as a smaller limit, and try again"
    return refused(request, ApiProblemError(503, thai, english, retry_after=10))


@api.exception_handler(AuthenticationError)
def unknown_caller(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Say that a token is needed and where it comes from."""
    response = refused(request, no_token())
    response["WWW-Authenticate"] = "Bearer"
    return response


urlpatterns: list[URLPattern | URLResolver] = [path("", api.urls)]
