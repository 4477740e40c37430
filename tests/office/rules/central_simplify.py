"""The radar of simplification: analysts and reviewers of the central agencies, nobody else."""

from __future__ import annotations

from typing import Any

from tests.office.rules.rule import POST_ONLY, Rule

ONE: dict[str, Any] = {"finding_id": "{finding}"}
PAIR: dict[str, Any] = {"finding_id": "{pair}"}

RULES = {
    "central:simplify": Rule("central"),
    "central:simplify_file": Rule("central", kwargs={"kind": "csv"}),
    "central:simplify_pairs": Rule("central"),
    "central:simplify_papers": Rule("central"),
    "central:simplify_progress": Rule("central"),
    "central:simplify_how": Rule("central"),
    "central:finding": Rule("central", kwargs=ONE),
    "central:finding_state": Rule(
        "central", POST_ONLY, kwargs=ONE, data={"state": "seen", "seen": 0}
    ),
    "central:finding_owner": Rule("central", POST_ONLY, kwargs=ONE, data={"seen": 0}),
    "central:finding_note": Rule("central", POST_ONLY, kwargs=ONE, data={"text": "ทดสอบ"}),
    "central:finding_verdict": Rule(
        "central", POST_ONLY, kwargs=PAIR, data={"verdict": "same", "seen": 0}
    ),
}
