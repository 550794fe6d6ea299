"""Measuring from the command line: gold held against a reading, and a sample judged by hand."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.store import local

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "Norway banned TikTok on June 1, 2024. Loopride bought the ferry operator Nordvik in May 2019."
CODED = {"id": "a", "set": "plover", "text": TEXT, "event": "COERCE", "source": ["Norway"], "target": ["TikTok"]}


def kg(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("KG_") or k == "KG_CACHE"}
    return subprocess.run(
        [sys.executable, "-m", "kg", *args],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        env={**clean, "COLUMNS": "150"},
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "gold.jsonl").write_text(json.dumps(CODED) + "\n", encoding="utf-8")
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    yield tmp_path
    local.stop(tmp_path / ".kg")


def test_gold_is_read_and_measured(folder: Path) -> None:
    answer = kg("eval", "gold.jsonl", cwd=folder)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("plover: 1 document\n")
    assert "events.triple" in answer.stdout


def test_records_give_the_figures_that_reading_now_gives(folder: Path) -> None:
    (folder / "r.jsonl").write_text(
        kg("extract", "gold.jsonl", "--format", "jsonl", cwd=folder).stdout, encoding="utf-8"
    )
    now, kept = (
        kg("eval", "gold.jsonl", "--json", cwd=folder),
        kg("eval", "gold.jsonl", "--records", "r.jsonl", "--json", cwd=folder),
    )
    assert now.stdout == kept.stdout
    assert json.loads(now.stdout)[0]["figures"]["events.triple"]["F1"] == 1


def test_records_are_gold_too_and_agree_with_themselves(folder: Path) -> None:
    records = kg("extract", "news.txt", "--format", "jsonl", cwd=folder).stdout
    (folder / "own.jsonl").write_text(records, encoding="utf-8")
    (report,) = json.loads(kg("eval", "own.jsonl", "--json", cwd=folder).stdout)
    assert report["figures"]["claims.right"]["F1"] == 1
    assert report["misses"] == []


def test_a_layer_left_out_costs_what_it_gave(folder: Path) -> None:
    (folder / "own.jsonl").write_text(
        kg("extract", "news.txt", "--format", "jsonl", cwd=folder).stdout, encoding="utf-8"
    )
    answer = kg("eval", "own.jsonl", "--without", "timing", "--misses", "3", cwd=folder)
    assert answer.returncode == 0
    assert "wrong time" in answer.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("eval", "nowhere.jsonl"), "nowhere.jsonl"),
        (("eval", "gold.jsonl", "--without", "spelling"), "attribution"),
        (("sample",), "--judged"),
        (("sample", "--judged", "nowhere.csv"), "nowhere.csv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_says_what_to_do(folder: Path, args: tuple[str, ...], words: str) -> None:
    answer = kg(*args, cwd=folder)
    assert (answer.returncode, words in answer.stderr) == (2, True), answer.stderr


def test_a_sample_is_drawn_filled_and_counted(folder: Path) -> None:
    assert kg("ingest", "news.txt", "--date", "2024-06-02", cwd=folder).returncode == 0
    assert kg("sample", "-n", "2", "--csv", "judge.csv", cwd=folder).returncode == 0
    path = folder / "judge.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows({**row, "right?": answer} for row, answer in zip(rows, "yn", strict=True))
    answer = kg("sample", "--judged", "judge.csv", "--json", cwd=folder)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)[0] == {
        "type": "all",
        "right": 1,
        "judged": 2,
        "precision": 0.5,
        "interval": [0.0945, 0.9055],
    }
