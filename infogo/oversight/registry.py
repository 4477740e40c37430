"""Every figure that the central workspace shows, by its code: the one list of them.

``docs/figures/oversight.md`` gives the formula of each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infogo.oversight.coverage_figures import COVERAGE_FIGURES
from infogo.oversight.delayed import DELAY_MEASURES, PROMISE_MEASURES
from infogo.oversight.figures import Figure
from infogo.oversight.measures import Measure
from infogo.oversight.satisfaction import (
    CHANGE_MEASURES,
    COMMENTS,
    HELD,
    HIDDEN,
    RATINGS,
    SCORE_MEASURES,
    SIDE_MEASURES,
    UNANSWERED_SHARE,
)
from infogo.oversight.transactions import REPORT_MEASURES, VOLUME_MEASURES

_MEASURES: Sequence[Measure] = (
    RATINGS,
    *SCORE_MEASURES,
    *SIDE_MEASURES[1:],  # the first is among the scores
    *CHANGE_MEASURES,
    COMMENTS,
    UNANSWERED_SHARE,
    HELD,
    HIDDEN,
    *VOLUME_MEASURES,
    *REPORT_MEASURES,
    *DELAY_MEASURES,
    *PROMISE_MEASURES,
)
ALL: Sequence[Figure] = (*COVERAGE_FIGURES, *(measure.figure for measure in _MEASURES))
FIGURES: Mapping[str, Figure] = {figure.code: figure for figure in ALL}
