"""A journey follows from the answers alone: what is asked next, what counts, what is shown and why."""

import random

import pytest

from education.questionnaire.engine import BadAnswers, Progress, journey, mistake, mistakes
from education.questionnaire.model import Questionnaire, rank

WELL = {
    "who": ["me"],
    "right-now": ["none"],
    "look-now": ["none"],
    "health": ["none"],
    "skin": ["none"],
    "body": ["none"],
    "lump": ["long-time"],
    "unwell": ["none"],
    "pregnant": ["no"],
    "plan": ["told-and-plan"],
    "effect": ["none"],
}


def shown(rules, answers):
    return [piece.id for piece in journey(rules, answers).guidance]


def test_nothing_answered_means_that_the_first_question_is_due(rules):
    made = journey(rules, {})
    assert made.due == rules.questions[0]
    assert not made.ended
    assert made.urgency is None
    assert made.guidance == ()


def test_questions_come_in_file_order_and_what_does_not_fit_is_passed_over(rules):
    asked, given = [], {}
    while (due := journey(rules, given).due) is not None:
        asked.append(due.id)
        given[due.id] = WELL[due.id]
    assert asked == list(WELL)
    assert journey(rules, given).urgency == "self_care"


def test_a_gap_makes_the_earliest_missing_question_due_again(rules):
    answers = {key: answer for key, answer in WELL.items() if key != "health"}
    made = journey(rules, answers)
    assert made.due.id == "health"
    assert list(made.answers) == ["who", "right-now", "look-now"]


def test_an_answer_to_a_question_that_is_not_asked_does_not_count(rules):
    for stray in ({"heel": ["elsewhere"]}, {"sudden-illness": ["headache"]}, {"baby-age": ["under-3-months"]}):
        assert journey(rules, {**WELL, **stray}).urgency == "self_care"


def test_an_emergency_ends_the_journey_and_later_answers_do_not_count(rules):
    made = journey(rules, {**WELL, "look-now": ["black"], "skin": ["infection"]})
    assert made.ended
    assert list(made.answers) == ["who", "right-now", "look-now"]
    assert [piece.id for piece in made.guidance] == ["black-skin-or-extreme-pain"]


def test_going_back_and_answering_again_gives_the_same_as_answering_so_at_once(rules):
    given = {**WELL, "health": ["scleroderma"], "sudden-illness": ["headache"]}
    assert journey(rules, given).urgency == "emergency"
    given["health"] = ["none"]
    assert journey(rules, given) == journey(rules, WELL)


def test_the_order_in_which_answers_arrive_makes_no_difference(rules):
    answers = {**WELL, "skin": ["chalk-first", "sore-new"], "recent": ["none"], "body": ["stiff", "numb"]}
    first = journey(rules, answers)
    chance = random.Random(1)
    for _ in range(50):
        keys = chance.sample(list(answers), len(answers))
        shuffled = {key: chance.sample(answers[key], len(answers[key])) for key in keys}
        assert journey(rules, shuffled) == first
        assert journey(rules, shuffled).guidance == first.guidance


def test_every_piece_that_holds_is_shown_with_the_most_urgent_first(rules):
    answers = {**WELL, "skin": ["infection", "chalk-first"], "recent": ["none"], "effect": ["more-lumps"]}
    assert shown(rules, answers) == ["skin-infection-signs", "chalky-new", "worse-with-plan"]
    assert journey(rules, answers).urgency == "same_day"


def test_calm_guidance_is_silent_beside_anything_more_urgent(rules):
    assert shown(rules, WELL) == ["stable-with-plan"]
    assert shown(rules, {**WELL, "body": ["stiff"]}) == ["stiffness-known"]
    assert "stable-with-plan" not in shown(rules, {**WELL, "skin": ["chalk-first"], "recent": ["none"]})


