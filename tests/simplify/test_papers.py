"""Papers that lie in a register of the state, and copies that are still demanded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from infogo.manuals.content import DocumentGroup
from infogo.manuals.part import Listing, ListingState, Text
from infogo.simplify.facts import CopyFacts, PaperFacts
from infogo.simplify.models import Kind
from tests.factories import adoption, manual_content, standard_manual
from tests.simplify.making import RATES, all_hits, asking, held, own_text, paper, papers

pytestmark = pytest.mark.django_db


def of_kind(kind: Kind) -> list[tuple[int | None, object]]:
    return [(hit.manual_id, hit.facts) for hit in all_hits("contents") if hit.kind == kind]


def test_a_paper_of_a_register_is_found_by_its_name_in_the_catalogue() -> None:
    company, house = held("หนังสือรับรองนิติบุคคล", issuer="กรมพัฒนาธุรกิจการค้า"), held("ทะเบียนบ้าน")
    manual = asking(
        paper("หนังสือรับรองบริษัท", canonical="หนังสือรับรองนิติบุคคล"),
        paper("ทะเบียนบ้าน", group=DocumentGroup.IDENTITY),
        "แผนที่",
    )
    ((pk, facts),) = of_kind(Kind.STATE_PAPER)
    assert pk == manual.pk
    assert isinstance(facts, PaperFacts)
    assert [one.document for one in facts.papers] == [company.pk, house.pk]
    assert facts.papers[0].issuer == "กรมพัฒนาธุรกิจการค้า"
    (hit,) = all_hits("contents")
    # Two documents to find; only the one that is no identity paper must be fetched elsewhere.
    share = Decimal(str(RATES.fetching_share))
    assert hit.estimate.minutes == 2 * RATES.document_minutes + share * RATES.visit_minutes
    assert hit.estimate.satang == share * RATES.visit_satang


@pytest.mark.parametrize(
    ("name", "given", "asked"),
    [
        ("บัตรประจำตัวประชาชน", {}, {"group": DocumentGroup.IDENTITY}),
        ("สูติบัตร", {}, {"condition": "กรณีผู้เยาว์"}),
        ("ใบรับรองเก่า", {"in_register": False}, {}),
    ],
    ids=["carried anyway", "in some cases only", "in no register"],
)
def test_what_cannot_be_spared_alone_is_no_finding(
    name: str, given: dict[str, bool], asked: dict[str, object]
) -> None:
    held(name, **given)
    asking(paper(name, **asked))
    assert of_kind(Kind.STATE_PAPER) == []


def test_a_paper_that_is_not_the_states_is_no_finding() -> None:
    asking("แผนที่", "รูปถ่าย")
    assert all_hits("contents") == []


def test_an_agency_that_left_the_section_to_the_standard_is_not_found_again() -> None:
    held("ทะเบียนบ้าน")
    standard = asking("ทะเบียนบ้าน")
    adoption(standard)
    own_text(standard, remark="ของเรา")
    own = own_text(standard, documents=papers("ทะเบียนบ้าน", "แผนที่"))
    found = [(hit.manual_id, hit.agency_id, hit.is_local) for hit in all_hits("contents")]
    assert found == [
        (standard.pk, standard.agency_id, False),
        (own.pk, own.agency_id, True),
    ]


def test_copies_are_what_the_lint_finds() -> None:
    identity = {"group": DocumentGroup.IDENTITY, "is_state_issued": True}
    manual = asking(
        paper("บัตรประจำตัวประชาชน", copies=2, **identity),
        paper("สำเนาทะเบียนบ้าน", **identity),
        paper("บัตรประชาชนผู้รับมอบ", copies=1, condition="กรณีมอบอำนาจ", **identity),
        "แผนที่",
    )
    ((pk, facts),) = of_kind(Kind.COPIES)
    assert pk == manual.pk
    assert isinstance(facts, CopyFacts)
    assert sorted((one.copies, one.sometimes) for one in facts.demands) == [
        (1, False),
        (1, True),
        (2, False),
    ]
    assert "มาตรา" in facts.law
    (hit,) = all_hits("contents")
    assert hit.estimate.satang == 3 * RATES.copy_satang
    assert hit.estimate.minutes == 3 * RATES.copy_minutes


def test_words_in_running_text_are_told_and_not_counted() -> None:
    criteria = Listing[Text](state=ListingState.LISTED, items=("แนบสำเนาบัตรประจำตัวประชาชน",))
    standard_manual(content=manual_content(criteria=criteria, documents=papers("แผนที่")))
    (hit,) = all_hits("contents")
    assert isinstance(hit.facts, CopyFacts)
    assert [one.name for one in hit.facts.demands] == [""]
    assert hit.estimate.a_year(1000) is None


def test_a_manual_without_copies_is_no_finding() -> None:
    asking(paper("บัตรประจำตัวประชาชน", group=DocumentGroup.IDENTITY, is_state_issued=True))
    assert of_kind(Kind.COPIES) == []
