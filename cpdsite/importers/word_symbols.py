"""Boxes and symbols: the many ways in which Word files hold a tick, and marks within a text."""

import re

from cpdsite.importers.wording import REPLACEMENT, clean_text

TICKED = "\ue002"
UNTICKED = "\ue003"
"""What stands for a tick box until its text is written."""

MARK = re.compile("\ue000([a-z]+)([0-9]+)\ue001")
"""A place in a text to which something belongs: its kind, and its number."""

OURS = re.compile("[\ue000-\ue003]")

BOXES = str.maketrans(
    {
        **dict.fromkeys("☐□◻◽⬜❏❐❑❒🗆🞎🞏", UNTICKED),
        **dict.fromkeys("☑☒⊠⌧🗵🗷🗹🗸⮽⮾✅❎", TICKED),
    }
)
"""The characters that stand for a box in a text."""

BOX = re.compile(f"([{TICKED}{UNTICKED}])([\\[(:])?")

WINGDINGS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x73: "◆", 0x76: "❖", 0x78: "☒",
        0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x2A: "☐", 0x30: "☐", 0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒",
        0x97: "●", 0xA3: "☐",
    },
    "webdings": {0x61: "✓", 0x63: "☐", 0x72: "✗"},
    "symbol": {0xA8: "♦", 0xAE: "→", 0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤"},
}  # fmt: skip
"""What characters of fonts of symbols stand for, by the last byte of their number."""

UNNAMED = {**WINGDINGS["symbol"], **WINGDINGS["wingdings"], 0xB7: "•"}
"""What a character stands for that has lost its font."""

PRIVATE = range(0xF000, 0xF100)
"""Where Word puts the characters of fonts of symbols."""


def make_mark(kind: str, number: int) -> str:
    """Return what marks a place in a text; ``kind`` is a word of small letters."""
    return f"\ue000{kind}{number}\ue001"


def clean_words(text: str) -> str:
    """Return a text that pages can hold, in which nothing is taken for a mark of ours."""
    return OURS.sub(REPLACEMENT, clean_text(text))


def read_symbol(font: str, code: int) -> str:
    """Return the character that a character of a font of symbols stands for."""
    table = WINGDINGS.get(font.lower(), UNNAMED if code in PRIVATE else {})
    byte = code & 0xFF
    if code in PRIVATE or font.lower() in WINGDINGS:
        return table.get(byte, REPLACEMENT if code in PRIVATE else chr(byte))
    return clean_words(chr(code))


def read_symbols(font: str, text: str) -> str:
    """Return a text in which characters of fonts of symbols are those that they stand for."""
    is_symbolic = font.lower() in WINGDINGS
    return "".join(
        read_symbol(font, ord(it))
        if (is_symbolic and not it.isspace()) or ord(it) in PRIVATE
        else it
        for it in clean_words(text)
    )


def find_boxes(text: str) -> str:
    """Return a text in which each box, ticked or not, is the mark of one."""
    return text if text.isascii() else text.translate(BOXES)


def write_boxes(text: str) -> str:
    """Return a text in which each mark of a box reads ``[x]`` or ``[ ]``.

    A space keeps apart what would make a link of it.
    """

    def write(box: re.Match[str]) -> str:
        written = "[x]" if box[1] == TICKED else "[ ]"
        return f"{written} {box[2]}" if box[2] else written

    return BOX.sub(write, text)
