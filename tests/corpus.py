"""Small documents of our own, read once, for tests that need real evidence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg import gazetteer, ids, ontology
from kg.extract import RulesExtractor
from kg.model import Claim, Document, Evidence, Mention
from kg.pipeline.computing import Computed, compute

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXTS = {
    "a.txt": (
        "Harbor Ledger",
        "2024-05-03",
        "Loopride bought the ferry operator Nordvik in 2019. The Norwegian government fined Loopride on May 2, 2024.",
    ),
    "b.txt": (
        "Canal Courier",
        "2024-05-06",
        "Nordvik was acquired by Hoplane in 2019, the harbour ministry said. Loopride denied that it had bought Nordvik.",
    ),
    "c.txt": (
        "Harbor Ledger",
        "2024-06-01",
        "Thousands of riders switched to TikTok. Norway threatened to ban TikTok unless ByteDance sold its unit.",
    ),
    "d.txt": (
        "Prairie Wire",
        "2024-06-02",
        "ByteDance, a Chinese company, owns TikTok. Norway reportedly banned TikTok on June 1, 2024. The ban sparked an exodus of users to Instagram.",
    ),
}


def document(uri: str, text: str, *, publisher: str = "Harbor Ledger", published: str = "2024-05-03") -> Document:
    return Document(
        id=ids.document_id(uri, text), uri=uri, text=text, publisher=publisher, published=published, lang="en"
    )


def documents() -> list[Document]:
    return [
        document(uri, text, publisher=publisher, published=published)
        for uri, (publisher, published, text) in TEXTS.items()
    ]


@lru_cache(maxsize=1)
def extractor() -> RulesExtractor:
    return RulesExtractor()


def read(docs: Iterable[Document]) -> list[Evidence]:
    """The evidence of *docs*, in their order."""
    found: list[Evidence] = []
    for record in extractor().extract(docs):
        if isinstance(record, Document):
            found.append(Evidence(document=record, mentions=(), claims=(), done=ids.digest(record.id)))
        elif isinstance(record, (Mention, Claim)):
            last = found[-1]
            mentions = (*last.mentions, record) if isinstance(record, Mention) else last.mentions
            claims = (*last.claims, record) if isinstance(record, Claim) else last.claims
            found[-1] = Evidence(document=last.document, mentions=mentions, claims=claims, done=last.done)
    return found


@lru_cache(maxsize=1)
def evidence() -> tuple[Evidence, ...]:
    """The evidence of all texts."""
    return tuple(read(documents()))


def world(found: Iterable[Evidence]) -> Computed:
    return compute(
        ((e.document, e.mentions, e.claims) for e in found), ontology=ontology.load(), gazetteer=gazetteer.load()
    )
