"""DOCX: paragraphs and tables in their order. Unpacked size counted first, then parsed in a child process."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from timeline.errors import Corrupt, TooLarge
from timeline.read import child
from timeline.read.document import LARGEST_FILE, MEGABYTE, Document, File, bounded, printable

__all__ = ["documents", "parse"]


def documents(file: File) -> Iterator[Document]:
    _count(file.data, printable(file.name))
    return child.documents("docx", file)


def _count(data: bytes, name: str) -> None:
    """Refuse what unpacks to more than a document can be; sizes the file itself declares may lie."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for item in archive.infolist():
                with archive.open(item) as stream:
                    while block := stream.read(MEGABYTE):
                        total += len(block)
                        if total > LARGEST_FILE:
                            limit = LARGEST_FILE // MEGABYTE
                            raise TooLarge(name, f"it unpacks to more than {limit} MB", "Save it again.")
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise Corrupt(name, "not a readable Word file", "Save or download it again.") from error


def parse(file: File) -> Iterator[Document]:
    """The one document of a Word file. Its own dates are those of the file, not of publication: left out."""
    import docx
    from docx.table import Table

    try:
        word = docx.Document(io.BytesIO(file.data))
        blocks: list[str] = []
        for block in word.iter_inner_content():
            if isinstance(block, Table):
                blocks += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
            else:
                blocks.append(block.text.strip())
        title = word.core_properties.title.strip()
    except Exception as error:  # python-docx and lxml raise anything on a damaged file; this is the child
        raise Corrupt(
            printable(file.name), "not a readable Word file", "Save or download it again."
        ) from error
    yield Document(text=bounded("\n\n".join(filter(None, blocks)), file.name), title=title or None)
