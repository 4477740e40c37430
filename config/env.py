"""Every environment variable the system reads, once: name, type, default and meaning.

Settings modules read ``ENV``; nothing else in the project touches ``os.environ``.
``docs/operations.md`` lists the same table and a test keeps the two equal.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_HOME = ROOT / ".infogo"
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
SHORTEST_LOG_DAYS, LONGEST_LOG_DAYS = 90, 730
"""Computer Crime Act s. 26: at least 90 days, up to two years when an officer orders it."""
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})


class EnvironmentValueError(ValueError):
    """An environment variable is set to something that cannot be used."""


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Environment:
    """The settings an operator may choose, each from ``INFOGO_<NAME IN CAPITALS>``."""

    home: Path = _setting(DEFAULT_HOME, "Folder of the database, the index and files.")
    secret_key: str = _setting("", "Signing key, at least 50 random characters in production.")
    secret_key_fallbacks: str = _setting(
        "", "Former signing keys, comma separated: what they signed or encrypted is still read."
    )
    database_url: str = _setting("", "PostgreSQL URL; empty means SQLite inside the home folder.")
    database_pool: int = _setting(
        0, "Most connections of each process to a database; 0: one for each thread."
    )
    replica_url: str = _setting("", "Streaming replica to read from; empty: none.")
    replica_late_seconds: int = _setting(
        5, "How far the replica may be behind before officers read from the primary."
    )
    allowed_hosts: str = _setting("127.0.0.1,localhost,[::1]", "Host names, comma separated.")
    public_url: str = _setting(
        "http://127.0.0.1:8000", "Address that citizens see, for canonical links."
    )
    demo_notice: bool = _setting(True, "Say on every page that the site is a demonstration.")
    tile_url: str = _setting("", "Map tiles, such as https://host/{z}/{x}/{y}.png.")
    tile_attribution: str = _setting("", "Attribution line shown on the map for the tile server.")
    page_cache_megabytes: int = _setting(24, "Memory of each web process for kept pages.")
    failed_query_minimum: int = _setting(
        5, "Different hours in which a search must fail before its words are kept."
    )
    times_minimum: int = _setting(
        30, "Finished requests needed before real times of a service are shown."
    )
    semantic: bool = _setting(False, "Weigh meaning where words find little; needs the extra.")
    link_check: bool = _setting(False, "Ask the addresses that records name if they still open.")
    webhook_loopback: bool = _setting(
        False, "Let webhooks reach this machine by http; to try them out, never real."
    )
    demo_officers: bool = _setting(False, "Let the demonstration's officers sign in; never real.")
    oidc_file: str = _setting("", "JSON file of OpenID providers for officers.")
    mail_url: str = _setting("file:", "Where letters go: file:, console: or smtp://user:pw@host.")
    guide_mails_per_hour: int = _setting(
        300, "Guides that readers may have sent by e-mail in one hour; 0 switches it off."
    )
    mail_from: str = _setting("infogo <no-reply@localhost>", "Sender of all letters.")
    cache_url: str = _setting("", "Redis of rate limits, redis://host; empty: the database.")
    api_points_per_minute: int = _setting(
        1200,
        "What one network may ask of the API in a minute, in points, and so of checks of contacts, "
        "each 20; 0: no limit.",
    )
    api_token_points_per_minute: int = _setting(
        1200, "The same for one token of an agency's program; 0: no limit."
    )
    api_seconds: int = _setting(
        15, "How long the database may work for one question of the API; 0: no limit."
    )
    trusted_proxies: int = _setting(0, "Proxies in front that set X-Forwarded-For.")
    files_url: str = _setting(
        "", "S3-compatible store of files, s3://KEY:SECRET@host/bucket/folder; empty: files/."
    )
    file_megabytes: int = _setting(10, "Largest file that officers may attach.")
    image_megabytes: int = _setting(5, "Largest picture that officers may attach.")
    offline: bool = _setting(True, "Let browsers keep pages; off takes away what keeps them.")
    pack_key: str = _setting("", "PEM files of the keys of district packs; the first signs.")
    pack_megabytes: int = _setting(300, "Disk of each node for district packs.")
    data_contact_name: str = _setting(
        "ศูนย์รวมข้อมูลเพื่อติดต่อราชการ (ระบบสาธิต)", "Publisher of the open data."
    )
    data_contact_email: str = _setting(
        "open-data@localhost", "Where users of the open data may write."
    )
    line_secret: str = _setting("", "Channel secret of a LINE account; empty: no LINE.")
    line_token: str = _setting("", "Channel access token of that account.")
    line_api: str = _setting("https://api.line.me", "Where answers to LINE are sent.")
    index_late_seconds: int = _setting(
        120, "How far the search index may be behind before a node asks for no readers."
    )
    access_log_days: int = _setting(
        90, "Days that the access log is kept, 90 to 730; 0: none is written here."
    )
    metrics_networks: str = _setting(
        "", "Networks whose programs may read /metrics, comma separated; empty: nobody."
    )
    traces_url: str = _setting(
        "", "Collector of OpenTelemetry traces, http://host:4318/v1/traces; empty: none."
    )
    traces_percent: int = _setting(10, "How many of a hundred requests are traced.")
    debug: bool = _setting(False, "Detailed error pages; refused by the production settings.")
    log_level: str = _setting("INFO", "Lowest level logged: DEBUG, INFO, WARNING, ERROR.")
    log_format: str = _setting("line", "How events are logged: line for people, json for programs.")


def read_environment(source: dict[str, str] | None = None) -> Environment:
    """Read ``Environment`` from ``source`` (default: the process environment).

    Raises:
        EnvironmentValueError: a value is not of its setting's type.
    """
    variables = dict(os.environ) if source is None else source
    chosen: dict[str, Any] = {}
    for setting in fields(Environment):
        name = variable_name(setting.name)
        if name in variables:
            chosen[setting.name] = _convert(name, variables[name], setting.default)
    return Environment(**chosen)


def variable_name(setting: str) -> str:
    """Return the environment variable of a setting: ``home`` is ``INFOGO_HOME``."""
    return f"INFOGO_{setting.upper()}"


def _convert(name: str, text: str, default: Any) -> Any:
    if isinstance(default, bool):
        word = text.strip().lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise EnvironmentValueError(f"{name}={text!r}: write 1 or 0")
        return word in TRUE_WORDS
    if isinstance(default, int):
        if not text.strip().isdecimal():
            raise EnvironmentValueError(f"{name}={text!r}: write a whole number")
        return int(text)
    if isinstance(default, Path):
        # An option that was taken for a folder: "--help" would become a home with a database.
        if Path(text).name.startswith("-"):
            raise EnvironmentValueError(f"{name}={text!r}: write a folder, not an option")
        return Path(text).expanduser().resolve()
    return text


def networks(name: str, text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Return the networks named in the variable ``name``, such as ``10.0.0.0/8,::1``.

    Raises:
        EnvironmentValueError: one of them is none.
    """
    try:
        return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as problem:
        raise EnvironmentValueError(f"{name}={text!r}: {problem}") from problem


def days_of_access_log(days: int) -> int:
    """Return for how many days the access log is kept; 0 when somebody else writes it.

    Raises:
        EnvironmentValueError: shorter than the law asks for, or longer than it could order.
    """
    if days and not SHORTEST_LOG_DAYS <= days <= LONGEST_LOG_DAYS:
        wanted = f"{SHORTEST_LOG_DAYS} to {LONGEST_LOG_DAYS}, or 0"
        raise EnvironmentValueError(f"INFOGO_ACCESS_LOG_DAYS={days}: write {wanted}")
    return days


def tell_prometheus(folder: Path) -> Path:
    """Name the folder of what is measured where prometheus_client alone looks for it."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    return folder


def one_of(name: str, text: str, *words: str) -> str:
    """Return ``text``, which must be one of ``words``.

    Raises:
        EnvironmentValueError: it is none of them.
    """
    if text not in words:
        raise EnvironmentValueError(f"{name}={text!r}: write {' or '.join(words)}")
    return text


ENV = read_environment()
