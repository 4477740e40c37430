"""Services in a compact list of links, in dictionary order of the page's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from infogo.core.language import current_language, in_language
from infogo.display.manual_head import manual_address
from infogo.manuals.models import Manual
from infogo.thai.collate import sort_key


@dataclass(frozen=True)
class ServiceLink:
    """One service, as ``link_list`` reads it."""

    title: str
    href: str
    lang: str | None
    note: str
    queue_href: str = ""


def service_links(
    manuals: Iterable[Manual],
    note: Callable[[Manual], str],
    queue: Callable[[Manual], str] = lambda _manual: "",
) -> list[ServiceLink]:
    """Return links to manuals whose procedures are selected.

    ``note`` tells what to add to each, and ``queue`` where to book a place in its queue.
    """
    links = []
    for manual in manuals:
        title, lang = in_language(manual.procedure.name_th, manual.procedure.name_en)
        agency_id = None if manual.is_standard else manual.agency_id
        href = manual_address(manual.procedure_id, agency_id)
        links.append(ServiceLink(title, href, lang, note(manual), queue(manual)))
    return sorted(links, key=lambda link: collation_key(link.title))


def collation_key(title: str) -> str:
    """Return the key that puts names in the order of a dictionary."""
    return title.casefold() if current_language() == "en" else sort_key(title)
