"""Agencies asked for by what they do."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from infogo.agencies.models import Agency
from infogo.agents.searching import find_agency, search_services
from infogo.core.dates import BANGKOK
from infogo.line import words
from infogo.line.found import answer_words
from infogo.points.opening import Clock
from infogo.search.agencies.central import CentralAgency, read_central_agencies
from infogo.search.agencies.duties import Duties, Owned, lay_out
from infogo.search.curation.failed import shortfall_of
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from infogo.search.models import Shortfall
from infogo.search.results import Kind
from infogo.search.selectors import search
from infogo.search.stages import ALL, StepName
from infogo.search.suggest import forget, suggest
from infogo.search.words.lexicon import DATA, agency_duties
from infogo.thai.normalise import normalise
from tests.factories import AgencyFactory, standard_manual
from tests.search.corpus import Country
from tests.www.reading import read

AGENCIES = Path(__file__).parents[3] / "demo" / "data" / "agencies" / "agencies.csv"


def duty(
    pk: int, key: str, name: str, does: str, above: tuple[int, ...] = (), kind: str = ""
) -> CentralAgency:
    kind = kind or ("department" if above else "ministry")
    called = (normalise(name), key)
    return CentralAgency(pk, key, kind, name, above, called, tuple(map(normalise, does.split("|"))))


DUTIES = Duties(
    [
        duty(1, "mot", "กระทรวงคมนาคม", "ถนน รถ เรือ|transport"),
        duty(2, "highways", "กรมทางหลวง", "ถนนใหญ่ระหว่างจังหวัด ทางหลวงแผ่นดิน|highways", (1,)),
        duty(3, "marine", "กรมเจ้าท่า", "เรือโดยสาร ท่าเรือ แม่น้ำ|boats and piers", (1,)),
        duty(4, "moac", "กระทรวงเกษตรและสหกรณ์", "เกษตรกร พืช สัตว์|farmers"),
        duty(5, "rain", "กรมฝนหลวงและการบินเกษตร", "ทำฝนเทียม|artificial rain", (4,)),
        duty(6, "farmbank", "ธนาคารเพื่อการเกษตร", "ปล่อยกู้ให้เกษตรกร|farm loans", (4,)),
        duty(7, "housebank", "ธนาคารอาคารสงเคราะห์", "กู้ซื้อบ้าน|housing loans", (8,)),
        duty(8, "mof", "กระทรวงการคลัง", "เงินของแผ่นดิน|public money"),
        duty(10, "local", "องค์กรปกครองส่วนท้องถิ่น", "เก็บขยะ ถังขยะ|ตลาดนัด", kind="group"),
        duty(9, "village", "กองทุนหมู่บ้าน", "ปล่อยกู้ให้คนในหมู่บ้าน|village loans", (8,)),
    ],
    # With as many services as this one word that nobody else says is worth 5.5.
    [
        Owned(70, 3, (normalise("ต่อใบอนุญาตใช้เรือ"),)),
        Owned(71, 10, ()),
        *(Owned(pk, 8, ()) for pk in range(100, 340)),
    ],
)


def as_read() -> Duties:
    return lay_out(tuple(read_central_agencies()), ())


def asked(typed: str) -> list[str]:
    found = DUTIES.asked(normalise(typed))
    return [name.removeprefix("agency ") for name in found.step.found] if found else []


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("กรมที่ทำฝนเทียม", "rain"),
        ("ใครรับผิดชอบทางหลวง", "highways"),
        ("หน่วยงานไหนดูแลเรือโดยสาร", "marine"),
        ("หน่วยงานไหนดูแลเรือโดยสานในแม่น้ำ", "marine"),
        ("ธนาคารที่ปล่อยกู้เกษตรกร", "farmbank"),
        ("ธนาคารของรัฐที่ปล่อยกู้ซื้อบ้าน", "housebank"),
        ("กองทุนที่ปล่อยกู้", "village"),
        ("which agency handles highways", "highways"),
        ("กระทรวงไหนดูแลเรือโดยสาร", "mot"),
        ("กระทรวงไหนดูแลพืชและสัตว์ของเกษตรกร", "moac"),
        ("กรมทางหลวงสังกัดกระทรวงไหน", "mot"),
    ],
)
def test_the_agency_that_does_it_comes_first(typed: str, key: str) -> None:
    assert asked(typed)[:1] == [key]


def test_whose_an_agency_is_shows_it_as_well() -> None:
    assert asked("กรมทางหลวงสังกัดกระทรวงไหน") == ["mot", "highways"]
    assert asked("กระทรวงการคลังขึ้นกับหน่วยงานไหน") == ["mof"]


@pytest.mark.parametrize(
    "typed",
    ["ทางหลวง", "กรมทางหลวง", "เรือโดยสาร", "หน่วยงานที่ปลูกดอกไม้บนดวงจันทร์", "ใครช่วยได้", ""],
)
def test_without_the_question_or_anybody_who_does_it_there_is_none(typed: str) -> None:
    assert DUTIES.asked(normalise(typed)) is None


def test_what_many_agencies_do_each_in_its_place_is_left_to_their_services() -> None:
    found = DUTIES.asked(normalise("หน่วยงานไหนดูแลเก็บขยะในตลาดนัด"))
    assert found is not None
    assert found.ids == ()
    assert found.service == "เก็บขยะในตลาดนัด"
    assert found.step.found == ("agency local",)


def test_the_words_that_ask_are_left_out_of_what_services_are_looked_for_with() -> None:
    found = DUTIES.asked(normalise("หน่วยงานไหนดูแลเรือโดยสาร"))
    assert found is not None
    assert found.service == "เรือโดยสาร"
    assert found.is_sure
    assert found.step.name is StepName.DUTIES


BOAT, BINS, ROAD, PIERS, RAIN = (
    (Kind.PROCEDURE, 70), (Kind.PROCEDURE, 71), (Kind.AGENCY, 2), (Kind.AGENCY, 3),
    (Kind.AGENCY, 5),
)  # fmt: skip


@pytest.mark.parametrize(
    ("evidence", "ids", "is_sure"),
    [
        ({RAIN: 14.0, BOAT: 3.0}, (5,), True),
        ({RAIN: 14.0, ROAD: 12.0, BOAT: 3.0}, (5, 2), True),
        ({RAIN: 14.0, ROAD: 9.0}, (5,), True),
        # Little, not enough more than for a service, and not so many times more.
        ({RAIN: 7.0}, (5,), False),
        ({RAIN: 9.0, ROAD: 8.9, BOAT: 5.0}, (5,), False),
        ({RAIN: 26.0, BOAT: 20.0}, (5,), False),
        # Less than a word that tells, or much less than for a service.
        ({RAIN: 5.0}, (), False),
        ({RAIN: 11.0, BOAT: 20.0}, (), False),
        # Of a service of its own.
        ({PIERS: 30.0, BOAT: 9.0}, (), False),
        ({PIERS: 30.0, BINS: 9.0, BOAT: 3.0}, (3,), True),
        # What many do, each in its place.
        ({(Kind.AGENCY, 10): 30.0}, (), False),
        ({RAIN: 30.0, (Kind.AGENCY, 10): 29.0}, (5,), True),
        ({BOAT: 30.0}, (), False),
        ({}, (), False),
    ],
)
def test_whose_matter_it_is_where_no_service_is_for_it(
    evidence: dict[tuple[Kind, int], float], ids: tuple[int, ...], is_sure: bool
) -> None:
    found = DUTIES.whose_matter("ทำฝน", evidence)
    assert (found.ids if found else ()) == ids
    assert (found is not None and found.is_sure) is is_sure


@pytest.fixture
def agencies(country: Country) -> dict[str, Agency]:
    ministry = AgencyFactory.create(key="moac", kind="ministry", name_th="กระทรวงเกษตรและสหกรณ์")
    named = {
        "moac-royalrain": ("department", "กรมฝนหลวงและการบินเกษตร"),
        "moac-dld": ("department", "กรมปศุสัตว์"),
        "sao-1": ("sao", "องค์การบริหารส่วนตำบลฝนหลวง"),
    }
    made = {
        key: AgencyFactory.create(
            key=key, kind=kind, name_th=name, name_en="", abbreviation="", parent=ministry
        )
        for key, (kind, name) in named.items()
    }
    with only_writer():
        rebuild()
    return {"moac": ministry, **made}


def test_an_agency_leads_and_services_follow(agencies: dict[str, Agency]) -> None:
    found = search("หน่วยงานไหนทำฝนหลวง")
    assert found.results[0].code == "moac-royalrain"
    assert found.trace[-1].name is StepName.DUTIES
    assert found.trace[-1].found[0] == "agency moac-royalrain"
    assert found.counts.agency >= 1
    mixed = search("หน่วยงานไหนดูแลวัว ควาย หมู ไก่ แจ้งเกิด")
    assert mixed.results[0].code == "moac-dld"
    assert Kind.PROCEDURE in {result.kind for result in mixed.results}


@pytest.fixture
def dragons(country: Country, agencies: dict[str, Agency]) -> Agency:
    made = AgencyFactory.create(
        province=country.provinces["63"],
        key="dragons",
        kind="department",
        name_th="กรมมังกร",
        name_en="Department of Dragons",
        description_th="จับมังกรที่พ่นไฟใส่บ้านคน",
    )
    with only_writer():
        rebuild()
    return made


TOLD = "ช่วยด้วยมีมังกรพ่นไฟใส่บ้าน"


def test_what_no_service_is_for_leads_to_the_agency_that_looks_after_it(
    client: Client, dragons: Agency
) -> None:
    found = search(TOLD)
    assert found.results[0].code == "dragons"
    assert found.in_charge == (dragons.pk,)
    assert found.is_in_charge(found.results[0])
    assert search(TOLD, kind=Kind.AGENCY).results[0].code == "dragons"
    forget()
    assert [one.code for one in suggest("มังกรพ่นไฟใส่บ้า")] == ["dragons"]
    assert shortfall_of(found) is Shortfall.RELAXED
    page = read(client.get("/search", {"q": TOLD}))
    assert "หน่วยงานแรกในรายการน่าจะดูแลเรื่องนี้" in page.text
    without = search(TOLD, stages=replace(ALL, duties=False))
    assert not without.is_agencys_matter
    assert without.results[:1] == () or without.results[0].code != "dragons"


def test_services_alone_are_what_they_were_but_it_is_known_whose_matter_it_is(
    client: Client, dragons: Agency
) -> None:
    only = search(TOLD, kind=Kind.PROCEDURE)
    off = search(TOLD, kind=Kind.PROCEDURE, stages=replace(ALL, duties=False))
    assert [one.id for one in only.results] == [one.id for one in off.results]
    assert (only.in_charge, off.in_charge) == ((dragons.pk,), ())
    page = read(client.get("/search", {"q": TOLD, "type": "procedure"}))
    assert "หน่วยงานแรกในรายการ" not in page.text


def test_an_agency_that_may_be_in_charge_follows_the_best_service(
    country: Country, dragons: Agency
) -> None:
    standard_manual(
        owner=country.agencies["mot-dlt"],
        name_th="เลี้ยงสัตว์ในสวนสัตว์",
        code="ZOO-1",
    )
    with only_writer():
        rebuild()
    typed = "มังกรพ่นไฟสวนสัตว์"
    found = search(typed)
    off = search(typed, stages=replace(ALL, duties=False))
    assert [one.code for one in found.results[:2]] == ["ZOO-1", "dragons"]
    assert not found.is_agencys_matter
    assert {one.code for one in found.results} == {one.code for one in off.results} | {"dragons"}
    pages = [search(typed, page=number, page_size=1).results[0].code for number in (1, 2, 3)]
    assert pages == [one.code for one in found.results[:3]]
    assert found.trace[-1].found == ("agency dragons",)


def test_a_chosen_province_keeps_the_agencies_that_are_there_for_all(
    country: Country, dragons: Agency
) -> None:
    AgencyFactory.create(
        kind="sao", name_th="องค์การบริหารส่วนตำบลมังกร", province=country.provinces["63"]
    )
    with only_writer():
        rebuild()
    for typed in (TOLD, "กรมมังกร"):
        assert search(typed, province="50").results[0].code == "dragons", typed
    named = search("มังกร", kind=Kind.AGENCY, province="50")
    assert [one.code for one in named.results] == ["dragons"]
    assert search("มังกร", kind=Kind.AGENCY, province="63").total == 2


def test_agents_line_and_programs_are_told_too(client: Client, dragons: Agency) -> None:
    assert client.get("/api/v1/search", {"q": TOLD}).json()["in_charge"] == [dragons.pk]
    assert client.get("/api/v1/search", {"q": "แจ้งเกิด"}).json()["in_charge"] == []
    told = search_services(TOLD)
    assert told.status == "not_found"
    assert "กรมมังกร" in told.say
    assert "Department of Dragons" in search_services(TOLD, language="en").say
    assert find_agency(TOLD).agencies[0].key == "dragons"
    messages = answer_words(TOLD, Clock(datetime(2026, 11, 24, 10, tzinfo=BANGKOK)))
    assert messages[0]["text"] == words.NO_GUIDE
    said = json.dumps(messages[1], ensure_ascii=False)
    assert "กรมมังกร" in said
    assert "เปิดคู่มือ" not in said


def test_what_a_service_is_for_stays_with_it(client: Client, agencies: dict[str, Agency]) -> None:
    for told in ("แจ้งเกิด", "ลูกเกิดแล้วต้องไปแจ้งเกิดที่ไหน", "กรมปศุสัตว์", "อำเภอเมือง"):
        assert not search(told).is_agencys_matter, told
    page = read(client.get("/search", {"q": "แจ้งเกิด"}))
    assert "หน่วยงานแรกในรายการน่าจะดูแลเรื่องนี้" not in page.text


def test_nothing_changes_without_the_question_or_the_stage(agencies: dict[str, Agency]) -> None:
    off = replace(ALL, duties=False)
    for typed in ("แจ้งเกิด", "กรมปศุสัตว์", "ปศุสัตว์ แจ้งเกิด", "ใครช่วยแจ้งเกิดได้"):
        with_stage, without = search(typed), search(typed, stages=off)
        assert with_stage.results == without.results
        assert with_stage.trace == without.trace
    asking = search("หน่วยงานไหนดูแลวัว ควาย หมู ไก่ แจ้งเกิด", stages=off)
    assert asking.results[0].kind is Kind.PROCEDURE


def test_the_explanation_tells_who_was_asked_for(
    client: Client, agencies: dict[str, Agency]
) -> None:
    page = read(client.get("/search", {"q": "หน่วยงานไหนทำฝนหลวง", "explain": "1"}))
    told = "หน่วยงานที่ถามหาจากหน้าที่ หน่วยงานไหนทำฝนหลวง ทำฝนหลวง agency moac-royalrain"
    assert told in page.text
    other = read(client.get("/search", {"q": "แจ้งเกิด", "explain": "1"}))
    assert "หน่วยงานที่ถามหาจากหน้าที่ ไม่มีอะไรต้องทำ" in other.text


def test_a_service_with_all_the_words_comes_first_where_either_may_be_meant(
    agencies: dict[str, Agency],
) -> None:
    # ใครมีหน้าที่… asks who has to come as well.
    owner = agencies["moac-dld"]
    standard_manual(owner=owner, name_th="แจ้งย้ายควาย", code="DLD-9")
    with only_writer():
        rebuild()
    found = search("ใครมีหน้าที่แจ้งย้ายควาย")
    assert found.results[0].code == "DLD-9"
    assert search("ใครรับผิดชอบย้ายควาย").results[0].code == "moac-dld"


def test_a_chosen_tab_and_a_filter_are_kept(country: Country, agencies: dict[str, Agency]) -> None:
    only = search("กรมที่ทำฝนหลวง", kind=Kind.AGENCY)
    assert only.results[0].code == "moac-royalrain"
    services = search("กรมที่ทำฝนหลวง แจ้งเกิด", kind=Kind.PROCEDURE)
    assert {result.kind for result in services.results} <= {Kind.PROCEDURE}
    elsewhere = search("กรมที่ทำฝนหลวง", agency=country.agencies["mot-dlt"].pk)
    assert "moac-royalrain" not in {result.code for result in elsewhere.results}


def test_local_agencies_and_groups_are_asked_for_by_no_duty(agencies: dict[str, Agency]) -> None:
    known = as_read()
    found = known.asked(normalise("หน่วยงานไหนทำฝนหลวง"))
    assert found is not None
    assert agencies["sao-1"].pk not in found.ids
    asked_whose = known.asked(normalise("กรมปศุสัตว์สังกัดกระทรวงอะไร"))
    assert asked_whose is not None
    assert asked_whose.ids == (agencies["moac"].pk, agencies["moac-dld"].pk)


def test_what_was_laid_out_is_kept_until_somebody_does_something_else(
    agencies: dict[str, Agency],
) -> None:
    typed = normalise("หน่วยงานไหนดูแลเรื่องมังกร")
    assert as_read().asked(typed) is None
    kept = as_read().asked(normalise("หน่วยงานไหนทำฝนหลวง"))
    assert kept is not None
    assert kept.ids[0] == agencies["moac-royalrain"].pk
    AgencyFactory.create(key="dragons", kind="department", name_th="กรมมังกร")
    found = as_read().asked(typed)
    assert found is not None
    assert found.step.found == ("agency dragons",)


def test_the_file_of_duties_is_of_agencies_that_exist_and_repeats_nothing() -> None:
    with AGENCIES.open(encoding="utf-8", newline="") as lines:
        keys = {row["key"] for row in csv.DictReader(lines)}
    assert set(agency_duties()) <= keys
    for key, duties in agency_duties().items():
        assert len({normalise(text) for text in duties}) == len(duties), key
        assert all(text == text.strip() != "" for text in duties), key
    head = (DATA / "agency_duties.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.partition(",")[0] for line in head if not line.startswith("#")][1:]
    assert len(set(rows)) == len(rows)
