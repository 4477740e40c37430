"""Terms of vocabularies: new wordings from a day on, and ends that move what used them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from infogo.core.dates import bangkok_now
from infogo.core.refusal import MovedOnError, RefusalError, mark_of
from infogo.manuals.vocabulary_services import (
    TermFacts,
    add_term,
    end_term,
    reword_term,
    values_of,
    withdraw_term,
)
from infogo.taxonomy.models import VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force
from tests.accounts.watching import nothing_changes
from tests.central.reference import term
from tests.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
ACTOR = "officer 1 ผู้ดูแล"
TODAY = bangkok_now().date
LATER = timedelta(days=30)


def facts(**given: Any) -> TermFacts:
    values = {
        "label_th": "คำใหม่", "label_en": "", "order": 1, "source": "มติ", "effective_from": TODAY()
    }  # fmt: skip
    return TermFacts(**{**values, **given})


def label(code: str, day: date, vocabulary: str = "step_type") -> str:
    return terms_in_force([vocabulary], day)[vocabulary][code].label_th


def seen(held: VocabularyTerm) -> str:
    held.refresh_from_db()
    return mark_of(values_of(held))


def test_a_new_wording_is_in_force_from_its_day_and_the_old_one_before_it() -> None:
    held = term()
    later = TODAY() + LATER
    reword_term(term_id=held.pk, facts=facts(effective_from=later), seen=seen(held), actor=ACTOR)
    assert label("signing", TODAY()) == "การลงนาม"
    assert label("signing", later) == "คำใหม่"


def test_a_wording_that_is_not_in_force_can_be_taken_back_and_one_that_is_cannot() -> None:
    held = term()
    coming = reword_term(
        term_id=held.pk, facts=facts(effective_from=TODAY() + LATER), seen=seen(held), actor=ACTOR
    )
    with nothing_changes(), pytest.raises(RefusalError):
        withdraw_term(term_id=held.pk, seen=seen(held), reason="x", actor=ACTOR)
    withdraw_term(term_id=coming.pk, seen=seen(coming), reason="x", actor=ACTOR)
    assert label("signing", TODAY() + LATER) == "การลงนาม"


def test_ending_a_code_moves_the_services_that_use_it() -> None:
    old = term("old", vocabulary="service_category")
    term("new", vocabulary="service_category")
    procedure = ProcedureFactory(category="old")
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        end_term(term_id=old.pk, on=TODAY(), successor="", seen=seen(old), reason="x", actor=ACTOR)
    assert refusal.value.field == "successor"
    moved = end_term(
        term_id=old.pk, on=TODAY(), successor="new", seen=seen(old), reason="x", actor=ACTOR
    )
    procedure.refresh_from_db()
    assert (moved, procedure.category) == (1, "new")
    assert procedure.edited_at is not None
    assert set(terms_in_force(["service_category"], TODAY())["service_category"]) == {"new"}


def test_an_older_wording_does_not_come_back_when_the_code_ends() -> None:
    held = term()
    term("other")
    newer = reword_term(term_id=held.pk, facts=facts(), seen=seen(held), actor=ACTOR)
    end_term(term_id=newer.pk, on=TODAY(), successor="", seen=seen(newer), reason="x", actor=ACTOR)
    assert set(terms_in_force(["step_type"], TODAY())["step_type"]) == {"other"}


def test_a_code_that_is_to_end_ends_under_its_new_wording_too() -> None:
    held = term()
    term("other")
    on = TODAY() + LATER
    end_term(term_id=held.pk, on=on, successor="", seen=seen(held), reason="x", actor=ACTOR)
    reword_term(term_id=held.pk, facts=facts(), seen=seen(held), actor=ACTOR)
    assert label("signing", TODAY()) == "คำใหม่"
    assert set(terms_in_force(["step_type"], on)["step_type"]) == {"other"}
    again = facts(label_th="กลับมาใช้", effective_from=on)
    reword_term(term_id=held.pk, facts=again, seen=seen(held), actor=ACTOR)
    assert label("signing", on) == "กลับมาใช้"


def test_the_last_code_stays() -> None:
    held = term()
    with nothing_changes(), pytest.raises(RefusalError):
        end_term(
            term_id=held.pk, on=TODAY(), successor="", seen=seen(held), reason="x", actor=ACTOR
        )


@pytest.mark.parametrize(
    ("code", "given", "field"),
    [
        ("signing", {}, "code"),
        ("new", {"label_th": " "}, "label_th"),
        ("new", {"source": ""}, "source"),
        ("new", {"effective_from": date(2020, 1, 1)}, "effective_from"),
    ],
)
def test_what_cannot_be_a_term_is_refused(code: str, given: dict[str, Any], field: str) -> None:
    term()
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        add_term(vocabulary="step_type", code=code, facts=facts(**given), actor=ACTOR)
    assert refusal.value.field == field


def test_who_saw_an_older_term_changes_nothing() -> None:
    held = term()
    with nothing_changes(), pytest.raises(MovedOnError):
        reword_term(term_id=held.pk, facts=facts(), seen="x", actor=ACTOR)
