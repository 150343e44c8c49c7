"""Editors are told of every mistake, with file and line, in words they understand."""

import re

import pytest

HOME = "en/pages/home.md"
# Where the text of the home page starts, below its front matter.
BODY = 12


def test_a_folder_that_is_right_has_no_problems(content):
    assert content.problems() == []


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (
            lambda c: c.replace(HOME, 'next_step = "Read about [help](/when-to-get-help/)."\n', ""),
            r"en/pages/home.md:\d+: “next_step” is missing",
        ),
        (
            lambda c: c.replace(HOME, "review_due", "reviewed_due"),
            r"en/pages/home.md:9: “reviewed_due” is not a field that is known here",
        ),
        (lambda c: c.replace(HOME, 'title = "Home"', "title = Home"), r"en/pages/home.md:2: this is not valid TOML"),
        (
            lambda c: c.replace(HOME, 'title = "Home"', f'title = "{"Home " * 20}"'),
            r"en/pages/home.md:2: “title” has more than 65 characters",
        ),
        (
            lambda c: c.replace(HOME, "last_changed = 2026-11-22", 'last_changed = "today"'),
            r"en/pages/home.md:8: “last_changed” must be a date",
        ),
        (
            lambda c: c.replace(HOME, "last_changed = 2026-11-22", "last_changed = 2026-11-21"),
            r"en/pages/home.md:\d+: .*last_changed must be the date of the newest line in changes",
        ),
        (
            lambda c: c.page_body("See [that](/nowhere/)."),
            rf"en/pages/home.md:{BODY}: the link “/nowhere/” leads to no page",
        ),
        (
            lambda c: c.page_body("See [that](/when-to-get-help/#nope)."),
            rf"en/pages/home.md:{BODY}: the link “/when-to-get-help/#nope” leads to no heading of that page",
        ),
        (
            lambda c: c.page_body("See [click here](/when-to-get-help/)."),
            r"home.md:\d+: the link text “click here” does not say where it leads",
        ),
        (lambda c: c.page_body("It is so. [@S99]"), rf"home.md:{BODY}: there is no source “S99” in sources.toml"),
        (
            lambda c: c.replace("sources.toml", "[S01]", '[S02]\ntitle = "x"\nbody = "y"\nseen = "page"\n[S01]'),
            r"sources.toml:1: the source “S02” is cited nowhere",
        ),
        (
            lambda c: c.replace("en/glossary.toml", "[calcium]", '[pus]\nterm = "Pus"\nmeaning = "Fluid."\n[calcium]'),
            r"en/glossary.toml:1: the term “pus” is used on no page",
        ),
        (lambda c: c.page_body("::: figure heart\n:::"), rf"home.md:{BODY}: there is no drawing “heart”"),
        (
            lambda c: c.replace("en/figures.toml", 'alt = "A line."\n', ""),
            r"en/figures.toml:1: “skin.alt” is missing",
        ),
        (lambda c: c.remove("en/figures.toml"), r"figures/skin.svg:1: this drawing has no words"),
        (
            lambda c: c.write("figures/skin.svg", "<svg viewBox='0 0 1 1'><script>x</script></svg>"),
            r"figures/skin.svg:1: <script> may not be used in a drawing",
        ),
        (lambda c: c.page_body("![A lump](lump.png)"), r"home.md:\d+: pictures are put in with a ::: figure block"),
        (
            lambda c: c.write("en/pages/extra.md", "No front matter."),
            r"en/pages/extra.md:1: the front matter .* missing",
        ),
        (
            lambda c: c.replace("menu.toml", '"home", ', '"home", "gone", '),
            r"menu.toml:3: the menu names the page “gone”, which does not exist",
        ),
        (lambda c: c.replace("menu.toml", '"home", ', ""), r"home.md:1: the page “home” is in no section of menu.toml"),
        (
            lambda c: c.replace(HOME, "last_changed", 'moved_from = ["when-to-get-help"]\nlast_changed'),
            r"home.md:8: “when-to-get-help” is already the address of “when-to-get-help”",
        ),
        (
            lambda c: c.replace("en/treatments/cream.md", "## Without it\n", ""),
            r"en/treatments/cream.md:\d+: the part “## Without it” is missing",
        ),
        (
            lambda c: c.replace("en/treatments/cream.md", "## What may get better", "## What may go better"),
            r"cream.md:\d+: “What may go better” is not one of the parts of a treatment",
        ),
        (
            lambda c: c.replace("treatments.toml", '"limited"', '"certain"'),
            r"treatments.toml:4: “treatment.1.certainty” must be one of 'strong', 'limited'",
        ),
        (
            lambda c: c.page_body("The lump is benign."),
            rf"home.md:{BODY}: “benign” may not be used: it sounds like cancer",
        ),
        (
            lambda c: c.replace("en/guidance/hot-skin.md", "Call your", "It is Benign. Call your"),
            r"en/guidance/hot-skin.md:6: “Benign” may not be used",
        ),
        (
            lambda c: c.replace("en/glossary.toml", "A mineral", "A benign mineral"),
            r"en/glossary.toml:3: “benign” may not be used",
        ),
        (lambda c: c.page_body("## One\n\n#### Deep"), r"home.md:\d+: a heading level is skipped: #### after ##"),
        (lambda c: c.page_body("# Top"), r"home.md:12: headings here are ## to ####, not #"),
        (
            lambda c: c.page_body("One. Word " + "word " * 25 + "end."),
            r"home.md:12: this sentence has 27 words, at most 25",
        ),
        (
            lambda c: c.page_body("It is. It is. It is. It is."),
            r"home.md:12: this paragraph has 4 sentences, at most 3",
        ),
        (lambda c: c.page_body("- a\n" * 8), r"home.md:12: this list has 8 items, at most 7"),
        (lambda c: c.page_body("There are three lumps."), r"home.md:12: write “three” as a numeral"),
        (lambda c: c.page_body("It helps 40% of people."), r"home.md:12: write a chance as “about 1 in 4”"),
        (lambda c: c.page_body("It is <b>bold</b>."), r"home.md:12: raw HTML is not allowed: <b>"),
        (lambda c: c.page_body("It is *so*."), r"home.md:12: italics are hard to read"),
        (lambda c: c.page_body("::: careful\nx\n:::"), r"home.md:12: there is no block named “careful”"),
        (lambda c: c.page_body("::: note\nx"), r"home.md:12: the block “note” is never closed"),
        (lambda c: c.page_body("::: dont\n- Squeeze it.\n:::"), r"every line of a do-not list starts with “Do not”"),
        (lambda c: c.page_body("::: care soon\n- hot-skin\n:::"), r"home.md:12: the guidance “hot-skin” is same_day"),
        (lambda c: c.page_body("::: care soon\n- cold-skin\n:::"), r"home.md:12: there is no guidance “cold-skin”"),
        (lambda c: c.page_body("::: show lumps\n:::"), r"home.md:12: there is nothing to show named “lumps”"),
        (
            lambda c: c.page_body("## A lump\n\nx\n\n## A lump\n\nx"),
            r"home.md:1: the anchor “#a-lump” stands 2 times on this page",
        ),
        (
            lambda c: c.page_body("Hyperphosphatemia necessitates immediate multidisciplinary evaluation. " * 3),
            r"home.md:1: the reading grade is \d+\.\d",
        ),
        (
            lambda c: c.replace("en/site.toml", 'start = "Start"', 'end = "End"'),
            r"menu.toml:\d: en/site.toml has no title for the section “start”",
        ),
        (lambda c: c.remove("regions.toml"), r"regions.toml:1: this file is missing"),
    ],
)
def test_a_mistake_is_reported_with_its_place(content, break_it, told):
    break_it(content)
    found = content.problems()
    assert any(re.search(told, problem) for problem in found), "\n".join(found) or "no problem was found"


def test_all_mistakes_are_reported_at_once_and_none_is_skipped(content):
    content.page_body("It is benign. [@S99]")
    content.replace("en/guidance/hot-skin.md", 'title = "Hot skin"', "")
    content.replace("en/treatments/cream.md", "## Without it\n", "")
    content.remove("figures/skin.svg")
    found = "\n".join(content.problems())
    for sign in ("benign", "S99", "“title” is missing", "“## Without it” is missing", "no drawing figures/skin.svg"):
        assert sign in found


def test_a_broken_page_is_never_dropped_in_silence(content):
    content.replace(HOME, 'title = "Home"', "")
    assert any("“title” is missing" in problem for problem in content.problems())
    assert any("names the page “home”" in problem for problem in content.problems())
