from __future__ import annotations

import pytest

from kg.model import Claim, Document, Mention
from tests import corpus

ODD = {
    "an unknown script": "ⴰⵣⵓⵍ ⵎⴰⵏⵣⴰⴽⵉⵏ ⵜⵉⴽⵜⵓⴽ",
    "an empty sentence": ". . !",
    "white space": " \n\t \n",
    "no full stop": "TikTok banned Instagram and " * 2500,
    "all capitals": "NORWAY BANNED TIKTOK ON MONDAY, THE GOVERNMENT SAID.",
    "no capitals": "norway banned tiktok on monday, the government said.",
    "emoji": "Norway 🇳🇴 banned 🚫 TikTok 😡 on Monday 👩‍👩‍👧‍👦.",
    "mixed right-to-left": "Norway حظرت TikTok יום שני, the government said.",
    "combining marks": "Norway banned Ti\u0301k\u0308Tok\u200b on Monday\u202e.",
    "quotation that never ends": "“Norway banned TikTok, the minister said. Sweden fined Instagram.",
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_an_odd_text_is_read_without_a_fault_and_every_quote_slices(name: str) -> None:
    text = ODD[name]
    records = list(corpus.extractor().extract([corpus.document("odd.txt", text)]))
    assert isinstance(records[0], Document)
    assert all(text[r.start : r.end] == r.text for r in records if isinstance(r, Mention))
    assert all(text[r.start : r.end] == r.quote for r in records if isinstance(r, Claim))
