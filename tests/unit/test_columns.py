from __future__ import annotations

import pytest

from kg.query.ask import questions
from kg.query.columns import columns


@pytest.mark.parametrize(
    ("cypher", "named"),
    [
        ("MATCH (n) RETURN n.name", ("n.name",)),
        (
            "MATCH (n) RETURN DISTINCT  n.name AS a , count( * ) ORDER BY a, n.limit SKIP 1 LIMIT 2;",
            ("a", "count( * )"),
        ),
        ("RETURN [1, 2] AS l, {a: 1, b: [2, 3]}, 'x, y'", ("l", "{a: 1, b: [2, 3]}", "'x, y'")),
        ("RETURN 1 AS `a b`, 2 AS `x``y`, 3 AS order, 4 AS limit LIMIT 1", ("a b", "x`y", "order", "limit")),
        ("CALL { MATCH (n) RETURN n AS m } RETURN m.id // RETURN z", ("m.id",)),
        ("MATCH (n) RETURN n.id AS a UNION MATCH (n) RETURN n.name AS a", ("a",)),
        ("MATCH (n) WHERE EXISTS { MATCH (n)--(m) RETURN m } RETURN n.return, [x IN n.l | x] AS l", ("n.return", "l")),
        ("RETURN CASE WHEN 1 < 2 THEN 1 ELSE 2 END, a.`b c`", ("CASE WHEN 1 < 2 THEN 1 ELSE 2 END", "a.`b c`")),
        ("MATCH (n) RETURN *, 1 AS one", ()),
        ("RETURN 2 * 3 AS product", ("product",)),
    ],
)
def test_columns_are_those_of_the_last_return(cypher: str, named: tuple[str, ...]) -> None:
    assert columns(cypher) == named


def test_the_columns_of_every_question_are_those_its_head_names() -> None:
    for question in questions().values():
        assert sorted(columns(question.cypher)) == sorted(question.columns), question.name
