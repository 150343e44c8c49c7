"""The red-flag table, written down a second time and apart from the rules: each row alone reaches at least its tier.

Each row is tried with every combination of the options that it names, and nothing else ticked. That one more sign never
lowers the urgency is proven elsewhere, so what holds for these holds for everyone who has more signs as well.
"""

from itertools import product

import pytest

from education.questionnaire.engine import journey
from education.questionnaire.model import rank

from .test_cases import ALL_FLAGS, CASES, walk

ILL = ["fever", "very-unwell", "vomiting", "heartbeat", "unsure"]
OPEN = ["chalk-first", "chalk-usual", "bleeds-again"]  # with a fever, open skin is no less than a sore
SORES = ["painful-patch", "painful-sore", "sore-finger", "sore-new", "sore-old"]
DEFENSES = ["weak-defenses", "kidney", "diabetes", "unsure"]  # "kidney" holds a transplant as well
PREGNANT = ["yes", "yes-with-medicine", "unsure"]
ADULTS, CHILDREN = ["me", "someone"], ["child", "baby"]
NO_NAME = ["not-told", "unsure"]

ROWS = [
    ("RF-01", "emergency", {"right-now": ["breathing", "confused", "skin-color", "rash", "no-urine", "unsure"]}),
    ("RF-02", "emergency", {"look-now": ["hot-and-ill", "unsure"]}),
    ("RF-02", "emergency", {"skin": [*SORES, *OPEN, "infection", "unsure"], "unwell": ILL}),
    ("RF-03", "emergency", {"look-now": ["black", "fast-patches", "blisters", "extreme-pain", "unsure"]}),
    ("RF-03a", "same_day", {"skin": ["painful-patch"]}),
    ("RF-04", "emergency", {"health": ["kidney", "unsure"], "look-now": ["black"]}),
    ("RF-04", "emergency", {"health": ["kidney", "unsure"], "skin": [*SORES, "unsure"], "unwell": ILL}),
    ("RF-05", "same_day", {"health": ["kidney", "unsure"], "skin": ["painful-patch", "painful-sore", "unsure"]}),
    ("RF-06", "same_day", {"health": ["warfarin", "unsure"], "skin": ["painful-patch", "painful-sore", "unsure"]}),
    ("RF-07", "emergency", {"look-now": ["cold-finger", "unsure"]}),
    ("RF-08", "emergency", {"look-now": ["cold-limb", "unsure"]}),
    ("RF-08", "emergency", {"right-now": ["stroke", "unsure"]}),
    ("RF-09", "same_day", {"body": ["numb", "unsure"]}),
    ("RF-10", "soon", {"who": ADULTS, "body": ["stiff"], "plan": NO_NAME}),
    ("RF-10", "soon", {"who": CHILDREN, "body": ["stiff"]}),
    ("RF-10", "routine", {"who": ADULTS, "body": ["stiff"], "plan": ["told-and-plan", "told-only"]}),
    (
        "RF-11",
        "emergency",
        {"body": ["thirst", "unsure"], "unwell": ["very-unwell", "vomiting", "heartbeat", "unsure"]},
    ),
    ("RF-11", "emergency", {"body": ["thirst"], "right-now": ["confused"]}),
    (
        "RF-11",
        "emergency",
        {"health": ["kidney", "minerals", "cancer", "unsure"], "unwell": ["vomiting", "heartbeat", "unsure"]},
    ),
    ("RF-11", "emergency", {"health": ["minerals", "cancer"], "body": ["belly"], "unwell": ["very-unwell", "unsure"]}),
    (
        "RF-12",
        "same_day",
        {"health": ["kidney", "minerals", "cancer", "unsure"], "body": ["thirst", "belly", "unsure"]},
    ),
    ("RF-12a", "soon", {"who": ADULTS, "body": ["thirst", "unsure"]}),
    ("RF-12a", "same_day", {"who": CHILDREN, "body": ["thirst", "unsure"]}),
    ("RF-13", "soon", {"who": ADULTS, "lump": ["growing", "unsure"], "age": ["25-or-over"]}),
    ("RF-13", "same_day", {"who": ADULTS, "lump": ["growing", "unsure"], "age": ["under-25"]}),
    ("RF-13", "same_day", {"who": ["child"], "lump": ["growing", "unsure"]}),
    ("RF-13", "same_day", {"who": ["baby"], "heel": ["elsewhere", "unsure"], "lump": ["growing", "unsure"]}),
    ("RF-13", "emergency", {"who": CHILDREN[:1], "lump": ["growing"], "unwell": ["very-unwell", "unsure"]}),
    ("RF-13", "emergency", {"lump": ["growing"], "age": ["under-25"], "unwell": ["very-unwell"], "who": ADULTS}),
    ("RF-14", "soon", {"who": ADULTS, "lump": ["large", "deep", "back-again", "unsure"]}),
    ("RF-14a", "self_care", {"who": ADULTS, "lump": ["seen"], "plan": ["told-and-plan"]}),
    ("RF-15", "soon", {"who": ADULTS, "lump": ["new", "place", "unsure"]}),
    ("RF-15", "soon", {"who": ADULTS, "lump": ["seen", "long-time"], "plan": NO_NAME, "effect": ["pain"]}),
    ("RF-15", "soon", {"who": ADULTS, "lump": ["seen"], "plan": NO_NAME}),
    ("RF-16", "routine", {"who": ADULTS, "lump": ["long-time"], "plan": NO_NAME}),
    ("RF-17", "same_day", {"skin": ["infection", "unsure"]}),
    ("RF-18", "same_day", {"health": DEFENSES, "skin": ["infection", "unsure"]}),
    ("RF-18", "emergency", {"health": DEFENSES, "skin": ["infection", *SORES, *OPEN, "unsure"], "unwell": ILL}),
    ("RF-18", "emergency", {"health": DEFENSES, "unwell": ["very-unwell", "unsure"]}),
    ("RF-18", "same_day", {"health": DEFENSES, "unwell": ["fever"]}),
    ("RF-19", "same_day", {"health": ["scleroderma", "unsure"], "skin": ["sore-finger", "sore-old"]}),
    ("RF-19", "same_day", {"health": DEFENSES, "skin": ["sore-finger", "sore-new", "sore-old"]}),
    ("RF-20", "soon", {"skin": ["sore-finger", "sore-new", "sore-old"]}),
    ("RF-21", "soon", {"skin": ["chalk-first"]}),
    ("RF-21", "soon", {"who": ADULTS, "skin": ["chalk-usual"], "plan": NO_NAME}),
    ("RF-21", "soon", {"who": CHILDREN, "skin": ["chalk-usual"]}),
    ("RF-22", "routine", {"who": ADULTS, "skin": ["chalk-usual"], "plan": ["told-and-plan", "told-only"]}),
    ("RF-23", "same_day", {"body": ["joint", "unsure"]}),
    ("RF-23", "emergency", {"body": ["joint", "unsure"], "unwell": ILL}),
    ("RF-23", "emergency", {"who": CHILDREN, "child-signs": ["limp", "unsure"], "unwell": ILL}),
    ("RF-24", "emergency", {"recent": ["drip", "unsure"], "body": ["numb", "unsure"]}),
    ("RF-24", "emergency", {"recent": ["drip", "unsure"], "skin": ["painful-patch", "painful-sore"]}),
    ("RF-24", "emergency", {"recent": ["drip", "unsure"], "look-now": ["black", "blisters", "extreme-pain"]}),
    ("RF-25", "same_day", {"recent": ["drip", "unsure"], "skin": ["infection"]}),
    ("RF-25", "same_day", {"who": ADULTS, "recent": ["drip", "unsure"], "lump": ["new", "growing", "unsure"]}),
    ("RF-25", "same_day", {"who": ["baby"], "heel": ["only-heel", "elsewhere"], "recent": ["drip", "unsure"]}),
    ("RF-26", "routine", {"who": ["baby"], "heel": ["only-heel"]}),
    ("RF-26", "same_day", {"who": ["baby"], "skin": ["infection", "unsure"]}),
    ("RF-26", "same_day", {"who": ["baby"], "unwell": ILL}),
    ("RF-26", "emergency", {"who": ["baby"], "skin": [*SORES, *OPEN, "infection", "unsure"], "unwell": ILL}),
    ("RF-26", "emergency", {"who": ["baby"], "unwell": ILL, "baby-age": ["under-3-months"]}),
    ("RF-27", "same_day", {"who": CHILDREN, "child-signs": ["weak", "rash", "limp", "unsure"]}),
    ("RF-27", "emergency", {"who": CHILDREN, "right-now": ["breathing", "unsure"]}),
    ("RF-28", "soon", {"who": ["child"]}),
    ("RF-28", "soon", {"who": ["baby"], "heel": ["elsewhere", "unsure"]}),
    ("RF-29", "soon", {"who": ADULTS, "pregnant": PREGNANT}),
    ("RF-29", "same_day", {"who": ADULTS, "pregnant": ["yes-with-medicine"]}),
    ("RF-29", "same_day", {"who": ADULTS, "pregnant": PREGNANT, "health": ["weak-defenses", "warfarin", "unsure"]}),
    ("RF-29a", "same_day", {"who": ADULTS, "pregnant": PREGNANT, "skin": ["sore-new", "sore-old", "chalk-first"]}),
    ("RF-29a", "same_day", {"who": ADULTS, "pregnant": PREGNANT, "skin": ["chalk-usual"], "plan": NO_NAME}),
    ("RF-29a", "same_day", {"who": ADULTS, "pregnant": PREGNANT, "body": ["thirst"]}),
    ("RF-29a", "same_day", {"who": ADULTS, "pregnant": PREGNANT, "body": ["stiff"], "plan": NO_NAME}),
    (
        "RF-29a",
        "same_day",
        {
            "who": ADULTS,
            "pregnant": PREGNANT,
            "lump": ["growing", "large", "deep", "back-again", "place", "unsure"],
        },
    ),
    (
        "RF-29a",
        "same_day",
        {"who": ADULTS, "pregnant": PREGNANT, "effect": ["pain", "more-lumps", "daily-life", "mood"]},
    ),
    ("RF-30", "emergency", {"health": ["warfarin"], "look-now": ["bleeding", "unsure"]}),
    ("RF-30", "same_day", {"skin": ["bleeds-again", "unsure"]}),
    ("RF-30a", "emergency", {"look-now": ["bleeding", "unsure"]}),
    (
        "RF-31",
        "same_day",
        {
            "recent": ["operation", "unsure"],
            "skin": ["infection", "sore-finger", "sore-new", "sore-old", "chalk-first", "bleeds-again"],
        },
    ),
    (
        "RF-31",
        "emergency",
        {"recent": ["operation", "unsure"], "skin": [*SORES, "infection", "chalk-first"], "unwell": ILL},
    ),
    (
        "RF-32",
        "soon",
        {
            "who": ADULTS,
            "health": ["kidney", "scleroderma", "immune-illness", "minerals", "cancer"],
            "lump": ["new"],
            "effect": ["pain"],
        },
    ),
    (
        "RF-33",
        "soon",
        {
            "who": ADULTS,
            "plan": ["told-and-plan", "told-only"],
            "effect": ["pain", "more-lumps", "daily-life", "mood"],
        },
    ),
    ("RF-34", "self_care", {"who": ADULTS, "plan": ["told-and-plan"]}),
    ("RF-34", "routine", {"who": ADULTS, "plan": ["told-only", *NO_NAME]}),
    ("RF-35", "emergency", {"right-now": ["chest", "allergic", "self-harm", "unsure"]}),
    (
        "RF-36",
        "emergency",
        {
            "health": ["scleroderma", "unsure"],
            "sudden-illness": ["headache", "sight", "blood-pressure", "breathless", "swollen-belly", "unsure"],
        },
    ),
    ("RF-36", "emergency", {"health": ["scleroderma", "unsure"], "body": ["belly"], "unwell": ["vomiting"]}),
    ("RF-37", "same_day", {"skin": ["painful-patch", "painful-sore"]}),
]


