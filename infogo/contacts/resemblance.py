"""Names of sites that look like the name of an agency's site.

Two names look alike when they are drawn alike (``d1t`` and ``dlt``, Cyrillic and Latin letters),
when one letter was changed, dropped, added or swapped, when the official name stands inside the
other one (``dlt.go.th.example.com``, ``dlt-go-th.com``), or when only the ending differs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from infogo.contacts.hosts import BY_PAPERS, ending, is_thai, registered

SHORTEST_WORD = 3
"""Letters of a name that is looked for as one word among others: shorter ones are in many words."""
SHORTEST_JOINED = 2
"""The same where nothing but words such as "go" and "th" stands around it."""
SHORTEST_TYPO = 6
"""Letters of a national name in which one letter may be wrong; fewer are another name."""
SHORTEST_LOCAL_TYPO = 8
"""The same for names of local offices: these are thousands, and named like villages and shops."""
LONGEST_TYPO = 40
SHORTEST_ACCOUNT_TYPO = 8
"""The same for accounts of LINE, without ``@``: of short names nearly all are taken."""

# Drawn alike: Cyrillic, Greek and others that browsers show, then signs of ASCII.
_DRAWN = {
    ord(sign): letter
    for signs, letter in (
        ("аα4", "a"), ("вЬьβ", "b"), ("сϲ", "c"), ("ԁ", "d"), ("еєε3", "e"), ("ɡ", "g"), ("һ", "h"),
        ("іıɪίιӏ1|!ł", "l"), ("ј", "j"), ("кκ", "k"), ("м", "m"), ("ոп", "n"), ("оοօσ0", "o"),
        ("рρ", "p"), ("ԛ", "q"), ("гг", "r"), ("ѕ5$", "s"), ("тτ7", "t"), ("υս", "u"), ("νѵ", "v"),
        ("ԝωա", "w"), ("хχ", "x"), ("уγу", "y"), ("ᴢ2", "z"),
    )
    for sign in signs
}  # fmt: skip
_TOGETHER = (("rn", "m"), ("vv", "w"))
_ALIKE = str.maketrans("i", "l")
# What deceivers put around a name so that it sounds official.
_AROUND = frozenset(
    {
        "go", "gov", "goth", "th", "govth", "thai", "thailand", "th1", "www", "web", "online",
        "app", "apps", "service", "services", "eservice", "eservices", "e", "login", "official",
        "center", "centre", "support", "help", "info", "pay", "payment", "verify", "update",
    }
)  # fmt: skip
_TAILS = ("goth", "gov", "govth", "gothai", "thaigov", "thai", "th")
_OF_STATE = frozenset({"go", "gov", "goth", "govth"})
"""Words around a name by which it pretends to be the state's, and not only to be a name."""
_WORD = re.compile(r"[^.\-_]+")
_NUMBER = re.compile(r"\d+")


class Likeness(StrEnum):
    """How a name looks like an official one; the gravest first."""

    DRAWN = "drawn"
    INSIDE = "inside"
    JOINED = "joined"
    ENDING = "ending"
    TYPO = "typo"
    WORD = "word"


@dataclass(frozen=True)
class Resemblance:
    """The official site that a name looks like, and how."""

    official: str
    how: Likeness


@dataclass(frozen=True)
class OfficialNames:
    """Official names in the shapes in which others are compared with them.

    ``sites`` are registered names (``dlt.go.th``); ``national`` those of agencies of the whole
    country, which are imitated most and are known by short names.
    """

    sites: frozenset[str]
    national: frozenset[str]
    drawn: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    less: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, sites: Iterable[str], national: Iterable[str]) -> OfficialNames:
        """Prepare the comparison; national names win where two look the same."""
        countrywide = frozenset(national)
        every = frozenset(sites) | countrywide
        names = cls(every, countrywide)
        less: defaultdict[str, list[str]] = defaultdict(list)
        for site in sorted(every, key=lambda one: (one not in countrywide, one)):
            shape, label = skeleton(site), skeleton(_label(site))
            names.drawn[shape] = (*names.drawn.get(shape, ()), site)
            names.labels[label] = (*names.labels.get(label, ()), site)
            if len(names.labels[label]) == 1 and names.allows_typo(label, site):
                for shorter in set(_one_less(label)):
                    less[shorter].append(label)
        names.less.update((shorter, tuple(labels)) for shorter, labels in less.items())
        return names

    def allows_typo(self, label: str, site: str) -> bool:
        """Whether a name is long enough for one wrong letter to be no accident."""
        least = SHORTEST_TYPO if site in self.national else SHORTEST_LOCAL_TYPO
        return least <= len(label) <= LONGEST_TYPO


