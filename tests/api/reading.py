"""A small country for the read API, and asking it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from infogo.agencies.models import Agency, AgencyCode
from infogo.articles.models import Article, ArticleStatus
from infogo.manuals.models import Document, DocumentRole, Manual, ProcedureDocument
from infogo.points.models import ServicePoint
from infogo.taxonomy.models import LifeEvent, TargetGroup
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)

ADDRESS = "/api/v1"


@dataclass(frozen=True)
class Small:
    """A ministry with a department, its service at a place, an adoption and an article."""

    ministry: Agency
    department: Agency
    manual: Manual
    local: Manual
    point: ServicePoint
    document: Document
    article: Article


def small_country() -> Small:
    """Make it; more calls make more of everything."""
    ministry = AgencyFactory()
    department = AgencyFactory(parent=ministry)
    AgencyCode.objects.create(agency=department, scheme="dga8", code=f"{department.pk:08}")
    manual = standard_manual(owner=department)
    number = Document.objects.count()
    document = Document.objects.create(name_th=f"เอกสาร {number}", is_state_issued=True)
    ProcedureDocument.objects.create(
        procedure=manual.procedure, document=document, role=DocumentRole.REQUIRED
    )
    group = TargetGroup.objects.create(
        slug=f"small-group-{number}", name_th="ก", name_en="g", order=1
    )
    event = LifeEvent.objects.create(
        slug=f"small-event-{number}", name_th="ห", name_en="e", order=1
    )
    manual.procedure.target_groups.add(group)
    manual.procedure.life_events.add(event)
    event.stages.create(order=1, title_th="ขั้น").entries.create(procedure=manual.procedure, order=1)
    point = ServicePointFactory(agency=department, lat=18.79, lng=98.98)
    PinFactory(manual=manual, point=point)
    local = adoption(manual, AgencyFactory(province=point.province))
    article = ArticleFactory(status=ArticleStatus.PUBLISHED)
    return Small(ministry, department, manual, local, point, document, article)


def get(client: Client, path: str, status: int = 200, **headers: str) -> Any:
    """Return the JSON of an answer that must have a status."""
    response = client.get(ADDRESS + path, headers=headers)
    assert response.status_code == status, (path, response.status_code, response.content[:500])
    wanted = "application/json" if status < 400 else "application/problem+json"
    assert response["Content-Type"].startswith(wanted)
    assert response["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)
