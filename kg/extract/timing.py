"""When each claim happened: a time in its own clause, else in its sentence, else before publication (layer 11)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.extract.draft import ClaimDraft, SentenceDraft
from kg.extract.quantities import quantities_in
from kg.extract.times import FoundTime, times_in
from kg.model import Document, Quantity, Span, Time, TimeBounds
from kg.time import assumed

if TYPE_CHECKING:
    from kg.extract.tokens import Token

_CLAUSE_HEADS = frozenset({"relcl", "advcl", "ccomp", "acl", "pcomp", "xcomp", "conj", "parataxis"})
_FAR = 8
_OTHER_TIME = frozenset(
    {"after", "before", "since", "until", "till", "because", "although", "though", "unless", "if", "following"}
)
_MODIFYING = frozenset({"poss", "compound", "nummod", "nmod", "amod"})
_MEANWHILE, _THERE = frozenset({"in", "during", "at"}), frozenset({"when", "where"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ABOUT = frozenset({"Agree", "Support", "Request", "Accuse", "Reject", "Threaten", "Communicate"})
ACCORDING = "Statement:according to"  # the time in its sentence is that of what was said


def place_in_time(
    sentence: SentenceDraft, *, doc: Document, reference: date | None, previous: date | None
) -> list[FoundTime]:
    """Give the claims of *sentence* their bounds; give back its time expressions.

    *previous* is the day last told of before it, from which "the next day" counts.
    """
    found = times_in(sentence.tokens, offset=sentence.offset, reference=reference, previous=previous)
    fallback = assumed(doc.published[:10]) if doc.published and reference else None
    for claim in sentence.claims:
        outer = [c for c in sentence.claims if any(f.claim is claim for f in c.fillers)]
        claim.time = _of(claim, found, outer, today=doc.published or "") if claim.rule != ACCORDING else None
        if claim.time is None and fallback is not None and claim.cls.kind == "event":
            claim.time = TimeBounds(
                start=fallback.start, end=fallback.end, granularity=fallback.granularity, basis="assumed"
            )
    return found


def scheduled(sentence: SentenceDraft, *, today: date) -> None:
    """Make future what *sentence* tells of a day after *today* in the present tense: "the shop opens on Friday"."""
    for claim in sentence.claims:
        top, time = claim.top, claim.time
        if top is None or time is None or time.start is None or time.basis == "assumed" or claim.realis != "actual":
            continue
        present = top.tag_ in {"VBZ", "VBP"} or any(
            c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} and c.lemma_ == "be" for c in top.children
        )
        if present and time.start > today.isoformat():
            claim.realis = "future"


def measure(sentence: SentenceDraft) -> None:
    """Give each quantity of *sentence* to the claim it belongs to (layer 12)."""
    for amount in quantities_in(sentence.tokens, offset=sentence.offset):
        token = sentence.tokens.doc[amount.token_start]
        nearest = _nearest(sentence, token, limit=3) or _of_filler(sentence, token)
        if nearest is not None:
            nearest.quantities.append(
                Quantity(
                    value=amount.value,
                    high=amount.high,
                    unit=amount.unit,
                    kind=amount.kind,
                    currency=amount.currency,
                    approx=amount.approx,
                    of=amount.of,
                    text=amount.text,
                    span=Span(amount.start, amount.end),
                )
            )


def time_records(found: list[FoundTime], doc: Document) -> list[Time]:
    """The records of time expressions."""
    return [
        Time(
            doc=doc.id,
            start=t.start,
            end=t.end,
            text=t.text,
            value=t.value.value if t.value else None,
            basis=t.value.basis if t.value else "resolved",
        )
        for t in found
    ]


def last_day(found: list[FoundTime], before: date | None) -> date | None:
    """The last day that *found* tells of, else *before*."""
    days = [t.value.start for t in found if t.value is not None and t.value.granularity == "day" and t.value.start]
    return date.fromisoformat(days[-1]) if days else before


def _of(claim: ClaimDraft, found: list[FoundTime], outer: list[ClaimDraft], *, today: str) -> TimeBounds | None:
    """The nearest time that the claim's clause, or a clause around it, holds; *outer* are the claims that hold it."""
    token = claim.trigger
    if token is None:
        return None
    best: tuple[int, int, FoundTime] | None = None
    for one in found:
        if one.extent is None or (one.extent.start is None and one.extent.end is None):
            continue
        when = token.doc[one.token_start]
        if _compared(when, one.text):
            continue
        if claim.cls.name == "Ultimatum" and claim.of("demand") and _deadline(when):
            continue  # till then it is to be done
        far = (
            None
            if _elsewhere(claim, when, outer) or _of_the_act(claim, one, when, today=today)
            else _distance(token, when, claim.carrier or claim.gerund)
        )
        if far is not None and claim.cls.kind == "state" and not _holds(token, when):
            continue  # what is true for a while is not dated by what else the sentence tells
        if far is not None and (best is None or (far, abs(one.token_start - token.i)) < best[:2]):
            best = (far, abs(one.token_start - token.i), one)
    if best is None or best[2].extent is None:
        return None
    one, value = best[2], best[2].extent
    return TimeBounds(
        start=value.start,
        end=value.end,
        granularity=value.granularity,
        basis=value.basis,
        text=one.text,
        span=Span(one.start, one.end),
    )


