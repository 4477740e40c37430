"""Writing a formula in the form of a section: nested lists, examples, trying it out."""

from __future__ import annotations

from typing import Any

from infogo.editing.parts import parts_of_standard
from infogo.manuals.content import ManualContent
from infogo.office.section_forms.acts import act
from infogo.office.section_forms.control import Control
from infogo.office.section_forms.words import said
from tests.factories import manual_content
from tests.manuals.formulas.made import business_tax, computed_fee, fees
from tests.office.sections.forms import controls, form, sent

AT = "fees.0.computed"


def stored(**changed: Any) -> dict[str, Any]:
    content = manual_content(fees=fees(computed_fee(business_tax(**changed))))
    return parts_of_standard(content)["fees"]


def computed(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = values["fees"]["items"][0]["computed"]
    return found


def shown(values: dict[str, Any]) -> dict[str, Control]:
    return controls(form("fees").show(values))


def test_a_fee_without_a_formula_offers_one() -> None:
    plain = parts_of_standard(manual_content(fees=fees(computed_fee())))["fees"]
    plain["fees"]["items"][0]["computed"] = None
    assert shown(plain)[AT].kind == "offer"
    begun, place = act(form("fees"), sent("fees", plain), f"add:{AT}")
    assert place == AT
    assert computed(begun) == {}
    # An unfinished formula stays, however little is written.
    again = sent("fees", begun)
    assert computed(again)["inputs"] == []
    assert shown(again)[f"{AT}.expression"].kind == "text"
    gone, _place = act(form("fees"), again, f"remove:{AT}")
    assert computed(gone) is None


def test_questions_and_answers_are_added_and_removed_where_they_stand() -> None:
    values, place = act(form("fees"), sent("fees", stored()), f"add:{AT}.inputs")
    assert place == f"{AT}.inputs.3"
    values, place = act(form("fees"), values, f"add:{AT}.inputs.2.options")
    assert place == f"{AT}.inputs.2.options.2"
    assert len(computed(values)["inputs"][2]["options"]) == 3
    values, place = act(form("fees"), values, f"up:{AT}.inputs.2")
    assert [each.get("code") for each in computed(values)["inputs"]] == ["ราคา", "ผู้ขาย", "ปี", None]
    values, place = act(form("fees"), values, f"remove:{AT}.inputs.3")
    assert len(computed(values)["inputs"]) == 3


def test_a_command_that_names_nothing_changes_nothing() -> None:
    before = sent("fees", stored())
    for command in (f"add:{AT}.nothing", f"remove:{AT}.inputs", f"add:{AT}.inputs.99.options",
                    f"add:{AT}.expression", "add:fees.x.computed", f"up:{AT}",
                    f"{'add:fees' + '.0' * 40}", "try:nothing"):  # fmt: skip
        assert act(form("fees"), before, command) == (before, "")


def test_an_example_has_a_control_for_each_question_and_tells_what_comes_out() -> None:
    found = shown(stored())
    names = [name for name in found if name.startswith(f"{AT}.examples.0.")]
    assert names == [
        f"{AT}.examples.0.{key}"
        for key in ("given.0", "given.1", "given.2", "told", "result", "note")
    ]
    assert found[f"{AT}.examples.0.given.0"].label == "ราคาประเมิน (บาท)"
    assert [each.label for each in found[f"{AT}.examples.0.given.2"].options if each.checked] == [
        "บุคคลธรรมดา"
    ]
    told = found[f"{AT}.examples.0.told"].value
    assert told.startswith("สูตรคิดได้ 33,000 บาท (เพราะปีที่ถือครอง 5 ปี ไม่เกิน 5 → 3.3% ของ")


def test_what_is_not_changed_is_read_back_as_it_is_stored() -> None:
    assert form("fees").as_sent(stored()) == stored()


def test_a_new_example_is_tried_before_its_result_is_known() -> None:
    values, place = act(form("fees"), sent("fees", stored()), f"add:{AT}.examples")
    assert place == f"{AT}.examples.3"
    typed = sent("fees", values, **{
        f"{AT}.examples.3.given.0": "๒,๐๐๐,๐๐๐", f"{AT}.examples.3.given.2": "บริษัท",
    })  # fmt: skip
    found = shown(typed)
    assert found[f"{AT}.examples.3.told"].value.startswith("สูตรคิดได้ 66,000 บาท")
    values, place = act(form("fees"), typed, f"try:{AT}")
    assert (values, place) == (typed, AT)


def test_a_formula_that_cannot_compute_says_so_at_the_example() -> None:
    found = shown(stored(expression="ราคา / 0"))
    assert "หารด้วยศูนย์" in found[f"{AT}.examples.0.told"].value
    unread = shown(stored(expression="ราคา *"))
    assert "สูตรยังไม่จบ" in unread[f"{AT}.examples.0.told"].value


def test_removing_a_question_takes_its_values_out_of_the_examples() -> None:
    values, _place = act(form("fees"), sent("fees", stored()), f"remove:{AT}.inputs.1")
    again = sent("fees", values)
    assert [each["input"] for each in computed(again)["examples"][0]["given"]] == ["ราคา", "ผู้ขาย"]


def test_numbers_are_kept_as_typed_when_they_cannot_be_read() -> None:
    typed = sent("fees", stored(), **{f"{AT}.inputs.0.highest": "มาก"})
    control = shown(typed)[f"{AT}.inputs.0.highest"]
    assert (control.value, "ใส่ตัวเลข" in control.wrong) == ("มาก", True)


def test_a_formula_of_the_time_stands_with_the_steps() -> None:
    empty = parts_of_standard(ManualContent())["steps"]
    assert controls(form("steps").show(empty))["total_formula"].kind == "offer"
    begun, place = act(form("steps"), sent("steps", empty), "add:total_formula")
    assert (begun["total_formula"], place) == ({}, "total_formula")


def test_what_a_formula_says_can_be_read_where_nothing_can_be_changed() -> None:
    (first, *_rest) = said(form("fees").show(stored()))
    lines = {line.label: line.text for line in first.items[0]}
    words = lines["สูตรที่ระบบคิดให้"]
    assert "ถ้า(ผู้ขาย = ผู้ขาย.บริษัท" in words
    assert "33,000" in words
