"""A folder of everything a researcher has, read in one command: what is good is stored, what is bad is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.store import local
from tests import files

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
BUYS = "{0} bought the ferry operator {1} in May 2019."
BANS = "Norway banned {0} on June 1, 2024."
NAMES = [("Loopride", "Nordvik"), ("Hoplane", "Sundferry"), ("Bayrail", "Fjordbus")]


def good(who: str, what: str) -> dict[str, bytes]:
    """One file of each kind about *who* and *what*."""
    buys, bans = BUYS.format(who, what), BANS.format(who)
    text = f"{buys} {bans}"
    rows = [
        {"id": f"{who}-1", "body": buys, "day": "2024-06-02"},
        {"id": f"{who}-2", "body": bans, "day": "2024-06-03"},
    ]
    member: dict[str, bytes | str] = {
        "picture.jpg": files.PICTURE,
        "inside.txt": text,
        "inside.pdf": files.pdf([bans], [buys]),
    }
    return {
        "txt": text.encode(),
        "md": f"# A report\n\n{buys}\n\n<div>{bans}</div>\n".encode(),
        "html": f"<html><body><article><h1>A report</h1><p>{buys} {buys}</p><p>{bans} {bans}</p></article></body></html>".encode(),
        "jsonl": "\n".join(json.dumps({"id": r["id"], "text": r["body"], "body": r["body"], "day": r["day"]}) for r in rows).encode(),
        "csv": files.table(rows),
        "parquet": files.parquet(rows),
        "pdf": files.pdf([buys, "", "Nobody was hurt. The ministry"], ["said so.", "", bans]),
        "docx": files.docx(buys, bans),
        "rss": files.rss(*({"title": "News", "description": r["body"], "pubDate": "Sun, 02 Jun 2024 10:00:00 GMT"} for r in rows)),
        "atom": files.atom(*(f"<id>urn:{r['id']}</id><updated>{r['day']}T10:00:00Z</updated><summary>{r['body']}</summary>" for r in rows)),
        "zip": files.zipped(member),
    }  # fmt: skip


BAD: dict[str, tuple[bytes, str]] = {
    "truncated.pdf": (files.pdf(["Norway banned TikTok."])[:500], "is no PDF that can be read, or is cut off"),
    "bomb.zip": (files.zipped({"a.txt": b"0" * 20_000_000}), "more than 200 to 1, a bomb"),
    "picture.docx": (files.PICTURE, "is no zip archive"),
    "picture.txt": (files.PICTURE, "is binary, not text"),
    "dates.rss": (
        files.rss(
            {"description": "Norway banned Loopride on June 1, 2024.", "pubDate": "Sun, 02 Jun 2024 10:00:00 GMT"},
            {"description": "Sweden banned Loopride.", "pubDate": "the other day"},
            {"description": "Denmark banned Loopride on June 1, 2024.", "pubDate": "Tue, 04 Jun 2024 10:00:00 GMT"},
        ),
        "entry 2: has the date 'the other day'",
    ),
}


def kg(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("KG_") or k == "KG_CACHE"}
    return subprocess.run(
        [sys.executable, "-m", "kg", *args], cwd=cwd, capture_output=True, text=True, timeout=300, env=env, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of three files of each kind, good ones and bad ones, ingested in one command."""
    root = tmp_path_factory.mktemp("formats")
    inside = root / "papers"
    inside.mkdir()
    for number, (who, what) in enumerate(NAMES):
        for ending, content in good(who, what).items():
            (inside / f"{number}.{ending}").write_bytes(content)
    for name, (content, _) in BAD.items():
        (inside / name).write_bytes(content)
    (inside / "notes.xyz").write_text("no loader reads this", encoding="utf-8")
    yield root
    local.stop(root / ".kg")


@pytest.fixture(scope="module")
def ingested(folder: Path) -> subprocess.CompletedProcess[str]:
    return kg("ingest", "papers", "--map", "text=body,date=day", cwd=folder)


@pytest.fixture(scope="module")
def records(folder: Path, ingested: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert ingested.returncode == 3, ingested.stderr
    found = kg("export", cwd=folder)
    assert found.returncode == 0, found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()]


