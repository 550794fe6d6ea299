"""Tables that were computed: rows under columns, as dicts or as a data frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import UnavailableError

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows, a sentence on what they are, and the columns that only programs want."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    note: str = ""
    ids: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row as a dict by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def without_ids(self) -> Table:
        """The same without the columns that only programs want."""
        kept = [i for i, c in enumerate(self.columns) if c not in self.ids]
        return Table(tuple(self.columns[i] for i in kept), [tuple(r[i] for i in kept) for r in self.rows], self.note)

    def df(self) -> DataFrame:
        """The rows as a pandas data frame.

        Raises:
            UnavailableError: pandas is not installed.
        """
        return frame(self.columns, self.rows)


def frame(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> DataFrame:
    """*rows* under *columns* as a pandas data frame.

    Raises:
        UnavailableError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise UnavailableError("data frames need pandas: pip install 'dramatis-kg[tables]'") from error
    return pd.DataFrame.from_records(rows, columns=list(columns))
