from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import ids
from kg.model import Arg, Span

ROOT = Path(__file__).parents[2]
ARGS = (Arg(role="agent", mention="m_1"), Arg(role="object", mention="m_2"))


TRIGGER = Span(3, 9)


def claim_id(*, args: tuple[Arg, ...] = ARGS, trigger: Span | None = TRIGGER, polarity: str = "pos") -> str:
    return ids.claim_id("d_1", "Acquisition", trigger, args, polarity, None)


@pytest.mark.parametrize(
    ("made", "prefix"),
    [
        (ids.document_id("a.txt", "Text."), "d"),
        (ids.mention_id("d_1", 0, 4), "m"),
        (claim_id(), "c"),
        (ids.leaf_id("d_1", ["m_2", "m_1"]), "l"),
        (ids.entity_id("nordvik"), "e"),
        (ids.block_id("Fine", actual=True, fillers=[("target", "e_1")]), "b"),
        (ids.fact_id("b_1", "2024-05-02"), "f"),
    ],
)
def test_an_id_is_a_kind_and_eighty_bits_in_hex(made: str, prefix: str) -> None:
    assert re.fullmatch(rf"{prefix}_[0-9a-f]{{20}}", made)


def test_an_id_never_changes_between_releases() -> None:
    assert ids.document_id("a.txt", "Loopride bought Nordvik.") == "d_e232e937a299e5951e50"
    assert claim_id() == "c_cfed97b0594ba04a3501"
    assert ids.fact_id("b_1", None) == "f_a5c6df1d0fa608bebbe0"


def test_an_id_is_the_same_under_another_hash_seed_and_locale() -> None:
    code = "from kg import ids; print(ids.document_id('é.txt', 'Zürich 𝄞'), ids.leaf_id('d', {'m_b', 'm_a', 'm_c'}))"
    path = os.pathsep.join([str(ROOT), str(ROOT / "loaders")])
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    }
    assert len(said) == 1


def test_a_document_moves_to_another_id_with_its_address_or_its_text() -> None:
    assert (
        len(
            {
                ids.document_id("a.txt", "Text."),
                ids.document_id("b.txt", "Text."),
                ids.document_id("a.txt", "Text"),
                ids.document_id("a.txtText.", ""),
            }
        )
        == 4
    )


def test_where_one_part_ends_matters() -> None:
    assert ids.digest("ab", "c") != ids.digest("a", "bc")
    assert ids.digest(["a"], "b") != ids.digest(["a", "b"])
    assert ids.digest("1") != ids.digest(1)
    assert ids.digest(None) != ids.digest("null")


def test_the_order_of_arguments_does_not_enter_a_claim_id() -> None:
    assert claim_id(args=ARGS[::-1]) == claim_id()


def test_a_filler_counts_with_its_role() -> None:
    swapped = (Arg(role="object", mention="m_1"), Arg(role="agent", mention="m_2"))
    assert claim_id(args=swapped) != claim_id()


@pytest.mark.parametrize("other", [claim_id(trigger=None), claim_id(trigger=Span(3, 10)), claim_id(polarity="neg")])
def test_trigger_and_polarity_enter_a_claim_id(other: str) -> None:
    assert other != claim_id()


def test_who_says_so_enters_a_claim_id() -> None:
    assert ids.claim_id("d_1", "Acquisition", Span(3, 9), ARGS, "pos", "m_9") != claim_id()


def test_a_leaf_is_named_by_its_smallest_mention() -> None:
    assert ids.leaf_id("d_1", ["m_b", "m_a"]) == ids.leaf_id("d_1", ["m_a", "m_c"])
    assert ids.leaf_id("d_1", ["m_a"]) != ids.leaf_id("d_2", ["m_a"])


def test_a_block_is_told_by_type_actuality_and_fillers_in_any_order() -> None:
    fillers = [("agent", "e_1"), ("target", "e_2")]
    block = ids.block_id("Fine", actual=True, fillers=fillers)
    assert ids.block_id("Fine", actual=True, fillers=reversed(fillers)) == block
    assert ids.block_id("Fine", actual=False, fillers=fillers) != block
    assert ids.block_id("Ban", actual=True, fillers=fillers) != block
    assert ids.block_id("Fine", actual=True, fillers=[("target", "e_1"), ("agent", "e_2")]) != block


def test_an_undated_fact_is_not_the_one_of_an_empty_date() -> None:
    assert ids.fact_id("b_1", None) != ids.fact_id("b_1", "")
