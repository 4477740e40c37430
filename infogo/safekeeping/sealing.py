"""Keys in a backup, readable only by whoever holds a passphrase or a private key.

Sealed with AES-256-GCM. The key of that comes from a passphrase by scrypt, or from a public key
(X25519, as ``openssl genpkey -algorithm X25519`` makes it) and one that is made for this backup
and thrown away: whoever makes backups needs no secret and cannot open them.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from infogo.safekeeping.errors import SafekeepingError

PURPOSE = b"infogo backup keys 1"
KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
SCRYPT_COST = 2**15
SHORTEST_PASSPHRASE = 12


class SealError(SafekeepingError):
    """A passphrase or key cannot be used, or is not the one that the keys were sealed with."""


@dataclass(frozen=True)
class Lock:
    """How keys are sealed or opened: by a passphrase, or by one half of an X25519 key (PEM)."""

    passphrase: str = ""
    pem: bytes = b""


def seal(secrets: dict[str, bytes], lock: Lock) -> bytes:
    """Return the sealed form of some files, by name.

    Raises:
        SealError: the passphrase is too short, or the PEM is no public X25519 key.
    """
    head: dict[str, str] = {}
    if lock.passphrase:
        if len(lock.passphrase) < SHORTEST_PASSPHRASE:
            raise SealError(
                f"รหัสผ่านของกุญแจต้องยาวอย่างน้อย {SHORTEST_PASSPHRASE} ตัวอักษร · passphrase too short"
            )
        salt = os.urandom(SALT_BYTES)
        head, key = {"by": "scrypt", "salt": _text(salt)}, _from_passphrase(lock.passphrase, salt)
    else:
        own = X25519PrivateKey.generate()
        key = _derived(own.exchange(_public(lock.pem)), own.public_key())
        head = {"by": "x25519", "made": _text(own.public_key().public_bytes_raw())}
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps({name: _text(data) for name, data in secrets.items()}).encode()
    sealed = AESGCM(key).encrypt(nonce, plain, PURPOSE)
    return json.dumps({**head, "nonce": _text(nonce), "sealed": _text(sealed)}).encode()


def open_sealed(sealed: bytes, lock: Lock) -> dict[str, bytes]:
    """Return the files again.

    Raises:
        SealError: it is another passphrase or key, or the sealed form was changed.
    """
    try:
        data: dict[str, Any] = json.loads(sealed)
        if data["by"] == "scrypt":
            key = _from_passphrase(lock.passphrase, _bytes(data["salt"]))
        else:
            made = X25519PublicKey.from_public_bytes(_bytes(data["made"]))
            key = _derived(_private(lock.pem).exchange(made), made)
        plain = AESGCM(key).decrypt(_bytes(data["nonce"]), _bytes(data["sealed"]), PURPOSE)
    except (InvalidTag, KeyError, ValueError, TypeError) as problem:
        raise SealError(
            "เปิดกุญแจไม่ได้ ใช้ --passphrase-file หรือ --open-with ของชุดนี้"
            " · the keys cannot be opened with what was given"
        ) from problem
    return {name: _bytes(text) for name, text in json.loads(plain).items()}


def _from_passphrase(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, n=SCRYPT_COST, r=8, p=1).derive(passphrase.encode())


def _derived(shared: bytes, made: X25519PublicKey) -> bytes:
    salt = made.public_bytes_raw()
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, PURPOSE).derive(shared)


def _public(pem: bytes) -> X25519PublicKey:
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError as problem:
        raise SealError("ไฟล์กุญแจสาธารณะอ่านไม่ได้ · not a PEM public key") from problem
    if not isinstance(key, X25519PublicKey):
        raise SealError("ต้องเป็นกุญแจสาธารณะ X25519 · an X25519 public key is needed")
    return key


def _private(pem: bytes) -> X25519PrivateKey:
    key = serialization.load_pem_private_key(pem, None)
    if not isinstance(key, X25519PrivateKey):
        raise SealError("ต้องเป็นกุญแจส่วนตัว X25519 · an X25519 private key is needed")
    return key


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
