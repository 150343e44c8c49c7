"""What has to hold on every journey through the real rules, not only on those that someone thought of."""

import itertools
import random
import time
from pathlib import Path

import pytest

from education.questionnaire.engine import journey
from education.questionnaire.model import URGENCIES, rank

from .every_journey import EMERGENCY, EveryJourney, answers

# What an adult may tick and still be told to keep watching: who it is, known illnesses, a plan, and nothing else.
CALM_TICKS = {
    "plan": {"told-and-plan"},
    "pregnant": {"no"},
    "lump": {"none", "seen", "long-time"},
    # Any illness, known or not: by itself it asks for no faster help.
    "health": {
        *("kidney", "scleroderma", "immune-illness", "minerals", "cancer", "diabetes", "weak-defenses", "warfarin"),
        "unsure",
    },
}
# For questions of which one answer is chosen: from the answer that worries least to the one that worries most.
MORE_WORRYING = {
    "heel": ["only-heel", "elsewhere", "unsure"],
    "age": ["25-or-over", "under-25"],
    "baby-age": ["3-months-or-over", "under-3-months"],
    "pregnant": ["no", "yes", "yes-with-medicine"],
    "plan": ["told-and-plan", "told-only", "not-told", "unsure"],
}


def is_a_sign(question, answer):
    """Tell whether an answer says anything beyond a known illness with a plan."""
    return question != "who" and not answer <= CALM_TICKS.get(question, set()) | {"none"}


def one_more_sign(question):
    """Yield pairs of answers of which the second has one more sign ticked."""
    if question.kind == "one":
        worries = MORE_WORRYING.get(question.id, [])
        yield from ((frozenset([less]), frozenset([more])) for less, more in itertools.pairwise(worries))
        return
    signs = set(question.options) - set(question.exclusive)
    for answer in answers(question):
        if answer == {"none"}:
            yield from ((answer, frozenset([sign])) for sign in signs)
        elif answer != {"unsure"}:
            yield from ((answer, answer | {sign}) for sign in signs - answer)


def anything_to_not_sure(question):
    """Yield pairs of answers of which the second is "not sure", at a red flag and about pregnancy."""
    if question.red_flag:
        yield from ((answer, frozenset(["unsure"])) for answer in answers(question) if answer != {"unsure"})
    if question.id == "pregnant":
        yield from ((frozenset([option]), frozenset(["unsure"])) for option in ("no", "yes"))


def ends(rules, **only):
    """Return the states in which journeys end, with their numbers; `only` keeps the journeys with these answers."""
    walk = EveryJourney(rules, lambda question, answer: question in only and not answer <= only[question])
    *_, (_, full, _) = walk.follow()
    return {state: count for state, count in full.items() if not state.mark}


@pytest.fixture(scope="module")
def every(rules):
    return EveryJourney(rules, is_a_sign)


def test_every_journey_ends_with_guidance(every):
    started = time.perf_counter()
    *_, (_, full, merged) = every.follow()
    print(
        f"\n{sum(full.values()):,} journeys, {sum(merged.values()):,} with answers merged that no rule tells apart, "
        f"followed in {time.perf_counter() - started:.1f} seconds"
    )
    for urgency in URGENCIES:
        count = sum(number for state, number in full.items() if state.rank == rank(urgency))
        print(f"  {urgency}: {count:,}")
        assert count, f"no journey ends with {urgency}"
    page = (Path(__file__).parents[2] / "education/content/en/pages/about/questionnaire.md").read_text(encoding="utf-8")
    assert f"about {sum(full.values()) / 1e12:.1f} trillion ways" in page, "the page gives the number of journeys"
    assert f"about {sum(merged.values()) / 1e9:.1f} billion ways" in page
    assert all(state.rank for state in full)


def test_every_question_is_met_on_some_journey(every):
    states = {every.start}
    for question in every.questions:
        assert any(every.asked(state, question) for state in states), question.id
        states = {following for state in states for following in every.moves(state, question)}


def test_one_more_sign_never_lowers_the_urgency_on_any_journey(every):
    started = time.perf_counter()
    lowered = [(one, other) for one, other in every.follow_pairs(one_more_sign) if other.rank < one.rank]
    print(f"\nall pairs of journeys with one more sign compared in {time.perf_counter() - started:.1f} seconds")
    assert lowered == []


def test_not_sure_at_a_red_flag_is_never_less_urgent_than_any_other_answer(every):
    pairs = every.follow_pairs(anything_to_not_sure)
    assert [(one, other) for one, other in pairs if other.rank < one.rank] == []


def test_a_child_never_gets_less_than_soon(rules):
    assert min(state.rank for state in ends(rules, who={"child"})) == rank("soon")


