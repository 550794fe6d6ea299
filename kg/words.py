"""What the codes of facts and claims are called when people read them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Claim

STATUS: Mapping[str, str] = {
    "asserted": "stated as fact",
    "disputed": "some say so, others deny it",
    "denied": "said not to be so",
    "attributed": "only named sources say so",
    "reported": "hearsay: nobody is named",
    "future": "expected, not known to have happened",
    "demanded": "demanded, not known to have happened",
    "threatened": "threatened, not known to have happened",
    "intended": "intended, not known to have happened",
    "hypothetical": "only supposed",
    "generic": "said in general, of no single time",
}
BASIS: Mapping[str, str] = {
    "stated": "as the text says",
    "resolved": "worked out from the text and its date",
    "assumed": "assumed from the day of publication",
}
_POLARITY = {"pos": "affirmed", "neg": "denied"}
_CERTAINTY = {"certain": "certain", "probable": "probable", "possible": "possible", "unknown": "certainty unknown"}
_REALIS = {
    "actual": "as real",
    "future": "as expected",
    "threatened": "as a threat",
    "demanded": "as a demand",
    "intended": "as an intention",
    "hypothetical": "as a supposition",
    "generic": "in general",
}
_EVIDENTIAL = {
    "author": "in the author's own voice",
    "attributed": "attributed to a source",
    "quoted": "in quotation marks",
    "reported": "as hearsay",
}
PLAIN = (_EVIDENTIAL["author"], _POLARITY["pos"], _CERTAINTY["certain"], _REALIS["actual"])  # nothing to notice


def how(claim: Claim) -> tuple[str, str, str, str]:
    """Evidential, polarity, certainty and realis of *claim* in words."""
    return (
        _EVIDENTIAL.get(claim.evidential, claim.evidential),
        _POLARITY.get(claim.polarity, claim.polarity),
        _CERTAINTY.get(claim.certainty, claim.certainty),
        _REALIS.get(claim.realis, claim.realis),
    )


def remarkable(*, polarity: str, certainty: str, realis: str, evidential: str) -> str:
    """What a reader must notice about a claim, in few words; `stated` when there is nothing."""
    parts = (
        "denied" if polarity == "neg" else "",
        certainty if certainty != "certain" else "",
        realis if realis != "actual" else "",
        evidential if evidential != "author" else "",
    )
    return ", ".join(p for p in parts if p) or "stated"
