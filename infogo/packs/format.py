"""The file of a pack, and what changed between two: bytes in, bytes out, no database.

A pack is gzip of lines of UTF-8: a header with the signature, a manifest that names every part with
its SHA-256, and the parts, one a line, in the manifest's order. What is signed is the manifest, so
a whole pack and a difference are checked alike: the signature holds, each part has the hash that
the manifest gives it, and none is missing. docs/offline.md has the table.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 1
MOST_BYTES = 2_000_000
"""The largest file that a reader is asked to download, compressed."""
LEVEL = 9
SIGNED_AS = b"infogo district pack 1\n"
"""Stands before the manifest when it is signed: no signature made for anything else fits."""


class PackTooLargeError(ValueError):
    """A pack would be larger than ``MOST_BYTES``."""


@dataclass(frozen=True)
class Signature:
    """Who signed a manifest, and the signature in the form that WebCrypto reads (r and s)."""

    key: str
    value: bytes


@dataclass(frozen=True)
class Unpacked:
    """A pack or difference taken apart; ``parts`` are the lines that it carries, by name."""

    header: bytes
    manifest: bytes
    parts: Mapping[str, bytes]

    @property
    def hash(self) -> str:
        """The hash by which this state of the district is asked for."""
        return pack_hash(self.manifest)


def line(value: Any) -> bytes:
    """Return a value as its one line of JSON: the same value, the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def part_hash(content: bytes) -> str:
    """Return the SHA-256 of a part in base64url without padding."""
    return text_of(hashlib.sha256(content).digest())


def text_of(data: bytes) -> str:
    """Return bytes in base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def manifest_of(district: str, parts: Mapping[str, bytes]) -> bytes:
    """Return the manifest of a district's parts."""
    listed = [[name, part_hash(parts[name])] for name in sorted(parts)]
    return line({"district": district, "format": FORMAT, "parts": listed})


def hashes_of(manifest: bytes) -> dict[str, str]:
    """Return the hash of every part that a manifest names, by name."""
    return dict(json.loads(manifest)["parts"])


def pack_hash(manifest: bytes) -> str:
    """Return the hash of a whole pack: of its manifest, which names all that is in it."""
    return hashlib.sha256(manifest).hexdigest()


def signed_bytes(manifest: bytes) -> bytes:
    """Return what the signature is made of."""
    return SIGNED_AS + manifest


def pack(manifest: bytes, signature: Signature, parts: Mapping[str, bytes]) -> bytes:
    """Return the file of a whole pack.

    Raises:
        PackTooLargeError: it is larger than a reader may be asked to download.
    """
    header = line({"infogo-pack": FORMAT, "key": signature.key, "sig": text_of(signature.value)})
    file = _compressed([header, manifest, *(parts[name] for name in sorted(parts))])
    if len(file) > MOST_BYTES:
        raise PackTooLargeError(f"{len(file):,} bytes; at most {MOST_BYTES:,} are served")
    return file


def unpack(file: bytes) -> Unpacked:
    """Take apart a whole pack that this node made itself."""
    header, manifest, *contents = gzip.decompress(file).split(b"\n")
    return Unpacked(header, manifest, dict(zip(hashes_of(manifest), contents, strict=True)))


def difference(whole: Unpacked, known: Iterable[str]) -> bytes:
    """Return the file that brings a reader who has parts with these hashes to ``whole``.

    It is a pack that leaves out what the reader has.
    """
    has = set(known)
    new = [whole.parts[name] for name, its in hashes_of(whole.manifest).items() if its not in has]
    return _compressed([whole.header, whole.manifest, *new])


def _compressed(lines: Iterable[bytes]) -> bytes:
    return gzip.compress(b"\n".join(lines), LEVEL, mtime=0)
