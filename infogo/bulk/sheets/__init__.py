"""The sheets there are, by their code."""

from __future__ import annotations

from collections.abc import Mapping

from infogo.bulk.sheet import Sheet
from infogo.bulk.sheets.delays import DelaySheet
from infogo.bulk.sheets.items import CHANNELS, FEES
from infogo.bulk.sheets.pins import PinSheet
from infogo.bulk.sheets.points import PointSheet
from infogo.bulk.sheets.volumes import VolumeSheet
from infogo.bulk.sheets.words import WordSheet

_ALL: tuple[Sheet, ...] = (
    PointSheet(),
    PinSheet(),
    WordSheet(),
    FEES,
    CHANNELS,
    DelaySheet(),
    VolumeSheet(),
)
SHEETS: Mapping[str, Sheet] = {sheet.code: sheet for sheet in _ALL}
