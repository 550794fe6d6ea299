"""A city's name together with the state or province that is written after it: "Cupertino, California" (layer 2)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.mentions import make
from kg.text import normal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.draft import MentionDraft, SentenceDraft
    from kg.gazetteer import Gazetteer


def locate(sentences: Sequence[SentenceDraft], gazetteer: Gazetteer) -> None:
    """Let the names of cities in *sentences* take in the state after them, which stays a mention of its own.

    Not where its name alone would be taken for something else: the Washington of "Everett, Washington" is the state.
    """
    for sentence in sentences:
        names = [m for m in sentence.mentions if m.form == "name"]
        for city, region in pairwise(names):
            whole = make(sentence, city.first, region.last, "name") if _lies_in(city, region, gazetteer) else None
            if whole is not None:
                whole.votes, whole.country = city.votes, city.country
                gone = [city] if _known(region, gazetteer) else [city, region]
                kept = [m for m in sentence.mentions if m not in gone]
                sentence.mentions = sorted([*kept, whole], key=lambda m: (m.first, -m.last))


def _lies_in(city: MentionDraft, region: MentionDraft, gazetteer: Gazetteer) -> bool:
    """Whether *region* stands behind *city* to say where it is, and not as the next one of a list."""
    entry = gazetteer.regions.get(region.text)
    between = city.sentence.tokens.doc[city.last + 1 : region.first].text
    if entry is None or between != "," or "Place" not in city.votes or city.text in gazetteer.regions:
        return False
    known = gazetteer.by_key.get(normal_name(city.text))
    if known is not None and known.entry.country:
        return known.entry.country == entry.country
    return region.head.dep_ != "conj" and not any(c.dep_ == "conj" for c in region.head.children)


def _known(region: MentionDraft, gazetteer: Gazetteer) -> bool:
    surface = gazetteer.by_key.get(normal_name(region.text))
    return surface is not None and surface.entry is gazetteer.regions[region.text]
