"""A document's names gathered into clusters, each with one type by vote (layers 3 and 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.extract.draft import ClusterDraft, DocumentDraft, MentionDraft
from kg.gazetteer import Gazetteer
from kg.ontology import Ontology
from kg.text import acronym, normal_name

_CONTEXT_CAP = 3.0
_FULL_NAME = 1.3  # for a person of two names: a hint alone does not make a firm of one
_ACRONYM_MIN = 2
_FAMILIES = (
    "Country",
    "Organization",
    "Person",
    "UserGroup",
    "LawmakerGroup",
    "Movement",
    "Coalition",
    "PopulationGroup",
    "Place",
    "Thing",
    "Topic",
)


def gather(draft: DocumentDraft, *, gazetteer: Gazetteer, ontology: Ontology) -> None:
    """Cluster the names of *draft* by key, by short form of a person's name and by acronym."""
    by_key: dict[str, ClusterDraft] = {}
    for sentence in draft.sentences:
        for mention in sentence.mentions:
            if _describes(mention) is not None:
                continue
            key = key_of(mention, gazetteer=gazetteer)
            cluster = by_key.get(key)
            if cluster is None:
                cluster = by_key[key] = ClusterDraft()
                draft.clusters.append(cluster)
            attach(mention, cluster)
        for mention in sentence.mentions:
            named = _describes(mention)
            if named is not None and named.cluster is not None:
                attach(mention, named.cluster)
                mention.votes.clear()
    for cluster in list(draft.clusters):
        for longer in _longer(cluster, draft.clusters, ontology):
            join(draft, longer, cluster)
            break


def _describes(mention: MentionDraft) -> MentionDraft | None:
    """The name that *mention*, a nominal beside it, describes: "Hopla, a Danish app", "the Danish app Hopla"."""
    if mention.form != "nominal":
        return None
    head = mention.head
    beside = next((c for c in head.children if c.dep_ == "appos" and c.i > mention.last), None)
    if beside is None and head.dep_ not in {"appos", "compound"}:
        return None
    found = mention.sentence.at(beside if beside is not None else head.head)
    if found is None or found.form != "name":
        return None
    between = head.doc[mention.last + 1 : found.first].text
    return found if head.dep_ == "appos" or between in {"", ","} else None


def key_of(mention: MentionDraft, *, gazetteer: Gazetteer) -> str:
    """The key that *mention* shares with every other way of naming the same thing that is known beforehand."""
    if mention.form == "demonym" and mention.country:
        return normal_name(mention.country)
    if mention.form == "demonym" and "PopulationGroup" in mention.votes:
        return normal_name(mention.text)
    return gazetteer.canonical(mention.text, mention.votes) or normal_name(mention.text) or mention.text


def attach(mention: MentionDraft, cluster: ClusterDraft) -> None:
    """Make *mention* one of *cluster*."""
    mention.cluster = cluster
    cluster.mentions.append(mention)


def join(draft: DocumentDraft, kept: ClusterDraft, gone: ClusterDraft) -> None:
    """Make two clusters one."""
    if kept is gone:
        return
    kept.votes += gone.votes
    kept.hints |= gone.hints
    for mention in gone.mentions:
        attach(mention, kept)
    draft.clusters = [c for c in draft.clusters if c is not gone]


def _longer(short: ClusterDraft, clusters: Iterable[ClusterDraft], ontology: Ontology) -> list[ClusterDraft]:
    """The clusters whose name *short* abbreviates; only a single one counts."""
    first = short.mentions[0]
    if first.form != "name":
        return []
    text = first.text
    found = [c for c in clusters if any("Place" in m.votes and m.text.startswith(f"{text}, ") for m in c.mentions)]
    if found:  # Ada, of which "Ada, Ohio" was told
        return found[:1] if len(found) == 1 else []
    if text.isupper() and len(text) >= _ACRONYM_MIN:
        plain = text.replace(".", "").casefold()
        found = [
            c
            for c in clusters
            if c is not short and any(m.form == "name" and acronym(m.text) == plain for m in c.mentions)
        ]
    elif " " not in text and (_person(short) or _unsure(short)) and any(_named(c, text) for c in clusters):
        found = [c for c in clusters if c is not short and _named(c, text)]
    elif " " not in text and not {"Country", "Place"} & set(first.votes):
        found = [
            c
            for c in clusters
            if c is not short
            and not _person(c)
            and any(m.form == "name" and _shortened(text, m, ontology) for m in c.mentions)
        ]
    return found[:1] if len(found) == 1 else []


