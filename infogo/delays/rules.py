"""What the law in force on a day asks of delayed requests; every number and word of it is data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from infogo.manuals.models import RuleSet
from infogo.manuals.rule_sets import DelayReason, RuleParameters


@dataclass(frozen=True)
class _Term:
    """One rule set and the days on which it is in force, both ends included."""

    first_on: date
    last_on: date | None
    parameters: RuleParameters

    def covers(self, day: date) -> bool:
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


@dataclass(frozen=True)
class RuleBook:
    """All rule sets, read once; where none is in force the law asks for nothing."""

    terms: Sequence[_Term]

    @classmethod
    def read(cls) -> RuleBook:
        """Read the rule sets; one query."""
        return cls(
            [
                _Term(
                    row.effective_from,
                    row.effective_to,
                    RuleParameters.model_validate(row.parameters),
                )
                for row in RuleSet.objects.order_by("effective_from")
            ]
        )

    def with_edition(self, first_on: date, parameters: RuleParameters) -> RuleBook:
        """Return the book with one edition more, the newest from its first day on."""
        terms = [*self.terms, _Term(first_on, None, parameters)]
        return RuleBook(sorted(terms, key=lambda term: term.first_on))

    def on(self, day: date) -> RuleParameters:
        """Return the parameters in force on ``day``, the newest if several are."""
        found = [term.parameters for term in self.terms if term.covers(day)]
        return found[-1] if found else RuleParameters()

    def reasons_on(self, day: date) -> dict[str, DelayReason]:
        """Return the causes of delay that a notice of ``day`` can name, by code."""
        return {reason.code: reason for reason in self.on(day).delay_reasons}

    def labels_until(self, day: date) -> dict[str, str]:
        """Return the words of every cause that a notice up to ``day`` could name, by code.

        Those of ``day`` stand first, then those that a rule set dropped before.
        """
        begun = [term.parameters for term in self.terms if term.first_on <= day]
        found: dict[str, str] = {}
        for parameters in (self.on(day), *reversed(begun)):
            for reason in parameters.delay_reasons:
                found.setdefault(reason.code, reason.label)
        return found

    def reason_label(self, code: str, day: date) -> str:
        """Return a cause in words, also one that a later rule set dropped."""
        for parameters in (self.on(day), *(term.parameters for term in reversed(self.terms))):
            for reason in parameters.delay_reasons:
                if reason.code == code:
                    return reason.label
        return code

    def due_soon_days(self, day: date) -> int:
        """Return how many calendar days before the last one a request counts as due soon."""
        return self.on(day).due_soon_days or 0
