"""Whether a person has to go somewhere for a service, told once for pages, answers and plans."""

from __future__ import annotations

from collections.abc import Sequence, Set

from django.utils.translation import gettext as _

from infogo.manuals.content import Channel, ChannelKind, ChannelPurpose, ManualContent

_WHERE_ONE_GOES = (
    ChannelKind.IN_PERSON,
    ChannelKind.ONE_STOP,
    ChannelKind.KIOSK,
    ChannelKind.MOBILE_UNIT,
    ChannelKind.PAYMENT_COUNTER,
)
"""Kinds of channels at which somebody has to be herself; the order is that of telling them."""
NEEDED = frozenset(ChannelPurpose) - {ChannelPurpose.INQUIRE}
"""What has to be done to get what one asked for; nobody has to ask."""
BESIDES_FILING = NEEDED - {ChannelPurpose.FILE}
"""What is left to whoever files from home."""


def must_go(
    content: ManualContent, province: str = "", purposes: Set[ChannelPurpose] = NEEDED
) -> Sequence[ChannelKind]:
    """Return the kinds of places to which one has to go, to file, prepare or fetch the result.

    Something that has to be done needs a trip where it is done at such places and nothing spares
    it: no other way for the same purpose that is open in every case and everywhere, or at least
    in ``province``, two digits of whoever asks. An empty answer promises nothing: see
    ``needs_no_trip``.
    """
    kinds: set[ChannelKind] = set()
    for purpose in purposes:
        ways = [channel for channel in content.channels.items if channel.purpose is purpose]
        if not any(_spares_all(way, province) for way in ways):
            kinds.update(way.kind for way in ways)
    return _in_order(kinds)


def needs_no_trip(content: ManualContent) -> bool:
    """Whether the manual says that everybody can do all of it, and get it, without going anywhere.

    So it is where nothing has to be filed. False where it does not say how one files, or only for
    some provinces or cases.
    """
    if content.channels.is_none:
        return True
    ways = [c for c in content.channels.items if c.purpose is ChannelPurpose.FILE]
    return any(_spares_all(way, province="") for way in ways) and not must_go(content)


def may_go(content: ManualContent) -> Sequence[ChannelKind]:
    """Return the kinds of places where one files or prepares, with those where one has to be."""
    open_to_all = {c.kind for c in content.filing_channels if c.purpose in NEEDED}
    return _in_order(open_to_all | set(must_go(content)))


def is_at_counter(content: ManualContent) -> bool:
    """Whether the agency's own counter is among the places where one may go, or has to."""
    return ChannelKind.IN_PERSON in may_go(content)


def way_label(kind: ChannelKind) -> str:
    """Name a way of filing, or where one goes to."""
    return {
        ChannelKind.IN_PERSON: _("ไปด้วยตนเอง"),
        ChannelKind.WEBSITE: _("ทางเว็บไซต์"),
        ChannelKind.MOBILE_APP: _("ทางแอป"),
        ChannelKind.POST: _("ทางไปรษณีย์"),
        ChannelKind.PHONE: _("ทางโทรศัพท์"),
        ChannelKind.EMAIL: _("ทางอีเมล"),
        ChannelKind.KIOSK: _("ที่ตู้บริการ"),
        ChannelKind.MOBILE_UNIT: _("ที่หน่วยบริการเคลื่อนที่"),
        ChannelKind.ONE_STOP: _("ที่ศูนย์บริการร่วม"),
        ChannelKind.PAYMENT_COUNTER: _("ที่จุดรับชำระเงิน"),
    }[kind]


def place_labels(kinds: Sequence[ChannelKind]) -> Sequence[str]:
    """Name the kinds of places to which one goes."""
    agency = ChannelKind.IN_PERSON
    return [_("ที่หน่วยงาน") if kind is agency else way_label(kind) for kind in kinds]


def trip_note(content: ManualContent) -> str:
    """Say that one has to go somewhere although one can file online, and where to; or nothing."""
    kinds = must_go(content, purposes=BESIDES_FILING)
    if not content.online_channels or not kinds:
        return ""
    places = {"places": " · ".join(place_labels(kinds))}
    if must_go(content, purposes=BESIDES_FILING - {ChannelPurpose.RECEIVE}):
        return _("มีขั้นตอนที่ต้องไปเอง %(places)s") % places
    return _("ต้องไปรับผล%(places)s") % places


def _spares_all(way: Channel, province: str) -> bool:
    is_open = not way.provinces or (bool(province) and province in way.provinces)
    return way.kind not in _WHERE_ONE_GOES and is_open and not way.cases


def _in_order(kinds: set[ChannelKind]) -> Sequence[ChannelKind]:
    return tuple(kind for kind in _WHERE_ONE_GOES if kind in kinds)
