"""How good the extraction is: figures on public sets and on gold of one's own, and samples for judging by hand."""

from __future__ import annotations

from kg.evaluate.formats import Gold, Reading, read_gold, read_records, readings
from kg.evaluate.report import Report, evaluate

__all__ = ["Gold", "Reading", "Report", "evaluate", "read_gold", "read_records", "readings"]
