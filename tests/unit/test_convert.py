"""The converters of public sets, on tiny inputs of our own, and that `kg eval` reads what they write."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bench.convert import crossner, meantime, plover, wikievents
from kg.evaluate import read_gold
from kg.evaluate.formats import Annotated


def gold(path: Path, lines: Iterable[dict[str, object]]) -> list[Annotated]:
    """What `kg eval` makes of *lines*."""
    file = path / "gold.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return [one for found in read_gold(file).sets.values() for one in found]


def words(one: Annotated, marks: Iterable[Any]) -> list[str]:
    return [one.text[m.span.start : m.span.end] for m in marks]


# --- CrossNER

BIO = "Mayor\tO\nIda\tB-politician\nHolm\tI-politician\nleft\tO\nDorvik\tB-location\n,\tO\nnot\tO\nBergen\tB-location\n.\tO\n"


def test_crossner_tags_become_spans_of_the_joined_text(tmp_path: Path) -> None:
    (one,) = gold(tmp_path, crossner.convert(BIO.split("\n"), name="train"))
    assert (one.id, one.text) == ("crossner-train-1", "Mayor Ida Holm left Dorvik, not Bergen.")
    assert words(one, one.actors) == ["Ida Holm", "Dorvik", "Bergen"]
    assert [a.type for a in one.actors] == ["politician", "location", "location"]


def test_crossner_sentences_end_at_empty_lines_and_neighbours_stay_apart() -> None:
    lines = ["A\tB-party", "B\tB-party", "", "", "C\tI-party", "D\tI-person", ""]
    first, second = crossner.convert(lines, name="x")
    assert first["actors"] == [{"start": 0, "end": 1, "type": "party"}, {"start": 2, "end": 3, "type": "party"}]
    assert second["actors"] == [{"start": 0, "end": 1, "type": "party"}, {"start": 2, "end": 3, "type": "person"}]
    assert second["id"] == "crossner-x-2"


@pytest.mark.parametrize("line", ["Ida B-person", "Ida\tperson", "\tO"])
def test_crossner_names_the_line_that_is_none(line: str) -> None:
    with pytest.raises(ValueError, match="x, line 2: not a token, a tab and a BIO tag"):
        list(crossner.convert(["Mayor\tO", line], name="x"))


# --- PLOVER

EXAMPLES = """{
    "id": "P-1",
    "source": [{"actorText": "Norland", "code": "NOR"}, {"actorText": "Vestria"}],
    "target": "",
    "event": "AGREE",
    "text": "{Norland and Vestria agreed, after talks, to trade.}",
    "textInfo": {"markup": "(SRC: Norland) and (SRC: Vestria) (EVT: agreed), after talks, (EVT: to trade)."},
    "comment": "",
},
{
    "id": "P-2",
    "event": "",
    "text": "Nothing happened."
},
"""


def test_plover_reads_objects_with_their_last_commas(tmp_path: Path) -> None:
    (one,) = gold(tmp_path, plover.convert(EXAMPLES))
    assert (one.id, one.event, one.source, one.target) == ("P-1", "AGREE", ("Norland", "Vestria"), ())
    assert one.text == "Norland and Vestria agreed, after talks, to trade."
    assert next(iter(plover.convert(EXAMPLES)))["words"] == ["agreed", "to trade"]


@pytest.mark.parametrize("text", ['{"id": "P-1"', '{\n"id": "P-1"\n}', '"P-1"', "some words"])
def test_plover_says_where_no_example_stands(text: str) -> None:
    with pytest.raises(ValueError, match=r"near line .* stands no example"):
        list(plover.convert(text))


# --- WikiEvents

EVENTS = {
    "doc_id": "w1",
    "tokens": ["Ida", "Holm", "was", "arrested", "in", "Dorvik", ".", "She", "left", "."],
    "entity_mentions": [
        {"id": "w1-T1", "start": 0, "end": 2, "entity_type": "PER", "text": "Ida Holm"},
        {"id": "w1-T2", "start": 5, "end": 6, "entity_type": "GPE", "text": "Dorvik"},
        {"id": "w1-T3", "start": 7, "end": 8, "entity_type": "PER", "text": "She"},
    ],
    "event_mentions": [
        {
            "id": "w1-E1",
            "event_type": "Justice.ArrestJailDetain.Unspecified",
            "trigger": {"start": 3, "end": 4, "text": "arrested"},
            "arguments": [{"entity_id": "w1-T1", "role": "Detainee", "text": "Ida Holm"}],
        }
    ],
}
CLUSTERS = {"doc_key": "w1", "clusters": [["w1-T1", "w1-T3"]], "informative_mentions": ["Ida Holm"]}


def test_wikievents_spans_of_tokens_become_spans_of_text(tmp_path: Path) -> None:
    (one,) = gold(tmp_path, wikievents.convert([json.dumps(EVENTS), ""], clusters=[json.dumps(CLUSTERS), ""]))
    assert one.text == "Ida Holm was arrested in Dorvik. She left."
    assert words(one, one.actors) == ["Ida Holm", "Dorvik", "She"]
    a, b, c = (actor.cluster for actor in one.actors)
    assert a == c != b
    (event,) = one.events
    assert words(one, [event]) == ["arrested"]
    assert [(role, one.text[s.start : s.end]) for role, s in event.roles] == [("Detainee", "Ida Holm")]


def test_wikievents_without_clusters_keeps_each_mention_apart() -> None:
    (one,) = wikievents.convert([json.dumps(EVENTS)])
    actors = one["actors"]
    assert isinstance(actors, list)
    assert len({a["cluster"] for a in actors}) == 3


@pytest.mark.parametrize("line", ["{}", "[1]", "{", json.dumps({**EVENTS, "tokens": ["Ida"]})])
def test_wikievents_names_the_line_that_is_no_document(line: str) -> None:
    with pytest.raises(ValueError, match="line 1 is no document of WikiEvents"):
        list(wikievents.convert([line]))


# --- MEANTIME

CAT = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="7_Holm.xml">
<token t_id="1" sentence="0" number="0">Holm</token><token t_id="2" sentence="0" number="1">may</token>
<token t_id="3" sentence="0" number="2">sell</token><token t_id="4" sentence="0" number="3">Nordvik</token>
<token t_id="5" sentence="0" number="4">today</token><token t_id="6" sentence="0" number="5">.</token>
<token t_id="7" sentence="1" number="0">Boats</token><token t_id="8" sentence="1" number="1">sail</token>
<Markables>
<ENTITY_MENTION m_id="1" syntactic_type="NAM"><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="2" syntactic_type="NAM"><token_anchor t_id="4"/></ENTITY_MENTION>
<EVENT_MENTION m_id="3" pred="sell" certainty="POSSIBLE" polarity="POS" time="FUTURE"><token_anchor t_id="3"/></EVENT_MENTION>
<TIMEX3 m_id="4" type="DATE" value="2009-03-02"><token_anchor t_id="5"/></TIMEX3>
<TIMEX3 m_id="5" type="DATE" value="2009-03-02" functionInDocument="CREATION_TIME"/>
<ENTITY m_id="6" ent_type="PER" instance_id="PER7"/>
</Markables>
<Relations>
<REFERS_TO r_id="1"><source m_id="1"/><target m_id="6"/></REFERS_TO>
<HAS_PARTICIPANT r_id="2" sem_role="Arg0"><source m_id="3"/><target m_id="1"/></HAS_PARTICIPANT>
<HAS_PARTICIPANT r_id="3" sem_role="Arg1"><source m_id="3"/><target m_id="2"/></HAS_PARTICIPANT>
</Relations>
</Document>"""


