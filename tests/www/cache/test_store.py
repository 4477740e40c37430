"""The store keeps what was used last and never more than its bytes."""

from __future__ import annotations

from infogo.www.cache.sending import Shape, page_shapes
from infogo.www.cache.store import OVERHEAD_BYTES, Entry, Store


def _entry(size: int) -> Entry:
    return Entry((), None, {"plain": Shape("", [], b"x" * size, [])})


def test_what_was_unused_longest_goes_first() -> None:
    store = Store(most_bytes=5 * _entry(9000).size)
    for name in "abcde":
        store.put(name, _entry(9000))
    assert store.get("a") is not None
    store.put("f", _entry(9000))
    assert store.get("b") is None
    assert store.get("a") is not None
    assert store.bytes_used <= 5 * _entry(9000).size


def test_an_entry_above_a_quarter_of_the_room_is_not_kept() -> None:
    store = Store(most_bytes=3 * _entry(9000).size)
    store.put("a", _entry(9000))
    assert len(store) == 0


def test_a_flood_never_grows_the_memory() -> None:
    store = Store(most_bytes=200_000)
    for number in range(10_000):
        store.put(f"/search?q={number}", _entry(9000))
        assert store.bytes_used <= 200_000


def test_replacing_and_discarding_keep_the_count_right() -> None:
    store = Store(most_bytes=200_000)
    store.put("a", _entry(1000))
    store.put("a", _entry(9000))
    assert store.bytes_used == _entry(9000).size
    store.discard("a")
    store.discard("a")
    assert store.bytes_used == 0
    assert store.get("a") is None


def test_a_page_is_kept_packed_and_sent_plain_to_who_asks_so() -> None:
    html = b"<html lang=th>" + "สำนักงานเขต ".encode() * 2000
    headers = [("Content-Type", "text/html; charset=utf-8")]
    shapes = page_shapes(headers, html)
    plain = shapes["plain"]
    assert plain.body == html
    assert ("Content-Length", str(len(html))) in plain.headers
    assert len({shape.tag for shape in shapes.values()}) == 3
    assert Entry((), None, shapes).size < OVERHEAD_BYTES + len(html) / 10


def test_what_compressing_does_not_make_smaller_is_kept_as_it_is() -> None:
    shapes = page_shapes([("Content-Type", "image/png")], bytes(300))
    assert {shape.body for shape in shapes.values()} == {bytes(300)}
    assert Entry((), None, shapes).size == OVERHEAD_BYTES + 300
