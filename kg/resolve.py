"""Leaves to entities: names normalised, joined by shared keys, typed by vote. A function of the set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg import ids
from kg.gazetteer import Gazetteer
from kg.model import Claim, Entity, Leaf, Mention
from kg.text import normal_name

_IDENTIFIED = ("name", "demonym")


def leaves(mentions: Iterable[Mention], claims: Iterable[Claim], *, gazetteer: Gazetteer) -> Iterator[Leaf]:
    """The leaves of *mentions*, by id; alias claims among *claims* tell which names rest on them."""
    clusters: dict[str, list[Mention]] = defaultdict(list)
    by_id: dict[str, Mention] = {}
    for mention in mentions:
        clusters[mention.leaf].append(mention)
        by_id[mention.id] = mention
    aliases: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.type == "AlsoKnownAs":
            for arg in claim.args:
                if arg.role == "object" and arg.mention in by_id:
                    aliases[by_id[arg.mention].leaf].add(normal_name(by_id[arg.mention].text))
    for leaf in sorted(clusters):
        yield _leaf(leaf, sorted(clusters[leaf], key=lambda m: (m.start, m.end)), aliases[leaf], gazetteer)


def _leaf(leaf: str, mentions: list[Mention], aliases: set[str], gazetteer: Gazetteer) -> Leaf:
    names = Counter(m.text for m in mentions if m.form == "name")
    keys: dict[str, None] = {}
    for mention in mentions:
        if mention.form in _IDENTIFIED or (
            mention.form == "nominal" and not names and any(c.isupper() for c in mention.text)
        ):
            known = gazetteer.canonical(mention.text, mention.types)
            if known is not None:
                keys.setdefault(known)
            if known is None or mention.form != "demonym":  # "Meta", here a company, there untold, is one name
                keys.setdefault(normal_name(mention.text) or mention.text)
    if not names:
        shown = (m.text for m in mentions if m.form == "nominal")
        names = Counter({_country(m, gazetteer): 1 for m in mentions if m.form == "demonym"} or shown)
    short = {k for k in keys if any(o != k and o.split()[-1:] == [k] for o in keys) and _is_person(mentions)}
    plain = [k for k in keys if k not in aliases and k not in short] or [k for k in keys if k not in short]
    types = mentions[0].types
    return Leaf(
        id=leaf,
        doc=mentions[0].doc,
        names=tuple(sorted(names.items())),
        keys=tuple(plain) or (leaf,),
        aliases=tuple(sorted((aliases & set(keys)) - set(plain))),
        votes=((types, max(m.confidence for m in mentions)),),
        n_mentions=len(mentions),
    )


def _country(mention: Mention, gazetteer: Gazetteer) -> str:
    surface = gazetteer.by_key.get(normal_name(mention.text))
    return surface.entry.name if surface is not None else mention.text


def _is_person(mentions: list[Mention]) -> bool:
    return any("Person" in m.types for m in mentions)


def entities(
    all_leaves: Iterable[Leaf], *, gazetteer: Gazetteer, chains: Mapping[str, tuple[str, ...]]
) -> list[Entity]:
    """The entities of *all_leaves*, by id; *chains* gives each class's chain, general first.

    Leaves that share a key are one entity. An alias joins leaves only where no leaf has it as a name of its own: one
    document's "also known as" never merges two things that others name.
    """
    known = sorted(all_leaves, key=lambda leaf: leaf.id)
    main = {k for leaf in known for k in leaf.keys}
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for leaf in known:
        first = root(leaf.keys[0])
        for key in [*leaf.keys[1:], *(a for a in leaf.aliases if a not in main)]:
            a, b = sorted((first, root(key)))
            parent[b] = a
            first = a
    members: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in known:
        members[root(leaf.keys[0])].append(leaf)
    return sorted((_entity(group, gazetteer, chains) for group in members.values()), key=lambda e: e.id)


def _entity(group: list[Leaf], gazetteer: Gazetteer, chains: Mapping[str, tuple[str, ...]]) -> Entity:
    names = Counter[str]()
    for leaf in group:
        names.update(dict(leaf.names))
    keys = sorted({k for leaf in group for k in leaf.keys})
    types = _vote(group, chains)
    surface = next((s for k in keys if (s := gazetteer.by_key.get(k)) is not None and s.entry.type in types), None)
    picked = min(names, key=lambda n: (-names[n], n)) if names else keys[0]
    return Entity(
        id=ids.entity_id(keys[0]),
        name=surface.entry.name if surface else picked,
        type=types[-1],
        types=types,
        names=tuple(sorted(names)),
        leaves=tuple(sorted(leaf.id for leaf in group)),
        wikidata=(surface.entry.wikidata or None) if surface else None,
        n_mentions=sum(leaf.n_mentions for leaf in group),
        n_docs=len({leaf.doc for leaf in group}),
    )


def _vote(group: list[Leaf], chains: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The class that the leaves agree on most: family first, then the class with most support, the deeper of equals."""
    votes = Counter[tuple[str, ...]]()
    for leaf in group:
        for types, weight in leaf.votes:
            votes[chains.get(types[-1], types)] += weight  # type: ignore[assignment]  # Counter of weights
    families = Counter[str]()
    for types, weight in votes.items():
        families[types[min(1, len(types) - 1)]] += weight
    family = min(families, key=lambda f: (-families[f], f))
    inside = [t for t in votes if t[min(1, len(t) - 1)] == family]
    return min(inside, key=lambda t: (-sum(w for o, w in votes.items() if o[-1] in t), -len(t), t))
