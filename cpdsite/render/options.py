"""The options of a theme: declared in its ``theme.toml``, set under ``[theme]`` in the settings."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from cpdsite.errors import Severity
from cpdsite.limits import MOST_KEYS
from cpdsite.render.contrast import ENOUGH, find_contrast, find_readable
from cpdsite.render.cures import (
    EXAMPLE,
    find_near,
    propose_colour,
    propose_list,
    propose_option,
)
from cpdsite.site.views import Pairs
from cpdsite.toml.table import Table, show

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
KINDS = ("colour", "choice", "boolean", "list")
CHOOSING = ("choice", "list")
"""The kinds that need ``choices``."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option that a theme declares; ``choices`` for the kinds ``choice`` and ``list``.

    ``ground`` is the colour on which a colour is read as text; empty where it is not.
    """

    name: str
    kind: str
    default: object
    description: str
    choices: tuple[str, ...] = ()
    ground: str = ""


@dataclass(frozen=True, slots=True)
class _Mistake:
    """What is wrong with a value; without a cure of its own, the default is one."""

    message: str
    cure: str = ""


def read_option(name: str, table: Table) -> Option:
    """Return an option as a table of ``theme.toml`` declares it."""
    kind = table.choice("kind", KINDS, "")
    if not kind:
        # What its default must be is not known.
        table.anything()
        return Option(name, "", "", "")
    choices = table.texts("choices")
    default = _read_default(kind, table)
    description = table.text("description", required=True)
    option = Option(name, kind, default, description, choices, _read_ground(kind, table))
    if kind in CHOOSING and not choices:
        table.report("choices", "choices is missing", f"add choices = {_suggest_choices(default)}")
    elif default is not None:
        mistakes = tuple(_find_mistakes(option, default, "default"))
        for it in mistakes:
            cure = it.cure or f"write a default that is {_describe(option)}"
            table.report("default", f"default: {it.message}", cure)
        if not mistakes:
            _check_contrast(option, default, "default", table)
    table.finish()
    return replace(option, default=_freeze(option, "" if default is None else default))


def _read_ground(kind: str, table: Table) -> str:
    """Return the ground that an option of the kind colour may name with ``on``."""
    if kind != "colour":
        return ""
    ground = table.text("on")
    if ground and not COLOUR.fullmatch(ground):
        message = f"on: expected a colour such as {EXAMPLE}, found {show(ground)}"
        table.report("on", message, propose_colour("on", ground))
        return ""
    return ground


def _read_default(kind: str, table: Table) -> object:
    if kind == "boolean":
        return table.boolean("default", default=False)
    if kind != "list":
        # An empty one has been told.
        return table.text("default", required=True) or None
    default = table.take("default")
    if default is None:
        cure = "add default = [], with those of its choices that hold where the site says nothing"
        table.report("default", "default is missing", cure)
    return default


def _suggest_choices(default: object) -> str:
    listed = default if isinstance(default, list) else [default]
    texts = [it for it in listed if it and isinstance(it, str)]
    return json.dumps([*(texts or ["one"]), "another"], ensure_ascii=False)


def choose_values(declared: Iterable[Option], given: Mapping[str, object], table: Table) -> Pairs:
    """Return every option with the value that the site gives it, or its default.

    What is wrong with a value is noted at ``table``, which is that of the settings.
    """
    options = {option.name: option for option in declared}
    chosen: dict[str, object] = {}
    for name, option in options.items():
        # A kind or a default that cannot be used is the theme's mistake, told there.
        value = given.get(name, option.default) if option.kind else option.default
        if name in given and option.kind:
            mistakes = tuple(_find_mistakes(option, value, name))
            for it in mistakes:
                cure = it.cure or _propose_default(option, value)
                table.report(name, f"[theme] {name}: {it.message}", cure)
            value = option.default if mistakes else value
            if not mistakes:
                _check_contrast(option, value, f"[theme] {name}", table)
        chosen[name] = _freeze(option, value)
    for name in given:
        if name not in options:
            message = f'[theme]: the theme has no option "{name}"'
            table.report(name, message, propose_option(name, tuple(options)), "unknown-key")
    return tuple(sorted(chosen.items()))


def _propose_default(option: Option, value: object) -> str:
    """Return the default as the cure, after the choice that is probably meant."""
    default = json.dumps(option.default, ensure_ascii=False)
    cure = f"write {option.name} = {default}, the default ({option.description})"
    near = find_near(value, option.choices) if isinstance(value, str) else ""
    return f'did you mean "{near}"? Otherwise {cure}' if near else cure


def _check_contrast(option: Option, value: object, said: str, table: Table) -> None:
    """Note that a colour cannot be read as text on its ground; ``said`` names its key."""
    if not option.ground or not isinstance(value, str):
        return
    contrast = find_contrast(value, option.ground)
    if contrast >= ENOUGH:
        return
    # Rounded down, so that nothing is said to be what it nearly is.
    found = f"{int(contrast * 100) / 100:g}:1"
    key = said.rpartition(" ")[2]
    message = (
        f"{said}: {show(value)} is hard to read on {option.ground}: "
        f"its contrast is {found}, and text needs {ENOUGH}:1"
    )
    cure = (
        f"write {key} = {show(find_readable(value, option.ground))}, which is the same hue "
        "and enough (WCAG 2.2, 1.4.3)"
    )
    table.report(key, message, cure, code="contrast", severity=Severity.WARNING)


def _find_mistakes(option: Option, value: object, key: str) -> Iterator[_Mistake]:
    """Yield what is wrong with a value that stands under a key."""
    if option.kind == "list" and isinstance(value, list):
        yield from _find_item_mistakes(option, value)
    elif not _fits(option, value):
        cure = propose_colour(key, value) if option.kind == "colour" else ""
        if option.kind == "list":
            cure = propose_list(key, value, option.choices)
        yield _Mistake(f"expected {_describe(option)}, found {show(value)}", cure)


def _find_item_mistakes(option: Option, items: list[object]) -> Iterator[_Mistake]:
    known = frozenset(option.choices)
    counts = Counter(it for it in items if isinstance(it, str))
    unknown = {show(it): it for it in items if not isinstance(it, str) or it not in known}
    choices = ", ".join(option.choices)
    for shown, item in islice(unknown.items(), MOST_KEYS):
        near = find_near(str(item), option.choices)
        cure = f'did you mean "{near}"?' if near else f"choose from {choices}"
        yield _Mistake(f"expected any of {choices}, found {shown}", cure)
    for text in counts:
        if text in known and counts[text] > 1:
            yield _Mistake(f"{show(text)} appears {_count(counts[text])}", "keep one of them")


def _count(times: int) -> str:
    return {2: "twice"}.get(times, f"{times} times")


def _fits(option: Option, value: object) -> bool:
    if option.kind == "boolean":
        return isinstance(value, bool)
    if option.kind == "colour":
        return isinstance(value, str) and COLOUR.fullmatch(value) is not None
    return option.kind == "choice" and value in option.choices


def _describe(option: Option) -> str:
    examples = {
        "boolean": "true or false",
        "colour": f"a colour such as {EXAMPLE}",
        "list": f"a list such as {json.dumps(option.choices[:2], ensure_ascii=False)}",
    }
    return examples.get(option.kind) or f"one of {', '.join(option.choices)}"


def _freeze(option: Option, value: object) -> object:
    """Return a list as the tuple of its choices; any other value as it is."""
    if option.kind != "list":
        return value
    items = value if isinstance(value, list | tuple) else ()
    return tuple(dict.fromkeys(it for it in items if isinstance(it, str) and it in option.choices))
