"""The public explanation of the index of service quality: its rules in force, in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from infogo.oversight.quality.measures import MEASURES, PARTS
from infogo.oversight.quality.rules import IndexParameters, index_rules_on


@dataclass(frozen=True)
class MeasureLine:
    """A measure: its name, formula and weight in percent of all."""

    name: str
    formula: str
    weight: str


@dataclass(frozen=True)
class PartLines:
    """A part with its measures and what they weigh together."""

    name: str
    weight: str
    measures: Sequence[MeasureLine]


@dataclass(frozen=True)
class QualityIndexPage:
    """What the page tells; without rules in force there are no parts."""

    parts: Sequence[PartLines]
    known_least: str
    minimum_ratings: int
    prior_weight: str
    bands: Sequence[tuple[str, str]]


def quality_index_page(today: date) -> QualityIndexPage | None:
    """Return the explanation of the rules in force, if there are any; one query."""
    rules = index_rules_on(today)
    if rules is None:
        return None
    return QualityIndexPage(
        parts=[_part(part.code, part.name, rules) for part in PARTS],
        known_least=f"{rules.known_least:g}",
        minimum_ratings=rules.minimum_ratings,
        prior_weight=f"{rules.prior_weight:g}",
        bands=_bands(rules),
    )


def _part(code: str, name: str, rules: IndexParameters) -> PartLines:
    own = [measure for measure in MEASURES if measure.part == code]
    return PartLines(
        name=_(name),
        weight=_percent(sum(rules.weights[measure.code] for measure in own), rules),
        measures=[
            MeasureLine(
                _(measure.name), _(measure.formula), _percent(rules.weights[measure.code], rules)
            )
            for measure in own
        ],
    )


def _percent(weight: float, rules: IndexParameters) -> str:
    return f"{100 * weight / rules.whole:.3g}"


def _bands(rules: IndexParameters) -> list[tuple[str, str]]:
    column = "name_en" if get_language() == "en" else "name_th"
    bands = sorted(rules.bands, key=lambda band: -band.from_index)
    return [(f"{each.from_index:g}", getattr(each, column)) for each in bands]
