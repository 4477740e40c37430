"""A table of figures that shows, for every number, how many sources it has and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from infogo.oversight.figures import Figure


@dataclass(frozen=True)
class Cell:
    """One number: ``None`` is "ไม่มีข้อมูล". ``href`` leads to the rows behind it."""

    value: float | None
    sources: int | None = None
    href: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether "no data" is the whole answer: that it comes from none says nothing more."""
        return self.value is None and not self.sources


@dataclass(frozen=True)
class Column:
    """A figure as a column, under a shorter name where there is one."""

    figure: Figure
    heading: str = ""

    @property
    def head(self) -> str:
        """Return the words above the column."""
        return self.heading or self.figure.name


@dataclass(frozen=True)
class Row:
    """A row: ``href`` leads into the narrower slice, a page of the same kind or of records."""

    label: str
    cells: Sequence[Cell]
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of figures; ``head`` names what the rows are, ``total`` is what they add up to.

    ``notes`` say what a reader might get wrong. ``is_ordered`` tells that the rows have an order
    of their own, as months have.
    """

    title: str
    head: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None = None
    notes: Sequence[str] = ()
    is_ordered: bool = False

    def place_of(self, code: str) -> int | None:
        """Return the number of the column of a figure."""
        codes = [column.figure.code for column in self.columns]
        return codes.index(code) if code in codes else None

    def sorted_by(self, code: str, *, descending: bool) -> Table:
        """Return it with rows by the values of a figure, unknown ones last.

        "" orders by name; a figure that is no column leaves it as it is.
        """
        if not code:
            return self
        place = self.place_of(code)
        if place is None:
            return self
        known = [row for row in self.rows if row.cells[place].value is not None]
        known.sort(key=lambda row: row.cells[place].value or 0, reverse=descending)
        unknown = [row for row in self.rows if row.cells[place].value is None]
        return replace(self, rows=[*known, *unknown])

    def is_small(self, place: int, cell: Cell) -> bool:
        """Whether a cell of a column rests on too few sources; one without data rests on none."""
        return self.columns[place].figure.is_small(cell.sources) and not cell.is_empty

    @property
    def has_small(self) -> bool:
        """Whether any number rests on too few sources."""
        return any(
            self.is_small(place, cell) for row in self.rows for place, cell in enumerate(row.cells)
        )

    def heads(self) -> list[str]:
        """Return the heads of the columns of a file, counts of sources among them."""
        found = [self.head]
        for column in self.columns:
            found.append(column.head)
            if column.figure.sources:
                found.append(f"{column.head}: นับจาก ({column.figure.sources})")
        return found

    def lines(self) -> list[list[str | int | float]]:
        """Return the rows of a file, the total last; what is unknown stays empty."""
        rows = [*self.rows, self.total] if self.total else list(self.rows)
        return [self._line(row) for row in rows]

    def _line(self, row: Row) -> list[str | int | float]:
        found: list[str | int | float] = [f"{row.label} ({row.note})" if row.note else row.label]
        for column, cell in zip(self.columns, row.cells, strict=True):
            value = column.figure.rounded(cell.value)
            found.append("" if value is None else value)
            if column.figure.sources:
                found.append("" if cell.sources is None else cell.sources)
        return found

    def about(self) -> list[tuple[str, str]]:
        """Return every figure with its definition, and the notes, for a sheet beside the rows."""
        told = {column.head: column.figure.definition for column in self.columns}
        return [*told.items(), *(("หมายเหตุ", note) for note in self.notes)]
