"""Markdown to sanitised HTML, with Python-Markdown and nh3."""

import functools
import re
from html import escape
from threading import Lock

import markdown
import nh3

from cpdsite.text import CONTROL

EXTENSIONS = {
    "abbr": r"\*\[",
    "def_list": r"(?:^|>)[^\S\n]*:",
    "fenced_code": r"`{3}|~{3}",
    "footnotes": r"\[\^",
    "pymdownx.tasklist": r"\[[ xX]\]",
    "sane_lists": r"",
    "tables": r"\|",
    "toc": r"#|(?:^|>)[^\S\n]*[-=]+\s*(?:$|<)",
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
LEFT_OUT = {
    "applet", "area", "article", "aside", "audio", "base", "body", "button", "canvas", "data",
    "datalist", "dialog", "embed", "fieldset", "font", "footer", "form", "frame", "frameset",
    "head", "header", "hgroup", "html", "iframe", "legend", "link", "main", "map", "math",
    "menu", "meta", "meter", "nav", "noscript", "object", "optgroup", "option", "output",
    "param", "path", "picture", "progress", "rp", "rt", "ruby", "script", "search", "select",
    "slot", "source", "style", "svg", "template", "textarea", "title", "track", "video",
}  # fmt: skip
"""Elements of HTML that pages do not hold; what they enclose stays, where it is text."""

ELEMENTS = INLINE | BLOCKS | LEFT_OUT
TAG = re.compile(r"<(?=/?([a-zA-Z][^\s/>]*))")
SCHEMES = {"http", "https", "mailto", "tel"}


CONVERTING = Lock()


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
    # A converter holds what it has read so far, and the preview answers several at once.
    with CONVERTING:
        html = _convert(source, needed)
    return clean_html(TAG.sub(_keep_words, html))


def clean_html(html: str) -> str:
    """Return HTML without anything that could run or load."""
    cleaned = _make_cleaner().clean(html)
    if CONTROL.search(cleaned):
        # A number such as &#1; gives what neither a page nor a feed can hold. What it stood
        # in may be something else without it, "java&#1;script:" for one, so it is cleaned again.
        cleaned = _make_cleaner().clean(CONTROL.sub("", cleaned))
    return cleaned


def _convert(source: str, needed: tuple[str, ...]) -> str:
    try:
        return _make_markdown(needed).reset().convert(source)
    except RecursionError:
        # Lists nested dozens deep are shown as written; the converter is left half-way.
        _make_markdown.cache_clear()
        return f"<pre>{escape(source)}</pre>"


def _keep_words(opening: re.Match[str]) -> str:
    """Return the opening of a tag, as text where it begins no element of HTML.

    ``<TBC>`` and ``Vec<T>`` are words that a person wrote; the sanitiser would drop them.
    """
    is_element = opening[1].lower() in ELEMENTS
    return "<" if is_element else "&lt;"
