"""Stylesheets reach visitors without what only their writers need, and mean the same."""

from education.stylesheets import light


def test_comments_and_stretches_of_space_are_left_out():
    written = "/* Why */\n@layer base {\n  a {\n    color: red; /* so */\n  }\n}\n"
    assert light(written) == "@layer base { a { color: red; } }"


def test_a_space_that_carries_meaning_stays():
    css = ".reflow :is(td, th) { inline-size: calc(1rem + 2px); margin: -1px +2px; }"
    assert light(css) == css
