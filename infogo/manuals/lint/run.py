"""All rules in the order of the official form, and running them over one manual."""

from __future__ import annotations

from infogo.manuals.content import COMPARED
from infogo.manuals.lint import (
    cases,
    documents,
    formulas,
    plain,
    representation,
    service,
    times,
)
from infogo.manuals.lint.findings import Finding, Hit, Rule, Subject
from infogo.manuals.rule_sets import RuleParameters, Severity

RULES: tuple[Rule, ...] = (
    Rule("missing-content", service.missing_content),
    Rule("steps-total", times.steps_total),
    Rule("step-over-standard", times.step_over_standard),
    Rule("over-law-deadline", times.over_law_deadline),
    Rule("copy-of-state-document", documents.copy_of_state_document),
    Rule("own-document", documents.own_document),
    Rule("more-than-one-set", documents.more_than_one_set),
    Rule("proxy-unsaid", representation.proxy_unsaid),
    Rule("fees-unsaid", service.fees_unsaid),
    Rule("empty-statistics", service.empty_statistics),
    Rule("broken-cases", cases.broken_cases),
    Rule("no-point", service.no_point),
    Rule("hours-unread", service.hours_unread),
    Rule("law-review-due", times.law_review_due),
    Rule("no-e-filing", service.no_e_filing),
    Rule("renewal-by-fee", service.renewal_by_fee),
    Rule("no-complaint-channel", service.no_complaint_channel),
    Rule("no-tag", service.no_tag),
    Rule("dead-link", service.dead_link),
    Rule("older-than-standard", service.older_than_standard),
    Rule("long-sentence", plain.long_sentence),
    Rule("official-word", plain.official_word),
)
STRUCTURAL = frozenset({"broken-cases"})
"""Rules that no law needs to name: what they find cannot be shown to anybody."""
ALWAYS: tuple[Rule, ...] = (Rule("formula-examples", formulas.formula_examples),)
"""What holds under every law: arithmetic is not for a rule set to switch off."""
_PLACE_ON_FORM = {section.code: place for place, section in enumerate(COMPARED)}


def check(subject: Subject, parameters: RuleParameters) -> tuple[Finding, ...]:
    """Return what the rule set in force finds in a manual: gravest first, then as on the form.

    A rule that the rule set does not name is not law then, and does not run, unless it is
    ``STRUCTURAL`` or one of ``ALWAYS``.
    """
    found = [
        _weighed(rule, hit, parameters)
        for rule in RULES
        if _severity(rule, parameters) is not Severity.OFF
        for hit in rule.check(subject, parameters)
        if _concerns(hit, subject)
    ]
    found += [
        Finding(rule.id, hit.at_most, hit.section, hit.path, hit.reason, "", hit.todo)
        for rule in ALWAYS
        for hit in rule.check(subject, parameters)
        if _concerns(hit, subject)
    ]
    return tuple(sorted(found, key=lambda f: (-f.severity.rank, _PLACE_ON_FORM[f.section], f.path)))


def _severity(rule: Rule, parameters: RuleParameters) -> Severity:
    if setting := parameters.lint.get(rule.id):
        return setting.severity
    return Severity.BLOCKING if rule.id in STRUCTURAL else Severity.OFF


def _weighed(rule: Rule, hit: Hit, parameters: RuleParameters) -> Finding:
    setting = parameters.lint.get(rule.id)
    return Finding(
        rule=rule.id,
        severity=min(_severity(rule, parameters), hit.at_most, key=lambda level: level.rank),
        section=hit.section,
        path=hit.path,
        reason=hit.reason,
        law=setting.law if setting else "",
        todo=hit.todo,
    )


def _concerns(hit: Hit, subject: Subject) -> bool:
    """Return whether the agency of this manual can do something about the hit."""
    own = subject.own_sections
    return own is None or hit.section in own or hit.concerns_everybody
