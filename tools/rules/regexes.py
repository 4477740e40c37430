"""Whether a regular expression can take for ever: its shape is looked at, nothing is timed.

A string of one character repeated is what makes matching explode, so the question asked of every
expression is whether some character could be divided among its parts in more than one way:

- *exponential*: a repetition whose body matches a run of the character in several ways, such as
  ``(a+)+``, ``(\\w+\\s*)*`` or ``(a|a)*``. Never allowed.
- *polynomial*: two or more repetitions beside each other that can share a run, such as
  ``\\s*,?\\s*``. Allowed up to ``MOST_SHARING``: what we match is bounded in length.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MANY = 16
"""A repetition up to so often counts as one without end."""
MOST_SHARING = 2
"""So many repetitions may share a run: the work grows with the square of its length."""
LONGEST_RUN = 5
"""Runs are counted up to this length; two ways show long before."""
FUNCTIONS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub"}
OTHER_VALUE = "x"
OTHER_CALLS = {"RegexValidator", "RegexField", "Pattern"}
SAMPLES = frozenset(
    [*map(chr, range(128)), *map(chr, range(0x0E01, 0x0E5C)), "\u00a0", "é", "一", "\u200b", "👪"]
)

Item = tuple[Any, Any]


@dataclass(frozen=True)
class Written:
    """One regular expression in the code, and where."""

    path: str
    line: int
    pattern: str


@dataclass(frozen=True)
class Doubt:
    """What is wrong with an expression."""

    written: Written
    what: str
    character: str


def written_in(path: Path, shown: str) -> Iterator[Written]:
    """Yield the expressions that a module writes as text."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    named: dict[str, str] = {}
    for statement in module.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            text = _text(statement.value, named)
            if text is not None:
                named[statement.targets[0].id] = text
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        called = node.func
        is_re = (
            isinstance(called, ast.Attribute)
            and isinstance(called.value, ast.Name)
            and called.value.id == "re"
            and called.attr in FUNCTIONS
        )
        if is_re or (isinstance(called, ast.Name) and called.id in OTHER_CALLS):
            pattern = _text(node.args[0], named)
            if pattern is not None:
                yield Written(shown, node.lineno, pattern)


def doubts(written: Written) -> Iterator[Doubt]:
    """Yield what may take for ever in one expression."""
    tree = parser.parse(written.pattern)
    if not any(_is_many(kind, value) for kind, value in _every(tree)):
        return
    characters = SAMPLES | _literals(tree)
    for character in sorted(characters):
        if _explodes(tree, character):
            yield Doubt(written, "exponential", character)
            return
    for character in sorted(characters):
        if _longest_sharing(tree, character) > MOST_SHARING:
            yield Doubt(written, "polynomial", character)
            return


