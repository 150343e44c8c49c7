"""Makes the links of a page work on paper: anchors of its own, and addresses that can be typed."""

import re
from html import escape, unescape

from django.conf import settings

from education.library.pages import Page

OWN_NAMES = re.compile(r'\b(id|aria-labelledby)="([^"]+)"')
LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
CITES = re.compile(r'<sup class="cites">.*?</sup>', re.DOTALL)


def shown(address: str) -> str:
    """Return an address as it is printed: what has to be typed, no more."""
    return address.removeprefix("https://").removeprefix("http://")


class Links:
    """The links of one page of a handout; of a page that is not there as a whole, all lead online."""

    def __init__(self, page: Page, whole: bool = True):
        self.page, self.whole = page, whole
        # Pages stand beside each other in one handout, so each anchor carries the name of its page.
        self.prefix = f"{page.id.replace('/', '-')}--"
        self._outside: dict[str, str] = {}

    @property
    def outside(self) -> list[tuple[str, str]]:
        """Return (name, address to type) of all that the page led to when it was made ready."""
        return [(name, shown(address)) for address, name in self._outside.items()]

    def without_citations(self, html: str) -> str:
        """Return the HTML without the numbers of sources, for a sheet that has no room for sources."""
        return CITES.sub("", html)

    def on_paper(self, html: str) -> str:
        """Return the HTML ready for paper."""

        def own(match):
            return f'{match[1]}="{" ".join(self.prefix + name for name in match[2].split())}"'

        return LINK.sub(self._link, OWN_NAMES.sub(own, html))

    def _link(self, match: re.Match) -> str:
        target, more, words = unescape(match[1]), match[2], match[3]
        if target.startswith("tel:"):
            return match[0]
        address, _, anchor = target.partition("#")
        if address in ("", self.page.address) and self.whole:
            return f'<a href="#{self.prefix}{anchor or "top"}"{more}>{words}</a>'
        if not address or address.startswith("/"):
            address, target = address or self.page.address, target if address else self.page.address + target
            pages = self.page.library.pages.values()
            name = next((page.title for page in pages if page.address == address), None)
            address, target = settings.SITE_URL + address, settings.SITE_URL + target
            self._outside.setdefault(address, name or TAG.sub("", words))
        else:
            self._outside.setdefault(address, TAG.sub("", words))
        return f'<a class="outside" href="{escape(target)}" data-shown="{escape(shown(address))}">{words}</a>'
