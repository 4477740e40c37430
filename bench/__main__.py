"""Run one measurement, or all of them, and print Markdown."""

from __future__ import annotations

import sys

from bench import ablation, country, freshness, pages, search_quality, weights
from bench.report import origin

MEASUREMENTS = {
    "load": country.load,
    "index": country.index,
    "search": search_quality.search,
    "ablation": ablation.ablation,
    "weights": weights.weights,
    "pages": pages.pages,
    "page-types": pages.page_types,
    "freshness": freshness.freshness,
}


def main(names: list[str]) -> int:
    """Print the named measurements, or all; return 2 for a name that does not exist."""
    unknown = set(names) - set(MEASUREMENTS)
    if unknown:
        print(f"no measurement {', '.join(sorted(unknown))}; there are: {', '.join(MEASUREMENTS)}")
        return 2
    print(origin(" ".join(["./dev bench", *names])))
    for name in names or MEASUREMENTS:
        print(MEASUREMENTS[name]().markdown(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
