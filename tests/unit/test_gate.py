from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.gate import PROCEDURES, check, tokens

READS = [
    "MATCH (n:Actor) RETURN n.name LIMIT 10",
    "match (n) return n",
    "MATCH (n) RETURN n;",
    "MATCH (n) RETURN n ; ;\n",
    "  \n\tMATCH (n)\r\nRETURN n\r\n",
    "RETURN 1",
    "WITH 1 AS one RETURN one",
    "UNWIND $names AS name MATCH (n {name: name}) RETURN n",
    "OPTIONAL MATCH (n) RETURN count(*)",
    # comments
    "// create nothing\nMATCH (n) RETURN n",
    "/* SET or DELETE, no */ MATCH (n) RETURN n",
    "MATCH (n) /* multi\nline; DROP */ RETURN n // detach delete",
    "MATCH (n) RETURN n // it's fine",
    'MATCH (n) RETURN n /* an " and a ` */',
    "MATCH (n) RETURN n / 2",
    # strings
    "MATCH (n {name: 'CREATE (x)'}) RETURN n",
    'MATCH (n {name: "; DELETE n"}) RETURN n',
    r"RETURN 'it\'s SET' AS a",
    r'RETURN "a \" DELETE" AS a',
    r"RETURN 'a backslash \\' AS a",
    "RETURN '// no comment' AS a, 'b' AS b",
    "RETURN '/*' AS a",
    "RETURN '`' AS a",
    "RETURN 'LOAD CSV FROM x' AS a",
    r"RETURN 'C:\\users' AS a",
    # quoted names
    "MATCH (`create`) RETURN `create`",
    "MATCH (n:`Set`) RETURN n.`delete` AS `drop`",
    "MATCH (n) RETURN n.name AS `merge ``it`` now`",
    # names in places where only names stand
    "MATCH (n) WHERE n.set = 1 RETURN n.create, n.delete",
    "MATCH (n) RETURN n . remove",
    "MATCH (n:Set) RETURN n",
    "MATCH (n: Merge) RETURN n",
    "MATCH (n:Create&!Delete|Drop) RETURN n",
    "MATCH (a)-[:SET|CREATE|:MERGE]->(b) RETURN a",
    "MATCH (a)-[r:USE*1..3]->(b) RETURN r",
    "RETURN {create: 1, set: 2, delete: {drop: 3}} AS made",
    "RETURN {a: 1, show : 2}.show AS shown",
    "MATCH (n) RETURN n {.name, set: 1} AS m",
    "MATCH (n) WHERE n:Set OR n:Show RETURN n",
    "RETURN [x IN [1, 2] | x] AS xs",
    "RETURN $create AS made, $set AS kept",
    "MATCH (n) RETURN n.created, n.settings, n.offset, n.deleted, n.dropped, n.used",
    "MATCH (c:Claim) RETURN c.start AS start, c.end AS stop ORDER BY start, stop",
    "MATCH (grant) WHERE grant.commit RETURN grant",
    "MATCH (n) WITH n AS as RETURN as",
    "MATCH (n) RETURN createdAt(n) AS t",
    # subqueries
    "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS c } RETURN n, c",
    "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c } RETURN n, c",
    "MATCH (n) WHERE exists { (n)-->(:Set) } RETURN n",
    "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WHERE m.set > 1 } RETURN n",
    "MATCH (n) RETURN count { (n)-->() } AS c",
    "MATCH (n) RETURN COLLECT { MATCH (n)-->(m) RETURN m.name } AS names",
    "MATCH (n) WHERE n.name IN transactions RETURN n",
    "MATCH (n) WHERE n.x IN [1, 2] RETURN n UNION ALL MATCH (m) RETURN m AS n",
    # procedures that read
    "CALL db.labels() YIELD label RETURN label",
    "CALL DB.Labels()",
    "CALL db . relationshipTypes ( )",
    "CALL `db`.`labels`()",
    "CALL /* which */ db.index.fulltext.queryNodes('names', $q) YIELD node RETURN node",
    # numbers
    "RETURN 1, 1.5, .5, 1e3, 1.5E-3, 0xFF, 0o17, 1_000, [0, 1, 2][0..1], [3][..1]",
    "MATCH p = (a)-[*..3]->(b) RETURN length(p)",
    # letters beyond ASCII
    "MATCH (größe:Entity {name: '小红书'}) RETURN größe.name AS имя",
]
WRITES = [
    "CREATE (n)",
    "create (n)",
    "CrEaTe (n)",
    "MATCH (n)\nSET\nn.x = 1",
    "MATCH (n)SET n.x=1",
    "MATCH (n) set n:Label",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) DETACH/**/DELETE n",
    "MATCH (n) REMOVE n.name",
    "MERGE (n {id: 1}) RETURN n",
    "MATCH (n) MERGE (n)-[:X]->(m)",
    "MATCH (n) WITH n CREATE (m)",
    "MATCH (n) /* */ CREATE (m)",
    "MATCH (n) // comment\nCREATE (m)",
    "MATCH (n) // comment\r\nCREATE (m)",
    "/* CREATE */ CREATE (n)",
    "/* /* */ CREATE (n) /* */",
    "MATCH (n) WHERE n.name = 'a' CREATE (m {name: 'b'})",
    'MATCH (n) WHERE n.name = "\'" CREATE (m {name: "\'"})',
    r"MATCH (n) WHERE n.name = '\\' CREATE (m {name: '\\'})",
    "MATCH (n) WHERE n.`a` = 1 CREATE (m {`b`: 1})",
    "FOREACH (i IN [1] | CREATE (:X))",
    "MATCH (n) FOREACH (i IN [1] | SET n.x = i)",
    "MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n",
    "MATCH (n) CALL (n) { CREATE (m) RETURN m } RETURN n",
    "UNWIND [1] AS i CALL { CREATE (:X) } IN TRANSACTIONS RETURN i",
    "UNWIND [1] AS i CALL { MATCH (n) RETURN n } IN TRANSACTIONS RETURN i",
    "UNWIND [1] AS i CALL (i) { MATCH (n) RETURN n } IN 3 CONCURRENT TRANSACTIONS OF 5 ROWS RETURN i",
    "UNWIND [1] AS i CALL { MATCH (n) RETURN n } IN (1 + 1) CONCURRENT TRANSACTIONS RETURN i",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "WITH 1 AS x LOAD CSV WITH HEADERS FROM 'http://harbour.example' AS row RETURN row",
    "USE other MATCH (n) RETURN n",
    "CALL { USE other MATCH (n) RETURN n } RETURN n",
    "DROP INDEX claim_by",
    "CREATE USER eve SET PASSWORD 'x'",
    "INSERT (n)",
    "MATCH (n) INSERT (m)",
    "SHOW USERS",
    "show databases",
    "SHOW TRANSACTIONS YIELD * RETURN *",
    "TERMINATE TRANSACTIONS 'x'",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "CYPHER runtime=slotted MATCH (n) RETURN n",
    "CYPHER 25 MATCH (n) RETURN n",
    "ALTER USER eve SET PASSWORD 'x'",
    "GRANT ROLE admin TO eve",
    "DENY READ ON GRAPH * TO eve",
    "REVOKE ROLE admin FROM eve",
    "RENAME USER a TO b",
    "ENABLE SERVER 'x'",
    "START DATABASE x",
    "STOP DATABASE x",
    "DEALLOCATE DATABASES FROM SERVER 'x'",
    "BEGIN",
    "COMMIT",
    ":param x => 1",
    "SELECT * FROM n",
    # procedures
    "CALL dbms.listConfig()",
    "CALL db.createLabel('x')",
    "CALL apoc.create.node(['X'], {})",
    "CALL `dbms`.`listConfig`()",
    "CALL `dbms.listConfig`()",
    "CALL DBMS . listConfig",
    "MATCH (n) CALL db.labels() YIELD label CALL dbms.listConfig() YIELD name RETURN name",
    "MATCH (n) OPTIONAL CALL apoc.x() YIELD y RETURN y",
    "CALL db.labels.evil()",
    "CALL $name()",
    "CALL",
    # two statements
    "MATCH (n) RETURN n; MATCH (m) RETURN m",
    "RETURN 1;RETURN 2;",
    "; ; RETURN 1; RETURN 2",
    # `as` is a name as well as a keyword; each of these wrote to a Neo4j 5.26
    "MATCH (n) WHERE n:As CREATE (m) RETURN 1",
    "MATCH (n) WHERE n IS As CREATE (m) RETURN 1",
    "MATCH (n) WHERE n.as CREATE (m) RETURN 1",
    "OPTIONAL MATCH (n) WITH n AS as CREATE (m) RETURN 1",
    "MATCH (n) WITH n AS as CALL dbms.listConfig() YIELD name RETURN name",
    # and so did these, whose comment ends sooner than it seems, or whose string does
    "WITH 1 AS x // x\rCREATE (m) RETURN 1",
    r"WITH 1 AS x \u0043REATE (m) RETURN 1",
    r"WITH 1 AS x \uuu0043REATE (m) RETURN 1",
    r"WITH '\u0027 AS x CREATE (m) RETURN 1 //'",
    r'WITH "\u0022 AS x CREATE (m) RETURN 1 //"',
    r"MATCH (`\u0060) CREATE (m) RETURN 1 //`)",
    r"WITH 1 AS x // \u000aCREATE (m) RETURN 1",
    r"WITH 1 AS x // \u000D CREATE (m) RETURN 1",
    r"WITH 1 AS x /* \u002a\u002f CREATE (m) RETURN 1 /* */",
    # spaces of other scripts, digits that run into words, fullwidth and long letters
    "MATCH (n)\u00a0SET\u2003n.x = 1",
    "MATCH (n)\x1cCREATE (m)",
    "MATCH (n) WHERE n.x = 1CREATE (m) RETURN 1",
    "MATCH (n) WHERE n.x = 1.CREATE (m) RETURN 1",
    "MATCH (n) WHERE n.x = 0x1CREATE (m) RETURN 1",
    "MATCH (n) \u017fet n.x = 1",
    # never closed
    "MATCH (n) RETURN 'CREATE",
    'MATCH (n) RETURN "',
    "MATCH (`n) RETURN 1",
    "MATCH (n) /* CREATE (m)",
    "MATCH (n) RETURN n /* '",
    # nothing
    "",
    "   ",
    ";",
    "// only a comment",
    "/* only a comment */",
]


