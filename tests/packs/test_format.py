"""The file of a pack: deterministic, whole, and different only where something changed."""

from __future__ import annotations

import gzip
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.packs import format as packs
from infogo.packs.format import PackTooLargeError, Signature

SIGNED = Signature("key-1", b"\x01" * 64)
PARTS = {
    "district": packs.line({"name": "อำเภอเมือง"}),
    "manual:2": packs.line({"name": "ทำบัตร\nใหม่", "fee": 100}),
    "point:7": packs.line({"name": "ที่ว่าการอำเภอ\u2028ชั้น 2"}),
}
some_parts = st.dictionaries(
    st.integers(1, 20).map(lambda number: f"manual:{number}"), st.integers(0, 3), max_size=8
)


def packed(parts: dict[str, bytes]) -> bytes:
    return packs.pack(packs.manifest_of("5001", parts), SIGNED, parts)


def test_the_same_data_give_the_same_bytes_in_any_order() -> None:
    backwards = dict(reversed(PARTS.items()))

    assert packed(PARTS) == packed(backwards)
    assert packs.line({"b": 1, "a": 2}) == packs.line({"a": 2, "b": 1}) == b'{"a":2,"b":1}'


def test_every_line_is_what_the_table_in_the_documents_says() -> None:
    header, manifest, *lines = gzip.decompress(packed(PARTS)).split(b"\n")

    assert json.loads(header) == {"infogo-pack": 1, "key": "key-1", "sig": "AQEB" * 21 + "AQ"}
    named = json.loads(manifest)
    assert (named["district"], named["format"]) == ("5001", 1)
    assert [name for name, _hash in named["parts"]] == sorted(PARTS)
    assert lines == [PARTS[name] for name in sorted(PARTS)]
    for (_name, digest), line in zip(named["parts"], lines, strict=True):
        assert digest == packs.text_of(hashlib.sha256(line).digest())


@given(some_parts, some_parts)
def test_a_difference_and_what_was_there_make_the_whole(
    before: dict[str, int], after: dict[str, int]
) -> None:
    old = {name: packs.line(value) for name, value in before.items()}
    new = {name: packs.line(value) for name, value in after.items()}
    whole = packs.unpack(packed(new))
    known = packs.hashes_of(packs.manifest_of("5001", old)).values()

    _header, manifest, *came = gzip.decompress(packs.difference(whole, known)).split(b"\n")

    has = {packs.part_hash(line): line for line in [*old.values(), *came]}
    assert manifest == whole.manifest
    assert {name: has[digest] for name, digest in packs.hashes_of(manifest).items()} == new
    assert not {packs.part_hash(line) for line in came} & set(known)


def test_nothing_changed_is_a_small_difference() -> None:
    parts = {f"manual:{n}": packs.line("ข้อความยาว " * 200 + str(n)) for n in range(50)}
    whole = packs.unpack(packed(parts))

    same = packs.difference(whole, packs.hashes_of(whole.manifest).values())

    assert len(gzip.decompress(same).split(b"\n")) == 2
    assert len(same) < 4000


def test_a_pack_that_is_too_large_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(packed(PARTS))
    monkeypatch.setattr(packs, "MOST_BYTES", size)
    assert len(packed(PARTS)) == size
    monkeypatch.setattr(packs, "MOST_BYTES", size - 1)

    with pytest.raises(PackTooLargeError, match=f"{size:,} bytes"):
        packed(PARTS)


def test_the_hash_of_a_pack_is_that_of_its_manifest() -> None:
    whole = packs.unpack(packed(PARTS))

    assert whole.hash == hashlib.sha256(whole.manifest).hexdigest()
    assert packs.unpack(packed({**PARTS, "manual:2": b"{}"})).hash != whole.hash
