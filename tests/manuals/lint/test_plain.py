"""Hints of plain language: whole words only, and stretches that leave no room to breathe."""

from __future__ import annotations

from decimal import Decimal

import pytest

from infogo.manuals.content import Fee, LegalBasis, ManualContent
from infogo.manuals.formulas import FormulaInput, FormulaOption
from infogo.manuals.lint.plain import official_words_in
from infogo.manuals.part import Listing, ListingState, Text
from infogo.manuals.rule_sets import Severity
from tests.factories import manual_content
from tests.manuals.formulas.made import computed_fee, example, formula
from tests.manuals.lint.law import PARAMETERS, findings


def saying(*lines: str) -> ManualContent:
    return manual_content(criteria=Listing[Text](state=ListingState.LISTED, items=lines))


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("ผู้ขอมีความประสงค์จะย้าย", ["มีความประสงค์"]),
        ("ให้บิดาหรือมารดาลงลายมือชื่อ", ["บิดา", "มารดา", "ลงลายมือชื่อ"]),
        ("ยื่น ณ ที่ว่าการอำเภอ", ["ณ"]),
        ("ขณะยื่นคำขอ", []),  # ณ inside another word
        ("เวลาทำการ", []),
        ("จ่ายเงินที่เคาน์เตอร์", []),
    ],
)
def test_official_words_are_found_whole_and_the_longest_first(
    text: str, official: list[str]
) -> None:
    assert [word.official for word in official_words_in(text)] == official


def test_each_word_is_told_once_per_text_with_what_people_say() -> None:
    found = findings(saying("บิดามาด้วย และบิดาลงชื่อ"), "official-word")
    assert [(each.path, each.severity) for each in found] == [("criteria.0", Severity.ADVICE)]
    assert "พ่อ" in found[0].todo


def test_names_of_laws_and_addresses_are_not_rephrased() -> None:
    bases = Listing[LegalBasis](
        state=ListingState.LISTED, items=(LegalBasis(law="กฎกระทรวงว่าด้วยการชำระค่าธรรมเนียม"),)
    )
    assert official_words_in(bases.items[0].law) != []
    assert findings(manual_content(legal_bases=bases), "official-word") == []


def test_a_formula_is_no_sentence() -> None:
    who = FormulaInput(
        code="ผู้ยื่น",
        label="ใครยื่น",
        options=(
            FormulaOption(code="บิดา", label="พ่อ", value=Decimal(1)),
            FormulaOption(code="อื่น", label="คนอื่น", value=Decimal(2)),
        ),
    )
    written = formula(
        " + ".join(["ถ้า(ผู้ยื่น = ผู้ยื่น.บิดา, 10, 20)"] * 12),
        who,
        examples=(example(120, ผู้ยื่น="บิดา"), example(240, ผู้ยื่น="อื่น")),
    )
    fees = Listing[Fee](state=ListingState.LISTED, items=(computed_fee(written),))
    for rule in ("official-word", "long-sentence"):
        assert findings(manual_content(fees=fees), rule) == []


def test_a_stretch_without_a_pause_is_told() -> None:
    assert PARAMETERS.plain_language is not None
    words = PARAMETERS.plain_language.longest_run_words
    long, short = "ยื่นคำขอ" * words, "ยื่นคำขอ " * (words // 3)
    (found,) = findings(saying(short, long), "long-sentence")
    assert found.path == "criteria.1"
    assert "ไม่เว้นวรรค" in found.reason


def test_an_item_of_too_many_words_is_told() -> None:
    assert PARAMETERS.plain_language is not None
    words = PARAMETERS.plain_language.longest_item_words
    (found,) = findings(saying("ยื่นคำขอ " * (words + 1)), "long-sentence")
    assert "คำ" in found.reason
