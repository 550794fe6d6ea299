from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg import ids, jsonl, ontology
from kg.errors import DocumentError
from kg.model import Claim, Document, Mention
from tests.eval.build_gold import GOLD, MARKS, PARTS, build, read, text_of
from tests.eval.gold_figures import figures

GENRES = ["blog", "business", "court", "press", "statement", "wire"]
CLAIM = "{head}\nIt is [Norway:no=Country].\n  {claim}\n"
HEAD = "doc one\ngenre wire\ntitle One\npublisher Us\npublished 2024-06-12"


@cache
def records(part: str) -> tuple[dict[str, Document], dict[str, Mention], dict[str, Claim]]:
    """The documents, mentions and claims of the written file, by id."""
    lines = (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    found = [jsonl.from_dict(jsonl.loads(line)) for line in lines[1:]]
    return (
        {r.id: r for r in found if isinstance(r, Document)},
        {r.id: r for r in found if isinstance(r, Mention)},
        {r.id: r for r in found if isinstance(r, Claim)},
    )


@pytest.mark.parametrize("part", PARTS)
def test_the_written_file_is_what_the_builder_makes_of_its_source(part: str) -> None:
    assert (GOLD / f"{part}.jsonl").read_text(encoding="utf-8") == text_of(part)


def test_the_figures_in_the_readme_are_those_of_the_corpus() -> None:
    page = (GOLD / "README.md").read_text(encoding="utf-8")
    assert page.partition(MARKS[0])[2].partition(MARKS[1])[0].strip() == figures({p: build(p) for p in PARTS})


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_as_many_documents_of_each_genre(part: str) -> None:
    documents = records(part)[0].values()
    genres = Counter(str(d.meta["genre"]) for d in documents)
    assert sorted(genres) == GENRES
    assert set(genres.values()) <= {"dev": {4}, "fit": {2, 3}}.get(part, {2})
    assert all(90 <= len(d.text.split()) <= 180 for d in documents)


def test_the_parts_share_no_document() -> None:
    texts = [d.text for part in PARTS for d in records(part)[0].values()]
    assert len(texts) == len(set(texts)) == 62


@pytest.mark.parametrize("part", PARTS)
def test_every_quote_and_span_is_cut_from_its_document(part: str) -> None:
    documents, mentions, claims = records(part)
    for mention in mentions.values():
        assert documents[mention.doc].text[mention.start : mention.end] == mention.text
        assert mention.text == mention.text.strip()
    for claim in claims.values():
        text = documents[claim.doc].text
        assert text[claim.start : claim.end] == claim.quote
        spans = [claim.trigger, claim.content, claim.time.span if claim.time else None]
        for span in [*spans, *(q.span for q in claim.quantities)]:
            assert span is None or claim.start <= span.start < span.end <= claim.end
        for quantity in claim.quantities:
            assert text[quantity.span.start : quantity.span.end] == quantity.text
        if claim.time and claim.time.span:
            assert text[claim.time.span.start : claim.time.span.end] == claim.time.text


@pytest.mark.parametrize("part", PARTS)
def test_every_type_and_role_stands_in_the_ontology(part: str) -> None:
    terms = ontology.load()
    _, mentions, claims = records(part)
    for mention in mentions.values():
        assert terms[mention.type].kind == "entity"
        assert terms[mention.type].types == mention.types
    for claim in claims.values():
        assert terms[claim.type].types == claim.types
        assert all(terms[claim.type].role(a.role) for a in claim.args)
        assert claim.type != "Causes" or all(a.claim for a in claim.args)


@pytest.mark.parametrize("part", PARTS)
def test_every_id_is_the_hash_of_its_content(part: str) -> None:
    documents, mentions, claims = records(part)
    for document in documents.values():
        assert document.id == ids.document_id(document.uri, document.text)
    for mention in mentions.values():
        same = [m.id for m in mentions.values() if m.leaf == mention.leaf]
        assert mention.id == ids.mention_id(mention.doc, mention.start, mention.end)
        assert mention.leaf == mention.entity == ids.leaf_id(mention.doc, same)
    for claim in claims.values():
        made = ids.claim_id(claim.doc, claim.type, claim.trigger, claim.args, claim.polarity, claim.by)
        assert claim.id == made


@pytest.mark.parametrize("part", PARTS)
def test_every_argument_and_speaker_is_a_record_of_the_same_document(part: str) -> None:
    _, mentions, claims = records(part)
    for claim in claims.values():
        for one in [*(a.mention for a in claim.args), claim.by]:
            assert one is None or mentions[one].doc == claim.doc
        for held in [*(a.claim for a in claim.args), claim.via]:
            assert held is None or claims[held].doc == claim.doc
        assert (claim.by is not None) == (claim.evidential in {"attributed", "quoted"})


@pytest.mark.parametrize("part", PARTS)
def test_claims_form_no_cycle(part: str) -> None:
    claims = records(part)[2]

    def deepest(claim: Claim, above: frozenset[str]) -> int:
        assert claim.id not in above
        below = [i for i in [*(a.claim for a in claim.args), claim.via] if i]
        return 1 + max((deepest(claims[i], above | {claim.id}) for i in below), default=0)

    assert max(deepest(c, frozenset()) for c in claims.values()) >= 2


def test_sixty_sentences_are_silent() -> None:
    lines = [json.loads(line) for line in (GOLD / "silent.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len({line["text"] for line in lines}) == len({line["id"] for line in lines}) == 60
    assert all(line.keys() == {"id", "set", "text"} and line["set"] == "silent" for line in lines)


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ('Ban "bans" agent=no', "7: 'bans' is not found"),
        ('Ban "Norway" agent=dk', "7: no mention 'dk'"),
        ('Ban "Norway" subject=no', "7: Ban has no role 'subject'"),
        ('Bann "Norway" agent=no', "7: no event or state called 'Bann'"),
        ('Ban "Norway" agent=no maybe', "7: 'maybe' is no value of any dimension"),
        ('Demand "Norway" demand=(x)', "7: no claim is labelled 'x'"),
        ('x: Demand "Norway" demand=(x)', "7: the claim holds itself"),
        ("Ban agent=no", "7: an event has a trigger"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, claim: str, fault: str) -> None:
    path = tmp_path / "dev.txt"
    path.write_text(CLAIM.format(head=HEAD, claim=claim), encoding="utf-8")
    with pytest.raises(DocumentError, match=rf"dev\.txt:{fault}"):
        read(path)
