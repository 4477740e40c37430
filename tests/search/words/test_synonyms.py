"""Edited synonyms: searches follow within a moment, and a preview tells what they would answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from infogo.core.models import AuditEntry
from infogo.core.refusal import MovedOnError, RefusalError, mark_of
from infogo.search.curation.synonym_preview import effect_of_edit
from infogo.search.models import FailedQuery
from infogo.search.selectors import search
from infogo.search.services import GroupWording, add_group, change_group, end_group, group_after
from infogo.search.words import synonyms
from infogo.search.words.lexicon import synonym_rows
from infogo.search.words.synonyms import Group, groups
from tests.accounts.watching import nothing_changes
from tests.search.corpus import Country, use_index

pytestmark = pytest.mark.django_db
ACTOR = "officer 1 ผู้ดูแล"
TODAY = date(2026, 11, 26)
NEW = GroupWording(("พวงมาลัย",), ("ใบขับขี่",), 0.6)


@pytest.fixture
def corpus(module_country: tuple[Country, Path]) -> Any:
    made, folder = module_country
    with use_index(folder):
        yield made


def titles(q: str) -> list[str]:
    return [result.title_th for result in search(q).results]


def of_file(phrase: str) -> Group:
    return next(group for group in groups() if phrase in group.phrases)


def test_untouched_they_are_those_of_the_program() -> None:
    assert [group.origin for group in groups()] == [row["phrase"] for row in synonym_rows()]


@pytest.mark.usefixtures("corpus")
def test_a_new_group_answers_at_once_and_no_more_when_it_ended() -> None:
    assert "ใบขับขี่หาย" not in titles("พวงมาลัย")
    row = add_group(wording=NEW, actor=ACTOR)
    synonyms.forget()  # what another node does within half a second
    assert "ใบขับขี่หาย" in titles("พวงมาลัย")
    group = next(group for group in groups() if group.id == row.pk)
    end_group(key=group.key, seen=mark_of(group.values), reason="ไม่มีใครใช้", actor=ACTOR)
    synonyms.forget()
    assert "ใบขับขี่หาย" not in titles("พวงมาลัย")
    assert [entry.verb for entry in AuditEntry.objects.filter(target="synonym")] == [
        "add_synonym",
        "end_synonym",
    ]


@pytest.mark.usefixtures("corpus")
def test_a_latin_word_that_got_a_synonym_is_no_romanised_thai() -> None:
    add_group(wording=GroupWording(("dl",), ("ใบขับขี่",), 0.6), actor=ACTOR)
    synonyms.forget()
    assert titles("dl")[0] == "ใบขับขี่หาย"


def test_a_row_of_the_program_is_edited_without_changing_its_file() -> None:
    before = of_file("ผัว")
    changed = GroupWording((*before.phrases, "พ่อบ้าน"), before.means, before.weight)
    change_group(key=before.key, wording=changed, seen=mark_of(before.values), actor=ACTOR)
    after = of_file("พ่อบ้าน")
    assert after.key == before.key
    assert after.id is not None
    assert len(groups()) == len(synonym_rows())


def test_who_saw_an_older_group_changes_nothing() -> None:
    before = of_file("ผัว")
    seen = mark_of(before.values)
    wording = GroupWording(("ผัว",), before.means, before.weight)
    change_group(key=before.key, wording=wording, seen=seen, actor=ACTOR)
    with nothing_changes(), pytest.raises(MovedOnError):
        change_group(key=before.key, wording=NEW, seen=seen, actor=ACTOR)


@pytest.mark.parametrize(
    ("wording", "field"),
    [
        (GroupWording((), ("ก",), 0.5), "phrases"),
        (GroupWording(("!!",), ("ก",), 0.5), "phrases"),
        (GroupWording(("ก" * 90,), ("ข",), 0.5), "phrases"),
        (GroupWording(("บัตร",), ("บัตร",), 0.5), "means"),
        (GroupWording(("บัตร",), ("การ์ด",), 0.9), "weight"),
        (GroupWording(("ทำบัตรประชาชนหายที่อำเภอเมืองต้องไปทำใหม่ที่ไหน",), ("การ์ด",), 0.5), "phrases"),
    ],
)
def test_what_cannot_be_a_group_is_refused(wording: GroupWording, field: str) -> None:
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        add_group(wording=wording, actor=ACTOR)
    assert refusal.value.field == field


@pytest.mark.usefixtures("corpus")
def test_the_preview_asks_real_searches_and_changes_nothing() -> None:
    FailedQuery.objects.create(
        digest="a", text="ทำพวงมาลัย", shortfall="nothing", hours=7, last_on=TODAY
    )
    FailedQuery.objects.create(
        digest="b", text="อย่างอื่น", shortfall="nothing", hours=9, last_on=TODAY
    )
    with nothing_changes():
        effect = effect_of_edit(None, group_after(None, NEW), TODAY)
    assert effect is not None
    told = {pair.asked.text: pair for pair in effect.differing}
    assert set(told) == {"ทำพวงมาลัย", "พวงมาลัย"}
    assert "ใบขับขี่หาย" not in told["พวงมาลัย"].before
    assert told["พวงมาลัย"].after[0] == "ใบขับขี่หาย"
    assert told["ทำพวงมาลัย"].asked.why == "ค้นไม่พบใน 7 ชั่วโมงที่ต่างกัน"


@pytest.mark.usefixtures("corpus")
def test_the_preview_tells_what_becomes_of_right_answers() -> None:
    """A tag of a service is a search whose answer is known."""
    wording = GroupWording(("พาสปอร์ต",), ("ต่อภาษีรถ",), 0.6)
    effect = effect_of_edit(None, group_after(None, wording), TODAY)
    assert effect is not None
    pair = next(pair for pair in effect.differing if pair.asked.text == "พาสปอร์ต")
    assert pair.asked.right
    assert pair.rank_before == pair.rank_after == 1
    assert "ต่อภาษีรถ" in pair.after
