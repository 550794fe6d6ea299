"""The rows of a query, read as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from kg.analyze.table import frame
from kg.query.run import Rows

if TYPE_CHECKING:
    from pandas import DataFrame


class Answer:
    """The rows of a query, each a dict by column, read once and lazily; `columns` are their names in order.

    A query that runs longer than its deadline is stopped, so rows are to be read without long breaks.
    """

    def __init__(self, opened: AbstractContextManager[Rows]) -> None:
        self.columns: tuple[str, ...] = ()
        self._rows = self._read(opened)
        next(self._rows)

    def _read(self, opened: AbstractContextManager[Rows]) -> Iterator[dict[str, Any]]:
        with opened as found:
            self.columns = found.columns
            yield {}  # the columns are known, before any row
            for row in found.rows:
                yield dict(zip(self.columns, row, strict=True))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self._rows

    def __next__(self) -> dict[str, Any]:
        return next(self._rows)

    def df(self) -> DataFrame:
        """The rows that were not read yet, as a pandas data frame.

        Raises:
            UnavailableError: pandas is not installed.
        """
        return frame(self.columns, [tuple(row.values()) for row in self])

    def close(self) -> None:
        """End the query; rows that were not read are gone."""
        self._rows.close()  # type: ignore[attr-defined]
