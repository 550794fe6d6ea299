"""Small graphs written by hand, as records, for tests that need one whole and known."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Arg, Claim, Document, Entity, Fact, Mention, Record, RoleEdge, Span
from kg.ontology import Class, Ontology, RoleSpec

ONTOLOGY = Ontology(
    "test",
    {
        c.name: c
        for c in (
            Class(name="Actor", kind="entity", types=("Actor",), label="actor", definition="", color="#4E79A7"),
            Class(
                name="Company",
                kind="entity",
                types=("Actor", "Company"),
                label="company",
                definition="",
                color="#9C755F",
            ),
            Class(name="Place", kind="entity", types=("Place",), label="place", definition="", color="#A9A9A9"),
            Class(
                name="Transact",
                kind="event",
                types=("Event", "Transact"),
                label="transact",
                definition="",
                color="#A6611A",
            ),
            Class(
                name="Acquisition",
                kind="event",
                types=("Event", "Transact", "Acquisition"),
                label="acquisition",
                definition="",
                color="#A6611A",
                roles=(RoleSpec("agent", "acquirer", max=1), RoleSpec("object", "acquired")),
            ),
            Class(
                name="Threat",
                kind="event",
                types=("Event", "Threaten", "Threat"),
                label="threat",
                definition="",
                color="#C51B7D",
            ),
            Class(name="Owns", kind="state", types=("State", "Owns"), label="owns", definition="", color="url(x)"),
        )
    },
)


@dataclass
class World:
    """Records that grow sentence by sentence; ids are those of the order in which things were added."""

    documents: list[Document] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        """Everything in canonical order."""
        return [*self.documents, *self.mentions, *self.claims, *self.entities, *self.facts]

    def document(
        self,
        text: str,
        *,
        title: str | None = None,
        publisher: str | None = None,
        uri: str | None = None,
        published: str | None = "2024-05-02",
    ) -> str:
        """Add a document and give its id."""
        made = f"d_{len(self.documents):04}"
        self.documents.append(
            Document(
                id=made, uri=uri or f"news/{made}.txt", text=text, title=title, publisher=publisher, published=published
            )
        )
        return made

    def entity(self, name: str, *aliases: str, kind: str = "Company") -> str:
        """Add an entity and give its id."""
        made = f"e_{len(self.entities):04}"
        types = ("Place",) if kind == "Place" else ("Actor", kind)
        leaf = made.replace("e_", "l_")
        self.entities.append(
            Entity(
                id=made,
                name=name,
                type=kind,
                types=types,
                names=(name, *aliases),
                leaves=(leaf,),
                n_mentions=1,
                n_docs=1,
            )
        )
        return made

    def mention(self, doc: str, entity: str) -> str:
        """Add a mention of *entity* at the start of *doc* and give its id."""
        made = f"m_{len(self.mentions):04}"
        known = next(e for e in self.entities if e.id == entity)
        self.mentions.append(
            Mention(
                id=made,
                doc=doc,
                start=0,
                end=1,
                text=known.name,
                form="name",
                type=known.type,
                types=known.types,
                confidence=1.0,
                leaf=known.leaves[0],
                entity=entity,
            )
        )
        return made

    def claim(
        self,
        doc: str,
        sentence: str,
        trigger: str,
        *,
        kind: tuple[str, ...],
        by: str | None = None,
        via: str | None = None,
        polarity: str = "pos",
        realis: str = "actual",
        evidential: str = "author",
        **roles: str,
    ) -> str:
        """Add a claim that *sentence*, which stands in *doc*, makes with *trigger*, and give its id."""
        made = f"c_{len(self.claims):04}"
        text = next(d.text for d in self.documents if d.id == doc)
        start = text.index(sentence)
        at = text.index(trigger, start)
        self.claims.append(
            Claim(
                id=made,
                doc=doc,
                type=kind[-1],
                types=kind,
                start=start,
                end=start + len(sentence),
                quote=sentence,
                trigger=Span(at, at + len(trigger)),
                polarity=polarity,
                realis=realis,
                evidential=evidential,
                via=via,
                by=self.mention(doc, by) if by else None,
                args=tuple(
                    Arg(role=r, mention=self.mention(doc, e)) for r, e in sorted(roles.items()) if e.startswith("e_")
                ),
            )
        )
        return made

    def fact(
        self,
        *claims: str,
        roles: list[tuple[str, str]],
        label: str = "",
        status: str = "asserted",
        date: str | None = "2024-05-01",
    ) -> str:
        """Add the fact that *claims* add up to and give its id."""
        made = f"f_{len(self.facts):04}"
        stated = [c for c in self.claims if c.id in claims]
        self.facts.append(
            Fact(
                id=made,
                block="b",
                type=stated[0].type,
                types=stated[0].types,
                label=label or stated[0].type,
                date=date,
                time_start=date,
                time_end=date,
                time_granularity="day" if date else None,
                time_basis="stated" if date else None,
                status=status,
                n_claims=len(stated),
                n_pos=sum(c.polarity == "pos" for c in stated),
                n_neg=sum(c.polarity == "neg" for c in stated),
                n_docs=len({c.doc for c in stated}),
                n_sources=1,
                belief=0.5,
                quantity=None,
                quantity_unit=None,
                quantity_approx=None,
                claims=tuple(claims),
                roles=tuple(RoleEdge(role=r, to=t, n=1, docs=1) for r, t in sorted(roles)),
            )
        )
        return made


ACQUISITION = ("Event", "Transact", "Acquisition")
THREAT = ("Event", "Threaten", "Threat")
OWNS = ("State", "Owns")


def harbour() -> World:
    """Five actors in a chain: Alba and Brisk each said to buy Cove, Alba threatening Dune over a sale, Dune owning Elm.

    `f_0000` purchase (sources differ) · `f_0001` threat that holds `f_0002`, a sale threatened · `f_0003` ownership.
    """
    world = World()
    first = world.document(
        "Alba bought Cove on Wednesday. Alba warned Dune that it would buy Elm, a spokeswoman said.",
        title="Alba takes Cove",
        publisher="Quay Post",
        uri="https://quaypost.example/alba",
    )
    second = world.document(
        "It was Brisk that bought Cove. Dune has long owned Elm.", title="Who bought Cove?", publisher="Mole Times"
    )
    world.document("Nothing happened.", publisher="Quay Post")
    alba, brisk, cove = (
        world.entity("Alba", "Alba Works", "AW"),
        world.entity("Brisk"),
        world.entity("Cove", kind="Place"),
    )
    dune, elm, _ = world.entity("Dune"), world.entity("Elm"), world.entity("Nobody in any fact")
    bought = (
        world.claim(first, "Alba bought Cove on Wednesday.", "bought", kind=ACQUISITION, agent=alba, object=cove),
        world.claim(second, "It was Brisk that bought Cove.", "bought", kind=ACQUISITION, agent=brisk, object=cove),
    )
    sentence = "Alba warned Dune that it would buy Elm, a spokeswoman said."
    threat = world.claim(
        first, sentence, "warned", kind=THREAT, by=brisk, evidential="attributed", agent=alba, target=dune
    )
    sale = world.claim(
        first,
        sentence,
        "buy",
        kind=ACQUISITION,
        by=alba,
        via=threat,
        evidential="attributed",
        realis="threatened",
        agent=alba,
        object=elm,
    )
    owned = world.claim(second, "Dune has long owned Elm.", "owned", kind=OWNS, subject=dune, object=elm)
    world.fact(
        *bought, roles=[("agent", alba), ("agent", brisk), ("object", cove)], label="Alba, Brisk – acquisition → Cove"
    )
    world.fact(
        threat,
        roles=[("agent", alba), ("target", dune), ("consequence", "f_0002")],
        label="Alba – threat → Dune",
        status="attributed",
    )
    world.fact(
        sale, roles=[("agent", alba), ("object", elm)], label="Alba – acquisition → Elm", status="threatened", date=None
    )
    world.fact(owned, roles=[("subject", dune), ("object", elm)], label="Dune – owns → Elm", date=None)
    return world
