"""Sites that many share, and which page of one an address asks for.

On such a site the name tells nothing: ``facebook.com/profile.php?id=1`` and ``?id=2`` belong to
different people. A page is therefore compared by its site, its path and its query, after all was
left out that does not change what is shown: names of the same site for telephones, parameters
that only tell where a reader came from, and the letter case of names that ignore it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_plus

from infogo.contacts.hosts import Address, is_below

SHORTENERS = frozenset(
    {
        "1drv.ms", "bit.ly", "bitly.com", "cutt.ly", "discord.gg", "fb.me", "goo.gl", "is.gd",
        "lnkd.in", "ow.ly", "page.link", "qrco.de", "rb.gy", "rebrand.ly", "s.id",
        "shorturl.asia", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "v.gd",
        "vm.tiktok.com", "vt.tiktok.com",
    }
)  # fmt: skip
"""Sites whose addresses lead anywhere: the name tells nothing of where."""
BY_NAME = frozenset(
    {
        "azurewebsites.net", "blogspot.com", "canva.site", "firebaseapp.com", "fly.dev",
        "freevar.com", "github.io", "gitlab.io", "glitch.me", "herokuapp.com", "igetweb.com",
        "my.canva.site", "netlify.app", "notion.site", "onrender.com", "orgfree.com", "pages.dev",
        "sharepoint.com", "siam2web.com", "th.gs", "tripod.com", "vercel.app", "web.app",
        "webflow.io", "weebly.com", "wixsite.com", "wordpress.com", "workers.dev",
    }
)  # fmt: skip
"""Sites below whose name anybody takes a name of his own: what lies there is his alone."""
BY_PAGE = frozenset(
    {
        "appgallery.huawei.com", "apps.apple.com", "apps.microsoft.com", "canva.com",
        "discord.com", "dropbox.com", "facebook.com", "fb.com", "forms.cloud.microsoft",
        "forms.gle", "forms.office.com", "galaxystore.samsung.com", "github.com", "google.co.th",
        "google.com", "instagram.com", "itunes.apple.com", "jotform.com", "lazada.co.th",
        "lin.ee", "line.me", "linkedin.com", "linktr.ee", "m.me", "medium.com", "messenger.com",
        "notion.so", "onedrive.live.com", "padlet.com", "pantip.com", "shopee.co.th",
        "surveymonkey.com", "t.me", "telegram.me", "threads.com", "threads.net", "tiktok.com",
        "twitter.com", "typeform.com", "vimeo.com", "wa.me", "whatsapp.com", "x.com", "youtu.be",
        "youtube.com", "zoom.us",
    }
)  # fmt: skip
"""Sites on which anybody opens a page below the same name, stores of apps among them."""
PLATFORMS = BY_NAME | BY_PAGE
"""Sites on which anybody opens a page: only a page that an agency named can be told from others."""
FREE_MAIL = frozenset(
    {
        "aol.com", "gmail.com", "hotmail.com", "icloud.com", "live.com", "outlook.com",
        "outlook.co.th", "proton.me", "protonmail.com", "windowslive.com", "yahoo.co.th",
        "yahoo.com", "ymail.com",
    }
)  # fmt: skip
"""Sites that give an e-mail address to anybody."""

_SAME_SITE = {
    **dict.fromkeys(
        (
            "fb.com", "m.facebook.com", "mbasic.facebook.com", "mobile.facebook.com",
            "touch.facebook.com", "web.facebook.com", "en-gb.facebook.com", "en-us.facebook.com",
            "th-th.facebook.com",
        ),
        "facebook.com",
    ),
    **dict.fromkeys(("mobile.twitter.com", "mobile.x.com", "twitter.com"), "x.com"),
    "itunes.apple.com": "apps.apple.com",
    "m.tiktok.com": "tiktok.com",
    "m.youtube.com": "youtube.com",
    "telegram.me": "t.me",
    "threads.net": "threads.com",
}  # fmt: skip
"""Other names of the same pages. Not ``l.facebook.com`` and ``apps.``, which show other ones."""
_NAMES_IGNORE_CASE = frozenset(
    {
        "facebook.com", "instagram.com", "linktr.ee", "m.me", "t.me", "threads.com", "tiktok.com",
        "x.com", "youtube.com",
    }
)  # fmt: skip
"""Where the one part of a path is a name in whatever case; what is longer may hold a code."""
_TELLS_NOTHING = frozenset(
    {
        "__cft__[0]", "__tn__", "_r", "_rdc", "_rdr", "_t", "ab_channel", "dclid", "eav", "fbclid",
        "feature", "fref", "gbraid", "gclid", "gl", "hl", "igsh", "igshid", "locale", "mibextid",
        "msclkid", "mt", "openexternalbrowser", "openqrmodal", "paipv", "pcampaignid", "pli",
        "rdid", "ref", "referrer", "refsrc", "s", "sfnsn", "si", "t", "uo", "usp", "wbraid",
    }
)  # fmt: skip
"""Parameters by which sites note from where, in which language or at which second one came."""
_NOTED = "utm_"
_UNRESERVED = re.compile(r"%(?:2d|2e|3[0-9]|4[0-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])", re.IGNORECASE)
_CODE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_PLAIN = "/%:@!$&'()*+,;=~-._"
_OF_STORE = re.compile(r"/(?:[a-z]{2}/)?app/(?:[^/]+/)?(id\d+)")
_OF_ACCOUNT = re.compile(r"/u/\d+(?=/)")
_GOOGLE_SITE = re.compile(r"/(?:site|view)/[^/]+")


@dataclass(frozen=True)
class Place:
    """A page as it is compared; ``query`` has its parameters in order, without idle ones."""

    site: str
    path: str
    query: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether its neighbours on the site may be anybody's."""
        return self.site in BY_NAME or is_below(self.site, BY_PAGE | SHORTENERS)

    @property
    def is_front(self) -> bool:
        """Whether it is the first page of its site."""
        return self.path == "/" and not self.query

    @property
    def folder(self) -> str:
        """Return the part of a shared site that is one holder's with all below it, if any."""
        found = _GOOGLE_SITE.match(self.path) if self.site == "sites.google.com" else None
        return found[0] if found else ""


