"""Everything that is fuzzed: who reads, and which share of all inputs is for it."""

from __future__ import annotations

from tools.fuzz.asking import addresses, bodies
from tools.fuzz.contents import contents
from tools.fuzz.files import documents, tables, workbooks
from tools.fuzz.target import Target
from tools.fuzz.texts import articles, formulas, query, written

TARGETS = {
    target.name: target
    # What is read in microseconds gets most; whole files and pages take milliseconds each.
    for target in (
        Target("query", 20, query, ("infogo.search", "infogo.thai")),
        Target("formulas", 60, formulas, ("infogo.manuals.formula_language",)),
        Target("written", 60, written, ("infogo.core", "infogo.volumes.equations")),
        Target("articles", 4, articles, ("infogo.articles",)),
        Target("contents", 4, contents, ("infogo.manuals",)),
        Target("tables", 6, tables, ("infogo.bulk", "infogo.core")),
        Target("workbooks", 4, workbooks, ("infogo.bulk", "infogo.core")),
        Target("documents", 20, documents, ("infogo.files",)),
        Target("addresses", 1, addresses, ("infogo.www", "infogo.api")),
        Target("bodies", 1, bodies, ("infogo.api",)),
    )
}
