# ruff: noqa: RUF001 - letters that look like others are what this is about
"""The encoding of a text that does not say it, told from its bytes."""

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""The bytes with which a text may say its encoding; the longer ones first."""

LONGEST_CHARACTER = 4
CUT = "unexpected end of data"

WINDOWS = "Windows-1252"
MAC = "Mac Roman"

SAMPLE = 4_000
"""How many bytes of a text are looked at for zeros, as UTF-16 has them."""

MOST_JUDGED = 2_000
"""How many letters beyond ASCII are looked at to tell Windows from Macintosh."""

LIKELY = re.compile(
    r"[a-zß-öø-ÿ]’[a-zà-ÿ]|[a-zß-öø-ÿ]?[à-öø-ÿ][a-zß-öø-ÿ’]|[a-zß-öø-ÿ][à-öø-ÿ]|(?<!\w)[“‘]\w"
    r"|[\w.,!?][”’](?!\w)|…|(?<=[\s\d])[–—](?=[\s\d])|£(?=[\d ])|€|•(?=\s)|(?<!\w)[ÀÉÈÖÜÄÅØÇÑ][a-z]|½|°"
)
"""What British texts hold beyond ASCII: quotation marks, dashes, accents within words, pounds."""

UNLIKELY = re.compile(
    r"[a-zà-ÿ][À-ÖØ-ÞŠŽŸ¥ƒ†‡ˆ‰‹Œ˜›∂∑∏π∫ªºΩæ¡¬√≈∆◊ˇ˘˙˚¸˝˛][a-zà-ÿ\s]"
    r"|(?<=[a-z\s\d])[ÐÒÓÕÔ](?=[a-z\s\dA-Z])|[ìîíïñ](?=[A-Z\s])|\w[‘“]|[‘’“”][ÐÒÓÕÔ]"
)
"""What they hold only when they were read in the wrong one: a capital within a word, and the like."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was taken to be in, and whether that was a guess."""

    text: str
    encoding: str
    is_guess: bool


def decode_unknown(data: bytes) -> Decoded:
    """Return the text of bytes: as they say themselves, as UTF-8, else as Windows or Macintosh do.

    What is no character in that encoding becomes U+FFFD.
    """
    for mark, codec, shown in MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(codec, "replace").lstrip("\ufeff"), shown, is_guess=False)
    if wide := _find_wide(data):
        return Decoded(data.decode(wide, "replace"), "UTF-16", is_guess=True)
    try:
        # Halves of characters are no UTF-8, but some programs write them so.
        text = data.decode("utf-8", "surrogatepass")
        return Decoded(text, "UTF-8", is_guess=False)
    except UnicodeDecodeError as error:
        # A text cut within its last character is still UTF-8.
        if error.start > len(data) - LONGEST_CHARACTER and error.reason == CUT:
            return Decoded(data.decode("utf-8", "replace"), "UTF-8", is_guess=False)
    windows, mac = data.decode("cp1252", "replace"), data.decode("mac_roman")
    is_mac = _judge(mac) > _judge(windows)
    return Decoded(mac if is_mac else windows, MAC if is_mac else WINDOWS, is_guess=True)


def _find_wide(data: bytes) -> str:
    sample = data[: SAMPLE - SAMPLE % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and len(data) % 2 == 0:
        if odd > half * 0.4 and even < half * 0.05:
            return "utf-16-le"
        if even > half * 0.4 and odd < half * 0.05:
            return "utf-16-be"
    return ""


def _judge(text: str) -> int:
    """Return how much more of a text is likely than unlikely, where it is not ASCII."""
    found = re.finditer(r"[^\x00-\x7f]", text)
    score = 0
    for _, match in zip(range(MOST_JUDGED), found, strict=False):
        around = text[max(0, match.start() - 1) : match.start() + 2]
        score += 1 if LIKELY.search(around) else 0
        score -= 1 if UNLIKELY.search(around) else 0
        score -= 2 if match[0] == "\N{REPLACEMENT CHARACTER}" else 0
    return score
