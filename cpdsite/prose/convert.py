"""Markdown to sanitised HTML, with Python-Markdown and nh3."""

import functools
import re
from html import escape

import markdown
import nh3

EXTENSIONS = {
    "abbr": r"\*\[",
    "def_list": r"(?:^|>)\s*:",
    "fenced_code": r"`{3}|~{3}",
    "footnotes": r"\[\^",
    "pymdownx.tasklist": r"\[[ xX]\]",
    "sane_lists": r"",
    "tables": r"\|",
    "toc": r"#|(?:^|>)\s*[-=]+\s*(?:$|<)",
}
"""The extensions, each with what a text must hold for it to do anything.

Each that is loaded costs time on every text, so a text is converted with those that it needs.
"""

NEEDS = {name: re.compile(pattern, re.MULTILINE) for name, pattern in EXTENSIONS.items()}

SETTINGS: dict[str, dict[str, object]] = {
    # An attribute can become a class; a style attribute would break the security policy.
    "tables": {"use_align_attribute": True},
    # The table of contents itself is not wanted, only the ids of headings.
    "toc": {"marker": ""},
}

INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "input",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
}  # fmt: skip
BLOCKS = {
    "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked", "disabled", "type"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


@functools.cache
def _make_markdown(extensions: tuple[str, ...]) -> markdown.Markdown:
    settings = {name: SETTINGS[name] for name in extensions if name in SETTINGS}
    return markdown.Markdown(extensions=extensions, extension_configs=settings)


@functools.cache
def _make_cleaner() -> nh3.Cleaner:
    # Links keep no ``rel``: most of them stay on the site.
    return nh3.Cleaner(
        tags=INLINE | BLOCKS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )


def convert_markdown(source: str) -> str:
    """Return the HTML of a piece of Markdown, without anything that could run or load."""
    needed = tuple(name for name, need in NEEDS.items() if need.search(source))
    try:
        html = _make_markdown(needed).reset().convert(source)
    except RecursionError:
        # Lists nested dozens deep are shown as written; the converter is left half-way.
        _make_markdown.cache_clear()
        html = f"<pre>{escape(source)}</pre>"
    return _make_cleaner().clean(html)
