"""A manual's page has the form of a document, and how it is filled in, beside the document."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from infogo.manuals.content import DocumentGroup, Form, RequiredDocument
from infogo.manuals.part import Listing, ListingState
from tests.factories import manual_content, standard_manual
from tests.www.reading import read

FORM, EXAMPLE = "https://example.go.th/td9.pdf", "https://example.go.th/td9-filled.pdf"


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_form_and_its_filled_example_stand_beside_the_document(
    client: Client, prefix: str
) -> None:
    documents = (
        RequiredDocument(
            group=DocumentGroup.IDENTITY, name="บัตรประจำตัวประชาชน", is_state_issued=True
        ),
        RequiredDocument(group=DocumentGroup.OTHER, name="คำขอ ท.ด.9"),
    )
    forms = (
        Form(name="แบบคำขอ ท.ด.9", url=FORM),
        Form(name="ตัวอย่างการกรอก ท.ด.9", url=EXAMPLE),
        Form(name="แบบ ท.ด.21", url="https://example.go.th/td21.pdf"),
    )
    content = manual_content(documents=listed(*documents), forms=listed(*forms))
    manual = standard_manual(content=content)
    page = read(client.get(f"{prefix}/manual/{manual.procedure_id}"))
    asked = page.html[page.html.index('class="c-docs"') : page.html.index('id="fees"')]
    card, request = (one.split("</li>")[0] for one in asked.split('<li class="c-doc">')[1:])
    assert "href" not in card
    assert f'href="{FORM}"' in request
    assert f'href="{EXAMPLE}"' in request
    assert "td21" not in request
    assert ('<span lang="th">แบบคำขอ ท.ด.9</span>' in request) is bool(prefix)
