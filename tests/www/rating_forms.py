"""The form of a rating as a browser sends it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from infogo.manuals.models import RuleSet
from infogo.ratings import tokens
from tests.www.reading import Page

ADDRESS = "203.0.113.77"
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin", "REMOTE_ADDR": ADDRESS}


def rules(**given: Any) -> None:
    """Put other numbers into force."""
    RuleSet.objects.create(
        code="test", name_th="ทดสอบ", effective_from=date(2020, 1, 1), parameters={"ratings": given}
    )


def token(*, minutes: float = 2) -> str:
    """Return the number of a form that was opened some minutes ago."""
    return tokens.give_out(timezone.now() - timedelta(minutes=minutes))


def send(client: Client, path: str, *, meta: dict[str, str] = OWN, **said: str) -> HttpResponse:
    """Send the form as a browser does; ``said`` replaces what it holds."""
    form = {"token": token(), "overall": "4", "comment": "", "website": "", **said}
    return client.post(path, {name: value for name, value in form.items() if value}, **meta)


def selected(page: Page, name: str) -> list[str]:
    return [
        given["value"]
        for tag, given in page.attributes
        if tag == "input" and given.get("name") == name and "checked" in given
    ]
