"""A form stands beside the document that it becomes, and beside no other one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.manuals.content import Form
from infogo.manuals.document_forms import forms_of_documents

ASKED = (
    "บัตรประจำตัวประชาชน",
    "คำขอ ท.ด.9",
    "หนังสือมอบอำนาจ (ท.ด.21)",
    "แบบคำขอใช้ไฟฟ้า",
    "รูปถ่าย 2 นิ้ว 2 รูป",
    "หนังสือยินยอมของคู่สมรส",
    "หนังสือยินยอมของเจ้าของบ้าน",
)


def beside(form: str, url: str = "https://example.go.th/form.pdf") -> list[str]:
    """Return the documents beside which a form stands."""
    return [ASKED[at] for at in forms_of_documents(ASKED, [Form(name=form, url=url)])]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("แบบคำขอจดทะเบียน ท.ด.๙", "คำขอ ท.ด.9"),
        ("ทด. 9", "คำขอ ท.ด.9"),
        ("ใบมอบอำนาจที่ดิน ท.ด.21", "หนังสือมอบอำนาจ (ท.ด.21)"),
        ("แบบฟอร์มคำขอใช้ไฟฟ้า", "แบบคำขอใช้ไฟฟ้า"),
        ("ตัวอย่างการกรอกคำขอใช้ไฟฟ้า", "แบบคำขอใช้ไฟฟ้า"),
        ("หนังสือยินยอมของคู่สมรส", "หนังสือยินยอมของคู่สมรส"),
    ],
)
def test_it_stands_beside_the_document_of_its_number_or_name(form: str, name: str) -> None:
    assert beside(form) == [name]


@pytest.mark.parametrize(
    "form",
    [
        "แบบ ท.ด.1",  # another number
        "แบบ ท.ด.90",
        "แบบแจ้งย้ายปลายทาง",
        "หนังสือยินยอม",  # whose?
        "แบบคำขอ",
        "รูป 2",
    ],
)
def test_it_stands_beside_none_where_another_one_may_be_meant(form: str) -> None:
    assert beside(form) == []


def test_without_an_address_there_is_nothing_to_open() -> None:
    assert beside("แบบคำขอใช้ไฟฟ้า", url="") == []


def test_a_form_and_its_filled_example_are_told_apart() -> None:
    form = Form(name="แบบคำขอใช้ไฟฟ้า", url="https://example.go.th/form.pdf")
    example = Form(name="ตัวอย่างคำขอใช้ไฟฟ้าที่กรอกแล้ว", url="https://example.go.th/filled.pdf")
    for forms in ([form, example], [example, form]):
        (found,) = forms_of_documents(["คำขอใช้ไฟฟ้า"], forms).values()
        assert (found.form, found.example) == (form, example)


@given(st.lists(st.text(max_size=40), max_size=6), st.lists(st.text(max_size=40), max_size=6))
def test_whatever_things_are_called_each_form_is_beside_one_document_at_most(
    asked: list[str], called: list[str]
) -> None:
    forms = [Form(name=" ".join(name.split()), url="https://example.go.th") for name in called]
    found = forms_of_documents(asked, forms)
    shown = [one for pair in found.values() for one in pair if one is not None]
    assert len(shown) <= len(forms)
    assert set(found) <= set(range(len(asked)))