def test_a_baby_gets_less_than_soon_only_for_bumps_on_the_heel_and_nothing_else(rules):
    someone_else, not_the_heel, any_sign = 1, 2, 4
    red_flags = {question.id for question in rules.questions if question.red_flag} - {"health"}

    def marks(question, answer):
        if question == "who":
            return 0 if answer == {"baby"} else someone_else
        if question == "heel":
            return 0 if answer == {"only-heel"} else not_the_heel
        if question == "recent":
            return any_sign if answer & {"drip", "unsure"} else 0  # an operation alone is no sign
        return any_sign if question in red_flags and answer != {"none"} else 0

    *_, (_, full, _) = EveryJourney(rules, marks).follow()
    calm_babies = [state for state in full if not state.mark & someone_else and state.rank < rank("soon")]
    assert {state.rank for state in calm_babies} == {rank("routine")}
    assert {state.mark for state in calm_babies} == {0}


def test_keep_watching_is_only_for_a_known_diagnosis_with_a_plan_and_nothing_else(every, rules):
    *_, (_, full, _) = every.follow()
    calm = [state for state in full if state.rank == rank("self_care")]
    assert calm, "someone with a plan and no signs is told to keep watching"
    assert not any(state.mark for state in calm)
    without_plan = ends(rules, plan={"told-only", "not-told", "unsure"}, who={"me", "someone"})
    assert min(state.rank for state in without_plan) == rank("routine")


def test_pregnancy_never_gets_less_than_soon(rules):
    pregnant = ends(rules, who={"me", "someone"}, pregnant={"yes", "yes-with-medicine", "unsure"})
    assert min(state.rank for state in pregnant) == rank("soon")


def test_pregnancy_raises_every_journey_by_one_step_except_a_new_painless_lump_and_nothing_else(rules):
    more, pregnant = 1, 2  # marks: more than a lump that gives no trouble; pregnant, so that no 2 journeys are alike

    def marks(question, answer):
        quiet = {"new", "seen", "long-time", "none"} if question == "lump" else {"none"}
        if question == "pregnant":
            return 0 if answer == {"no"} else pregnant
        return more if question in ("skin", "body", "lump", "unwell", "effect") and not answer <= quiet else 0

    def to_pregnant(question):
        if question.id == "pregnant":
            yield from ((frozenset(["no"]), frozenset([yes])) for yes in ("yes", "yes-with-medicine", "unsure"))

    for before, after in EveryJourney(rules, marks).follow_pairs(to_pregnant):
        assert after.rank >= rank("soon")
        if before.rank == rank("soon") and after.mark & more:
            assert after.rank >= rank("same_day")


def test_the_walk_over_every_journey_and_the_engine_agree(rules, every):
    chance = random.Random(3)
    for _ in range(3000):
        state, given = every.start, {}
        for question in rules.questions:
            answer = random_answer(chance, question)
            if every.asked(state, question):
                given[question.id] = answer
                state = every.step(state, question, every.lost(question, answer))
            else:
                state = every.step(state, question, every.lost(question, frozenset()))
        made = journey(rules, given)
        assert made.ended
        assert set(made.answers) == set(given)
        assert rank(made.urgency) == state.rank
        assert made.guidance
        assert made.guidance[0].urgency == made.urgency


def test_an_emergency_ends_the_questions_at_once(rules):
    chance = random.Random(4)
    stopped = 0
    for _ in range(2000):
        made = journey(rules, {question.id: random_answer(chance, question) for question in rules.questions})
        if made.urgency != "emergency":
            continue
        stopped += 1
        *before, last = made.asked
        earlier = journey(rules, {step.question.id: step.answer for step in before})
        assert earlier.urgency != "emergency", "the question before it had not shown an emergency yet"
        assert earlier.due == last.question
        assert {piece.urgency for piece in made.guidance} == {"emergency"}
    assert stopped > 500


def test_emergency_signs_are_asked_of_everyone_first(rules):
    first = [question.id for question in rules.questions[:3]]
    assert first == ["who", "right-now", "look-now"]
    assert all(rules.by_id[key].ask_when is None and rules.by_id[key].red_flag for key in first[1:])
    for key in first[1:]:
        for option in set(rules.by_id[key].options) - {"none"}:
            for who in ("me", "someone", "child", "baby"):
                answers = {"who": [who], "right-now": ["none"], key: [option]}
                assert journey(rules, answers).urgency == "emergency", (who, key, option)


def random_answer(chance, question):
    """Return an answer that the form can send; more often a quiet one, so that journeys reach their end."""
    quiet = [option for option in question.options if option in ("none", "no", "told-and-plan")]
    if quiet and chance.random() < 0.7:
        return frozenset(quiet[:1])
    return chance.choice(list(answers(question))) if question.kind == "one" else random_ticks(chance, question)


def random_ticks(chance, question):
    signs = [option for option in question.options if option not in question.exclusive]
    exclusive = [frozenset([option]) for option in question.exclusive]
    return chance.choice([*exclusive, frozenset(chance.sample(signs, chance.choice([1, 1, 1, 2, min(3, len(signs))])))])


def test_the_highest_rank_is_the_emergency():
    assert rank("emergency") == EMERGENCY > rank("same_day") > rank("soon") > rank("routine") > rank("self_care") > 0
