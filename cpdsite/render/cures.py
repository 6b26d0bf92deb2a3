"""How to write the value of an option that does not fit its kind."""

import difflib
import json
import re
from collections.abc import Sequence

from cpdsite.limits import MOST_COMPARED
from cpdsite.settings import TOP_KEYS
from cpdsite.toml.table import show

EXAMPLE = "#1f5f5b"
DIGITS = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
SHORT = 3
SEPARATOR = re.compile(r"\s*[,;]\s*|\s+")
NEAR = 0.6


def propose_colour(key: str, value: object) -> str:
    """Return how to write the colour that a value is meant as, or what a colour is."""
    # Digits without quotes are a number.
    text = str(value).strip() if isinstance(value, str | int) else ""
    found = DIGITS.fullmatch(text)
    if not found:
        return f"a colour is # and six of 0 to 9 and a to f, in quotes, such as {show(EXAMPLE)}"
    digits = found[1] if len(found[1]) > SHORT else "".join(it * 2 for it in found[1])
    return f"write {key} = {show(f'#{digits}')}"


def propose_list(key: str, value: object, choices: Sequence[str]) -> str:
    """Return how to write the list that a text is meant as; empty where that is not known."""
    if not isinstance(value, str):
        return ""
    words = [value] if value in choices else SEPARATOR.split(value.strip(" ,;[]"))
    items = [find_near(word.strip("\"' "), choices) for word in words[:MOST_COMPARED]]
    # Of a long text one word may be near a choice by chance.
    if not all(items) or len(words) > len(choices):
        return ""
    return f"write {key} = {json.dumps(list(dict.fromkeys(items)), ensure_ascii=False)}"


def find_near(text: str, known: Sequence[str], cutoff: float = NEAR) -> str:
    """Return the known text that one is probably meant as; empty for none."""
    near = difflib.get_close_matches(text.casefold(), known[:MOST_COMPARED], n=1, cutoff=cutoff)
    return text if text in known else next(iter(near), "")


def propose_option(name: str, known: Sequence[str]) -> str:
    """Return what to write in place of an option that the theme does not have."""
    if name == "theme":
        return "write name in place of theme"
    if name in TOP_KEYS:
        return f"{name} is a setting of the site: move this line above the first [table]"
    near = find_near(name, known)
    return f'did you mean "{near}"?' if near else f"its options are {', '.join(known) or 'none'}"
