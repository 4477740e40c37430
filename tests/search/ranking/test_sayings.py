from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.search.indexing.index import reader
from infogo.search.indexing.schema import SERVICES
from infogo.search.memory.knowledge import library
from infogo.search.pipeline.weighing import Told, likely_beside, weighed
from infogo.search.ranking.sayings import Sayings
from infogo.search.results import Kind
from infogo.search.retrieval.cards import Hit
from infogo.search.retrieval.pieces import any_of, has
from infogo.search.stages import ALL, Stages
from infogo.search.understanding.understand import understand, units
from tests.search.corpus import Country

SAID = {
    "birth": ("เมียเพิ่งคลอดลูกที่โรงพยาบาล", "ลูกคลอดแล้วต้องไปอำเภอไหม", "แจ้งเกิด"),
    "death": ("พ่อเสียที่โรงพยาบาล", "แม่ตายแล้วต้องไปอำเภอไหม", "แจ้งตาย"),
    "card": ("กระเป๋าหายบัตรอยู่ในนั้น", "บัตรประชาชนตกน้ำ", "lost my cards", "ทำบัตรใหม่"),
}
SAYINGS = Sayings(SAID)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("คลอดเมื่อวานที่โรงพยาบาล", "birth"),
        ("ปู่เสียเมื่อเช้า แม่ให้ไปอำเภอ", "death"),
        ("บัตรตกแม่น้ำ", "card"),
        ("losing a card", "card"),
    ],
)
def test_what_is_said_of_one_speaks_for_it(typed: str, meant: str) -> None:
    evidence = SAYINGS.evidence(typed)
    assert max(evidence, key=lambda key: evidence[key]) == meant


def test_what_is_said_of_all_alike_or_of_none_speaks_for_nobody() -> None:
    same = Sayings({"one": ("ต้องไปอำเภอไหม",), "other": ("ต้องไปอำเภอไหม",)})
    evidence = same.evidence("ต้องไปอำเภอไหม")
    assert evidence.get("one", 0.0) == pytest.approx(evidence.get("other", 0.0))
    assert SAYINGS.evidence("xyzzy กฎฆฌ") == {}
    assert Sayings[str]({}).evidence("ต้องไปอำเภอไหม") == {}
    assert Sayings({"silent": ()}).evidence("ต้องไปอำเภอไหม") == {}


def test_it_is_the_logarithm_of_a_likelihood_ratio() -> None:
    """Of one word: (1 + 2 of which 1 is expected) of 2 + 2, against 1 expected of 2."""
    two = Sayings({"one": ("กา", "งู"), "other": ("กา", "ปู")})
    # งู: said once by one of two who say two words each, so half a time is expected of each.
    words = math.log1p(1 / 0.5) - math.log1p(1)
    assert two.evidence("งู")["one"] == pytest.approx(words + 0.3 * words, abs=1e-4)


def test_what_would_be_said_instead_counts_as_if_it_were_laid_out_anew() -> None:
    said = ("บัตรหายในน้ำ", "ทำบัตรใหม่อีกใบ")
    typed = "ทำบัตรหายในน้ำ"
    preview = SAYINGS.instead("card", said).evidence(typed)
    anew = Sayings({**SAID, "card": said}).evidence(typed)
    assert preview["card"] == pytest.approx(anew["card"], rel=0.5), "others' share hardly changes"
    assert preview["card"] != SAYINGS.evidence(typed)["card"]
    assert "card" not in SAYINGS.instead("card", ()).evidence(typed)
    as_it_is = SAYINGS.instead("card", SAID["card"]).evidence(typed)
    assert as_it_is["card"] == pytest.approx(SAYINGS.evidence(typed)["card"], rel=1e-5)


def test_many_users_of_a_word_are_counted_as_each_of_them_alone() -> None:
    """Of all forty the same is said, each once more than the one before: all rows at once."""
    users = range(40)
    many = Sayings({user: ("กา " * (user + 1), "งู") for user in users})
    evidence = many.evidence("กา")
    said = [user + 1 for user in users]
    expected, smoothing = sum(said) / 40, sum(times + 1 for times in said) / 40
    for user, times in zip(users, said, strict=True):
        gain = math.log1p(times / expected) - math.log1p((times + 1) / smoothing)
        assert many.instead(user, ("กา " * times, "งู")).evidence("กา").get(
            user, 0.0
        ) == pytest.approx(evidence.get(user, 0.0), rel=1e-3, abs=1e-3)
        # The words alone give this; trigrams and pairs are counted in the same way.
        assert (evidence.get(user, 0.0) > 0) >= (gain > 0.1)


