"""Everyday words and sayings of a service: read, judged, saved by whom, and never lost."""

from __future__ import annotations

import pytest

from infogo.core.models import AuditEntry, OutboxEvent
from infogo.editing.errors import EditingError, NotAllowedError, WrongStateError
from infogo.editing.services.words import WordsChange, set_words
from infogo.editing.words import judge_tags, split_tags, words_of
from infogo.manuals.models import Manual, Procedure
from infogo.manuals.sayings import split_sayings
from infogo.taxonomy.models import Tag
from tests.editing.office import ALL, AUTHOR, NONE, Rights
from tests.factories import TagFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db


@pytest.fixture
def manual() -> Manual:
    manual = standard_manual(name_th="บัตรประชาชนหาย", sayings=["กระเป๋าหาย"])
    manual.procedure.tags.add(TagFactory(text="บัตรหาย", key="บัตรหาย"))
    return manual


def save(
    manual: Manual, tags: list[str], sayings: list[str], seen: str = "", may: Rights = ALL
) -> WordsChange:
    version = seen or words_of(manual.procedure).version
    return set_words(manual=manual, tags=tags, sayings=sayings, seen=version, actor=AUTHOR, may=may)


def state(manual: Manual) -> tuple[object, ...]:
    procedure = Procedure.objects.get(pk=manual.procedure_id)
    found = words_of(procedure)
    counts = (Tag.objects.count(), AuditEntry.objects.count(), OutboxEvent.objects.count())
    return found, procedure.edited_at, counts


class TestReading:
    def test_words_come_by_comma_and_line_and_each_once(self) -> None:
        typed = "บัตรหาย, ทำบัตรใหม่\r\n บัตร​หาย \n,,บัตรโดนขโมย、ปชช"
        assert split_tags(typed) == ["บัตรหาย", "ทำบัตรใหม่", "บัตรโดนขโมย", "ปชช"]

    def test_sentences_keep_their_commas(self) -> None:
        assert split_sayings("ล้วงกระเป๋า, ไม่เจอ\n\nหายไปแล้ว\x00") == [
            "ล้วงกระเป๋า, ไม่เจอ",
            "หายไปแล้ว",
        ]

    def test_known_words_and_words_of_the_name_are_told_apart(self) -> None:
        procedure = Procedure(name_th="บัตรประชาชนหาย", official_name_th="การขอมีบัตร")
        judged = judge_tags(["บัตร หาย", "บัตรหาย", "ประชาชน", "ก" * 61], ["บัตรหาย"], procedure)
        assert judged.new == ("บัตร หาย", "ประชาชน")
        assert judged.known == ("บัตรหาย",)
        assert judged.in_name == ("ประชาชน",)
        assert judged.too_long == ("ก" * 61,)


class TestSaving:
    def test_words_are_added_and_removed_with_their_trail(self, manual: Manual) -> None:
        events = OutboxEvent.objects.count()
        change = save(manual, ["ปชช หาย"], ["กระเป๋าหาย", "ทำหายอีกแล้ว"])

        assert (change.added, change.removed) == (("ปชช หาย",), ("บัตรหาย",))
        now = words_of(Procedure.objects.get(pk=manual.procedure_id))
        assert (now.tags, now.sayings) == (("ปชช หาย",), ("กระเป๋าหาย", "ทำหายอีกแล้ว"))
        line = AuditEntry.objects.latest("number")
        assert (line.verb, line.target, line.target_id) == (
            "set_words",
            "procedure",
            manual.procedure_id,
        )
        assert line.detail["added"] == ["ปชช หาย"]
        topics = list(OutboxEvent.objects.order_by("id").values_list("topic", "object_id"))[events:]
        procedure = manual.procedure
        assert topics == [("agency", procedure.owner_id), ("procedure", procedure.pk)]

    def test_a_reload_of_the_source_files_leaves_them_alone(self, manual: Manual) -> None:
        save(manual, ["ปชช หาย"], [])
        assert Procedure.objects.get(pk=manual.procedure_id).edited_at is not None

    def test_another_spelling_of_a_tag_is_the_same_tag(self, manual: Manual) -> None:
        before = state(manual)
        assert save(manual, ["บัตรหาย​"], ["กระเป๋าหาย"]).is_empty
        assert state(manual) == before

    def test_a_tag_of_another_service_is_shared(self, manual: Manual) -> None:
        TagFactory(text="ปชช", key="ปชช")
        save(manual, ["ปชช"], [])
        assert Tag.objects.filter(key="ปชช").count() == 1


class TestRefusals:
    def test_without_the_right(self, manual: Manual) -> None:
        before = state(manual)
        with pytest.raises(NotAllowedError):
            save(manual, [], [], may=NONE)
        assert state(manual) == before

    def test_an_adopting_agency_is_told_whose_words_they_are(self, manual: Manual) -> None:
        mine = adoption(manual)
        before = state(manual)
        with pytest.raises(EditingError, match=manual.procedure.owner.name_th):
            save(mine, [], [])
        assert state(manual) == before

    def test_somebody_was_faster(self, manual: Manual) -> None:
        seen = words_of(manual.procedure).version
        save(manual, ["ปชช หาย"], [])
        before = state(manual)
        with pytest.raises(WrongStateError):
            save(manual, ["บัตรหาย", "อื่น"], [], seen=seen)
        assert state(manual) == before

    @pytest.mark.parametrize(
        ("tags", "sayings", "said"),
        [
            (["ก" * 61], [], "60 ตัวอักษร"),
            ([f"คำที่ {n}" for n in range(41)], [], "40 คำ"),
            ([], ["ก" * 201], "200 ตัวอักษร"),
            ([], [f"ประโยคที่ {n}" for n in range(121)], "120 ประโยค"),
        ],
    )
    def test_too_much(self, manual: Manual, tags: list[str], sayings: list[str], said: str) -> None:
        before = state(manual)
        with pytest.raises(EditingError, match=said):
            save(manual, tags, sayings)
        assert state(manual) == before
