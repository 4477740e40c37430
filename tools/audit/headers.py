"""Headers and cookies of every kind of answer, as a browser gets them through nginx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

import httpx

from tests.e2e.pages import EXTRA_ADDRESSES, PAGES, find_examples
from tools.audit.officer import sign_in
from tools.audit.report import Check
from tools.audit.site import Site

ODD = ("/no-such-page", "/search?q=%00", "/search?page=-1", "/manual/999999999999")
DATA = ("/api/v1/search?q=%E0%B8%9A", "/api/v1/no-such", "/api/v1/delays")
FILES = ("/static/no-such.css", "/robots.txt", "/sitemap.xml")
CLOSED = ("/office/", "/office/manuals", "/office/sign-in/", "/central/", "/office/no-such")
OFFICERS = (
    ("manual-editor", ("/office/", "/office/manuals", "/office/account", "/office/no-such")),
    ("central-admin", ("/central/", "/central/coverage", "/office/team")),
)
NEVER_SERVED = (
    *("/.git/config", "/.env", "/db.sqlite3", "/manage.py", "/config/settings/base.py"),
    *("/static/../manage.py", "/static/%2e%2e/manage.py", "/static/..%2f..%2fmanage.py"),
    *("/secret.key", "/nginx", "/metrics", "/server-status", "/__debug__/", "/admin/"),
)
EVERY = 8
"""The short form looks at every eighth kind of page."""
FRAMED = "/embed/"
MUST = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "http:", "*")
STRICT = {"default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"}
REFERRERS = {"same-origin", "no-referrer", "strict-origin-when-cross-origin", "strict-origin"}
TELLTALES = ("x-powered-by", "x-aspnet-version", "x-generator", "x-runtime")


@dataclass(frozen=True)
class Asked:
    """One address and what came back."""

    name: str
    answer: httpx.Response


def header_checks(site: Site, home: Path, *, is_short: bool = False) -> Iterator[Check]:
    """Ask for every kind of answer, as a stranger and as officers."""
    with site.client() as browser:
        pages = public_addresses(home)
        for path in (*pages[:: EVERY if is_short else 1], *ODD, *DATA, *FILES):
            asked = Asked(path, browser.get(path))
            yield from every_answer(asked)
            yield from public_answer(asked)
        for path in CLOSED:
            asked = Asked(path, browser.get(path))
            yield from every_answer(asked)
            yield from private_answer(asked)
        yield from _never_served(browser)
        yield from _methods(browser)
    for who, paths in OFFICERS:
        with site.client() as browser:
            sign_in(browser, who)
            for path in paths:
                asked = Asked(f"{path} as {who}", browser.get(path))
                yield from every_answer(asked)
                yield from private_answer(asked)
    with site.client() as browser:
        yield from _cookies(browser)


def public_addresses(home: Path) -> list[str]:
    """Return an address of every kind of page and file that the site has."""
    examples = find_examples(home)
    extra = (path.format(**examples) for path, _status in EXTRA_ADDRESSES)
    return [*(page.address("th", examples) for page in PAGES), *extra]


def every_answer(asked: Asked) -> Iterator[Check]:
    """What holds whoever asks and whatever comes."""
    headers = asked.answer.headers
    for name, wanted in MUST.items():
        if name == "x-frame-options" and FRAMED in asked.name:
            continue  # a card is there to be framed: docs/embedding.md
        yield _is(asked, name, headers.get(name, "") == wanted)
    yield _is(asked, "referrer-policy", headers.get("referrer-policy", "") in REFERRERS)
    yield _is(asked, "permissions-policy", "camera=()" in headers.get("permissions-policy", ""))
    corp = headers.get("cross-origin-resource-policy", "")
    yield _is(asked, "cross-origin-resource-policy", corp in {"same-origin", "cross-origin"})
    always_safe = headers.get("strict-transport-security", "")
    yield _is(asked, "strict-transport-security", "max-age=" in always_safe)
    yield from _policy(asked)
    server = headers.get("server", "")
    yield _is(asked, "server", not any(letter.isdecimal() for letter in server))
    yield Check(f"{asked.name}: tells no program", not set(TELLTALES) & set(headers), str(headers))
    with_cookies = headers.get("access-control-allow-credentials", "") == "true"
    yield _is(asked, "access-control-allow-credentials", not with_cookies)
    yield Check(f"{asked.name}: no 5xx", not asked.answer.is_server_error, str(asked.answer))


def public_answer(asked: Asked) -> Iterator[Check]:
    """Public answers know nobody: no cookie is set and none is looked at."""
    headers = asked.answer.headers
    yield _is(asked, "set-cookie", "set-cookie" not in headers)
    yield _is(asked, "vary", "cookie" not in headers.get("vary", "").lower())


def private_answer(asked: Asked) -> Iterator[Check]:
    """What is shown to an officer is kept by nobody, is nobody else's, and is in no index."""
    headers = asked.answer.headers
    yield _is(asked, "cache-control", "no-store" in headers.get("cache-control", ""))
    yield _is(asked, "x-robots-tag", "noindex" in headers.get("x-robots-tag", ""))
    yield _is(asked, "x-cache", headers.get("x-cache", "BYPASS") in {"BYPASS", "MISS"})
    yield _is(asked, "access-control-allow-origin", "access-control-allow-origin" not in headers)


