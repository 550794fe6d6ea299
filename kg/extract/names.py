"""Known names in a text, by Aho-Corasick over all surfaces of the gazetteers (first half of layer 2)."""

from __future__ import annotations

from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.gazetteer import Gazetteer, Surface


class KnownNames:
    """Finds the surfaces of a gazetteer, longest first, whole words only, in the case they are written."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        best: dict[str, Surface] = {}
        for surface in sorted(gazetteer.surfaces, key=lambda s: (s.ambiguous, s.form != "name", s.entry.name)):
            best.setdefault(surface.text, surface)
        self._surfaces = [best[text] for text in sorted(best)]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick([s.text for s in self._surfaces], matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[tuple[int, int, Surface]]:
        """Start, end and surface of each known name in *text*, in order, without overlaps."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            inside = (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())
            if not inside:
                found.append((start, end, self._surfaces[index]))
        return found
