from __future__ import annotations

import dataclasses
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import IntegrityError, NotFoundError, TooLargeError, UnavailableError
from kg.views import build, to_pyvis, write
from kg.views.layout import Box, positions
from kg.views.model import Part, ViewModel
from kg.views.pyvis_page import pyvis_html
from tests.worlds import ONTOLOGY, THREAT, harbour

ROOT = Path(__file__).parents[2]


@pytest.fixture
def whole() -> ViewModel:
    return build(harbour().records, ontology=ONTOLOGY)


def ids(model: ViewModel) -> set[str]:
    return {n.id for n in model.nodes}


def names(model: ViewModel) -> set[str]:
    return {n.label for n in model.nodes if n.kind == "entity"}


def test_without_a_name_it_shows_all_facts_and_only_those_who_take_part(whole: ViewModel) -> None:
    assert names(whole) == {"Alba", "Brisk", "Cove", "Dune", "Elm"}
    assert [n.id for n in whole.nodes if n.kind == "fact"] == ["f_0000", "f_0001", "f_0002", "f_0003"]
    assert len(whole.edges) == 10


def test_the_summary_says_how_much_of_how_much(whole: ViewModel) -> None:
    said = whole.summary
    assert (said.entities, said.facts, said.claims) == (Part(5, 6), Part(4, 4), Part(5, 5))
    assert (said.documents, said.publishers) == (Part(2, 3), Part(2, 2))
    assert said.line == "5 of 6 entities, 4 of 4 facts, 5 of 5 claims, 2 of 3 documents, 2 of 2 publishers"


def test_actor_to_event_to_actor_is_one_hop() -> None:
    records = harbour().records
    one = build(records, ontology=ONTOLOGY, about="brisk")
    assert (names(one), one.summary.about, one.summary.hops) == ({"Alba", "Brisk", "Cove"}, ("Brisk",), 1)
    two = build(records, ontology=ONTOLOGY, about="Brisk", hops=2)
    assert {n.id for n in two.nodes if n.kind == "fact"} == {"f_0000", "f_0001", "f_0002"}
    assert names(build(records, ontology=ONTOLOGY, about="Brisk", hops=3)) == {"Alba", "Brisk", "Cove", "Dune", "Elm"}


def test_a_fact_is_never_shown_without_those_who_take_part_in_it() -> None:
    model = build(harbour().records, ontology=ONTOLOGY, about="f_0001")
    assert ids(model) == {"f_0001", "f_0002", "e_0000", "e_0003", "e_0004"}
    assert {e.target for e in model.edges} <= ids(model)


@pytest.mark.parametrize("about", ["alba", "ALBA WORKS", " aw ", "The Alba", "e_0000", "l_0000", "m_0000"])
def test_names_aliases_and_ids_of_an_entity_are_all_understood(about: str) -> None:
    assert build(harbour().records, ontology=ONTOLOGY, about=about).summary.about == ("Alba",)


@pytest.mark.parametrize(
    ("about", "facts"), [("c_0001", {"f_0000"}), ("d_0001", {"f_0000", "f_0003"}), ("F_0003", {"f_0003"})]
)
def test_ids_of_evidence_stand_for_its_facts(about: str, facts: set[str]) -> None:
    assert {n.id for n in build(harbour().records, ontology=ONTOLOGY, about=about).nodes if n.kind == "fact"} == facts


def test_an_unknown_name_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(NotFoundError, match=r"nothing is called 'Albo'; near: Alba"):
        build(harbour().records, ontology=ONTOLOGY, about="Albo")
    with pytest.raises(NotFoundError, match=r"nothing is called '\\u\{1b\}\[31m'; no name is near it"):
        build(harbour().records, ontology=ONTOLOGY, about="\x1b[31m")


def test_each_sentence_is_stored_once_and_the_trigger_lies_in_it(whole: ViewModel) -> None:
    assert len(whole.quotes) == len(set(whole.quotes)) == 4
    marked = [whole.quotes[p.quote][p.start : p.end] for p in whole.passages]
    assert marked == ["bought", "bought", "warned", "buy", "owned"]


