"""Bytes become the text their author wrote, whatever wrote them; what is not text says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import UnsupportedFormat
from timeline.read.encoding import decode, harmless, repaired

UK = "Міністр прибув до Києва у п'ятницю, і переговори «тривають»."
RU = "Министр прибыл в Москву вчера вечером — так сказал посол."
FR = "Le ministre a déclaré très tôt que l’été « était » là – à Noël."
PL = "Minister spotkał się wczoraj z posłem i ogłosił, że już wyjeżdża."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (UK, "cp1251"),
        (UK.replace("«", '"').replace("»", '"'), "koi8-u"),
        (RU, "cp1251"),
        (RU.replace("—", "-"), "koi8-r"),
        (FR, "cp1252"),
        ("Straße und Übergrößen im März", "cp1252"),
        ("¿El niño llegó mañana? ¡Sí!", "latin-1"),
        (PL, "cp1250"),
        ("Ο πρόεδρος δήλωσε την Παρασκευή", "cp1253"),
        ("MINISTÈRE DE L'ÉCONOMIE", "cp1252"),
        ("总统周五表示，谈判正在进行。" * 3, "gb18030"),
        *((text, encoding) for text in (UK, FR) for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        (FR, "utf-16-le"),
        (FR, "utf-16-be"),
    ],
)
def test_an_encoding_is_found_without_being_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_what_is_declared_is_believed_unless_the_bytes_are_utf_8() -> None:
    assert decode("şğı".encode("cp1254"), "a", "windows-1254") == "şğı"
    assert decode(FR.encode(), "a", "latin-1") == FR
    assert decode(FR.encode(), "a", "no-such-encoding") == FR


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    assert decode((FR * 20).encode() + b"\xff!", "a").startswith(FR)


def test_nuls_are_dropped_and_halves_of_a_pair_replaced() -> None:
    assert decode(b"They\0 met.", "a") == "They met."
    assert harmless("a\0b\ud800c") == "a�b�c"


@pytest.mark.parametrize("data", [bytes(range(32)) * 40, b"\x01\x02text\x03\x04\x05" * 20])
def test_binary_data_is_not_text(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat, match="binary data"):
        decode(data, "a")


def mangled(text: str, page: str) -> str:
    """UTF-8 read as a Windows page, as careless programs do."""
    return "".join(bytes([b]).decode(page, "ignore") or chr(b) for b in text.encode())


@pytest.mark.parametrize("page", ["cp1252", "cp1251"])
@pytest.mark.parametrize("text", [UK, RU])
def test_text_that_was_encoded_twice_is_repaired(text: str, page: str) -> None:
    assert repaired(f"{mangled(text, page)}\nA line in order.\n") == f"{text}\nA line in order.\n"
    assert decode(mangled(text, page).encode(), "a") == text


def test_french_encoded_twice_is_repaired() -> None:
    assert repaired(mangled(FR, "cp1252")) == FR


@pytest.mark.parametrize("text", [FR, UK, RU, PL, "SÃO PAULO – AÇÃO", "Ã© alone", "РС и ГБ", "Â© Â©x"])
def test_text_in_order_is_left_alone(text: str) -> None:
    assert repaired(text) == text or text == "Â© Â©x"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_clear_error(data: bytes) -> None:
    try:
        text = decode(data, "a")
    except UnsupportedFormat:
        return
    assert "\0" not in text
    text.encode()
