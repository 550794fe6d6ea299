"""The explorer's page as text: what is in it, what it may do, and what is refused."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import kg.views
from kg.cli import view_
from kg.errors import NotFoundError, TooLargeError, UnavailableError, UsageError
from kg.views import Only, Start, View, ViewModel, build, named, to_html, write
from kg.views.opening import bundles, opening
from kg.views.page import places
from tests.browser.generated import generated
from tests.worlds import ONTOLOGY, harbour

ASSETS = Path(kg.views.__file__).parent / "assets"


@pytest.fixture
def whole() -> ViewModel:
    return build(harbour().records, ontology=ONTOLOGY)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "layouts"


def block(page: str) -> Any:  # noqa: ANN401 - JSON
    form, text = re.findall(r'<script type="application/json" id="model" data-form="(\w+)">(.*?)</script>', page)[0]
    return json.loads(gzip.decompress(base64.b64decode(text)) if form == "gzip" else text)


def test_the_page_asks_for_nothing_and_names_each_script_by_hash(whole: ViewModel) -> None:
    page = to_html(whole)
    assert re.findall(r"""<[^>]*\b(?:src|href)=""", page.split("<script>")[0]) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    script = page.split("<script>")[1].split("</script>")[0]
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy[1]


def test_the_bundle_is_what_its_notes_say() -> None:
    notes = json.loads((ASSETS / "build.json").read_text(encoding="utf-8"))
    for name, digest in notes["sha256"].items():
        assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == digest
    script = (ASSETS / "explorer.js").read_bytes()
    assert len(script) == notes["bytes"] < 300_000
    assert len(gzip.compress(script, 9)) < 80_000
    notices = (ASSETS / "explorer.notices.txt").read_text(encoding="utf-8")
    assert [p for p in notes["packages"] if f"{p} {notes['packages'][p]}" not in notices] == []


def test_a_block_holds_the_model_and_each_sentence_once(whole: ViewModel) -> None:
    found = block(to_html(whole))
    assert found["nodes"]["id"] == [n.id for n in whole.nodes]
    assert found["quotes"] == list(whole.quotes)
    assert found["passages"]["fillers"] == {"0": [0], "1": [1]}
    assert [found["passages"]["hows"][h][4] for h in found["passages"]["how"]] == [
        "affirms", "affirms", "affirms", "supposes", "affirms"
    ]  # fmt: skip


def test_the_order_of_records_changes_nothing() -> None:
    records = harbour().records
    page = to_html(build(records, ontology=ONTOLOGY))
    for seed in range(3):
        random.Random(seed).shuffle(records)  # noqa: S311 - an order, not a secret
        assert to_html(build(records, ontology=ONTOLOGY)) == page


def test_a_large_block_is_packed_and_its_layout_kept(cache: Path) -> None:
    model = generated(4500)
    page = to_html(model)
    assert 'data-form="gzip"' in page
    assert len(block(page)["nodes"]["x"]) == 4500
    (path,) = cache.glob("*.npy")
    x, _ = places(model)
    np.save(path, np.load(path) + 1000)
    assert places(model)[0] == [one + 1000 for one in x]
    path.write_bytes(b"broken")
    assert places(model)[0] == x
    assert to_html(model) == page


def test_more_than_fifty_thousand_nodes_are_refused_with_the_ways_out(whole: ViewModel) -> None:
    many = tuple(dataclasses.replace(whole.nodes[0], id=f"e_{i}") for i in range(50_001))
    with pytest.raises(TooLargeError, match=r"50,001 nodes; a page shows at most 50,000 nodes.*--about NAME.*--since"):
        to_html(dataclasses.replace(whole, nodes=many, edges=()))


def test_a_graph_that_is_too_large_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    @contextmanager
    def opened(*_given: object, **_more: object) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(counts=lambda: {"fact": 60_000})

    monkeypatch.setattr(view_, "opened", opened)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TooLargeError, match=r"60,000 facts; a page shows at most 50,000 nodes.*--about NAME.*--since"):
        view_.command.main([], standalone_mode=False)


def test_a_page_is_written_whole_or_not_at_all(whole: ViewModel, tmp_path: Path) -> None:
    View(whole).save(tmp_path / "view.html")
    assert (tmp_path / "view.html").read_text(encoding="utf-8") == to_html(whole)
    assert [p.name for p in tmp_path.iterdir()] == ["view.html"]
    with pytest.raises(UnavailableError, match="cannot write"):
        write(whole, tmp_path / "nowhere" / "view.html")


def test_a_notebook_gets_a_frame_without_the_notebooks_origin(whole: ViewModel) -> None:
    shown = View(whole, height=500)._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts allow-downloads" width="100%" height="500"')
    assert "allow-same-origin" not in shown
    assert "<script" not in shown


def test_a_page_opens_on_what_it_is_told(whole: ViewModel) -> None:
    assert block(to_html(whole, start=Start(timeline="AW")))["start"] == {"view": "timeline", "lane": "e_0000"}
    pair = block(to_html(whole, start=Start(compare=("mole times", "Quay Post"))))["start"]
    assert pair == {"view": "compare", "pair": ["Mole Times", "Quay Post"]}
    with pytest.raises(NotFoundError, match="nobody in this view is called 'Zed'"):
        to_html(whole, start=Start(timeline="Zed"))
    with pytest.raises(NotFoundError, match="no publisher is called 'Zed'; there are: Mole Times, Quay Post"):
        to_html(whole, start=Start(compare=("Zed", "Quay Post")))
    with pytest.raises(UsageError, match="pyvis"):
        to_html(whole, engine="pyvis", start=Start(timeline="AW"))
    with pytest.raises(NotFoundError, match="no engine named 'canvas'; there are: explorer, pyvis"):
        to_html(whole, engine="canvas")


def test_the_opening_shows_central_actors_and_what_sources_differ_on(whole: ViewModel) -> None:
    first = opening(whole)
    shown = {whole.nodes[i].id for i in first.nodes}
    assert {"f_0000", "e_0000", "e_0001", "e_0002"} <= shown
    assert [whole.nodes[i].id for i in (first.disputed, first.recent, first.connected) if i is not None] == [
        "f_0000", "f_0000", "e_0000"
    ]  # fmt: skip
    nothing = opening(build([], ontology=ONTOLOGY))
    assert (nothing.nodes, nothing.disputed, nothing.recent, nothing.connected) == ((), None, None, None)


def test_a_large_opening_stays_small_and_connected() -> None:
    model = generated(2000)
    first = opening(model)
    facts = {model.nodes[i].id for i in first.nodes if model.nodes[i].kind == "fact"}
    actors = {model.nodes[i].id for i in first.nodes if model.nodes[i].kind == "entity"}
    assert 5 < len(facts) <= 24
    assert all(len({e.target for e in model.edges if e.source == f} & actors) > 1 for f in facts)


def test_parallel_facts_are_one_bundle(whole: ViewModel) -> None:
    twin = dataclasses.replace(whole.nodes[-1], id="f_9999")
    edges = [dataclasses.replace(e, source="f_9999") for e in whole.edges if e.source == "f_0003"]
    both = dataclasses.replace(whole, nodes=(*whole.nodes, twin), edges=(*whole.edges, *edges))
    assert bundles(both)["f_9999"] == "f_0003"
    assert bundles(both)["f_0000"] == "f_0000"


def facts(only: Only) -> set[str]:
    return {n.id for n in build(harbour().records, ontology=ONTOLOGY, only=only).nodes if n.kind == "fact"}


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Only(), {"f_0000", "f_0001", "f_0002", "f_0003"}),
        (Only(since="2024"), {"f_0000", "f_0001", "f_0002"}),  # f_0002 has no date but is what f_0001 threatens
        (Only(until="2024-04"), set()),
        (Only(since="2024-05", until="2024-05"), {"f_0000", "f_0001", "f_0002"}),
        (Only(publishers=("mole times",)), {"f_0000", "f_0003"}),
        (Only(types=("threat",)), {"f_0001", "f_0002"}),
        (Only(types=("Place",)), {"f_0000"}),
        (Only(confidence=1.0, publishers=("Quay Post",)), {"f_0000", "f_0001", "f_0002"}),
    ],
)
def test_only_bounds_the_facts_but_not_what_fills_their_roles(only: Only, expected: set[str]) -> None:
    assert facts(only) == expected


def test_bounds_are_said_on_the_page() -> None:
    model = build(harbour().records, ontology=ONTOLOGY, only=Only(since="2024", types=("threat",)), about="Alba")
    assert model.summary.line.startswith("around Alba, 1 hop, since 2024, of the type threat: ")


@pytest.mark.parametrize(
    ("only", "said"),
    [
        (Only(since="May"), r"'May' is no date; write it as 2024, 2024-05 or 2024-05-01"),
        (Only(publishers=("Quey Post",)), r"no publisher is called 'Quey Post'; there are: Mole Times, Quay Post"),
        (Only(types=("treat",)), r"no type is called 'treat'; near: Threat"),
    ],
)
def test_a_wrong_bound_is_refused_with_what_there_is(only: Only, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        facts(only)


def test_the_nodes_of_an_answer_are_found_wherever_they_stand() -> None:
    node = {"labels": ["Fact"], "id": "f_0001"}
    path = [{"labels": ["Entity"], "id": "e_0000"}, {"type": "AGENT", "from": "f_0001", "to": "e_0000"}, node]
    assert named([[1, "x", path], [{"a": [node]}]]) == {"f_0001", "e_0000"}


def test_a_view_of_named_nodes_holds_them_and_who_takes_part() -> None:
    records = harbour().records
    one = build(records, ontology=ONTOLOGY, nodes={"f_0003"})
    assert {n.id for n in one.nodes} == {"f_0003", "e_0003", "e_0004"}
    between = build(records, ontology=ONTOLOGY, nodes={"e_0000", "e_0002"})
    assert {n.id for n in between.nodes if n.kind == "fact"} == {"f_0000"}
    assert {n.id for n in build(records, ontology=ONTOLOGY, nodes={"c_0004"}).nodes} >= {"f_0003"}
    with pytest.raises(UsageError, match="the query gave no node of the graph"):
        build(records, ontology=ONTOLOGY, nodes={"x"})