def test_a_passage_says_who_says_so_and_how(whole: ViewModel) -> None:
    threat, sale = whole.passages[2:4]
    assert (threat.says, threat.evidential, threat.polarity, threat.certainty, threat.realis) == (
        "Brisk",
        "attributed to a source",
        "affirmed",
        "certain",
        "as real",
    )
    assert (sale.says, sale.realis) == ("Alba, according to Brisk", "as a threat")
    assert (whole.passages[0].says, whole.origins[whole.passages[0].origin].title) == ("Quay Post", "Alba takes Cove")


def test_roles_have_the_names_of_the_class_and_too_many_fillers_are_a_conflict(whole: ViewModel) -> None:
    by_id = {n.id: n for n in whole.nodes}
    assert {e.label for e in whole.edges if e.source == "f_0000"} == {"acquirer", "acquired"}
    assert (by_id["f_0000"].conflicts, by_id["f_0002"].conflicts) == (("acquirer",), ())
    assert {(e.kind, e.target) for e in whole.edges if e.role == "consequence"} == {("fact", "f_0002")}
    assert (by_id["f_0000"].group_words, by_id["f_0003"].group, by_id["e_0000"].names) == (
        "transact",
        "State",
        ("Alba Works", "AW"),
    )


def test_an_event_of_the_open_class_is_called_by_the_word_of_the_text() -> None:
    world = harbour()
    doc = world.document("Dune ferried Elm across. So it did.", publisher="Quay Post")
    action = ("Event", "Action")
    ferried = world.claim(doc, "Dune ferried Elm across.", "ferried", kind=action, agent="e_0003", target="e_0004")
    did = world.claim(doc, "So it did.", "did", kind=action, target="e_0004")
    first = world.fact(
        ferried, roles=[("agent", "e_0003"), ("target", "e_0004")], label="Dune – Action → Elm", date=None
    )
    second = world.fact(did, roles=[("target", "e_0004")], label="Action → Elm", date=None)
    nodes = {n.id: n for n in build(world.records, ontology=ONTOLOGY).nodes}
    assert [nodes[i].label for i in (first, second)] == ["Dune – ferried → Elm", "did → Elm"]
    assert [(nodes[i].word, nodes[i].type_words) for i in (first, second)] == [("ferried", "Action"), ("did", "Action")]
    assert (nodes["f_0001"].word, nodes["f_0001"].label) == (None, "Alba – threat → Dune")


def test_who_has_no_name_is_called_by_the_words_that_stand_for_it() -> None:
    world = harbour()
    leaf = "l_0123456789abcdef0123"
    they = world.entity(leaf)
    world.entities[-1] = dataclasses.replace(world.entities[-1], leaves=(leaf,))
    doc = world.document("They warned Elm.", publisher="Quay Post")
    spot = world.mention(doc, they)
    world.mentions[-1] = dataclasses.replace(world.mentions[-1], text="They", form="pronoun", leaf=leaf)
    warned = world.claim(doc, "They warned Elm.", "warned", kind=THREAT, agent=they, target="e_0004")
    made = world.fact(warned, roles=[("agent", they), ("target", "e_0004")], label=f"{leaf} – threat → Elm", date=None)
    nodes = {n.id: n for n in build(world.records, ontology=ONTOLOGY).nodes}
    assert (spot.startswith("m_"), nodes[they].label, nodes[made].label) == (True, "“They”", "“They” – threat → Elm")


def test_what_only_describes_somebody_is_no_conflict() -> None:
    world = harbour()
    firm = world.entity("shipping company")
    sale = next(f for f in world.facts if f.id == "f_0000")
    roles = tuple(dataclasses.replace(r, to=firm) if r.to == "e_0001" else r for r in sale.roles)
    world.facts[world.facts.index(sale)] = dataclasses.replace(sale, roles=roles)
    nodes = {n.id: n for n in build(world.records, ontology=ONTOLOGY).nodes}
    assert (firm in nodes, nodes["f_0000"].conflicts) == (True, ())