def test_meantime_markables_and_relations_become_layers(tmp_path: Path) -> None:
    (one,) = gold(tmp_path, [meantime.convert(CAT, name="7")])
    assert one.text == "Holm may sell Nordvik today.\nBoats sail"
    assert one.annotated_to == one.text.index("\n")  # the second sentence holds no annotation
    assert [(a.type, a.cluster, a.syntax) for a in one.actors] == [("PER", "PER7", "NAM"), ("", None, "NAM")]
    (event,) = one.events
    assert (event.type, event.certainty, event.polarity, event.tense) == ("sell", "POSSIBLE", "POS", "FUTURE")
    assert [(role, one.text[s.start : s.end]) for role, s in event.roles] == [("Arg0", "Holm"), ("Arg1", "Nordvik")]
    assert [(one.text[t.span.start : t.span.end], t.value) for t in one.times] == [("today", "2009-03-02")]
    assert meantime.convert(CAT, name="7")["date"] == "2009-03-02"


def test_meantime_refuses_a_file_that_declares_entities() -> None:
    bomb = '<!DOCTYPE Document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>'
    with pytest.raises(ValueError, match="declares entities"):
        meantime.convert(bomb, name="7")


@pytest.mark.parametrize(
    "xml", ["<Document>", CAT.replace('<token_anchor t_id="4"/>', '<token_anchor t_id="44"/>'), "words"]
)
def test_meantime_names_the_file_that_is_no_cat_xml(xml: str) -> None:
    with pytest.raises(ValueError, match="7 is no CAT XML"):
        meantime.convert(xml, name="7")