def combinations(row):
    """Yield each way to tick one option of every question that a row names."""
    for choice in product(*row.values()):
        yield {key: [option] for key, option in zip(row, choice, strict=True)}


@pytest.mark.parametrize(
    ("flag", "tier", "row"), ROWS, ids=[f"{flag} {tier} {number}" for number, (flag, tier, _) in enumerate(ROWS)]
)
def test_a_red_flag_alone_reaches_at_least_its_tier(rules, flag, tier, row):
    for ticked in combinations(row):
        for who in ADULTS[:1] + CHILDREN if "who" not in row else [None]:
            answers = {"who": [who], **ticked} if who else ticked
            assert rank(walk(rules, answers).urgency) >= rank(tier), answers


def test_calm_rows_are_no_more_urgent_than_the_table_says(rules):
    for flag, tier, row in ROWS:
        if tier in ("routine", "self_care") and flag != "RF-14a":
            for ticked in combinations(row):
                assert rank(walk(rules, ticked).urgency) <= rank("routine"), ticked


def test_the_table_has_every_red_flag():
    assert {flag for flag, _, _ in ROWS} == ALL_FLAGS


def test_every_rule_matters_to_some_case(rules):
    """Take away each row of each rule in turn: some case has to notice, or nobody would notice that it went missing."""
    shown = {case["story"]: walk(rules, case["ticked"]) for case in CASES}
    unnoticed = []
    for piece in rules.guidance:
        for row in piece.when:
            rest = piece.model_copy(update={"when": tuple(other for other in piece.when if other is not row)})
            fewer = rules.model_copy(
                update={"guidance": tuple(rest if other is piece else other for other in rules.guidance)}
            )
            fewer.__dict__.pop("emergency_rows", None)
            concerned = [made for made in shown.values() if set(row) <= set(made.answers)]
            if not any(different(fewer, made) for made in concerned):
                unnoticed.append((piece.id, row))
    assert unnoticed == []


def different(rules, made):
    """Tell whether these rules, with the answers of a journey, show something else than that journey did."""
    again = journey(rules, made.answers)
    return again.due is not None or [piece.id for piece in again.guidance] != [piece.id for piece in made.guidance]
