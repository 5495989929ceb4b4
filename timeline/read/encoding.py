"""Bytes to text: by their mark, as UTF-8, as declared, else the least unlikely; double encoding undone."""

from __future__ import annotations

import codecs
import re

from timeline.errors import UnsupportedFormat
from timeline.read.document import printable

__all__ = ["decode", "harmless", "repaired"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In order of preference where nothing speaks against either.
SINGLE_BYTE = ("cp1252", "cp1251", "koi8-u", "cp1250", "cp1253", "cp1254")
SAMPLE = 20_000  # bytes judged
# What a wrong guess makes of words: a capital behind a small letter, a sign inside or at the edge of a word,
# small letters lost (KOI8 read as 1251 turns the cases round), two scripts in one word.
UNLIKELY = re.compile(
    r"[a-zß-öø-ÿа-яёіїєґα-ω][A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ]"
    r"|[^\W\d_][¡-©«-´¶-¿×÷\u2500-\u259f\x80-\x9f]+|[¢-©¬-´¶-º¼-¾×÷\u2500-\u259f\x80-\x9f]+[^\W\d_]"
    r"|[a-zA-Z][\u0400-\u04ff\u0370-\u03ff]|[\u0400-\u04ff\u0370-\u03ff][a-zA-Z]"
    r"|[À-ÿ\u0100-\u017f]{3}|[\u0370-\u03ff][\u0400-\u04ff]"
)
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of `data`, without its mark and NULs. Raises `UnsupportedFormat` where it is not text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding, "replace"), name)
    if wide := _without_mark(data):
        return _text(data.decode(wide, "replace"), name)
    for candidate in ("utf-8", declared):
        if candidate and (text := _strictly(data, candidate)) is not None:
            return _text(text, name)
    text = data.decode("utf-8", "replace")
    if text.count("�") * 100 < len(re.findall(r"[^\x00-\x7f]", text)):
        return _text(text, name)  # UTF-8 with a few broken bytes
    return _text(data.decode(_likeliest(data), "replace"), name)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is NUL."""
    head = data[:2000]
    if len(head) < 8 or head.count(0) < len(head) // 4:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else None


def _likeliest(data: bytes) -> str:
    sample = data[:SAMPLE]
    scores = {
        encoding: _unlikelihood(text)
        for encoding in SINGLE_BYTE
        if (text := _strictly(sample, encoding)) is not None
    }
    best = min(scores, key=lambda encoding: 10 * scores[encoding][0] + scores[encoding][1], default=None)
    if best is not None and scores[best][0] <= 0.01:
        return best
    from charset_normalizer import from_bytes  # only where the common ones all look wrong

    guess = from_bytes(sample).best()
    return guess.encoding if guess is not None else best or "latin-1"


def _unlikelihood(text: str) -> tuple[float, float]:
    """Shares of letters that no language would put so, and of capitals beyond half; 0 is best."""
    letters = sum(map(str.isalpha, text)) or 1
    capitals = sum(map(str.isupper, text))
    return len(UNLIKELY.findall(text)) / letters, max(0, 2 * capitals - letters) / letters


def _text(text: str, name: str) -> str:
    text = text.replace("\0", "")
    if len(CONTROL.findall(text[:100_000])) * 50 > len(text[:100_000]):
        raise UnsupportedFormat(
            printable(name), "it holds binary data, not text", "Give text, HTML, PDF, DOCX, EML, JSON or CSV."
        )
    return repaired(harmless(text))


def harmless(text: str) -> str:
    """The same text, as long as before, without what no store or output can hold: NUL, halves of a pair."""
    return re.sub("[\0\ud800-\udfff]", "�", text) if re.search("[\0\ud800-\udfff]", text) else text


# UTF-8 that was read as Windows-1252 or 1251 and written as UTF-8 again.
MANGLED = re.compile(
    "[ÂÃÅÄÐÑâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[РСТЅІ][\x80-\xbfЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ]"
)


def repaired(text: str) -> str:
    """The text with lines undone that were encoded twice: only where a whole line proves to be UTF-8."""
    if len(MANGLED.findall(text, 0, 2 * SAMPLE)) < 2:
        return text
    return "".join(map(_undone, text.splitlines(keepends=True)))


def _undone(line: str) -> str:
    if MANGLED.search(line):
        for page in ("cp1252", "cp1251"):
            once = _strictly(_bytes(line, page), "utf-8")
            if once is not None and len(once) < len(line):
                return once
    return line


def _bytes(line: str, page: str) -> bytes:
    """As `page` would write it; the few bytes it leaves undefined stand for themselves, as browsers do it."""
    try:
        return line.encode(page)
    except UnicodeEncodeError:
        return b"".join(
            character.encode("latin-1" if "\x80" <= character <= "\x9f" else page, "replace")
            for character in line
        )
