"""Deciding at the command line: what is printed, what is refused, with which exit code."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from kg.cli import main
from kg.export import digest
from kg.store import local
from tests.generated import Reading, Statement, exported, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAID = Statement(
    kind="Acquisition", fillers=(("Loopride", "Company"), ("Nordvik", "Company")), by=None, time=None, polarity="pos",
    realis="actual", evidential="author", confidence=0.8, quantities=(), holds=False,
)  # fmt: skip


def said(uri: str, publisher: str, buyer: str) -> Reading:
    return written(uri, publisher, [replace(SAID, fillers=((buyer, "Company"), SAID.fillers[1]))], lump=0)


FOUND = [said("a.txt", "Ledger", "Loopride"), said("b.txt", "Courier", "Hoplane"), said("c.txt", "Wire", "Hopplane")]
CLAIM = FOUND[0].claims[0].id


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


class Desk:
    """Runs `kg` on one store, in this process."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.root, self.patch, self.capture = root, patch, capture

    def __call__(self, *args: str, text: str = "", **env: str) -> Answer:
        with self.patch.context() as patch:
            patch.setenv("KG_STORE", str(self.root))
            patch.setenv("USER", "reed")
            patch.delenv("KG_AUTHOR", raising=False)
            for name, value in env.items():
                patch.setenv(name, value)
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
            with pytest.raises(SystemExit) as ended:
                main(list(args))
        seen = self.capture.readouterr()
        return Answer(int(ended.value.code or 0), seen.out, seen.err)

    def last(self) -> str:
        """The id of the newest decision in force."""
        return str(json.loads(self("decisions", "--json").out)[-1]["id"])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("deciding") / ".kg"
    yield made
    local.stop(made)


