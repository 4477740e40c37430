"""Whose a contact is, what it looks like, and when nothing can be said."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.contacts.judging import Judgement, Remark, Verdict, judge
from infogo.contacts.reading import read_contacts
from infogo.contacts.register import Owner, Page, Register, Source
from infogo.contacts.resemblance import (
    AccountNames,
    Likeness,
    OfficialNames,
    Resemblance,
    is_one_slip,
    resembling,
    skeleton,
)

TRANSPORT, TRADE, TOWN, DISTRICT = (Source(Owner.AGENCY, pk) for pk in (1, 2, 3, 4))
HOTLINE = Source(Owner.HOTLINE, 9)
MANUAL = Source(Owner.MANUAL, 7)
NATIONAL = (
    "dlt.go.th", "dit.go.th", "dol.go.th", "rd.go.th", "customs.go.th", "mea.or.th",
)  # fmt: skip
LOCAL = ("nongkhai-city.go.th", "bangkok.go.th", "ubon.example.com")
NAMES = OfficialNames.of(LOCAL, NATIONAL)


def pages(source: Source, path: str = "/") -> tuple[Page, ...]:
    return (Page(path, source),)


SITES: Mapping[str, tuple[Page, ...]] = {
    "dlt.go.th": pages(TRANSPORT),
    "bangkok.go.th": (Page("/", TOWN), Page("/dusit", DISTRICT)),
    "sites.google.com": pages(TOWN, "/site/town"),
    "facebook.com": (
        *pages(TOWN, "/town"),
        Page("/profile.php", TRADE, "id=100000000000001"),
        Page("/", DISTRICT),
    ),
    "play.google.com": (Page("/store/apps/details", TRANSPORT, "id=th.go.dlt.smart"),),
    "apps.apple.com": pages(TRANSPORT, "/app/id1500000000"),
    "bit.ly": pages(TRADE, "/AbC"),
    "lin.ee": pages(TRADE, "/AbCdE"),
    "town.github.io": pages(TOWN),
    "e-filing.example.net": (Page("/form", MANUAL, is_own=False),),
    "shop.example.net": (Page("/", MANUAL, is_own=False),),
}
LINES = {
    "@dlt": (TRANSPORT,),
    "@dlt-contac": (TRADE,),
    "@dlt-contact": (TRANSPORT,),
    "@tambon-office1": (TOWN,),
}
KNOWN = Register(
    phones={"+6622813333": (TRANSPORT,), "1584": (HOTLINE, TRANSPORT)},
    emails={"saraban@dlt.go.th": (TRANSPORT,), "town@gmail.com": (TOWN,)},
    lines=LINES,
    sites=SITES,
    below={"dlt.go.th": (TRANSPORT,), "bangkok.go.th": (TOWN,), "dit.go.th": (TRADE,)},
    names=NAMES,
    accounts=AccountNames.of(LINES),
)


def judged(text: str) -> Judgement:
    [contact] = read_contacts(text).contacts
    return judge(contact, KNOWN)


def like(host: str) -> tuple[str, str] | None:
    found = resembling(host, NAMES)
    return (found.official, found.how.value) if found else None


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("02 281 3333 ต่อ 12", (TRANSPORT,)),
        ("1584", (HOTLINE, TRANSPORT)),
        ("SARABAN@dlt.go.th", (TRANSPORT,)),
        ("town@gmail.com", (TOWN,)),
        ("https://line.me/R/ti/p/%40dlt", (TRANSPORT,)),
        ("www.dlt.go.th", (TRANSPORT,)),
        ("http://dlt.go.th:80/page?x=1", (TRANSPORT,)),
        ("https://sites.google.com/site/town", (TOWN,)),
        ("www.facebook.com/town", (TOWN,)),
        ("https://facebook.com/town/?fbclid=IwY2xj&mibextid=x&utm_source=line", (TOWN,)),
        ("https://m.facebook.com/Town?locale=th_TH", (TOWN,)),
        ("fb.com/%74own", (TOWN,)),
        ("https://www.facebook.com/other/../town", (TOWN,)),
        ("https://web.facebook.com/profile.php?id=100000000000001&hl=th", (TRADE,)),
        ("https://play.google.com/store/apps/details?hl=th&id=th.go.dlt.smart&gl=TH", (TRANSPORT,)),
        ("https://apps.apple.com/th/app/dlt-smart/id1500000000?mt=8", (TRANSPORT,)),
        ("bit.ly/AbC", (TRADE,)),
        ("https://lin.ee/AbCdE", (TRADE,)),
        ("https://town.github.io/manual?x=1", (TOWN,)),
        ("https://e-filing.example.net/form?utm_medium=qr", (MANUAL,)),
        ("https://shop.example.net", (MANUAL,)),
        ("https://e-filing.example.net/form", (MANUAL,)),
    ],
)
def test_official(text: str, sources: tuple[Source, ...]) -> None:
    found = judged(text)
    assert (found.verdict, found.sources) == (Verdict.OFFICIAL, sources)


def test_where_many_share_a_site_the_part_of_it_tells_whose_it_is() -> None:
    assert judged("bangkok.go.th/dusit").sources == (DISTRICT,)
    assert judged("bangkok.go.th/dusit/tax").sources == (DISTRICT,)
    assert judged("bangkok.go.th/dusitx").sources == (TOWN,)


@pytest.mark.parametrize("text", ["eservice.dlt.go.th", "x@mail.dlt.go.th", "www.e.dit.go.th/a"])
def test_on_the_site_of_an_agency(text: str) -> None:
    assert judged(text).verdict is Verdict.WITHIN


@pytest.mark.parametrize("text", ["somewhere.go.th", "a@somewhere.go.th", "ทดสอบ.รัฐบาล.ไทย"])
def test_given_to_the_state_alone_but_not_known(text: str) -> None:
    found = judged(text)
    assert (found.verdict, found.sources) == (Verdict.GOVERNMENT, ())


@pytest.mark.parametrize(
    ("host", "official", "how"),
    [
        ("ԁlt.go.th", "dlt.go.th", "drawn"),
        ("dlt.go.th.example.com", "dlt.go.th", "inside"),
        ("www.dlt.go.th.pay.example.com", "dlt.go.th", "inside"),
        ("dlt-go-th.com", "dlt.go.th", "joined"),
        ("dltgoth.com", "dlt.go.th", "joined"),
        ("gov-dlt.net", "dlt.go.th", "joined"),
        ("rd-go-th.com", "rd.go.th", "joined"),
        ("rdgoth.com", "rd.go.th", "joined"),
        ("nongkhai-city-go-th.com", "nongkhai-city.go.th", "joined"),
        ("www-dlt-app-go-th.com", "dlt.go.th", "joined"),
        ("dlt.com", "dlt.go.th", "ending"),
        ("d1t.in.th", "dlt.go.th", "ending"),
        ("dit.com", "dit.go.th", "ending"),
        ("mea.co.th", "mea.or.th", "ending"),
        ("custom.com", "customs.go.th", "typo"),
        ("custmos.com", "customs.go.th", "typo"),
        ("cuztoms.com", "customs.go.th", "typo"),
        ("customss.com", "customs.go.th", "typo"),
        ("dlt-fine.com", "dlt.go.th", "word"),
        ("dlt.web.app", "dlt.go.th", "word"),
    ],
)
def test_look_alikes(host: str, official: str, how: str) -> None:
    assert like(host) == (official, how)
    assert judged(host).verdict is Verdict.LOOKALIKE


@pytest.mark.parametrize(
    "host",
    [
        "rd.com", "example.org", "adlt.com", "cust.com", "dltx.com", "thai.com", "ubon.net",
        "doi-tung.com", "doi-thai.com", "doithai.com",  # a mountain
        "custom.co.th", "custmos.or.th",  # the registry asked who that is
    ],
)  # fmt: skip
def test_names_of_others_are_left_alone(host: str) -> None:
    assert like(host) is None
    assert judged(host).verdict is Verdict.UNKNOWN


def test_a_short_name_that_calls_itself_the_states_is_seen_however_it_is_drawn() -> None:
    assert like("doi-go-th.com") == ("dol.go.th", "joined")
    assert like("d0l-thai.com") == ("dol.go.th", "joined")


@pytest.mark.parametrize(
    ("mailbox", "official", "how"),
    [
        ("dlt.go.th@gmail.com", "dlt.go.th", Likeness.INSIDE),
        ("bangkok.go.th.pay@outlook.com", "bangkok.go.th", Likeness.INSIDE),
        ("dlt.go.th+refund@gmail.com", "dlt.go.th", Likeness.INSIDE),
        ("customs+thai@gmail.com", "customs.go.th", Likeness.ENDING),
        ("dlt-service@gmail.com", "dlt.go.th", Likeness.JOINED),
        ("Rd.Gov@hotmail.com", "rd.go.th", Likeness.JOINED),
        ("customsthai@yahoo.com", "customs.go.th", Likeness.JOINED),
        ("customs@gmail.com", "customs.go.th", Likeness.ENDING),
    ],
)
def test_a_free_mailbox_that_is_named_like_an_agency(
    mailbox: str, official: str, how: Likeness
) -> None:
    found = judged(mailbox)
    assert (found.verdict, found.remarks) == (Verdict.LOOKALIKE, {Remark.FREE_MAIL})
    assert found.likeness == Resemblance(official, how)


@pytest.mark.parametrize(
    "mailbox",
    ["nongkhai-city@gmail.com", "somchai.dlt@gmail.com", "mea.nut@gmail.com", "thai@gmail.com"],
)
def test_a_free_mailbox_of_a_village_or_a_person_is_only_unknown(mailbox: str) -> None:
    assert judged(mailbox).verdict is Verdict.UNKNOWN


def test_a_name_that_goes_on_after_an_ending_of_the_state() -> None:
    for name, official in (("anything", "anything.go.th"), ("dlt", "dlt.go.th")):
        found = judged(f"{name}.go.th-example.com")
        assert found.likeness == Resemblance(official, Likeness.INSIDE)
    found = judged("anything.go.th.example.com")
    assert found.verdict is Verdict.LOOKALIKE
    assert found.likeness is not None
    assert (found.likeness.official, found.likeness.how) == ("anything.go.th", Likeness.INSIDE)


def test_a_name_before_an_at_pretends() -> None:
    found = judged("https://www.dlt.go.th@example.com/pay")
    assert (found.verdict, found.sources) == (Verdict.LOOKALIKE, (TRANSPORT,))
    assert Remark.HIDES_BEFORE_AT in found.remarks
    honest = judged("https://example.com@dlt.go.th")
    assert honest.verdict is Verdict.OFFICIAL
    assert Remark.HIDES_BEFORE_AT in honest.remarks


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("bit.ly/abc", Remark.SHORTENED),
        ("https://sites.google.com/view/other", Remark.PLATFORM),
        ("facebook.com/townhall", Remark.PLATFORM),
        ("https://lin.ee/abc", Remark.PLATFORM),
        ("facebook.com", Remark.PLATFORM),
        ("https://www.facebook.com/?id=100000000000001", Remark.PLATFORM),
        ("https://www.facebook.com/profile.php", Remark.PLATFORM),
        ("https://www.facebook.com/profile.php?id=100000000000002", Remark.PLATFORM),
        (
            "https://facebook.com/profile.php?id=100000000000002&id=100000000000001",
            Remark.PLATFORM,
        ),
        ("https://www.facebook.com/town/../other", Remark.PLATFORM),
        ("https://www.facebook.com/town/%2e%2e/other", Remark.PLATFORM),
        ("https://www.facebook.com/town/posts/1", Remark.PLATFORM),
        ("https://apps.facebook.com/town", Remark.PLATFORM),
        ("https://www.facebook.com/townนะ", Remark.PLATFORM),
        ("https://play.google.com/store/apps/details?id=com.evil.app", Remark.PLATFORM),
        ("https://play.google.com/store/apps/details", Remark.PLATFORM),
        ("https://apps.apple.com/th/app/dlt-smart/id1500000001", Remark.PLATFORM),
        ("https://sites.google.com/site/town/../other", Remark.PLATFORM),
        ("https://sites.google.com/site", Remark.PLATFORM),
        ("bit.ly/abC", Remark.SHORTENED),
        ("https://lin.ee/abcde", Remark.PLATFORM),
        ("other.github.io", Remark.PLATFORM),
        ("github.io", Remark.PLATFORM),
    ],
)
def test_what_its_name_does_not_tell(text: str, remark: Remark) -> None:
    found = judged(text)
    assert (found.verdict, found.remarks) == (Verdict.UNTOLD, {remark})


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("+697 2 123 4567", Remark.FROM_INTERNET_ABROAD),
        ("+698 81 234 5678", Remark.FROM_ROAMING),
        ("+855 12 345 678", Remark.FROM_COUNTRY),
        ("other@gmail.com", Remark.FREE_MAIL),
        ("http://192.0.2.7/pay", Remark.IS_NUMBER),
    ],
)
def test_unknown_with_a_remark(text: str, remark: Remark) -> None:
    found = judged(text)
    assert (found.verdict, found.remarks) == (Verdict.UNKNOWN, {remark})


def test_unknown() -> None:
    assert judged("081 234 5678").verdict is Verdict.UNKNOWN
    assert judged("@somebody").verdict is Verdict.UNKNOWN
    assert judged("https://e-filing.example.net/other").verdict is Verdict.UNKNOWN


def test_below_a_page_that_is_only_cited_may_be_anybodys() -> None:
    assert judged("https://e-filing.example.net/form/x").verdict is Verdict.UNKNOWN
    assert judged("https://e-filing.example.net/form?user=2").verdict is Verdict.UNKNOWN
    assert judged("https://shop.example.net/other").verdict is Verdict.UNKNOWN


def test_pages_of_a_google_site_are_its_holders() -> None:
    found = judged("https://sites.google.com/u/0/site/town/news")
    assert (found.verdict, found.sources) == (Verdict.WITHIN, (TOWN,))


def test_a_line_account_that_looks_like_another() -> None:
    found = judged("@d1t")
    assert (found.verdict, found.sources) == (Verdict.LOOKALIKE, (TRANSPORT,))


@pytest.mark.parametrize(
    ("text", "official", "how"),
    [
        ("@dIt", "@dlt", Likeness.DRAWN),
        ("@d1t-c0ntact", "@dlt-contact", Likeness.DRAWN),
        ("@dlt-contactt", "@dlt-contact", Likeness.TYPO),
        ("@tambon-ofice1", "@tambon-office1", Likeness.TYPO),
    ],
)
def test_how_a_line_account_looks_like_another(text: str, official: str, how: Likeness) -> None:
    assert judged(text).likeness == Resemblance(official, how)


@pytest.mark.parametrize("text", ["@dltx", "@dat", "@dlta", "@alt", "@tambon-office2"])
def test_short_and_numbered_line_accounts_are_other_ones(text: str) -> None:
    assert judged(text).verdict is Verdict.UNKNOWN


def test_of_two_names_that_look_alike_the_one_that_is_written_is_told() -> None:
    assert skeleton("dlt") == skeleton("dit")
    assert like("dlt-go-th.com") == ("dlt.go.th", "joined")
    assert like("dit-go-th.com") == ("dit.go.th", "joined")


@given(st.text("abc1", max_size=6), st.text("abc1", max_size=6))
def test_one_slip_is_a_distance(one: str, other: str) -> None:
    assert is_one_slip(one, other) == is_one_slip(other, one)
    assert is_one_slip(one, other) == (_distance(one, other) == 1)


def _distance(one: str, other: str) -> int:
    """Count changes, swaps of neighbours among them (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, first in enumerate(one, 1):
        row = [i]
        for j, second in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (first != second))
            if i > 1 and j > 1 and first == other[j - 2] and one[i - 2] == second:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


@given(st.sampled_from(sorted(NAMES.sites)), st.integers(0, 40), st.sampled_from("xq"))
def test_every_slip_in_a_long_name_is_seen(site: str, at: int, letter: str) -> None:
    label, _dot, _rest = site.partition(".")
    if not NAMES.allows_typo(skeleton(label), site):
        return
    at %= len(label)
    for slipped in (label[:at] + letter + label[at:], label[:at] + letter + label[at + 1 :]):
        if slipped.strip("-") == slipped:
            assert like(f"{slipped}.com") is not None


@given(st.text(max_size=80))
def test_an_official_site_never_looks_like_another(prefix: str) -> None:
    for site in NAMES.sites:
        assert resembling(f"{prefix}.{site}", NAMES) is None
    for contact in read_contacts(prefix).contacts:
        assert judge(contact, KNOWN).verdict in Verdict
