"""What a reader said once is not asked again: who goes, and of what nationality."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from infogo.manuals.cases import CaseTable
from infogo.manuals.content import RequiredDocument
from infogo.manuals.models import Manual
from infogo.manuals.representation import AuthorityDocument, Proxy, Representation
from tests.factories import manual_content, standard_manual
from tests.manuals.case_examples import listed, paper, question, row
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
GOES = question("applicant", "ใครไปทำเรื่อง", "self", "other")
NATION = question("nationality", "คนไทยหรือชาวต่างชาติ", "thai", "foreign")
AUTHORITY = AuthorityDocument(name="ใบมอบอำนาจ")


@pytest.fixture
def manual() -> Manual:
    tables = tuple(
        CaseTable(
            code=asked.code,
            title=asked.text,
            rows=tuple(row(one.code, {asked.code: [one.code]}) for one in asked.options),
        )
        for asked in (GOES, NATION)
    )
    content = manual_content(
        questions=(GOES, NATION),
        cases=tables,
        documents=listed(
            RequiredDocument,
            paper("บัตรของผู้รับมอบอำนาจ", "other"),
            paper("บัตรของเจ้าตัว", "self"),
            paper("หนังสือเดินทาง", "foreign"),
        ),
        representation=Representation(answer=Proxy.YES, documents=(AUTHORITY,)),
    )
    return standard_manual(content=content)


def show(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, response
    return read(response)


def documents(page: Page) -> str:
    """Return the text of what is to be brought."""
    found = re.search(r'<h2 id="documents">(.*?)(<details|</section>)', page.html, re.S)
    assert found
    return re.sub("<[^>]*>", " ", found[1])


def chosen(page: Page) -> list[str]:
    return [
        given["value"].rpartition(":")[2]
        for tag, given in page.attributes
        if tag == "input" and given.get("type") == "radio" and "checked" in given
    ]


def links(page: Page, words: str) -> list[str]:
    found = re.findall(rf'<a [^>]*?href="([^"]*)"[^>]*>{words}</a>', page.html)
    return [href.replace("&amp;", "&") for href in found]


class TestManual:
    def test_doing_it_for_somebody_else_answers_who_goes(
        self, client: Client, manual: Manual
    ) -> None:
        page = show(client, f"/manual/{manual.procedure_id}?for=other")
        assert chosen(page)[0] == "applicant.other"
        assert "บัตรของผู้รับมอบอำนาจ" in documents(page)
        assert "บัตรของเจ้าตัว" not in documents(page)
        assert links(page, "ดูแบบทำเรื่องของตัวเอง") == [f"/manual/{manual.procedure_id}"]

    def test_the_answer_that_somebody_else_goes_brings_the_papers_of_authority(
        self, client: Client, manual: Manual
    ) -> None:
        page = show(client, f"/manual/{manual.procedure_id}?a=applicant.other,nationality.thai")
        assert "คุณกำลังดูแบบทำแทนคนอื่น" in page.text
        assert "ใบมอบอำนาจ" in documents(page)
        back = links(page, "ดูแบบทำเรื่องของตัวเอง")
        assert back == [f"/manual/{manual.procedure_id}?a=nationality.thai"]
        assert "คุณกำลังดูแบบทำแทนคนอื่น" not in show(client, back[0]).text

    def test_her_own_answer_goes_before(self, client: Client, manual: Manual) -> None:
        page = show(client, f"/manual/{manual.procedure_id}?a=applicant.self&for=other")
        assert chosen(page)[0] == "applicant.self"
        assert "คุณกำลังดูแบบทำแทนคนอื่น" not in page.text
        assert "ใบมอบอำนาจ" not in documents(page)

    def test_steps_in_large_letters_follow_the_answer(self, client: Client, manual: Manual) -> None:
        easy = f"/manual/{manual.procedure_id}/easy"
        page = show(client, f"{easy}?a=applicant.other")
        assert links(page, "ดูแบบทำเรื่องของตัวเอง") == [easy]
        assert "ใบมอบอำนาจ" in page.text


class TestPlan:
    def test_the_plan_answers_for_all_its_services(self, client: Client, manual: Manual) -> None:
        page = show(client, f"/plan?m={manual.procedure_id}&for=other&foreign=1")
        assert chosen(page) == ["applicant.other", "nationality.foreign"]
        for wanted in ("บัตรของผู้รับมอบอำนาจ", "ใบมอบอำนาจ", "หนังสือเดินทาง"):
            assert wanted in documents(page)
        back = links(page, "ดูแบบทำเรื่องของตัวเอง")
        assert back == [f"/plan?m={manual.procedure_id}&foreign=1"]
        assert chosen(show(client, back[0]))[0] == ""

    def test_what_follows_from_the_plan_is_not_written_into_its_address_again(
        self, client: Client, manual: Manual
    ) -> None:
        sent = f"/plan?m={manual.procedure_id}&for=other&c1=1:applicant.other&c2=1:nationality.thai"
        assert client.get(sent).headers["Location"] == (
            f"/plan?m={manual.procedure_id}&for=other&a1=nationality.thai"
        )