@pytest.fixture
def kg(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command on a store that holds three documents and no decision."""
    monkeypatch.chdir(tmp_path)
    run = Desk(root, monkeypatch, capsys)
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(exported(FOUND)), encoding="utf-8")
    assert run("import", str(path)).code == 0
    for one in json.loads(run("decisions", "--json").out or "[]"):
        run("undo", one["id"])
    return run


def test_one_judgement_from_beginning_to_end(kg: Desk) -> None:
    before = kg("digest").out
    made = kg("same", "Loopride", "Hoplane", "--note", "one ferry company", "--at", "2025-03-01T12:00:00+02:00")
    assert (made.code, made.out.split("  ")[1]) == (0, "same: Loopride = Hoplane\n")
    shown = kg("decisions", COLUMNS="200")
    assert all(w in shown.out for w in ("2025-03-01T10:00:00Z", "reed", "in force", "one ferry company"))
    assert kg("digest").out != before
    again = kg("same", "Loopride", "Hoplane")
    assert (again.code, again.out) == (0, "")
    assert "says so already, by reed" in again.err
    gone = kg("undo", "--last")
    assert (gone.code, "is undone: same" in gone.out) == (0, True)
    assert kg("digest").out == before
    assert kg("decisions").err == "nothing decided\n"
    assert "undo" in kg("decisions", "--history").out


def test_a_third_name_joins_two_that_are_one(kg: Desk) -> None:
    kg("same", "Loopride", "Hoplane")
    first = kg.last()
    assert kg("same", "Loopride", "Hoplane", "Hopplane").code == 0
    kg("undo", first)
    names = kg("query", "MATCH (e:Entity) WHERE 'Loopride' IN e.names RETURN e.names").out
    assert '["Hoplane", "Hopplane", "Loopride"]' in names


def test_the_author_is_an_option_or_the_environment(kg: Desk) -> None:
    kg("reject", CLAIM, "--by", "ines")
    assert json.loads(kg("decisions", "--json").out)[0]["by"] == "ines"
    kg("undo", kg.last())
    kg("reject", CLAIM, KG_AUTHOR="owen")
    assert json.loads(kg("decisions", "--json").out)[0]["by"] == "owen"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["same", "Loopride"], 2, "name two things"),
        (["same", "Loopride", "Nobody"], 2, "nothing is called 'Nobody'"),
        (["same", "Loopride", "e_none"], 2, "nothing is called 'e_none'"),
        (["same", "Loopride", "Loopride"], 2, "'Loopride' and 'Loopride' are one already"),
        (["reject", "c_none"], 2, "no claim has the id c_none; kg show NAME prints ids"),
        (["reject", "Loopride"], 2, "takes the ids of claims"),
        (["accept", "f_none"], 2, "no fact has the id f_none"),
        (["undo", "j_none"], 2, "no decision has the id 'j_none'; kg decisions lists them"),
        (["undo"], 2, "name decisions (kg decisions lists them), or give --last"),
        (["undo", "--last"], 2, "nothing is decided"),
        (["set", "Loopride", "name"], 2, "'name' sets nothing; write key=value"),
        (["set", "Loopride", "colour=red"], 2, "there are: name, type, wikidata"),
        (["set", CLAIM, "polarity=maybe"], 2, "there are: pos, neg"),
        (["retype", "Loopride", "Compan"], 2, "near: Company"),
        (["same", "Loopride", "Hoplane", "--at", "soon"], 2, "'soon' is no time"),
        (["add", "Fine", "agent=Loopride", "--doc", "a.txt", "--quote", "Never."], 2, "does not stand in a.txt"),
        (["add", "Fine", "agent=Loopride", "--doc", "z.txt", "--quote", "x"], 2, "no document 'z.txt'"),
        (["forget"], 2, "say which documents"),
        (["forget", "z.txt"], 2, "no document z.txt"),
        (["forget", "--publisher", "Nobody"], 2, "there are: Courier, Ledger, Wire"),
        (["forget", "--before", "long ago"], 2, "is no date"),
        (["forget", "--before", "1800-01-01"], 0, "nothing to forget"),
        (["disputes", "--about", "Nobody"], 2, "nothing is called 'Nobody'"),
        (["explain", "Loopride", "Nobody"], 2, "nothing is called 'Nobody'"),
        (["decisions", "--import", "none.jsonl"], 2, "no such file"),
        (["diff", "none.jsonl", "in.jsonl"], 2, "no such file: none.jsonl"),
        (["decisions", "--store", "nowhere"], 4, "no store at nowhere"),
    ],
)
def test_wrong_use_is_refused_in_words(kg: Desk, args: list[str], code: int, words: str) -> None:
    answer = kg(*args)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err


def test_a_contradiction_and_a_second_undo_are_refused(kg: Desk) -> None:
    kg("reject", CLAIM)
    made = kg.last()
    other = kg("accept", CLAIM)
    assert (other.code, f"kg undo {made}" in other.err) == (2, True)
    assert kg("undo", made).code == 0
    second = kg("undo", made)
    assert (second.code, "is undone already" in second.err) == (2, True)


def test_what_was_decided_before_a_refusal_is_in_the_world(kg: Desk) -> None:
    answer = kg("reject", CLAIM, "c_none")
    assert (answer.code, len(answer.out.splitlines())) == (2, 1)
    assert "Loopride" not in kg("disputes").out


def test_disputes_show_both_sides_with_quotes_sources_and_dates(kg: Desk) -> None:
    found = kg("disputes", "--about", "Nordvik")
    for words in (
        "who (agent)",
        "  Loopride\n",
        "  Hoplane\n",
        "“Loopride Nordvik Acquisition.”",
        "Ledger, undated",
        CLAIM,
    ):
        assert words in found.out
    [one] = json.loads(kg("disputes", "--json").out)
    assert (one["kind"], len(one["sides"])) == ("role", 3)
    kg("set", one["fact"], "status=asserted")
    for side in one["sides"][1:]:
        kg("reject", side["claims"][0]["id"])
    assert kg("disputes").err == "no contradictions\n"


def test_forgetting_is_announced_done_and_told(kg: Desk) -> None:
    before = kg("digest").out
    told = kg("forget", "a.txt", "--dry-run")
    assert told.code == 0
    assert "1 document would go" in told.out
    assert "documents: 3 → 2; sources: 3 → 2" in told.out
    assert "1 entity gone:\n  Loopride" in told.out
    assert kg("digest").out == before
    done = kg("forget", "a.txt", "--json")
    assert [d["uri"] for d in json.loads(done.out)["documents"]] == ["a.txt"]
    head = '"extractor":"x"'
    text = kg("export").out.splitlines()
    assert head in text[0]
    assert digest(text) == digest(exported(FOUND[1:]))


def test_a_decision_whose_text_goes_is_orphaned_with_exit_3(kg: Desk) -> None:
    kg("reject", CLAIM)
    told = kg("forget", "a.txt", "--dry-run")
    assert (told.code, "orphaned: j_" in told.err) == (0, True)
    done = kg("forget", "a.txt")
    assert (done.code, "its text is gone" in done.err) == (3, True)
    assert "orphaned" in kg("decisions", "--orphaned", COLUMNS="200").out
    again = kg("import", "in.jsonl")
    assert (again.code, again.err) == (0, "")
    assert kg("decisions", "--orphaned").err == "nothing decided\n"


def test_decisions_of_texts_that_are_not_there_are_taken_as_orphans(kg: Desk, tmp_path: Path) -> None:
    kg("reject", CLAIM)
    kg("decisions", "--export", "d.jsonl")
    kg("undo", kg.last())
    kg("forget", "a.txt")
    offered = (tmp_path / "d.jsonl").read_text(encoding="utf-8").replace('"by":"reed"', '"by":"ines"')
    wrong = kg("decisions", "--import", "-", text=offered)
    assert (wrong.code, "is not the id of what it says" in wrong.err) == (3, True)
    obj = json.loads(offered.splitlines()[1])
    from kg.decisions import decision_id

    obj["id"] = decision_id(obj["action"], obj["on"], obj["value"], obj["by"], obj["at"])
    taken = kg("decisions", "--import", "-", text=json.dumps(obj))
    assert (taken.code, taken.out) == (3, "1 decision taken, 0 known\n")
    assert "its text is gone" in taken.err


def test_decisions_of_a_newer_schema_are_refused(kg: Desk) -> None:
    answer = kg("decisions", "--import", "-", text='{"kind":"header","schema":99,"ontology":"o","extractor":"x"}')
    assert (answer.code, "schema 99" in answer.err) == (5, True)


def test_the_page_may_leave_out_who_and_when(kg: Desk) -> None:
    line = {"kind": "decision", "action": "reject", "on": [CLAIM], "note": ""}
    taken = kg("decisions", "--import", "-", text=json.dumps(line))
    assert (taken.code, taken.out) == (0, "1 decision taken, 0 known\n")
    assert "Loopride" not in kg("disputes").out


def test_an_export_brings_its_decisions_and_the_history_on_demand(kg: Desk) -> None:
    kg("same", "Loopride", "Hoplane")
    kg("reject", CLAIM)
    kg("undo", kg.last())
    plain, whole = kg("export").out.splitlines(), kg("export", "--with-history").out.splitlines()
    assert sum('"kind":"decision"' in x for x in plain) == 1
    assert len(whole) > len(plain)
    assert set(plain) <= set(whole)


def test_names_are_explained_and_suggested(kg: Desk) -> None:
    assert (
        "are two:\n  'hoplane' and 'hopplane' are spelt alike, which is not enough"
        in kg("explain", "Hoplane", "Hopplane").out
    )
    assert "Hopplane" in kg("suggest", COLUMNS="200").out
    [one] = json.loads(kg("suggest", "--json").out)
    assert {one["a"]["name"], one["b"]["name"]} == {"Hoplane", "Hopplane"}
    kg("same", "Hoplane", "Hopplane", "--note", "a slip")
    told = kg("explain", "Hoplane", "Hopplane").out
    assert "are one:" in told
    assert "reed decided on" in told
    assert "a slip" in told
    assert kg("suggest").err == "nothing to suggest\n"
    assert json.loads(kg("explain", "Hoplane", "Loopride", "--json").out)["one"] is False


def test_a_review_asks_and_decides(kg: Desk) -> None:
    done = kg("review", text="y\n?\n2\n")
    assert done.code == 0
    made = json.loads(kg("decisions", "--json").out)
    assert sorted(d["action"] for d in made) in (["reject", "same"], ["reject", "reject", "same"])
    assert "one thing? [y]es" in done.err
    assert "which side is wrong?" in done.err
    assert kg("review", text="q\n").code == 0


def test_what_is_kept_is_not_asked_again(kg: Desk) -> None:
    kg("different", "Hoplane", "Hopplane")
    kg("review", text="b\n")
    assert "nothing more to review" in kg("review").out
    assert "which side" not in kg("review").err


def test_two_exports_are_compared_in_words(kg: Desk) -> None:
    kg("export", "-o", "before.jsonl")
    kg("same", "Hoplane", "Hopplane")
    kg("set", "Nordvik", "name=Nordvik Lines")
    kg("export", "-o", "after.jsonl")
    told = kg("diff", "before.jsonl", "after.jsonl").out
    assert "2 decisions new" in told
    assert "Nordvik (Company) is now Nordvik Lines (Company)" in told
    assert "Hoplane" in told
    assert "was “" in told
    assert kg("diff", "after.jsonl", "after.jsonl").out == "the world stays as it is\n"
