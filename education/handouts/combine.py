"""Joins finished PDFs into one that is as accessible as they are: tags, bookmarks and links come along."""

import io
from itertools import pairwise

from pikepdf import Dictionary, ObjectStreamMode, Pdf


def combined(files: list[bytes], title: str) -> bytes:
    """Return one PDF/UA-1 file of several that WeasyPrint made. The same files always give the same bytes."""
    if len(files) == 1:
        return files[0]
    whole, *parts = [Pdf.open(io.BytesIO(file)) for file in files]
    _join_bookmarks(whole.Root.Outlines, [_append(whole, part) for part in parts])
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
        about["dc:title"] = title
    written = io.BytesIO()
    whole.save(written, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return written.getvalue()


def _append(whole: Pdf, part: Pdf) -> Dictionary:
    """Add the pages of a part, then all that refers to them; return its bookmarks."""
    tree = whole.Root.StructTreeRoot
    first_key = tree.ParentTree.Nums[-2] + 1
    for page in part.pages:
        for owner in (page.obj, *page.obj.get("/Annots", [])):
            for name in ("/StructParents", "/StructParent"):
                if name in owner:
                    owner[name] += first_key
    whole.add_pages_from(part)

    # Pages first: what is copied after them then refers to the pages as they are in the whole.
    added = whole.copy_foreign(part.make_indirect(part.Root.StructTreeRoot))
    document = tree.K[0]
    for element in added.K[0].K:
        element.P = document
        document.K.append(element)
    for key, value in _pairs(added.ParentTree.Nums):
        tree.ParentTree.Nums.extend([key + first_key, value])

    return whole.copy_foreign(part.make_indirect(part.Root.Outlines))


def _join_bookmarks(root: Dictionary, others: list[Dictionary]) -> None:
    """Put the bookmarks of all parts behind each other."""
    marks = [mark for outlines in (root, *others) for mark in _chain(outlines)]
    for mark in marks:
        mark.Parent = root
    for before, after in pairwise(marks):
        before.Next, after.Prev = after, before
    root.First, root.Last = marks[0], marks[-1]
    root.Count = sum(1 + max(0, int(mark.get("/Count", 0))) for mark in marks)


def _chain(outlines: Dictionary) -> list[Dictionary]:
    marks, mark = [], outlines.get("/First")
    while mark is not None:
        marks.append(mark)
        mark = mark.get("/Next")
    return marks


def _pairs(flat) -> list[tuple]:
    items = list(flat)
    return list(zip(items[::2], items[1::2], strict=True))
