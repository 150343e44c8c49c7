"""Weight: HTML and CSS of every page on the wire with brotli, pictures apart. The aim is at most 14 KB."""

import re

from benchmarks.machine import build

AIM = 14 * 1024
HEAVIEST_SHOWN = 5


def run():
    """Print the heaviest pages and how many pass the aim."""
    site = build()
    weights = sorted(((weight(page, site), page) for page in site.rglob("index.html")), reverse=True)
    for total, page in weights[:HEAVIEST_SHOWN]:
        address = f"/{page.parent.relative_to(site)}/".replace("/./", "/")
        print(f"  {address:<58} {total / 1024:>9.1f} KB")
    light = sum(total <= AIM for total, _ in weights)
    print(f"  {light} of {len(weights)} pages are at most 14 KB", flush=True)


def weight(page, site):
    """The bytes of a page and its stylesheets, compressed."""
    sheets = re.findall(r'<link[^>]+href="(/static/[^"]+\.css)"[^>]*>', page.read_text())
    return packed(page) + sum(packed(site / sheet.removeprefix("/")) for sheet in set(sheets))


def packed(file):
    """The size of the brotli form, or of the file where packing did not pay."""
    form = file.with_name(file.name + ".br")
    return (form if form.exists() else file).stat().st_size
