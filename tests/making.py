"""Files made for the tests: PDFs written by hand, Word files, pages, archives."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import docx


def pdf(*pages: str, title: str = "", packed: int = 0) -> bytes:
    """A PDF whose pages hold these lines of Latin-1 text; `packed` times compressed."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids: list[int] = []
    for page in pages:
        lines = page.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").split("\n")
        drawn = "BT /F1 11 Tf 14 TL 60 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(stream(drawn.encode("latin-1"), packed))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R" % len(objects)
            + b" /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % k for k in kids),
        len(kids),
    )
    objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
    return assembled(objects)


def stream(data: bytes, packed: int) -> bytes:
    for _ in range(packed):
        data = zlib.compress(data)
    filters = b"/Filter [%s] " % b" ".join([b"/FlateDecode"] * packed) if packed else b""
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filters, len(data), data)


def assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        size - 1,
        start,
    )
    return bytes(out)


def word(*paragraphs: str, title: str = "", table: list[list[str]] | None = None) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for row in table or []:
        cells = document.add_table(1, len(row)).rows[0].cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def archive(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


STORY = (
    "Le ministre a reçu son homologue vendredi à Genève, où les deux délégations ont parlé des prisonniers.",
    "Les négociations doivent reprendre en septembre, selon un communiqué publié par les deux capitales.",
    "Aucune des deux parties n'a voulu dire où se tiendrait la prochaine rencontre, ni qui la conduirait.",
)


def page(head: str = "", *, body: str = "", story: tuple[str, ...] = STORY) -> str:
    """A web page with a menu, an article and a foot."""
    told = "".join(f"<p>{paragraph}</p>" for paragraph in story)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}'
        "<title>Rencontre à Genève - Exemple</title>"
        '</head><body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/monde">Monde</a></li></ul></nav>'
        f"<article><h1>Rencontre à Genève</h1>{body}{told}</article>"
        "<footer><p>© 2023 Exemple. Tous droits réservés.</p></footer></body></html>"
    )
