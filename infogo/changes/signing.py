"""Signing messages as the Standard Webhooks specification says, and keeping the keys for it.

A receiver checks HMAC-SHA256 over "id.timestamp.body" with the secret it was given. The secret has
to be at hand whenever a message goes out, so it is kept encrypted by the key of the settings.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence

from infogo.core.locked import Box

MARK = "whsec_"
SECRET_BYTES = 32
BOX = Box(b"infogo.changes.secrets\0")
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


def new_secret() -> str:
    """Return a new secret in the form in which receivers' libraries take it."""
    return MARK + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def locked_away(secret: str) -> str:
    """Return a secret as the database keeps it."""
    return BOX.lock(secret)


def taken_out(kept: str) -> str:
    """Return a secret that was kept.

    Raises:
        UnreadableError: no present key opens it.
    """
    return BOX.open(kept)


def headers(message: str, timestamp: int, body: bytes, using: Sequence[str]) -> Mapping[str, str]:
    """Return the headers of a message signed with each of these secrets."""
    signed = " ".join(_signature(message, timestamp, body, secret) for secret in using)
    return {ID: message, TIMESTAMP: str(timestamp), SIGNATURE: signed}


def _signature(message: str, timestamp: int, body: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(MARK))
    text = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