def _holds(state: Token, time: Token) -> bool:
    """Whether *time* hangs on the word *state* itself, or on the copula that it completes."""
    above = {state.i, state.head.i} if state.dep_ in {"attr", "acomp", "oprd"} else {state.i}
    return any(t.i in above for t in time.ancestors)


def _distance(event: Token, time: Token, carrier: Token | None) -> int | None:
    """Steps up from *time* and *event* to where they meet; None when the time belongs to another clause.

    A time hangs on the word it dates. It also dates what stands below that word, but not what stands above the clause
    that holds it, unless that is the *carrier* of the event: "a ban imposed in May".
    """
    up_event = [event, *event.ancestors]
    up_time = [time, *time.ancestors]
    places = {t.i: n for n, t in enumerate(up_event)}
    for steps, token in enumerate(up_time):
        if token.i in places:
            clauses = (t for t in up_time[:steps] if t.dep_ in _CLAUSE_HEADS and t.pos_ in {"VERB", "AUX"})
            crossed = [t for t in clauses if t is not carrier]
            total = steps + 2 * places[token.i]
            return None if crossed or total > _FAR else total
    return None


def _elsewhere(claim: ClaimDraft, time: Token, outer: list[ClaimDraft]) -> bool:
    """Whether *time* dates a clause beside that of *claim*, or only the words about it.

    "Closed on Friday after it had been fined", "said on Friday that it had closed", "agreed on Friday to close".
    """
    token = claim.trigger
    above = {t.i for t in (time, *time.ancestors)}
    noun = _before_noun(time)
    if noun is not None and token is not None and noun.i not in {t.i for t in (token, *token.ancestors)}:
        return claim.carrier is None or claim.carrier.i not in above  # "condemned Tuesday's raid", "the 2019 merger"
    while token is not None and token.i not in above:
        if _clause_apart(token, time) or _mere_object(token, time, outer):
            return True
        token = token.head if token.head.i != token.i else None
    return False


def _before_noun(time: Token) -> Token | None:
    """The noun that *time* stands before and says which: "last week's ban", "the 2019 merger"."""
    top = time
    while top.head.i > top.i and top.dep_ in _MODIFYING and top.head.ent_type_ in {"DATE", "TIME"}:
        top = top.head
    noun = top.head
    before = time.doc[time.i - 1].tag_ if time.i else ""
    modifies = top.dep_ in _MODIFYING and noun.i > top.i and noun.pos_ == "NOUN"
    if top.dep_ != "poss" and before not in {"DT", "PRP$", "POS"}:
        return None
    return noun if modifies and noun.ent_type_ not in {"DATE", "TIME"} else None


