"""Asking the pages of points, and reading what they answer."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.points.facts import written_facts
from infogo.points.models import ServicePoint


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def at(name: str, point: ServicePoint) -> str:
    return reverse(f"office:{name}", args=[point.pk])


def read(point: ServicePoint) -> ServicePoint:
    return ServicePoint.objects.get(pk=point.pk)


def facts_of(point: ServicePoint, **changes: str) -> dict[str, str]:
    return {**written_facts(point), **changes}


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)
