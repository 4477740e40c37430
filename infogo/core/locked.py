"""Short secrets that must be read again, kept unreadable in a copy of the database.

They are encrypted by the signing key of the settings. While that key is being changed, what was
written under the former ones (``SECRET_KEY_FALLBACKS``) is still read, and ``renewed`` writes it
anew.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class UnreadableError(Exception):
    """No key of the settings is that under which a secret was kept."""


@dataclass
class Resealed:
    """How many records are kept under the first key now, and the numbers of those none opens."""

    renewed: int = 0
    unreadable: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Box:
    """Where the secrets of one purpose are locked; those of another cannot be opened here."""

    purpose: bytes

    def lock(self, secret: str) -> str:
        """Return a secret as the database keeps it."""
        return self._boxes().encrypt(secret.encode()).decode()

    def open(self, kept: str) -> str:
        """Return a secret that was kept.

        Raises:
            UnreadableError: no present key opens it.
        """
        return _opened(self._boxes().decrypt, kept)

    def renewed(self, kept: str) -> str:
        """Return what was kept under any key, now under the first.

        Raises:
            UnreadableError: no present key opens it.
        """
        return _opened(self._boxes().rotate, kept)

    def _boxes(self) -> MultiFernet:
        keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
        digests = [hashlib.sha256(self.purpose + key.encode()).digest() for key in keys]
        return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _opened(by: Callable[[bytes], bytes], kept: str) -> str:
    try:
        return by(kept.encode()).decode()
    except InvalidToken as problem:
        raise UnreadableError from problem
