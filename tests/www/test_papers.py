"""Papers that people take along: manual, checklist, plan and poster as PDF."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from infogo.manuals.content import (
    SECTIONS,
    DocumentGroup,
    RequiredDocument,
)
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from tests.factories import standard_manual
from tests.paper.reading import Paper, read_paper, squeezed

pytestmark = pytest.mark.django_db
CARD = "บัตรประจำตัวประชาชน"


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


def papers(count: int, **given: Any) -> Any:
    return listed(
        *(
            RequiredDocument(group=DocumentGroup.OTHER, name=f"เอกสารที่ต้องใช้ลำดับ {n}", **given)
            for n in range(1, count + 1)
        )
    )


def paper(client: Client, path: str, **query: str) -> Paper:
    response = client.get(path, query)
    assert response.status_code == 200, response.content[:300]
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("inline; ")
    assert not response.cookies
    return read_paper(response.content)


def address(manual: Manual, page: str) -> str:
    at = "" if manual.is_standard else f"/at/{manual.agency_id}"
    return f"/manual/{manual.procedure_id}{at}/{page}"


def says(made: Paper, text: str) -> bool:
    return squeezed(text) in made.text


def test_the_manual_has_all_nineteen_items_in_their_order(client: Client) -> None:
    manual = standard_manual(official_name_th="การขอมีบัตรประจำตัวประชาชนครั้งแรก ที่อำเภอ")
    made = paper(client, address(manual, "manual.pdf"))
    at = [made.text.index(squeezed(f"{one.number}. {one.title}")) for one in SECTIONS]
    assert at == sorted(at)
    assert says(made, "การขอมีบัตรประจำตัวประชาชนครั้งแรก ที่อำเภอ")
    assert says(made, CARD)
