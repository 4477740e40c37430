"""Addresses of the past: a manual on a day, two editions compared, the proof, what changed."""

from __future__ import annotations

from django.urls import URLPattern, path

from infogo.www.cache.policy import public_page
from infogo.www.views import history

# An edition published for a day that has passed, and a manual ended or taken up again, give the
# procedure a new token. The pages say "today", so none lives past midnight.
DAY = 24 * 60 * 60
KEYS = ["procedure", "procedure:{procedure_id}", "agency"]
asking = public_page(depends_on=KEYS, parameters=["day"], seconds=DAY)
on_day = public_page(depends_on=KEYS, seconds=DAY)
between = public_page(depends_on=KEYS, parameters=["from", "to"])
today = public_page(depends_on=KEYS)

_MANUAL = "manual/<id:procedure_id>"
_LOCAL = f"{_MANUAL}/at/<id:agency_id>"
_PAGES = [
    ("/on", asking(history.manual_on), "_on"),
    ("/on/<day:day>", on_day(history.manual_on_day), "_on_day"),
    ("/on/<day:day>.json", on_day(history.manual_on_json), "_on_json"),
    ("/changes", between(history.manual_changes_between), "_changes_between"),
]
HISTORY: list[URLPattern] = [
    path(f"{where}{tail}", view, name=f"{kind}{name}")
    for tail, view, name in _PAGES
    for where, kind in ((_MANUAL, "manual"), (_LOCAL, "local_manual"))
]
HISTORY.append(
    path(
        f"{_LOCAL}/differences",
        today(history.manual_differences),
        name="local_manual_differences",
    )
)
