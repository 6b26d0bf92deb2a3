"""Any text as one that the XML of an office file can hold."""

import re

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters: most cannot stand in XML, and none shows anything."""

UNFIT = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
"""Halves of characters, and what is no character."""

LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    r"""Return a text as XML can hold it: without control characters, every line end a ``\n``.

    What stands for no character becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return UNFIT.sub("\N{REPLACEMENT CHARACTER}", UNSEEN.sub("", LINE_ENDS.sub("\n", text)))


def join_lines(text: str) -> str:
    """Return a text as one line, as titles and the properties of a file are."""
    return " ".join(clean_text(text).split())


def escape_text(text: str) -> str:
    """Return a text, cleaned, as the text of an element or the value of an attribute in quotes."""
    cleaned = clean_text(text).replace("&", "&amp;").replace('"', "&quot;")
    return cleaned.replace("<", "&lt;").replace(">", "&gt;")
