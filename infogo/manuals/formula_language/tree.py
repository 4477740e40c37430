"""What a formula is once it is read: a small tree of numbers, inputs, sums, calls, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Op(StrEnum):
    """What stands before a term of a sum or a factor of a product."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


class Test(StrEnum):
    """How two numbers are compared."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "="
    OTHER = "!="


class Function(StrEnum):
    """What can be called; each has a Thai and a Latin name."""

    IF = "if"
    LEAST = "min"
    MOST = "max"
    AT_MOST = "atmost"
    AT_LEAST = "atleast"
    ROUND_UP = "roundup"
    ROUND_DOWN = "rounddown"
    ROUND = "round"
    TIERS = "tiers"
    BRACKET = "bracket"


@dataclass(frozen=True)
class Node:
    """A piece of a formula; ``at`` is where it begins in the text."""

    at: int


@dataclass(frozen=True)
class Number(Node):
    """A number as written."""

    value: Fraction


@dataclass(frozen=True)
class Percent(Node):
    """A hundredth of what stands before the sign."""

    of: Node


@dataclass(frozen=True)
class Input(Node):
    """What the reader is asked."""

    code: str


@dataclass(frozen=True)
class Choice(Node):
    """The value that one answer of a choice stands for."""

    code: str
    option: str


@dataclass(frozen=True)
class Sum(Node):
    """Terms, each added or subtracted."""

    terms: tuple[tuple[Op, Node], ...]


@dataclass(frozen=True)
class Product(Node):
    """Factors, each multiplied or divided by."""

    factors: tuple[tuple[Op, Node], ...]


@dataclass(frozen=True)
class Call(Node):
    """A function with its arguments."""

    function: Function
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Comparison(Node):
    """Two numbers compared: true or false."""

    test: Test
    left: Node
    right: Node


@dataclass(frozen=True)
class All(Node):
    """True when all its parts are."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Any(Node):
    """True when one of its parts is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not(Node):
    """True when its part is not."""

    part: Node


def is_truth(node: Node) -> bool:
    """Whether a node is true or false, and no number."""
    return isinstance(node, Comparison | All | Any | Not)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below one."""
    if isinstance(node, Percent):
        return (node.of,)
    if isinstance(node, Sum):
        return tuple(term for _op, term in node.terms)
    if isinstance(node, Product):
        return tuple(factor for _op, factor in node.factors)
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Comparison):
        return node.left, node.right
    if isinstance(node, All | Any):
        return node.parts
    return (node.part,) if isinstance(node, Not) else ()


def inputs_in(node: Node) -> frozenset[str]:
    """Return the codes of the inputs that a node asks for."""
    own = frozenset({node.code}) if isinstance(node, Input) else frozenset()
    return own.union(*(inputs_in(child) for child in children(node)))


def choices_in(node: Node) -> frozenset[tuple[str, str]]:
    """Return the answers that a node names: the codes of input and answer."""
    own = frozenset({(node.code, node.option)}) if isinstance(node, Choice) else frozenset()
    return own.union(*(choices_in(child) for child in children(node)))