def _text(node: ast.expr, named: Mapping[str, str]) -> str | None:
    """Return the text of a literal or of a name for one; other values count as one letter."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return named.get(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left, named), _text(node.right, named)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.JoinedStr):
        return "".join(_piece(part, named) for part in node.values)
    return None


def _piece(part: ast.expr, named: Mapping[str, str]) -> str:
    inner = part.value if isinstance(part, ast.FormattedValue) else part
    text = _text(inner, named)
    return OTHER_VALUE if text is None else text


def _literals(tree: Any) -> set[str]:
    found: set[str] = set()
    for kind, value in _every(tree):
        if kind in (kinds.LITERAL, kinds.NOT_LITERAL):
            found.add(chr(value))
    return found


def _every(tree: Any) -> Iterator[Item]:
    for kind, value in tree:
        yield kind, value
        for part in _parts(kind, value):
            yield from _every(part)


def _parts(kind: Any, value: Any) -> Sequence[Any]:
    """Return the sequences inside an item."""
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is kinds.SUBPATTERN:
        return [value[3]]
    if kind is kinds.BRANCH:
        return list(value[1])
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    return []


def _is_many(kind: Any, value: Any) -> bool:
    return kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and value[1] >= MANY


def _takes(item: Item, character: str) -> bool:
    """Whether an item of one character accepts this one."""
    kind, value = item
    if kind is kinds.LITERAL:
        return value == ord(character)
    if kind is kinds.NOT_LITERAL:
        return value != ord(character)
    if kind is kinds.ANY:
        return character != "\n"
    if kind is kinds.IN:
        is_negated = value[0][0] is kinds.NEGATE
        members = value[1:] if is_negated else value
        return is_negated != any(_member(one, character) for one in members)
    return False


def _member(one: Item, character: str) -> bool:
    kind, value = one
    if kind is kinds.LITERAL:
        return value == ord(character)
    if kind is kinds.RANGE:
        return value[0] <= ord(character) <= value[1]
    name = str(value).removeprefix("CATEGORY_").lower()
    base = {"digit": str.isdecimal, "space": str.isspace}.get(name.removeprefix("not_"))
    found = base(character) if base else character.isalnum() or character == "_"
    return not found if name.startswith("not_") else found


def _can_be(tree: Any, character: str) -> bool:
    """Whether a sequence can match a run, maybe empty, of this character and nothing else."""
    return all(_item_can_be(item, character) for item in tree)


def _item_can_be(item: Item, character: str) -> bool:
    kind, value = item
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return value[0] == 0 or _can_be(value[2], character)
    if kind is kinds.SUBPATTERN:
        return _can_be(value[3], character)
    if kind is kinds.BRANCH:
        return any(_can_be(part, character) for part in value[1])
    if kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT, kinds.ATOMIC_GROUP):
        return True
    return _takes(item, character)


def _eats(tree: Any, character: str) -> bool:
    """Whether a sequence can match at least one of this character on its way."""
    return any(
        _takes(item, character) or any(_eats(part, character) for part in _parts(*item))
        for item in tree
    )


def _explodes(tree: Any, character: str) -> bool:
    """Whether a repetition's body takes runs of the character in several ways."""
    for kind, value in _every(tree):
        if _is_many(kind, value):
            ways = {size: count for size, count in _ways(value[2], character).items() if size}
            if len(ways) > 1 or max(ways.values(), default=0) > 1:
                return True
    return False


def _ways(tree: Any, character: str) -> Counter[int]:
    """Return in how many ways a sequence matches runs of the character, by their lengths."""
    found = Counter({0: 1})
    for item in tree:
        found = _joined(found, _item_ways(item, character))
    return found


def _item_ways(item: Item, character: str) -> Counter[int]:
    kind, value = item
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        return _repeated(_ways(value[2], character), value[0], value[1])
    if kind is kinds.SUBPATTERN:
        return _ways(value[3], character)
    if kind is kinds.BRANCH:
        found: Counter[int] = Counter()
        for part in value[1]:
            found.update(_ways(part, character))
        return found
    if kind in (kinds.POSSESSIVE_REPEAT, kinds.ATOMIC_GROUP):
        # It takes what it takes, and gives nothing back.
        body = value[2] if kind is kinds.POSSESSIVE_REPEAT else value
        return Counter({1: 1} if _can_be(body, character) else {})
    if kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT):
        return Counter({0: 1})
    return Counter({1: 1} if _takes(item, character) else {})


def _joined(first: Counter[int], second: Counter[int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for size, count in first.items():
        for more, times in second.items():
            if size + more <= LONGEST_RUN:
                found[size + more] = min(found[size + more] + count * times, 2)
    return found


def _repeated(body: Counter[int], least: int, most: int) -> Counter[int]:
    positive = Counter({size: count for size, count in body.items() if size})
    found: Counter[int] = Counter()
    if least == 0 or body[0]:
        found[0] = 1
    run = Counter({0: 1})
    for times in range(1, min(most, LONGEST_RUN) + 1):
        run = _joined(run, positive)
        if times >= min(least, LONGEST_RUN) or body[0]:
            found.update(run)
    return found


def _longest_sharing(tree: Any, character: str) -> int:
    """Return how many repetitions without end can share one run of the character."""
    longest = run = 0
    for kind, value in tree:
        inside = max((_longest_sharing(part, character) for part in _parts(kind, value)), default=0)
        longest = max(longest, inside)
        if _is_many(kind, value) and _can_be(value[2], character) and _eats(value[2], character):
            run += 1
        elif kind is kinds.SUBPATTERN and _can_be(value[3], character):
            run += inside
        elif not _item_can_be((kind, value), character):
            run = 0
        longest = max(longest, run)
    return longest
