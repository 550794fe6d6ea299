from __future__ import annotations

import pytest

from tests.unit.sentences import read

Dimensions = tuple[str, str, str]
SURE: Dimensions = ("pos", "certain", "actual")

TABLE: list[tuple[str, str, str, Dimensions]] = [
    # plain
    ("past", "Norway banned TikTok.", "Ban", SURE),
    ("perfect", "Norway has banned TikTok.", "Ban", SURE),
    ("passive", "TikTok was banned by Norway.", "Ban", SURE),
    ("progressive", "Norway is banning TikTok.", "Ban", SURE),
    ("began", "Norway has begun to ban TikTok.", "Ban", SURE),
    ("because", "Riders left because Norway banned TikTok.", "Ban", SURE),
    ("after", "After Norway banned TikTok, riders left.", "Ban", SURE),
    ("relative", "Norway, which banned TikTok, is cold.", "Ban", SURE),
    # infinitives
    ("allowed", "Norway allowed Loopride to buy Instagram.", "Acquisition", ("pos", "certain", "future")),
    ("manage", "Loopride managed to buy Instagram.", "Acquisition", SURE),
    ("first to", "Norway was the first country to ban TikTok.", "Ban", SURE),
    # negation
    ("not", "Norway did not ban TikTok.", "Ban", ("neg", "certain", "actual")),
    ("n't", "Norway didn't ban TikTok.", "Ban", ("neg", "certain", "actual")),
    ("never", "Norway never banned TikTok.", "Ban", ("neg", "certain", "actual")),
    ("has not", "Norway has not banned TikTok.", "Ban", ("neg", "certain", "actual")),
    ("no subject", "No country banned TikTok.", "Ban", ("neg", "certain", "actual")),
    ("deny", "Norway denied that it banned TikTok.", "Ban", ("neg", "certain", "actual")),
    ("deny gerund", "Loopride denied buying Instagram.", "Acquisition", ("neg", "certain", "actual")),
    ("fail", "TikTok failed to buy Instagram.", "Acquisition", ("neg", "certain", "actual")),
    ("state", "Facebook does not own Instagram.", "Owns", ("neg", "certain", "actual")),
    # modals
    ("may", "Norway may ban TikTok.", "Ban", ("pos", "possible", "future")),
    ("might", "Norway might ban TikTok.", "Ban", ("pos", "possible", "future")),
    ("could", "Norway could ban TikTok.", "Ban", ("pos", "possible", "future")),
    ("may not", "Norway may not ban TikTok.", "Ban", ("neg", "possible", "future")),
    # hedges
    ("probably", "Norway probably banned TikTok.", "Ban", ("pos", "probable", "actual")),
    ("apparently", "Norway apparently banned TikTok.", "Ban", ("pos", "probable", "actual")),
    ("perhaps", "Norway perhaps banned TikTok.", "Ban", ("pos", "possible", "actual")),
    ("possibly", "Norway possibly banned TikTok.", "Ban", ("pos", "possible", "actual")),
    # conditions
    ("if", "If Norway bans TikTok, riders will leave.", "Ban", ("pos", "certain", "hypothetical")),
    ("unless", "Riders will stay unless Norway bans TikTok.", "Ban", ("pos", "certain", "hypothetical")),
    # plans
    ("plan", "TikTok plans to buy Instagram.", "Acquisition", ("pos", "certain", "intended")),
    ("intend", "TikTok intends to buy Instagram.", "Acquisition", ("pos", "certain", "intended")),
    ("want", "TikTok wants to buy Instagram.", "Acquisition", ("pos", "certain", "intended")),
    ("try", "TikTok tried to buy Instagram.", "Acquisition", ("pos", "certain", "intended")),
    ("hope", "TikTok hopes to buy Instagram.", "Acquisition", ("pos", "certain", "intended")),
    ("hoped", "TikTok hoped to buy Instagram.", "Acquisition", ("pos", "certain", "intended")),
    # looming
    ("face", "TikTok faces a ban in Norway.", "Ban", ("pos", "possible", "future")),
    ("faced", "TikTok faced a ban in Norway.", "Ban", ("pos", "possible", "future")),
    ("looming", "The looming ban of TikTok worried riders.", "Ban", ("pos", "possible", "future")),
    ("risk", "TikTok risks a ban in Norway.", "Ban", ("pos", "possible", "future")),
]


@pytest.mark.parametrize(("sentence", "kind", "wanted"), [t[1:] for t in TABLE], ids=[t[0] for t in TABLE])
def test_polarity_certainty_and_realis_are_read_apart(sentence: str, kind: str, wanted: Dimensions) -> None:
    claim = read(sentence).the(kind)
    assert (claim.polarity, claim.certainty, claim.realis) == wanted