def test_a_colour_that_is_none_is_grey(whole: ViewModel) -> None:
    assert {n.colour for n in whole.nodes if n.type == "Owns"} == {"#7F7F7F"}


def test_an_entity_counts_its_claims_and_publishers(whole: ViewModel) -> None:
    cove = next(n for n in whole.nodes if n.label == "Cove")
    assert (cove.n_claims, cove.n_sources) == (2, 2)


def test_records_with_something_missing_are_refused() -> None:
    world = harbour()
    world.claims.pop()
    with pytest.raises(IntegrityError, match="c_0004"):
        build(world.records, ontology=ONTOLOGY)


def test_no_facts_make_an_empty_page() -> None:
    model = build([], ontology=ONTOLOGY)
    assert (model.nodes, model.summary.facts) == ((), Part(0, 0))
    assert "<!doctype html>" in pyvis_html(model)


def test_the_order_of_records_changes_nothing() -> None:
    records = harbour().records
    page = pyvis_html(build(records, ontology=ONTOLOGY))
    for seed in range(3):
        random.Random(seed).shuffle(records)  # noqa: S311 - an order, not a secret
        assert pyvis_html(build(records, ontology=ONTOLOGY)) == page


def test_the_hash_seed_and_the_time_zone_change_nothing() -> None:
    code = (
        "import hashlib; from kg.views import build, to_html; from tests.worlds import ONTOLOGY, THREAT, harbour;"
        "pages = [to_html(build(harbour().records, ontology=ONTOLOGY), engine=e) for e in ('explorer', 'pyvis')];"
        "print(hashlib.sha256(''.join(pages).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo"))
    }
    assert len(runs) == 1


def test_parallel_edges_are_kept() -> None:
    world = harbour()
    bought = world.facts[0]
    both = dataclasses.replace(bought.roles[0], role="object")
    world.facts[0] = dataclasses.replace(bought, roles=(*bought.roles, both))
    model = build(world.records, ontology=ONTOLOGY)
    assert len(to_pyvis(model).edges) == len(model.edges) == 11


def test_too_many_nodes_are_refused_with_the_ways_out(whole: ViewModel) -> None:
    many = tuple(dataclasses.replace(whole.nodes[0], id=f"e_{i}") for i in range(1501))
    with pytest.raises(TooLargeError, match=r"1,501 nodes; this page shows at most 1,500.*--about NAME --hops 1"):
        pyvis_html(dataclasses.replace(whole, nodes=many, edges=()))


def test_the_page_asks_for_nothing_outside_itself(whole: ViewModel) -> None:
    page = pyvis_html(whole)
    assert re.findall(r"""(?:src|href)=["'][^"']*""", page) == []
    assert "sourceMappingURL" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    block = page.split('<script type="application/json" id="model">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(block)


def test_a_page_is_written_whole_or_not_at_all(whole: ViewModel, tmp_path: Path) -> None:
    write(whole, tmp_path / "view.html", engine="pyvis")
    assert (tmp_path / "view.html").read_text(encoding="utf-8") == pyvis_html(whole)
    assert [p.name for p in tmp_path.iterdir()] == ["view.html"]
    with pytest.raises(UnavailableError, match="cannot write"):
        write(whole, tmp_path / "nowhere" / "view.html", engine="pyvis")


def test_boxes_do_not_cover_each_other() -> None:
    boxes = [Box(half=20, up=8, down=14)] * 60
    links = [(0, i) for i in range(1, 30)] + [(i, i + 1) for i in range(30, 40)] + [(45, 45)]
    points = positions(boxes, links)
    covering = [
        (i, j)
        for i, (x, y) in enumerate(points)
        for j, (u, v) in enumerate(points[:i])
        if abs(x - u) < 39 and abs(y - v) < 21
    ]
    assert covering == []
    assert positions(boxes, links) == points
    assert positions([], []) == []
