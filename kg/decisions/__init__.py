"""What people decided, found again in the evidence and applied to it. Pure functions of sets."""

from __future__ import annotations

from kg.decisions.anchors import of_claim, of_leaf, text_sha
from kg.decisions.checking import check_setting, refuse_contradiction
from kg.decisions.curating import amended, corrected, curated
from kg.decisions.judging import Judged, apply, decision_id, in_force, texts
from kg.decisions.people import added, is_added, without_added

__all__ = [
    "Judged",
    "added",
    "amended",
    "apply",
    "check_setting",
    "corrected",
    "curated",
    "decision_id",
    "in_force",
    "is_added",
    "of_claim",
    "of_leaf",
    "refuse_contradiction",
    "text_sha",
    "texts",
    "without_added",
]
