"""The ways in which a reader may look at a page: width, colours, size of text, paper."""

from dataclasses import dataclass
from typing import Literal

DESK, TABLET, PHONE, NARROW = 1280, 768, 390, 320

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One way to look at a page; ``text`` is the size of the root's text in per cent."""

    width: int = DESK
    scheme: Scheme = "light"
    text: int = 100
    is_forced: bool = False
    is_contrast: bool = False
    is_paper: bool = False

    def __str__(self) -> str:
        """Name what is special."""
        flags = {
            f"text at {self.text} %": self.text != 100,
            "forced colours": self.is_forced,
            "more contrast": self.is_contrast,
            "paper": self.is_paper,
        }
        return ", ".join([f"{self.width} px {self.scheme}", *(it for it in flags if flags[it])])


LIGHT = Mode()
LARGE = (Mode(text=200), Mode(width=PHONE, text=200))
# Those with forced colours come last, since they need the page loaded anew.
MODES = (
    LIGHT,
    Mode(scheme="dark"),
    Mode(width=TABLET),
    Mode(width=PHONE),
    Mode(width=NARROW),
    Mode(width=NARROW, scheme="dark"),
    *LARGE,
    Mode(is_contrast=True),
    Mode(is_contrast=True, scheme="dark"),
    Mode(is_paper=True),
    Mode(is_forced=True),
    Mode(is_forced=True, scheme="dark"),
)
# For pages that are made like another one, which is looked at in all modes: one of each kind.
SOME_MODES = (
    LIGHT,
    Mode(width=NARROW, scheme="dark"),
    LARGE[0],
    Mode(is_paper=True),
    Mode(is_forced=True),
)
