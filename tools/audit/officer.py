"""Signing in as an officer of the demonstration, by the forms that a browser would send."""

from __future__ import annotations

import re
import time

import httpx

EMAIL = "{}@demo.example"
PASSWORD = "infogo-demo-officer"  # noqa: S105  (public on purpose: infogo/accounts/demo.py)
CODE_SECONDS = 30
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CODE = re.compile(r"ขณะนี้: (\d{6})")
SIGN_IN = "/office/sign-in/"


class NotSignedInError(Exception):
    """The site did not let the officer in."""


def sign_in(browser: httpx.Client, who: str) -> None:
    """Sign in, with the second factor where her duty asks for it.

    Raises:
        NotSignedInError: the site did not let her in.
    """
    page = browser.get(SIGN_IN)
    answer = _send(browser, page, {"login": EMAIL.format(who), "password": PASSWORD})
    if "/code" in answer.headers.get("location", ""):
        page = browser.get(answer.headers["location"])
        answer = _send(browser, page, {"code": _code(page)})
        if answer.is_success:  # a code is good once, and was used a moment ago
            time.sleep(CODE_SECONDS - time.time() % CODE_SECONDS + 0.5)
            page = browser.get(page.url)
            answer = _send(browser, page, {"code": _code(page)})
    if browser.get("/office/").status_code != httpx.codes.OK:
        raise NotSignedInError(f"{who}: {answer.status_code} {answer.headers.get('location', '')}")


def _send(browser: httpx.Client, page: httpx.Response, fields: dict[str, str]) -> httpx.Response:
    token = TOKEN.search(page.text)
    if token is None:
        raise NotSignedInError(f"no form at {page.url}")
    return browser.post(
        str(page.url),
        data={"csrfmiddlewaretoken": token[1], **fields},
        headers={
            "Referer": str(page.url),
            "Origin": f"{page.url.scheme}://{page.url.netloc.decode()}",
        },
    )


def _code(page: httpx.Response) -> str:
    shown = CODE.search(page.text)
    if shown is None:
        raise NotSignedInError("the page of the second factor tells no code")
    return shown[1]
