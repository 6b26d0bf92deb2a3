# ruff: noqa: RUF001 - letters that look like others are what this is about
"""Which encoding a text is in."""

import pytest

from cpdsite.importers.encodings import decode_unknown

TEXT = "Café debate – “Who owns ideas?” It’s £40; résumé…"


@pytest.mark.parametrize(
    ("codec", "shown"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_a_text_is_read_in_its_encoding(codec: str, shown: str) -> None:
    decoded = decode_unknown(TEXT.encode(codec))
    assert (decoded.text, decoded.encoding) == (TEXT, shown)
    assert decoded.is_guess == (codec in ("cp1252", "mac_roman", "utf-16-le", "utf-16-be"))


@pytest.mark.parametrize("words", ["Société", "It’s", "£ 40", "a – b", "naïve", "Zoë’s", "Llör"])
@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
def test_a_few_letters_are_enough(words: str, codec: str) -> None:
    assert decode_unknown(f"Talk, {words} and more".encode(codec)).text == f"Talk, {words} and more"


def test_what_is_cut_or_broken_is_read_as_far_as_it_goes() -> None:
    assert decode_unknown("Talk é".encode()[:-1]).text == "Talk \ufffd"
    assert decode_unknown("a\ud800b".encode("utf-8", "surrogatepass")).encoding == "UTF-8"
    assert decode_unknown(b"\xff\xfea\x00b").text == "a\ufffd"
    assert decode_unknown(b"").text == ""
