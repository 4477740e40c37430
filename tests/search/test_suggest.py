from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.articles.models import Article
from infogo.manuals.models import Procedure
from infogo.search import suggest as suggest_module
from infogo.search.results import Suggestion, SuggestionKind
from infogo.search.suggest import suggest
from infogo.search.suggestions import completions, nearly
from infogo.search.suggestions.completions import MOST, MOST_OF_A_PIECE, Completions
from infogo.search.suggestions.suggestible import Entry, read_entries, spoken_names
from tests.factories import AgencyFactory, ArticleFactory, LifeEventFactory, TagFactory
from tests.search.corpus import Country, use_index


def texts(q: str) -> list[str]:
    return [suggestion.text for suggestion in suggest(q)]


def test_beginnings_of_any_word_are_completed(country: Country) -> None:
    assert "ใบขับขี่หาย" in texts("ใบข")
    assert "ใบขับขี่หาย" in texts("ขับ")
    assert "โอนที่ดิน" in texts("ที่ดิ")
    assert "กรมการขนส่งทางบก" in texts("ขนส่ง")
    assert "องค์การบริหารส่วนตำบลริมเหนือ" in texts("อบต.ริม")


def test_the_middle_of_a_word_is_not(country: Country) -> None:
    assert texts("ับขี่") == []


def test_two_characters_are_needed(country: Country) -> None:
    assert texts("บ") == []
    assert texts(" บ ") == []
    assert texts("บั") != []


def test_groups_stand_together_in_order(country: Country) -> None:
    kinds = [suggestion.kind for suggestion in suggest("บัตร")]
    assert kinds == sorted(kinds, key=list(SuggestionKind).index)
    assert set(kinds) >= {SuggestionKind.PHRASE, SuggestionKind.SERVICE}


def test_a_service_says_where_it_is_and_a_phrase_is_searched(country: Country) -> None:
    by_kind = {suggestion.kind: suggestion for suggestion in suggest("บัตร")}
    service = by_kind[SuggestionKind.SERVICE]
    assert service.path == f"/manual/{service.id}"
    assert service.code in {"ID-1", "ID-2"}
    assert by_kind[SuggestionKind.PHRASE].path == ""


def test_a_guide_of_a_life_event_is_suggested_and_no_article_of_an_agency(country: Country) -> None:
    Article.objects.filter(slug="new-baby").update(life_event=LifeEventFactory(slug="birth"))
    town = AgencyFactory.create(key="town")
    ArticleFactory(title_th="ลูกเพิ่งเข้าโรงเรียน ข่าวของเทศบาล", life_event=None, agency=town)
    suggest_module.forget()
    guides = [one for one in suggest("ลูกเพิ่ง") if one.kind == SuggestionKind.ARTICLE]
    assert [one.code for one in guides] == ["new-baby"]
    assert guides[0].path == f"/article/{guides[0].id}"


def test_a_forgotten_keyboard_switch_is_undone(country: Country) -> None:
    assert "บัตรประชาชนหาย" in texts("[y9ixit")


def test_an_unfinished_word_on_the_other_keyboard_is_completed(country: Country) -> None:
    assert "ทำพาสปอร์ต" in texts("rklxv")  # พาสปอ
    assert "พาสปอร์ต" in texts("rklxv")


def test_what_was_typed_is_marked(country: Country) -> None:
    service = next(s for s in suggest("บัตรประ") if s.kind == SuggestionKind.SERVICE)
    assert "บัตรประ" in "".join(part.text for part in service.segments if part.is_match)


def test_a_beginning_one_slip_off_is_taken_for_what_it_is_near(country: Country) -> None:
    for typed in ("ไบขับ", "ใบขับขี้", "ใบบขับ", "ใบขบั", "ใบฃับ"):
        assert "ใบขับขี่หาย" in texts(typed), typed
    assert "ทำพาสปอร์ต" in texts("พาดปอ")
    assert texts("ฬาดปอ") == []  # the first letter and one more
    assert texts("คนละเรื่องเลย") == []


@pytest.mark.parametrize("typed", ["ลัตรประชา", "มบขับข", "ืำพาสปอ", "าพสปอ", "ออนที่ด", "xassport"])
def test_so_is_one_whose_first_letter_is_the_slip(country: Country, typed: str) -> None:
    assert texts(typed)


