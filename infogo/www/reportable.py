"""Which page a report is about: the address that the link at the foot of every page hands on."""

from __future__ import annotations

from django.http import HttpRequest

RECORD_ARGUMENTS = frozenset({"procedure_id", "agency_id", "point_id", "article_id", "number"})
"""Arguments of addresses that number public records."""
HEADINGS = frozenset({"www:topic", "www:group", "www:event"})


def reportable_path(request: HttpRequest) -> str:
    """Return the address of this page as a report may name it; empty where it may not.

    Codes of receipts, references and days that somebody typed stand in some addresses: such a
    page is not named, so that none of them is handed on or stored.
    """
    match = request.resolver_match
    if match is None or match.namespace != "www":
        return ""
    is_public = match.kwargs.keys() <= RECORD_ARGUMENTS or match.view_name in HEADINGS
    return request.path if is_public else ""