def test_the_beginning_of_a_saying_leads_to_those_of_whom_it_is_said() -> None:
    assert SAYINGS.begun("บัตรประชาชนตก") == ["card"]
    assert set(SAYINGS.begun("ต้องไปอำเภอ") or ()) == {"birth", "death"}
    assert SAYINGS.begun("ลูกคลอดแล้วต้องไปอำ") == ["birth"]
    assert SAYINGS.begun("mycards") == ["card"], "spaces are not looked at"
    for nothing in ("", "ไม่มีใครพูด", "ไหมแม่ตาย"):  # the last stands across two sentences
        assert SAYINGS.begun(nothing) is None
    all_alike = Sayings(dict.fromkeys(range(13), ("ต้องไปอำเภอไหม",)))
    assert all_alike.begun("ต้องไปอำเภอ") == []


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_any_text_can_be_asked_after(typed: str, said: list[str]) -> None:
    evidence = Sayings({"one": said, "other": ("บัตรหาย",)}).evidence(typed)
    assert all(value > 0 for value in evidence.values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "stages", "first"),
    [
        ("หมอผ่าเอาเด็กออกมาตอนตีสามเมื่อคืนนี้", ALL, "BIRTH-1"),
        ("หมอผ่าเอาเด็กออกมาตอนตีสามเมื่อคืนนี้", ALL.without("sayings"), "NOISE-1"),
        ("เด็กตีสาม", ALL, "NOISE-1"),
    ],
    ids=["a story", "a story without sayings", "too short for a story"],
)
def test_a_story_is_weighed_by_sayings(
    country: Country, typed: str, stages: Stages, first: str
) -> None:
    knowledge = library.knowledge(reader.snapshot())
    understood = understand(typed, knowledge.readers)
    told = Told(understood, understood.service, units(understood.service, {}), stages)
    head = [
        Hit(Kind.PROCEDURE, country.procedures[code].pk, score, 0)
        for code, score in (("NOISE-1", 5.1), ("BIRTH-1", 5.0))
    ]
    sayings = knowledge.of_services.sayings
    best = weighed(
        head,
        told,
        knowledge,
        has_all_words=lambda: True,
        evidence=lambda: sayings.evidence(told.text),
    )
    assert best[0].id == country.procedures[first].pk


@pytest.mark.django_db
def test_a_story_finds_those_for_whom_most_speaks_whatever_words_they_have(
    country: Country,
) -> None:
    snapshot = reader.snapshot()
    service = has("words", "ต่อ")
    (birth, *_), count = snapshot.find(SERVICES, has("words", "แจ้ง"), limit=1, with_count=True)
    assert count
    before, many = snapshot.find(SERVICES, service, limit=9, with_count=True)
    assert birth.id not in [one.id for one in before]
    key = (Kind.PROCEDURE, birth.id)
    also = likely_beside(map(Hit.of, before), [key], None)
    after, more = snapshot.find(SERVICES, any_of([service, *also]), limit=9, with_count=True)
    assert birth.id in [one.id for one in after]
    assert more == many + 1
    assert likely_beside([Hit.of(birth)], [key], None) == []
    assert likely_beside([], [key], Kind.ARTICLE) == []


def test_for_whom_most_speaks_is_told_unless_it_is_little() -> None:
    assert SAYINGS.likeliest("กระเป๋าหายในน้ำ บัตรอยู่ในกระเป๋า")[:1] == ["card"]
    for little in ("", "xyzzy", "ไป"):
        assert SAYINGS.likeliest(little) == []


def test_words_that_stand_near_one_another_tell_more_than_each_alone() -> None:
    """Both say the same words equally often; only one says them of one another."""
    near = Sayings(
        {"report": ("แจ้งความ เรื่องหาย ทำบัตร ใหม่",), "card": ("แจ้งความ เรื่องใหม่ ทำบัตร หาย",)}
    )
    evidence = near.evidence("ทำบัตร หาย")
    assert evidence["card"] > evidence.get("report", 0.0)


def test_who_is_spoken_of_beside_changes_nothing_for_the_others() -> None:
    beside = {"rain": ("ทำฝนเทียมให้นาหน่อย", "บัตรหายในนา"), "boats": ("เรือโดยสาร",)}
    both = Sayings(SAID, beside=beside)
    for typed in ("บัตรหายต้องทำยังไง", "ต้องไปอำเภอไหม"):
        alone = SAYINGS.evidence(typed)
        found = both.evidence(typed)
        assert {key: found[key] for key in alone} == pytest.approx(alone)
    of_rain = both.evidence("อยากได้ฝนเทียม")
    assert max(of_rain, key=of_rain.__getitem__) == "rain"
    assert both.likeliest("ทำฝนเทียมให้นาหน่อย") == SAYINGS.likeliest("ทำฝนเทียมให้นาหน่อย")
    assert both.begun("ทำฝนเทียม") is None


def test_without_services_agencies_are_spoken_of_all_the_same() -> None:
    alone = Sayings[str]({}, beside={"rain": ("ทำฝนเทียมให้นาหน่อย",)})
    assert set(alone.evidence("อยากได้ฝนเทียม")) <= {"rain"}
    assert alone.likeliest("ทำฝนเทียม") == []
