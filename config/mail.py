"""Where letters go, from one address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from config.env import EnvironmentValueError

DJANGO = "django.core.mail.backends"
PATIENCE_SECONDS = 20


def mail_settings(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's mail settings for a URL.

    ``file:`` writes each letter into ``folder`` (or the folder named), ``console:`` prints it,
    ``smtp://user:password@host:587`` sends it after STARTTLS, ``smtps://`` over TLS from the
    beginning; ``?tls=0`` leaves a local relay unencrypted.

    Raises:
        EnvironmentValueError: the URL is of no known kind.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        kept = Path(parts.path) if parts.path else folder
        return {"EMAIL_BACKEND": f"{DJANGO}.filebased.EmailBackend", "EMAIL_FILE_PATH": kept}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{DJANGO}.console.EmailBackend"}
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        encrypted = parse_qs(parts.query).get("tls", ["1"]) != ["0"]
        return {
            "EMAIL_BACKEND": f"{DJANGO}.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": parts.scheme == "smtp" and encrypted,
            "EMAIL_TIMEOUT": PATIENCE_SECONDS,
        }
    raise EnvironmentValueError(f"INFOGO_MAIL_URL={url!r}: write file:, console: or smtp://host")
