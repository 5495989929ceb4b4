"""PDF: the text of its pages, lines rejoined, running heads left out. Parsed in a child process."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from timeline.errors import Corrupt, Empty, TooLarge, UnsupportedFormat
from timeline.read import child
from timeline.read.document import LARGEST_TEXT, Document, File, printable

__all__ = ["documents", "parse"]

MOST_PAGES = 2000
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_])")
DIGITS = re.compile(r"\d+")


def documents(file: File) -> Iterator[Document]:
    return child.documents("pdf", file)


def parse(file: File) -> Iterator[Document]:
    """The one document of a PDF. Its own dates are those of the file, not of publication: left out."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    name = printable(file.name)
    try:
        reader = PdfReader(io.BytesIO(file.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnsupportedFormat(name, "the PDF asks for a password", "Save it without one.")
        if len(reader.pages) > MOST_PAGES:
            raise TooLarge(name, f"the PDF has more than {MOST_PAGES:,} pages", "Split it.")
        pages: list[str] = []
        length = 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > LARGEST_TEXT:
                raise TooLarge(name, f"the PDF holds more than {LARGEST_TEXT:,} characters", "Split it.")
        title = reader.metadata.title if reader.metadata else None
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        ArithmeticError,
    ) as error:
        # pypdf lets the slips of a damaged file through as whatever Python error they cause
        why = str(error).strip().splitlines()[0][:100] if str(error).strip() else type(error).__name__
        raise Corrupt(name, f"not a readable PDF ({why})", "Save or download it again.") from error
    text = _flowing(pages)
    if not text:
        raise Empty(name, "the PDF has no text, only pictures", "Run text recognition (OCR) first.")
    yield Document(text=text, title=title if isinstance(title, str) and title.strip() else None)


def _flowing(pages: list[str]) -> str:
    """Paragraphs a line each: heads and page numbers dropped, hyphens at line ends closed, lines rejoined."""
    from timeline.language import segment

    lines = [[line.rstrip() for line in page.splitlines()] for page in pages]
    heads = Counter(_shape(line) for page in lines for line in {*page[:2], *page[-2:]} if line.strip())
    repeated = {head for head, times in heads.items() if times > 2 and times > len(pages) / 2}
    kept = "\n".join(
        line
        for page in lines
        for number, line in enumerate(page)
        if not (_shape(line) in repeated and (number < 2 or number >= len(page) - 2))
    )
    kept = HYPHEN.sub("", kept)
    return "\n\n".join(" ".join(kept[p.start : p.end].split()) for p in segment(kept, None))


def _shape(line: str) -> str:
    return DIGITS.sub("0", line.strip())
