"""The page that shows how the questions work is drawn from the rules themselves, and leaves nothing out."""

from education.questionnaire import diagram
from education.questionnaire.engine import journey
from education.questionnaire.model import URGENCIES


def drawn(content):
    return diagram.context(content, "en")


def test_the_flow_shows_every_question_and_option_in_the_order_of_asking(content, rules, words):
    steps = drawn(content)["steps"]
    assert [step.id for step in steps] == [question.id for question in rules.questions]
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    for step, question in zip(steps, rules.questions, strict=True):
        assert [choice.id for choice in step.choices] == list(question.options)
        assert step.title == words.questions[question.id].title.to("someone")
        assert len(step.asked_when) == len(question.ask_when or ())


def test_the_flow_marks_exactly_the_answers_that_end_the_questions_at_once(content, rules):
    for step in drawn(content)["steps"]:
        question = rules.by_id[step.id]
        if question.ask_when is not None:
            continue
        calm = {item.id: ["none"] for item in rules.questions if "none" in item.options} | {"who": ["me"]}
        for choice in step.choices:
            if step.id != "who":
                made = journey(rules, {**calm, step.id: [choice.id]})
                ended_here = made.urgency == "emergency" and made.asked[-1].question == question
                assert choice.ends == ended_here, (step.id, choice.id)


def test_the_tables_show_every_rule_with_its_rows_and_its_sources(content, rules):
    tiers = drawn(content)["tiers"]
    assert [tier.id for tier in tiers] == URGENCIES
    shown = {rule.id: (tier.id, rule) for tier in tiers for rule in tier.rules}
    assert set(shown) == set(rules.guidance_by_id)
    for piece in rules.guidance:
        tier, rule = shown[piece.id]
        assert tier == piece.urgency
        assert rule.flags == piece.flags
        assert len(rule.sources) == len(piece.sources)
        assert [{cell.question: len(cell.options) for cell in row} for row in rule.when] == [
            {key: len(options) for key, options in sorted(row.items(), key=lambda cell: _place(rules, cell[0]))}
            for row in piece.when
        ]


def _place(rules, key):
    return [question.id for question in rules.questions].index(key)
