"""A table of people in plain words: nobody may get less than is safe, and it is counted how often they get more."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from education.questionnaire.engine import journey
from education.questionnaire.model import URGENCIES, rank

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
CALMEST = ["none", "no", "told-and-plan", "25-or-over", "3-months-or-over", "only-heel"]
ALL_FLAGS = {f"RF-{number:02}" for number in range(1, 38)} | {"RF-03a", "RF-12a", "RF-14a", "RF-29a", "RF-30a"}


def walk(rules, ticked):
    """Return the journey of a case; what it does not name is answered in the calmest way."""
    given = {}
    while (due := journey(rules, given).due) is not None:
        calm = [option for option in CALMEST if option in due.options]
        given[due.id] = ticked.get(due.id) or calm[:1]
    return journey(rules, given)


def outcome(rules, case):
    return walk(rules, case["ticked"]).urgency


def over(rules):
    """Return the cases that get more urgent advice than the least that is safe."""
    return [case for case in CASES if rank(outcome(rules, case)) > rank(case["least"])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["story"])
def test_nobody_gets_less_urgent_advice_than_is_safe(rules, case):
    assert rank(outcome(rules, case)) >= rank(case["least"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["story"])
def test_what_a_case_ticks_is_what_was_asked(rules, case):
    made = walk(rules, case["ticked"])
    unasked = set(case["ticked"]) - set(made.answers)
    assert not unasked or made.urgency == "emergency", "only an emergency leaves a ticked sign unasked"


def test_there_are_at_least_60_cases_and_each_has_its_own_story():
    assert len(CASES) >= 60
    assert max(Counter(case["story"] for case in CASES).values()) == 1
    assert {case["least"] for case in CASES} == set(URGENCIES)


def test_every_red_flag_has_a_case_and_a_rule(rules):
    assert {flag for case in CASES for flag in case["flags"]} == ALL_FLAGS
    assert {flag for piece in rules.guidance for flag in piece.flags} == ALL_FLAGS


def test_every_piece_of_guidance_is_shown_in_some_case(rules):
    shown = {piece.id for case in CASES for piece in walk(rules, case["ticked"]).guidance}
    assert set(rules.guidance_by_id) - shown == set()


def test_near_misses_are_not_all_treated_as_the_real_thing(rules):
    near = [case for case in CASES if case["story"].startswith("Near miss")]
    assert len(near) >= 20
    assert sum(outcome(rules, case) == "emergency" for case in near) == 0


def test_over_caution_is_counted_and_stays_small(rules):
    under = [case for case in CASES if rank(outcome(rules, case)) < rank(case["least"])]
    cautious = over(rules)
    print(f"\n{len(CASES)} cases: {len(under)} under-triage, {len(cautious)} over-triage")
    for case in cautious:
        print(f"  least {case['least']}, gets {outcome(rules, case)}: {case['story']}")
    assert not under
    assert len(cautious) <= len(CASES) // 10
    assert all(rank(outcome(rules, case)) - rank(case["least"]) <= 2 for case in cautious)


def test_the_page_about_the_questions_gives_these_numbers(rules):
    page = (Path(__file__).parents[2] / "education/content/en/pages/about/questionnaire.md").read_text(encoding="utf-8")
    assert f"There are also {len(CASES)} made-up cases" in page
    assert "- 0 cases get less urgent advice" in page
    assert f"- {len(over(rules))} cases get more urgent advice" in page


def test_the_stories_do_not_name_an_id(rules):
    for case in CASES:
        assert not re.search(r"\w+_\w+|RF-", case["story"])