@dataclass(frozen=True)
class AccountNames:
    """Names of official LINE accounts (``@dlt``) by how they are drawn."""

    drawn: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, accounts: Iterable[str]) -> AccountNames:
        """Prepare the comparison; of two that look the same the first in order is told."""
        names = cls()
        for account in sorted(accounts):
            names.drawn.setdefault(skeleton(account), account)
        return names

    def resembling(self, account: str) -> Resemblance | None:
        """Return the official account that another one looks like; the gravest way first."""
        shape = skeleton(account)
        if drawn := self.drawn.get(shape):
            return Resemblance(drawn, Likeness.DRAWN)
        if len(shape) - 1 < SHORTEST_ACCOUNT_TYPO - 1:
            return None
        for other, official in self.drawn.items():
            is_long = SHORTEST_ACCOUNT_TYPO <= len(other) - 1 <= LONGEST_TYPO
            if is_long and is_one_slip(shape, other) and not _are_numbered(account, official):
                return Resemblance(official, Likeness.TYPO)
        return None


def _are_numbered(one: str, other: str) -> bool:
    """Whether two names differ by their number alone, as ``@office1`` and ``@office2``."""
    return _NUMBER.sub("0", one) == _NUMBER.sub("0", other)


def skeleton(text: str) -> str:
    """Return how a name is drawn: the same for two names that look the same."""
    return _drawn(text).translate(_ALIKE)


