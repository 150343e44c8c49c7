"""A page arrives in the first breath of a slow connection: HTML and CSS in at most 14 KB."""

import re

import brotli

MOST = 14 * 1024
# The one page that holds all guidance is as long as the guidance. To cut it up would hide advice behind links.
ALL_GUIDANCE, MOST_FOR_GUIDANCE = "/when-to-get-help/", 21 * 1024
# Pictures are apart, wherever they stand: the drawings within a page are left out of the count.
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
STYLESHEET = re.compile(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"')


def on_the_wire(site, address):
    """The answer as it comes, and its words."""
    answer = site.ask(address, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br", address
    return answer.body, brotli.decompress(answer.body).decode()


def weight_of_styles(site, html):
    """The bytes of the stylesheets that a page names."""
    return sum(len(on_the_wire(site, sheet)[0]) for sheet in STYLESHEET.findall(html))


def weight(site, address):
    """The bytes of the HTML, drawings left out, and of the stylesheets."""
    packed, html = on_the_wire(site, address)
    bare = DRAWING.sub("", html)
    page = len(packed) if bare == html else len(brotli.compress(bare.encode()))
    return page + weight_of_styles(site, html)


def test_html_and_css_of_every_page_weigh_at_most_14_kilobytes(site, pages):
    heavy = {address: size for address in pages if (size := weight(site, address)) > MOST}
    assert heavy.pop(ALL_GUIDANCE, 0) <= MOST_FOR_GUIDANCE
    assert heavy == {}


def test_the_page_of_all_guidance_brings_its_emergency_card_in_the_first_14_kilobytes(site):
    packed, html = on_the_wire(site, ALL_GUIDANCE)
    first = brotli.Decompressor().process(packed[: MOST - weight_of_styles(site, html)]).decode(errors="ignore")
    card = re.search(r'<section class="care care-emergency">.*?</section>', html, re.DOTALL).group()
    assert card in first
