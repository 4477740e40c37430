"""The key of packs: made once, private, and changed without a gap."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pytest_django import Settings

from infogo.packs import keys
from infogo.packs.format import Signature

MANIFEST = b'{"district":"5001"}'


def write_key(path: Path, private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> Path:
    path.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


def verify(jwk: dict[str, str], signature: Signature, manifest: bytes) -> None:
    x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[name] + "=="), "big") for name in "xy")
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    r, s = (int.from_bytes(signature.value[at : at + 32], "big") for at in (0, 32))
    signed = b"infogo district pack 1\n" + manifest
    public.verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))


def test_a_key_is_made_once_and_only_its_owner_can_read_it(home: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = {key[0].id for key in threads.map(lambda _n: keys.trusted_keys(), range(16))}

    assert len(made) == 1
    assert (home / "packs.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir()] == ["packs.key"]


def test_what_it_signs_holds_and_nothing_else_does(home: Path) -> None:
    key = keys.trusted_keys()[0]
    signature = key.sign(MANIFEST)
    (jwk,) = keys.public_keys()

    verify(jwk, signature, MANIFEST)
    assert signature == key.sign(MANIFEST)
    assert signature.key == jwk["kid"]
    with pytest.raises(InvalidSignature):
        verify(jwk, signature, MANIFEST + b" ")
    assert set(jwk) == {"kty", "crv", "kid", "use", "x", "y"}


def test_a_key_is_changed_without_a_gap(tmp_path: Path, home: Path, settings: Settings) -> None:
    old, new = (
        write_key(tmp_path / name, ec.generate_private_key(ec.SECP256R1()))
        for name in ("old.pem", "new.pem")
    )
    settings.INFOGO = {**settings.INFOGO, "PACK_KEY": str(old)}
    before = keys.trusted_keys()[0].id
    settings.INFOGO = {**settings.INFOGO, "PACK_KEY": f"{new}, {old}"}

    assert [key.id for key in keys.trusted_keys()][1] == before
    assert keys.trusted_keys()[0].id != before
    assert len(keys.public_keys()) == 2


@pytest.mark.parametrize("content", ["", "not a key", "rsa", "other curve"])
def test_a_file_that_is_no_key_is_named(
    content: str, tmp_path: Path, home: Path, settings: Settings
) -> None:
    path = tmp_path / f"{content or 'empty'}.pem"
    if content == "rsa":
        write_key(path, rsa.generate_private_key(65537, 2048))
    elif content == "other curve":
        write_key(path, ec.generate_private_key(ec.SECP384R1()))
    else:
        path.write_text(content)
    settings.INFOGO = {**settings.INFOGO, "PACK_KEY": str(path)}

    with pytest.raises(keys.PackKeyError, match=path.name):
        keys.trusted_keys()