def _drawn(text: str) -> str:
    """The same, but for "i", which is only taken for "l" where nothing fits better."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in plain if is_thai(char) or not unicodedata.combining(char))
    drawn = text.casefold().translate(_DRAWN)
    for pair, one in _TOGETHER:
        drawn = drawn.replace(pair, one)
    return drawn


def mailbox_resembling(local: str, names: OfficialNames) -> Resemblance | None:
    """Return what the name before the ``@`` of a free e-mail address looks like.

    Only names of agencies of the whole country, unless a whole official name stands there: an
    office of a village may well have such an address. What follows a plus sign only sorts letters
    of the same mailbox.
    """
    local = local.partition("+")[0]
    if inside := _inside(f"{local}.", names):
        return Resemblance(inside, Likeness.INSIDE)
    for how, found in (
        (Likeness.JOINED, _joined_in(local, names)),
        (Likeness.ENDING, _named(local, names, SHORTEST_TYPO)),
    ):
        if found in names.national:
            return Resemblance(found, how)
    return None


def resembling(host: str, names: OfficialNames) -> Resemblance | None:
    """Return the official site that a host looks like, unless it is one or belongs to one.

    Never raises; takes time in proportion to the length of the host.
    """
    own = registered(host)
    if own in names.sites:
        return None
    for how, find in _WAYS:
        official = find(host, names)
        if official:
            return Resemblance(official, how)
    return None


def _as_drawn(host: str, names: OfficialNames) -> str:
    own = registered(host)
    return _nearest(own, names.drawn.get(skeleton(own), ()))


def _inside(host: str, names: OfficialNames) -> str:
    """``dlt.go.th.example.com``: the whole official name, with more behind it."""
    labels = host.split(".")
    for start in range(len(labels)):
        for end in range(start + 2, min(start + 4, len(labels))):
            part = ".".join(labels[start:end])
            if found := _nearest(part, names.drawn.get(skeleton(part), ())):
                return found
    return ""


def _joined(host: str, names: OfficialNames) -> str:
    """``dlt-go-th.com``, ``dltgoth.com``, ``gov-dlt.net``: nothing but words around the name."""
    return next(filter(None, (_joined_in(label, names) for label in _own_labels(host))), "")


def _joined_in(label: str, names: OfficialNames) -> str:
    words = _WORD.findall(label)
    left = _without_around(words)
    is_of_state = not _OF_STATE.isdisjoint(words)
    joined = "-".join(left)
    if len(left) < len(words) and (
        found := _named(joined, names, SHORTEST_JOINED, is_strict=not is_of_state)
    ):
        return found
    whole = "".join(words)
    for tail in _TAILS:
        is_of_state = "go" in tail
        shortest = SHORTEST_JOINED if is_of_state else SHORTEST_WORD
        rest = whole.removesuffix(tail) if whole.endswith(tail) else ""
        if found := _named(rest, names, shortest, is_strict=not is_of_state):
            return found
    return ""


def _without_around(words: list[str]) -> list[str]:
    """Return the words that are left when those around a name are taken away on both sides."""
    start, end = 0, len(words)
    while start < end and words[start] in _AROUND:
        start += 1
    while end > start and words[end - 1] in _AROUND:
        end -= 1
    return words[start:end]


def _other_ending(host: str, names: OfficialNames) -> str:
    return _named(_label(registered(host)), names)


def _typo(host: str, names: OfficialNames) -> str:
    """One letter changed, dropped, added, or swapped with its neighbour.

    Not where the registry asks for papers of the holder: a company has that name.
    """
    if ending(host) in BY_PAPERS:
        return ""
    label = skeleton(_label(registered(host)))
    if not SHORTEST_TYPO - 1 <= len(label) <= LONGEST_TYPO + 1:
        return ""
    shorter = set(_one_less(label))
    near = {one for less in (label, *shorter) for one in names.less.get(less, ())}
    near |= {one for one in shorter if one in names.labels}
    slips = [
        names.labels[one][0]
        for one in near
        if names.allows_typo(one, names.labels[one][0]) and is_one_slip(label, one)
    ]
    return min(slips, key=lambda site: (site not in names.national, site), default="")


def _word(host: str, names: OfficialNames) -> str:
    """The name of an agency of the whole country as one word among others: ``dlt-fine.com``."""
    for label in _own_labels(host):
        for word in _WORD.findall(label):
            found = _named(word, names, is_strict=True)
            if found in names.national:
                return found
    return ""


def is_one_slip(one: str, other: str) -> bool:
    """Whether two names differ by one letter or by two neighbours swapped; not when equal."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        swapped = one[start : start + 2] == other[start : start + 2][::-1]
        return one[start + 1 :] == other[start + 1 :] or (
            swapped and one[start + 2 :] == other[start + 2 :]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


def _named(
    word: str, names: OfficialNames, shortest: int = SHORTEST_WORD, *, is_strict: bool = False
) -> str:
    """Return the site whose own label looks like a word, if the word is long enough to mean it.

    Where it ``is_strict`` a short word with "i" is none with "l": "doi" is a mountain, not "dol".
    """
    if len(word) < shortest:
        return ""
    found = _nearest(word, names.labels.get(skeleton(word), ()))
    if is_strict and len(word) < SHORTEST_TYPO and _drawn(word) != _drawn(_label(found)):
        return ""
    return found if found in names.national or len(word) >= SHORTEST_TYPO else ""


def _nearest(text: str, sites: tuple[str, ...]) -> str:
    """Return the site that is written like a text, else drawn like it, else the first."""
    if len(sites) > 1:
        for shape in (str, _drawn):
            for site in sites:
                if shape(text) in (shape(site), shape(_label(site))):
                    return site
    return sites[0] if sites else ""


def _own_labels(host: str) -> list[str]:
    """Return the labels that the holder of a host chose, the registered one first."""
    chosen = host.removesuffix(ending(host)).rstrip(".").split(".")
    return [label for label in reversed(chosen) if label and label != "www"]


def _label(site: str) -> str:
    return site.partition(".")[0]


def _one_less(text: str) -> Iterator[str]:
    """Yield a text with each of its letters left out."""
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]


_WAYS = (
    (Likeness.DRAWN, _as_drawn),
    (Likeness.INSIDE, _inside),
    (Likeness.JOINED, _joined),
    (Likeness.ENDING, _other_ending),
    (Likeness.TYPO, _typo),
    (Likeness.WORD, _word),
)