def test_behind_a_wrong_first_letter_enough_must_be_right(country: Country) -> None:
    assert texts("มบขั") == []  # ใบขั, but four letters fit too many words


def test_thai_in_latin_letters_is_completed_by_its_sound(country: Country) -> None:
    assert "ใบขับขี่หาย" in texts("bai kub")
    assert "โอนที่ดิน" in texts("tee din")
    assert texts("xyzzy") == []


@pytest.mark.parametrize("typed", ["บัดปะชา", "บัดประช", "พาดสปอ", "โอนที่ดิล"])
def test_a_beginning_written_by_ear_is_completed(country: Country, typed: str) -> None:
    assert texts(typed)


@pytest.mark.parametrize("typed", ["อยากแจ้งเกิ", "ขอแจ้งเกิ", "i want birth reg"])
def test_words_that_only_lead_in_are_passed_over(country: Country, typed: str) -> None:
    assert "แจ้งเกิด" in texts(typed)


def test_what_people_say_leads_to_the_service_where_nothing_is_called_so(country: Country) -> None:
    assert texts("ผ่าท้องเอาเด็ก") == ["แจ้งเกิด"]
    assert texts("ล้วงกระเป๋าแล้วไม่เจ") == ["บัตรประชาชนหาย"]
    assert "แจ้งเกิด" not in texts("ผ่าท"), "so few letters stand in too many sentences"


def test_what_begins_as_typed_leaves_nothing_to_guess(country: Country) -> None:
    assert "แจ้งเกิด" in texts("แจ้งเ")
    assert "แจ้งตาย" not in texts("แจ้งเ")


def test_offices_are_found_by_what_people_call_them(country: Country) -> None:
    found = suggest("อำเภอแม่ส")
    assert [one.text for one in found if one.kind == SuggestionKind.POINT] == ["ที่ว่าการอำเภอแม่สอด"]
    assert found[-1].path == f"/place/{country.points['hall-6306'].pk}"


@pytest.mark.parametrize(
    ("name_th", "name_en", "words", "called"),
    [
        (
            "สำนักงานขนส่งจังหวัดสงขลา สาขาอำเภอหาดใหญ่",
            "Songkhla Provincial Land Transport Office, Hat Yai Branch",
            ("ขนส่ง",),
            ["ขนส่งหาดใหญ่", "Songkhla Land Transport Office, Hat Yai Branch"],
        ),
        ("ที่ว่าการอำเภอแม่ริม", "Mae Rim District Office", ("อำเภอ",), ["อำเภอแม่ริม", "Amphoe Mae Rim"]),
        ("สำนักงานขนส่งกรุงเทพมหานครพื้นที่ 4", "", ("ขนส่ง",), ["ขนส่งพื้นที่ 4"]),
        (
            "ศาลากลางจังหวัดเชียงใหม่",
            "Chiang Mai Provincial Hall",
            ("ศาลากลาง",),
            ["ศาลากลางเชียงใหม่", "Chiang Mai Hall"],
        ),
        ("กรมที่ดิน", "Department of Lands", ("ที่ดิน",), []),
    ],
)
def test_an_office_is_called_by_its_kind_and_place(
    name_th: str, name_en: str, words: tuple[str, ...], called: list[str]
) -> None:
    assert spoken_names(name_th, name_en, words) == called


def test_offices_give_way_to_services_and_agencies() -> None:
    entries = [
        (Entry(Suggestion(kind, f"{kind} {number}"), 2.0), ("ทะเบียน",))
        for kind in SuggestionKind
        for number in range(5)
    ]
    kinds = [one.kind for one in Completions(entries).best("ทะเบ")]
    assert SuggestionKind.POINT not in kinds
    assert kinds.count(SuggestionKind.AGENCY) == 3


def test_it_works_without_an_index(country: Country, tmp_path: Path) -> None:
    with use_index(tmp_path / "none"):
        assert "ใบขับขี่หาย" in texts("ใบข")
        assert texts("ฌฌฌ") == []