def test_two_words_that_disagree_are_read_the_same_on_every_run() -> None:
    kept = [read("Norway may impose a probable ban on TikTok.") for _ in range(20)]
    assert {r.the("Ban").certainty for r in kept} == {"possible"}


def test_a_negated_main_clause_leaves_its_reason_alone() -> None:
    found = read("Instagram did not sue Norway because Norway banned TikTok.")
    assert found.the("Lawsuit").polarity == "neg"
    assert found.the("Ban").polarity == "pos"


def test_a_hedge_in_one_clause_leaves_the_other_alone() -> None:
    found = read("TikTok may sue Norway, and Denmark fined Instagram.")
    assert found.the("Lawsuit").certainty == "possible"
    assert found.the("Fine").certainty == "certain"


def test_what_follows_a_condition_is_not_said_to_have_happened() -> None:
    assert read("If riders leave, TikTok will sue Norway.").the("Lawsuit").realis != "actual"


@pytest.mark.parametrize(
    ("sentence", "kind", "focus"),
    [
        ("Norway banned TikTok.", "Ban", "main"),
        ("Norway, which banned TikTok, fined Instagram.", "Ban", "background"),
        ("Norway, which banned TikTok, fined Instagram.", "Fine", "main"),
        ("Having banned TikTok, Norway fined Instagram.", "Ban", "background"),
        ("The mayor said that Norway banned TikTok.", "Ban", "main"),
    ],
)
def test_relative_clauses_and_participles_are_background(sentence: str, kind: str, focus: str) -> None:
    assert read(sentence).the(kind).focus == focus


# --- operators: what an outer event does to the inner one


@pytest.mark.parametrize(
    ("sentence", "outer", "role", "inner", "realis"),
    [
        ("Norway demanded that TikTok sell Instagram.", "Demand", "demand", "Divestiture", "demanded"),
        ("Norway threatened to ban TikTok.", "Threat", "consequence", "Ban", "threatened"),
        ("Loopride promised to buy Instagram.", "Pledge", "topic", "Acquisition", "intended"),
    ],
)
def test_what_is_demanded_threatened_or_promised_has_not_happened(
    sentence: str, outer: str, role: str, inner: str, realis: str
) -> None:
    found = read(sentence)
    assert found.roles(outer)[role] == inner
    assert found.the(inner).realis == realis
    assert found.the(outer).realis == "actual"


def test_a_plan_to_demand_makes_neither_actual() -> None:
    found = read("Norway plans to demand that TikTok sell Instagram.")
    assert found.the("Demand").realis == "intended"
    assert found.the("Divestiture").realis != "actual"


def test_a_denied_threat_is_denied() -> None:
    found = read("Norway did not threaten to ban TikTok.")
    assert found.the("Threat").polarity == "neg"
    assert found.the("Ban").realis != "actual"


def test_an_ultimatum_holds_its_demand_and_its_consequence() -> None:
    found = read("Norway gave TikTok an ultimatum to sell Instagram or face a ban.")
    roles = found.roles("Ultimatum")
    assert (roles["agent"], roles["target"], roles["demand"]) == ("Norway", "TikTok", "Divestiture")
    assert found.the("Divestiture").realis == "demanded"
    assert found.the("Ban").realis != "actual"


# --- states without a trigger word


@pytest.mark.parametrize(
    "sentence",
    ["TikTok, a Chinese app, grew fast.", "TikTok is a Chinese app.", "The riders left TikTok, a Chinese app."],
)
def test_the_demonym_of_a_description_is_where_it_comes_from(sentence: str) -> None:
    assert read(sentence).roles("CountryOfOrigin") == {"subject": "TikTok", "object": "Chinese"}


@pytest.mark.parametrize("sentence", ["TikTok, a popular app, grew fast.", "The Chinese riders left TikTok."])
def test_no_description_no_origin(sentence: str) -> None:
    assert "CountryOfOrigin" not in [c.type for c in read(sentence).claims]


def test_an_alias_is_a_claim_with_its_words() -> None:
    found = read("Loopride, also known as the Loop, sued Norway.")
    assert found.roles("AlsoKnownAs") == {"subject": "Loopride", "object": "Loop"}
    claim = found.the("AlsoKnownAs")
    assert claim.trigger is not None
    assert found.text[claim.trigger.start : claim.trigger.end] == "known"
    assert {m.leaf for m in found.mentions.values() if m.text in {"Loopride", "Loop"}} == {
        next(m.leaf for m in found.mentions.values() if m.text == "Loopride")
    }
