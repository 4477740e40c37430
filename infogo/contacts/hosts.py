"""Names of web sites: read as browsers read them, and what their endings mean.

Whoever wants to deceive writes an address so that people read another name than browsers do:
with a name before ``@``, with letters of other scripts, with ``%64`` for ``d``. ``read_address``
therefore follows the URL Standard where it decides to which host a browser goes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from infogo.thai.normalise import INVISIBLE

LONGEST_HOST = 253
LONGEST_LABEL = 63
FEWEST_LABELS = 2
THAI_TOP = "ไทย"
"""The one ending in Thai letters; "อ.เมือง" is an abbreviation."""
_DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})
_UNSEEN = {ord(char): None for char in INVISIBLE}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):[/\\]{2}", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e-]{0,61})")
_TOP = re.compile(r"[^\W\d_][\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e-]{1,62}")
_FOUR_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_PLAIN_HOST = re.compile(r"(?:(?!xn--)[a-z0-9][a-z0-9-]{0,62}\.){1,10}[a-z]{2,63}")
"""What nearly every host is: nothing of it needs to be read in another way."""
_PORT = re.compile(r":\d{0,5}")
_ENCODED_DOT = re.compile("%2e", re.IGNORECASE)
_USER_ENDS = re.compile(r"[:/?#@\\,;()!$&'*+=~\s]")
_THAI_LETTERS = re.compile("[\u0e00-\u0e7f]")

# Second levels of .th and .ไทย below which the registry gives names to one kind of holder.
GOVERNMENT = ("go.th", "mi.th", "รัฐบาล.ไทย", "ทหาร.ไทย")
"""Given to offices of the state and to the armed forces alone."""
BY_PAPERS = ("ac.th", "co.th", "mi.th", "or.th", "go.th", "รัฐบาล.ไทย", "ทหาร.ไทย")
"""Endings of names for which the registry asks for papers of the holder."""
_SECOND_LEVELS = frozenset(
    {
        *GOVERNMENT,
        "ac.th", "co.th", "in.th", "net.th", "or.th",
        "ธุรกิจ.ไทย", "ศึกษา.ไทย", "องค์กร.ไทย", "เน็ต.ไทย",
        "co.uk", "com.au", "com.cn", "com.hk", "com.my", "com.sg", "com.vn", "co.jp", "co.kr",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    """Where a web address leads.

    ``host`` is in small letters, its labels in the letters that people read. ``path`` begins with
    ``/`` and is what is asked for after ``.`` and ``..`` were followed; ``query`` is what stands
    behind ``?``. ``pretended`` is what stands before an ``@`` and looks like a site.
    """

    host: str
    path: str = "/"
    pretended: str = ""
    query: str = ""

    @property
    def site(self) -> str:
        """Return the host without ``www.``: the same site for everybody."""
        return self.host.removeprefix("www.")

    @property
    def ascii_host(self) -> str:
        """Return the host as it is registered, with ``xn--`` for other letters than ASCII."""
        return ".".join(_registered(label) for label in self.host.split("."))

    @property
    def is_number(self) -> bool:
        """Whether it is an IP address instead of a name."""
        return bool(_FOUR_NUMBERS.fullmatch(self.host))

    @property
    def is_strange(self) -> bool:
        """Whether it holds letters that are neither ASCII nor Thai, which may look like these."""
        return any(not char.isascii() and not is_thai(char) for char in self.host)


def read_address(text: str) -> Address | None:
    """Return where a browser would go with ``text``; ``None`` where that is no web address.

    Never raises, and takes time in proportion to the length of the text.
    """
    tidy = text.translate(_UNSEEN).strip()
    found = _SCHEME.match(tidy)
    if found and found[1].lower() not in ("http", "https", "ftp"):
        return None
    rest = tidy[found.end() :] if found else tidy.removeprefix("//")
    where, _mark, query = rest.partition("#")[0].partition("?")
    where = where.replace("\\", "/")
    authority, _slash, path = (where.lstrip("/") if found else where).partition("/")
    before, at, name = authority.rpartition("@")
    if at and not found:
        return None  # an e-mail address
    host = read_host(name)
    if not host:
        return None
    return Address(host, _followed(path), _pretended(before) if at else "", query)


def _pretended(user: str) -> str:
    """Return the host that a name before an ``@`` begins with, whatever is put behind it."""
    first = _USER_ENDS.split(unquote(user), maxsplit=1)[0]
    found = read_host(first) or read_host(_THAI_LETTERS.split(first, maxsplit=1)[0])
    return found if "." in found else ""


def _followed(path: str) -> str:
    """Return a path after ``.`` and ``..`` were followed, also where they are written ``%2e``."""
    found: list[str] = []
    parts = path.split("/")
    for part in parts:
        dots = _ENCODED_DOT.sub(".", part)
        if dots == "..":
            del found[-1:]
        elif dots != ".":
            found.append(part)
    if _ENCODED_DOT.sub(".", parts[-1]) in (".", ".."):
        found.append("")
    return "/" + "/".join(found)


def read_host(text: str) -> str:
    """Return the name of a host as people read it, or an empty string where there is none.

    A port is left out; ``xn--`` is written in its letters; fullwidth letters become plain ones.
    """
    if len(text) <= LONGEST_HOST and _PLAIN_HOST.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKC", unquote(text).translate(_DOTS).translate(_UNSEEN))
    plain = plain.translate(_DOTS).lower()  # casefold would make ss of ß, which is another host
    name, colon, port = plain.partition(":")
    if colon and not _PORT.fullmatch(colon + port):
        return ""
    name = name.removesuffix(".")
    if _FOUR_NUMBERS.fullmatch(name):
        return name
    labels = [_shown(label) for label in name.split(".")]
    is_name = (
        len(labels) >= FEWEST_LABELS
        and len(name) <= LONGEST_HOST
        and all(len(label) <= LONGEST_LABEL and _LABEL.fullmatch(label) for label in labels)
        and _TOP.fullmatch(labels[-1])
        and (labels[-1] == THAI_TOP or not any(is_thai(char) for char in labels[-1]))
    )
    return ".".join(labels) if is_name else ""


def ending(host: str) -> str:
    """Return under what a name is registered: ``go.th``, ``com``."""
    labels = host.split(".")
    two = ".".join(labels[-2:])
    return two if two in _SECOND_LEVELS and len(labels) > FEWEST_LABELS else labels[-1]


def registered(host: str) -> str:
    """Return the part that somebody registered: ``dlt.go.th`` of ``www.e.dlt.go.th``."""
    suffix = ending(host)
    label = host.removesuffix(suffix).rstrip(".").rpartition(".")[2]
    return f"{label}.{suffix}" if label else host


def is_of_government(host: str) -> bool:
    """Whether the registry gives this name to the state alone.

    Letters of other scripts cannot stand there, so such a name is only drawn like one.
    """
    below = ending(host) in GOVERNMENT
    return below and all(char.isascii() or is_thai(char) for char in host)


def is_below(host: str, names: frozenset[str]) -> bool:
    """Whether a host is one of these sites or a part of one."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in names for at in range(len(labels)))


def is_thai(char: str) -> bool:
    """Whether it is a letter or mark of the Thai script."""
    return "\u0e00" <= char <= "\u0e7f"


def _shown(label: str) -> str:
    """Return a label in its letters; one that cannot be decoded stays as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").lower()
    except (UnicodeError, ValueError):
        return label


def _registered(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
