"""A store written out and read in again is the same store, byte for byte, in every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase

from kg import gazetteer, ontology
from kg.errors import DocumentError, UsageError
from kg.export import formats, lines
from kg.model import Decision, Delta, Evidence
from kg.pipeline.importing import export_lines, import_records
from kg.pipeline.world import STALE, sync
from kg.query import ask
from kg.store.connection import Remote
from kg.store.graph import GraphStore
from tests import corpus, servers
from tests.strait import ANSWERS, delta, strait

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = {"jsonl": ".jsonl", "jsonld": ".jsonld", "nquads": ".nq", "trig": ".trig"}
DECISION = Decision(
    id="k_1", action="same", on=("l_1", "l_2"), by="Ida", at="2024-06-02", note="one firm", superseded=True
)


def fill(store: GraphStore) -> list[str]:
    store.prepare()
    store.apply(Delta(evidence=corpus.evidence(), decisions=(DECISION,), world=STALE, header=("o", "x")))
    sync(store, ontology=ontology.load(), gazetteer=gazetteer.load())
    return list(lines(store))


def read_back(store: GraphStore, path: Path) -> list[str]:
    store.connection.run("MATCH (n) DETACH DELETE n")
    with export_lines(path) as stream:
        report = import_records(store, stream, name=path.name, ontology=ontology.load(), gazetteer=gazetteer.load())
    assert (report.rejected, report.stored) == ([], len(corpus.evidence()))
    return list(lines(store))


def test_every_form_comes_back_byte_for_byte(store: GraphStore, tmp_path: Path) -> None:
    before = fill(store)
    for form, suffix in SUFFIX.items():
        path = tmp_path / f"graph{suffix}"
        path.write_text("".join(f"{line}\n" for line in formats.as_lines(store, form)), encoding="utf-8", newline="\n")
        assert (form, read_back(store, path)) == (form, before)
    formats.as_folder(store, "csv", tmp_path / "tables")
    assert read_back(store, tmp_path / "tables") == before


@pytest.mark.parametrize(
    ("name", "text"),
    [("graph.nq", "<a> <b> ."), ("graph.trig", "{{{"), ("graph.jsonld", "[1, {"), ("graph.jsonld", '{"@context": "https://harbour.example/c", "a": 1}')],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with (
        pytest.raises(DocumentError, match=rf"graph\.{name.split('.')[1]} is no"),
        export_lines(tmp_path / name) as found,
    ):
        list(found)


def test_a_folder_that_holds_something_is_not_written_over(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already"):
        formats.as_folder(store, "csv", tmp_path)


@pytest.mark.parametrize("prefix", ["graph", "https://harbour.example", "https://a b.example/", "/id/"])
def test_a_prefix_that_is_no_iri_is_refused(store: GraphStore, prefix: str) -> None:
    with pytest.raises(UsageError, match="is no prefix for IRIs"):
        formats.as_lines(store, "trig", prefix=prefix)


def rows(store: GraphStore) -> dict[str, list[tuple[object, ...]]]:
    """The answers to all named questions."""
    found = {}
    for name, (given, _) in ANSWERS.items():
        with ask.ask(store, ask.questions()[name], given) as answer:
            found[name] = list(answer.rows)
    return found


def test_a_real_neo4j_loads_the_import_folder(store: GraphStore, tmp_path: Path) -> None:
    store.prepare()
    store.apply(delta(strait()))
    before, answers = list(lines(store)), rows(store)
    counts = formats.as_folder(store, "neo4j-admin", tmp_path / "folder")
    with servers.neo4j_server(imported=tmp_path / "folder") as server:
        with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
            nodes = driver.execute_query("MATCH (n) RETURN count(*) AS n").records[0]["n"]
            edges = driver.execute_query("MATCH ()-[r]->() RETURN count(*) AS n").records[0]["n"]
            for statement in (tmp_path / "folder/constraints.cypher").read_text(encoding="utf-8").split(";\n"):
                if statement:
                    driver.execute_query(statement)
        with GraphStore(Remote(server.url, server.user, server.password)) as loaded:
            assert list(lines(loaded)) == before
            assert rows(loaded) == answers
            assert loaded.done({"d_0000", "d_0009"}) == {"d_0000"}
            assert loaded.apply(delta(strait()))
            assert list(lines(loaded)) == before
    assert (nodes, edges) == (sum(n for f, n in counts.items() if f != "edges.csv"), counts["edges.csv"])


def test_odd_text_survives_the_import_folder(store: GraphStore, tmp_path: Path) -> None:
    text = 'Line\none, "two"\r\n;three\\ \u2028 𝄞 \u202e\t, \'four\' "" end'
    store.prepare()
    doc = corpus.document('odd"; \\uri', text, publisher='"')
    store.apply(Delta(evidence=(Evidence(document=doc, mentions=(), claims=(), done="x"),), world="current"))
    before = list(lines(store))
    formats.as_folder(store, "neo4j-admin", tmp_path / "folder")
    with (
        servers.neo4j_server(imported=tmp_path / "folder") as server,
        GraphStore(Remote(server.url, server.user, server.password)) as loaded,
    ):
        assert list(lines(loaded)) == before
