"""A new edition of the rule set begins on a coming day and can be taken back before it."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.core import editions
from infogo.core.models import AuditEntry
from infogo.core.refusal import RefusalError
from infogo.manuals.lint.run import RULES
from infogo.manuals.models import RuleSet
from infogo.manuals.rule_set_editions import RULE_SETS
from infogo.manuals.rule_sets import KEY_NAMES, RuleParameters, parameters_on
from tests.accounts.watching import nothing_changes
from tests.central.reference import coming
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db
ACTOR = "officer 1 ผู้ดูแล"


def edition(**given: Any) -> RuleSet:
    values: dict[str, Any] = {
        "code": "next", "name_th": "ฉบับหน้า", "effective_from": coming(),
        "value": {"appeal_days": 30}, **given,
    }  # fmt: skip
    made: RuleSet = editions.enact(RULE_SETS, **values, actor=ACTOR)
    return made


def test_it_is_in_force_from_its_day_on_and_the_old_one_is_as_it_was() -> None:
    enact()
    before = list(RuleSet.objects.values())
    edition()
    assert parameters_on(coming(39)).appeal_days != 30
    assert parameters_on(coming()).appeal_days == 30
    assert list(RuleSet.objects.order_by("effective_from").values())[:1] == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"effective_from": coming(0)}, "effective_from"),
        ({"name_th": " "}, "name_th"),
        ({"value": {"appeal_days": "soon"}}, "appeal_days"),
        ({"value": {"lint": {"no-such-rule": {"severity": "off", "law": ""}}}}, "lint"),
        ({"value": {"ratings": {"minimum_count": 0}}}, "ratings-minimum_count"),
    ],
)
def test_what_does_not_fit_is_refused(given: dict[str, Any], field: str) -> None:
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        edition(**given)
    assert refusal.value.field == field


def test_two_editions_cannot_begin_on_one_day_or_bear_one_code() -> None:
    edition()
    with nothing_changes(), pytest.raises(RefusalError):
        edition(code="other")
    with nothing_changes(), pytest.raises(RefusalError):
        edition(effective_from=coming(41))


def test_it_is_taken_back_before_its_day_and_never_after() -> None:
    present = enact()
    coming_one = edition()
    with nothing_changes(), pytest.raises(RefusalError):
        editions.withdraw(RULE_SETS, edition_id=present.pk, reason="x", actor=ACTOR)
    editions.withdraw(RULE_SETS, edition_id=coming_one.pk, reason="เปลี่ยนใจ", actor=ACTOR)
    assert parameters_on(coming()).appeal_days != 30
    entry = AuditEntry.objects.get(verb="withdraw_rule_set")
    assert entry.detail["parameters"]["appeal_days"] == 30


def test_every_parameter_and_every_rule_has_a_name_for_people() -> None:
    assert [name for name, info in RuleParameters.model_fields.items() if not info.title] == []
    assert [rule.id for rule in RULES if rule.id not in KEY_NAMES] == []
