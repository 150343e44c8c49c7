"""Stylesheets reach visitors without what only their writers need, and mean the same."""

import re

from education.stylesheets import light


def test_comments_and_stretches_of_space_are_left_out():
    written = "/* Why */\n@layer base {\n  a {\n    color: red; /* so */\n  }\n}\n"
    assert light(written) == "@layer base{a{color: red}}"


def test_a_space_that_carries_meaning_stays():
    css = ".reflow :is(td, th){inline-size: calc(1rem + 2px);margin: -1px +2px}"
    assert light(css) == css


def test_the_stylesheet_that_a_page_names_arrives_whole(site):
    address = re.search(r'rel="stylesheet" href="([^"]+)"', site.ask("/").text).group(1)
    sheet = site.ask(address).text
    assert sheet.startswith("@layer")
    assert "@media print" in sheet
    assert "/*" not in sheet
