"""Every figure that the central workspace shows, by its code: the one list of them.

``docs/figures/oversight.md`` gives the formula of each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infogo.oversight.coverage_figures import COVERAGE_FIGURES
from infogo.oversight.figures import Figure

ALL: Sequence[Figure] = (*COVERAGE_FIGURES,)
FIGURES: Mapping[str, Figure] = {figure.code: figure for figure in ALL}
