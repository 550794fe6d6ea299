"""Every error that Dramatis raises on purpose.

KgError                     exit 1
├── UsageError              exit 2   a missing path, an unknown name, wrong Cypher, a refused write, a deadline passed
│   ├── NotFoundError                nothing has that name or id
│   ├── OntologyError                an ontology file is wrong; `problems` lists every fault
│   ├── QueryError                   the Cypher is wrong, writes, or took too long
│   └── TooLargeError                more than a view can show
├── DocumentError           exit 3   a document is empty, binary or broken
│   └── SpanError                    a span lies outside its text
├── UnavailableError        exit 4   the store, the disk or a needed package is not there; safe to run again
│   ├── NoStoreError                 there is no store here yet
│   └── OutdatedError                others changed the store while something was computed from it
└── IntegrityError          exit 5   what is stored contradicts itself or is of a newer schema
"""

from __future__ import annotations


class KgError(Exception):
    """Anything Dramatis raises on purpose; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(KgError):
    """The caller asked for something that cannot be done as asked."""

    exit_code = 2


class NotFoundError(UsageError):
    """Nothing has that name or id."""


class OntologyError(UsageError):
    """An ontology file is wrong; `problems` lists every fault found, not only the first."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class QueryError(UsageError):
    """The Cypher is wrong, would write, or passed its deadline."""


class TooLargeError(UsageError):
    """More than a view can show; the message names the ways out."""


class DocumentError(KgError):
    """A document is empty, binary or broken."""

    exit_code = 3


class SpanError(DocumentError):
    """A span lies outside its text."""


class UnavailableError(KgError):
    """The store, the disk or a needed package is not there; running again later is safe."""

    exit_code = 4


class NoStoreError(UnavailableError):
    """There is no store here yet."""


class OutdatedError(UnavailableError):
    """Others changed the store while something was computed from it; computing it again helps."""


class IntegrityError(KgError):
    """What is stored contradicts itself, or its schema is newer than this program."""

    exit_code = 5
