"""The checks can fail: each mistake in a copy of the real files is reported, with its file and line."""

import shutil

import pytest

from education.questionnaire.model import load_rules
from education.questionnaire.rules_check import problems

RULES, WORDS = "questionnaire.toml", "en/questionnaire.toml"


@pytest.fixture
def copy(content, tmp_path):
    """A copy of the real content that a test may break."""
    for path in (RULES, "sources.toml", WORDS, "en/forbidden.toml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(content / path, tmp_path / path)
    shutil.copytree(content / "en" / "guidance", tmp_path / "en" / "guidance")
    return tmp_path


def change(copy, path, old, new):
    """Replace a text that stands in the file; return the line on which it began."""
    text = (copy / path).read_text(encoding="utf-8")
    assert old in text
    (copy / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def found(copy):
    return [str(problem) for problem in problems(copy, "en")]


def test_the_real_rules_and_words_have_no_problem(content):
    assert problems(content, "en") == []


def test_the_copy_has_no_problem_either(copy):
    assert found(copy) == []


# A text of the rule file, what an editor makes of it by mistake, and what is said about its line.
RULE_MISTAKES = {
    "an unknown question": (
        '{ look-now = ["hot-and-ill", "unsure"] },',
        '{ look-nwo = ["hot-and-ill", "unsure"] },',
        "names the question “look-nwo”, which does not exist",
    ),
    "an unknown option": (
        'when = [{ look-now = ["cold-finger", "unsure"] }]',
        'when = [{ look-now = ["cold-fingers", "unsure"] }]',
        "names the option “cold-fingers”, which “look-now” does not have",
    ),
    "a rule that rests on none": (
        'when = [{ body = ["joint", "unsure"] }]',
        'when = [{ body = ["joint", "unsure", "none"] }]',
        "rests on “none” in “body”",
    ),
    "a rule that rests on no": (
        'when = [{ pregnant = ["yes-with-medicine", "yes", "unsure"] }]',
        'when = [{ pregnant = ["yes-with-medicine", "yes", "unsure", "no"] }]',
        "rests on “no” in “pregnant”",
    ),
    "not sure left out at a red flag": (
        'when = [{ look-now = ["bleeding", "unsure"] }]',
        'when = [{ look-now = ["bleeding"] }]',
        "leaves out “unsure” in “look-now”",
    ),
    "not sure left out of asking on": (
        'ask_when = [{ health = ["scleroderma", "unsure"] }]',
        'ask_when = [{ health = ["scleroderma"] }]',
        "leaves out “unsure” in “health”",
    ),
    "a question that depends on a later one": (
        'ask_when = [{ health = ["scleroderma", "unsure"] }]',
        'ask_when = [{ skin = ["infection", "unsure"] }]',
        "depends on “skin”, which is not asked before it",
    ),
    "a question that depends on itself": (
        'ask_when = [{ who = ["baby"] }]',
        'ask_when = [{ heel = ["only-heel"] }]',
        "depends on “heel”, which is not asked before it",
    ),
    "an unknown source": (
        'sources = ["S100"]',
        'sources = ["S1000"]',
        "the source “S1000”, which sources.toml does not have",
    ),
    "giving way to nothing": (
        'gives_way_to = ["long-standing-lump"]',
        'gives_way_to = ["long-standing-lumps"]',
        "gives way to “long-standing-lumps”, which does not exist",
    ),
    "giving way to something calmer": (
        'gives_way_to = ["thirst-with-risk"]',
        'gives_way_to = ["chalky-new"]',
        "may not give way to “chalky-new”, which is less urgent",
    ),
    "giving way to what is never shown beside it": (
        'gives_way_to = ["thirst-with-risk"]',
        'gives_way_to = ["baby-fever"]',
        "they are never shown together",
    ),
    "an exclusive option that is no option": (
        'exclusive = ["none"]',
        'exclusive = ["none", "nothing"]',
        "“nothing” is not an option of “effect”",
    ),
    "none that can be ticked with others": (
        'exclusive = ["none"]',
        "exclusive = []",
        "“none” in “effect” has to be exclusive",
    ),
    "an option twice": (
        'options = ["drip", "operation", "none", "unsure"]',
        'options = ["drip", "drip", "operation", "none", "unsure"]',
        "has the option “drip” 2 times",
    ),
    "a checklist without none": (
        'options = ["drip", "operation", "none", "unsure"]\nexclusive = ["none", "unsure"]',
        'options = ["drip", "operation", "unsure"]\nexclusive = ["unsure"]',
        "“recent” has no option “none”",
    ),
    "a row that names no option": (
        'when = [{ heel = ["only-heel"] }]',
        "when = [{ heel = [] }]",
        "names no option of “heel”",
    ),
    "a row that would always hold": ('when = [{ heel = ["only-heel"] }]', "when = [{}]", "would always hold"),
}


@pytest.mark.parametrize("mistake", RULE_MISTAKES)
def test_a_mistake_in_the_rules_is_reported_on_its_line(copy, mistake):
    old, new, message = RULE_MISTAKES[mistake]
    line = change(copy, RULES, old, new)
    assert any(problem.startswith(f"{RULES}:{line}: ") and message in problem for problem in found(copy)), found(copy)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "heel"', 'id = "who"', "there are 2 questions with the id “who”"),
        ('id = "heel"', 'id = "result"', "“result” is already another address below /check/"),
        ('id = "thirst"', 'id = "thirst-child"', "there are 2 pieces of guidance “thirst-child”"),
        ('id = "thirst-child"', 'id = "thirst_child"', "“thirst_child” is part of an address"),
        ('kind = "many"', 'kind = "several"', "kind"),
        ('urgency = "same_day"', 'urgency = "today"', "urgency"),
        ("\nred_flag = true", "\nredflag = true", "redflag"),
    ],
)
def test_a_wrong_id_or_field_is_reported(copy, old, new, message):
    change(copy, RULES, old, new)
    assert any(problem.startswith(f"{RULES}:") and message in problem for problem in found(copy)), found(copy)


