"""Central agencies that a text begins with as they sound."""

from __future__ import annotations

import pytest

from infogo.search.agencies.by_ear import AgenciesByEar
from infogo.thai.normalise import normalise

NAMES = ("กรมบัญชีกลาง", "กรมศิลปากร", "กรมประมง", "กรมป่าไม้", "กระทรวงการท่องเที่ยวและกีฬา")
SHORT = {"กระทรวงท่องเที่ยวและกีฬา": "กระทรวงการท่องเที่ยวและกีฬา"}
BY_EAR = AgenciesByEar(
    {
        normalise(name): normalise(meant)
        for name, meant in ({name: name for name in NAMES} | SHORT).items()
    }
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("กรมบันชีกลาง พระรามหก เบอร์โทร", "กรมบัญชีกลาง พระรามหก เบอร์โทร"),
        ("กรมสินละปากอน ข้างโรงละคร", "กรมศิลปากร ข้างโรงละคร"),
        ("กรมปะมง เปิดกี่โมง", "กรมประมง เปิดกี่โมง"),
        ("กระซวงท่องเที่ยวและกีลา ที่ไหน", "กระทรวงการท่องเที่ยวและกีฬา ที่ไหน"),
    ],
)
def test_the_name_is_read_as_it_is_written(typed: str, read: str) -> None:
    assert BY_EAR.read(normalise(typed)) == normalise(read)


@pytest.mark.parametrize(
    "typed",
    [
        "กรมประมง เปิดกี่โมง",  # as it is written
        "กรมอุตุ เปิดกี่โมง",
        "กรมบันชีกลางพระราม",  # the word goes on
        "krom banchi klang",
        "ต่อใบขับขี่",
        "",
        "กรมบันชีกลาง " * 9,
    ],
)
def test_nothing_is_read(typed: str) -> None:
    assert BY_EAR.read(normalise(typed)) == ""
