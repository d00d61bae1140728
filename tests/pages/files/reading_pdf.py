"""A PDF as a screen reader reads it: its texts in the order of its structure, each with what it is."""

import io
from collections import defaultdict
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

BLOCKS = {"H1", "H2", "H3", "P", "LI", "Figure"}


@dataclass(frozen=True)
class Read:
    """What is in a file."""

    title: str
    language: str
    pages: int
    texts: list[tuple[str, str]]
    """Each text with its tag, in the order of the structure."""
    loose: list[str]
    """What is drawn on each page beside it: headings that are repeated, and the foot."""
    sizes: dict[str, set[float]]
    """The sizes of letters by tag, of what is loose under an empty one."""
    links: list[str]
    says_it_is_accessible: bool

    def tagged(self, tag: str) -> list[str]:
        return [text for one, text in self.texts if one == tag]

    @property
    def said(self) -> str:
        return "\n".join(text for _tag, text in self.texts)


def read_pdf(data: bytes) -> Read:
    """All of it."""
    file = PdfReader(io.BytesIO(data), strict=True)
    root = file.trailer["/Root"]
    pages = {page.indirect_reference.idnum: marked(page) for page in file.pages}
    texts, sizes = [], defaultdict(set)
    walk(root["/StructTreeRoot"], None, None, pages, texts, sizes)
    loose = [" ".join(" ".join(text for text, _size in found[None]).split()) for found in pages.values()]
    sizes[""] = {size for found in pages.values() for _text, size in found[None]}
    return Read(
        title=file.metadata.title,
        language=root["/Lang"],
        pages=len(file.pages),
        texts=[(tag, " ".join("".join(parts).split())) for tag, parts in texts],
        loose=loose,
        sizes=dict(sizes),
        links=[str(note.get_object()["/A"]["/URI"]) for page in file.pages for note in page.get("/Annots", ())],
        says_it_is_accessible=b"pdfuaid" in root["/Metadata"].get_data() and root["/MarkInfo"]["/Marked"].value,
    )


def marked(page) -> dict[int | None, list[tuple[str, float]]]:
    """The texts of a page with the size of their letters, by the number that the structure calls them."""
    found, numbers = defaultdict(list), []

    def before(operator, operands, _cm, _tm):
        if operator == b"BDC":
            properties = operands[1]
            numbers.append(properties.get("/MCID") if isinstance(properties, DictionaryObject) else None)
        elif operator == b"BMC":
            numbers.append(None)
        elif operator == b"EMC":
            numbers.pop()

    def text(said, _cm, matrix, _font, size):
        if said.strip("\n"):
            number = next((one for one in reversed(numbers) if one is not None), None)
            found[number].append((said.strip("\n"), round(size * (matrix[0] or 1), 1)))

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return found


def walk(node, tag, page, pages, texts, sizes):
    """Gather what an element of the structure and those inside it say."""
    node = node.get_object()
    if isinstance(node, list):
        for part in node:
            walk(part, tag, page, pages, texts, sizes)
        return
    if isinstance(node, int):
        parts = pages[page.idnum].get(node, [])
        if parts and not texts:
            texts.append((tag, []))
        texts[-1][1].extend(text for text, _size in parts)
        sizes[tag].update(size for _text, size in parts)
        return
    page = node.raw_get("/Pg") if "/Pg" in node else page
    if node.get("/Type") == "/MCR":
        walk(node["/MCID"], tag, page, pages, texts, sizes)
        return
    kind = str(node.get("/S", "")).removeprefix("/")
    if kind in BLOCKS:
        tag = kind
        texts.append((kind, [str(node["/Alt"])] if "/Alt" in node else []))
    if "/K" in node:
        walk(node["/K"], tag, page, pages, texts, sizes)
