"""Markdown becomes safe HTML with links to services."""

from __future__ import annotations

import pytest

from infogo.articles.rendering import (
    LONGEST_ADDRESS,
    MOST_MARKS,
    NamedPicture,
    Picture,
    ServiceLink,
    named_pictures,
    service_codes,
    to_html,
)
from tests.www.reading import Page


def _links(code: str) -> ServiceLink:
    return {
        "DOPA-001": ServiceLink(href="/manual/1"),
        "OLD-001": ServiceLink(note="ยกเลิกแล้ว"),
    }.get(code, ServiceLink())


def test_a_service_link_leads_to_its_manual() -> None:
    html = to_html("ไป[แจ้งเกิด](service:DOPA-001)ที่อำเภอ", _links)
    assert html == '<p>ไป<a href="/manual/1">แจ้งเกิด</a>ที่อำเภอ</p>\n'


def test_a_withdrawn_service_is_named_without_a_link() -> None:
    assert to_html("ทำ[เรื่องเก่า](service:OLD-001)", _links) == ("<p>ทำเรื่องเก่า (ยกเลิกแล้ว)</p>\n")


def test_an_unknown_code_leaves_the_words() -> None:
    assert to_html("[อะไร](service:NONE-9) **หนา**", _links) == (
        "<p>อะไร <strong>หนา</strong></p>\n"
    )


def test_headings_begin_below_the_title_and_tables_name_their_columns() -> None:
    html = to_html("# ใหญ่\n\n## รอง\n\n| ก | ข |\n|---|---|\n| 1 | 2 |\n", _links)
    assert "<h2>ใหญ่</h2>" in html
    assert "<h2>รอง</h2>" in html
    assert '<th scope="col">ก</th>' in html


def test_foreign_links_say_so_and_own_links_do_not() -> None:
    html = to_html("[นอก](https://example.org/a) [ใน](/help)", _links)
    assert '<a href="https://example.org/a" rel="noopener external">นอก</a>' in html
    assert '<a href="/help">ใน</a>' in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://example.org/spy.png)",
        "<a href='javascript:alert(1)' style='x'>x</a>",
        "[x](data:text/html;base64,AAAA)",
        "[x](service:DOPA-001 'onclick=alert(1)')",
    ],
)
def test_nothing_an_author_pastes_can_run_or_load(attack: str) -> None:
    for tag, attributes in Page(to_html(attack, _links)).attributes:
        assert tag in {"p", "a"}
        assert set(attributes) <= {"href", "rel", "title"}
        assert not attributes.get("href", "").startswith(("javascript", "data"))


def test_codes_are_found_once_in_order() -> None:
    text = "[a](service:B-2) [b](service:A-1) [c](service:B-2) [d](https://x)"
    assert service_codes(text) == ("B-2", "A-1")


def _pictures(file_id: int) -> Picture | None:
    return Picture("/files/7/ภาพ.png", 600, 400) if file_id == 7 else None


def test_a_picture_of_ours_is_shown_with_its_size_and_words() -> None:
    html = to_html("![เคาน์เตอร์ **3**](/files/7/ภาพ.png)", _links, _pictures)
    ((_p, _), (tag, attributes)) = Page(html).attributes
    assert tag == "img"
    assert attributes == {
        "src": "/files/7/ภาพ.png",
        "alt": "เคาน์เตอร์ 3",
        "width": "600",
        "height": "400",
        "loading": "lazy",
    }


@pytest.mark.parametrize(
    "text",
    [
        "![แผนที่](/files/8/x.png)",
        "![แผนที่](https://example.org/files/7/x.png)",
        "![แผนที่](//example.org/files/7/x.png)",
    ],
)
def test_other_pictures_leave_their_words(text: str) -> None:
    assert to_html(text, _links, _pictures) == "<p>แผนที่</p>\n"


def test_a_picture_without_words_is_not_shown() -> None:
    assert "<img" not in to_html("![ ](/files/7/x.png)", _links, _pictures)


def test_pictures_are_told() -> None:
    text = "![ก](/files/7/a.png)\n\n- ![](https://x.example/b.png)"
    assert named_pictures(text) == [NamedPicture(7, "ก"), NamedPicture(None, "")]


@pytest.mark.parametrize("shape", ["*a ", "*a*[", "![", "a**b", "*_", "[]", "a|", "\\\\*", "<&"])
def test_a_text_of_nothing_but_marks_is_shown_as_it_was_typed(shape: str) -> None:
    text = shape * MOST_MARKS * 2
    page = Page(to_html(text, _links))
    assert [tag for tag, _attributes in page.attributes] == ["p"]
    assert "".join(page.text.split()) == "".join(text.split())


@pytest.mark.parametrize("opens", ["[", "!["])
def test_brackets_that_nothing_closes_are_not_looked_for_without_end(opens: str) -> None:
    text = opens * 300 + "$" * 9_000
    assert to_html(text + " **ก**", _links) == f"<p>{text} **ก**</p>\n"


def test_addresses_that_nothing_closes_are_not_read_again_and_again() -> None:
    text = "[ก](/" * 200 + "ข" * 39_000
    assert to_html(f"{text} **ก**", _links) == f"<p>{text} **ก**</p>\n"


def test_so_are_long_ones_that_begin_one_within_the_other() -> None:
    text = "![ก](ข" * 60 + "ข" * 20_000
    assert to_html(f"{text} **ก**", _links) == f"<p>{text} **ก**</p>\n"


def test_the_marks_of_a_long_article_are_read() -> None:
    text = "**หนา** " * (MOST_MARKS // 4)
    assert to_html(text, _links).count("<strong>") == MOST_MARKS // 4
    text = "- ไปที่ [สำนักงาน](https://a.example/b?c=d) ก่อน 16:30 น.\n" * 130
    assert to_html(text, _links).count("<a ") == 130


@pytest.mark.parametrize("shape", ["[ก](/{})", "![ก](/{})", "[ก]: /{}\n\n[ก]", "<http://{}>"])
def test_a_link_with_an_endless_address_is_none(shape: str) -> None:
    short, long = shape.format("ข" * 90), shape.format("ข" * LONGEST_ADDRESS)
    assert "%E0%B8%82" in to_html(short, _links) or shape.startswith("!")
    page = to_html(long, _links)
    assert "<a" not in page and "%E0" not in page
    assert "ข" * 90 in page
