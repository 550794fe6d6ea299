"""Parquet tables: a document a row (pyarrow, of the extra `tables`)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from kg.errors import DocumentError
from kg.model import Document, Rejected
from kg_loaders.caps import check_ratio
from kg_loaders.reading import loaded
from kg_loaders.rows import Columns, row_documents

_ROWS = 500


class ParquetLoader:
    """A document a row of a table."""

    name = "parquet"

    def __init__(self, columns: Columns = Columns()) -> None:  # noqa: B008 - frozen
        self.columns = columns

    def mapped(self, columns: Mapping[str, str]) -> ParquetLoader:
        """The loader that takes each field of a document from the column that *columns* names."""
        return ParquetLoader(Columns(columns))

    def accepts(self, path: Path) -> bool:
        """Whether *path* ends in .parquet or .pq."""
        return path.suffix.lower() in {".parquet", ".pq"}

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        """The documents of *path*, in its order."""
        yield from loaded(path, self.parse, limit=None)

    def parse(self, content: bytes) -> Iterator[Document | Rejected]:
        """The documents of the rows of *content*.

        Raises:
            DocumentError: it is no Parquet file, is broken, lacks a column, or pyarrow is missing.
        """
        yield from row_documents(self._rows(content), self.columns)

    def _rows(self, content: bytes) -> Iterator[dict[str, object]]:
        try:
            from pyarrow import ArrowException  # type: ignore[import-untyped]
            from pyarrow.parquet import ParquetFile  # type: ignore[import-untyped]
        except ImportError as error:
            msg = "needs pyarrow: pip install 'dramatis-kg[tables]'"
            raise DocumentError(msg) from error
        try:
            file = ParquetFile(io.BytesIO(content))
            groups = (file.metadata.row_group(i) for i in range(file.num_row_groups))
            check_ratio(sum(g.total_byte_size for g in groups), len(content))
            self.columns.check(file.schema_arrow.names)
            unpacked = 0
            for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
                for row in batch.to_pylist():
                    # One text that a dictionary holds once may stand in a billion rows.
                    unpacked += sum(len(v) for v in row.values() if isinstance(v, str))
                    check_ratio(unpacked, len(content))
                    yield {str(k): _plain(v) for k, v in row.items()}
        except (ArrowException, OSError, UnicodeDecodeError) as error:
            msg = f"is no Parquet file that can be read: {error}"
            raise DocumentError(msg) from error


def _plain(value: object) -> object:
    """*value* as JSON would have it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if value is None or isinstance(value, (str, int, bool)):
        return value or None if value == "" else value
    return value if isinstance(value, float) and value - value == 0 else str(value)