def _unsure(cluster: ClusterDraft) -> bool:
    """Whether the recogniser alone says what *cluster* is."""
    return all(max(m.votes.values(), default=0) <= 1 for m in cluster.mentions)


def _named(cluster: ClusterDraft, family: str) -> bool:
    """Whether *cluster* is a person whose name ends in *family*."""
    names = (m.text for m in cluster.mentions if m.form == "name" and " " in m.text)
    return _person(cluster) and any(name.split()[-1] == family for name in names)


def _shortened(short: str, mention: MentionDraft, ontology: Ontology) -> bool:
    """Whether *short* is a body's name without the words for what it is, or a product's without its maker or number."""
    words = mention.text.split()
    if len(words) > 1 and words[-1] == short:
        return "Product" in mention.votes or any(c.isdigit() for c in words[0])
    kinds = [ontology.by_cue.get(w.casefold(), ontology.by_name_cue.get(w.casefold())) for w in words[1:]]
    return bool(kinds) and words[0] == short and all(kind == "Company" for kind in kinds)


def _person(cluster: ClusterDraft) -> bool:
    """Whether the plurality of the recogniser's labels, or a title, says person."""
    votes = Counter[str]()
    for mention in cluster.mentions:
        votes.update(mention.votes)
    top = votes.most_common(1)
    return bool(top) and top[0][0] in {"Person", "Politician", "Official", "Executive", "Journalist"}


def settle(draft: DocumentDraft, *, ontology: Ontology) -> None:
    """Give every cluster its type."""
    for cluster in draft.clusters:
        decide(cluster, ontology=ontology)


def decide(cluster: ClusterDraft, *, ontology: Ontology) -> None:
    """Give *cluster* the class its votes add up to.

    The recogniser counts once for a name in a document, however often it repeats itself; other sources count by their
    strongest vote; context (`cluster.votes`) adds up to a cap.
    """
    votes = Counter[str]()
    recognised = Counter[str]()
    strong = bool(set(cluster.votes) - {"Organization"})  # that it acts as a body does says not which kind it is
    for mention in cluster.mentions:
        for name, weight in mention.votes.items():
            if weight <= 1.0:
                recognised[name] += 1
            else:
                votes[name] = max(votes[name], weight)
                strong = True
    if recognised:
        top = max(sorted(recognised), key=lambda n: recognised[n])
        full = top == "Person" and any(m.first < m.last for m in cluster.mentions)
        votes[top] += _FULL_NAME if full else 1  # type: ignore[assignment]  # Counter of weights
    for name, weight in cluster.votes.items():
        votes[name] += min(weight, _CONTEXT_CAP)  # type: ignore[assignment]
    if not strong:
        votes.update(cluster.hints)
    cluster.weak = not strong
    if votes:
        cluster.types = ontology.chain(_best(votes, ontology))


def _best(votes: Counter[str], ontology: Ontology) -> str:
    """The family with most votes, and in it the class that itself and its ancestors vote for most."""
    if len(votes) == 1:
        return next(iter(votes))
    chains = {name: ontology.chain(name) for name in votes}
    families = Counter[str]()
    for name, weight in votes.items():
        families[next((f for f in _FAMILIES if f in chains[name]), name)] += weight
    family = max(sorted(families), key=lambda f: (families[f], -_FAMILIES.index(f) if f in _FAMILIES else -99))
    members = [n for n in votes if family in chains[n] or n == family]

    def score(name: str) -> tuple[float, int]:
        fitting = {*chains[name], *ontology.classes[name].also}
        return sum(w for o, w in votes.items() if o in fitting), len(fitting)

    return max(sorted(members), key=score)
