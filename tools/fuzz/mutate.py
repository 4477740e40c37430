"""Making an input worse: texts, JSON and archives, each by its own structure."""

from __future__ import annotations

import io
import json
import random
import string
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

Mutator = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

LONGEST = 60_000
DEEPEST = 60
HOSTILE = (
    "",
    " ",
    "\x00",
    "\ufeff",
    "\u202e",
    "\u200b",
    "๙",
    "-1",
    "0",
    "1e999",
    "9" * 400,
    "NaN",
    "Infinity",
    "2147483648",
    "9223372036854775808",
    "0.1",
    "1/0",
    "(",
    ")",
    "((((((((",
    "[",
    "{",
    "}",
    '"',
    "'",
    "\\",
    "\n",
    "\r\n",
    "\t",
    ",",
    ";",
    "%",
    "%s",
    "{{7*7}}",
    "<script>",
    "]]>",
    "&lt;",
    "=1+1",
    "@SUM(A1)",
    "../../etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "ถ้า(",
    "ก" * 2000,
    "่" * 300,
    "31 ก.พ. 2569",
    "24:00",
    "0 - 0",
    "null",
    "true",
    "https://a.example/",
    "[x](javascript:x)",
)
ALPHABET = string.printable + "".join(chr(code) for code in range(0x0E01, 0x0E5B))
NUMBERS = (0, 1, -1, 2**31, 2**63, 2**64, 10**400, 0.1, -0.0, 1e308, True, None)


def text(dice: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Change a few places of a text."""
    found = data.decode("utf-8", "surrogateescape")
    for _time in range(dice.choice((1, 1, 2, 3, 6))):
        at = dice.randint(0, len(found))
        end = min(len(found), at + dice.choice((0, 1, 1, 2, 8, 40)))
        other = dice.choice(seeds).decode("utf-8", "surrogateescape") if seeds else ""
        cut = dice.randint(0, max(len(other), 1))
        piece = dice.choice(
            (
                "",
                dice.choice(ALPHABET),
                dice.choice(HOSTILE),
                found[at:end] * dice.choice((2, 3, 50)),
                other[cut : cut + dice.randint(0, 60)],
                chr(dice.choice((0x7F, 0xA0, 0xD800, 0xFFFF, 0x1F600))),
            )
        )
        found = found[:at] + piece + found[end:]
    return found[:LONGEST].encode("utf-8", "surrogatepass")


def raw(dice: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Change a few bytes."""
    found = bytearray(data)
    for _time in range(dice.choice((1, 2, 4, 16))):
        at = dice.randint(0, len(found))
        end = min(len(found), at + dice.choice((0, 1, 1, 4, 30)))
        found[at:end] = dice.choice((b"", dice.randbytes(1), bytes(found[at:end]) * 2, b"\xff\xff"))
    return bytes(found[: LONGEST * 4])


def as_json(dice: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Change a few values of a JSON document, or, seldom, its letters."""
    try:
        whole: list[Any] = [json.loads(data)]
    except (ValueError, RecursionError):
        return text(dice, data, seeds)
    if dice.random() < 0.05:
        return text(dice, data, seeds)
    for _time in range(dice.choice((1, 1, 2, 4))):
        holder, key = _place(dice, whole)
        _change(dice, holder, key, seeds)
    return json.dumps(whole[0], ensure_ascii=False).encode("utf-8", "surrogatepass")[: LONGEST * 4]


def _place(dice: random.Random, whole: list[Any]) -> tuple[Any, Any]:
    """Return a container and the key of one of its values, at any depth."""
    holder, key = whole, 0
    for _level in range(DEEPEST):
        inner = holder[key]
        if not (isinstance(inner, dict | list) and inner) or dice.random() < 0.15:
            break
        holder = inner
        key = dice.choice(list(inner)) if isinstance(inner, dict) else dice.randrange(len(inner))
    return holder, key


def _change(dice: random.Random, holder: Any, key: Any, seeds: Sequence[bytes]) -> None:
    value = holder[key]
    act = dice.randrange(8)
    if act == 0 and isinstance(holder, dict):
        del holder[key]
    elif act == 1 and isinstance(value, list) and value:
        value.extend([dice.choice(value)] * dice.choice((1, 2, 30)))
    elif act == 2:
        holder[key] = dice.choice(NUMBERS)
    elif act == 3:
        holder[key] = dice.choice(HOSTILE)
    elif act == 4:
        holder[key] = dice.choice(([], {}, [value], {"x": value}, [[[[value]]]]))
    elif act == 5 and isinstance(holder, dict):
        holder[dice.choice(HOSTILE)] = value
    elif act == 6:
        other: list[Any] = [json.loads(dice.choice(seeds))] if seeds else [None]
        there, name = _place(dice, other)
        holder[key] = there[name]
    elif isinstance(value, str):
        holder[key] = text(dice, value.encode("utf-8", "surrogatepass"), seeds[:0]).decode(
            "utf-8", "replace"
        )
    else:
        holder[key] = dice.choice(HOSTILE)


def archive(dice: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """Change a part of a zip archive, its name or its compression; seldom the file itself."""
    if dice.random() < 0.15:
        return raw(dice, data, seeds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            parts = [(part.filename, opened.read(part)) for part in opened.infolist()]
    except Exception:
        return raw(dice, data, seeds)
    target = io.BytesIO()
    changed = dice.randrange(len(parts)) if parts else 0
    with zipfile.ZipFile(target, "w") as made:
        for number, (name, content) in enumerate(parts):
            if number == changed:
                act = dice.randrange(12)
                if act == 0:
                    continue
                if act == 1:
                    name = dice.choice(
                        (name.upper(), f"../{name}", "x" * 300, "mimetype", name + "/")
                    )
                elif act < 4:
                    content = raw(dice, content, seeds)
                else:
                    content = _markup(dice, content)
            method = dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
            made.writestr(name[:60_000], content, method)
    return target.getvalue()


def _markup(dice: random.Random, content: bytes) -> bytes:
    """Change one element of a document: doubled, dropped, or with other words in it."""
    found = content.decode("utf-8", "surrogateescape")
    starts = [at for at, letter in enumerate(found) if letter == "<"]
    if not starts:
        return text(dice, content, ())
    at = dice.choice(starts)
    end = found.find(">", at) + 1 or len(found)
    element = found[at:end]
    act = dice.randrange(5)
    if act == 0:
        element = element * dice.choice((2, 3, 500))
    elif act == 1:
        element = ""
    elif act == 2 and '"' in element:
        pieces = element.split('"')
        pieces[dice.randrange(1, len(pieces))] = dice.choice(HOSTILE)
        element = '"'.join(pieces)
    else:
        element += dice.choice(HOSTILE)
    return (found[:at] + element + found[end:]).encode("utf-8", "surrogatepass")
