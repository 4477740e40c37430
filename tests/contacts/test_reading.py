"""What is typed or pasted is read as people wrote it and as browsers and telephones take it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.contacts.hosts import ending, is_of_government, read_address, read_host, registered
from infogo.contacts.reading import (
    LONGEST_TEXT,
    MOST_CONTACTS,
    Abroad,
    Kind,
    Secret,
    read_contacts,
    read_email,
    read_line_id,
)

SIGNS = st.sampled_from(list("0123456789๐๑+-() .:/@\\#?%xn--เบอร์ต่อdltgoth\u200b\u3002"))
MESSAGES = st.text(st.one_of(SIGNS, st.characters()), max_size=300)


def read(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.shown) for one in read_contacts(text).contacts]


@pytest.mark.parametrize(
    "text",
    [
        "02-281-3333",
        "0 2281 3333",
        "๐ ๒๒๘๑ ๓๓๓๓",
        "+66 2 281 3333",
        "+6622813333",
        "0066 2281 3333",
        "6622813333",
        "(02) 281-3333",
        "02.281.3333",
        "โทร. 02 281 3333",
        "tel:+6622813333",
        "02\u2011281\u20113333",
        "\u200b02-281-3333\u202c",
    ],
)
def test_one_number_in_whatever_way_it_is_written(text: str) -> None:
    [contact] = read_contacts(text).contacts
    assert (contact.kind, contact.value, contact.shown) == (
        Kind.PHONE, "+6622813333", "02-281-3333",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["0 2281 3333 ต่อ 12", "02-281-3333 ext. 12", "022813333#12"])
def test_an_extension_is_not_part_of_the_number(text: str) -> None:
    [contact] = read_contacts(text).contacts
    assert (contact.value, contact.extension) == ("+6622813333", "12")


@pytest.mark.parametrize(
    ("text", "abroad"),
    [
        ("+697 2 123 4567", Abroad.INTERNET),
        ("+698 81 234 5678", Abroad.ROAMING),
        ("+855 12 345 678", Abroad.COUNTRY),
    ],
)
def test_a_call_from_abroad_is_told_by_its_beginning(text: str, abroad: Abroad) -> None:
    [contact] = read_contacts(text).contacts
    assert contact.abroad is abroad


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("dlt.go.th", "dlt.go.th"),
        ("HTTPS://WWW.DLT.GO.TH:8443/a?b#c", "www.dlt.go.th"),
        ("dlt.go.th.", "dlt.go.th"),
        ("https://www.dlt.go.th@evil.example/x", "evil.example"),
        ("https://www.dlt.go.th:pay@evil.example", "evil.example"),
        ("https://evil.example\\@dlt.go.th", "evil.example"),
        ("https:\\\\evil.example", "evil.example"),
        ("https://evil.example/@dlt.go.th", "evil.example"),
        ("https://evil.example?@dlt.go.th", "evil.example"),
        ("https://evil.example#@dlt.go.th", "evil.example"),
        ("https:////evil.example/dlt.go.th", "evil.example"),
        ("https://%64lt.go.th", "dlt.go.th"),
        ("dlt\u3002go\u3002th", "dlt.go.th"),
        ("ｄｌｔ.go.th", "dlt.go.th"),
        ("dl\u00adt.go.th", "dlt.go.th"),
        ("http://xn--lt-32c.go.th", "ԁlt.go.th"),
        ("https://teßabanpua.com", "teßabanpua.com"),
        ("http://192.0.2.7:80/x", "192.0.2.7"),
    ],
)
def test_an_address_leads_where_browsers_go(text: str, host: str) -> None:
    [contact] = read_contacts(text).contacts
    assert contact.address is not None
    assert contact.address.host == host


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data://dlt.go.th", "http://", "สวัสดี", "", ".", "a..b.com", "@"]
)
def test_what_is_no_contact_is_none(text: str) -> None:
    assert read_contacts(text).contacts == ()


def test_what_stands_before_an_at_is_told() -> None:
    address = read_address("https://www.dlt.go.th@evil.example/x")
    assert address is not None
    assert (address.pretended, address.path) == ("www.dlt.go.th", "/x")


def test_a_name_in_other_letters_is_shown_as_it_is_registered_too() -> None:
    address = read_address("ԁlt.go.th")
    assert address is not None
    assert address.is_strange
    assert address.ascii_host == "xn--lt-32c.go.th"
    thai = read_address("ทดสอบ.รัฐบาล.ไทย")
    assert thai is not None
    assert not thai.is_strange
    assert is_of_government(thai.host)


def test_what_a_name_is_registered_under() -> None:
    assert registered("www.e.dlt.go.th") == "dlt.go.th"
    assert registered("a.b.example.com") == "example.com"
    assert registered("go.th") == "go.th"
    assert ending("bit.ly") == "ly"
    assert not is_of_government("ԁlt.go.th")
    assert not is_of_government("go.th.example.com")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("example.com", "/"),
        ("example.com/a/../b", "/b"),
        ("example.com/a/./b/.", "/a/b/"),
        ("example.com/a/b/..", "/a/"),
        ("example.com/../../a", "/a"),
        ("https://example.com/a/%2e%2E/b", "/b"),
        ("https://example.com/a/.%2e/b", "/b"),
        ("https://example.com/a/%2e/b", "/a/b"),
        ("https://example.com\\a\\..\\b", "/b"),
        ("https://example.com/a%2f..%2fb", "/a%2f..%2fb"),
    ],
)
def test_dots_in_a_path_are_followed_as_browsers_follow_them(text: str, path: str) -> None:
    address = read_address(text)
    assert address is not None
    assert address.path == path


def test_what_is_asked_for_behind_the_path_is_kept() -> None:
    address = read_address("https://example.com/a?id=x/../y\\z#id=2")
    assert address is not None
    assert (address.path, address.query) == ("/a", "id=x/../y\\z")
    nothing = read_address("https://example.com#?id=2")
    assert nothing is not None
    assert (nothing.path, nothing.query) == ("/", "")


@pytest.mark.parametrize(
    "before", ["dlt.go.th/", "dlt.go.th%3fx", "dlt.go.th@x", "dlt.go.th,x", "dlt.go.thกรม"]
)
def test_a_name_before_an_at_is_seen_whatever_follows_it(before: str) -> None:
    address = read_address(f"https://{before.replace('/', '%2F')}@evil.example")
    assert address is not None
    assert (address.host, address.pretended) == ("evil.example", "dlt.go.th")


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("ดู https://dlt.go.thก.com ครับ", ["dlt.go.thก.com"]),
        ("ดู https://www.dlt.go.th,ok@evil.example/pay เลย", ["evil.example"]),
        ("ดู https://www.dlt.go.th(ok)@evil.example/pay เลย", ["evil.example"]),
        ("ดู https://www.dlt.go.thกรม@evil.example/pay เลย", ["evil.example"]),
        ("ดู https://evil.ไทย/กdlt.go.th/x เลย", ["evil.ไทย"]),
        ("ดู dlt.go.thก.com ครับ", ["dlt.go.thก.com"]),
        ("ดู dlt.go.thนะคะ ok", ["dlt.go.th"]),
        ("ดู https://dlt.go.th/payนะคะ ok", ["dlt.go.th"]),
        ("ดูdlt.go.thหรือrd.go.th ครับ", ["dlt.go.th", "rd.go.th"]),
        ("ดูdlt.go.thหรือrd.go.th", ["dlt.go.th", "rd.go.th"]),
        ("https://dlt.go.thหรือhttps://rd.go.th ok", ["dlt.go.th", "rd.go.th"]),
        ("(https://dlt.go.th) ok", ["dlt.go.th"]),
    ],
)
def test_an_address_in_a_message_is_not_cut_into_an_official_one(
    text: str, hosts: list[str]
) -> None:
    found = [one.address.site for one in read_contacts(text).contacts if one.address]
    assert found == hosts


def test_an_email_in_a_message_is_not_cut_into_an_official_one() -> None:
    assert read("ถึง a@dlt.go.thก.com นะ") == [("email", "a@dlt.go.thก.com")]
    assert read("ถึง a@dlt.go.thนะ ok") == [("email", "a@dlt.go.th")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://www.facebook.com/Town?locale=th", "www.facebook.com/Town?locale=th"),
        ("facebook.com/town.", "facebook.com/town"),
        ("facebook.com/", "facebook.com"),
        ("https://example.com/a?b", "example.com"),
    ],
)
def test_of_a_shared_site_the_page_is_shown(text: str, shown: str) -> None:
    assert read(text) == [("web", shown)]


@pytest.mark.parametrize(
    "path", ["/๑/ข่าว–๒", "/a–b", "/form?ปี=๒๕๖๙&a=1−2", "/%E0%B9%91", "/๐๒-๒๘๑-๓๓๓๓"]
)
@pytest.mark.parametrize("message", ["{}", "ดูที่ {} ครับ", "๐ ๒๒๘๑ ๓๓๓๓ {}"])
def test_what_is_behind_a_site_is_read_as_it_was_written(path: str, message: str) -> None:
    site = "https://www.facebook.com"  # where each page has another holder
    *phones, contact = sorted(
        read_contacts(message.format(site + path)).contacts, key=lambda one: one.kind is Kind.WEB
    )
    assert contact.address == read_address(site + path)
    assert [one.value for one in phones] == (["+6622813333"] if "๒๒๘๑ " in message else [])


def test_a_site_is_read_in_whatever_dash_it_was_pasted() -> None:
    assert read("nongkhai–city.go.th/๑") == [("web", "nongkhai-city.go.th")]


def test_a_foreign_number_hides_nothing_else() -> None:
    assert sorted(read("evil.example +697 2 123 4567 a@b.com")) == [
        ("email", "a@b.com"),
        ("phone", "+69721234567"),
        ("web", "evil.example"),
    ]
    assert read("โทร. +855 12 345 678") == [("phone", "+85512345678")]


@pytest.mark.parametrize("before", ["Tel:", "โทร:", "ติดต่อ โทร.:", "ฝ่ายบริการ:"])
def test_a_number_may_stand_behind_a_colon(before: str) -> None:
    assert read(f"{before}0812345678 ด่วน") == [("phone", "081-234-5678")]


def test_a_foreign_number_may_have_an_extension() -> None:
    assert read("+44 20 7946 0958 ต่อ 12") == [("phone", "+442079460958")]


def test_no_time_of_day_is_a_number() -> None:
    assert read("เปิด 8:30-16:30 ทุกวัน 12:3020304050") == []


def test_a_code_that_diverts_calls_is_no_number() -> None:
    assert read("กด **21*02-281-3333#") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@dlt99", "@dlt99"),
        ("line id: dlt99", "@dlt99"),
        ("ไลน์ไอดี dlt99", "@dlt99"),
        ("dlt_official", "@dlt_official"),
        ("https://line.me/R/ti/p/%40dlt99", "@dlt99"),
        ("https://line.me/ti/p/@dlt99", "@dlt99"),
        ("https://page.line.me/dlt99", "@dlt99"),
    ],
)
def test_line_accounts(text: str, line: str) -> None:
    assert read(text) == [("line", line)]


def test_an_email() -> None:
    assert read("Saraban@DLT.go.th") == [("email", "saraban@dlt.go.th")]
    assert read("mailto:a@dlt.go.th") == [("email", "a@dlt.go.th")]
    assert read_email("a b@dlt.go.th") == ""
    assert read_email("a@dlt.go.th:80") == ""
    assert read_line_id("https://example.com/@dlt99") == ""


def test_a_whole_message_is_read() -> None:
    text = (
        "กรมตัวอย่างแจ้งค่าปรับ 1111 บาท ชำระภายใน 30/11/2569 ที่ https://dlt-go-th.com/pay, "
        "โทร02-123-4567 ต่อ 12 หรือสายด่วน 1584 เขียนถึง pay@dlt-th.com แอดไลน์@dlt99"
    )
    assert sorted(read(text)) == [
        ("email", "pay@dlt-th.com"),
        ("line", "@dlt99"),
        ("phone", "02-123-4567"),
        ("phone", "1584"),
        ("web", "dlt-go-th.com"),
    ]


def test_a_message_with_more_says_so() -> None:
    reading = read_contacts(" ".join(f"site{n}.example.com" for n in range(MOST_CONTACTS + 3)))
    assert len(reading.contacts) == MOST_CONTACTS
    assert reading.has_more
    assert not read_contacts("a.example.com b.example.com a.example.com").has_more


def test_numbers_of_people_and_accounts_are_not_looked_up() -> None:
    assert read_contacts("1-1017-00000-00-1").secret is Secret.IDENTITY
    assert read_contacts("123-4-56789-0").secret is Secret.ACCOUNT
    assert read_contacts("500").secret is None


@given(MESSAGES)
def test_anything_can_be_typed(text: str) -> None:
    reading = read_contacts(text)
    assert len(reading.contacts) <= MOST_CONTACTS
    for contact in reading.contacts:
        assert contact.value
        assert contact.value == contact.value.strip()
        # What is shown of a contact is read as the same one.
        if contact.kind in (Kind.PHONE, Kind.EMAIL):
            [again] = read_contacts(contact.shown).contacts
            assert (again.kind, again.value) == (contact.kind, contact.value)


@given(st.text(max_size=100))
def test_a_host_is_read_once_and_for_all(text: str) -> None:
    host = read_host(text)
    assert host == read_host(host)
    if host:
        assert "." in host
        assert not set(host) & set("/\\@:?# ")


@pytest.mark.parametrize(
    "part",
    [
        " ",
        "1 ",
        "-",
        "0-",
        "(0",
        "@",
        "a@",
        "a.",
        "://",
        "https://",
        "%40",
        "โทร ",
        "1.",
        "ต่อ 1",
        "ก",
        "xn--",
    ],
)
def test_long_texts_are_read_to_a_limit(part: str) -> None:
    """Whatever is repeated, the work grows with the text: none of these would end otherwise."""
    text = (part * LONGEST_TEXT)[: LONGEST_TEXT * 50]
    assert len(read_contacts(text + "x").contacts) <= MOST_CONTACTS
