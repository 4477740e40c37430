"""Equations of a form, judged as Python itself judges them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.volumes.equations import DEEPEST, LONGEST, EquationError, equation, formula

NAMES = ("a", "b1", "carried_forward", "x_y")
numbers = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(st.none(), st.integers(0, 10**6)), max_size=4
)
names = st.sampled_from([*NAMES, *(f"{name}?" for name in NAMES)])
spaces = st.sampled_from(["", " ", "  "])


@st.composite
def sides(draw: Any, depth: int = 3) -> str:
    """A sum of products of numbers, names and brackets."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.one_of(st.integers(0, 9999).map(str), names))
    left, right = draw(sides(depth - 1)), draw(sides(depth - 1))
    sign, space = draw(st.sampled_from("+-*")), draw(spaces)
    text = f"{left}{space}{sign}{space}{right}"
    return f"({text})" if draw(st.booleans()) else text


class UnknownError(Exception):
    pass


class Told(dict[str, int]):
    """Names as Python finds them: a name that nobody told stops everything."""

    def __missing__(self, name: str) -> int:
        raise UnknownError


def by_python(text: str, told: dict[str, int | None]) -> int | bool | None:
    """Judge with Python: a name that may be empty is a variable of its own that is 0 then."""
    given_values = {name: value for name, value in told.items() if value is not None}
    optional = {f"{name}_or_zero": told.get(name) or 0 for name in NAMES}
    source = text.replace("?", "_or_zero").replace("=", "==")
    source = source.replace("<==", "<=").replace(">==", ">=")
    try:
        told_values = Told({**given_values, **optional})
        return eval(source, {"__builtins__": {}}, told_values)  # noqa: S307
    except UnknownError:
        return None


@given(sides(), st.sampled_from(["=", "<=", ">="]), sides(), numbers)
def test_an_equation_is_judged_as_python_does(
    left: str, sign: str, right: str, told: dict[str, int | None]
) -> None:
    judged = equation(f"{left} {sign} {right}").judge(told)
    expected = by_python(f"{left} {sign} {right}", told)
    assert (judged.holds if judged else None) == expected
    if judged:
        assert judged.left == by_python(left, told)
        assert judged.right == by_python(right, told)


@given(sides(), numbers)
def test_a_formula_is_worked_out_as_python_does(text: str, told: dict[str, int | None]) -> None:
    assert formula(text)(told) == by_python(text, told)


def test_empty_is_not_zero_but_where_the_equation_says_so() -> None:
    assert equation("a = b1").judge({"a": 0, "b1": None}) is None
    assert equation("a = b1?").judge({"a": 0, "b1": None}).holds  # type: ignore[union-attr]
    assert equation("a = b1?").judge({"a": 0, "b1": 3}).holds is False  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a =",
        "= a",
        "a = b = c",
        "a == b",
        "a < b",
        "a = 1.5",
        "a = -1",
        "a = b / c",
        "a ** b = 1",
        "a = (b",
        "a = b)",
        "a = __import__",
        "a = f(b)",
        "a = b.c",
        "a = 'x'",
        "A = 1",
        "a = ๑",
        "a = 9999999999",
        "a? ? = 1",
        f"a = {'(' * (DEEPEST + 1)}b{')' * (DEEPEST + 1)}",
        f"a = {'b + ' * LONGEST}b",
    ],
)
def test_what_is_no_equation_is_refused(text: str) -> None:
    with pytest.raises(EquationError):
        equation(text)