def test_what_is_bad_is_named_with_its_reason(ingested: subprocess.CompletedProcess[str]) -> None:
    refused = [line for line in ingested.stderr.splitlines() if line.startswith("refused: ")]
    assert len(refused) == len(BAD)
    for name, (_, reason) in BAD.items():
        assert [line for line in refused if f"papers/{name}" in line and reason in line], (name, refused)
    assert "passed over: 4 files that no loader reads (.jpg, .xyz)" in ingested.stderr


def test_nothing_that_is_good_is_lost(records: list[dict[str, Any]]) -> None:
    uris = [r["uri"] for r in records if r["kind"] == "document"]
    singles, pairs = ("txt", "md", "html", "pdf", "docx"), ("jsonl", "csv", "parquet", "rss", "atom", "zip")
    for number in range(3):
        for ending in singles:
            assert uris.count(f"papers/{number}.{ending}") == 1
        for ending in pairs:
            assert sum(u.startswith(f"papers/{number}.{ending}#") for u in uris) == 2, ending
    assert sum("dates.rss" in u for u in uris) == 2
    assert len(uris) == 3 * (len(singles) + 2 * len(pairs)) + 2


def test_each_quote_stands_in_its_document(records: list[dict[str, Any]]) -> None:
    texts = {r["id"]: r["text"] for r in records if r["kind"] == "document"}
    claims = [r for r in records if r["kind"] == "claim"]
    assert {c["doc"] for c in claims} == texts.keys(), "each document says something"
    assert [c["id"] for c in claims if texts[c["doc"]][c["start"] : c["end"]] != c["quote"]] == []


def test_a_date_of_a_column_or_an_entry_is_the_documents(records: list[dict[str, Any]]) -> None:
    dates = {r["uri"]: r["published"] for r in records if r["kind"] == "document"}
    assert [dates[f"papers/0.{e}#Loopride-2"] for e in ("jsonl", "csv", "parquet")] == ["2024-06-03"] * 3
    assert dates["papers/0.rss#1"] == "2024-06-02"


def test_each_quote_of_a_pdf_names_its_page(folder: Path, records: list[dict[str, Any]]) -> None:
    pages = {r["id"]: r["pages"] for r in records if r["kind"] == "document" and r["pages"]}
    assert len(pages) == 6
    told: dict[tuple[int, str], set[tuple[str, int]]] = {}
    for number, (who, _) in enumerate(NAMES):
        answer = kg("show", who, "--json", cwd=folder)
        assert answer.returncode == 0, answer.stderr
        for claim in (c for fact in json.loads(answer.stdout)["facts"] for c in fact["claims"]):
            if claim["doc"] not in pages:
                assert claim["page"] is None
                continue
            assert claim["page"] == bisect_right(pages[claim["doc"]], claim["start"])
            told.setdefault((number, claim["uri"]), set()).add((claim["quote"].split()[1], claim["page"]))
    assert told[0, "papers/0.pdf"] >= {("bought", 1), ("banned", 2)}
    assert told[0, "papers/0.zip#inside.pdf"] >= {("banned", 1), ("bought", 2)}
    shown = kg("show", "Loopride", cwd=folder).stdout
    assert "papers/0.pdf, undated, page 2" in shown


def test_doing_it_again_changes_nothing(folder: Path, records: list[dict[str, Any]]) -> None:
    before = kg("digest", cwd=folder).stdout
    again = kg("ingest", "papers", "--map", "text=body,date=day", cwd=folder)
    assert (again.returncode, "documents stored" in again.stdout) == (3, False), "the bad ones are named again"
    assert kg("digest", cwd=folder).stdout == before
    assert records


def test_another_map_reads_the_tables_anew(folder: Path, ingested: subprocess.CompletedProcess[str]) -> None:
    assert ingested.returncode == 3
    loaded = kg("load", "papers/0.csv", "--map", '"text=body"', cwd=folder)
    [_, first, _] = map(json.loads, loaded.stdout.splitlines())
    assert (first["uri"], first["published"], first["meta"]) == ("papers/0.csv#Loopride-1", None, {"day": "2024-06-02"})


@pytest.mark.parametrize("given", ["text", "=body", "text=", "text=a,,b=c"])
def test_a_map_that_is_none_is_refused(folder: Path, given: str) -> None:
    answer = kg("load", "papers/0.csv", "--map", given, cwd=folder)
    assert (answer.returncode, "is not of the form FIELD=COLUMN" in answer.stderr) == (2, True)
