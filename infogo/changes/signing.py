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

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

MARK = "whsec_"
SECRET_BYTES = 32
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


class UnreadableSecretError(Exception):
    """The signing key of the settings is another than that under which a secret was kept."""


def new_secret() -> str:
    """Return a new secret in the form in which receivers' libraries take it."""
    return MARK + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def locked_away(secret: str) -> str:
    """Return a secret as the database keeps it."""
    return _box().encrypt(secret.encode()).decode()


def taken_out(kept: str) -> str:
    """Return a secret that was kept.

    Raises:
        UnreadableSecretError: it was kept under another key.
    """
    try:
        return _box().decrypt(kept.encode()).decode()
    except InvalidToken as problem:
        raise UnreadableSecretError from problem


def headers(message: str, timestamp: int, body: bytes, using: Sequence[str]) -> Mapping[str, str]:
    """Return the headers of a message signed with each of these secrets."""
    signed = " ".join(_signature(message, timestamp, body, secret) for secret in using)
    return {ID: message, TIMESTAMP: str(timestamp), SIGNATURE: signed}


def _signature(message: str, timestamp: int, body: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(MARK))
    text = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(b"infogo.changes.secrets\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