def test_a_piece_gives_way_to_a_more_fitting_one_and_the_urgency_stays(rules):
    patch = {**WELL, "skin": ["painful-patch"], "recent": ["none"]}
    assert shown(rules, patch) == ["painful-patch"]
    assert shown(rules, {**patch, "health": ["kidney"]}) == ["kidney-painful-patch"]
    assert journey(rules, patch).urgency == journey(rules, {**patch, "health": ["kidney"]}).urgency == "same_day"


def test_the_result_repeats_the_ticks_that_led_to_it_and_no_others(rules):
    made = journey(rules, {**WELL, "health": ["cancer", "kidney"], "body": ["stiff", "thirst"]})
    piece = rules.guidance_by_id["thirst-with-risk"]
    assert [(question.id, option) for question, option in made.reasons(piece)] == [
        ("health", "kidney"),
        ("health", "cancer"),
        ("body", "thirst"),
    ]


def test_every_piece_that_is_shown_has_reasons(rules):
    for answers in (
        WELL,
        {**WELL, "who": ["child"], "child-signs": ["limp"]},
        {"who": ["me"], "right-now": ["unsure"]},
    ):
        made = journey(rules, answers)
        assert all(made.reasons(piece) for piece in made.guidance)


def test_progress_never_promises_fewer_questions_than_come(rules):
    chance = random.Random(5)
    for _ in range(300):
        given, totals = {}, []
        while (made := journey(rules, given)).due is not None:
            totals.append(made.progress.answered + made.progress.at_most_left)
            assert made.progress.answered == len(made.asked)
            signs = [option for option in made.due.options if option != "none"]
            quiet = "none" in made.due.options and chance.random() < 0.7
            given[made.due.id] = ["none"] if quiet else [chance.choice(signs)]
        assert totals == sorted(totals, reverse=True), "the number of questions only ever shrinks"
        assert made.progress == Progress(len(made.asked), 0)
        assert made.progress.answered <= totals[-1]


def test_most_people_answer_about_10_questions(rules):
    assert len(journey(rules, WELL).asked) == 11
    child = {**WELL, "who": ["child"], "child-signs": ["none"]}
    assert len(journey(rules, child).asked) == 9
    baby = {**WELL, "who": ["baby"], "heel": ["only-heel"], "recent": ["none"], "child-signs": ["none"]}
    assert len(journey(rules, baby).asked) == 10
    assert max(journey(rules, {"who": [who]}).progress.at_most_left for who in ("me", "child", "baby")) <= 14


@pytest.mark.parametrize(
    ("question", "answer", "wrong"),
    [
        ("who", [], "missing"),
        ("who", ["me", "child"], "too-many"),
        ("who", ["nobody"], "unknown"),
        ("skin", ["none", "chalk-first"], "mixed"),
        ("skin", ["unsure", "none"], "mixed"),
        ("skin", ["chalk-first", "sore-old"], None),
        ("skin", ["chalk-first", "chalk-first"], None),
    ],
)
def test_an_answer_that_cannot_be_is_named(rules, question, answer, wrong):
    assert mistake(rules.by_id[question], answer) == wrong


def test_answers_that_cannot_be_are_refused_all_at_once(rules):
    answers = {"who": ["me", "baby"], "shoe-size": ["44"], "right-now": ["none"]}
    assert mistakes(rules, answers) == {"who": "too-many", "shoe-size": "unknown-question"}
    with pytest.raises(BadAnswers, match="shoe-size: unknown-question"):
        journey(rules, answers)


def test_rules_of_any_content_are_followed_not_only_the_real_ones():
    small = Questionnaire.model_validate(
        {
            "question": [
                {"id": "pain", "kind": "one", "options": ["yes", "no"]},
                {"id": "where", "kind": "many", "options": ["hand", "none"], "ask_when": [{"pain": ["yes"]}]},
            ],
            "guidance": [{"id": "hand-pain", "urgency": "soon", "when": [{"where": ["hand"]}], "flags": ["X"]}],
        }
    )
    assert journey(small, {"pain": ["no"]}).ended
    assert journey(small, {"pain": ["yes"]}).due.id == "where"
    assert journey(small, {"pain": ["yes"], "where": ["hand"]}).urgency == "soon"
    assert rank(None) == 0