def _is(asked: Asked, name: str, is_good: bool) -> Check:
    return Check(f"{asked.name}: {name}", is_good, asked.answer.headers.get(name, "none"))


def _policy(asked: Asked) -> Iterator[Check]:
    """The content security policy lets in no inline code and nothing from elsewhere."""
    said = asked.answer.headers.get("content-security-policy", "")
    policy: dict[str, Sequence[str]] = {}
    for part in said.split(";"):
        name, *values = part.split() or [""]
        policy[name] = values
    unsafe = [
        f"{name} {value}"
        for name, values in policy.items()
        for value in values
        if value in UNSAFE and not (name == "frame-ancestors" and FRAMED in asked.name)
    ]
    yield Check(f"{asked.name}: policy lets nothing unsafe in", not unsafe, ", ".join(unsafe))
    for name, wanted in STRICT.items():
        if name == "frame-ancestors" and FRAMED in asked.name:
            continue
        is_good = list(policy.get(name, ())) == [wanted]
        yield Check(f"{asked.name}: policy {name}", is_good, said or "none")
    yield Check(f"{asked.name}: policy form-action", "form-action" in policy, said or "none")


def _never_served(browser: httpx.Client) -> Iterator[Check]:
    for path in NEVER_SERVED:
        # As written: httpx would tidy it before anybody sees it.
        url = browser.base_url.copy_with(raw_path=path.encode())
        answer = browser.send(httpx.Request("GET", url))
        yield Check(f"{path} is not served", answer.is_client_error, str(answer.status_code))


def _methods(browser: httpx.Client) -> Iterator[Check]:
    for method in ("TRACE", "TRACK", "PUT", "DELETE", "PATCH", "PROPFIND", "CONNECTX"):
        answer = browser.request(method, "/")
        yield Check(f"{method} / is refused", answer.is_client_error, str(answer.status_code))


def _cookies(browser: httpx.Client) -> Iterator[Check]:
    """Every cookie on the way in is the officer's alone: encrypted, unreadable, of one folder."""
    page = browser.get("/office/sign-in/")
    kept = [page]
    sign_in(_Watching(browser, kept), "manual-editor")
    found = [line for answer in kept for line in answer.headers.get_list("set-cookie")]
    yield Check("signing in sets cookies", bool(found), "none was set")
    for line in sorted({_flags(line) for line in found}):
        for name, morsel in SimpleCookie(line).items():
            yield Check(f"cookie {name}: Secure", bool(morsel["secure"]), line)
            yield Check(f"cookie {name}: HttpOnly", bool(morsel["httponly"]), line)
            yield Check(f"cookie {name}: SameSite", morsel["samesite"] in {"Lax", "Strict"}, line)
            yield Check(f"cookie {name}: no Domain", not morsel["domain"], line)
            is_narrow = morsel["path"] in {"/office/", "/central/"}
            yield Check(f"cookie {name}: one folder", is_narrow, line)
            yield Check(f"cookie {name}: named Secure", name.startswith("__Secure-"), line)


def _flags(line: str) -> str:
    """Return a cookie without its value and its time, so that equal ones are told once."""
    name, *flags = line.split(";")
    until = ("expires", "max-age")
    kept = [flag.strip() for flag in flags if not flag.strip().lower().startswith(until)]
    return "; ".join([name.partition("=")[0] + "=…", *kept])


class _Watching:
    """A browser that remembers every answer."""

    def __init__(self, browser: httpx.Client, kept: list[httpx.Response]) -> None:
        self._browser, self._kept = browser, kept

    def get(self, *args: object, **kwargs: object) -> httpx.Response:
        self._kept.append(self._browser.get(*args, **kwargs))  # type: ignore[arg-type]
        return self._kept[-1]

    def post(self, *args: object, **kwargs: object) -> httpx.Response:
        self._kept.append(self._browser.post(*args, **kwargs))  # type: ignore[arg-type]
        return self._kept[-1]