def place_of(address: Address) -> Place:
    """Return which page an address asks for; never raises."""
    site = _SAME_SITE.get(address.site, address.site)
    path = _one_spelling(address.path)
    if len(path) > 1:
        path = path.removesuffix("/")
    if is_below(site, frozenset({"google.com"})):
        path = _OF_ACCOUNT.sub("", path)
    elif site == "apps.apple.com" and (app := _OF_STORE.fullmatch(path.lower())):
        path = f"/app/{app[1]}"
    elif site in _NAMES_IGNORE_CASE and path.count("/") == 1:
        path = path.lower()
    return Place(site, path, _telling(address.query))


def _one_spelling(path: str) -> str:
    """Return a path with one spelling for ``%40`` and ``@``, for ก and ``%E0%B8%81``."""
    plain = _UNRESERVED.sub(lambda code: chr(int(code[0][1:], 16)), path)
    upper = _CODE.sub(lambda code: code[0].upper(), plain)
    return quote(upper, safe=_PLAIN, errors="replace")


def _telling(query: str) -> str:
    """Return the parameters that may change what a page shows, in order."""
    pairs = (part.partition("=") for part in query.split("&") if part)
    told = ((unquote_plus(name), unquote_plus(value)) for name, _sign, value in pairs)
    kept = sorted(f"{_coded(name)}={_coded(value)}" for name, value in told if _tells(name))
    return "&".join(kept)


def _tells(name: str) -> bool:
    lowered = name.lower()
    return lowered not in _TELLS_NOTHING and not lowered.startswith(_NOTED)


def _coded(text: str) -> str:
    return quote(text, safe="", errors="replace")
