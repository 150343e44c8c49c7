"""The reading level is measured as the formulas say, and names count as plain words only where that is told."""

import pytest

from education.library.reading import measure, sentences, syllables, word_count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("lump", 1),
        ("calcium", 3),
        ("doctor", 2),
        ("hospital's", 3),
        ("X-ray", 2),
        ("Balin", 2),
        ("made", 1),
        ("table", 2),
    ],
)
def test_syllables_are_counted_as_people_say_them(word, count):
    assert syllables(word) == count


def test_a_text_has_the_grade_that_the_formula_gives():
    # 10 words, 2 sentences, 11 syllables: 0.39 * 5 + 11.8 * 1.1 - 15.59 = -0.66
    text = "The cat sat on the mat. It was very small."
    assert measure([text], []).grade_raw == pytest.approx(0.39 * 5 + 11.8 * 11 / 10 - 15.59, abs=0.05)


def test_names_count_as_one_plain_word_in_the_gated_grade_only():
    text = "Dermatomyositis may need diltiazem."
    reading = measure([text], ["dermatomyositis", "diltiazem"])
    assert reading.grade < 2
    assert reading.grade_raw > 8
    assert measure([text], []).grade == measure([text], []).grade_raw


def test_a_numeral_is_a_word_for_the_reader():
    assert word_count("Wait 2 to 3 weeks.") == 5


def test_sentences_end_where_readers_stop():
    assert sentences("It hurts. Does it? “Yes,” she said. Call 911 now!") == [
        "It hurts.",
        "Does it?",
        "“Yes,” she said.",
        "Call 911 now!",
    ]


def test_a_text_without_words_has_no_grade_and_no_error():
    assert measure(["", "…"], []).words == 0
