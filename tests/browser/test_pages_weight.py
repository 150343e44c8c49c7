"""A page arrives in the first breath of a slow connection: HTML and CSS in at most 14 KB."""

import re

import brotli

MOST = 14 * 1024
# Pictures are apart, wherever they stand: the drawings within a page are left out of the count.
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
STYLESHEET = re.compile(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"')


def on_the_wire(site, address):
    """The answer as it comes, and its words."""
    answer = site.ask(address, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br", address
    return answer.body, brotli.decompress(answer.body).decode()


def weight(site, address):
    """The bytes of the HTML, drawings left out, and of the stylesheets."""
    packed, html = on_the_wire(site, address)
    bare = DRAWING.sub("", html)
    page = len(packed) if bare == html else len(brotli.compress(bare.encode()))
    return page + sum(len(on_the_wire(site, sheet)[0]) for sheet in STYLESHEET.findall(html))


def test_html_and_css_of_every_page_weigh_at_most_14_kilobytes(site, pages):
    heavy = {address: size for address in pages if (size := weight(site, address)) > MOST}
    assert heavy == {}
