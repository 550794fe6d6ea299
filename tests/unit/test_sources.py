"""Copies of one text, and documents of one publisher, count as one source."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import gazetteer, ontology
from kg.model import Document
from kg.pipeline.computing import compute
from kg.pipeline.reading import Metadata, documents, files
from kg.world.sources import BRIEF, SAME, Origins, Source, Sources, alike, copies, marks, sketch, suspects
from tests import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUGE = Path(__file__).parents[2] / "examples/refuge"
REPRINT, ORIGINAL = "2024-03-14-house-vote-reprint.md", "2024-03-13-house-vote.txt"
WORDS = [f"{a}{b}" for a in ("quay", "ferry", "harbour", "fleet", "mole", "crane") for b in map(chr, range(97, 123))]


def at_random(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same texts on every run


def prose(seed: int, length: int = 200) -> str:
    """*length* words in an order of their own."""
    return " ".join(at_random(seed).choices(WORDS, k=length))


def edited(text: str, share: float, seed: int) -> str:
    """*text* with *share* of its words replaced at random places."""
    pick, found = at_random(seed), text.split()
    for at in pick.sample(range(len(found)), round(share * len(found))):
        found[at] = pick.choice(WORDS)
    return " ".join(found)


def grouped(texts: Mapping[str, str]) -> set[frozenset[str]]:
    found = copies({doc: sketch(text) for doc, text in texts.items()})
    return {frozenset(d for d in found if found[d] == root) for root in found.values()}


def refuge() -> list[Document]:
    found, _ = files([REFUGE])
    return [d for f in found for d in documents(f, metadata=Metadata()) if isinstance(d, Document)]


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1, 0.2])
def test_a_lightly_edited_copy_is_of_the_same_origin(share: float) -> None:
    for seed in range(20):
        text = prose(seed)
        assert grouped({"d_a": text, "d_b": edited(text, share, seed)}) == {frozenset({"d_a", "d_b"})}


def test_other_texts_of_the_same_words_are_not_copies() -> None:
    texts = {f"d_{n}": prose(n) for n in range(30)}
    assert len(grouped(texts)) == 30


def test_half_of_a_text_is_a_copy_of_it() -> None:
    text = prose(1)
    assert len(grouped({"d_a": text, "d_b": text[: len(text) // 2]})) == 1


def test_case_and_punctuation_do_not_make_another_text() -> None:
    text = prose(1)
    assert sketch(text) == sketch(text.upper().replace(" ", " – "))


def test_copies_of_copies_are_of_one_origin_whatever_the_order() -> None:
    texts = {"d_3": prose(1)}
    for n in (1, 4, 2):
        texts[f"d_{n}"] = edited(texts[f"d_{n - 1 if f'd_{n - 1}' in texts else 3}"], 0.15, n)
    texts["d_0"] = prose(9)
    wanted = {frozenset({"d_1", "d_2", "d_3", "d_4"}), frozenset({"d_0"})}
    for seed in range(10):
        order = at_random(seed).sample(sorted(texts), len(texts))
        assert grouped({d: texts[d] for d in order}) == wanted


def test_brief_reports_are_copies_only_word_for_word() -> None:
    brief = " ".join(prose(1).split()[: BRIEF - 1])
    assert len(grouped({"d_a": brief, "d_b": brief.title(), "d_c": edited(brief, 0.03, 1)})) == 2
    assert alike(sketch(brief), sketch(edited(brief, 0.03, 1))) == 0.0


def test_a_text_without_words_can_be_compared() -> None:
    assert grouped({"d_a": "", "d_b": "…", "d_c": prose(1)}) == {frozenset({"d_a", "d_b"}), frozenset({"d_c"})}


def test_many_copies_of_one_text_are_compared_in_linear_time() -> None:
    text = prose(1)
    made = {f"d_{n:04}": sketch(edited(text, 0.02, n)) for n in range(1500)}
    assert len(set(copies(made).values())) == 1


def test_a_sketch_is_the_same_in_another_run() -> None:
    code = f"from kg.world.sources import sketch; print(sketch({prose(1)!r}).hex())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert runs == {sketch(prose(1)).hex()}


def test_one_document_needs_no_sketch() -> None:
    code = (
        "import sys\nfrom kg.world.sources import Sources\ns = Sources()\ns.add('d_1', publisher='P', text='a b ' * 99)\n"
        "print(s.found(), 'numpy' in sys.modules, 'datasketch' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "{'d_1': Source(publisher='P', sketch=b'', marks=None)} False False"


def test_the_reprint_among_the_examples_is_found_and_nothing_else() -> None:
    made = {d.uri: sketch(d.text) for d in refuge()}
    close = [
        {Path(a).name, Path(b).name} for a, b in combinations(sorted(made), 2) if alike(made[a], made[b]) >= SAME / 2
    ]
    assert close == [{REPRINT, ORIGINAL}]


def test_the_reprint_does_not_raise_the_count_of_sources() -> None:
    docs = [d for d in refuge() if Path(d.uri).name in {REPRINT, ORIGINAL}]
    read = corpus.read(docs)
    loaded, names = ontology.load(), gazetteer.load()
    both = compute(((e.document, e.mentions, e.claims) for e in read), ontology=loaded, gazetteer=names)
    shared = [f for f in both.facts if f.n_docs == 2]
    assert len(shared) >= 5
    assert {f.n_sources for f in shared} == {1}


def test_documents_that_share_publisher_or_origin_are_one_source_through_a_third() -> None:
    sources = {
        "d_1": Source("Quay Post", b"d_1"),
        "d_2": Source("Mole Times", b"d_1"),
        "d_3": Source("Mole Times", b"d_3"),
        "d_4": Source("Crane Gazette", b"d_4"),
    }
    assert Origins(sources).independent(["d_4", "d_3", "d_2", "d_1"]) == {
        "d_1": "d_1",
        "d_2": "d_1",
        "d_3": "d_1",
        "d_4": "d_4",
    }
    assert len(set(Origins(sources).independent(["d_1", "d_3"]).values())) == 2


def test_a_document_without_known_source_stands_for_itself() -> None:
    assert Origins({}).independent(["d_1", "d_2"]) == {"d_1": "d_1", "d_2": "d_2"}


def test_copies_are_one_source_only_by_what_states_the_fact_itself() -> None:
    text = prose(1)
    far = edited(edited(text, 0.25, 1), 0.25, 2)
    sources = {d: Source(d, sketch(t)) for d, t in {"d_1": text, "d_2": edited(text, 0.25, 1), "d_3": far}.items()}
    assert set(Origins(sources).independent(["d_1", "d_2", "d_3"]).values()) == {"d_1"}
    assert set(Origins(sources).independent(["d_1", "d_3"]).values()) == {"d_1", "d_3"}


def test_copies_are_among_the_documents_that_share_a_mark() -> None:
    texts = {f"d_{n:03}": prose(n) for n in range(60)}
    texts |= {f"d_{n:03}x": edited(prose(n), 0.1 + n / 200, n) for n in range(0, 60, 3)}
    made = {doc: sketch(text) for doc, text in texts.items()}
    every = copies(made)
    joined = {doc for doc, root in every.items() if list(every.values()).count(root) > 1}
    seen = suspects({doc: marks(one) for doc, one in made.items()}, made)
    assert len(joined) > 20
    assert joined <= seen
    assert len(seen) < len(texts) - 10, "most that are no copies need not be compared"
    some = copies({doc: made[doc] for doc in seen})
    assert {doc: some.get(doc, doc) for doc in texts} == every


def test_brief_texts_share_a_mark_only_word_for_word() -> None:
    texts = {"d_1": prose(1, BRIEF // 2), "d_2": prose(1, BRIEF // 2), "d_3": prose(2, BRIEF // 2), "d_4": prose(3)}
    made = {doc: marks(sketch(text)) for doc, text in texts.items()}
    assert suspects(made, made) == suspects(made, {"d_2"}) == {"d_1", "d_2"}
    assert suspects(made, {"d_3"}) == suspects({}, {}) == set()


def test_sketches_that_are_not_at_hand_are_asked_for_when_marks_agree() -> None:
    text, asked = prose(1), list[set[str]]()
    made = {"d_1": sketch(text), "d_2": sketch(edited(text, 0.1, 1)), "d_3": sketch(prose(2))}
    sources = {d: Source(d, None if d < "d_3" else one, marks(one)) for d, one in made.items()}

    def fetched(docs: set[str]) -> Mapping[str, bytes]:
        asked.append(docs)
        return {doc: made[doc] for doc in docs}

    assert Origins(sources, fetched).independent(made) == {"d_1": "d_1", "d_2": "d_1", "d_3": "d_3"}
    assert Origins(sources, fetched).independent(["d_1", "d_3"]) == {"d_1": "d_1", "d_3": "d_3"}
    assert asked == [{"d_1", "d_2"}]


def test_what_was_compared_before_is_not_compared_again() -> None:
    texts = {f"d_{n:02}": prose(n) for n in range(8)}
    near = {"d_01x": edited(prose(1), 0.2, 1), "d_02x": edited(prose(2), 0.1, 2), "d_01y": edited(prose(1), 0.2, 3)}
    made = {doc: sketch(text) for doc, text in (texts | near).items()}
    bare = {doc: Source(doc, None, marks(one)) for doc, one in made.items()}
    whole = Origins({doc: Source(doc, one) for doc, one in made.items()})
    asked = set[str]()

    def fetched(docs: set[str]) -> Mapping[str, bytes]:
        asked.update(docs)
        return {doc: made[doc] for doc in docs}

    for lost in (set[str](), {"d_03"}, {"d_01"}, {"d_01x"}, {"d_02", "d_01y"}, {"d_01", "d_01x"}):
        for new in ({"d_07"}, {"d_02x"}, {"d_01y", "d_05"}):
            before = whole.copied(made.keys() - new)
            now = made.keys() - lost
            asked.clear()
            found = Origins(bare, fetched, [{"d_00": "d_00"}, before])
            assert found.copied(now) == whole.copied(now)
            assert lost or new != {"d_07"} or not asked
            assert not asked & {"d_03", "d_04", "d_06"}, "they are like none"


def test_sources_are_gathered_in_any_order() -> None:
    text = prose(1)
    given = [("d_1", "Mole Times", text), ("d_2", "Quay Post", edited(text, 0.1, 1)), ("d_3", "Quay Post", prose(2))]
    for order in (given, given[::-1], [given[1], given[2], given[0]]):
        gathered = Sources()
        for doc, publisher, words in order:
            gathered.add(doc, publisher=publisher, text=words)
        assert gathered.found() == {doc: Source(publisher, sketch(words)) for doc, publisher, words in given}
    assert Sources().found() == {}
