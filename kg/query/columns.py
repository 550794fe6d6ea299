"""The columns that a query names, read from its words: the local server tells none before the first row."""

from __future__ import annotations

from collections.abc import Sequence

from kg.query.gate import Token, is_name, tokens

_AFTER = frozenset({"order", "skip", "offset", "limit", "union"})


def columns(cypher: str) -> tuple[str, ...]:
    """The columns that the last RETURN of *cypher* names, as both servers call them; none for `RETURN *`."""
    items = [_name(item, cypher) for item in _items(list(tokens(cypher)))]
    return () if "*" in items else tuple(items)


def _items(found: Sequence[Token]) -> list[list[Token]]:
    """What stands between commas after the last RETURN that is in no bracket."""
    items: list[list[Token]] = []
    depth, inside = 0, False
    for place, token in enumerate(found):
        depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
        item = items[-1] if items else []
        word = token.text if token.kind == "word" and depth == 0 and not is_name(found, place) else ""
        if word == "return":
            items, inside = [[]], True
        elif inside and word == "distinct" and items == [[]]:
            continue
        elif inside and ((word in _AFTER and item and item[-1].text != "as") or token.text == ";"):
            inside = False
        elif inside and token.text == "," and depth == 0:
            items.append([])
        elif inside:
            item.append(token)
    return [item for item in items if item]


def _name(item: Sequence[Token], cypher: str) -> str:
    """The name after AS, else the words of the expression."""
    last = item[-1]
    if len(item) > 1 and (item[-2].kind, item[-2].text) == ("word", "as") and last.kind in {"word", "quoted"}:
        item = [last]
    text = cypher[item[0].start : last.end]
    return text[1:-1].replace("``", "`") if len(item) == 1 and last.kind == "quoted" else text
