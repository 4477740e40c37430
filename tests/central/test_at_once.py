"""Two who tend what the centre sets, at the same moment: nothing is lost, doubled or left over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from infogo.agencies.models import Agency
from infogo.core import audit, editions
from infogo.core.dates import bangkok_now
from infogo.core.refusal import MovedOnError, RefusalError, mark_of
from infogo.core.waiting import wait_turn
from infogo.editing.services.headings import (
    HeadingFacts,
    add_heading,
    end_heading,
    order_headings,
    order_values,
    values_of,
)
from infogo.editing.services.tags import merge_tags
from infogo.editing.services.words import set_words
from infogo.editing.words import words_of
from infogo.manuals.models import Procedure, RuleSet
from infogo.manuals.rule_set_editions import RULE_SETS
from infogo.manuals.services import ManualRuleError, NewProcedure, create_procedure
from infogo.manuals.vocabulary_services import TermFacts, add_term, end_term
from infogo.manuals.vocabulary_services import values_of as term_values
from infogo.search.models import SynonymGroup
from infogo.search.services import GroupWording, add_group, change_group
from infogo.search.words.synonyms import groups
from infogo.taxonomy.models import Tag, Topic, VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force
from infogo.thai.normalise import normalise
from tests.central.reference import coming, term
from tests.editing.office import ALL, AUTHOR
from tests.editing.test_concurrency import at_once, winners
from tests.factories import AgencyFactory, ProcedureFactory, TopicFactory, standard_manual

pytestmark = pytest.mark.django_db(transaction=True)
ACTOR = "officer 1 ผู้ดูแล"
ROUNDS = 4


def enacting(code: str, day: int) -> Callable[[], Any]:
    return lambda: editions.enact(
        RULE_SETS, code=code, name_th="ฉบับหน้า", effective_from=coming(day), value={}, actor=ACTOR
    )


def test_two_editions_never_begin_on_one_day_or_bear_one_code() -> None:
    for number in range(1, ROUNDS + 1):
        results = at_once(enacting(f"a{number}", number), enacting(f"b{number}", number))
        assert len(winners(results, RefusalError)) == 1
        results = at_once(enacting(f"c{number}", 99 + number), enacting(f"c{number}", 199 + number))
        assert len(winners(results, RefusalError)) == 1
    assert RuleSet.objects.count() == 2 * ROUNDS
    assert audit.verify() is None


def test_who_orders_headings_sees_the_newest_order_first() -> None:
    topics = [TopicFactory() for _number in range(4)]
    for _round in range(ROUNDS):
        present = [one.pk for one in Topic.objects.order_by("order")]
        seen = mark_of(order_values("topic"))

        def order(wanted: list[int], seen: str = seen) -> Callable[[], None]:
            return lambda: order_headings(kind="topic", wanted=wanted, seen=seen, actor=ACTOR)

        results = at_once(order(present[::-1]), order([*present[1:], present[0]]))
        assert len(winners(results, MovedOnError)) == 1
    assert len(topics) == 4


def test_a_heading_is_added_once() -> None:
    for number in range(ROUNDS):
        facts = HeadingFacts(f"หมวด {number}", f"Topic {number}")

        def add(slug: str, facts: HeadingFacts = facts) -> Callable[[], Any]:
            return lambda: add_heading(kind="topic", slug=slug, facts=facts, actor=ACTOR)

        results = at_once(add(f"slug-{number}"), add(f"slug-{number}"), add(f"other-{number}"))
        assert len(winners(results, RefusalError)) == 1
    orders = list(Topic.objects.values_list("order", flat=True))
    assert len(set(orders)) == len(orders) == ROUNDS


def test_two_headings_do_not_end_into_each_other() -> None:
    for _round in range(ROUNDS):
        one, other = TopicFactory(), TopicFactory()

        def end(held: Topic, successor: Topic) -> Callable[[], int]:
            seen = mark_of(values_of(held))
            return lambda: end_heading(
                kind="topic",
                heading_id=held.pk,
                successor_id=successor.pk,
                seen=seen,
                reason="รวม",
                actor=ACTOR,
            )

        assert len(winners(at_once(end(one, other), end(other, one)), RefusalError)) == 1


def test_two_first_edits_of_one_synonym_follow_one_another() -> None:
    for group in groups()[:ROUNDS]:

        def change(word: str, group: Any = group) -> Callable[[], SynonymGroup]:
            wording = GroupWording((*group.phrases, word), group.means, group.weight)
            return lambda: change_group(
                key=group.key, wording=wording, seen=mark_of(group.values), actor=ACTOR
            )

        results = at_once(change("คำหนึ่ง"), change("คำสอง"))
        assert len(winners(results, MovedOnError)) == 1


def test_two_who_save_a_synonym_untouched_are_both_answered() -> None:
    for group in groups()[:ROUNDS]:
        wording = GroupWording(group.phrases, group.means, group.weight)

        def change(group: Any = group, wording: GroupWording = wording) -> SynonymGroup:
            return change_group(
                key=group.key, wording=wording, seen=mark_of(group.values), actor=ACTOR
            )

        assert len(winners(at_once(change, change), RefusalError)) == 2
        assert SynonymGroup.objects.filter(origin=group.origin).count() == 1


def facts(day: int) -> TermFacts:
    return TermFacts("คำ", "", 1, coming(day), "มติ")


def test_a_code_is_added_once() -> None:
    term()
    for number in range(ROUNDS):

        def add(day: int, code: str = f"code-{number}") -> Callable[[], VocabularyTerm]:
            return lambda: add_term(
                vocabulary="step_type", code=code, facts=facts(day), actor=ACTOR
            )

        assert len(winners(at_once(add(1), add(1), add(2)), RefusalError)) == 1


def test_the_last_code_stays() -> None:
    for number in range(ROUNDS):
        vocabulary = f"list-{number}"
        held = [term(code, vocabulary=vocabulary) for code in ("one", "two")]

        def end(row: VocabularyTerm) -> Callable[[], int]:
            seen = mark_of(term_values(row))
            return lambda: end_term(
                term_id=row.pk,
                on=bangkok_now().date(),
                successor="",
                seen=seen,
                reason="x",
                actor=ACTOR,
            )

        assert len(winners(at_once(*map(end, held)), RefusalError)) == 1
        assert terms_in_force([vocabulary], bangkok_now().date())[vocabulary]


def test_two_procedures_never_share_a_name() -> None:
    agencies, topic = [AgencyFactory(), AgencyFactory()], TopicFactory()
    for number in range(ROUNDS):
        new = NewProcedure(f"เรื่อง {number}", f"การขอ {number}", topic, "registration", "general")

        def create(owner: Agency, new: NewProcedure = new) -> Callable[[], Any]:
            return lambda: create_procedure(owner=owner, new=new, actor=ACTOR)

        assert len(winners(at_once(*map(create, agencies)), ManualRuleError)) == 1


def tag(text: str, *procedures: Procedure) -> Tag:
    made = Tag.objects.create(text=text, key=normalise(text))
    for procedure in procedures:
        procedure.tags.add(made)
    return made


def test_two_words_are_not_merged_into_each_other() -> None:
    for number in range(ROUNDS):
        one = tag(f"หนึ่ง{number}", ProcedureFactory())
        other = tag(f"สอง{number}", ProcedureFactory())

        def merge(held: Tag, into: Tag) -> Callable[[], int]:
            return lambda: merge_tags(tag_id=held.pk, into=into.text, seen=1, actor=ACTOR)

        assert len(winners(at_once(merge(one, other), merge(other, one)), RefusalError)) == 1
        assert Tag.objects.filter(pk__in=[one.pk, other.pk]).count() == 1


def test_a_word_that_is_taken_into_use_while_it_is_merged_is_not_lost() -> None:
    for number in range(ROUNDS):
        old, new = tag(f"เก่า{number}", ProcedureFactory()), f"ใหม่{number}"
        manual = standard_manual()

        def take(manual: Any = manual, old: Tag = old) -> Any:
            return set_words(
                manual=manual,
                tags=[old.text],
                sayings=[],
                seen=words_of(manual.procedure).version,
                actor=AUTHOR,
                may=ALL,
            )

        def merge(old: Tag = old, new: str = new) -> int:
            return merge_tags(tag_id=old.pk, into=new, seen=1, actor=ACTOR)

        results = at_once(take, merge)
        winners(results, RefusalError)
        assert not isinstance(results[0], BaseException)
        (kept,) = manual.procedure.tags.all()
        assert kept.text == old.text


def test_a_button_pressed_twice_adds_one_synonym() -> None:
    wording = GroupWording(("พวงมาลัย",), ("ใบขับขี่",), 0.6)
    results = at_once(*[lambda: add_group(wording=wording, actor=ACTOR)] * 2)
    assert len(winners(results, RefusalError)) == 1


def test_a_turn_lasts_as_long_as_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        wait_turn("something")
