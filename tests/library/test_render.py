"""What the Markdown of editors becomes: cited, explained, numbered, and safe."""

import pytest

from education.library.load import load


def component(name, context):
    """Stand in for the templates with markup that a test can read."""
    if name == "cite":
        return "".join(f"[{mark['number']}:{mark['back']}]" for mark in context["citations"])
    if name == "term":
        return f"<{context['term'].id}>{context['text']}</{context['term'].id}>"
    if name == "care":
        return f"CARE {context['urgency'].id} {context['signs']}"
    return f"{name.upper()} {context.get('title', '')} {context.get('body', '')}"


@pytest.fixture
def rendered(content):
    """A function that renders the home page with this text in front."""

    def render(body, medium="screen"):
        content.page_body(body)
        page = load(content.root, component=component).pages["home"]
        return getattr(page, medium)

    return render


def test_sources_are_numbered_in_the_order_of_citing_with_a_way_back_for_each_use(rendered, content):
    content.replace("sources.toml", "[S01]", '[S02]\ntitle = "x"\nbody = "y"\nseen = "page"\n[S01]')
    body = rendered("It hurts. [@S02] It is hard. [@S02 @S01]")
    # The summary of the page cites S01 first.
    assert "It hurts.[2:cite-2-1] It is hard.[2:cite-2-2][1:cite-1-2]" in body.html
    assert [(item.number, item.id) for item in body.cited] == [(1, "S01"), (2, "S02")]


def test_a_term_explains_itself_once_at_its_first_use_and_never_in_links_or_headings(rendered):
    body = rendered("## About calcium\n\nSee [calcium](/). Then calcium, CALCIUM and calciums.")
    assert body.main_message == "<calcium>Calcium</calcium> can build up in the skin."
    assert "<calcium>" not in body.html
    assert [term.id for term in body.terms] == ["calcium"]


def test_html_that_an_editor_types_is_shown_as_text(rendered):
    assert "&lt;b&gt;bold&lt;/b&gt;" in rendered("It is <b>bold</b>.").html


def test_a_script_address_is_no_link(rendered):
    assert "href" not in rendered("See [this thing](javascript:alert(1)).").html.split("Some words")[0]


def test_a_care_card_shows_the_signs_of_the_guidance_it_names(rendered):
    assert "CARE same_day ['hot skin']" in rendered("Text.").html


def test_rows_of_a_table_have_headers_and_cells_know_their_column(rendered):
    html = rendered("| Type | How it feels |\n|---|---|\n| First | Hard |").html
    assert '<th scope="row">First</th>' in html
    assert '<td data-label="How it feels">Hard</td>' in html


def test_blocks_hold_text_and_other_blocks(rendered):
    html = rendered(":::: more Deeper\nOne.\n\n::: note\nTwo.\n:::\n::::").html
    assert "MORE Deeper" in html
    assert "NOTE" in html.split("MORE")[1]


def test_a_heading_keeps_the_anchor_it_names(rendered):
    body = rendered("## When it hurts {#pain}\n\nx\n\n## More signs\n\nx")
    assert ("pain", "When it hurts") in body.toc
    assert ("more-signs", "More signs") in body.toc


def test_the_version_of_a_page_changes_with_any_word_that_stands_on_it(content):
    def versions():
        return {page.id: page.version for page in load(content.root).pages.values()}

    before = versions()
    content.replace("en/treatments/cream.md", "It may help some people", "It could help some people")
    after = versions()
    assert before["when-to-get-help"] != after["when-to-get-help"]
    assert before["home"] == after["home"]
