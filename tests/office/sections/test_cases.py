"""Questions and cases are written without codes, verified at every save, and ticked at items."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.editing.models import Draft
from infogo.editing.parts import CONTENT_PARTS, parts_of_standard
from infogo.office.section_forms.acts import act
from infogo.office.section_forms.build import form_of
from infogo.office.section_forms.case_fields import with_codes
from infogo.office.section_forms.posted import Posted
from tests.editing.office import good_content
from tests.factories import adoption, standard_manual
from tests.manuals.case_examples import PEOPLE, REASON, REASONS, WHO, card_manual
from tests.office.sections.browser import Page
from tests.office.sections.conftest import Desk, begun
from tests.office.sections.forms import TERMS, controls, form

CARD = parts_of_standard(card_manual())["cases"]
EMPTY: dict[str, Any] = {"questions": [], "cases": []}


class TestForm:
    def test_what_is_shown_is_read_back(self) -> None:
        assert form("cases").as_sent(CARD) == CARD

    def test_answers_are_ticked_by_their_words(self) -> None:
        shown = controls(form("cases").show(CARD))
        boxes = shown["cases.0.rows.1.when.reason"]
        assert boxes.label == "ทำบัตรเพราะอะไร"
        assert [(each.label, each.checked) for each in boxes.options] == [
            ("บัตรหาย", False),
            ("บัตรหมดอายุ", True),
            ("ยังไม่เคยมีบัตร", False),
        ]

    def test_a_case_folds_the_questions_that_it_does_not_ask(self) -> None:
        when = controls(form("cases").show(CARD))["cases.0.rows.1.when"]
        assert [part.label for part in when.parts] == ["ทำบัตรเพราะอะไร"]
        assert [part.label for part in when.rest] == ["ใครไปยื่น"]

    def test_a_question_that_is_gone_stays_to_be_seen_where_it_is_named(self) -> None:
        values = {**CARD, "questions": CARD["questions"][1:]}
        shown = controls(form("cases").show(values))
        assert shown["cases.0.rows.0.when.reason"].label == "คำถามเดิม: reason"
        assert form("cases").as_sent(values) == values

    def test_new_things_get_codes_of_their_own_and_old_ones_keep_theirs(self) -> None:
        values, place = act(form("cases"), CARD, "add:questions")
        assert place == "questions.2"
        added = values["questions"][2]
        assert len(added["options"]) == 2
        codes = [added["code"], *(option["code"] for option in added["options"])]
        assert len(set(codes)) == 3
        assert values["questions"][:2] == CARD["questions"]
        assert with_codes(values) == values

    def test_lists_within_lists_grow_move_and_shrink(self) -> None:
        the_form = form("cases")
        values, place = act(the_form, CARD, "add:questions.1.options")
        assert (place, len(values["questions"][1]["options"])) == ("questions.1.options.2", 3)
        values, place = act(the_form, values, "up:cases.0.rows.2")
        assert place == "cases.0.rows.1"
        assert [row["code"] for row in values["cases"][0]["rows"]] == ["lost", "first", "expired"]
        values, _place = act(the_form, values, "remove:questions.0.options.0")
        assert [o["code"] for o in values["questions"][0]["options"]] == ["expired", "first"]
        assert [o["code"] for o in CARD["questions"][0]["options"]] == ["lost", "expired", "first"]

    @pytest.mark.parametrize(
        "command",
        ["add:questions.9.options", "remove:questions.0.text.0", "up:cases.0.rows.0.when.0",
         "add:nothing.0.rows", "remove:questions.0.options.99"],
    )  # fmt: skip
    def test_a_command_that_names_nothing_changes_nothing(self, command: str) -> None:
        values, _place = act(form("cases"), CARD, command)
        assert values == CARD

    @pytest.mark.parametrize(
        "values",
        [
            {"questions.at": ["0"], "questions.0.options.at": ["0", "x", "-1"]},
            {"cases.at": ["0"], "cases.0.rows.at": ["1"], "cases.0.rows.1.when.": ["a"]},
            {"cases.at": ["0"], "cases.0.rows.at": ["0"], "cases.0.rows.0.when.x.y": ["", "b"]},
            {},
        ],
    )
    def test_hostile_posts_do_no_harm(self, values: dict[str, list[str]]) -> None:
        read = form("cases").read(Posted(values))
        assert set(read) == {"questions", "cases"}

    def test_items_show_no_cases_before_there_are_any(self) -> None:
        paper = {"group": "other", "name": "ก"}
        values = {"documents": {"state": "listed", "items": [paper]}}
        assert controls(form("documents").show(values))["documents.0.cases"].kind == "hidden"
        terms = {**TERMS, "cases": list}
        assert form_of(CONTENT_PARTS["documents"], terms).as_sent(values)


@pytest.mark.django_db
class TestPage:
    def write(self, desk: Desk) -> Page:
        """Write one question and a table of one case, as somebody does with buttons alone."""
        page = desk.open("cases").press("add:questions")
        page = page.press(
            "save",
            questions__0__text="ใครไปยื่น",
            questions__0__options__0__label="ไปเอง",
            questions__0__options__1__label="ให้คนอื่นไปแทน",
        )
        page = page.press("add:cases")
        self_code = desk.saved("cases")["questions"][0]["options"][0]["code"]
        question = desk.saved("cases")["questions"][0]["code"]
        return page.press(
            "save",
            cases__0__title="ผู้ยื่น",
            cases__0__rows__0__name="ไปเอง",
            **{f"cases__0__rows__0__when__{question}": self_code},
        )

    def test_what_is_missing_is_told_in_words_as_soon_as_it_is_saved(self, desk: Desk) -> None:
        page = self.write(desk)
        assert page.status == 200
        assert "ตาราง “ผู้ยื่น” ยังไม่มีกรณีสำหรับคนที่: “ใครไปยื่น” ตอบ “ให้คนอื่นไปแทน”" in page.text
        assert "ต้องแก้ก่อนส่งอนุมัติ" in page.text

    def test_a_whole_table_is_ticked_at_documents_and_tried_in_the_preview(
        self, desk: Desk
    ) -> None:
        page = self.write(desk).press("add:cases.0.rows")
        saved = desk.saved("cases")
        question, other = saved["questions"][0]["code"], saved["questions"][0]["options"][1]["code"]
        page = page.press(
            "save",
            cases__0__rows__1__name="ให้คนอื่นไปแทน",
            **{f"cases__0__rows__1__when__{question}": other},
        )
        assert "ยังไม่มีกรณีสำหรับ" not in page.text
        case = desk.saved("cases")["cases"][0]["rows"][1]["code"]
        documents = desk.open("documents")
        assert "ให้คนอื่นไปแทน" in documents.text
        documents.press("save", documents__0__cases=case)
        assert desk.saved("documents")["documents"]["items"][0]["cases"] == [case]
        address = f"/office/drafts/{desk.draft.pk}/preview"
        every = desk.client().get(address).content.decode()
        assert "กรณี: ให้คนอื่นไปแทน" in every
        mine = desk.client().get(f"{address}?a={question}.{saved_self(saved)}").content.decode()
        assert "ไม่ต้องใช้ในกรณีของคุณ 1 อย่าง" in mine

    def test_an_item_of_a_case_that_is_gone_blocks(self, desk: Desk) -> None:
        desk.open("documents").press("save", documents__0__cases="gone")
        page = desk.open("documents")
        assert "เลือกกรณีที่ไม่มีแล้ว: gone" in page.text
        assert "ค่าเดิม: gone" in page.text

    def test_a_case_that_leads_to_no_service_is_told(self, desk: Desk) -> None:
        page = self.write(desk).press(
            "save", cases__0__rows__0__refusal="ไม่ได้", cases__0__rows__0__instead="AAA-1"
        )
        assert "ไม่มีบริการรหัส “AAA-1”" in page.text

    def test_an_adopting_agency_ticks_the_cases_of_the_standard(self, desk: Desk) -> None:
        content = good_content(questions=(REASON, WHO), cases=(REASONS, PEOPLE))
        standard = standard_manual(content=content)
        draft: Draft = begun(adoption(standard, desk.agency), desk.editor)
        assert desk.open("cases", draft).status == 404
        page = desk.open("documents", draft).press("own", seen="0")
        assert "เหตุที่ทำบัตร: บัตรหาย" in page.text
        page = page.press("save", documents__0__cases=["lost", "gone"])
        assert desk.saved("documents", draft)["documents"]["items"][0]["cases"] == ["lost", "gone"]
        assert "เลือกกรณีที่ไม่มีแล้ว: gone" in page.text
        assert "ยังไม่มีกรณีสำหรับ" not in page.text


def saved_self(saved: dict[str, Any]) -> str:
    return str(saved["questions"][0]["options"][0]["code"])
