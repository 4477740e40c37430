"""Our own rules about code: each is proved by examples, and regular expressions by their shapes.

Whether the examples are reported as they say, and every expression of ours has a good shape, is
checked by ``python -m tools.rules``, a gate of ``./dev lint`` and ``./dev test``.
"""

from __future__ import annotations

import re

import pytest

from tools.rules import regexes
from tools.rules.__main__ import RULES, Found, marks, wrong_examples

ENDLESS = (
    r"(a+)+$",
    r"(\w+\s*)*x",
    r"(a|a)*b",
    r"(a|aa)+b",
    r"^(([a-z])+.)+[A-Z]",
    r"(.*a){20}",
    r"(a*)*",
    r"[^\W_]+(?:[\u0E31-\u0E4E]+[^\W_]*)*x",
)
SHARED = (r"\s*,?\s*;?\s*x", r".*.*.*x", r"\w+\d*[a-z0-9]+x")
HARMLESS = (
    r"[a-z]+(-[a-z]+)*",
    r"(\d+,)*\d+",
    r"\s*,\s*",
    r"(?:x|\w)*y",
    r"(?:\s*(?:(?:ถึง|-)\s*)?(?:วัน\s*)?จันทร์)*",
    r"(a{1,3})?b",
)


def shape(pattern: str) -> list[str]:
    return [doubt.what for doubt in regexes.doubts(regexes.Written("x.py", 1, pattern))]


@pytest.mark.parametrize("pattern", ENDLESS)
def test_a_run_that_divides_in_many_ways_is_seen(pattern: str) -> None:
    assert shape(pattern) == ["exponential"]


@pytest.mark.parametrize("pattern", SHARED)
def test_three_repetitions_that_share_a_run_are_seen(pattern: str) -> None:
    assert shape(pattern) == ["polynomial"]


@pytest.mark.parametrize("pattern", HARMLESS)
def test_an_expression_without_choices_is_left_in_peace(pattern: str) -> None:
    assert shape(pattern) == []


def test_expressions_are_found_where_code_writes_them(tmp_path) -> None:
    module = tmp_path / "module.py"
    lines = ('A = r"(a+)+"', 'B = re.compile(rf"{A}b")', 're.sub("x" + A, "", text)', "re.sub(y)")
    module.write_text("\n".join(lines))
    found = [(one.line, one.pattern) for one in regexes.written_in(module, "module.py")]
    assert found == [(2, "(a+)+b"), (3, "x(a+)+")]


def test_each_rule_has_code_that_it_must_report_and_code_that_it_must_not() -> None:
    rules = {
        name
        for file in RULES.glob("*.yaml")
        for name in re.findall(r"^  - id: ([a-z-]+)$", file.read_text(), re.M)
    }
    for kind in ("ruleid", "ok"):
        assert {rule for _path, _line, said, rule in marks() if said == kind} == rules


def test_an_example_that_a_rule_misses_is_told() -> None:
    path, line, _kind, rule = next(mark for mark in marks() if mark[2] == "ruleid")
    missed = f"{path}:{line}: the rule {rule} misses this example"
    assert missed in wrong_examples([])
    assert missed not in wrong_examples([Found(rule, path, line, "")])
