"""The model's table of parts of speech, looked up once for each combination of tag, relation and listed word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_NAMES = ("TAG", "DEP", "LOWER", "IS_SPACE")
_KEPT = 50_000  # words of which it is remembered whether they are listed
_Key = tuple[int, ...]
_Spec = Mapping[str, Any]


class Attributes:
    """A pipe that sets what spaCy's attribute ruler would set, which tries all its patterns on every word."""

    def __init__(
        self,
        rules: Sequence[tuple[list[_Spec], int]],
        values: Sequence[Mapping[int, int]],
        strings: StringStore,
    ) -> None:
        self._rules, self._values, self._strings = rules, values, strings
        words = [spec["LOWER"] for specs, _ in rules for spec in specs if "LOWER" in spec]
        self._words = frozenset().union(*(_numbers(wanted) for wanted in words))
        self._patterns = [wanted["REGEX"] for wanted in words if isinstance(wanted, Mapping) and "REGEX" in wanted]
        self._listed: dict[int, int] = {}
        self._alone: dict[_Key, tuple[frozenset[int], frozenset[int], frozenset[int]]] = {}
        self._merged: dict[frozenset[int], dict[int, int]] = {}

    @classmethod
    def of(cls, nlp: Language) -> Attributes | None:
        """The attribute ruler of *nlp*; None if it has patterns of a kind we do not read."""
        if "attribute_ruler" not in nlp.pipe_names:
            return None
        ruler: Any = nlp.get_pipe("attribute_ruler")
        rules: list[tuple[list[_Spec], int]] = []
        values: list[Mapping[int, int]] = []
        for entry, attributes in zip(ruler.patterns, ruler.attrs, strict=True):
            for pattern in entry["patterns"]:
                if (
                    not 1 <= len(pattern) <= 2
                    or not all(map(_plain, pattern))
                    or not 0 <= entry["index"] < len(pattern)
                ):
                    return None
                rules.append(([_hashed(spec, nlp) for spec in pattern], entry["index"]))
                values.append(attributes)
        return cls(rules, values, nlp.vocab.strings)

    def __call__(self, doc: Doc) -> Doc:
        """*doc* with parts of speech, morphology and some lemmas."""
        from spacy.tokens._retokenize import set_token_attrs

        rows = doc.to_array(list(_NAMES)).tolist()
        listed = self._listed
        if len(listed) > _KEPT:
            listed.clear()
        for _, _, lower, _ in rows:
            if lower not in listed:
                listed[lower] = lower if self._is_listed(lower) else 0
        keys = [(tag, dep, listed[lower], space) for tag, dep, lower, space in rows]
        found = []
        seconds: frozenset[int] = frozenset()
        for key in keys:
            known = self._alone.get(key) or self._look_up(key)
            found.append(known[0])
            if pairs := seconds & known[2]:
                for rule in pairs:
                    place = len(found) - 2 + self._rules[rule][1]
                    found[place] |= {rule}
            seconds = known[1]
        for token, rules in zip(doc, found, strict=True):
            if rules:
                set_token_attrs(token, self._merged.get(rules) or self._merge(rules))
        return doc

    def _is_listed(self, word: int) -> bool:
        return word in self._words or any(p.search(self._strings[word]) for p in self._patterns)

    def _look_up(self, key: _Key) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        """The rules that a word of *key* meets alone, as the first of two and as the second of two."""
        given = dict(zip(_NAMES, key, strict=True))
        met: tuple[set[int], set[int], set[int]] = set(), set(), set()
        for number, (specs, _) in enumerate(self._rules):
            for place, spec in enumerate(specs, start=len(specs) - 1):
                if all(self._meets(value, spec[name]) for name, value in given.items() if name in spec):
                    met[place].add(number)
        self._alone[key] = known = (frozenset(met[0]), frozenset(met[1]), frozenset(met[2]))
        return known

    def _meets(self, value: int, wanted: Any) -> bool:  # noqa: ANN401 - a number, or IN, NOT_IN or REGEX and what
        if not isinstance(wanted, Mapping):
            return bool(value == wanted)
        if "REGEX" in wanted:
            return wanted["REGEX"].search(self._strings[value]) is not None
        return value in wanted["IN"] if "IN" in wanted else value not in wanted["NOT_IN"]

    def _merge(self, rules: frozenset[int]) -> dict[int, int]:
        """What *rules* set together; later ones come before earlier ones."""
        merged: dict[int, int] = {}
        for rule in sorted(rules):
            merged.update(self._values[rule])
        self._merged[rules] = merged
        return merged


def _plain(spec: _Spec) -> bool:
    """Whether *spec* is made of what we read: values, one list of values meant or not meant, or a pattern of words."""
    return set(spec) <= set(_NAMES) and all(
        not isinstance(v, Mapping) or set(v) in ({"IN"}, {"NOT_IN"}) or (name == "LOWER" and set(v) == {"REGEX"})
        for name, v in spec.items()
    )


def _hashed(spec: _Spec, nlp: Language) -> _Spec:
    """*spec* with numbers for words, as tokens carry them."""

    def number(value: object) -> int:
        return nlp.vocab.strings.add(value) if isinstance(value, str) else int(bool(value))

    def read(value: object) -> object:
        if not isinstance(value, Mapping):
            return number(value)
        return {k: re.compile(v) if k == "REGEX" else frozenset(map(number, v)) for k, v in value.items()}

    return {name: read(value) for name, value in spec.items()}


def _numbers(wanted: Any) -> frozenset[int]:  # noqa: ANN401 - the same
    """The words that *wanted* names."""
    if not isinstance(wanted, Mapping):
        return frozenset({wanted})
    return wanted.get("IN") or wanted.get("NOT_IN") or frozenset()