def test_a_question_that_no_answers_lead_to_is_reported_with_the_guidance_behind_it(copy):
    line = change(copy, RULES, 'id = "age"', 'id = "age"')
    change(
        copy,
        RULES,
        '{ who = ["me", "someone"], lump = ["growing", "unsure"] }',
        '{ who = ["me"], heel = ["elsewhere"] }',
    )
    report = found(copy)
    assert f"{RULES}:{line}: no answers lead to the question “age” and its options" in report
    assert any("no answers lead to the guidance “growing-lump”" in problem for problem in report)


def test_guidance_that_an_emergency_always_comes_before_is_reported(copy):
    change(copy, RULES, 'when = [{ body = ["numb", "unsure"] }]', 'when = [{ look-now = ["black", "unsure"] }]')
    assert any("no answers lead to the guidance “new-numbness”" in problem for problem in found(copy))


def test_a_row_that_can_never_hold_is_reported_even_if_others_can(copy):
    old = '{ look-now = ["hot-and-ill", "unsure"] },'
    line = change(copy, RULES, old, old + '\n  { look-now = ["black", "unsure"], plan = ["unsure"] },') + 1
    assert f"{RULES}:{line}: a row of “hot-skin-and-unwell” can never hold: look-now, plan" in found(copy)


def test_answers_that_lead_to_no_guidance_are_reported(copy):
    change(copy, RULES, 'when = [{ plan = ["told-only"] }]', 'when = [{ plan = ["told-only"], effect = ["mood"] }]')
    report = found(copy)
    assert any(
        "these answers lead to no guidance at all" in problem and "plan = told-only" in problem for problem in report
    )


def test_guidance_without_words_and_words_without_guidance_are_reported(copy):
    (copy / "en/guidance/hot-joint.md").rename(copy / "en/guidance/warm-joint.md")
    report = found(copy)
    assert any("“hot-joint” has no words: en/guidance/hot-joint.md is missing" in problem for problem in report)
    assert any(
        problem.startswith("en/guidance/warm-joint.md:1: these words belong to no guidance") for problem in report
    )


def test_guidance_that_rests_on_other_sources_than_its_rule_is_reported(copy):
    line = change(copy, "en/guidance/hot-joint.md", 'sources = ["S80"]', 'sources = ["S81"]')
    assert any(
        problem.startswith(f"en/guidance/hot-joint.md:{line}: these are not the sources") for problem in found(copy)
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[skin.options.infection]", "[skin.options.infektion]", "the option “infection” of “skin” has no words"),
        ("[skin.options.infection]", "[skin.options.infektion]", "“skin” has no “infektion”"),
        ('statement = "There is no lump."', "", "“none” of “lump” needs a statement"),
        ('why = "A growing lump', 'whi = "A growing lump', "age.whi"),
        ('label = "Cancer"', 'label = "Cancer, but it is harmless"', "“harmless” may not be used"),
        ('label = "Cancer"', 'label.me = "Cancer"', "someone"),
        ('label = "Cancer"', f'label = "{"word " * 30}"', "this sentence has 30 words"),
    ],
)
def test_a_mistake_in_the_words_of_the_questions_is_reported(copy, old, new, message):
    change(copy, WORDS, old, new)
    assert any(problem.startswith(f"{WORDS}:") and message in problem for problem in found(copy)), found(copy)


def test_a_question_without_words_and_words_without_a_question_are_reported(copy):
    change(copy, RULES, 'id = "effect"', 'id = "effects"')
    report = found(copy)
    assert any("the question “effects” has no words" in problem for problem in report)
    assert any("these words belong to no question: questionnaire.toml has no “effect”" in problem for problem in report)


def test_a_file_that_is_missing_or_no_toml_is_reported_in_one_line(copy):
    (copy / WORDS).unlink()
    line = change(copy, RULES, "# A condition is", 'id = = "x"\n# A condition is')
    report = found(copy)
    assert len(report) == 2
    assert report[0] == f"{WORDS}:1: this file is missing"
    assert report[1].startswith(f"{RULES}:{line}: this is not valid TOML")


def test_all_mistakes_are_reported_at_once_and_in_order(copy):
    change(copy, RULES, 'sources = ["S100"]', 'sources = ["S1000"]')
    change(copy, RULES, 'when = [{ body = ["joint", "unsure"] }]', 'when = [{ body = ["joints", "unsure"] }]')
    change(copy, WORDS, 'label = "Cancer"', 'label = "A benign cancer"')
    report = problems(copy, "en")
    assert len(report) >= 3
    assert report == sorted(report)


def test_rules_that_cannot_be_read_give_no_questionnaire(copy):
    change(copy, RULES, 'kind = "many"', 'kind = "several"')
    rules, report = load_rules(copy)
    assert rules is None
    assert report
