"""ZIP: the files inside, counted while unpacking; nothing is ever written."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise

from timeline.errors import Corrupt, Empty, FetchRefused, ReadError, TooLarge, UnsupportedFormat
from timeline.read.document import LARGEST_FILE, MEGABYTE, File, printable

__all__ = ["documents"]

MOST_MEMBERS = 10_000
LARGEST_WHOLE = 500 * MEGABYTE  # bytes, unpacked
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)


def documents(file: File) -> Iterator[File | ReadError]:
    name = printable(file.name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except BROKEN as error:
        raise Corrupt(name, "not a readable ZIP archive", "Pack or download it again.") from error
    with archive:
        members = [each for each in archive.infolist() if not _aside(each)]
        if len(members) > MOST_MEMBERS:
            why = f"it holds {len(members):,} files, the limit is {MOST_MEMBERS:,}"
            raise TooLarge(name, why, "Split it.")
        if _overlap(members):
            raise Corrupt(name, "its files overlap, as no packer writes them", "Pack it again.")
        if not members:
            raise Empty(name, "there is no file in it", "Pack at least one.")
        left = LARGEST_WHOLE
        for member in members:
            inside = f"{file.name}/{member.filename}"
            try:
                data = _unpacked(archive, member, printable(inside), left)
                left -= len(data)
                yield File(inside, data)
            except ReadError as error:
                left -= min(left, LARGEST_FILE) if isinstance(error, TooLarge) else 0
                yield error
            if left <= 0:
                limit = LARGEST_WHOLE // MEGABYTE
                raise TooLarge(name, f"it unpacks to more than {limit} MB; the rest is left out", "Split it.")


def _aside(member: zipfile.ZipInfo) -> bool:
    """Folders, and what systems put beside the files."""
    parts = member.filename.split("/")
    return member.is_dir() or parts[0] == "__MACOSX" or (parts[-1].startswith(".") and parts[-1] != "..")


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    ordered = sorted(members, key=lambda member: member.header_offset)
    return any(
        one.header_offset + 30 + one.compress_size > two.header_offset for one, two in pairwise(ordered)
    )


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, left: int) -> bytes:
    if ".." in member.filename.split("/") or member.filename.startswith("/") or "\\" in member.filename:
        raise FetchRefused(name, "its name points outside the archive", "Pack it again.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise FetchRefused(name, "it is a link, not a file", "Pack the file itself.")
    if member.flag_bits & ENCRYPTED:
        raise UnsupportedFormat(name, "it asks for a password", "Pack it without one.")
    limit = min(LARGEST_FILE, left)
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except BROKEN as error:
        raise Corrupt(name, "it is damaged inside the archive", "Pack or download it again.") from error
    if len(data) > limit:
        raise TooLarge(name, f"it unpacks to more than {limit // MEGABYTE} MB", "Split it.")
    return data
