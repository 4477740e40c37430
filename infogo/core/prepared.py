"""Queries whose SQL is written once in a process and then only filled in.

Building a query and writing its SQL takes Django a millisecond or more, as long as the database
needs to answer it or longer. Where the same question is asked again and again with other ids, it
is written with marks in their place; each use puts the ids there. Lists are filled up to one of a
few sizes by repeating their last id, so that there are few texts for each question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

SIZES = (1, 4, 16, 64, 256, 1024)
"""For how many ids the SQL of a question is written."""
MOST_AT_ONCE = SIZES[-1]
"""Ids in one statement; longer lists are asked for in portions."""
FIRST_MARK = 2_000_000_000
Key = int | str
Row = tuple[Any, ...]
ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True)
class _Written:
    """``places`` tells for each parameter which id or word belongs there, or what always does.

    Never changed, so threads share it. The compiler knows the connection of the thread that wrote
    it; reading values needs of that no more than what every connection to a database has alike.
    """

    sql: str
    places: tuple[tuple[int, Any], ...]
    compiler: Any
    converters: dict[int, Any]
    whole: _Whole | None
    """How they become rows of the model; None where values are asked for."""


@dataclass(frozen=True)
class _Whole:
    """How columns become rows of a model: its own from ``first`` to ``last``, others beside it."""

    model: Any
    first: int
    last: int
    names: Sequence[str]
    beside: Sequence[Any]
    worked_out: Mapping[str, int]
    """Where the values stand that the question annotates."""


_AN_ID, _A_WORD, _ALWAYS = range(3)


class Prepared(Generic[ModelT]):
    """One question about some ids, or about names where it says ``by_name``.

    ``question`` is called with these and as many words as are asked with. What it returns may
    depend on them alone, and they may only be compared: the ids by ``…__in``, the words for
    equality, with a text or, where the word is one, a number. A word is always of the same type.
    """

    def __init__(
        self, question: Callable[..., QuerySet[ModelT, Any]], *, by_name: bool = False
    ) -> None:
        self._question = question
        self._mark = _name_mark if by_name else _id_mark
        self._model: type[ModelT] | None = None
        self._written: dict[tuple[str, int], _Written] = {}

    def rows(self, ids: Sequence[Key], *words: Key) -> list[Row]:
        """Return the values that a question of ``values_list`` asks for; no query without ids.

        One query; beyond ``MOST_AT_ONCE`` ids each portion is one, and orders hold within it only.
        """
        return [tuple(row) for _written, some in self._portions(ids, words) for row in some]

    def objects(self, ids: Sequence[Key], *words: Key) -> list[ModelT]:
        """Return the rows of its model that another question asks for, in the same way."""
        found: list[ModelT] = []
        for written, some in self._portions(ids, words):
            found += _as_objects(written, some)
        return found

    def _portions(
        self, ids: Sequence[Key], words: Sequence[Key]
    ) -> Iterator[tuple[_Written, Iterable[Row]]]:
        for first in range(0, len(ids), MOST_AT_ONCE):
            yield self._some(ids[first : first + MOST_AT_ONCE], words)

    def _some(self, ids: Sequence[Key], words: Sequence[Key]) -> tuple[_Written, Iterable[Row]]:
        if self._model is None:
            self._model = self._question(ids, *words).model
        connection = connections[router.db_for_read(self._model)]
        size = next(size for size in SIZES if size >= len(ids))
        written = self._written.get((connection.alias, size))
        if written is None:
            written = self._write(connection.alias, size, words)
            self._written[connection.alias, size] = written
        whole = (ids, words)
        last = len(ids) - 1
        filled = [
            value if what == _ALWAYS else whole[what][value if what else min(value, last)]
            for what, value in written.places
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, filled)
            answered = cursor.fetchall()
        if written.converters:
            return written, written.compiler.apply_converters(answered, written.converters)
        return written, answered

    def _write(self, alias: str, size: int, words: Sequence[Key]) -> _Written:
        marks = [self._mark(number) for number in range(size)]
        word_marks = [_word_mark(number, word) for number, word in enumerate(words)]
        known: dict[Any, tuple[int, Any]] = {
            **{mark: (_AN_ID, number) for number, mark in enumerate(marks)},
            **{word: (_A_WORD, number) for number, word in enumerate(word_marks)},
        }
        question = self._question(marks, *word_marks)
        compiler = question.query.get_compiler(alias)
        sql, parameters = compiler.as_sql()
        filled = tuple(known.get(value, (_ALWAYS, value)) for value in parameters)
        if not set(known.values()) <= set(filled):
            raise ValueError("a question must ask for all its ids and words")
        columns = [column[0] for column in compiler.select]
        converters = compiler.get_converters(columns)
        gives_rows = issubclass(question._iterable_class, ModelIterable)
        whole = _whole(compiler) if gives_rows else None
        return _Written(sql, filled, compiler, converters, whole)


def _id_mark(number: int) -> int:
    return FIRST_MARK + number


def _name_mark(number: int) -> str:
    return f"<name {number}>"


def _word_mark(number: int, word: Key) -> Key:
    return FIRST_MARK + MOST_AT_ONCE + number if isinstance(word, int) else f"<word {number}>"


def _whole(compiler: Any) -> _Whole:
    info = compiler.klass_info
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:last]]
    populators: Any = get_related_populators  # the stubs are those of a later Django
    beside = populators(info, compiler.select, compiler.using)
    return _Whole(info["model"], first, last, names, beside, compiler.annotation_col_map or {})


def _as_objects(written: _Written, rows: Iterable[Row]) -> list[Any]:
    """Return rows of the model with those that the query selects beside them, as Django does."""
    whole, alias = written.whole, written.compiler.using
    if whole is None:
        raise TypeError("a question of values has no rows of a model")
    found = []
    for row in rows:
        one = whole.model.from_db(alias, whole.names, row[whole.first : whole.last])
        for populator in whole.beside:
            populator.populate(row, one)
        for name, place in whole.worked_out.items():
            setattr(one, name, row[place])
        found.append(one)
    return found
