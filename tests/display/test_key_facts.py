"""Where a service is done, in the key facts of its manual."""

from __future__ import annotations

import pytest

from infogo.display.key_facts import KNOWN, NONE, key_facts
from infogo.manuals.content import Channel, ChannelKind, ManualContent
from infogo.manuals.part import Listing, ListingState

NO_TRAVEL = "ไม่ต้องเดินทาง"


def where(*kinds: ChannelKind) -> tuple[str, str]:
    items = tuple(Channel(kind=kind, description="ที่ใดที่หนึ่ง") for kind in kinds)
    channels = Listing[Channel](state=ListingState.LISTED, items=items)
    fact = next(one for one in key_facts(ManualContent(channels=channels), 0) if one.icon == "pin")
    return fact.value, fact.state


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ChannelKind.MOBILE_UNIT, "ที่หน่วยบริการเคลื่อนที่"),
        (ChannelKind.ONE_STOP, "ที่ศูนย์บริการร่วม"),
        (ChannelKind.KIOSK, "ที่ตู้บริการ"),
        (ChannelKind.PAYMENT_COUNTER, "ที่จุดรับชำระเงิน"),
    ],
)
def test_who_has_to_go_somewhere_is_not_told_to_stay_at_home(kind: ChannelKind, said: str) -> None:
    assert where(kind, ChannelKind.POST) == (said, KNOWN)


def test_what_can_be_done_from_home_needs_no_way() -> None:
    assert where(ChannelKind.ONE_STOP, ChannelKind.WEBSITE) == (NO_TRAVEL, NONE)
    assert where(ChannelKind.POST) == (NO_TRAVEL, NONE)
