"""Merging what errands ask for, and the order in which they hang together."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infogo.manuals.content import DocumentGroup, RequiredDocument
from infogo.planning.documents import (
    Dependency,
    dependencies,
    held_up,
    in_order,
    merged_documents,
    without_circles,
)

CARD, HOUSE, DOCTOR, FORM = "บัตรประจำตัวประชาชน", "ทะเบียนบ้านฉบับเจ้าบ้าน", "ใบรับรองแพทย์", "แบบคำขอ"


def paper(name: str, **given: Any) -> RequiredDocument:
    return RequiredDocument(**{"group": DocumentGroup.OTHER, "name": name, **given})


def test_the_highest_number_of_originals_is_enough_and_copies_are_added_up() -> None:
    (card,) = merged_documents(
        {1: [paper(CARD, originals=1, copies=1)], 2: [paper(CARD, originals=2, copies=3)]}
    )
    assert (card.originals, card.copies) == (2, 4)
    assert [use.errand for use in card.uses] == [1, 2]


def test_papers_of_two_persons_for_one_errand_are_two() -> None:
    witness = paper("บัตรของพยาน", canonical=CARD)
    (card,) = merged_documents({1: [paper(CARD), witness], 2: [paper(CARD)]})
    assert (card.originals, len(card.uses)) == (2, 3)
    sometimes = witness.model_copy(update={"condition": "กรณีไม่มีหลักฐาน"})
    (card,) = merged_documents({1: [paper(CARD), sometimes]})
    assert card.originals == 1


def test_what_offices_keep_is_needed_for_each_errand() -> None:
    (doctor,) = merged_documents({1: [paper(DOCTOR)], 2: [paper(DOCTOR)]})
    (photo,) = merged_documents(
        {1: [paper("รูปถ่าย", originals=2, unit="รูป")], 2: [paper("รูปถ่าย", originals=1, unit="รูป")]}
    )
    assert (doctor.originals, doctor.is_handed_over) == (2, True)
    assert (photo.originals, photo.unit) == (3, "รูป")


def test_a_book_or_a_card_is_shown_however_it_is_counted() -> None:
    (book,) = merged_documents({1: [paper(HOUSE, unit="เล่ม")], 2: [paper(HOUSE, unit="เล่ม")]})
    (card,) = merged_documents({1: [paper(CARD, unit="ใบ")], 2: [paper(CARD)]})
    (plans,) = merged_documents(
        {1: [paper("แบบแปลน", originals=3, unit="ชุด", canonical="ผังอาคาร")]}
        | {2: [paper("ผังอาคาร", originals=2, unit="ชุด")]}
    )
    assert (book.originals, book.unit, book.is_handed_over) == (1, "เล่ม", False)
    assert (card.originals, card.is_handed_over) == (1, False)
    assert (plans.originals, plans.is_handed_over) == (5, True)


def test_the_form_of_one_errand_is_not_the_form_of_another() -> None:
    assert len(merged_documents({1: [paper(FORM)], 2: [paper(FORM)]})) == 2


def test_one_document_under_two_names_is_one() -> None:
    (house,) = merged_documents({1: [paper("เล่มทะเบียนบ้าน", canonical=HOUSE)], 2: [paper(HOUSE)]})
    assert house.name == HOUSE


def test_a_copy_that_must_not_be_asked_for_is_told_and_not_counted() -> None:
    asked = paper(CARD, group=DocumentGroup.IDENTITY, is_state_issued=True, copies=2)
    (card,) = merged_documents({1: [asked], 2: [paper(CARD, copies=1)]})
    assert (card.copies, card.unlawful) == (1, (1,))


def test_what_is_needed_in_some_cases_comes_last_and_only_when_it_is_never_needed_always() -> None:
    merged = merged_documents(
        {1: [paper(HOUSE, condition="ถ้ามี"), paper(DOCTOR)], 2: [paper(DOCTOR, condition="กรณีขับรถ")]}
    )
    assert [(one.name, one.is_sometimes) for one in merged] == [(DOCTOR, False), (HOUSE, True)]
    assert merged[0].originals == 1


def test_a_document_that_the_plan_gives_in_time_needs_not_be_brought() -> None:
    asked = {1: [paper(CARD)], 2: [paper("ใบแจ้งการย้าย")]}
    waits = dependencies(asked, {1: ["ใบแจ้งการย้าย"]})
    merged = {one.name: one for one in merged_documents(asked, waits)}
    assert waits == [Dependency(1, 2, "ใบแจ้งการย้าย")]
    assert merged["ใบแจ้งการย้าย"].made_by == (1,)
    assert merged[CARD].made_by == ()


def test_an_errand_that_must_be_shown_a_document_only_renews_it() -> None:
    asked = {1: [paper(HOUSE)], 2: [paper(HOUSE)]}
    assert dependencies(asked, {1: [HOUSE]}) == []


def test_what_is_needed_only_sometimes_makes_nothing_wait() -> None:
    assert dependencies({1: [], 2: [paper(CARD, condition="ถ้ามี")]}, {1: [CARD]}) == []


def test_what_an_editor_said_counts_too_but_a_document_says_it_better() -> None:
    asked = {1: [], 2: [paper(CARD)], 3: []}
    found = dependencies(asked, {1: [CARD]}, [(1, 2), (2, 3), (9, 1)])
    assert found == [Dependency(1, 2, CARD), Dependency(2, 3)]


def test_a_circle_is_told_and_the_rest_keeps_its_order() -> None:
    depends = [Dependency(1, 2), Dependency(2, 1), Dependency(2, 3)]
    order = in_order([3, 2, 1], depends)
    assert order.circles == ((2, 1),)
    assert order.errands == (2, 1, 3)
    assert without_circles(depends, order) == [Dependency(2, 3)]


NODES = st.integers(1, 5)


@given(st.permutations(range(1, 6)), st.sets(st.tuples(NODES, NODES), max_size=8))
def test_the_order_fits_and_circles_are_those_that_walking_finds(
    errands: list[int], pairs: set[tuple[int, int]]
) -> None:
    depends = [Dependency(a, b) for a, b in sorted(pairs) if a != b]
    order = in_order(errands, depends)

    def leads(a: int, b: int, seen: frozenset[int] = frozenset()) -> bool:
        following = {one.after for one in depends if one.before == a} - seen
        return b in following or any(leads(c, b, seen | following) for c in following)

    circling = {e for e in errands if leads(e, e)}
    assert {e for circle in order.circles for e in circle} == circling
    place = {errand: number for number, errand in enumerate(order.errands)}
    kept = without_circles(depends, order)
    assert sorted(order.errands) == sorted(errands)
    assert all(place[one.before] < place[one.after] for one in kept)
    assert all(leads(one.after, one.before) for one in depends if one not in kept)


@given(st.sets(st.tuples(NODES, NODES), max_size=4))
def test_of_all_orders_that_fit_the_first_by_the_reader_is_taken(
    pairs: set[tuple[int, int]],
) -> None:
    depends = [Dependency(a, b) for a, b in pairs if a < b]
    fitting = [
        way
        for way in permutations(range(1, 6))
        if all(way.index(one.before) < way.index(one.after) for one in depends)
    ]
    assert in_order([1, 2, 3, 4, 5], depends).errands == min(fitting)


def test_a_document_whose_case_is_open_is_neither_certain_nor_a_rare_one() -> None:
    merged = merged_documents(
        {1: [paper("ใบแทน", condition="ถ้ามี"), paper(DOCTOR, cases=("sick",)), paper(CARD)]}
    )
    assert [document.name for document in merged] == [CARD, DOCTOR, "ใบแทน"]
    assert [document.is_open for document in merged] == [False, True, False]
    assert [document.is_sometimes for document in merged] == [False, True, True]


def test_a_document_that_one_errand_needs_for_certain_is_certain() -> None:
    (card,) = merged_documents({1: [paper(CARD, cases=("lost",))], 2: [paper(CARD)]})
    assert (card.is_open, card.is_sometimes) == (False, False)


def test_an_open_document_makes_no_errand_wait() -> None:
    asked = {1: [paper(HOUSE)], 2: [paper(CARD, cases=("lost",))]}
    assert dependencies(asked, {1: [CARD]}) == []


def test_what_is_closed_holds_up_all_that_comes_after_it_and_nothing_else() -> None:
    depends = [
        Dependency(1, 2, "ก"), Dependency(1, 2, "ข"), Dependency(2, 3), Dependency(1, 3),
        Dependency(4, 3), Dependency(4, 5),
    ]  # fmt: skip
    assert held_up([1], depends) == {2: (1,), 3: (2, 1)}
    assert held_up([1, 2], depends) == {3: (2, 1)}
    assert held_up([5], depends) == held_up([], depends) == {}
