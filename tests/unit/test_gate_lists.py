"""Long lists of statements: what people ask, and what must not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query.gate import check

DATA = Path(__file__).parents[1] / "data"


def blocks(name: str) -> list[str]:
    """The statements of a file, which are a blank line apart."""
    return (DATA / name).read_text(encoding="utf-8").strip("\n").split("\n\n")


REFUSED, READS = blocks("refused.cypher"), blocks("reads.cypher")


def test_the_lists_are_long_and_say_nothing_twice() -> None:
    assert (len(REFUSED) >= 250, len(READS) >= 150) == (True, True)
    assert len(set(REFUSED)) == len(REFUSED)
    assert len(set(READS)) == len(READS)


@pytest.mark.parametrize("statement", REFUSED)
def test_what_may_do_more_than_read_is_refused(statement: str) -> None:
    with pytest.raises(QueryError):
        check(statement)


@pytest.mark.parametrize("statement", READS)
def test_what_people_ask_may_run(statement: str) -> None:
    check(statement)
