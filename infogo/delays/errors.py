"""Refusals: nothing was changed, and ``str()`` says in Thai what to do."""

from __future__ import annotations

from collections.abc import Iterable


class DelayError(ValueError):
    """A step that is not possible; ``field`` is the input that it is about, if any.

    ``others`` are what else is wrong with the same step; ``str()`` says the first alone.
    """

    def __init__(self, message: str, field: str = "", *, others: Iterable[DelayError] = ()) -> None:
        super().__init__(message)
        self.field = field
        self.others = tuple(others)

    def every(self) -> tuple[DelayError, ...]:
        """Return all that is wrong, this first."""
        return (self, *self.others)


def refuse(found: Iterable[DelayError]) -> None:
    """Go on when nothing was found.

    Raises:
        DelayError: the first that was found, with the others in it.
    """
    problems = list(found)
    if problems:
        raise DelayError(str(problems[0]), problems[0].field, others=problems[1:])
