"""One machine, one command: SQLite, local files, plain HTTP on the loopback address."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from config.settings import base
from config.settings.base import *  # noqa: F403  (settings modules extend one another)

DEBUG = base.ENV.debug


def _home_secret() -> str:
    """Return the signing key of this home folder, made on first use and readable by its owner.

    Of processes that begin at once all take the key of the first: it is written whole beside its
    place, and put there only where there is none.
    """
    path = base.HOME / "secret.key"
    base.HOME.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor, made = mkstemp(dir=base.HOME, prefix=".secret-")  # for its owner alone
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(made, path)
        Path(made).unlink()
    return path.read_text()


SECRET_KEY = base.SECRET_KEY or _home_secret()

# Browsers treat the loopback address as safe; passkeys need the name http://localhost there.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
