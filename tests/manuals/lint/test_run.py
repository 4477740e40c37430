"""Rule sets weigh the rules; the whole country holds exactly the samples that were put there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from infogo.manuals.content import LocalOverrides, ManualContent
from infogo.manuals.lint.findings import Subject
from infogo.manuals.lint.run import check
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.models import Manual, RuleSet
from infogo.manuals.part import Listing
from infogo.manuals.rule_sets import RuleParameters, RuleSetting, Severity, rule_set_on
from infogo.manuals.services import publish_overrides, publish_standard
from tests.factories import ACTOR, adoption, manual_content, standard_manual
from tests.manuals.lint.law import LAW_OF_2558, PARAMETERS, TODAY, enact

UNSAID_FEES = manual_content(fees=Listing(), criteria=Listing())


def with_rules(**lint: RuleSetting) -> RuleParameters:
    rules = {name.replace("_", "-"): setting for name, setting in lint.items()}
    return PARAMETERS.model_copy(update={"lint": rules})


def test_the_gravest_come_first_and_then_the_order_of_the_form() -> None:
    found = check(Subject(content=UNSAID_FEES, today=TODAY, tag_count=0), PARAMETERS)
    ranks = [finding.severity.rank for finding in found]
    assert ranks == sorted(ranks, reverse=True)
    assert [f.section for f in found if f.is_blocking] == ["criteria", "fees"]


def test_a_rule_set_decides_which_rules_run_and_how_grave_they_are() -> None:
    subject = Subject(content=UNSAID_FEES, today=TODAY)
    law = "พ.ร.บ.ใหม่ มาตรา 1"
    lenient = with_rules(fees_unsaid=RuleSetting(severity=Severity.ADVICE, law=law))
    (found,) = check(subject, lenient)
    assert (found.rule, found.severity, found.law) == ("fees-unsaid", Severity.ADVICE, law)
    off = with_rules(fees_unsaid=RuleSetting(severity=Severity.OFF, law=law))
    assert check(subject, off) == ()


def test_a_rule_that_is_unsure_stays_below_what_the_rule_set_says() -> None:
    content = manual_content(remark="แนบสำเนาบัตรประชาชน")
    strict = with_rules(
        copy_of_state_document=RuleSetting(severity=Severity.BLOCKING, law="มาตรา 12")
    )
    (found,) = check(Subject(content=content, today=TODAY), strict)
    assert found.severity is Severity.WARNING


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2015, 7, 20), None),
        (date(2015, 7, 21), "facilitation-2558"),
        (date(2030, 1, 1), "facilitation-2573"),
        (date(2040, 1, 2), None),
    ],
)
def test_the_rule_set_in_force_is_chosen_by_the_day(on: date, code: str | None) -> None:
    enact()
    enact(code="facilitation-2573", effective_from="2030-01-01", effective_to="2040-01-01")
    RuleSet.objects.filter(code="facilitation-2558").update(effective_to="2029-12-31")
    found = rule_set_on(on)
    assert (found.code if found else None) == code


@pytest.mark.django_db
def test_the_subject_of_an_adoption_knows_what_is_its_own_and_what_lags_behind() -> None:
    standard = standard_manual(content=manual_content(remark="เดิม"))
    local = adoption(standard)
    mine = LocalOverrides(remark="ของเรา", fees=Listing())
    publish_overrides(manual=local, overrides=mine, actor=ACTOR)
    publish_standard(manual=standard, content=manual_content(remark="ใหม่"), actor=ACTOR)
    read = Manual.objects.get(pk=local.pk)
    subject = subject_of(read, ManualContent(), today=TODAY, overrides=mine)
    assert subject.own_sections == {"fees", "remark"}
    assert subject.stale_sections == ("remark",)
    assert subject.point_count is None
    of_standard = subject_of(standard, manual_content(), today=TODAY)
    assert (of_standard.own_sections, of_standard.stale_sections) == (None, ())
    assert of_standard.point_count == standard.procedure.point_count


@pytest.mark.django_db
def test_the_command_needs_a_rule_set_in_force() -> None:
    tomorrow = timezone.localdate() + timedelta(days=2)
    enact(effective_from=tomorrow)
    with pytest.raises(CommandError, match="load_country"):
        call_command("lint_manuals")


def blocked_by(lines: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for rule, code in re.findall(r"^blocking +(\S+) +(\S+)", lines, re.M):
        found.setdefault(rule, set()).add(code)
    return found


@pytest.mark.country
def test_the_country_holds_exactly_the_bad_samples_that_were_put_there(
    country: object, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = set(
        Manual.objects.filter(standard=None, current__content__is_bad_example=True).values_list(
            "procedure__code", flat=True
        )
    )
    assert len(samples) == 8
    call_command("lint_manuals")
    printed = capsys.readouterr().out
    assert blocked_by(printed) == {"copy-of-state-document": samples}
    assert "224 manuals, 8 of them could not be submitted" in printed


@pytest.mark.country
def test_the_command_lists_what_it_is_asked_for(
    country: object, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("lint_manuals", "--least", "warning", "--rule", "step-over-standard")
    printed = capsys.readouterr().out
    lines = [line for line in printed.splitlines() if "· steps." in line]
    assert lines
    assert all(line.startswith("warning   step-over-standard") for line in lines)


def _parameters(**changed: Any) -> dict[str, Any]:
    return {**LAW_OF_2558["parameters"], **changed}


@pytest.mark.parametrize(
    "broken",
    [
        {"lint": {"no-tag": {"severity": "fatal", "law": "x"}}},
        {"law_review_months": "sixty"},
        {"invented": 1},
    ],
)
def test_a_rule_set_of_another_shape_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(broken))):
        RuleParameters.model_validate(_parameters(**broken))
