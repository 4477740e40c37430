"""The contest of engines over the whole country, a few queries long."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import contest
from infogo.search.results import Kind
from tests.bench.test_contest import row
from tests.search.corpus import use_index


@pytest.mark.country
def test_a_contest_over_the_whole_country(country: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every engine finds what a service is called; a slip of the keyboard needs understanding."""
    rows = [
        row("หนังสือเดินทาง", Kind.PROCEDURE, "", "CONS-001"),
        row("กรมการปกครอง", Kind.AGENCY, "", "moi-dopa"),
        row("soy'lnvgfbomk'", Kind.PROCEDURE, "", "CONS-001"),
    ]
    monkeypatch.setattr(contest, "read_rows", lambda: rows)
    with use_index(country / "index"):
        engines, classes = contest.run_contest()
    first_hits = {(name, form): hit for name, form, hit, *_ in engines.rows}
    rivals = {name for name, _form in first_hits} - {"infogo"}
    assert len(rivals) >= 5  # and Groonga, where its library is installed
    assert len(first_hits) == 1 + 2 * len(rivals)
    ours = next(hit for (name, _form), hit in first_hits.items() if name == contest.OURS)
    assert ours == "1.000"
    for (name, form), hit in first_hits.items():
        if form == "as typed":
            understood = max(h for (n, f), h in first_hits.items() if n == name and f != form)
            assert "0.000" < hit < understood, name
    assert list(classes.rows[-1][:3]) == ["total", 3, "1.00"]
    assert all(build > 0 and size > 1 for *_, build, size in engines.rows)
