"""Doing it for somebody else: the piece of content through everything that handles a manual."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import translation
from pydantic import ValidationError

from infogo.display.proxy import proxy_words
from infogo.loader.management.commands.load_country import DEMO_DATA
from infogo.manuals import services
from infogo.manuals.chain import verify_revisions
from infogo.manuals.content import (
    DocumentGroup,
    LocalOverrides,
    ManualContent,
    RequiredDocument,
    merge,
    overridden_sections,
    section_of,
)
from infogo.manuals.diff import diff_section
from infogo.manuals.models import ManualRevision
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.representation import AuthorityDocument, Proxy, Representation
from infogo.manuals.selectors import merged_manual
from infogo.manuals.standing_in import content_for_other
from infogo.manuals.threeway import accept, three_way
from tests.factories import ACTOR, adoption, manual_content, standard_manual
from tests.manuals.lint.law import findings

POWER = AuthorityDocument(name="หนังสือมอบอำนาจ", stamp_duty_satang=1000)
YES = Representation(answer=Proxy.YES, documents=(POWER,))
COME = Representation(answer=Proxy.NO, must_come="ผู้ขอมีบัตร", reason="ต้องถ่ายรูป")
CARD = RequiredDocument(group=DocumentGroup.IDENTITY, name="บัตรประจำตัวประชาชน")
SOMETIMES = RequiredDocument(
    group=DocumentGroup.OTHER,
    name="ใบมอบอำนาจ",
    canonical="หนังสือมอบอำนาจ",
    condition="กรณีมอบอำนาจ",
    originals=2,
)


def listed(*items: RequiredDocument) -> Listing[RequiredDocument]:
    return Listing[RequiredDocument](state=ListingState.LISTED, items=items)


def asked(content: ManualContent) -> list[tuple[str, int, str]]:
    items = content_for_other(content).documents.items
    return [(item.name, item.originals, item.condition) for item in items]


def rows(name: str) -> list[dict[str, Any]]:
    text = (DEMO_DATA / "services" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_paper_of_authority_is_added_at_the_end() -> None:
    content = ManualContent(documents=listed(CARD), representation=YES)
    assert asked(content) == [("บัตรประจำตัวประชาชน", 1, ""), ("หนังสือมอบอำนาจ", 1, "")]


def test_one_that_is_asked_of_proxies_only_is_now_always_needed() -> None:
    content = ManualContent(documents=listed(SOMETIMES, CARD), representation=YES)
    assert asked(content) == [("ใบมอบอำนาจ", 2, ""), ("บัตรประจำตัวประชาชน", 1, "")]


def test_a_service_without_papers_needs_that_of_authority_alone() -> None:
    none = Listing[RequiredDocument](state=ListingState.NONE)
    assert asked(ManualContent(documents=none, representation=YES)) == [("หนังสือมอบอำนาจ", 1, "")]


@pytest.mark.parametrize("told", [None, COME, Representation(must_come="เด็ก"), Representation()])
def test_nothing_is_added_where_it_is_not_allowed_or_not_said(told: Representation | None) -> None:
    content = ManualContent(documents=listed(CARD, SOMETIMES), representation=told)
    assert content_for_other(content) is content


def test_a_list_that_nobody_wrote_stays_unknown() -> None:
    assert content_for_other(ManualContent(representation=YES)).documents.is_unknown


def test_some_persons_must_be_named() -> None:
    with pytest.raises(ValidationError, match="ต้องบอกว่าใคร"):
        Representation(answer=Proxy.SOME)


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        (None, ["คู่มือไม่ได้บอกว่าทำแทนได้หรือไม่ โทรถามหน่วยงานก่อนไป"]),
        (YES, ["ให้คนอื่นทำแทนได้"]),
        (
            COME,
            ["ให้คนอื่นทำแทนไม่ได้ เจ้าตัวต้องทำเอง", "ผู้ขอมีบัตรต้องมาเอง เพราะต้องถ่ายรูป"],
        ),
        (
            Representation(answer=Proxy.SOME, who="บิดา", must_come="เด็ก", note="โทรนัดก่อน"),
            ["ทำแทนได้เฉพาะบิดา", "เด็กต้องมาเอง", "โทรนัดก่อน"],
        ),
    ],
)
def test_it_is_told_in_plain_words(told: Representation | None, lines: list[str]) -> None:
    assert proxy_words(ManualContent(representation=told)).lines == lines


@pytest.mark.parametrize(
    ("satang", "words"),
    [(1000, "ติดอากรแสตมป์ 10 บาท"), (0, "ไม่ต้องติดอากรแสตมป์"), (None, "ไม่ได้บอกว่าต้องติดอากรแสตมป์เท่าไร")],
)
def test_the_duty_is_said_none_or_unknown(satang: int | None, words: str) -> None:
    power = AuthorityDocument(name="หนังสือมอบอำนาจ", stamp_duty_satang=satang)
    told = Representation(answer=Proxy.YES, documents=(power,))
    (line,) = proxy_words(ManualContent(representation=told)).documents
    assert words in line


def test_what_the_manual_says_is_marked_as_thai_on_english_pages() -> None:
    with translation.override("en"):
        words = proxy_words(ManualContent(representation=COME))
    assert '<span lang="th">ผู้ขอมีบัตร</span>' in words.must_come


def test_the_comparison_tells_each_field_in_words() -> None:
    old = ManualContent(representation=COME)
    section = diff_section(section_of("documents"), old, ManualContent(representation=YES))
    field = next(field for field in section.fields if field.name == "representation")
    lines = {line.label: (line.old, line.new) for item in field.items for line in item.lines}
    assert lines["ให้คนอื่นทำแทนได้ไหม"] == ("ไม่ได้ ต้องทำเอง", "ได้ ทุกคน")
    assert lines["ต้องมาเองเพราะ"] == ("ต้องถ่ายรูป", "")
    assert "อากรแสตมป์ 10 บาท" in lines["เอกสารแสดงอำนาจ"][1]


def test_an_agency_overrides_it_with_its_documents_and_is_asked_when_the_standard_changes() -> None:
    mine = LocalOverrides(representation=COME)
    assert overridden_sections(mine) == ("documents",)
    standard = ManualContent(documents=listed(CARD), representation=YES)
    assert merge(standard, mine).representation == COME
    assert merge(standard, LocalOverrides()).representation == YES
    old = standard.model_copy(update={"representation": None})
    (choice,) = three_way(old, standard, mine)
    assert choice.code == "documents"
    assert not choice.is_settled
    assert accept(mine, ["documents"]) == LocalOverrides()


@pytest.mark.parametrize(
    ("documents", "told", "path"),
    [
        (listed(SOMETIMES), None, "representation"),
        (listed(SOMETIMES), Representation(must_come="เด็ก"), "representation"),
        (listed(SOMETIMES), COME, "representation.answer"),
        (
            listed(CARD),
            Representation(answer=Proxy.NO, documents=(POWER,)),
            "representation.answer",
        ),
        (listed(CARD), Representation(answer=Proxy.YES), "representation.documents"),
    ],
)
def test_the_lint_hints_at_what_is_unsaid_or_contradicts(
    documents: Listing[RequiredDocument], told: Representation | None, path: str
) -> None:
    content = manual_content(documents=documents, representation=told)
    (found,) = findings(content, "proxy-unsaid")
    assert (found.section, found.path, found.is_blocking) == ("documents", path, False)
    assert found.todo


@pytest.mark.parametrize("told", [None, COME, YES])
def test_the_lint_leaves_good_manuals_alone(told: Representation | None) -> None:
    content = manual_content(documents=listed(CARD), representation=told)
    assert findings(content, "proxy-unsaid") == []


@pytest.mark.django_db
def test_an_edition_stores_it_and_old_editions_read_as_before() -> None:
    manual = standard_manual(content=manual_content(documents=listed(CARD)))
    before = ManualRevision.objects.get(manual=manual)
    assert "representation" not in before.content
    content = merged_manual(manual).content.model_copy(update={"representation": YES})
    services.publish_standard(manual=manual, content=content, actor=ACTOR, note="เพิ่ม")
    manual.refresh_from_db()
    assert merged_manual(manual).content.representation == YES
    assert ManualContent.model_validate(before.content).representation is None
    assert verify_revisions(manual) is None


@pytest.mark.django_db
def test_an_adopting_agency_publishes_its_own_answer() -> None:
    local = adoption(standard_manual(content=manual_content(representation=YES)))
    overrides = LocalOverrides(representation=COME)
    services.publish_overrides(manual=local, overrides=overrides, actor=ACTOR, note="ของเรา")
    local.refresh_from_db()
    assert merged_manual(local).content.representation == COME


def test_the_demonstration_country_invents_nothing() -> None:
    """Each entry rests on words that its service really has, and on papers that it asks for."""
    known = {row["code"]: row for row in rows("services.jsonl")}
    told = rows("representation.jsonl")
    assert len({row["code"] for row in told}) == len(told) >= 25
    for row in told:
        service = known[row["code"]]
        said = json.dumps(service, ensure_ascii=False)
        assert row["because"], row["code"]
        assert all(quote in said for quote in row["because"]), row["code"]
        papers = {item["name"] for item in service["documents"]}
        assert set(row.get("documents", ())) <= papers, row["code"]
        if row["answer"] == "no":
            assert not any("มอบอำนาจ" in name for name in papers), row["code"]
        if any("มอบอำนาจ" in quote for quote in row["because"]):
            assert row["answer"] in {"yes", "some"}, row["code"]
