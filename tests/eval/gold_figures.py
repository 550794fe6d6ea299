"""Our own gold in figures, as the Markdown tables of its README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from kg.model import Claim
from tests.eval.build_gold import Built


def figures(parts: Mapping[str, Sequence[Built]]) -> str:
    """The corpus in figures, as Markdown tables."""
    claims = {part: [c for one in made for c in one.claims] for part, made in parts.items()}
    columns = [*parts, "all"]
    genres = sorted({str(one.document.meta["genre"]) for made in parts.values() for one in made})
    rows = [_row(g, parts, lambda one, g=g: one.document.meta["genre"] == g) for g in genres]  # type: ignore[misc]
    rows.append(_row("all", parts, lambda _: True))
    kinds: list[tuple[str, Callable[[Claim], bool]]] = [
        ("events", lambda c: c.types[0] == "Event"),
        ("states", lambda c: c.types[0] == "State"),
        ("attributed or quoted", lambda c: c.by is not None),
        ("reported", lambda c: c.evidential == "reported"),
        ("negative", lambda c: c.polarity == "neg"),
        ("not actual", lambda c: c.realis != "actual"),
        ("possible or probable", lambda c: c.certainty != "certain"),
        ("background", lambda c: c.focus == "background"),
        ("with a stated or resolved time", lambda c: c.time is not None and c.time.basis != "assumed"),
        ("with a quantity", lambda c: bool(c.quantities)),
        ("with a claim in a role", lambda c: any(a.claim for a in c.args)),
    ]
    lines = ["| genre | documents | words | sentences with claims | claims |", "| --- " * 5 + "|", *rows, ""]
    lines += [f"| claims | {' | '.join(columns)} |", "| --- " * (len(columns) + 1) + "|"]
    for name, test in kinds:
        counts = [sum(map(test, claims[part])) for part in parts]
        lines.append(f"| {name} | {' | '.join(map(str, [*counts, sum(counts)]))} |")
    lines += ["", f"| type | {' | '.join(columns)} |", "| --- " * (len(columns) + 1) + "|"]
    types = {part: Counter(c.type for c in claims[part]) for part in parts}
    for name in sorted(set().union(*types.values())):
        counts = [types[part][name] for part in parts]
        lines.append(f"| {name} | {' | '.join(map(str, [*counts, sum(counts)]))} |")
    return "\n".join(lines)


def _row(name: str, parts: Mapping[str, Sequence[Built]], test: Callable[[Built], bool]) -> str:
    chosen = [one for made in parts.values() for one in made if test(one)]
    words = sum(len(one.document.text.split()) for one in chosen)
    sentences = sum(len({c.start for c in one.claims}) for one in chosen)
    return f"| {name} | {len(chosen)} | {words} | {sentences} | {sum(len(one.claims) for one in chosen)} |"