def test_no_more_than_eight_and_the_most_used_first() -> None:
    entries = [
        (Entry(Suggestion(kind, f"ทะเบียน {kind} {number}"), float(number)), (f"ทะเบียน{number}",))
        for kind in SuggestionKind
        for number in range(20)
    ]
    best = Completions(entries).best("ทะเบ")
    assert len(best) == MOST
    assert best[0].text.endswith(" 19")


def test_what_is_chosen_beforehand_is_what_would_be_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"กา{a}{b}{c}" for a in "กขคง" for b in "าีู" for c in ("", "ก", "น", "บา")]
    entries = [
        (Entry(Suggestion(kind, name), 1.0 + len(name) % 3 + number % 5), (name, f"บ้าน {name}"))
        for number, name in enumerate(names)
        for kind in SuggestionKind
    ]
    beginnings = {name[:end] for name in [*names, "บ้าน"] for end in range(2, len(name) + 1)}
    chosen = []
    for few in (0, 10, 10**6):
        monkeypatch.setattr(completions, "FEW", few)
        held = Completions(entries)
        chosen.append({beginning: held.best(beginning) for beginning in beginnings})
    assert chosen[0] == chosen[1] == chosen[2]
    assert all(chosen[0].values())


def test_entries_are_read_in_few_queries(
    country: Country, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(5):  # type: ignore[attr-defined]
        list(read_entries())


def test_of_phrases_that_begin_alike_the_short_one_comes_first(country: Country) -> None:
    service = Procedure.objects.get(code="ID-1")
    for text in ("hotel foreign guest report", "hotel permit"):
        service.tags.add(TagFactory(text=text))
    weights = {one.suggestion.text: one.weight for one, _spellings in read_entries()}
    assert weights["hotel permit"] > weights["hotel foreign guest report"]


def test_several_beginnings_of_words_find_what_has_them_all() -> None:
    def entry(text: str) -> tuple[Entry, tuple[str, ...]]:
        return Entry(Suggestion(SuggestionKind.SERVICE, text), 1.0), (text,)

    completions = Completions([entry("Building permit"), entry("Work permit"), entry("Building")])
    assert [one.text for one in completions.of_pieces(["build", "perm"])] == ["Building permit"]
    assert [one.text for one in completions.of_pieces(["perm", "wor"])] == ["Work permit"]
    assert completions.of_pieces(["build", "tax"]) == []


def test_beginnings_that_thousands_of_words_have_say_too_little() -> None:
    entries = [
        (Entry(Suggestion(SuggestionKind.SERVICE, f"ab{n} cd"), 1.0), (f"ab{n} cd",))
        for n in range(MOST_OF_A_PIECE + 1)
    ]
    assert Completions(entries).of_pieces(["ab", "cd"]) == []


def test_a_text_longer_than_any_sound_is_compared_with_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[str] = []

    def apart(typed: str, _start: str, **_bounds: float) -> float:
        compared.append(typed)
        return 0.0

    monkeypatch.setattr(nearly, "apart", apart)
    names = nearly.Nearly([("ไดอารี", 1.0, 7)], [("ไดอารี", 1.0, 7)])
    assert [number for _weight, number in names.found("daia")] == [7]
    assert compared
    compared.clear()
    assert list(names.found("da" + "ia" * 50)) == []
    assert compared == []


LETTERS = st.text("กขคงด", min_size=4, max_size=9)


@given(st.lists(LETTERS, min_size=1, max_size=6), st.data())
def test_a_slip_is_looked_for_wherever_it_may_be(keys: list[str], data: st.DataObject) -> None:
    """Each slip behind the first letter of what begins something leads to that."""
    known = sorted(set(keys))
    beginnings = nearly._Beginnings((key, 1.0, number) for number, key in enumerate(known))
    meant = data.draw(st.sampled_from(known))
    at = data.draw(st.integers(1, len(meant) - 2))
    head, tail, other = meant[:at], meant[at:], data.draw(st.sampled_from("กขคงด"))
    slips = (head + other + tail, head + tail[1:], head + other + tail[1:])
    typed = data.draw(st.sampled_from((*slips, head + tail[1] + tail[0] + tail[2:])))
    spans = beginnings.one_slip_off(typed, begins_right=True)
    found = {known[at] for first, last in spans for at in range(first, last)}
    assert meant in found or meant.startswith(typed)
