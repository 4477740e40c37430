"""Addresses of the past: a manual on a day, two editions compared, the proof, what changed."""

from __future__ import annotations

from django.urls import URLPattern, path

from infogo.core.keys import (
    AGENCY,
    AGENCY_NAMES,
    EDITION,
    POINT,
    PROCEDURE,
    PROCEDURE_NAMES,
    REGISTER,
)
from infogo.www.cache.policy import public_page
from infogo.www.views import feeds, history, proof

# An edition published for a day that has passed, and a manual ended or taken up again, give the
# procedure a new token. The pages say "today", so none lives past midnight.
DAY = 24 * 60 * 60
KEYS = ["procedure:{procedure_id}", PROCEDURE_NAMES, AGENCY_NAMES]
asking = public_page(depends_on=KEYS, parameters=["day"], seconds=DAY)
on_day = public_page(depends_on=KEYS, seconds=DAY)
between = public_page(depends_on=KEYS, parameters=["from", "to"])
text = public_page()
# Every edition touches its own key, for those of agencies show in no other list.
changes = public_page(depends_on=[PROCEDURE, EDITION, AGENCY], parameters=["before"])
agency_changes = public_page(depends_on=[PROCEDURE, EDITION, AGENCY, POINT], parameters=["before"])
manual_changes = public_page(depends_on=KEYS, parameters=["before"])
day = public_page(depends_on=[REGISTER])
days = public_page(depends_on=[REGISTER], parameters=["before"])
today = public_page(depends_on=KEYS)

_MANUAL = "manual/<id:procedure_id>"
_LOCAL = f"{_MANUAL}/at/<id:agency_id>"
_PAGES = [
    ("/on", asking(history.manual_on), "_on"),
    ("/on/<day:day>", on_day(history.manual_on_day), "_on_day"),
    ("/on/<day:day>.json", on_day(history.manual_on_json), "_on_json"),
    # Computed anew for everybody: a kept proof would prove nothing.
    ("/proof", proof.manual_proof, "_proof"),
    ("/proof.json", proof.manual_proof_json, "_proof_json"),
    ("/feed.atom", manual_changes(feeds.manual_feed), "_feed"),
    ("/changes", between(history.manual_changes_between), "_changes_between"),
]
HISTORY: list[URLPattern] = [
    path(f"{where}{tail}", view, name=f"{kind}{name}")
    for tail, view, name in _PAGES
    for where, kind in ((_MANUAL, "manual"), (_LOCAL, "local_manual"))
]
HISTORY += [
    path(
        f"{_LOCAL}/differences",
        today(history.manual_differences),
        name="local_manual_differences",
    ),
    path("feed.atom", changes(feeds.country_feed), name="feed"),
    path("category/<slug:slug>/feed.atom", changes(feeds.topic_feed), name="topic_feed"),
    path("agency/<id:agency_id>/feed.atom", agency_changes(feeds.agency_feed), name="agency_feed"),
    path("proof/", days(proof.days), name="proof_days"),
    path("proof/verify_editions.py", text(proof.script), name="proof_script"),
    path("proof/<day:day>", day(proof.day), name="proof_day"),
    path("proof/<day:day>.json", day(proof.day_json), name="proof_day_json"),
]
