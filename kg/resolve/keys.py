"""Mentions to leaves: the names one document has for one thing, normalised to the keys it can be met by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.gazetteer import Gazetteer
from kg.model import Claim, Leaf, Mention
from kg.resolve.marks import marked
from kg.text import normal_name

_IDENTIFIED = ("name", "demonym")
_TITLE_WORDS = 3


def leaves(
    mentions: Iterable[Mention], claims: Iterable[Claim], *, gazetteer: Gazetteer, rejected: Collection[str] = ()
) -> Iterator[Leaf]:
    """The leaves of *mentions*, by id; alias claims among *claims* tell which names rest on them.

    A name that rests on a *rejected* claim is no key.
    """
    clusters: dict[str, list[Mention]] = defaultdict(list)
    by_id: dict[str, Mention] = {}
    for mention in mentions:
        clusters[mention.leaf].append(mention)
        by_id[mention.id] = mention
    aliases: dict[str, set[str]] = defaultdict(set)
    refused: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.type == "AlsoKnownAs":
            for arg in claim.args:
                if arg.role == "object" and arg.mention in by_id:
                    told = refused if claim.id in rejected else aliases
                    told[by_id[arg.mention].leaf].add(normal_name(by_id[arg.mention].text))
    ordered = {leaf: sorted(clusters[leaf], key=lambda m: (m.start, m.end)) for leaf in sorted(clusters)}
    found = [_leaf(leaf, ordered[leaf], aliases[leaf], refused[leaf] - aliases[leaf], gazetteer) for leaf in ordered]
    longer = _longer(found, ordered, gazetteer)
    yield from marked(replace(leaf, shortens=longer.get(leaf.id)) for leaf in found)


def _leaf(leaf: str, mentions: list[Mention], aliases: set[str], refused: set[str], gazetteer: Gazetteer) -> Leaf:
    names = Counter(m.text for m in mentions if m.form == "name")
    keys: dict[str, None] = {}
    entries: dict[str, str | None] = {}
    for mention in mentions:
        if mention.form in _IDENTIFIED or (
            mention.form == "nominal" and not names and any(c.isupper() for c in mention.text)
        ):
            known = gazetteer.canonical(mention.text, mention.types)
            if known is not None:
                keys.setdefault(known)
            if known is None or mention.form != "demonym":  # "Meta", here a company, there untold, is one name
                own = _untitled(normal_name(mention.text), mention, gazetteer) or mention.text
                keys.setdefault(own)
                entries[own] = known
    keys = {k: None for k in keys if k not in refused}
    if not names:
        shown = (m.text for m in mentions if m.form == "nominal")
        names = Counter({_country(m, gazetteer): 1 for m in mentions if m.form == "demonym"} or shown)
    short = {k for k in keys if any(o != k and o.split()[-1:] == [k] for o in keys) and _is_person(mentions)}
    if "Place" in mentions[0].types:
        short |= {normal_name(city) for city, comma, _ in (name.partition(", ") for name in names) if comma}
    plain = [k for k in keys if k not in aliases and k not in short] or [k for k in keys if k not in short]
    strange = {k for k in plain if not any(_related(k, o, entries) for o in plain[:1])}
    plain, aliases = [k for k in plain if k not in strange], aliases | strange
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


def _untitled(key: str, mention: Mention, gazetteer: Gazetteer) -> str:
    """*key* without the titles before a person's name: "President Ann Reed" is Ann Reed, "General Motors" no person."""
    words = key.split()
    for count in range(min(_TITLE_WORDS, len(words) - 1), 0, -1):
        rest = mention.text.split()[count:]
        titled = " ".join(words[:count]) in gazetteer.titles and bool(rest) and rest[0][:1].isupper()
        if titled and ("Person" in mention.types or (len(rest) > 1 and rest[0] in gazetteer.first_names)):
            return " ".join(words[count:])
    return key


def _longer(found: Sequence[Leaf], mentions: Mapping[str, Sequence[Mention]], gazetteer: Gazetteer) -> dict[str, str]:
    """For leaves of one document, the one whose name they shorten: Reed after Ann Reed, Nordvik after Nordvik Lines.

    The long name comes first, and only one such is there. What a gazetteer knows by the short name shortens nothing.
    """
    first = {
        leaf.id: {
            key: start
            for m in reversed(mentions[leaf.id])
            if m.form == "name"
            for key, start in [(_untitled(normal_name(m.text), m, gazetteer), m.start)]
        }
        for leaf in found
    }
    by_edge: dict[str, list[tuple[Leaf, str]]] = defaultdict(list)
    for leaf in found:
        for key in first[leaf.id]:
            words = key.split()
            for n in range(1, len(words)):
                by_edge[" ".join(words[:n])].append((leaf, "start"))
                by_edge[" ".join(words[n:])].append((leaf, "end"))
    longer = {}
    for leaf in found:
        if len(leaf.keys) != 1 or leaf.aliases or not mentions[leaf.id][0].text[:1].isupper():
            continue
        key = leaf.keys[0]
        owners = {o.id: (o, edge) for o, edge in by_edge.get(key, ()) if o.id != leaf.id}
        if len(owners) != 1 or gazetteer.by_key.get(key) is not None:
            continue
        [(owner, edge)] = owners.values()
        before = min(s for k, s in first[owner.id].items() if k != key) < mentions[leaf.id][0].start
        if before and _shortens(leaf, owner, edge, named=key in first[leaf.id]):
            longer[leaf.id] = owner.id
    return longer


def _shortens(leaf: Leaf, owner: Leaf, edge: str, *, named: bool) -> bool:
    """Whether a name may be short for that of *owner*, whose last or first words it is."""
    if _is(owner, "Person"):  # a surname alone is often taken for a company
        return edge == "end" or (named and _is(leaf, "Person"))
    families = [{types[min(1, len(types) - 1)] for types, _ in x.votes} for x in (leaf, owner)]
    return named and bool(families[0] & families[1])


def _is(leaf: Leaf, name: str) -> bool:
    return any(name in types for types, _ in leaf.votes)


def _related(one: str, other: str, entries: Mapping[str, str | None]) -> bool:
    """Whether two names look like forms of one; two that do not are one only by the word of one document."""
    if (entries.get(one) or one) == (entries.get(other) or other):
        return True
    short, long = sorted((one, other), key=len)
    words = long.split()
    return long.startswith(short) or set(short.split()) <= set(words) or short == "".join(w[0] for w in words)


def _country(mention: Mention, gazetteer: Gazetteer) -> str:
    surface = gazetteer.by_key.get(normal_name(mention.text))
    return surface.entry.name if surface is not None else mention.text


def _is_person(mentions: list[Mention]) -> bool:
    return any("Person" in m.types for m in mentions)