def _clause_apart(token: Token, time: Token) -> bool:
    """Whether *token* is the head of a clause, or the noun of a phrase, that a time beside it does not date."""
    dep, head = token.dep_, token.head
    if dep == "advcl":
        return any(c.dep_ in {"mark", "advmod", "prep"} and c.lower_ in _OTHER_TIME for c in token.children)
    if dep in {"pcomp", "pobj"}:
        return head.lower_ in _OTHER_TIME
    if dep == "ccomp":
        return head.pos_ == "VERB" and (token.tag_ in _FINITE or any(c.tag_ in _FINITE for c in token.children))
    if dep == "conj":
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
        past = time.i < token.i and _ahead(token) and not _ahead(head)  # "left last week and will be replaced"
        first = min(t.i for t in (head, *head.children) if t.dep_ in {"nsubj", "nsubjpass"} or t is head)
        return past or (own and time.i > first)
    if dep == "relcl":
        return not any((c.dep_ == "prep" and c.lower_ in _MEANWHILE) or c.lower_ in _THERE for c in token.children)
    return dep == "parataxis" or (dep in {"acl", "amod"} and token.tag_ == "VBN")


def _ahead(verb: Token) -> bool:
    """Whether *verb* says what will be."""
    return any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def _mere_object(token: Token, time: Token, outer: list[ClaimDraft]) -> bool:
    """Whether *token* heads what somebody demands, promises or condemns, and *time*, before it, says when he does."""
    held = any(c.top is not None and c.top.i == token.head.i and c.cls.group in _ABOUT for c in outer)
    return held and time.i < token.i and not _deadline(time)


def _compared(time: Token, text: str) -> bool:
    """Whether *time* is only what a figure is measured by: "up 14 percent from a year earlier"."""
    earlier = text.casefold().endswith(("earlier", "ago", "before"))
    words = {t.lower_ for t in time.ancestors}
    return not words.isdisjoint({"than", "compared"}) or (earlier and not words.isdisjoint({"from", "versus"}))


def _deadline(time: Token) -> bool:
    return any(t.lower_ in {"until", "by"} and t.dep_ == "prep" for t in time.ancestors)


def _of_the_act(claim: ClaimDraft, one: FoundTime, time: Token, *, today: str) -> bool:
    """Whether the time *one* is that of the act that *claim* speaks of: "condemns the arrests of 11 August"."""
    verb, at = claim.trigger, one.extent
    if claim.cls.group not in _ABOUT or verb is None or verb.pos_ != "VERB" or at is None:
        return False
    if verb.tag_ in {"VBZ", "VBP"} and not any(c.dep_ == "aux" for c in verb.children):
        return at.end is not None and at.end < today
    acts = {f.claim.trigger.i for f in claim.fillers if f.claim is not None and f.claim.trigger is not None}
    below = any(t.i in acts and t.pos_ == "NOUN" for t in time.ancestors)
    return below and at.granularity in {"month", "year"}


def _of_filler(sentence: SentenceDraft, token: Token) -> ClaimDraft | None:
    """The claim of which the noun that *token* counts fills a role: "some 40,000 riders began looking elsewhere"."""
    noun = token
    while noun.dep_ in {"nummod", "quantmod", "compound", "advmod", "amod"} and noun.head.i != noun.i:
        noun = noun.head
    return next(
        (
            c
            for c in sentence.claims
            for f in c.fillers
            if f.mention is not None and f.mention.head.i == noun.i and f.mention.sentence is sentence
        ),
        None,
    )


def _nearest(sentence: SentenceDraft, token: Token, *, limit: int) -> ClaimDraft | None:
    """The claim that the word *token* belongs to: the first trigger on the way up inside its clause."""
    for _ in range(limit + 1):
        for claim in sentence.claims:
            if token.i in {t.i for t in (claim.trigger, claim.carrier) if t is not None}:
                return claim
        if token.dep_ in _CLAUSE_HEADS and token.pos_ in {"VERB", "AUX"}:
            return None
        token = token.head
    return None
