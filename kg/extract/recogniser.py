"""The names that the model's entity recogniser sees, read off for all words of a batch at once.

spaCy asks at every word which of its 74 actions are allowed, one call each: that takes longer than the network
itself. Outside a name the score of an action hangs on the word alone, so those of all words are one product; inside a
name there are two actions, go on and end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = np.ndarray[Any, np.dtype[np.float32]]
    Places = np.ndarray[Any, np.dtype[np.int64]]

_FEATURES = 3  # the word, the first word of the open name, the word before
_OUT, _BEGIN, _UNIT = 0, 1, 2


class Recogniser:
    """A pipe that sets the entities spaCy's own would set."""

    def __init__(self, model: Any, moves: list[str], labels: list[int]) -> None:  # noqa: ANN401 - thinc is untyped
        import numpy as np

        self._words = model.get_ref("tok2vec")
        self._lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._weights, self._bias = upper.get_param("W"), upper.get_param("b")
        kinds = [m.partition("-")[0] for m in moves]
        self._begins = np.array([k == "B" for k in kinds])
        self._units = np.array([k == "U" for k in kinds])
        self._barred = np.array([m[:2] in {"I-", "L-"} or m == "U-" for m in moves])  # U-: a name taken back
        self._kind = np.array([{"B": _BEGIN, "U": _UNIT}.get(k, _OUT) for k in kinds])
        self._label = np.array(labels, dtype=np.uint64)
        place = {m: n for n, m in enumerate(moves)}
        self._go_on = np.array([place.get(f"I-{m.partition('-')[2]}", 0) for m in moves])
        self._end = np.array([place.get(f"L-{m.partition('-')[2]}", 0) for m in moves])

    @classmethod
    def of(cls, nlp: Language) -> Recogniser | None:
        """The recogniser of *nlp*, read our way; None if it is built otherwise than the one we know."""
        if "ner" not in nlp.pipe_names or {"entity_ruler", "beam_ner"} & set(nlp.pipe_names):
            return None
        pipe: Any = nlp.get_pipe("ner")
        model = pipe.model
        known = (
            pipe.cfg.get("beam_width", 1) == 1
            and model.attrs.get("has_upper") is True
            and not model.attrs.get("unseen_classes")
            and model.get_ref("lower").get_dim("nF") == _FEATURES
            and model.get_ref("lower").get_dim("nP") > 1
        )
        moves = [pipe.moves.get_class_name(n) for n in range(pipe.moves.n_moves)]
        if not known or any(m != "O" and m[:2] not in {"B-", "I-", "L-", "U-"} for m in moves):
            return None
        return cls(model, moves, [nlp.vocab.strings[m.partition("-")[2]] for m in moves])

    def __call__(self, doc: Doc) -> Doc:
        """*doc* with its entities."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """The docs of *stream* with their entities."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._set(batch)
            yield from batch

    def _set(self, docs: list[Doc]) -> None:
        import numpy as np
        from spacy.tokens import Span

        parsed = [d for d in docs if len(d)]
        if not parsed:
            return
        table = np.concatenate([d.to_array(["SENT_START", "IS_SPACE"]).astype(np.int64) for d in parsed])
        ends = np.cumsum([len(d) for d in parsed])
        closed = np.append(table[1:, 0] == 1, True)
        closed[ends - 1] = True
        kinds, labels, lasts = self._decide(self._words.predict(parsed), closed, table[:, 1] == 1)
        start = 0
        for doc, end in zip(parsed, ends.tolist(), strict=True):
            names, free = [], start
            for at in (start + np.flatnonzero(kinds[start:end])).tolist():
                if at >= free:
                    free = int(lasts[at]) + 1
                    names.append(Span(doc, at - start, free - start, label=int(labels[at])))
            doc.set_ents(names)
            start = end

    def _decide(self, vectors: Floats, closed: Places, spaces: Places) -> tuple[Places, Places, Places]:
        """For each word what would begin there (0: nothing), under which label, and its last word.

        A name does not go beyond a word that is *closed*: the next one starts a sentence or another text.
        """
        import numpy as np

        cached = self._lower.predict(vectors)
        features = cached[1:].reshape(len(vectors), _FEATURES, -1)
        none = cached[0].reshape(_FEATURES, -1)
        scores = self._scores(features[:, 0] + none[1] + none[2])
        scores[:, self._barred] = -np.inf
        scores[np.ix_(closed | spaces, self._begins)] = -np.inf
        scores[np.ix_(spaces, self._units)] = -np.inf
        best = scores.argmax(axis=1)
        kinds, lasts = self._kind[best], np.arange(len(vectors))
        opened = np.flatnonzero(kinds == _BEGIN)
        place = opened + 1
        while len(opened):
            inner = self._scores(features[place, 0] + features[opened, 1] + features[place - 1, 2])
            rows, moves = np.arange(len(opened)), best[opened]
            go_on, end = self._go_on[moves], self._end[moves]
            forward, stop = inner[rows, go_on], inner[rows, end]
            more = ~closed[place] & ((forward > stop) | ((forward == stop) & (go_on < end)))
            lasts[opened[~more]] = place[~more]
            opened, place = opened[more], place[more] + 1
        return kinds, self._label[best], lasts

    def _scores(self, sums: Floats) -> Floats:
        """The score of each action for states with these *sums* of features."""
        hidden = (sums + self._lower.get_param("b").reshape(-1)).reshape(len(sums), -1, self._lower.get_dim("nP"))
        found: Floats = self._lower.ops.gemm(hidden.max(axis=2), self._weights, trans2=True) + self._bias
        return found
