"""The key that signs packs, and those that readers may still trust.

``INFOGO_PACK_KEY`` names PEM files, separated by commas: the first signs, all are published. So a
key is changed without a gap: put the new file first, leave the old one behind it until readers
have renewed their packs, then take it away. Without the setting a key is made in the home folder.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from django.conf import settings

from infogo.packs.format import Signature, signed_bytes, text_of

OWN_KEY = "packs.key"
SCALAR_BYTES = 32
KEY_ID_LENGTH = 16


class PackKeyError(ValueError):
    """A key file cannot be used; the message names it."""


@dataclass(frozen=True)
class Key:
    """One key: ``id`` is made from its public half, so that it is the same wherever it is used."""

    id: str
    x: bytes
    y: bytes
    private: ec.EllipticCurvePrivateKey

    def sign(self, manifest: bytes) -> Signature:
        """Sign a manifest; the same manifest gives the same signature (RFC 6979)."""
        method = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
        r, s = decode_dss_signature(self.private.sign(signed_bytes(manifest), method))
        return Signature(self.id, r.to_bytes(SCALAR_BYTES, "big") + s.to_bytes(SCALAR_BYTES, "big"))

    def public(self) -> dict[str, str]:
        """Return the public half as a JSON Web Key (RFC 7517)."""
        coordinates = {"x": text_of(self.x), "y": text_of(self.y)}
        return {"kty": "EC", "crv": "P-256", "kid": self.id, "use": "sig", **coordinates}


def trusted_keys() -> tuple[Key, ...]:
    """Return the keys in use, the signing one first.

    Raises:
        PackKeyError: a file is missing, or holds no private key of the curve P-256.
    """
    named = [part.strip() for part in str(settings.INFOGO["PACK_KEY"]).split(",") if part.strip()]
    if named:
        return tuple(_read(Path(name)) for name in named)
    return (_own(Path(settings.INFOGO["HOME"]) / OWN_KEY),)


def public_keys() -> list[dict[str, str]]:
    """Return the public halves of the keys in use, for the page and for ``/.well-known/``."""
    return [key.public() for key in trusted_keys()]


def _own(path: Path) -> Key:
    """Return the key of this home folder, made on first use by whichever process comes first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_new_key())
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link, because it fails where another process was faster: there is one key only.
            path.hardlink_to(unfinished)
        except FileExistsError:
            return _read(path)
        finally:
            unfinished.unlink()
    return _read(path)


def _new_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@lru_cache(maxsize=16)
def _read(path: Path) -> Key:
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as problem:
        raise PackKeyError(f"INFOGO_PACK_KEY: {path}: {problem}") from problem
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
        raise PackKeyError(f"INFOGO_PACK_KEY: {path}: not a private key of the curve P-256")
    numbers = private.public_key().public_numbers()
    x, y = (number.to_bytes(SCALAR_BYTES, "big") for number in (numbers.x, numbers.y))
    return Key(text_of(hashlib.sha256(x + y).digest())[:KEY_ID_LENGTH], x, y, private)