@pytest.mark.parametrize("statement", READS)
def test_what_only_reads_may_run(statement: str) -> None:
    check(statement)


@pytest.mark.parametrize("statement", WRITES)
def test_what_may_do_more_is_refused(statement: str) -> None:
    with pytest.raises(QueryError):
        check(statement)


@pytest.mark.parametrize("statement", [s for s in READS if not s.startswith(("CALL", "RETURN", "//", "/*"))])
def test_a_write_after_a_reading_part_is_refused(statement: str) -> None:
    with pytest.raises(QueryError):
        check(f"{statement.rstrip('; ').split('//')[0]} CREATE (x:Evil)")


@pytest.mark.parametrize("letter", range(len("detach")))
def test_case_hides_nothing(letter: int) -> None:
    word = "detach"
    with pytest.raises(QueryError, match="'DETACH' is not part of reading"):
        check(f"MATCH (n) {word[:letter]}{word[letter].upper()}{word[letter + 1 :]} DELETE n")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("MATCH (n) RETURN n AS set", "'SET' is not part of reading; write it in back quotes"),
        ("", "empty; try: MATCH"),
        ("RETURN 1; RETURN 2", "one statement at a time"),
        ("RETURN 'a", "not closed"),
        ("CALL dbms.listConfig()", r"CALL dbms\.listconfig is not allowed here; allowed: db\.index"),
        (r"RETURN '\u00e9'", r"itself, not its \\u escape"),
        ("RETURN 1\rLIMIT 1", "line feed"),
        ("MATCH (n) RETURN 1n", "1n is neither a number nor a name"),
    ],
)
def test_a_refusal_says_what_to_do(statement: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        check(statement)


def test_every_allowed_procedure_may_be_called() -> None:
    for name in sorted(PROCEDURES):
        check(f"CALL {name}()")


def test_tokens_leave_out_space_and_comments_and_keep_the_rest() -> None:
    found = [(t.kind, t.text) for t in tokens("MATCH(n:`A b`)/*x*/ WHERE n.x>$p AND n.y='it' //z\n RETURN 1.5")]
    assert found == [
        ("word", "match"), ("mark", "("), ("word", "n"), ("mark", ":"), ("quoted", "`A b`"), ("mark", ")"),
        ("word", "where"), ("word", "n"), ("mark", "."), ("word", "x"), ("mark", ">"), ("param", "$p"), ("word", "and"),
        ("word", "n"), ("mark", "."), ("word", "y"), ("mark", "="), ("string", "'it'"), ("word", "return"),
        ("number", "1"), ("mark", "."), ("number", "5"),
    ]  # fmt: skip


def test_no_character_but_space_and_comments_is_lost() -> None:
    statement = "MATCH (n {a: '小', `b`: 0x1F}) WHERE n.c <> $d+1e-3 RETURN n[0..2] AS é;"
    assert "".join(t.text for t in tokens(statement)) == "".join(
        w
        if w.startswith("'")
        else w.replace("MATCH", "match").replace("WHERE", "where").replace("RETURN", "return").replace("AS", "as")
        for w in statement.split()
    )
