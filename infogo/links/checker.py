"""Asking one address whether it opens: politely, and never anything inside our own network.

What keeps us out of private networks stands in ``core.outgoing``. Redirects are judged anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from infogo.core.outgoing import (
    Answered,
    Asked,
    Guard,
    Limits,
    OutgoingError,
    Trouble,
    exchange,
    split,
)
from infogo.links.models import Problem

TIMEOUT_SECONDS = 10.0
LONGEST_SECONDS = 30.0
"""Of one exchange: a site that sends a letter every few seconds never times out by itself."""
MOST_REDIRECTS = 5
MOST_ROBOTS_BYTES = 100_000
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
UNWELCOME = frozenset({401, 403, 405, 406, 429, 451, 999})
"""Somebody is there but does not like programs; that is no broken link."""
AGENT = "infogo-link-check"


@dataclass(frozen=True)
class Outcome:
    """How an address answered; no ``problem`` means that it opens."""

    problem: Problem | None = None
    code: int | None = None
    moved_to: str = ""
    note: str = ""


@dataclass
class Checker:
    """Checks addresses one after the other; remembers what the robots.txt of a host says.

    ``about`` is an address at which the owner of a site can read who asks. ``allow_loopback`` is
    for tests alone: it opens this machine, on any port.
    """

    about: str
    allow_loopback: bool = False
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def check(self, url: str) -> Outcome:
        """Ask an address; never raises, whatever answers."""
        try:
            return self._follow(url)
        except OutgoingError as failure:
            return Outcome(Problem(failure.trouble.value), note=failure.note)

    def _follow(self, url: str) -> Outcome:
        moved_to, at, is_permanent = "", url, True
        for _hop in range(MOST_REDIRECTS + 1):
            if not self._is_welcome(at):
                return Outcome(Problem.UNWELCOME)
            answer = self._exchange(at, "HEAD")
            if answer.code >= 400:  # many sites answer HEAD wrongly
                answer = self._exchange(at, "GET")
            if answer.code not in REDIRECTS or not answer.location:
                return _judged(answer.code, moved_to)
            is_permanent = is_permanent and answer.code in PERMANENT
            at = _joined(at, answer.location)
            if is_permanent:
                moved_to = at
        return Outcome(Problem.REDIRECTS)

    def _is_welcome(self, url: str) -> bool:
        """Whether the site's robots.txt lets us; a site without one lets everybody."""
        parts = split(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._robots.get(origin)
        if rules is None:
            rules = self._robots[origin] = RobotFileParser()
            answer = self._exchange(f"{origin}/robots.txt", "GET", MOST_ROBOTS_BYTES)
            text = answer.body.decode("utf-8", "replace") if answer.code == 200 else ""
            rules.parse(text.splitlines())
        return rules.can_fetch(AGENT, url)

    def _exchange(self, url: str, method: str, wanted_bytes: int = 0) -> Answered:
        headers = {"User-Agent": f"{AGENT}/1.0 (+{self.about})", "Accept": "*/*"}
        return exchange(
            Asked(url, method, headers, most_bytes=wanted_bytes),
            Guard(allow_loopback=self.allow_loopback),
            Limits(silence=TIMEOUT_SECONDS, whole=LONGEST_SECONDS),
        )


def _joined(at: str, location: str) -> str:
    """Return where a redirect leads.

    Raises:
        OutgoingError: to what is no address.
    """
    try:
        return urljoin(at, location)
    except ValueError as problem:  # such as "http://["
        raise OutgoingError(Trouble.MALFORMED) from problem


def _judged(code: int, moved_to: str) -> Outcome:
    if code in GONE:
        return Outcome(Problem.NOT_FOUND, code)
    if code in UNWELCOME:
        return Outcome(Problem.UNWELCOME, code)
    if code >= 400:
        return Outcome(Problem.SERVER if code >= 500 else Problem.NOT_FOUND, code)
    return Outcome(None, code, moved_to)
