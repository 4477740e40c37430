"""The electronic channels that an agency announced, as citizens see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from infogo.agencies.models import Agency
from infogo.channels.facts import href_of
from infogo.channels.models import Section
from infogo.channels.rules import AddressKind, rules_on
from infogo.channels.selectors import announcements, open_channels
from infogo.core.language import in_language


@dataclass(frozen=True)
class EChannel:
    """One channel; ``lang`` is that of its purpose where it is not the page's."""

    kind: str
    address: str
    href: str
    purpose: str
    purpose_lang: str | None


@dataclass(frozen=True)
class Announcement:
    """The announcement behind the channels, as it was accepted."""

    order: str
    signed_on: date | None
    href: str


@dataclass(frozen=True)
class AgencyChannels:
    """All channels, and the announcement they rest on if it was accepted."""

    channels: Sequence[EChannel]
    announcement: Announcement | None


def agency_channels(agency: Agency, today: date) -> AgencyChannels:
    """Return what an agency announced; three queries."""
    kinds = rules_on(today).kind_of
    found = []
    for channel in open_channels(agency.pk):
        kind = kinds.get(channel.kind)
        name = in_language(kind.label_th, kind.label_en)[0] if kind else channel.kind
        href = href_of(kind.address if kind else AddressKind.URL, channel.address)
        purpose, lang = in_language(channel.purpose_th, "")
        found.append(EChannel(name, channel.address, href, purpose, lang))
    return AgencyChannels(found, _announcement(agency))


def _announcement(agency: Agency) -> Announcement | None:
    for declared in announcements(agency.pk):
        file = declared.file
        if declared.section == Section.FILING and file is not None and file.is_public:
            return Announcement(declared.order_number, declared.signed_on, file.public_path)
    return None
