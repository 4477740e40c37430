"""Gives every regular expression of some modules long texts of what it repeats; tells the slow.

Run as ``python -m tests.security.pumping FILE…``; one line for each that took too long.
"""

from __future__ import annotations

import ast
import importlib
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LONG = 1_000
"""Letters. What grows with their square comes through, what grows with their cube does not."""
SECONDS = 0.3
"""Of processor time for one text."""
OFTEN = 8
"""A repetition that may go on for longer than this is pumped."""
ENDS = ("", "\x00", "!")
SHOWN = "infogo/www/developers/programs/"
"""Programs that are shown to programmers and run nowhere here."""
CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
MOST_TEXTS = 8
"""Of each repetition: enough for every way through those that we write."""
REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}
LETTERS = "aA0ก1- .,\t_/\"'\\=<>#%@:;()[]{}é๑็\x00\n"
CLASSES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


class TooSlowError(Exception):
    """A match went on for longer than it may."""


def main(files: Iterable[str]) -> None:
    """Tell which patterns of these modules are slow."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    signal.signal(signal.SIGVTALRM, _too_slow)
    seen: set[tuple[str | bytes, int]] = set()
    for name in files:
        if name.startswith(SHOWN):
            continue
        for line, pattern in _patterns(Path(name)):
            if (pattern.pattern, pattern.flags) in seen:
                continue
            seen.add((pattern.pattern, pattern.flags))
            if text := slow_text(pattern):
                sys.stdout.write(f"{name}:{line}: {pattern.pattern!s} on {text}\n")


def slow_text(pattern: re.Pattern[Any]) -> str:
    """Return of what the text is made on which a pattern is slow; empty if none was found."""
    for before, repeated in _pumped(pattern):
        body = before + repeated * (LONG // len(repeated))
        for end in ENDS:
            text: Any = body + end
            if isinstance(pattern.pattern, bytes):
                text = text.encode()
            if not _is_fast(pattern, text):
                return f"{before!r} and many {repeated!r}"
    return ""


def _is_fast(pattern: re.Pattern[Any], text: Any) -> bool:
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        pattern.search(text)
        pattern.fullmatch(text)
    except TooSlowError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return True


def _too_slow(*_signal: object) -> None:
    raise TooSlowError


def _patterns(file: Path) -> Iterator[tuple[int, re.Pattern[Any]]]:
    """Yield what a module compiles when it is loaded, then what it writes down elsewhere."""
    parts = file.with_suffix("").parts
    if not file.is_absolute() and "migrations" not in parts:
        _set_up()
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for value in vars(module).values():
            if isinstance(value, re.Pattern):
                yield 1, value
    for node in ast.walk(ast.parse(file.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if ast.unparse(node.func.value) == "re" and node.func.attr in CALLS and node.args:
            try:
                written = ast.literal_eval(node.args[0])
            except ValueError:
                continue  # put together when the module is loaded: looked at above
            yield node.lineno, re.compile(written)


def _set_up() -> None:
    django = importlib.import_module("django")
    if not importlib.import_module("django.apps").apps.ready:
        django.setup()


def _pumped(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Yield for each thing that may be repeated what stands before it, and what is repeated."""
    seen = set()
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    for before, body in _repeats(parsed, ""):
        texts = [*_texts(body), *_letters(body)]
        for repeated in [*dict.fromkeys(texts)][:MOST_TEXTS]:
            for start in dict.fromkeys(("", before)):
                if repeated and (start, repeated) not in seen:
                    seen.add((start, repeated))
                    yield start, repeated


def _repeats(nodes: Any, before: str) -> Iterator[tuple[str, Any]]:
    for kind, value in nodes:
        if kind in REPEATS:
            least, most, body = value
            if most > OFTEN:
                yield before, body
            yield from _repeats(body, before)
            before += _text(body) * min(least, 3)
            continue
        for inner in _inside(kind, value):
            yield from _repeats(inner, before)
        before += _one_of(kind, value)


def _inside(kind: Any, value: Any) -> list[Any]:
    if kind is op.SUBPATTERN:
        return [value[-1]]
    if kind is op.BRANCH:
        return list(value[1])
    if kind in {op.ASSERT, op.ASSERT_NOT}:
        return [value[1]]
    return [value] if kind is op.ATOMIC_GROUP else []


def _texts(nodes: Any) -> list[str]:
    """Return a few texts that a part matches: one, and one for each way where ways part."""
    found = [_text(nodes)]
    for kind, value in nodes:
        if kind is op.BRANCH:
            found += [_text(way) for way in value[1]]
        elif kind is op.SUBPATTERN:
            found += _texts(value[-1])
        elif kind in REPEATS:
            found += _texts(value[2])
    return found


def _text(nodes: Any) -> str:
    return "".join(
        _text(value[2]) * max(1, min(value[0], 3)) if kind in REPEATS else _one_of(kind, value)
        for kind, value in nodes
    )


def _letters(nodes: Any) -> list[str]:
    """Return single letters that stand somewhere in a part."""
    found = []
    for kind, value in nodes:
        if kind in REPEATS:
            found += _letters(value[2])
        else:
            found += [letter for inner in _inside(kind, value) for letter in _letters(inner)]
            found += [one for one in [_one_of(kind, value)] if len(one) == 1]
    return found


def _one_of(kind: Any, value: Any) -> str:
    """Return a letter, or the text of a group, that a part of a pattern matches."""
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return next(letter for letter in LETTERS if letter != chr(value))
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return next((letter for letter in _candidates(value) if _is_in(letter, value)), "")
    if kind is op.BRANCH:
        return _text(value[1][0])
    if kind is op.SUBPATTERN:
        return _text(value[-1])
    return _text(value) if kind is op.ATOMIC_GROUP else ""


def _candidates(members: Any) -> str:
    named = [chr(one) for kind, one in members if kind is op.LITERAL]
    named += [chr(ends[0]) for kind, ends in members if kind is op.RANGE]
    return "".join(named) + LETTERS


def _is_in(letter: str, members: Any) -> bool:
    is_negated, is_found = False, False
    for kind, value in members:
        if kind is op.NEGATE:
            is_negated = True
        elif kind is op.LITERAL:
            is_found |= letter == chr(value)
        elif kind is op.RANGE:
            is_found |= value[0] <= ord(letter) <= value[1]
        elif kind is op.CATEGORY:
            is_found |= bool(re.fullmatch(CLASSES[value], letter))
    return is_found != is_negated


if __name__ == "__main__":
    main(sys.argv[1:])
